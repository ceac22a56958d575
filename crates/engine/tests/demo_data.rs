//! What ships with the product: the plan, the tidy import files against the raw tables they were made
//! from, and the made-up 演示 data.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use engine::demo::{CountySeries, DemoInput, observations};
use jiff::civil::date;
use model::{Dataset, FindingKind, Grade, PlaceKind, Scope, Status, Weight};
use serde::Deserialize;
use support::{ObservationRow, Shipped, rows};

#[derive(Deserialize)]
struct RawRow {
    unit: String,
    adcode: String,
    indicator: String,
    period: String,
    value: String,
    unit_of_measure: String,
    scope: String,
    certainty: String,
    source_id: String,
}

#[derive(Deserialize)]
struct PlanTargetRow {
    actual_value: String,
    actual_period: String,
    actual_certainty: String,
    actual_source_id: String,
    unit: String,
}

/// Values for a part of a year counted from January have no reporting period of their own.
fn has_period(raw: &RawRow) -> bool {
    !raw.period.contains("..")
}

#[test]
fn every_raw_value_is_in_the_tidy_file_once_with_its_source() {
    let shipped = Shipped::load();
    let raw: Vec<RawRow> = rows("county_stats.csv");
    let tidy: Vec<ObservationRow> = rows("observations.csv");
    assert_eq!(raw.len(), 353);
    assert_eq!(raw.iter().filter(|row| !has_period(row)).count(), 8);
    assert_eq!(tidy.len(), 345);

    let names: BTreeMap<&str, &str> =
        shipped.indicators.iter().map(|held| (held.code.as_str(), held.name.as_str())).collect();
    let places: BTreeMap<&str, &str> =
        shipped.places.iter().map(|held| (held.code.as_str(), held.name.as_str())).collect();
    let mut left: Vec<&RawRow> = raw.iter().filter(|row| has_period(row)).collect();
    for row in &tidy {
        // An indicator that was split by unit of measure carries the unit in its name.
        let name = names[row.indicator.as_str()].trim_end_matches(&format!("（{}）", row.unit)).to_string();
        let scope = |text: &str| match row.scope {
            Scope::City => text == "全市",
            Scope::Managed => text.starts_with("管理区口径"),
            Scope::Administrative => text.starts_with("行政区口径"),
            Scope::Unstated => text.is_empty(),
        };
        let grade = |text: &str| {
            matches!((row.grade, text), (Grade::A, "A") | (Grade::B, "B") | (Grade::P, "P") | (Grade::C, "C"))
        };
        let same = |raw: &&RawRow| {
            raw.unit == places[row.place.as_str()]
                && (raw.adcode.is_empty() || raw.adcode == row.place)
                && raw.indicator == name
                && raw.period.trim_end_matches("-01") == row.period.to_string().trim_end_matches("-01")
                && raw.value == row.value
                && raw.unit_of_measure == row.unit
                && raw.source_id == row.source
                && scope(&raw.scope)
                && grade(&raw.certainty)
        };
        let found = left.iter().position(same);
        let found = found.unwrap_or_else(|| panic!("not in county_stats.csv: {row:?}"));
        left.remove(found);
    }
    assert!(left.is_empty(), "{} raw rows are missing", left.len());
}

#[test]
fn published_actuals_of_the_targets_agree_with_the_statistics() {
    let tidy: Vec<ObservationRow> = rows("observations.csv");
    let actuals: Vec<PlanTargetRow> =
        rows("plan_targets.csv").into_iter().filter(|row: &PlanTargetRow| !row.actual_value.is_empty()).collect();
    assert_eq!(actuals.len(), 15);
    for actual in actuals {
        let same = tidy.iter().filter(|row| {
            row.value == actual.actual_value
                && row.period.to_string() == actual.actual_period
                && format!("{:?}", row.grade) == actual.actual_certainty
                && row.source == actual.actual_source_id
                && actual.unit.starts_with(&row.unit)
        });
        assert_eq!(same.count(), 1, "{} of {}", actual.actual_value, actual.actual_period);
    }
}

