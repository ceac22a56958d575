//! Counties: groups that a register keeps by place, and the evaluation method held against published lists.
//!
//! The panel is the county yearbook of 2020, the lists are those that ship in `demo/`. Nothing is fitted here; how the
//! weights of the benchmark were chosen is told in the pack and can be repeated by the second test.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use engine::formula::{Column, PackFacts, Rows, World};
use engine::run;
use model::pack::{Code, Pack};
use model::{Period, WorkingCalendar};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::{checked, code, numbers};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Units that were made districts between the yearbook and 2025 (GB/T 2260 changes of 2021).
const MADE_DISTRICTS: [&str; 6] = ["350427", "350625", "350681", "410322", "410381", "610322"];

/// Numbers in ten thousand yuan, as the yearbook prints them.
struct County {
    adcode: String,
    province: String,
    gdp: Option<Decimal>,
    revenue: Option<Decimal>,
}

fn table(path: &str) -> csv::Reader<std::fs::File> {
    csv::Reader::from_path(root().join(path)).unwrap()
}

fn column(headers: &csv::StringRecord, name: &str) -> usize {
    headers.iter().position(|header| header.trim_start_matches('\u{feff}') == name).unwrap()
}

/// Counties and county-level cities with a code; districts are not on the lists.
fn panel() -> Vec<County> {
    let mut reader = table("demo/china_counties_2020_yearbook.csv");
    let headers = reader.headers().unwrap().clone();
    let at = |name: &str| column(&headers, name);
    let (adcode, name, province) = (at("adcode"), at("name"), at("province"));
    let (gdp, revenue) = (at("gdp_10k_yuan"), at("budget_revenue_10k_yuan"));
    let mut counties = Vec::new();
    for row in reader.records() {
        let row = row.unwrap();
        let is_district =
            row[name].ends_with('区') && !["自治区", "林区", "特区"].iter().any(|kind| row[name].ends_with(kind));
        if row[adcode].is_empty() || is_district {
            continue;
        }
        counties.push(County {
            adcode: row[adcode].to_string(),
            province: row[province].to_string(),
            gdp: row[gdp].parse().ok(),
            revenue: row[revenue].parse().ok(),
        });
    }
    counties
}

/// Published places by code: of one publisher and edition.
fn published(publisher: &str, edition: &str, list: &str) -> BTreeMap<String, usize> {
    let mut reader = table("demo/rankings.csv");
    let headers = reader.headers().unwrap().clone();
    let at = |name: &str| column(&headers, name);
    let (who, when, which, rank, adcode) = (at("publisher"), at("edition"), at("list"), at("rank"), at("adcode"));
    let rows = reader.records().map(|row| row.unwrap());
    let wanted = rows.filter(|row| {
        row[who].starts_with(publisher)
            && row[when].starts_with(edition)
            && row[which].starts_with(list)
            && !row[adcode].is_empty()
    });
    wanted.map(|row| (row[adcode].to_string(), row[rank].parse().unwrap())).collect()
}

fn benchmark_pack() -> Pack {
    let path = root().join("packs/county_benchmark/2020.1/pack.hcl");
    checked("county_benchmark/2020.1/pack.hcl", std::fs::read_to_string(path).unwrap())
}

/// Totals of the shipped benchmark, by code.
fn benchmark_scores(counties: &[County]) -> BTreeMap<String, f64> {
    let pack = benchmark_pack();
    let keys: Vec<Arc<str>> = counties.iter().map(|county| Arc::from(county.adcode.as_str())).collect();
    let texts =
        |text: fn(&County) -> &str| Column::Text(counties.iter().map(|one| Some(Arc::from(text(one)))).collect());
    let is_district = |county: &County| Some(MADE_DISTRICTS.contains(&county.adcode.as_str()));
    let columns = BTreeMap::from([
        (code("province"), texts(|county| &county.province)),
        (code("gdp"), numbers(counties.iter().map(|county| county.gdp))),
        (code("budget_revenue"), numbers(counties.iter().map(|county| county.revenue))),
        (code("is_district"), Column::Flag(counties.iter().map(is_district).collect())),
    ]);
    let mut facts = PackFacts::default();
    facts.add_rows(code("county"), Some(Period::Year(2020)), Rows::new(keys.clone(), columns).unwrap());
    let calendar = WorkingCalendar::default();
    let world = World { pack: &pack, facts: &facts, calendar: &calendar };
    let outcome = run::evaluation(&pack.evaluations[0], &keys, Period::Year(2020), world).unwrap();
    let subjects = outcome.pools[0].subjects.iter();
    subjects.map(|one| (one.key.clone(), one.total.to_f64().unwrap())).collect()
}

