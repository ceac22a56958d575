//! Reading the shipped packs, and a whole run of the shipped pack 亩产效益综合评价 over generated enterprises: exact columns, conditions, scores, classes
//! and the record of every subject. No other program does this; the row says what it takes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use engine::formula::{Column, PackFacts, Rows, World};
use engine::run;
use jiff::civil::date;
use model::pack::{Code, Pack};
use model::{Period, WorkingCalendar};
use rust_decimal::Decimal;

use super::clock::{best_of, peak};
use super::{Failure, Row, generate};

const TEXT: &str = include_str!("../../../../packs/mu_benefit/2024.1/pack.hcl");
const YEAR: Period = Period::Year(2024);

pub fn row(repeats: usize, count: usize) -> Result<Row, Failure> {
    let sources = [pack::Source { path: "pack.hcl".to_string(), text: TEXT.to_string() }];
    let pack: Pack = pack::check(&sources).pack.ok_or("the shipped pack has faults")?;
    let (keys, facts) = register(count)?;
    let calendar = WorkingCalendar::default();
    let world = World { pack: &pack, facts: &facts, calendar: &calendar };
    let (best, outcome) = best_of(repeats, || run::evaluation(&pack.evaluations[0], &keys, YEAR, world));
    let outcome = outcome?;
    let counts = outcome.pools.iter().map(|pool| pool.subjects.len() as f64);
    let parts = vec![("counts", counts.chain([outcome.not_evaluated.len() as f64]).collect())];
    Ok(Row { best, peak: peak(), digest: 0, parts })
}

/// Reading and checking every version of every shipped pack.
pub fn check_packs(repeats: usize) -> Result<Row, Failure> {
    let mut folders = Vec::new();
    for pack in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs"))? {
        for version in std::fs::read_dir(pack?.path())? {
            folders.push(version?.path());
        }
    }
    let checked = |folder: &PathBuf| -> Result<bool, std::io::Error> {
        let mut sources = Vec::new();
        for file in std::fs::read_dir(folder)? {
            let path = file?.path();
            if path.extension().is_some_and(|ending| ending == "hcl") {
                sources.push(pack::Source { path: path.display().to_string(), text: std::fs::read_to_string(&path)? });
            }
        }
        sources.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(pack::check(&sources).pack.is_some())
    };
    let compute = || folders.iter().map(checked).collect::<Result<Vec<bool>, std::io::Error>>();
    let (best, found) = best_of(repeats, compute);
    let whole = found?.iter().filter(|is_whole| **is_whole).count();
    if whole < folders.len() {
        return Err(format!("{} of {} packs have faults", folders.len() - whole, folders.len()).into());
    }
    Ok(Row { best, peak: peak(), digest: 0, parts: vec![("counts", vec![whole as f64])] })
}

/// Nine in ten above scale; one in a hundred lacks the figure of energy.
fn register(count: usize) -> Result<(Vec<Arc<str>>, PackFacts), Failure> {
    let made = generate::enterprises(count);
    let keys: Vec<Arc<str>> = (0..count).map(|row| Arc::from(format!("{row:08}"))).collect();
    let exact = |value: f64| format!("{value:.4}").parse::<Decimal>().ok();
    let number = |values: &[f64]| Column::Number(values.iter().map(|value| exact(*value)).collect());
    let flag =
        |seed: u64, share: f64| Column::Flag((0..count).map(|k| Some(generate::unit(seed, k) < share)).collect());
    let columns = [
        ("above_scale", flag(120, 0.9)),
        ("started_on", Column::Date(vec![Some(date(2010, 1, 1)); count])),
        ("land_area", number(&made.land)),
        ("tax_paid", number(&made.tax)),
        ("sales", number(&made.revenue)),
        ("value_added", number(&made.added)),
        ("energy", number(&made.energy)),
        ("emission", number(&made.emissions)),
        ("research", number(&made.research)),
        ("staff", number(&made.staff)),
        ("major_accident", flag(121, 0.001)),
    ];
    let mut named = BTreeMap::new();
    for (name, column) in columns {
        named.insert(Code::new(name)?, column);
    }
    let mut facts = PackFacts::default();
    facts.add_rows(Code::new("industrial_enterprise")?, Some(YEAR), Rows::new(keys.clone(), named)?);
    Ok((keys, facts))
}
