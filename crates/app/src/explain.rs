//! Answers 从哪来: a figure's id → its derivation, recomputed with what was known when it was shown.

use std::collections::BTreeSet;

use engine::rounding::Rounding;
use jiff::Timestamp;
use model::people::{Capability, DataClass};
use model::{Derivation, FigureId, FindingKind, Observation, Source, SourceRef, TargetOutcome};
use store::Dictionaries;

use crate::accounts::is_account_figure;
use crate::actor::about;
use crate::agreements::is_agreement_figure;
use crate::allocations::is_allocation_figure;
use crate::analyses::is_analysis_figure;
use crate::bulletin::cut::Cut;
use crate::data::list::{indicator_name, place_name, source};
use crate::data::words::grade_code;
use crate::evaluations::is_evaluation_figure;
use crate::frame::{Frame, Wanted, observation_ids};
use crate::ledgers::is_ledger_figure;
use crate::placements::is_placement_figure;
use crate::status::rows::{RowFigure, period_in_words};
use crate::status::{counted, county, map, tally};
use crate::view::{AsOf, Explanation};
use crate::{Actor, App, AppError, Result, day_in_china};

/// Stands for “no plan” in ids of the data page.
const NO_PLAN: &str = "-";

impl App {
    /// `id` is a `model::FigureId`, or `B<bulletin>-S001`. What is under the figure is told as far as the actor sees it, and
    /// nothing that is not known yet by `now`, whatever the id says.
    pub async fn explain(&self, actor: &Actor, id: &str, now: Timestamp) -> Result<Explanation> {
        crate::instant::refuse_future_figure(id, now)?;
        if !is_of_data(id) {
            self.demand(actor, Capability::ReadInternal, &about(None, DataClass::Internal), "从哪来", now).await?;
        }
        if let Some((bulletin, short)) = bulletin_figure(id) {
            return self.explain_printed(actor, id, bulletin, short).await;
        }
        if is_account_figure(id) {
            return self.explain_account(actor, id, now).await;
        }
        if is_agreement_figure(id) {
            return self.explain_agreement(actor, id, now).await;
        }
        if is_allocation_figure(id) {
            return self.explain_allocation(actor, id, now).await;
        }
        if is_placement_figure(id) {
            return self.explain_placement(actor, id, now).await;
        }
        if is_ledger_figure(id) {
            return self.explain_balance(actor, id, now).await;
        }
        if is_analysis_figure(id) {
            return self.explain_analysis_figure(actor, id, now).await;
        }
        if is_evaluation_figure(id) {
            return self.explain_evaluation(actor, id, now).await;
        }
        let figure: FigureId =
            id.parse().map_err(|error: model::FigureIdError| AppError::bad_input(error.to_string()))?;
        if figure.plan == NO_PLAN {
            return self.explain_observation(actor, &figure, now).await;
        }
        let question = AsOf {
            as_of: Some(figure.as_of),
            known_by: Some(figure.known_by),
            dataset: Some(figure.dataset),
            preset: Some(figure.preset.clone()),
        };
        let frame = self.frame(&figure.plan, &question, figure.known_by).await?;
        let wanted = self.wanted(&frame, &figure.path).await?;
        if !wanted.is_empty() {
            let wide = self.widened(&frame, &wanted).await?;
            return self.explanation(actor, &wide, id, &figure.path).await;
        }
        self.explanation(actor, &frame, id, &figure.path).await
    }

    /// Values that a figure needs and that the rows of the plan do not.
    async fn wanted(&self, frame: &Frame, path: &str) -> Result<Wanted> {
        let parts: Vec<&str> = path.split('/').collect();
        let of_place = |indicator: &str, place: &str| Wanted::from([(indicator.to_string(), Some(place.to_string()))]);
        Ok(match parts[..] {
            ["observation", number] => {
                let recorded = match number.parse() {
                    Ok(number) => self.store.observation(number).await?,
                    Err(_) => None,
                };
                recorded.map(|held| of_place(&held.observation.indicator, &held.observation.place)).unwrap_or_default()
            }
            ["year_sum", indicator, place, _] => of_place(indicator, place),
            ["rank", indicator, _, _] => Wanted::from([(indicator.to_string(), None)]),
            ["conflict", place, position] => match position.parse() {
                Ok(position) => county::conflicting(frame, place, position),
                Err(_) => Wanted::new(),
            },
            _ => Wanted::new(),
        })
    }

