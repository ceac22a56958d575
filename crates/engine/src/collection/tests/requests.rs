//! Which requests are let through, and what is known already.

use std::collections::BTreeMap;

use super::*;

fn checked(request: &Request, known: Known<'_>) -> Admission {
    admit(request, known, &rules().admission, &calendar())
}

const NO_STEWARDS: BTreeMap<String, Party> = BTreeMap::new();
const NOTHING: Known<'static> =
    Known { indicators: &[], asked: &[], valued: &[], stewards: &NO_STEWARDS, task_exists: false };

fn faults(request: &Request) -> Vec<String> {
    checked(request, NOTHING).faults.iter().map(ToString::to_string).collect()
}

#[test]
fn a_request_with_basis_purpose_audience_and_dates_has_no_fault() {
    assert_eq!(faults(&request()), Vec::<String>::new());
}

#[test]
fn a_request_without_a_basis_or_fields_says_so() {
    let mut bare = request();
    bare.basis = "  ".to_string();
    bare.fields.clear();
    let found = faults(&bare);
    assert_eq!(
        found,
        ["没有写依据；没有依据、用途、对象和期限的表不得下发", "没有写字段；没有依据、用途、对象和期限的表不得下发"]
    );
}

#[test]
fn twelve_of_eighteen_known_fields_are_two_thirds() {
    let mut extra = request();
    extra.fields = (0..18)
        .map(|place| {
            let mut field = number(&format!("f{place}"), &format!("第{place}项"), "亿元");
            field.indicator = (place < 12).then(|| format!("i{place}"));
            field
        })
        .collect();
    let names: Vec<String> =
        ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "子", "丑"].map(String::from).to_vec();
    let indicators: Vec<Indicator> =
        (0..12).map(|place| indicator(&format!("i{place}"), &names[place], "亿元", false)).collect();
    let valued: Vec<String> = indicators.iter().map(|one| one.code.clone()).collect();
    let found = checked(&extra, Known { indicators: &indicators, valued: &valued, ..NOTHING });
    assert_eq!((found.faults.len(), found.known_count()), (0, 12));
    let origins = found.origins;
    let burden = burden([(&extra, origins.as_slice())].into_iter(), date(2025, 6, 1), &rules().burden);
    let one = burden[&extra.respondents[0]];
    assert_eq!((one.requests, one.fields, one.known, one.reuse_per_mille()), (1, 18, 12, Some(667)));
    assert_eq!(one.minutes, (6_u64 * 120 + 12 * 5).div_ceil(60));
}

#[test]
fn an_official_statistic_is_never_asked_of_a_county() {
    let mut asks = request();
    asks.fields[0] =
        Field { indicator: Some("gdp".to_string()), ..number("gdp_value", "地区生产总值", "亿元") };
    let gdp = [indicator("gdp", "地区生产总值", "亿元", true)];
    let found = checked(&asks, Known { indicators: &gdp, ..NOTHING });
    assert!(matches!(&found.origins[0], Origin::Known { is_official: true, .. }));
    // Under another name, as words, or with a reason it is not let through either.
    let official = |name: &str, statistic: &str| {
        format!(
            "字段“{name}”要的是法定统计数“{statistic}”，由统计部门提供，不得要求填报；需要时请引用字典指标，由系统自动带出"
        )
    };
    for (name, statistic) in [
        ("地区生产总值（快报）", "地区生产总值"),
        ("ＧＤＰ总量", "地区生产总值"),
        ("GDP", "地区生产总值"),
        ("规上工业产值", "规模以上工业产值、增加值和效益"),
        ("社零额", "社会消费品零售总额"),
        ("固投增幅", "固定资产投资"),
    ] {
        for mut field in [number("gross", name, "亿元"), words("gross", name)] {
            field.distinct = Some("只统计园区内的企业，口径不同".to_string());
            asks.fields[0] = field;
            let found = checked(&asks, Known { indicators: &gdp, ..NOTHING }).faults;
            assert_eq!(
                found.iter().map(ToString::to_string).collect::<Vec<_>>(),
                [official(name, statistic)],
                "{name}"
            );
        }
    }
    // A word of the dictionary that nobody listed is found by the dictionary itself, as words and as a number.
    let output = [indicator("vegetables", "蔬菜总产量", "万吨", true)];
    for field in [number("own", "本年蔬菜总产量（万吨）", "万吨"), words("own", "蔬菜总产量（万吨）")]
    {
        asks.fields[0] = Field { distinct: Some("只统计设施大棚内的蔬菜".to_string()), ..field };
        let found = checked(&asks, Known { indicators: &output, ..NOTHING }).faults;
        assert!(matches!(&found[..], [AdmissionFault::Official { known, .. }] if known == "蔬菜总产量"), "{found:?}");
    }
    // What only speaks of them is let through.
    asks.fields[0] = words("why", "GDP增速回落的原因");
    assert_eq!(checked(&asks, Known { indicators: &gdp, ..NOTHING }).faults, []);
    asks.fields[0] = number("projects", "固定资产投资项目数", "个");
    assert_eq!(checked(&asks, Known { indicators: &gdp, ..NOTHING }).faults, []);
    // One that hides in the definition needs a reason.
    asks.fields[0] = Field { definition: "即本地GDP".to_string(), ..number("size", "经济规模", "亿元") };
    let found = checked(&asks, Known { indicators: &gdp, ..NOTHING }).faults;
    assert!(matches!(&found[..], [AdmissionFault::Similar { place, .. }] if place == "法定统计数"), "{found:?}");
}

