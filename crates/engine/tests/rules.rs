//! The rules of judgement one by one, on facts made for the rule. All figures here are 示例.
#![allow(clippy::unwrap_used, reason = "a test stops where its example is wrong")]

mod support;

use engine::growth::{GrowthRefused, growth};
use jiff::Timestamp;
use model::Status::{Ahead, Behind, Done, NoData, OnTrack};
use model::*;
use support::Shipped;
use support::example::Example;

use Comparator::{About, AtLeast, AtMost, Between, Equal, IncreaseBy};

fn stock(demanded: &str) -> Example {
    Example::new(AtLeast, demanded, Nature::Stock, PeriodKind::ByYear)
}

fn level(demanded: &str) -> Example {
    Example::new(AtLeast, demanded, Nature::Level, PeriodKind::ByYear)
}

fn yearly(demanded: &str) -> Example {
    Example::new(AtLeast, demanded, Nature::Flow, PeriodKind::EachYear)
}

#[test]
fn without_an_indicator_there_is_no_status() {
    stock("100").target(|target| target.indicator = None).check("2025-12-31", NoData, "尚未指定衡量指标");
}

#[test]
fn a_value_from_before_the_term_is_shown_and_not_judged() {
    let example = stock("100").with("2023", "120");
    example.check("2025-12-31", NoData, "2023年120个，早于考核期，不作判断");
    assert_eq!(example.at("2025-12-31").latest.unwrap().id, 1);
    assert_eq!(example.at("2025-12-31").actual, None);
}

#[test]
fn suspect_values_are_never_judged() {
    stock("100").with("2025", "120").last(|held| held.grade = Grade::D).check("2025-12-31", NoData, "存疑数据");
}

#[test]
fn scopes_are_never_mixed() {
    let other = stock("100").with("2025", "120").last(|held| held.scope = Scope::Administrative);
    other.check("2025-12-31", NoData, "行政区口径，口径不同，不作判断");
    let unstated = stock("100").with("2025", "120").last(|held| held.scope = Scope::Unstated);
    unstated.check("2025-12-31", Done, "来源未注明统计口径，按管理区口径采用");
    // Where both exist for one period, the stated one counts.
    unstated.with("2025", "90").check("2025-12-31", Behind, "期满未完成：2025年90个");
}

#[test]
fn two_scopes_without_a_definition_are_not_judged() {
    let example = stock("100").target(|target| target.definition = None).with("2025", "120");
    example.check("2025-12-31", Done, "达到目标");
    let both = example.with("2025", "80").last(|held| held.scope = Scope::Administrative);
    both.check("2025-12-31", NoData, "管理区、行政区两种以上口径");
}

#[test]
fn a_value_in_another_unit_is_not_judged() {
    stock("100").with("2025", "120").last(|held| held.unit = "万个".to_string()).check(
        "2025-12-31",
        NoData,
        "计量单位“万个”与目标的“个”不一致",
    );
}

#[test]
fn a_revision_replaces_the_older_value_and_secondary_never_replaces_official() {
    let later = Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_hours(24);
    let revised = stock("100").with("2025", "120").with("2025", "90").last(|held| held.known_since = later);
    revised.check("2025-12-31", Behind, "2025年90个");
    let secondary = revised.with("2025", "130").last(|held| {
        held.known_since = later + jiff::SignedDuration::from_hours(24);
        held.grade = Grade::C;
    });
    secondary.check("2025-12-31", Behind, "2025年90个");
}

#[test]
fn what_is_provisional_never_replaces_what_is_final() {
    let later = Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_hours(24);
    let provisional = |held: &mut Observation| {
        held.known_since = later;
        held.status = ObservationStatus::Provisional;
    };
    stock("100").with("2025", "90").with("2025", "120").last(provisional).check("2025-12-31", Behind, "2025年90个");
    stock("100").with("2025", "120").last(provisional).with("2025", "90").check("2025-12-31", Behind, "2025年90个");
}

#[test]
fn met_before_the_due_year_is_done_early() {
    let example = stock("100").with("2024", "105").last(|held| held.grade = Grade::P);
    example.check("2025-06-30", Done, "提前完成");
    example.check("2025-06-30", Done, "依据初步数");
    example.check("2025-12-31", Done, "2025年数据尚未公布");
}

#[test]
fn the_due_years_own_figure_outweighs_an_earlier_one() {
    level("100").with("2024", "105").with("2025", "98").check("2025-12-31", Behind, "期满未完成：2025年98个");
}

#[test]
fn what_must_be_held_needs_the_figure_of_the_due_year() {
    let held = Example::new(AtLeast, "100", Nature::Maintain, PeriodKind::ByYear).with("2024", "105");
    held.check("2025-12-31", OnTrack, "须保持到2025年");
    held.with("2025", "101").check("2025-12-31", Done, "达到目标");
    let lost = Example::new(AtLeast, "100", Nature::Maintain, PeriodKind::ByYear).with("2024", "95");
    lost.check("2025-06-30", Behind, "未能保持目标");
}

