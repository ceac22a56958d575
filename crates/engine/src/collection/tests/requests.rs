//! Which requests are let through, and what is known already.

use std::collections::BTreeMap;

use super::*;

fn checked(request: &Request, known: Known<'_>) -> Admission {
    admit(request, known, &rules().admission, &calendar())
}

const NO_STEWARDS: BTreeMap<String, Party> = BTreeMap::new();
const NOTHING: Known<'static> = Known { indicators: &[], asked: &[], valued: &[], stewards: &NO_STEWARDS };

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
    let found = checked(&extra, Known { indicators: &indicators, asked: &[], valued: &valued, stewards: &NO_STEWARDS });
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
    let found = checked(&asks, Known { indicators: &gdp, asked: &[], valued: &[], stewards: &NO_STEWARDS });
    assert!(matches!(&found.origins[0], Origin::Known { is_official: true, .. }));
    // Under another name it is not let through either.
    asks.fields[0] = number("gross", "地区生产总值（快报）", "亿元");
    let found = checked(&asks, Known { indicators: &gdp, asked: &[], valued: &[], stewards: &NO_STEWARDS });
    assert_eq!(
        found.faults.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "字段“地区生产总值（快报）”与已有的“地区生产总值”（口径字典）相似；同一个数请直接引用，口径确有不同请写明不同在哪里"
        ]
    );
    asks.fields[0].distinct = Some("只统计园区企业".to_string());
    assert_eq!(checked(&asks, Known { indicators: &gdp, asked: &[], valued: &[], stewards: &NO_STEWARDS }).faults, []);
}

#[test]
fn a_field_that_another_request_asks_is_found_by_its_name_and_by_its_indicator() {
    let known = indicator("tech_upgrade", "工业技术改造投资", "亿元", false);
    let asked = [KnownField {
        request: "r1".to_string(),
        title: "投资月报".to_string(),
        field: Field { indicator: Some("tech_upgrade".to_string()), ..number("t", "技改投资完成额", "亿元") },
    }];
    let known = Known { indicators: std::slice::from_ref(&known), asked: &asked, valued: &[], stewards: &NO_STEWARDS };
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
    for name in ["现场照片", "巡查定位", "每日签到", "打卡次数"] {
        let mut asks = request();
        asks.fields[1] = words("extra", name);
        let found = faults(&asks);
        assert!(found.len() == 1 && found[0].contains("不得强制要求"), "{name}: {found:?}");
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
    let found = checked(&asks, Known { indicators: &indicators, asked: &[], valued: &[], stewards: &stewards });
    assert_eq!(
        found.faults.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "字段“技改投资完成额”的数由“市统计局”负责，应由它审核；请改审核单位",
            "字段“技改投资完成额”是全市数，只能由一个单位填报；请分成几个字段或只留一个单位"
        ]
    );
}
