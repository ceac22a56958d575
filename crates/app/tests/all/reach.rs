//! What one role sees is the same in every list, row, count, file, explanation and evaluation: a county its own rows, a
//! department what names it or what it conducts, nobody a field that is not theirs.

use std::collections::BTreeSet;

use app::view::{
    AllocationQuestion, EvaluationQuestion, RegisterBookQuery, RegisterRowsQuery, RowRemoveRequest, RowSaveRequest,
    RowStepRequest, SuppositionRequest,
};
use app::{Actor, App, AppError, DataFormat, ImportMode};
use jiff::civil::date;
use model::Dataset;
use model::people::{Assignment, Role};

use crate::support::{Site, actor, demo, now, open};

const MU: (&str, &str) = ("mu_benefit", "industrial_enterprise");
const GAOMI: &str = "370785";
const SHOUGUANG: &str = "370783";

const COUNTIES: [&str; 12] = [
    "370702", "370703", "370704", "370705", "370724", "370725", "370781", "370782", "370783", "370784", "370785",
    "370786",
];

fn of(user: &str, role: Role, agency: Option<&str>, place: Option<&str>) -> Actor {
    let assignment = Assignment {
        user: user.to_string(),
        role,
        agency: agency.map(str::to_string),
        place: place.map(str::to_string),
        valid_from: date(2026, 1, 1),
        valid_to: None,
        deputy_of: None,
    };
    Actor::entered(user, vec![assignment], date(2026, 11, 25))
}

fn county(place: &str) -> Actor {
    of(place, Role::CountyLiaison, None, Some(place))
}

fn department() -> Actor {
    of("gongxin", Role::Liaison, Some("gongxin"), None)
}

fn leader() -> Actor {
    of("lingdao", Role::Leader, None, None)
}

fn planner() -> Actor {
    of("xianyu", Role::Planner, None, None)
}

fn book(period: Option<&str>) -> RegisterBookQuery {
    RegisterBookQuery { dataset: Some(Dataset::Demo), period: period.map(str::to_string) }
}

fn is_refused<T: std::fmt::Debug>(answer: Result<T, AppError>) {
    assert!(matches!(&answer, Err(AppError::Forbidden { message }) if !message.is_empty()), "{answer:?}");
}

/// Keys of all pages, after checking that every number about them says the same.
async fn listed(app: &App, who: &Actor, names: (&str, &str), period: Option<&str>) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut cursor = None;
    loop {
        let query = RegisterRowsQuery { cursor, limit: Some(7), ..RegisterRowsQuery::default() };
        let found = app.register_page(who, names, &book(period), &query, now()).await.unwrap();
        for row in &found.rows {
            assert_eq!(row.cells.len(), found.form.fields.len(), "a cell for each field that is seen");
        }
        keys.extend(found.rows.iter().map(|row| row.key.clone()));
        if found.next.is_none() {
            assert_eq!(keys.len(), found.total, "{names:?} {}", who.user);
            assert_eq!(found.count.text, found.total.to_string());
            let of_states: usize = found.states.iter().map(|state| state.count.text.parse::<usize>().unwrap()).sum();
            assert_eq!(of_states, found.total, "{names:?} {}", who.user);
            let why = app.explain(who, found.count.id.as_ref().unwrap(), now()).await.unwrap().derivation;
            assert_eq!(why.value, found.count.text, "{names:?} {}: a count is explained by what is seen", who.user);
            return keys;
        }
        cursor = found.next;
    }
}

/// Keys that stand in the exported table.
async fn exported(app: &App, who: &Actor, names: (&str, &str), period: Option<&str>) -> usize {
    let all = RegisterRowsQuery::default();
    let file = app.register_file(who, names, &book(period), Some(&all), DataFormat::Csv, now()).await.unwrap();
    csv::Reader::from_reader(&file.bytes[3..]).records().map(Result::unwrap).count()
}

