//! Whatever the plan and the data say, a judgement ends and keeps its promises. Seeded, so that a failure
//! can be repeated.

mod support;

use model::*;
use support::example::Example;

/// A linear congruential generator (Knuth's MMIX numbers), good enough to vary examples.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<Thing: Clone>(&mut self, things: &[Thing]) -> Thing {
        things[self.below(things.len())].clone()
    }
}

const COMPARATORS: [Comparator; 6] = [
    Comparator::AtLeast,
    Comparator::AtMost,
    Comparator::Equal,
    Comparator::About,
    Comparator::Between,
    Comparator::IncreaseBy,
];
const NATURES: [Nature; 6] =
    [Nature::Stock, Nature::Maintain, Nature::Flow, Nature::Level, Nature::Coverage, Nature::Boolean];
const KINDS: [PeriodKind; 7] = [
    PeriodKind::ByYear,
    PeriodKind::InYear,
    PeriodKind::EachYear,
    PeriodKind::AnnualAverage,
    PeriodKind::Cumulative,
    PeriodKind::DocumentPeriod,
    PeriodKind::None,
];
const PERIODS: [&str; 14] = [
    "2022", "2023", "2023-12", "2024", "2024-H1", "2024-Q1", "2024-Q3", "2024-12", "2025", "2025-01", "2025-02",
    "2025-Q1", "2025-H1", "2026",
];
const VALUES: [&str; 8] = ["0", "-5", "1", "99.9", "100", "110", "0.0000000001", "79000000000000000000000000000"];
const DAYS: [&str; 7] =
    ["2023-12-31", "2024-01-01", "2024-02-29", "2024-12-31", "2025-06-15", "2025-12-31", "2027-03-03"];
const YEARS: [Option<i16>; 5] = [None, Some(2024), Some(2025), Some(1), Some(i16::MAX)];

fn throw(dice: &mut Dice) -> Example {
    let demanded = dice.pick(&["100", "0", "1-2", "1000000"]);
    let mut example = Example::new(dice.pick(&COMPARATORS), demanded, dice.pick(&NATURES), dice.pick(&KINDS));
    for _ in 0..dice.below(6) {
        example = example.with(dice.pick(&PERIODS), dice.pick(&VALUES)).last(|held| {
            held.scope = dice.pick(&[Scope::Managed, Scope::Managed, Scope::Unstated, Scope::Administrative]);
            held.grade = dice.pick(&[Grade::A, Grade::P, Grade::C, Grade::D]);
        });
    }
    if dice.below(4) == 0 {
        example = example.broken_after(2023);
    }
    example.rule = dice.pick(&[
        PresetRule::TimeShare { ahead_margin: 5.into(), behind_margin: 0.into() },
        PresetRule::MonthlyCatchUp,
        PresetRule::Deadline { warn_days: 3 },
    ]);
    example.target(|target| {
        target.strict = dice.below(2) == 0;
        target.period.year = dice.pick(&YEARS);
        target.period.end = dice.pick(&YEARS);
        target.tolerance = dice.pick(&[None, Some(3.into()), Some(500.into())]);
        if dice.below(20) == 0 {
            target.values.clear();
        }
    })
}

#[test]
fn a_judgement_always_ends_and_keeps_its_promises() {
    let mut dice = Dice(2025);
    let mut seen = std::collections::BTreeSet::new();
    for round in 0..20_000 {
        let example = throw(&mut dice);
        let found = example.at(dice.pick(&DAYS));
        let about = || format!("round {round}: {:?} {:?}", example.target, found);
        seen.insert(found.status);
        assert!(!found.reason.is_empty(), "{}", about());
        if let Some(actual) = &found.actual {
            assert_ne!(found.status, Status::NoData, "{}", about());
            assert_ne!(actual.grade, Grade::D, "{}", about());
            assert_ne!(actual.scope, Scope::Administrative, "{}", about());
            assert!(actual.period.year() >= 2024, "{}", about());
            assert!(actual.period.last_day() <= found.as_of, "{}", about());
        }
        if found.status == Status::NoData {
            assert!(found.actual.is_none() && found.gap.is_none(), "{}", about());
        }
        if let Some(share) = found.time_share {
            assert!(share >= 0.into() && share <= 100.into(), "{}", about());
        }
    }
    assert_eq!(seen.len(), Status::ALL.len());
}
