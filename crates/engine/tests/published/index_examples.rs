//! Composite indices: COINr's example whole, and the Happy Planet Index by a formula of a pack.

use std::collections::BTreeMap;
use std::sync::Arc;

use engine::evaluation::rank::{Better, Ties, places};
use engine::formula::{Column, PackFacts, Rows, World};
use engine::run;
use model::pack::{Code, Pack};
use model::{Period, WorkingCalendar};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{asem, near};

/// W1 of the benchmark: denominators, imputation by group, outliers by skewness and kurtosis, min–max, means.
#[test]
fn coinrs_example_comes_out_with_its_scores_and_ranks() {
    let asem = asem::Asem::read();
    let found = asem.compute().unwrap();
    let ranks = places(&found.scores, Better::High, Ties::Competition);
    let nodes = asem.nodes(&found);
    assert_eq!(nodes.len(), 11);
    for (country, (scores, rank)) in asem.published().iter().enumerate() {
        for (node, score) in nodes.iter().zip(scores) {
            near(node.raw()[country], *score, 1e-12);
        }
        assert_eq!(ranks.raw()[country], *rank, "{}", asem.countries[country]);
    }
}

/// Twice the same formula: the product of wellbeing and lifetime over the footprint, each moved by a constant. The
/// constants are not printed by the publishers; they follow from four published countries a year, and the other 428
/// country-years then agree.
const PLANET: &str = r#"
pack "幸福星球指数" {
  code       = "planet"
  version    = "2019.1"
  basis      = "Happy Planet Index, happyplanetindex.org"
  valid_from = "2017-01-01"
  certainty  = secondary
}
register "国家" {
  code  = "country"
  basis = "Happy Planet Index"
  cycle = year
  key   = [名称]
  field "名称" {
    code     = "name"
    type     = text
    required = true
  }
  field "预期寿命" {
    code = "life"
    type = number
    unit = "无量纲"
  }
  field "生活阶梯" {
    code = "ladder"
    type = number
    unit = "无量纲"
  }
  field "生态足迹" {
    code = "footprint"
    type = number
    unit = "无量纲"
  }
  field "年度系数" {
    code = "factor"
    type = number
    unit = "无量纲"
  }
}
evaluation "指数" {
  code      = "index"
  basis     = "Happy Planet Index"
  subject   = 国家
  cycle     = year
  weights   = given
  aggregate = weighted_sum
  ties      = competition
  weight_total = 1
  pool "全部" {
    code = "all"
    where = true
    indicator "指数" {
      code         = "hpi"
      unit         = "无量纲"
      value        = 年度系数 * (预期寿命 * (生活阶梯 + 2.91865124) - 72.96628080) / (生态足迹 + 6.38615174)
      direction    = up
      normalise    = given
      when_missing = not_ranked
      weight       = 1
    }
  }
}
"#;

/// Life expectancy, ladder of life, ecological footprint, factor of the year.
pub type Country = [String; 4];

/// The factor that makes each year comparable.
pub fn factor_of(year: &str) -> &'static str {
    match year {
        "2017" => "0.779046254",
        "2018" => "0.776119765",
        _ => "0.775144268",
    }
}

pub fn happy_planet(countries: &[Country]) -> Vec<f64> {
    let sources = [pack::Source { path: "planet.hcl".to_string(), text: PLANET.to_string() }];
    let checked = pack::check(&sources);
    let faults = format!("{:?}", checked.diagnostics);
    let pack: Pack = checked.pack.unwrap_or_else(|| panic!("{faults}"));
    let keys: Vec<Arc<str>> = (0..countries.len()).map(|row| Arc::from(format!("{row:03}"))).collect();
    let code = |text: &str| Code::new(text).unwrap();
    let field = |place: usize| {
        let values = countries.iter().map(|country| Some(country[place].parse::<Decimal>().unwrap()));
        Column::Number(values.collect())
    };
    let names = ["life", "ladder", "footprint", "factor"];
    let columns = names.iter().enumerate().map(|(place, name)| (code(name), field(place)));
    let mut facts = PackFacts::default();
    let rows = Rows::new(keys.clone(), columns.collect::<BTreeMap<_, _>>()).unwrap();
    facts.add_rows(code("country"), Some(Period::Year(2019)), rows);
    let calendar = WorkingCalendar::default();
    let world = World { pack: &pack, facts: &facts, calendar: &calendar };
    let outcome = run::evaluation(&pack.evaluations[0], &keys, Period::Year(2019), world).unwrap();
    let mut found = vec![f64::NAN; keys.len()];
    for subject in &outcome.pools[0].subjects {
        found[subject.key.parse::<usize>().unwrap()] = subject.total.to_f64().unwrap();
    }
    found
}

#[test]
fn the_happy_planet_index_is_computed_by_a_pack() {
    // Happy Planet Index 2021, Wellbeing Economy Alliance: life expectancy, ladder, footprint, index.
    let published = [
        ("2017", ["64.1", "2.66171813", "0.664047068"], 31.46323232),
        ("2018", ["64.5", "2.694303274", "0.726988649"], 31.54055353),
        ("2019", ["64.8", "2.375091791", "0.732091747"], 29.40920321),
        ("2019", ["78.6", "4.995317936", "1.953726297"], 51.03309375),
    ];
    let countries: Vec<Country> = published
        .iter()
        .map(|(year, figures, _)| [figures[0].into(), figures[1].into(), figures[2].into(), factor_of(year).into()])
        .collect();
    for (found, (_, _, index)) in happy_planet(&countries).iter().zip(&published) {
        // The published figures have eight decimals and the constants nine digits.
        assert!((found - index).abs() < 2e-7, "{found} {index}");
    }
}