#[tokio::test]
async fn list_export_counts_and_rows_are_the_same_rows_for_each_role() {
    let Site { app, folder: _folder } = demo().await;
    let everybody = [planner(), leader(), county(GAOMI), county(SHOUGUANG), department()];
    let whole = app.registers(&actor(), Dataset::Demo, now()).await.unwrap();
    let mut looked_at = 0;
    for pack in &whole.packs {
        for register in &pack.registers {
            let names = (pack.code.as_str(), register.code.as_str());
            for (number, held) in register.periods.iter().enumerate().take(1) {
                let period = held.period.as_deref();
                let mut of_role = Vec::new();
                for who in &everybody {
                    let keys = listed(&app, who, names, period).await;
                    assert_eq!(exported(&app, who, names, period).await, keys.len(), "{names:?} {}", who.user);
                    let shelf = app.registers(who, Dataset::Demo, now()).await.unwrap();
                    let of_pack = shelf.packs.iter().find(|one| one.code == pack.code).unwrap();
                    let of_register = of_pack.registers.iter().find(|one| one.code == register.code).unwrap();
                    assert_eq!(of_register.periods[number].rows.text, keys.len().to_string(), "{names:?} {}", who.user);
                    let counts = app.register_counts(who, names, &book(period), now()).await.unwrap();
                    for figure in counts.total.iter().filter_map(|figure| figure.id.as_ref().map(|id| (figure, id))) {
                        let why = app.explain(who, figure.1, now()).await.unwrap().derivation;
                        assert_eq!(why.value, figure.0.text, "{names:?} {}", who.user);
                    }
                    of_role.push(keys);
                    looked_at += 1;
                }
                let [planner, leader, gaomi, shouguang, _] = of_role.as_slice() else { panic!() };
                assert_eq!(planner, leader, "{names:?}: nothing is sensitive as a whole");
                assert!(gaomi.is_disjoint(shouguang), "{names:?}: two counties share no row");
                assert!(gaomi.is_subset(planner) && gaomi.len() < planner.len().max(1), "{names:?}");
                // Each row that is listed opens; the first of the other county does not.
                for (who, own, others) in [(county(GAOMI), gaomi, shouguang), (county(SHOUGUANG), shouguang, gaomi)] {
                    for key in own.iter().take(3) {
                        app.register_row(&who, names, &book(period), key, now()).await.unwrap();
                    }
                    if let Some(key) = others.first() {
                        is_refused(app.register_row(&who, names, &book(period), key, now()).await);
                        is_refused(app.register_row_file(&who, names, &book(period), key, ("x", "y"), now()).await);
                    }
                }
            }
        }
    }
    assert!(looked_at >= 25, "{looked_at}");
    // A register below another one is reached through the row that it refers to.
    let fuel = ("carbon_account", "fuel_use");
    let mut together = BTreeSet::new();
    for place in COUNTIES {
        let own = listed(&app, &county(place), fuel, None).await;
        assert!(own.is_disjoint(&together));
        together.extend(own);
    }
    let whole = listed(&app, &planner(), fuel, None).await;
    assert!(!whole.is_empty() && together == whole, "{} of {}", together.len(), whole.len());
}

#[tokio::test]
async fn a_hidden_field_is_nowhere_and_tells_nothing() {
    let Site { app, folder: _folder } = demo().await;
    let period = Some("2025");
    let ask = |query: RegisterRowsQuery| {
        let (app, who) = (&app, leader());
        async move { app.register_page(&who, MU, &book(period), &query, now()).await }
    };
    let page = ask(RegisterRowsQuery::default()).await.unwrap();
    assert!(page.form.hidden_fields.contains(&"实缴税金".to_string()), "{:?}", page.form.hidden_fields);
    assert!(page.form.fields.iter().all(|field| field.code != "tax_paid"));
    is_refused(ask(RegisterRowsQuery { sort: Some("-tax_paid".into()), ..RegisterRowsQuery::default() }).await);
    let by_value = RegisterRowsQuery { values: Some("{\"tax_paid\":\"1\"}".into()), ..RegisterRowsQuery::default() };
    is_refused(ask(by_value).await);
    let key = &page.rows[0].key;
    let row = app.register_row(&leader(), MU, &book(period), key, now()).await.unwrap();
    assert!(!row.values.contains_key("tax_paid"));
    assert!(row.history.iter().flat_map(|change| &change.changes).all(|change| change.field != "实缴税金"));
    for template in [true, false] {
        let all = RegisterRowsQuery::default();
        let query = (!template).then_some(&all);
        let file = app.register_file(&leader(), MU, &book(period), query, DataFormat::Csv, now()).await.unwrap();
        assert!(!String::from_utf8(file.bytes).unwrap().contains("实缴税金"));
    }
    // The county whose firm it is sees it, and so does the planning section.
    let own = app.register_page(&county(GAOMI), MU, &book(period), &RegisterRowsQuery::default(), now()).await.unwrap();
    assert!(own.form.hidden_fields.is_empty());
    assert!(own.form.fields.iter().any(|field| field.code == "tax_paid"));
    assert!(own.form.scope_in_words.as_ref().unwrap().contains("高密"), "{:?}", own.form.scope_in_words);
    // 亩均 values come of it: neither on the page nor taken apart.
    let question = EvaluationQuestion {
        pack: Some(MU.0.to_string()),
        period: Some("2025".to_string()),
        dataset: Some(Dataset::Demo),
        ..EvaluationQuestion::default()
    };
    let view = app.evaluation_view(&leader(), &question, now()).await.unwrap();
    let subjects: Vec<_> = view.pools.iter().flat_map(|pool| &pool.subjects).collect();
    assert!(!subjects.is_empty());
    let hidden = subjects.iter().flat_map(|one| &one.cells).filter(|cell| cell.note.as_deref() == Some("无权查看"));
    assert!(hidden.clone().count() > 0 && hidden.clone().all(|cell| cell.value.is_none()));
    let told = app.explain_subject(&leader(), &question, &subjects[0].key, now()).await.unwrap();
    assert!(told.lift.is_empty() && told.derivation.inputs.iter().all(|input| input.value == "无权查看"), "{told:?}");
}

