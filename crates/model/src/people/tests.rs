//! The decision as a table, the exclusions, and bodies through their history.

use jiff::civil::{Date, date};

use super::*;

const TODAY: Date = date(2026, 11, 25);

fn held(role: Role, agency: Option<&str>, place: Option<&str>) -> Assignment {
    Assignment {
        user: "lisi".to_string(),
        role,
        agency: agency.map(str::to_string),
        place: place.map(str::to_string),
        valid_from: date(2026, 1, 1),
        valid_to: None,
        deputy_of: None,
    }
}

fn row(place: &'static str, class: DataClass) -> Object<'static> {
    Object { place: Some(place), ..Object::of_all(class) }
}

fn number(place: &'static str, steward: &'static str, is_official_statistic: bool) -> Object<'static> {
    Object { place: Some(place), steward: Some(steward), is_official_statistic, ..Object::of_all(DataClass::Internal) }
}

#[test]
fn the_decision_follows_the_table() {
    use Capability as C;
    use DataClass::{Internal, Public, Sensitive};
    let shouguang = || held(Role::CountyLiaison, None, Some("370783"));
    let industry = || held(Role::Liaison, Some("gxj"), None);
    let planner = || held(Role::Planner, None, None);
    let statistician = || held(Role::Statistician, None, None);
    let leader = || held(Role::Leader, None, None);
    let signer = || held(Role::Signer, None, Some("370783"));
    let researcher = || held(Role::Researcher, None, None);
    let all = |class| Object::of_all(class);
    let table: Vec<(Assignment, C, Object<'static>, Option<&str>)> = vec![
        // Reading.
        (shouguang(), C::ReadInternal, row("370783", Internal), None),
        (shouguang(), C::ReadInternal, row("370785", Internal), Some("不属于您负责的县市区")),
        (shouguang(), C::ReadPublished, row("370785", Public), None),
        (shouguang(), C::ReadInternal, all(Internal), None),
        (shouguang(), C::ReadInternal, row("370783", Sensitive), None),
        (shouguang(), C::ReadInternal, row("370785", Sensitive), Some("不属于您负责的县市区")),
        (industry(), C::ReadInternal, row("370785", Internal), None),
        (industry(), C::ReadInternal, row("370785", Sensitive), Some("敏感数据")),
        (leader(), C::ReadInternal, row("370785", Internal), None),
        (leader(), C::ReadInternal, row("370785", Sensitive), Some("敏感数据")),
        (planner(), C::ReadInternal, row("370785", Sensitive), None),
        (researcher(), C::ReadPublished, row("370785", Public), None),
        (researcher(), C::ReadInternal, row("370785", Internal), Some("您的岗位（研究机构）不能查看内部内容")),
        // Official statistics.
        (shouguang(), C::EnterData, number("370783", "tjj", true), Some("官方统计数据由统计部门录入")),
        (planner(), C::EnterData, number("370783", "tjj", true), Some("官方统计数据由统计部门录入")),
        (planner(), C::EditRegister, number("370783", "tjj", true), Some("官方统计数据由统计部门录入")),
        (statistician(), C::EnterStatistics, number("370783", "tjj", true), None),
        (statistician(), C::EnterData, number("370783", "tjj", true), None),
        // Other numbers.
        (industry(), C::EnterData, number("370700", "gxj", false), None),
        (industry(), C::EnterData, number("370700", "kjj", false), Some("责任单位不是您的单位")),
        (shouguang(), C::EnterData, number("370783", "gxj", false), None),
        (shouguang(), C::EnterData, number("370785", "gxj", false), Some("不属于您负责的县市区")),
        (shouguang(), C::EnterData, all(Internal), Some("不属于您负责的县市区")),
        (planner(), C::EnterData, number("370783", "gxj", false), None),
        // What stands at once is imported by whoever answers for it.
        (industry(), C::ImportData, number("370700", "gxj", false), None),
        (industry(), C::ImportData, number("370700", "kjj", false), Some("责任单位不是您的单位")),
        (industry(), C::ImportData, row("370783", Internal), Some("责任单位不是您的单位")),
        (shouguang(), C::ImportData, number("370783", "gxj", false), Some("不能导入数据")),
        (planner(), C::ImportData, row("370783", Internal), None),
        (planner(), C::ImportData, number("370783", "tjj", true), Some("官方统计数据由统计部门录入")),
        (statistician(), C::ImportData, number("370783", "gxj", false), None),
        // What belongs to others altogether.
        (signer(), C::EnterData, number("370783", "gxj", false), Some("您的岗位（分管领导）不能录入数据")),
        (signer(), C::TakeStep, row("370783", Internal), None),
        (signer(), C::TakeStep, row("370785", Internal), Some("不属于您负责的县市区")),
        (leader(), C::WriteBulletin, all(Internal), Some("此项由县域科办理")),
        (planner(), C::ApproveAccounts, all(Internal), Some("此项由安全管理员办理")),
        (shouguang(), C::Object, row("370783", Internal), None),
        (shouguang(), C::Object, row("370785", Internal), Some("不属于您负责的县市区")),
    ];
    for (assignment, capability, object, reason) in table {
        let role = assignment.role;
        let answer = may(&[assignment], TODAY, capability, &object);
        match (answer, reason) {
            (Ok(()), None) => {}
            (Err(refusal), Some(reason)) => {
                assert!(refusal.to_string().contains(reason), "{role:?} {capability:?} {object:?}: {refusal}");
            }
            (answer, reason) => panic!("{role:?} {capability:?} {object:?}: {answer:?}, expected {reason:?}"),
        }
    }
}