#[test]
fn a_sign_is_no_reason_why_a_field_is_another_one() {
    let known = [indicator("tech_upgrade", "工业技改投资", "亿元", false)];
    let mut asks = request();
    asks.fields[0] = number("own", "工业技术改造资金", "亿元");
    let found = |asks: &Request| -> Vec<String> {
        let found = checked(asks, Known { indicators: &known, ..NOTHING }).faults;
        found.iter().map(ToString::to_string).collect()
    };
    assert!(found(&asks)[0].contains("与已有的“工业技改投资”（口径字典）相似"), "{:?}", found(&asks));
    asks.fields[0].distinct = Some("无".to_string());
    assert_eq!(
        found(&asks),
        ["字段“工业技术改造资金”的区别只写了 1 字；请写明与“工业技改投资”的口径不同在哪里，不少于 6 字"]
    );
    asks.fields[0].distinct = Some("只计财政补助，不含企业自筹".to_string());
    assert_eq!(found(&asks), [""; 0]);
}

#[test]
fn what_is_asked_for_a_month_is_not_asked_again_for_its_quarter() {
    let asked = |indicator: Option<&str>| {
        [KnownField {
            request: "r1".to_string(),
            title: "投资月报".to_string(),
            period: Period::Month(2025, 6),
            field: Field {
                indicator: indicator.map(str::to_string), ..number("t", "本年技改投资到账额", "亿元")
            },
        }]
    };
    let mut asks = request();
    for period in [Period::Quarter(2025, 2), Period::Year(2025)] {
        asks.period = period;
        for name in ["本年技改投资到账额", "技术改造资金到位数"] {
            asks.fields[0] = number("own", name, "亿元");
            let found = checked(&asks, Known { asked: &asked(None), ..NOTHING }).faults;
            let wanted = "投资月报，2025年6月，报告期重叠";
            assert!(matches!(&found[..], [AdmissionFault::Similar { place, .. }] if place == wanted), "{found:?}");
        }
    }
    // By its indicator it is another number, and still one that is asked twice.
    let known = [indicator("arrived", "技改投资到账", "亿元", false)];
    asks.fields[0] = Field { indicator: Some("arrived".to_string()), ..number("own", "技改投资到账", "亿元") };
    let found = |asks: &Request| checked(asks, Known { indicators: &known, asked: &asked(Some("arrived")), ..NOTHING });
    assert!(matches!(&found(&asks).faults[..], [AdmissionFault::Similar { .. }]));
    asks.fields[0].distinct = Some("季度数另含市级配套资金".to_string());
    assert_eq!((found(&asks).faults, found(&asks).origins[0].clone()), (vec![], Origin::New));
}

#[test]
fn what_nobody_could_fill_in_is_not_sent() {
    let mut wrong = request();
    wrong.title = "表".repeat(101);
    wrong.task = Some("9.9.9".to_string());
    wrong.fields = vec![number("a", "开工项目", "胡说"), words("b", "存在问题")];
    wrong.fields[1].kind = FieldKind::Text { chars_max: 0 };
    let found = faults(&wrong);
    let wanted = [
        "表名有 101 字，至多 100 字",
        "没有编号为“9.9.9”的任务",
        "计量单位“胡说”无法识别",
        "字数上限是 0，应在 1—3000 之间",
    ];
    assert_eq!(found.len(), wanted.len(), "{found:?}");
    for (message, part) in found.iter().zip(wanted) {
        assert!(message.contains(part), "{message} / {part}");
    }
    wrong.title = "表".repeat(100);
    wrong.fields = vec![number("a", "开工项目", "个")];
    assert_eq!(checked(&wrong, Known { task_exists: true, ..NOTHING }).faults, []);
}

