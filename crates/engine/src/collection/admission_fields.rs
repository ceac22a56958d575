//! What may be asked in a field, and whether its value is known already.

use model::collection::{Field, FieldKind, Request};
use model::{Period, UnitOfMeasure};

use super::admission::{AdmissionFault, AdmissionRules, Forbidden, Known, KnownField, Origin};
use super::naming::read;

/// Letters of an answer in words at most, and decimals of one in numbers.
const WORDS_MAX: usize = 3000;
const DECIMALS_MAX: usize = 8;

/// What an answer becomes data by: the steward's review, and one answer for one place.
pub(super) fn official(field: &Field, request: &Request, known: Known<'_>, faults: &mut Vec<AdmissionFault>) {
    let Some(indicator) = &field.indicator else { return };
    if let Some(steward) = known.stewards.get(indicator).filter(|steward| steward.code != request.reviewer.code) {
        faults.push(AdmissionFault::OtherSteward { field: field.name.clone(), steward: steward.name.clone() });
    }
    if request.respondents.iter().filter(|respondent| respondent.place.is_none()).count() > 1 {
        faults.push(AdmissionFault::SeveralAnswers { field: field.name.clone() });
    }
}

pub(super) fn shape(field: &Field, rules: &AdmissionRules, faults: &mut Vec<AdmissionFault>) {
    if field.name.trim().is_empty() {
        faults.push(AdmissionFault::Missing { what: "字段名称" });
    }
    if let Some(rule) = rules.forbidden.iter().find(|rule| rule.is_demanded(field)) {
        let (what, basis) = (rule.what.clone(), rule.basis.clone());
        faults.push(AdmissionFault::Forbidden { field: field.name.clone(), what, basis });
    }
    let mut within = |what: &'static str, given: usize, (min, max): (usize, usize)| {
        if !(min..=max).contains(&given) {
            faults.push(AdmissionFault::OutOfBounds { field: field.name.clone(), what, given, min, max });
        }
    };
    match &field.kind {
        FieldKind::Text { chars_max } => within("字数上限", *chars_max, (1, WORDS_MAX)),
        FieldKind::Number { min, max, decimals, .. } => {
            within("小数位数", *decimals as usize, (0, DECIMALS_MAX));
            if field.unit.trim().is_empty() {
                faults.push(AdmissionFault::NoUnit { field: field.name.clone() });
            }
            if let (Some(min), Some(max)) = (min, max)
                && min > max
            {
                faults.push(AdmissionFault::BoundsCrossed {
                    field: field.name.clone(),
                    min: min.to_string(),
                    max: max.to_string(),
                });
            }
        }
    }
}

impl Forbidden {
    fn is_demanded(&self, field: &Field) -> bool {
        [&field.name, &field.definition].into_iter().any(|text| {
            let mut text = read(text);
            for harmless in &self.unless {
                text = text.replace(&read(harmless), "");
            }
            self.words.iter().any(|word| text.contains(&read(word)))
        })
    }
}

/// What is typed is read in the unit of the field.
pub(super) fn unit(field: &Field, faults: &mut Vec<AdmissionFault>) {
    let is_number = matches!(field.kind, FieldKind::Number { .. });
    if !is_number || field.unit.trim().is_empty() {
        return;
    }
    if let Err(error) = field.unit.parse::<UnitOfMeasure>() {
        let (unit, why) = (field.unit.clone(), error.to_string());
        faults.push(AdmissionFault::UnknownUnit { field: field.name.clone(), unit, why });
    }
}