#[test]
fn a_stock_is_measured_from_its_baseline() {
    // From 60 to 100 in two years: 80 after one year is half of the way, at half of the time.
    let example = stock("100").with("2023", "60").with("2024", "80");
    example.check("2024-12-31", OnTrack, "完成目标的50%，同期序时进度50%");
    // Without a baseline the share of the whole counts.
    stock("100").with("2024", "80").check("2024-12-31", Ahead, "完成目标的80%");
    // A break or another scope between them makes the baseline useless.
    example.broken_after(2023).check("2024-12-31", Ahead, "完成目标的80%");
    let other = stock("100").with("2023", "60").last(|held| held.scope = Scope::Unstated).with("2024", "80");
    other.check("2024-12-31", Ahead, "完成目标的80%");
}

#[test]
fn months_add_up_and_are_compared_with_the_time_passed() {
    yearly("120").with_months_of_2025("10 10 10 10 10 10").check("2025-06-30", OnTrack, "2025年1—6月累计60个");
    yearly("120").with_months_of_2025("10 10 10 10 10 9").check("2025-06-30", Behind, "还差61个");
    // 66 of 120 is 55 %, five points above the time.
    yearly("120").with_months_of_2025("11 11 11 11 11 11").check("2025-06-30", Ahead, "完成年度目标的55%");
    yearly("120").with_months_of_2025("20 20 20 20 20 20").check("2025-06-30", Done, "达到年度目标");
}

#[test]
fn late_data_are_compared_with_the_time_they_cover() {
    let example = yearly("120").with_months_of_2025("10 10 10");
    example.check("2025-06-30", OnTrack, "数据截至2025年3月，序时进度按同一时点计算");
}

#[test]
fn a_missing_month_ends_the_sum() {
    let example = yearly("120").with("2025-01", "10").with("2025-03", "90");
    example.check("2025-03-31", OnTrack, "2025年1月10个");
    example.check("2025-03-31", OnTrack, "2025年2月数据缺失，其后的数据未计入");
}

#[test]
fn each_year_is_judged_by_itself_and_the_others_are_listed() {
    let example = yearly("100").with("2024", "90").with("2025", "110");
    let found = example.at("2025-12-31");
    assert_eq!(found.status, Done);
    let years: Vec<(i16, Status)> = found.years.iter().map(|year| (year.year, year.status)).collect();
    assert_eq!(years, [(2024, Behind), (2025, Done)]);
    example.check("2024-12-31", Behind, "2024年未完成");
    // While a year runs without figures, the finished one stands.
    yearly("100").with("2024", "110").check("2025-03-31", Done, "2025年尚无数据，按2024年判断");
    yearly("100").with("2024", "110").check("2025-12-31", NoData, "2025年没有公布数据");
}

#[test]
fn a_yearly_mean_needs_every_year_that_has_ended() {
    let mean = || Example::new(AtLeast, "480", Nature::Flow, PeriodKind::AnnualAverage);
    mean().with("2024", "470").with("2025", "490").check("2025-12-31", Done, "达到年均目标");
    mean().with("2024", "470").with("2025", "480").check("2025-12-31", Behind, "期满未完成");
    mean().with("2025", "1000").check("2025-12-31", NoData, "2024年缺少完整数据");
    // One year of two: half of 960.
    mean().with("2024", "480").check("2025-01-31", OnTrack, "完成考核期总量的50%，同期序时进度50%");
    mean().with("2024", "960").check("2024-12-31", Done, "提前完成");
    // 500 in thirteen months: a quotient without end is put down as it is printed.
    let found = mean().with("2024", "400").with("2025-01", "100").at("2025-01-31");
    assert_eq!(found.actual.unwrap().value.to_string(), "461.54");
}

#[test]
fn a_flow_over_the_term_starts_with_the_term() {
    let flow = Example::new(Equal, "1138", Nature::Flow, PeriodKind::DocumentPeriod);
    let example = flow.with("2023", "5000").with("2024", "600").with("2025", "538");
    example.check("2025-12-31", Done, "2024年1月—2025年12月累计1138个");
    example.check("2024-12-31", OnTrack, "完成目标的52.72%，同期序时进度50%");
}

#[test]
fn an_earlier_year_of_a_level_is_not_held_against_the_time_share() {
    // 200 of 300 may be a fall; only the year before the term would tell.
    let fallen = level("300").with("2024", "200");
    fallen.check("2024-12-31", NoData, "没有可比的基期数");
    fallen.check("2025-06-30", NoData, "2024年200个，距目标（不低于300个）还差100个");
    assert_eq!(fallen.at("2025-06-30").latest.unwrap().id, 1);
    level("300").with("2024", "310").check("2025-06-30", Done, "提前完成");
    level("300").with("2023", "180").with("2024", "200").check("2024-12-31", Behind, "完成目标的16.67%");
}

#[test]
fn a_level_of_the_due_year_is_compared_within_that_year() {
    let example = level("100").with("2024", "90").with("2025-Q1", "24").with("2025-Q2", "27");
    example.check("2025-06-30", OnTrack, "2025年1—6月累计51个，完成目标的51%，同期序时进度50%");
}