#[test]
fn every_reference_in_the_import_files_resolves() {
    let shipped = Shipped::load();
    let indicators: BTreeMap<&str, &str> =
        shipped.indicators.iter().map(|held| (held.code.as_str(), held.unit.as_str())).collect();
    assert_eq!(indicators.len(), shipped.indicators.len(), "a code is used twice");
    let places: BTreeSet<&str> = shipped.places.iter().map(|held| held.code.as_str()).collect();
    let sources: BTreeSet<&str> = shipped.sources.iter().map(|held| held.id.as_str()).collect();
    let mut keys = BTreeSet::new();
    for held in &shipped.observations {
        assert_eq!(indicators.get(held.indicator.as_str()), Some(&held.unit.as_str()), "{held:?}");
        assert!(places.contains(held.place.as_str()), "{held:?}");
        assert!(sources.contains(held.source.as_str()), "{held:?}");
        assert!(
            held.known_since > support::midnight_in_china(held.period.first_day()),
            "known before it began: {held:?}"
        );
        assert!(keys.insert((&held.indicator, &held.place, held.period, held.scope)), "twice: {held:?}");
    }
    for held in &shipped.breaks {
        assert!(indicators.contains_key(held.indicator.as_str()) && sources.contains(held.source.as_str()), "{held:?}");
    }
    for place in shipped.places.iter().filter(|place| place.kind != PlaceKind::Province) {
        assert!(place.parent.as_deref().is_some_and(|parent| places.contains(parent)), "{place:?}");
    }
    let counties: Vec<&str> = shipped
        .places
        .iter()
        .filter(|place| place.kind == PlaceKind::County)
        .map(|place| place.code.as_str())
        .collect();
    assert_eq!(counties.len(), 12);
    assert!(counties.is_sorted(), "official order");
}

#[test]
fn the_plan_has_61_rows_each_with_an_indicator_a_steward_and_a_definition() {
    let shipped = Shipped::load();
    let plan = &shipped.plan;
    assert_eq!(plan.tasks.len(), 39);
    assert_eq!(plan.tasks.iter().filter(|task| !task.duties.is_empty()).count(), 35);
    assert_eq!(plan.targets.len(), 56);
    assert_eq!(plan.targets.iter().map(|target| target.rows().len()).sum::<usize>(), 61);
    assert_eq!(plan.soft_targets.len(), 7);
    for target in &plan.targets {
        let code = target.indicator.as_deref().unwrap();
        let indicator = shipped.indicators.iter().find(|held| held.code == code).unwrap();
        assert_eq!(indicator.unit, target.unit, "{}", target.id);
        assert!(target.steward.is_some() && target.definition.is_some(), "{}", target.id);
        for row in target.rows() {
            assert!(shipped.places.iter().any(|place| place.name == row.place), "{}", row.place);
        }
    }
}

#[test]
fn findings_of_the_plan_are_the_known_ones() {
    let shipped = Shipped::load();
    let findings = engine::consistency::findings(&shipped.plan);
    let of = |kind: FindingKind| findings.iter().filter(|finding| finding.kind == kind).collect::<Vec<_>>();

    let sum = of(FindingKind::Sum);
    assert_eq!(sum.len(), 1);
    assert_eq!(
        sum[0].message,
        "12个地区的“县域地区生产总值”目标合计约7400亿元，潍坊市目标为高于7000亿元，一致，富余400亿元"
    );
    assert!(sum[0].advice.as_deref().unwrap().contains("诸城市（接近1000亿元）"));
    assert_eq!(sum[0].derivation.as_ref().unwrap().inputs[0].inputs.len(), 12);

    // The eleven yearly targets; 480 a year is 960 in two years.
    assert_eq!(of(FindingKind::YearlyFlow).len(), 11);
    let investment = of(FindingKind::YearlyFlow).into_iter().find(|finding| finding.id == "yearly-T14").unwrap();
    assert!(
        investment.message.contains("年均不低于480亿元的目标，不是考核期总量；2024—2025年合计为960亿元"),
        "{}",
        investment.message
    );

    let range = of(FindingKind::YearlyFlow).into_iter().find(|finding| finding.id == "yearly-T33").unwrap();
    assert!(range.message.ends_with("2024—2025年合计为2—4家"), "{}", range.message);

    let same = of(FindingKind::SameIndicator);
    assert_eq!(same.len(), 1);
    assert_eq!(same[0].tasks, ["1", "2.1"]);

    let open = of(FindingKind::OpenGroup);
    assert_eq!(open.iter().map(|finding| finding.tasks[0].as_str()).collect::<Vec<_>>(), ["2.1", "2.3", "3.6.1"]);
    assert!(open.iter().all(|finding| finding.weight == Weight::Blocking));
    assert_eq!(of(FindingKind::ManyLeads).len(), 27);
    assert_eq!(of(FindingKind::Tolerance).len(), 12, "T03 to T11, T17, T29, T53");
    assert_eq!(of(FindingKind::NoIndicator).len(), 0);
    assert_eq!(of(FindingKind::NoDuty).len(), 0, "goals and guarantees carry no duties by custom");
    assert_eq!(of(FindingKind::Text).len(), shipped.plan.corrections.len());
    assert!(findings.is_sorted_by_key(|finding| finding.weight));
}