pub(super) fn origin(
    field: &Field,
    period: Period,
    known: Known<'_>,
    rules: &AdmissionRules,
    faults: &mut Vec<AdmissionFault>,
) -> Origin {
    let Some(code) = &field.indicator else {
        of_its_own(field, period, known, rules, faults);
        return Origin::New;
    };
    let Some(indicator) = known.indicators.iter().find(|indicator| indicator.code == *code) else {
        faults.push(AdmissionFault::UnknownIndicator { field: field.name.clone(), indicator: code.clone() });
        return Origin::New;
    };
    if indicator.unit != field.unit {
        faults.push(AdmissionFault::OtherUnit {
            field: field.name.clone(),
            unit: field.unit.clone(),
            indicator: indicator.name.clone(),
            expected: indicator.unit.clone(),
        });
    }
    if indicator.is_official_statistic {
        return Origin::Known { indicator: code.clone(), is_official: true };
    }
    if known.valued.contains(code) {
        return Origin::Known { indicator: code.clone(), is_official: false };
    }
    let asks_it = |other: &&KnownField| other.field.indicator.as_ref() == Some(code);
    if let Some(same) = known.asked.iter().filter(asks_it).find(|other| other.period == period) {
        return Origin::Asked { request: same.request.clone(), field: same.field.code.clone() };
    }
    if let Some(other) = known.asked.iter().find(asks_it) {
        explained(field, (&other.field.name, other.place(period)), rules, faults);
    }
    Origin::New
}

/// A field that refers to no indicator must not be one that is known under another name.
fn of_its_own(
    field: &Field,
    period: Period,
    known: Known<'_>,
    rules: &AdmissionRules,
    faults: &mut Vec<AdmissionFault>,
) {
    let names = &rules.names;
    let is_number = matches!(field.kind, FieldKind::Number { .. });
    if !is_number && names.is_narrative(&field.name) {
        return;
    }
    let official = known.indicators.iter().filter(|one| one.is_official_statistic);
    let named = names.statistic(&field.name).map(|one| one.name.as_str());
    let mut same = official.clone().filter(|one| names.is_same(&field.name, &one.name)).map(|one| one.name.as_str());
    if let Some(statistic) = named.or_else(|| same.next()) {
        let (field, known) = (field.name.clone(), statistic.to_string());
        faults.push(AdmissionFault::Official { field, known });
        return;
    }
    let of_dictionary = known.indicators.iter().map(|one| (one.name.as_str(), "口径字典".to_string()));
    let of_requests = known
        .asked
        .iter()
        .filter(|other| matches!(other.field.kind, FieldKind::Number { .. }))
        .map(|other| (other.field.name.as_str(), other.place(period)));
    let mut most: Option<(f64, &str, String)> = None;
    for (name, place) in of_dictionary.chain(of_requests) {
        let alike = names.likeness(&field.name, name);
        // Words are held to be a number only where they are called just like one.
        let counts = if is_number { alike >= rules.similar_from } else { names.is_same(&field.name, name) };
        if counts && most.as_ref().is_none_or(|(best, ..)| alike > *best) {
            most = Some((alike, name, place));
        }
    }
    if most.is_none() {
        let said = names.statistic(&field.definition).map(|one| one.name.as_str());
        let mut same = official.map(|one| one.name.as_str()).filter(|name| field.definition.contains(*name));
        most = said.or_else(|| same.next()).map(|name| (1.0, name, "法定统计数".to_string()));
    }
    if let Some((_, name, place)) = most {
        explained(field, (name, place), rules, faults);
    }
}

/// What is like something known needs a reason why it is not that.
fn explained(field: &Field, (known, place): (&str, String), rules: &AdmissionRules, faults: &mut Vec<AdmissionFault>) {
    let given = field.distinct.as_ref().map_or(0, |why| why.trim().chars().count());
    let (field, known) = (field.name.clone(), known.to_string());
    if given == 0 {
        faults.push(AdmissionFault::Similar { field, known, place });
    } else if given < rules.distinct_chars_min {
        faults.push(AdmissionFault::Unexplained { field, known, given, min: rules.distinct_chars_min });
    }
}

impl KnownField {
    /// Where it is asked; with the period where that is another one.
    fn place(&self, period: Period) -> String {
        match self.period == period {
            true => self.title.clone(),
            false => format!("{}，{}，报告期重叠", self.title, self.period.in_words()),
        }
    }
}