#[test]
fn an_assignment_counts_from_its_first_to_its_last_day() {
    let mut one = held(Role::Planner, None, None);
    one.valid_to = Some(date(2026, 11, 24));
    let ask = |day| may(std::slice::from_ref(&one), day, Capability::EditPlan, &Object::of_all(DataClass::Internal));
    assert!(ask(date(2025, 12, 31)).is_err());
    assert!(ask(date(2026, 1, 1)).is_ok());
    assert!(ask(date(2026, 11, 24)).is_ok());
    assert_eq!(ask(TODAY), Err(Refusal::NoRole(Capability::EditPlan)));
}

#[test]
fn two_assignments_allow_what_either_allows() {
    let both = [held(Role::CountyLiaison, None, Some("370783")), held(Role::CountyLiaison, None, Some("370785"))];
    assert!(sees(&both, TODAY, &row("370785", DataClass::Internal)));
    assert!(!sees(&both, TODAY, &row("370786", DataClass::Internal)));
    assert!(holds(&both, TODAY, Capability::EditRegister).is_ok());
    assert!(holds(&both, TODAY, Capability::EditPlan).unwrap_err().to_string().contains("县域科"));
}

#[test]
fn administrators_do_no_business_and_no_role_does_everything() {
    let business = Capability::ALL.into_iter().filter(|capability| {
        use Capability as C;
        !matches!(capability, C::OwnAccount | C::ReadLog | C::ReadAccounts | C::ProposeAccounts | C::ApproveAccounts)
    });
    for capability in business {
        assert!(capability.roles().iter().all(|role| !role.is_administrator()), "{capability:?}");
        assert!(!capability.roles().is_empty(), "{capability:?}");
    }
    for role in Role::ALL {
        assert!(Capability::ALL.into_iter().any(|capability| !role.can(capability)), "{role:?}");
        assert!(role.can(Capability::OwnAccount));
        assert_eq!(Role::named(role.in_words()), Some(role));
    }
    assert!(!Role::SystemAdministrator.can(Capability::ReadLog));
    assert_eq!(Capability::ApproveAccounts.roles(), [Role::SecurityAdministrator]);
    assert_eq!(Capability::ProposeAccounts.roles(), [Role::SystemAdministrator]);
}