/// Rank correlation with a published list over its names, to four digits, and how many of the best hundred are on it.
fn agreement(scores: &BTreeMap<String, f64>, list: &BTreeMap<String, usize>) -> (f64, usize) {
    let named: Vec<&String> = list.keys().filter(|adcode| scores.contains_key(*adcode)).collect();
    let ours = places(&named.iter().map(|adcode| -scores[*adcode]).collect::<Vec<_>>());
    let theirs = places(&named.iter().map(|adcode| list[*adcode] as f64).collect::<Vec<_>>());
    let mut best: Vec<&String> = scores.keys().collect();
    best.sort_by(|left, right| scores[*right].total_cmp(&scores[*left]));
    let shared = best[..100].iter().filter(|adcode| list.contains_key(**adcode)).count();
    ((correlation(&ours, &theirs) * 10_000.0).round() / 10_000.0, shared)
}

/// Places from the smallest up, ties sharing their mean.
fn places(values: &[f64]) -> Vec<f64> {
    let place = |value: &f64| {
        let smaller = values.iter().filter(|other| *other < value).count() as f64;
        let equal = values.iter().filter(|other| *other == value).count() as f64;
        smaller + (equal + 1.0) / 2.0
    };
    values.iter().map(place).collect()
}

fn correlation(left: &[f64], right: &[f64]) -> f64 {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (middle, other) = (mean(left), mean(right));
    let product: f64 = left.iter().zip(right).map(|(left, right)| (left - middle) * (right - other)).sum();
    let square = |values: &[f64], mean: f64| values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>();
    product / (square(left, middle) * square(right, other)).sqrt()
}

#[test]
fn the_benchmark_is_nearer_to_the_published_hundred_than_sorting_by_gdp() {
    let counties = panel();
    assert_eq!(counties.len(), 1856);
    let still_counties = counties.iter().filter(|one| !MADE_DISTRICTS.contains(&one.adcode.as_str()));
    let by_gdp: BTreeMap<String, f64> =
        still_counties.filter_map(|one| Some((one.adcode.clone(), one.gdp?.to_f64()?))).collect();
    let scores = benchmark_scores(&counties);
    let (ccid_2025, ccid_2023) = (published("赛迪", "2025", "百强县"), published("赛迪", "2023", "百强县"));
    let institute_2020 = published("中郡", "2020", "全国");
    assert_eq!((ccid_2025.len(), ccid_2023.len(), institute_2020.len()), (100, 36, 67));
    // The list that no weight was chosen by: more alike in order and in membership, though not by much.
    assert_eq!(agreement(&by_gdp, &ccid_2025), (0.9151, 79));
    assert_eq!(agreement(&scores, &ccid_2025), (0.9191, 80));
    // Another publisher's list of the year of the data; held by a part only, so that membership says little.
    assert_eq!(agreement(&by_gdp, &institute_2020).0, 0.9061);
    assert_eq!(agreement(&scores, &institute_2020).0, 0.9422);
    // The list by which the two free weights were chosen.
    assert_eq!(agreement(&by_gdp, &ccid_2023).0, 0.9125);
    assert_eq!(agreement(&scores, &ccid_2023).0, 0.9642);
}