#[tokio::test]
async fn an_evaluation_of_firms_shows_a_county_its_own() {
    let Site { app, folder: _folder } = demo().await;
    let question = EvaluationQuestion {
        pack: Some(MU.0.to_string()),
        period: Some("2025".to_string()),
        dataset: Some(Dataset::Demo),
        ..EvaluationQuestion::default()
    };
    let whole = app.evaluation_view(&planner(), &question, now()).await.unwrap();
    let own = app.evaluation_view(&county(GAOMI), &question, now()).await.unwrap();
    let keys = |view: &app::view::EvaluationView| -> BTreeSet<String> {
        view.pools.iter().flat_map(|pool| &pool.subjects).map(|one| one.key.clone()).collect()
    };
    let rows = listed(&app, &county(GAOMI), MU, Some("2025")).await;
    assert!(!keys(&own).is_empty() && keys(&own).is_subset(&rows));
    for pool in &own.pools {
        let graded: usize = pool.grades.iter().map(|grade| grade.count).sum();
        assert_eq!(graded, pool.subjects.iter().filter(|one| one.grade.is_some()).count());
    }
    let all = keys(&whole);
    let other = all.iter().find(|key| !rows.contains(*key)).unwrap();
    is_refused(app.explain_subject(&county(GAOMI), &question, other, now()).await);
    let figures = whole.figures.unwrap();
    is_refused(app.explain(&county(GAOMI), &format!("{figures}total/-/{other}"), now()).await);
    let mine = keys(&own).into_iter().next().unwrap();
    // One's own score can be taken apart down to the fields, and names nobody else.
    let told = app.explain_subject(&county(GAOMI), &question, &mine, now()).await.unwrap();
    assert!(!told.derivation.inputs.is_empty());
    let text = serde_json::to_string(&told).unwrap();
    assert!(all.iter().filter(|key| !rows.contains(*key)).all(|key| !text.contains(key.as_str())));
    let changes = app.methods_of(&county(GAOMI), &question, now()).await.unwrap();
    assert!(changes.iter().flat_map(|method| &method.ranks).all(|(key, _)| rows.contains(key)));
    // Whoever has no row sees no subject.
    assert!(keys(&app.evaluation_view(&department(), &question, now()).await.unwrap()).is_empty());
}