#[test]
fn the_three_administrators_exclude_each_other_and_all_business() {
    let admins = [Role::SystemAdministrator, Role::SecurityAdministrator, Role::AuditAdministrator];
    for one in admins {
        for two in admins {
            let answer = check_assignment(&held(two, None, None), &[held(one, None, None)]);
            assert_eq!(answer.is_err(), one != two, "{one:?} {two:?}");
            if let Err(fault) = answer {
                assert!(fault.to_string().contains("三员互斥"), "{fault}");
            }
        }
        assert!(check_assignment(&held(one, None, None), &[held(Role::Planner, None, None)]).is_err());
        assert!(check_assignment(&held(Role::Planner, None, None), &[held(one, None, None)]).is_err());
    }
    // One after the other is allowed, both at once is not, whichever begins first.
    let mut past = held(Role::SystemAdministrator, None, None);
    past.valid_to = Some(date(2026, 6, 30));
    let mut next = held(Role::AuditAdministrator, None, None);
    next.valid_from = date(2026, 7, 1);
    assert!(check_assignment(&next, std::slice::from_ref(&past)).is_ok());
    next.valid_from = date(2026, 6, 30);
    assert!(check_assignment(&next, &[past]).is_err());
}

#[test]
fn an_assignment_names_what_its_role_is_bound_to() {
    let reason = |one: Assignment| check_assignment(&one, &[]).unwrap_err().to_string();
    assert!(reason(held(Role::Liaison, None, None)).contains("须指明单位"));
    assert!(reason(held(Role::CountyLiaison, None, None)).contains("须指明县市区"));
    assert!(reason(held(Role::Signer, None, None)).contains("二者选一"));
    assert!(reason(held(Role::Planner, Some("gxj"), None)).contains("不分单位"));
    let mut deputy = held(Role::Liaison, Some("gxj"), None);
    deputy.deputy_of = Some("wangwu".to_string());
    assert!(reason(deputy.clone()).contains("截止日期"));
    deputy.valid_to = Some(date(2026, 12, 31));
    assert!(check_assignment(&deputy, &[]).is_ok());
    deputy.deputy_of = Some("lisi".to_string());
    assert!(reason(deputy).contains("不能代理自己"));
}

fn agency(code: &str, name: &str) -> Agency {
    Agency {
        code: code.to_string(),
        names: vec![DatedName { name: name.to_string(), since: None }],
        aliases: Vec::new(),
        kind: AgencyKind::CityDepartment,
        parent: None,
        place: None,
        valid_from: None,
        valid_to: None,
        successors: Vec::new(),
    }
}

#[test]
fn a_body_is_found_by_every_name_and_called_by_the_one_of_the_day() {
    let mut body = agency("kjj", "市科委");
    body.names.push(DatedName { name: "市科技局".to_string(), since: Some(date(2019, 1, 1)) });
    body.aliases.push("潍坊市科学技术局".to_string());
    assert_eq!(body.check(), Ok(()));
    assert_eq!(body.name_on(date(2018, 12, 31)), "市科委");
    assert_eq!(body.name_on(date(2019, 1, 1)), "市科技局");
    let all = [body];
    for word in ["市科委", "市科技局", "潍坊市科学技术局", "kjj"] {
        assert!(agency_named(&all, word, TODAY).is_some(), "{word}");
    }
    assert!(agency_named(&all, "市教育局", TODAY).is_none());
}

#[test]
fn the_heirs_of_a_split_and_of_a_merger_answer_from_their_day() {
    let mut old = agency("old", "甲乙局");
    old.valid_to = Some(date(2025, 6, 30));
    let heir = |code: &str, kind, on| Succession { agency: code.to_string(), kind, on };
    old.successors =
        vec![heir("a", SuccessionKind::Split, date(2025, 7, 1)), heir("b", SuccessionKind::Split, date(2025, 7, 1))];
    let mut a = agency("a", "甲局");
    a.valid_from = Some(date(2025, 7, 1));
    a.valid_to = Some(date(2026, 3, 31));
    a.successors = vec![heir("c", SuccessionKind::Merged, date(2026, 4, 1))];
    let (b, c) = (agency("b", "乙局"), agency("c", "甲丙局"));
    let all = [old, a, b, c];
    let of = |day| heirs(&all, "old", day).into_iter().map(|body| body.code.as_str()).collect::<Vec<_>>();
    assert_eq!(of(date(2025, 6, 30)), ["old"]);
    assert_eq!(of(date(2025, 7, 1)), ["a", "b"]);
    assert_eq!(of(date(2026, 4, 1)), ["b", "c"]);
}