    async fn explain_printed(&self, actor: &Actor, id: &str, bulletin: i64, short: &str) -> Result<Explanation> {
        let stored = self.stored_bulletin(bulletin).await?;
        let cut: Cut = serde_json::from_str(&stored.cut)?;
        let figure = cut
            .figures
            .iter()
            .find(|figure| figure.short == short)
            .ok_or_else(|| AppError::not_found(format!("第 {bulletin} 号通报中的数字“{short}”")))?;
        let path = figure.id.parse::<FigureId>().map_err(|error| AppError::bad_input(error.to_string()))?.path;
        let frame = Frame::thaw(cut.frame);
        let mut derivation = derive(&frame, &path).ok_or_else(|| AppError::not_found(format!("数字“{path}”")))?;
        let sources = sources(&frame, &derivation);
        self.with_frozen_rows(actor, &mut derivation, &frame.counted, &cut.counted_rows).await?;
        Ok(Explanation { id: id.to_string(), sources, derivation })
    }

    async fn explanation(&self, actor: &Actor, frame: &Frame, id: &str, path: &str) -> Result<Explanation> {
        let mut derivation = derive(frame, path).ok_or_else(|| AppError::not_found(format!("数字“{path}”")))?;
        let sources = sources(frame, &derivation);
        self.with_rows(actor, &mut derivation, &frame.counted).await?;
        Ok(Explanation { id: id.to_string(), sources, derivation })
    }

    async fn explain_observation(&self, actor: &Actor, figure: &FigureId, now: Timestamp) -> Result<Explanation> {
        if figure.path.starts_with("list/") {
            let derivation = self.explain_list(actor, figure, now).await?;
            return Ok(Explanation { id: figure.to_string(), derivation, sources: Vec::new() });
        }
        if figure.path.starts_with("register/") {
            return crate::registers::explain_count(self, actor, figure, now).await;
        }
        let unknown = || AppError::not_found(format!("数据“{}”", figure.path));
        let number = figure.path.strip_prefix("observation/").and_then(|text| text.parse().ok()).ok_or_else(unknown)?;
        let recorded = self.store.observation(number).await?.ok_or_else(unknown)?;
        if recorded.observation.known_since > now {
            // It waits for its release.
            return Err(unknown());
        }
        self.demand_value(actor, &recorded.observation, now).await?;
        let dictionaries = self.store.dictionaries(figure.known_by).await?;
        Ok(Explanation {
            id: figure.to_string(),
            derivation: observation_leaf(&recorded.observation, &dictionaries),
            sources: vec![source(&dictionaries, &recorded.observation.source)],
        })
    }
}

/// A value, or a number of values or rows: told as far as somebody reaches them, to those outside as well.
fn is_of_data(id: &str) -> bool {
    let is_named = |path: &str| ["list/", "register/", "observation/"].iter().any(|start| path.starts_with(start));
    id.parse::<FigureId>().is_ok_and(|figure| figure.plan == NO_PLAN && is_named(&figure.path))
}

/// `B12-S001` → 12 and `S001`.
fn bulletin_figure(id: &str) -> Option<(i64, &str)> {
    let (number, short) = id.strip_prefix('B')?.split_once('-')?;
    Some((number.parse().ok()?, short))
}