#[tokio::test]
async fn a_county_changes_its_own_rows_and_no_other_and_every_refusal_is_on_record() {
    let Site { app, folder: _folder } = demo().await;
    let (gaomi, period) = (county(GAOMI), Some("2025"));
    let other = listed(&app, &county(SHOUGUANG), MU, period).await.into_iter().next().unwrap();
    let mine = listed(&app, &gaomi, MU, period).await.into_iter().next().unwrap();
    let before = app.audit().await.unwrap().len();
    let foreign = app.register_row(&actor(), MU, &book(period), &other, now()).await.unwrap();
    let save = |who: Actor, key: String, values, seen| {
        let request = RowSaveRequest { values, key: Some(key), seen: Some(seen), accept_warnings: true, note: None };
        let app = &app;
        async move { app.save_row(&who, MU, &book(period), &request, now()).await }
    };
    is_refused(save(gaomi.clone(), other.clone(), foreign.values.clone(), foreign.row.pulse).await);
    let remove = RowRemoveRequest { key: other.clone(), seen: foreign.row.pulse, note: "不是我的".to_string() };
    is_refused(app.remove_row(&gaomi, MU, &book(period), &remove, now()).await);
    let step = RowStepRequest { key: other, step: "confirm".to_string(), seen: foreign.row.pulse, note: None };
    is_refused(app.take_step(&gaomi, MU, &book(period), &step, now()).await);
    // One's own firm may not be given away either.
    let own = app.register_row(&gaomi, MU, &book(period), &mine, now()).await.unwrap();
    let mut moved = own.values.clone();
    moved.insert("county".to_string(), "寿光市".to_string());
    if own.edit_refusal.is_none() {
        is_refused(save(gaomi.clone(), mine.clone(), moved, own.row.pulse).await);
    }
    // A file with a foreign row is refused by its line, and nothing of it is written.
    let all = RegisterRowsQuery::default();
    let file = app.register_file(&actor(), MU, &book(period), Some(&all), DataFormat::Csv, now()).await.unwrap();
    let bytes = ("八县.csv", file.bytes);
    let report = app.import_rows(&gaomi, MU, &book(period), bytes, ImportMode::Preview, now()).await.unwrap();
    assert!(report.errors.iter().any(|error| error.message.contains("不属于您负责的县市区")), "{:?}", report.errors);
    // A department without a part in the mechanism changes nothing; a leader never does.
    is_refused(save(department(), mine.clone(), own.values.clone(), own.row.pulse).await);
    is_refused(save(leader(), mine.clone(), own.values.clone(), own.row.pulse).await);
    let record = app.audit().await.unwrap();
    let refusals = record.iter().filter(|entry| entry.action == "操作被拒").count();
    assert!(refusals >= 5, "{before} {refusals}");
}

#[tokio::test]
async fn what_is_computed_of_all_rows_is_not_for_somebody_who_sees_some() {
    let Site { app, folder: _folder } = demo().await;
    let question = app::view::AccountQuestion {
        pack: "carbon_account".to_string(),
        dataset: Some(Dataset::Demo),
        subject: Some("account".to_string()),
        ..app::view::AccountQuestion::default()
    };
    let whole = app.account_view(&planner(), &question, now()).await.unwrap();
    let own = app.account_view(&county(GAOMI), &question, now()).await.unwrap();
    let rows = listed(&app, &county(GAOMI), ("carbon_account", "account"), Some(&own.period.to_string())).await;
    assert!(!own.rows.is_empty() && own.rows.len() < whole.rows.len());
    assert!(own.rows.iter().all(|row| rows.contains(&row.key)));
    let other = whole.rows.iter().find(|row| !rows.contains(&row.key)).unwrap();
    let id = format!("{}{}/{}", whole.columns[0].figures, whole.columns[0].code, other.key);
    is_refused(app.explain(&county(GAOMI), &id, now()).await);
    let hidden = app.account_view(&leader(), &question, now()).await.unwrap();
    let read = |view: &app::view::AccountView| view.rows.iter().flat_map(|row| row.values.iter().flatten()).count();
    assert!(read(&hidden) < read(&whole), "emissions are made of sensitive fields");
}

/// The shipped allocation of debt quotas, with a field that leaders do not see and a step that asks for it.
fn masked_pack() -> String {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/bond_quota/2017.1/pack.hcl");
    let text = std::fs::read_to_string(file).unwrap();
    let changes = [
        ("\"bond_quota\"", "\"bond_masked\""),
        ("    code     = \"strength\"", "    class    = sensitive\n    code     = \"strength\""),
        (
            "choices \"债务风险等级\"",
            "role \"县级财政部门\" {\n  code = \"county_finance\"\n}\n\nchoices \"债务风险等级\"",
        ),
        (
            "  definition = \"每县每年一行\"\n",
            r#"  definition = "每县每年一行"

  state "待上报" {
    code = "to_send"
  }
  state "已上报" {
    code  = "sent"
    final = true
  }
  step "上报" {
    code      = "send"
    from      = [待上报]
    to        = 已上报
    role      = 县级财政部门
    condition = 财力 > quantity(1000, "万元")
  }
"#,
        ),
    ];
    changes.iter().fold(text, |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    })
}