fn made(shipped: &Shipped, seed: u64) -> Vec<model::Observation> {
    let county_series: Vec<CountySeries> = rows("demo_series.csv");
    observations(&DemoInput {
        plan: &shipped.plan,
        indicators: &shipped.indicators,
        places: &shipped.places,
        county_series: &county_series,
        seed,
    })
}

#[test]
fn demo_data_come_from_the_seed_alone_and_say_what_they_are() {
    let shipped = Shipped::load();
    let one = made(&shipped, 20_251_231);
    assert_eq!(one, made(&shipped, 20_251_231));
    assert_ne!(one, made(&shipped, 1));
    for held in &one {
        assert_eq!((held.dataset, held.grade, held.source.as_str()), (Dataset::Demo, Grade::Demo, "DEMO"));
        assert!(held.note.as_deref().unwrap().contains("种子20251231"));
        assert!((2024..=2025).contains(&held.period.year()), "{held:?}");
        assert!(!held.unit.contains('%') || held.value <= rust_decimal::Decimal::ONE_HUNDRED, "{held:?}");
    }
    // Every county has every county series; monthly ones are complete.
    for county in shipped.places.iter().filter(|place| place.kind == PlaceKind::County) {
        let months = one.iter().filter(|held| held.place == county.code && held.indicator == "budget_revenue");
        assert_eq!(months.count(), 24, "{}", county.name);
    }
}

#[test]
fn in_the_demo_every_status_occurs() {
    let shipped = Shipped::load();
    for seed in [20_251_231, 1, 2] {
        let data = made(&shipped, seed);
        let facts = shipped.facts(&data);
        for preset in &shipped.presets {
            for as_of in [date(2025, 6, 30), date(2025, 12, 31)] {
                let outcomes = engine::status::outcomes(&shipped.plan, &facts, preset, as_of);
                let found: BTreeSet<Status> = outcomes.iter().map(|outcome| outcome.status).collect();
                let counts: Vec<(Status, usize)> = Status::ALL
                    .into_iter()
                    .map(|status| (status, outcomes.iter().filter(|outcome| outcome.status == status).count()))
                    .collect();
                // By the deadline alone everything is either reached or overdue once it has passed.
                let expected: &[Status] = match preset.code.as_str() {
                    "deadline" => &[Status::Done, Status::Behind, Status::NoData],
                    _ => &Status::ALL,
                };
                let all_occur = expected.iter().all(|status| found.contains(status));
                assert!(all_occur, "{seed} {} {as_of}: {counts:?}", preset.code);
            }
        }
    }
}

#[test]
fn the_default_preset_is_first_and_codes_are_unique() {
    let shipped = Shipped::load();
    let codes: Vec<&str> = shipped.presets.iter().map(|preset| preset.code.as_str()).collect();
    assert_eq!(codes, ["time_share", "five_states", "monthly_catch_up", "deadline"]);
    for preset in &shipped.presets {
        let labelled: BTreeSet<Status> = preset.labels.iter().map(|(status, ..)| *status).collect();
        assert_eq!(labelled.len(), Status::ALL.len(), "{}", preset.code);
        assert!(!preset.basis.is_empty());
    }
}