/// The derivation of one figure of the frame.
fn derive(frame: &Frame, path: &str) -> Option<Derivation> {
    if let Some(counted) = counted::of_frame(frame, path) {
        return Some(counted.derivation());
    }
    let parts: Vec<&str> = path.split('/').collect();
    match parts[..] {
        ["row", row, "year", year] => {
            let outcome = frame.outcomes.iter().find(|outcome| outcome.row.id == row)?;
            year_figure(frame, outcome, year.parse().ok()?)
        }
        ["row", row, figure] => {
            let outcome = frame.outcomes.iter().find(|outcome| outcome.row.id == row)?;
            row_figure(frame, outcome, RowFigure::of_code(figure)?)
        }
        ["share", status] => tally::explain_share(frame, tally::status_of_code(status)?, Rounding::LargestTakesResidue),
        ["share_plain", status] => tally::explain_share(frame, tally::status_of_code(status)?, Rounding::Plain),
        ["coverage"] => tally::explain_coverage(frame),
        ["observation", number] => {
            let number: i64 = number.parse().ok()?;
            let observation = frame.observations.iter().find(|held| held.id == number)?;
            Some(observation_leaf(observation, &frame.dictionaries))
        }
        ["finding", finding] => {
            let finding = frame.findings.iter().find(|held| held.id == finding)?;
            let plain = || Derivation::leaf(finding.message.clone(), finding.message.clone());
            Some(finding.derivation.clone().unwrap_or_else(plain))
        }
        ["year_sum", indicator, place, year] => map::explain_sum(frame, indicator, place, year.parse().ok()?),
        ["rank", indicator, period, place] => map::explain_rank(frame, indicator, period.parse().ok()?, place),
        ["ranking", place, position] => county::explain_ranking(frame, place, position.parse().ok()?),
        ["conflict", place, position] => county::explain_conflict(frame, place, position.parse().ok()?),
        _ => None,
    }
}

/// One figure out of the tree of a row's status.
fn row_figure(frame: &Frame, outcome: &TargetOutcome, figure: RowFigure) -> Option<Derivation> {
    let text = figure.text(frame, outcome)?;
    if figure == RowFigure::Status {
        return Some(Derivation { value: text, ..outcome.derivation.clone() });
    }
    let title = match figure {
        RowFigure::Status | RowFigure::Latest => "",
        RowFigure::Demand => "目标值",
        RowFigure::Actual => "实际值",
        RowFigure::Achieved => "完成比例",
        RowFigure::Time => "序时进度",
        RowFigure::Gap => "差距",
        RowFigure::Rate => "尚需年均增速",
    };
    let subject =
        frame.target(&outcome.row.target).map(|target| frame.plan.subject_in_words(target)).unwrap_or_default();
    let of_row = format!("{}{subject}", outcome.row.place);
    let observation = match figure {
        RowFigure::Latest => outcome.latest.as_ref(),
        RowFigure::Actual => outcome.actual.as_ref(),
        RowFigure::Status
        | RowFigure::Demand
        | RowFigure::Achieved
        | RowFigure::Time
        | RowFigure::Gap
        | RowFigure::Rate => None,
    };
    let node = outcome.derivation.inputs.iter().find(|input| !title.is_empty() && input.title.starts_with(title));
    let mut derivation = match (node, observation) {
        (Some(node), _) => node.clone(),
        (None, Some(observation)) if observation.id != 0 => observation_leaf(observation, &frame.dictionaries),
        (None, Some(observation)) => Derivation {
            unit: Some(observation.unit.clone()),
            inputs: outcome.derivation.inputs.clone(),
            ..Derivation::leaf(format!("{of_row}（{}）", period_in_words(observation)), text.clone())
        },
        (None, None) => Derivation::leaf(title, text.clone()),
    };
    if matches!(figure, RowFigure::Achieved | RowFigure::Gap | RowFigure::Rate | RowFigure::Time) {
        derivation.title = format!("{of_row}{}", derivation.title);
        derivation.inputs = whole_inputs(derivation.inputs, &outcome.derivation);
    }
    if figure == RowFigure::Demand {
        derivation.title = format!("{of_row}目标值");
    }
    derivation.value = text;
    Some(derivation)
}

/// A computed node names its inputs; what is under them stands elsewhere in the tree. A node of an old cut names none: it
/// was made of the values beside it.
fn whole_inputs(inputs: Vec<Derivation>, tree: &Derivation) -> Vec<Derivation> {
    if inputs.is_empty() {
        let is_input =
            |input: &&Derivation| ["实际值", "基期值", "目标值"].iter().any(|title| input.title.starts_with(title));
        return tree.inputs.iter().filter(is_input).cloned().collect();
    }
    let beside = |input: &Derivation| {
        let mut nodes = tree.inputs.iter().flat_map(|node| std::iter::once(node).chain(&node.inputs));
        nodes.find(|node| node.title == input.title && node.value == input.value).cloned()
    };
    inputs
        .into_iter()
        .map(|input| if input.source.is_some() { input } else { beside(&input).unwrap_or(input) })
        .collect()
}