#[test]
fn a_description_that_contradicts_itself_is_refused() {
    let wrong = |change: fn(&mut Agency)| {
        let mut body = agency("gxj", "市工信局");
        change(&mut body);
        body.check().unwrap_err()
    };
    assert_eq!(wrong(|body| body.code = "工信".to_string()), AgencyFault::Code("工信".to_string()));
    assert_eq!(wrong(|body| body.names.clear()), AgencyFault::NoName);
    assert_eq!(wrong(|body| body.parent = Some("gxj".to_string())), AgencyFault::OwnHeir);
    assert_eq!(
        wrong(|body| {
            body.kind = AgencyKind::Vertical;
            body.parent = Some("szf".to_string());
        }),
        AgencyFault::VerticalWithParent
    );
    let heir = Succession { agency: "x".to_string(), kind: SuccessionKind::Merged, on: TODAY };
    let mut body = agency("gxj", "市工信局");
    body.successors.push(heir);
    assert_eq!(body.check(), Err(AgencyFault::HeirWithoutEnd));
}

#[test]
fn a_deputy_holds_what_the_absent_holds_and_no_longer() {
    let absent = held(Role::CountyLiaison, None, Some("370783"));
    let deputy = |place: &str, from: Date, to: Date| Assignment {
        user: "wangwu".to_string(),
        valid_from: from,
        valid_to: Some(to),
        deputy_of: Some("lisi".to_string()),
        ..held(Role::CountyLiaison, None, Some(place))
    };
    let (from, to) = (date(2026, 11, 1), date(2026, 11, 30));
    assert_eq!(check_deputy(&deputy("370783", from, to), std::slice::from_ref(&absent)), Ok(()));
    let other = check_deputy(&deputy("370785", from, to), std::slice::from_ref(&absent)).unwrap_err();
    assert!(other.to_string().contains("没有这一岗位"), "{other}");
    let ends = Assignment { valid_to: Some(date(2026, 11, 15)), ..absent.clone() };
    assert!(check_deputy(&deputy("370783", from, to), &[ends]).is_err(), "outlasts what it stands in for");
    let early = deputy("370783", date(2025, 12, 31), to);
    assert!(check_deputy(&early, &[absent]).is_err(), "begins before it");
    let lent = deputy("370783", from, to);
    let lent_on = Assignment { user: "zhaoliu".into(), deputy_of: Some("wangwu".into()), ..lent.clone() };
    assert!(check_deputy(&lent_on, &[lent]).is_err(), "what is lent is not lent on");
}

#[test]
fn the_last_days_of_a_role_are_counted() {
    let mut one = held(Role::Planner, None, None);
    assert_eq!(one.days_left(TODAY), None);
    one.valid_to = Some(date(2026, 12, 2));
    assert_eq!(one.days_left(TODAY), Some(7));
    assert_eq!(one.days_left(date(2026, 12, 2)), Some(0));
    assert_eq!(one.days_left(date(2026, 12, 3)), None, "it is over");
}

#[test]
fn what_became_of_a_body_is_told_from_both_sides() {
    let body = |code: &str, name: &str| agency(code, name);
    let mut old = body("jjw", "市经贸委");
    old.valid_to = Some(date(2009, 12, 31));
    old.successors = vec![
        Succession { agency: "gxj".into(), kind: SuccessionKind::Split, on: date(2010, 1, 1) },
        Succession { agency: "swj".into(), kind: SuccessionKind::Split, on: date(2010, 1, 1) },
    ];
    let mut heir = body("gxj", "市经信委");
    heir.valid_from = Some(date(2010, 1, 1));
    heir.names.push(DatedName { name: "市工信局".into(), since: Some(date(2019, 1, 5)) });
    let all = [old.clone(), heir.clone(), body("swj", "市商务局")];
    let told = |agency: &Agency| -> Vec<String> {
        let line = |event: AgencyEvent| match event.on {
            Some(on) => format!("{on} {}", event.in_words),
            None => event.in_words,
        };
        timeline(&all, agency).into_iter().map(line).collect()
    };
    assert_eq!(
        told(&heir),
        ["2010-01-01 设立“市经信委”", "2010-01-01 承接“市经贸委”分设的职责", "2019-01-05 由“市经信委”更名为“市工信局”"]
    );
    assert_eq!(
        told(&old),
        [
            "名称为“市经贸委”（设立日期未登记）",
            "2009-12-31 撤销，2009-12-31 为最后一天",
            "2010-01-01 分设，职责由“市商务局”承接",
            "2010-01-01 分设，职责由“市经信委”承接"
        ]
    );
}