/// The choice of weights can be repeated: steps of five, the order of the 36 names held of 2023, nothing else.
#[test]
fn the_weights_of_the_benchmark_are_those_that_the_list_of_2023_chooses() {
    let counties: Vec<County> =
        panel().into_iter().filter(|one| !MADE_DISTRICTS.contains(&one.adcode.as_str())).collect();
    let list = published("赛迪", "2023", "百强县");
    let mut first: BTreeMap<&str, f64> = BTreeMap::new();
    let numbers = |one: &County| Some((one.gdp?.to_f64()?, one.revenue?.to_f64()?));
    for one in &counties {
        if let Some((gdp, _)) = numbers(one) {
            let entry = first.entry(&one.province).or_insert(gdp);
            *entry = entry.max(gdp);
        }
    }
    let mut tried: Vec<(f64, [u32; 3])> = Vec::new();
    for standing in (0..30).step_by(5) {
        for revenue in (0..60).step_by(5) {
            let gdp_weight = 100 - standing - revenue;
            if gdp_weight < 30 {
                continue;
            }
            let score = |one: &County| {
                let (gdp, budget) = numbers(one)?;
                let weighed = [(gdp, gdp_weight), (budget, revenue), (gdp / first[one.province.as_str()], standing)];
                Some(weighed.iter().map(|(value, weight)| value.ln() * f64::from(*weight)).sum::<f64>())
            };
            let scores: BTreeMap<String, f64> =
                counties.iter().filter_map(|one| Some((one.adcode.clone(), score(one)?))).collect();
            tried.push((agreement(&scores, &list).0, [gdp_weight, revenue, standing]));
        }
    }
    tried.sort_by(|left, right| right.0.total_cmp(&left.0));
    let shipped = ["gdp_weight", "revenue_weight", "standing_weight"].map(|name| shipped_weight(&code(name)));
    assert_eq!((tried[0].0, tried[0].1), (0.9642, shipped));
    assert!(tried[1].0 < tried[0].0, "the choice is not a tie");
    assert_eq!(tried.len(), 69);
}

fn shipped_weight(parameter: &Code) -> u32 {
    let pack = benchmark_pack();
    let value = pack.parameter(parameter).unwrap().values[0].amount.clone();
    match value {
        model::pack::ParameterAmount::Single(amount) => amount.to_u32().unwrap(),
        model::pack::ParameterAmount::ByChoice { .. } => panic!("one number"),
    }
}

/// Twelve places are evaluated without a register of their own; the register only says to which group each belongs.
#[test]
fn places_take_their_group_from_the_register_that_keeps_them() {
    let path = root().join("packs/county_evaluation_shandong/2021.1/pack.hcl");
    let pack = checked("county_evaluation_shandong/2021.1/pack.hcl", std::fs::read_to_string(path).unwrap());
    let keys: Vec<Arc<str>> = ["370783", "370782", "370724"].map(Arc::from).to_vec();
    let mut facts = PackFacts::default();
    for (place, size) in keys.iter().zip([3, 2, 1]) {
        for observed in &pack.observed {
            facts.add_observed(observed.code.clone(), place.clone(), Period::Year(2021), Decimal::from(size * 100));
        }
    }
    let kinds = Column::Text(vec![Some("developed".into()), Some("province_managed".into())]);
    let rows = Rows::new(keys[..2].to_vec(), BTreeMap::from([(code("kind"), kinds)])).unwrap();
    facts.add_rows(code("evaluated_county"), Some(Period::Year(2021)), rows);
    let calendar = WorkingCalendar::default();
    let world = World { pack: &pack, facts: &facts, calendar: &calendar };
    let outcome = run::evaluation(&pack.evaluations[0], &keys, Period::Year(2021), world).unwrap();
    let groups: BTreeSet<(&str, &str)> = outcome.pools[0]
        .subjects
        .iter()
        .map(|one| (one.key.as_str(), one.group.as_ref().map_or("", Code::as_str)))
        .collect();
    assert_eq!(groups, BTreeSet::from([("370782", "province_managed"), ("370783", "developed")]));
    assert_eq!(outcome.not_evaluated[0].key, "370724");
    assert_eq!(outcome.not_evaluated[0].reason, "没有分组，或分组不在选项表内");
}