/// The value of one year out of the tree of a row that is judged year by year.
fn year_figure(frame: &Frame, outcome: &TargetOutcome, year: i16) -> Option<Derivation> {
    let actual = outcome.years.iter().find(|held| held.year == year)?.actual.as_ref()?;
    if actual.id != 0 {
        return Some(observation_leaf(actual, &frame.dictionaries));
    }
    let facts = frame.facts();
    let parts = [&[actual.scope][..], &map::SCOPES].into_iter().find_map(|scopes| {
        let series = facts.series(&actual.indicator, &actual.place, scopes);
        engine::year_value(&series, year, frame.as_of)
            .filter(|(value, _)| value.value == actual.value)
            .map(|(_, parts)| parts)
    })?;
    Some(Derivation {
        unit: Some(actual.unit.clone()),
        formula: Some("各期合计".to_string()),
        inputs: parts.into_iter().map(|part| observation_leaf(part, &frame.dictionaries)).collect(),
        ..Derivation::leaf(
            format!(
                "{}{}（{}）",
                outcome.row.place,
                indicator_name(&frame.dictionaries, &actual.indicator),
                period_in_words(actual)
            ),
            actual.value.normalize().to_string(),
        )
    })
}

pub(crate) fn observation_leaf(observation: &Observation, dictionaries: &Dictionaries) -> Derivation {
    let held = source(dictionaries, &observation.source);
    let mut leaf = Derivation::leaf(
        format!(
            "{}{}（{}，{}口径）",
            place_name(dictionaries, &observation.place),
            indicator_name(dictionaries, &observation.indicator),
            observation.period.in_words(),
            observation.scope.in_words()
        ),
        observation.value.normalize().to_string(),
    );
    leaf.unit = Some(observation.unit.clone());
    leaf.source = Some(SourceRef::Observation {
        id: observation.id,
        source: if held.title == held.id { held.id } else { format!("{} {}", held.id, held.title) },
        grade: grade_code(observation.grade).to_string(),
        known_since: day_in_china(observation.known_since).to_string(),
    });
    leaf.notes.push(format!("{}数", observation.status.in_words()));
    leaf.notes.extend(observation.note.clone());
    leaf
}

pub(crate) fn kind_code(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Sum => "sum",
        FindingKind::YearlyFlow => "yearly_flow",
        FindingKind::SameIndicator => "same_indicator",
        FindingKind::OpenGroup => "open_group",
        FindingKind::ManyLeads => "many_leads",
        FindingKind::Tolerance => "tolerance",
        FindingKind::NoIndicator => "no_indicator",
        FindingKind::NoDuty => "no_duty",
        FindingKind::Text => "text",
    }
}

pub(crate) const OPEN_KINDS: [FindingKind; 9] = [
    FindingKind::OpenGroup,
    FindingKind::ManyLeads,
    FindingKind::Tolerance,
    FindingKind::NoIndicator,
    FindingKind::NoDuty,
    FindingKind::Sum,
    FindingKind::YearlyFlow,
    FindingKind::SameIndicator,
    FindingKind::Text,
];

pub(crate) fn kind_of_code(code: &str) -> Option<FindingKind> {
    OPEN_KINDS.into_iter().find(|kind| kind_code(*kind) == code)
}

/// Sources of all leaves in the tree: of the observations in the order of the data, then those named as such.
fn sources(frame: &Frame, derivation: &Derivation) -> Vec<Source> {
    let mut ids = BTreeSet::new();
    observation_ids(derivation, &mut ids);
    let mut named: Vec<&str> = Vec::new();
    for observation in frame.observations.iter().filter(|held| ids.contains(&held.id)) {
        if !named.contains(&observation.source.as_str()) {
            named.push(&observation.source);
        }
    }
    publications(derivation, &mut named);
    named.into_iter().map(|id| source(&frame.dictionaries, id)).collect()
}

fn publications<'tree>(derivation: &'tree Derivation, named: &mut Vec<&'tree str>) {
    if let Some(SourceRef::Publication { id, .. }) = &derivation.source
        && !named.contains(&id.as_str())
    {
        named.push(id);
    }
    for input in &derivation.inputs {
        publications(input, named);
    }
}