#[test]
fn data_that_end_before_the_deadline_say_so() {
    let example = stock("100").with("2025-10", "92");
    example.check("2025-12-31", OnTrack, "期满数据尚未公布，暂按截至2025年10月的数据判断");
}

#[test]
fn about_is_met_from_the_value_upwards_and_below_only_within_a_declared_tolerance() {
    let about = || Example::new(About, "100", Nature::Stock, PeriodKind::ByYear);
    about().with("2025", "100").check("2025-12-31", Done, "达到目标");
    about().with("2025", "97").check("2025-12-31", Behind, "容差未设定");
    let tolerant = |value: &str| about().target(|target| target.tolerance = Some(3.into())).with("2025", value);
    tolerant("97").check("2025-12-31", Done, "达到目标");
    tolerant("96.9").check("2025-12-31", Behind, "期满未完成");
    let near = about().target(|target| target.approach = Some(Approach::Below)).with("2025", "99");
    near.check("2025-12-31", Behind, "容差未设定");
}

#[test]
fn comparators_mean_what_they_say() {
    stock("100").target(|target| target.strict = true).with("2025", "100").check("2025-12-31", Behind, "期满未完成");
    Example::new(Equal, "100", Nature::Stock, PeriodKind::ByYear).with("2025", "120").check("2025-12-31", Done, "");
    let range = |value: &str| Example::new(Between, "1-2", Nature::Flow, PeriodKind::EachYear).with("2025", value);
    range("1").check("2025-12-31", Done, "达到年度目标");
    range("3").check("2025-12-31", Done, "超过目标区间上限2个");
    range("0").check("2025-12-31", Behind, "2025年未完成");
}

#[test]
fn an_upper_limit_is_kept_until_the_end() {
    let limit = || Example::new(AtMost, "100", Nature::Stock, PeriodKind::ByYear);
    limit().with("2024", "90").check("2024-12-31", OnTrack, "未超过上限");
    limit().with("2025", "90").check("2025-12-31", Done, "达到目标");
    limit().with("2024", "110").check("2024-12-31", Behind, "高于上限");
    let spent =
        |months: &str| Example::new(AtMost, "120", Nature::Flow, PeriodKind::EachYear).with_months_of_2025(months);
    spent("9 9 9").check("2025-03-31", OnTrack, "完成年度目标的22.5%");
    spent("11 11 11").check("2025-03-31", Behind, "完成年度目标的27.5%");
}

#[test]
fn the_required_rate_is_given_before_the_deadline_on_one_series_only() {
    let example = level("121").with("2024", "110");
    assert_eq!(example.at("2025-03-31").required_rate.map(|rate| rate.to_string()).as_deref(), Some("10.00"));
    assert_eq!(example.at("2025-12-31").required_rate, None);
    let broken = example.broken_after(2024);
    assert_eq!(broken.at("2025-03-31").required_rate, None);
    broken.check("2025-03-31", NoData, "示例修订，不计算尚需年均增速");
}

#[test]
fn an_increase_is_computed_only_on_an_unbroken_series() {
    let growing = || {
        Example::new(IncreaseBy, "5", Nature::Level, PeriodKind::ByYear)
            .target(|target| target.unit = "%".to_string())
            .with("2024", "200")
            .with("2025", "211")
    };
    growing().check("2025-12-31", Done, "增长5.5%");
    growing().broken_after(2024).check("2025-12-31", NoData, "口径断开（示例修订）");
}

#[test]
fn growth_of_the_published_figures_respects_breaks_and_scopes() {
    let shipped = Shipped::load();
    let facts = shipped.facts(&shipped.observations);
    // 安丘 2023 → 2024 lies across the revision after the fifth economic census.
    assert!(matches!(growth("gdp", "370784", 2023, 2024, &facts), Err(GrowthRefused::Break { after_year: 2023, .. })));
    // 寿光: 953.6 of 2021 is of the managed area, 1002.1 of 2022 of the administrative one.
    assert_eq!(
        growth("gdp", "370783", 2021, 2022, &facts),
        Err(GrowthRefused::DifferentScope { from: 2021, to: 2022 })
    );
    assert_eq!(growth("gdp", "370702", 2021, 2022, &facts), Err(GrowthRefused::Missing { year: 2022 }));
    // The city 2024 → 2025: 8587.36 / 8203.2 = 1.04683…
    let nominal = growth("gdp", "370700", 2024, 2025, &facts).unwrap();
    assert_eq!(nominal.round_dp(2).to_string(), "4.68");
}

#[test]
fn before_the_term_and_without_a_place_there_is_no_status() {
    stock("100").with("2025", "120").check("2023-12-31", NoData, "尚未开始");
    let nowhere = stock("100").target(|target| target.places = vec!["乙县".to_string()]);
    nowhere.check("2025-12-31", NoData, "地区“乙县”不在地区表中");
}