#[test]
fn a_field_that_another_request_asks_is_found_by_its_name_and_by_its_indicator() {
    let known = indicator("tech_upgrade", "工业技术改造投资", "亿元", false);
    let asked = [KnownField {
        request: "r1".to_string(),
        title: "投资月报".to_string(),
        period: Period::Month(2025, 6),
        field: Field { indicator: Some("tech_upgrade".to_string()), ..number("t", "技改投资完成额", "亿元") },
    }];
    let known = Known { indicators: std::slice::from_ref(&known), asked: &asked, ..NOTHING };
    let found = checked(&request(), known);
    assert!(matches!(&found.faults[..], [AdmissionFault::Similar { place, .. }] if place == "投资月报"));
    let mut named = request();
    named.fields[0].indicator = Some("tech_upgrade".to_string());
    let found = checked(&named, known);
    assert_eq!(found.faults, []);
    assert_eq!(found.origins[0], Origin::Asked { request: "r1".to_string(), field: "t".to_string() });
}

#[test]
fn photographs_places_and_check_ins_are_refused() {
    for name in
        ["现场照片", "巡查定位", "每日签到", "打卡次数", "现场图片", "GPS坐标", "ＧＰＳ位置", "拍摄佐证", "人脸识别"]
    {
        let mut asks = request();
        asks.fields[1] = words("extra", name);
        let found = faults(&asks);
        assert!(found.len() == 1 && found[0].contains("不得强制要求"), "{name}: {found:?}");
        asks.fields[1] = Field { definition: format!("请上传{name}"), ..words("extra", "佐证材料") };
        let found = faults(&asks);
        assert!(found.len() == 1 && found[0].contains("“佐证材料”"), "{name}: {found:?}");
    }
    for name in ["主导产业定位", "新建视频监控点位", "医学影像中心建设进展"] {
        let mut asks = request();
        asks.fields[1] = words("extra", name);
        assert_eq!(faults(&asks), [""; 0], "{name}");
    }
}

#[test]
fn a_request_of_the_morning_is_not_due_in_the_afternoon() {
    let mut hasty = request();
    hasty.due = at("2025-06-16T15:00:00");
    assert_eq!(faults(&hasty), ["自2025-06-16下发到2025-06-16截止只有 0 个工作日，至少要 3 个；最早可定在2025-06-19"]);
    // Over the days off of October the same three days take longer.
    hasty.issued = date(2025, 9, 30);
    hasty.due = at("2025-10-09T17:30:00");
    assert_eq!(faults(&hasty), ["自2025-09-30下发到2025-10-09截止只有 1 个工作日，至少要 3 个；最早可定在2025-10-13"]);
}

#[test]
fn a_request_ends_and_a_year_without_holidays_is_not_guessed() {
    let mut endless = request();
    endless.expires = date(2027, 1, 1);
    assert_eq!(faults(&endless), ["有效期止2027-01-01超过下发后 12 个月；最晚2026-06-16"]);
    endless.issued = date(2026, 6, 1);
    assert!(faults(&endless)[0].starts_with("2026年的节假日安排没有登记"));
}

#[test]
fn units_bounds_doubles_and_judges_of_themselves_are_found_at_once() {
    let mut wrong = request();
    wrong.reviewer = wrong.respondents[0].party.clone();
    wrong.respondents.push(wrong.respondents[1].clone());
    wrong.fields = vec![number("a", "投资额", ""), number("a", "投资额", "万元")];
    wrong.fields[1].kind = FieldKind::Number {
        min: Some(Decimal::TEN),
        max: Some(Decimal::ONE),
        decimals: 0,
        nature: IndicatorNature::Stock,
    };
    let found = faults(&wrong);
    let wanted = ["既填报又审核", "重复", "没有写计量单位", "字段代码“a”重复", "下限 10 高于上限 1"];
    assert_eq!(found.len(), wanted.len(), "{found:?}");
    for (message, part) in found.iter().zip(wanted) {
        assert!(message.contains(part), "{message} / {part}");
    }
}

#[test]
fn what_becomes_data_is_reviewed_by_its_steward_and_answered_once_for_the_city() {
    let indicators = [indicator("tech_upgrade", "工业技术改造投资", "亿元", false)];
    let stewards = BTreeMap::from([("tech_upgrade".to_string(), party("市统计局"))]);
    let mut asks = request();
    asks.fields[0].indicator = Some("tech_upgrade".to_string());
    asks.respondents.iter_mut().for_each(|respondent| respondent.place = None);
    let found = checked(&asks, Known { indicators: &indicators, stewards: &stewards, ..NOTHING });
    assert_eq!(
        found.faults.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "字段“技改投资完成额”的数由“市统计局”负责，应由它审核；请改审核单位",
            "字段“技改投资完成额”是全市数，只能由一个单位填报；请分成几个字段或只留一个单位"
        ]
    );
}