/// Rows are reached by the extent alone; whatever it reaches, the one decision allows.
#[test]
fn no_extent_reaches_further_than_the_decision() {
    let capabilities = [Capability::ReadInternal, Capability::EditRegister, Capability::TakeStep];
    let classes = [DataClass::Public, DataClass::Internal, DataClass::Sensitive];
    let (places, agencies) = (["370785", "370783"], ["gxj", "kjj"]);
    let mut reached = 0;
    for role in Role::ALL {
        for (place, agency) in [(Some("370785"), None), (None, Some("gxj"))] {
            let one = Assignment {
                user: "zhang".to_string(),
                role,
                agency: agency.map(str::to_string),
                place: place.map(str::to_string),
                valid_from: TODAY,
                valid_to: None,
                deputy_of: None,
            };
            if check_assignment(&one, &[]).is_err() && role.bound() != Bound::Nothing {
                continue;
            }
            let held = [one];
            for (capability, class) in capabilities.into_iter().flat_map(|one| classes.map(|class| (one, class))) {
                let found = extent(&held, TODAY, capability, class, false);
                for (place, agency) in places.into_iter().flat_map(|place| agencies.map(|agency| (place, agency))) {
                    let is_reached = match &found {
                        Extent::All => true,
                        Extent::Only(holds) => holds.iter().any(|hold| match hold {
                            Hold::Place(mine) => mine == place,
                            Hold::Agency(mine) => mine == agency,
                        }),
                    };
                    let object = Object {
                        agency: Some(agency),
                        place: Some(place),
                        class,
                        steward: None,
                        is_official_statistic: false,
                    };
                    // What is public is asked for by another door.
                    let asked = match (class, capability) {
                        (DataClass::Public, Capability::ReadInternal) => Capability::ReadPublished,
                        _ => capability,
                    };
                    assert!(
                        !is_reached || may(&held, TODAY, asked, &object).is_ok(),
                        "{role:?} {capability:?} {class:?} {place} {agency}"
                    );
                    reached += usize::from(is_reached);
                }
            }
        }
    }
    assert!(reached > 50, "{reached}");
}

#[test]
fn whoever_may_change_a_row_sees_its_sensitive_fields() {
    for role in Role::ALL {
        for conducts in [false, true] {
            let one = Assignment {
                user: "zhang".to_string(),
                role,
                agency: (role.bound() == Bound::Agency).then(|| "gxj".to_string()),
                place: (role.bound() != Bound::Agency).then(|| "370785".to_string()),
                valid_from: TODAY,
                valid_to: None,
                deputy_of: None,
            };
            let of = |capability, class| extent(std::slice::from_ref(&one), TODAY, capability, class, conducts);
            let changed = of(Capability::EditRegister, DataClass::Internal);
            if changed != Extent::Only(Vec::new()) {
                assert_eq!(changed, of(Capability::ReadInternal, DataClass::Sensitive), "{role:?}");
            }
        }
    }
}

#[test]
fn a_county_stays_at_its_own_rows_even_when_it_conducts_a_mechanism() {
    let county = Assignment {
        user: "zhang".to_string(),
        role: Role::CountyLiaison,
        agency: None,
        place: Some("370785".to_string()),
        valid_from: TODAY,
        valid_to: None,
        deputy_of: None,
    };
    let own = Extent::Only(vec![Hold::Place("370785".to_string())]);
    let of = |held: &[Assignment], class, conducts| extent(held, TODAY, Capability::ReadInternal, class, conducts);
    assert_eq!(of(std::slice::from_ref(&county), DataClass::Internal, true), own);
    assert_eq!(of(std::slice::from_ref(&county), DataClass::Public, false), Extent::All);
    let department = Assignment { role: Role::Liaison, place: None, agency: Some("gxj".to_string()), ..county.clone() };
    assert_eq!(of(std::slice::from_ref(&department), DataClass::Sensitive, true), Extent::All);
    assert_eq!(
        of(&[department, county], DataClass::Sensitive, false),
        Extent::Only(vec![Hold::Agency("gxj".to_string()), Hold::Place("370785".to_string())])
    );
}