#[tokio::test]
async fn an_allocation_and_a_step_tell_nothing_of_a_hidden_field() {
    let Site { app, folder } = demo().await;
    drop(app);
    let packs = folder.path().join("packs").join("bond_masked").join("2017.1");
    std::fs::create_dir_all(&packs).unwrap();
    std::fs::write(packs.join("pack.hcl"), masked_pack()).unwrap();
    let app = open(folder.path()).await;
    let names = ("bond_masked", "quota_application");
    let book = RegisterBookQuery { dataset: Some(Dataset::Real), period: Some("2024".to_string()) };
    for (county, strength, project, application) in [("寿光市", "317", "50", "60000"), ("高密市", "683", "30", "60000")]
    {
        let values = [
            ("county", county),
            ("strength", strength),
            ("project_expenditure", project),
            ("application", application),
            ("band", "绿"),
        ];
        let values = values.map(|(field, value)| (field.to_string(), value.to_string())).into();
        let request = RowSaveRequest { values, key: None, seen: None, accept_warnings: true, note: None };
        let saved = app.save_row(&actor(), names, &book, &request, now()).await.unwrap();
        assert!(saved.accepted, "{saved:?}");
    }
    let question = AllocationQuestion {
        pack: Some(names.0.to_string()),
        period: Some("2024".to_string()),
        ..AllocationQuestion::default()
    };
    let whole = app.allocation_view(&planner(), &question, now()).await.unwrap();
    assert_eq!(whole.grants[0].values, ["317", "50"]);
    assert!(whole.grants[0].reasons.iter().any(|reason| reason.starts_with("份额占")), "{:?}", whole.grants[0]);

    let view = app.allocation_view(&leader(), &question, now()).await.unwrap();
    assert_eq!(view.grants.len(), 2);
    assert!(view.grants.iter().zip(&whole.grants).all(|(one, other)| one.amount == other.amount), "the result is told");
    assert_eq!(view.grants[0].values, ["无权查看", "50"]);
    assert_eq!((view.factors[0].total.as_str(), view.factors[1].total.as_str()), ("无权查看", "80"));
    assert!(view.grants.iter().flat_map(|grant| &grant.reasons).all(|reason| reason.contains("无权查看")));
    let explained = |who: Actor, path: &'static str| {
        let (app, id) = (&app, format!("{}{path}", whole.figures));
        async move { app.explain(&who, &id, now()).await.unwrap().derivation }
    };
    for path in ["value/strength/370783", "total/strength/-"] {
        assert_ne!(explained(planner(), path).await.value, "无权查看", "{path}");
        let told = explained(leader(), path).await;
        assert!(told.value == "无权查看" && told.inputs.is_empty(), "{path}: {told:?}");
    }
    assert_eq!(explained(leader(), "value/project/370783").await.value, "50");
    let supposed = SuppositionRequest { question, budget: Some("90000".to_string()), parameters: Vec::new() };
    let supposed = app.suppose_allocation(&leader(), &supposed, now()).await.unwrap();
    assert_eq!(supposed.rows.len(), 2);
    assert!(supposed.rows.iter().flat_map(|row| &row.reasons).all(|reason| reason.contains("无权查看")));

    let refusals = |who: Actor, key: &'static str| {
        let (app, book) = (&app, &book);
        async move { app.register_row(&who, names, book, key, now()).await.unwrap().steps.remove(0).refusals }
    };
    assert!(refusals(planner(), GAOMI).await.iter().any(|why| why.contains("财力")), "who sees the field is told");
    let told = refusals(leader(), GAOMI).await;
    assert!(told.len() == 1 && !told[0].contains("财力"), "{told:?}");
    let step = RowStepRequest { key: GAOMI.to_string(), step: "send".to_string(), seen: 0, note: None };
    is_refused(app.take_step(&leader(), names, &book, &step, now()).await);
}
