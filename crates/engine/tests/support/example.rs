//! One made-up target with made-up data (示例), for the rules of judgement.

use engine::Facts;
use engine::status::{StatusInput, outcome};
use jiff::Timestamp;
use jiff::civil::Date;
use model::*;
use rust_decimal::Decimal;

/// One target of 甲县 with its data; the plan runs from 2024 to 2025.
pub struct Example {
    pub target: Target,
    pub nature: IndicatorNature,
    pub observations: Vec<Observation>,
    pub breaks: Vec<SeriesBreak>,
    pub rule: PresetRule,
}

pub fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

impl Example {
    pub fn new(comparator: Comparator, demanded: &str, nature: Nature, kind: PeriodKind) -> Example {
        let period = TargetPeriod {
            kind,
            year: (kind == PeriodKind::ByYear).then_some(2025),
            start: None,
            end: None,
            is_explicit: true,
            cue: None,
        };
        let target = Target {
            id: "T1".to_string(),
            task: "1".to_string(),
            subject: "示例指标".to_string(),
            comparator,
            strict: false,
            bound: None,
            approach: None,
            values: demanded.split('-').map(decimal).collect(),
            unit: "个".to_string(),
            period,
            places: vec!["甲县".to_string()],
            distribute_each: false,
            span: Span::new(0, 4),
            text: demanded.to_string(),
            strength: Strength::Expected,
            modality: None,
            verb: None,
            nature,
            direction: None,
            linked: Vec::new(),
            confidence: 100,
            indicator: Some("example".to_string()),
            steward: None,
            tolerance: None,
            definition: Some(DefinitionCard {
                text: "示例口径".to_string(),
                basis: "示例".to_string(),
                scope: Some(Scope::Managed),
                not_comparable: Vec::new(),
            }),
        };
        let nature = match nature {
            Nature::Flow | Nature::Level => IndicatorNature::Flow,
            Nature::Stock | Nature::Maintain | Nature::Boolean => IndicatorNature::Stock,
            Nature::Coverage => IndicatorNature::Rate,
        };
        let rule = PresetRule::TimeShare { ahead_margin: 5.into(), behind_margin: 0.into() };
        Example { target, nature, observations: Vec::new(), breaks: Vec::new(), rule }
    }

    pub fn with(mut self, period: &str, value: &str) -> Example {
        self.observations.push(Observation {
            id: self.observations.len() as i64 + 1,
            indicator: "example".to_string(),
            place: "990001".to_string(),
            period: period.parse().unwrap(),
            value: decimal(value),
            unit: "个".to_string(),
            scope: Scope::Managed,
            grade: Grade::B,
            status: ObservationStatus::Final,
            source: "S1".to_string(),
            known_since: Timestamp::UNIX_EPOCH,
            dataset: Dataset::Real,
            note: None,
            class: model::people::DataClass::Internal,
        });
        self
    }

    /// Months from January 2025 on.
    pub fn with_months_of_2025(self, values: &str) -> Example {
        let months = values.split(' ').enumerate();
        months.fold(self, |held, (index, value)| held.with(&format!("2025-{:02}", index + 1), value))
    }

    pub fn last(mut self, change: impl FnOnce(&mut Observation)) -> Example {
        change(self.observations.last_mut().unwrap());
        self
    }

    pub fn target(mut self, change: impl FnOnce(&mut Target)) -> Example {
        change(&mut self.target);
        self
    }

    pub fn broken_after(mut self, year: i16) -> Example {
        self.breaks.push(SeriesBreak {
            indicator: "example".to_string(),
            place: None,
            after_year: year,
            reason: "示例修订".to_string(),
            source: "S1".to_string(),
        });
        self
    }

    pub fn indicator(&self) -> Indicator {
        Indicator {
            code: "example".to_string(),
            name: "示例指标".to_string(),
            unit: "个".to_string(),
            nature: self.nature,
            definition: String::new(),
            steward: None,
            is_official_statistic: false,
            order: 1,
            min: None,
            is_account: false,
        }
    }

    pub fn at(&self, as_of: &str) -> TargetOutcome {
        let place = Place {
            code: "990001".to_string(),
            name: "甲县".to_string(),
            kind: PlaceKind::County,
            parent: None,
            order: 1,
        };
        let (indicators, places) = ([self.indicator()], [place]);
        let facts = Facts::new(&self.observations, &indicators, &places, &self.breaks, &[]);
        let preset = StatusPreset {
            code: "example".to_string(),
            name: "示例".to_string(),
            description: "示例规则".to_string(),
            basis: "示例".to_string(),
            rule: self.rule.clone(),
            labels: Vec::new(),
        };
        let rows = self.target.rows();
        let as_of: Date = as_of.parse().unwrap();
        outcome(&StatusInput {
            target: &self.target,
            row: &rows[0],
            clause: "一（一）".to_string(),
            subject: self.target.subject.clone(),
            term: Some((2024, 2025)),
            facts: &facts,
            preset: &preset,
            as_of,
        })
    }

    #[track_caller]
    pub fn check(&self, as_of: &str, status: Status, words: &str) {
        let found = self.at(as_of);
        let said = format!("{};{}", found.reason, found.notes.join("；"));
        assert_eq!(found.status, status, "{said}");
        assert!(said.contains(words), "`{words}` is not in: {said}");
    }
}
