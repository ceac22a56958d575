//! An outcome as a page: budget, who gets what and why, the proof, the rules in words.

use engine::run::parameters_of_allocation;
use jiff::Timestamp;
use model::pack::{Allocation, Budget, Constant, FieldType, Pack, Subject};
use model::{AllocationOutcome, Binding, Grant, ParameterUsed, ProofLine};
use rust_decimal::Decimal;

use super::run::Ran;
use super::seen::restrict;
use crate::evaluations::{parameter_view, subject_in_words};
use crate::figure_root::FigureRoot;
use crate::frame::MISSING;
use crate::packs::rules::allocation_rules;
use crate::status::map::approval;
use crate::view::{
    AllocationFactorView, AllocationQuestion, AllocationView, BudgetView, GrantView, Named, ProofView, SupposableView,
};
use crate::{Actor, App, Result};

impl App {
    /// A dry run of what is known, or a frozen run.
    pub async fn allocation_view(
        &self,
        actor: &Actor,
        question: &AllocationQuestion,
        now: Timestamp,
    ) -> Result<AllocationView> {
        let ran = self.allocated(question, now).await?;
        let mut view = outcome_view(&ran)?;
        restrict(&mut view, &ran, &self.within_allocation(actor, &ran).await?)?;
        if view.is_by_place {
            view.map_approval = self.boundaries().await.ok().map(|boundaries| approval(&boundaries));
        }
        match &ran.root.of {
            FigureRoot::Frozen { run } => view.run = Some(self.allocation_run_view(*run, now).await?),
            FigureRoot::Dry { .. } => {
                view.standing = self.standing_allocation(&ran.cut).await?.map(|run| run.id);
            }
        }
        Ok(view)
    }
}

pub(crate) fn shown(value: Decimal) -> String {
    value.normalize().to_string()
}

fn outcome_view(ran: &Ran) -> Result<AllocationView> {
    let (cut, rules) = (&ran.cut, ran.rules()?);
    let outcome = ran.outcome.as_ref().ok();
    let used = parameters_of_allocation(rules, &ran.pack, cut.period.last_day());
    let given: Decimal = outcome.iter().flat_map(|outcome| &outcome.grants).map(|grant| grant.amount).sum();
    let surplus = outcome.map(|outcome| outcome.surplus).filter(|surplus| !surplus.is_zero());
    Ok(AllocationView {
        pack: Named { code: cut.pack.clone(), name: ran.pack.name.clone() },
        version: cut.version.clone(),
        allocation: Named { code: rules.code.to_string(), name: rules.name.clone() },
        basis: rules.basis.clone(),
        subject: subject_in_words(&rules.subject, &ran.pack),
        period: cut.period,
        period_in_words: cut.period.in_words(),
        dataset: cut.dataset,
        known_by: cut.known_by,
        certainty: ran.pack.certainty.in_words().to_string(),
        note: ran.pack.note.clone(),
        rules: allocation_rules(rules, &ran.pack, cut.period),
        figures: ran.root.to_string(),
        run: None,
        standing: None,
        is_by_place: is_by_place(rules, &ran.pack),
        map_approval: None,
        unit: rules.unit.to_string(),
        budget: budget_view(ran, rules, &used),
        refused: ran.outcome.as_ref().err().cloned(),
        given: shown(given),
        surplus: surplus.map(shown),
        factors: outcome.map(factors).unwrap_or_default(),
        has_base: rules.base.is_some(),
        has_floor: rules.floor.is_some(),
        has_cap: rules.cap.is_some(),
        grants: outcome
            .iter()
            .flat_map(|outcome| &outcome.grants)
            .map(|grant| grant_view(grant, cut.name(&grant.key), cut.place(&grant.key)))
            .collect(),
        outside: outcome
            .iter()
            .flat_map(|outcome| &outcome.outside)
            .map(|key| Named { code: key.clone(), name: cut.name(key) })
            .collect(),
        proof: outcome.map(|outcome| proof_views(&outcome.proof)).unwrap_or_default(),
        parameters: used.iter().map(parameter_view).collect(),
        supposable: supposable(rules, &used),
    })
}

/// Whether each subject is a place, so that a map can show it: a place of the dictionary, or a row that is of one.
fn is_by_place(rules: &Allocation, pack: &Pack) -> bool {
    match &rules.subject {
        Subject::Place(_) => true,
        Subject::Register(code) => pack.register(code).is_some_and(|register| {
            let of_key = register.fields.iter().filter(|field| register.key.contains(&field.code));
            register.key.len() == 1
                && of_key.into_iter().all(|field| matches!(field.field_type, FieldType::Place { .. }))
        }),
    }
}

fn budget_view(ran: &Ran, rules: &Allocation, used: &[ParameterUsed]) -> BudgetView {
    let parameter = match &rules.budget {
        Budget::Constant(Constant::Parameter(code)) => used.iter().find(|used| used.code == *code),
        Budget::Constant(Constant::Number(_)) | Budget::Formula(_) => None,
    };
    let written = match &rules.budget {
        Budget::Constant(Constant::Number(amount)) => Some(shown(*amount)),
        Budget::Constant(Constant::Parameter(_)) => parameter.and_then(|used| used.value.clone()),
        Budget::Formula(_) => ran.outcome.as_ref().ok().map(|outcome| shown(outcome.budget)),
    };
    let source = match (&ran.cut.budget, parameter) {
        (Some(entered), _) => match &entered.basis {
            Some(basis) => format!("录入，依据{basis}"),
            None => "录入，冻结时须注明下达文件".to_string(),
        },
        (None, Some(used)) => {
            let certainty = used.certainty.map(|certainty| format!("（{}）", certainty.in_words()));
            format!("机制包参数“{}”{}", used.name, certainty.unwrap_or_default())
        }
        (None, None) => match &rules.budget {
            Budget::Formula(formula) => format!("按公式：{}", engine::formula::in_names(formula, &ran.pack)),
            Budget::Constant(_) => "机制包写定".to_string(),
        },
    };
    BudgetView { amount: written.unwrap_or_else(|| MISSING.to_string()), source, is_entered: ran.cut.budget.is_some() }
}

fn factors(outcome: &AllocationOutcome) -> Vec<AllocationFactorView> {
    let view = |share: &model::ShareSummary| AllocationFactorView {
        code: share.code.to_string(),
        name: share.name.clone(),
        unit: share.unit.clone(),
        weight: shown(share.weight),
        total: shown(share.total),
    };
    outcome.shares.iter().map(view).collect()
}

pub(crate) fn binding_in_words(binding: Binding) -> &'static str {
    match binding {
        Binding::Share => "按份额",
        Binding::Floor => "下限",
        Binding::Cap => "上限",
        Binding::Base => "只有基数",
    }
}

fn grant_view(grant: &Grant, name: String, place: Option<String>) -> GrantView {
    GrantView {
        key: grant.key.clone(),
        name,
        place,
        // A computed factor may have more decimals than anybody reads; its derivation tells them.
        values: grant.values.iter().map(|value| engine::run::shown(*value)).collect(),
        share: shown(grant.share),
        by_share: shown(grant.by_share),
        base: shown(grant.base),
        floor: grant.floor.map(shown),
        cap: grant.cap.map(shown),
        binding: binding_in_words(grant.binding).to_string(),
        amount: shown(grant.amount),
        reasons: grant.reasons.clone(),
    }
}

pub(crate) fn proof_views(proof: &[ProofLine]) -> Vec<ProofView> {
    let view =
        |line: &ProofLine| ProofView { claim: line.claim.clone(), holds: line.holds, figures: line.figures.clone() };
    proof.iter().map(view).collect()
}

fn supposable(rules: &Allocation, used: &[ParameterUsed]) -> Vec<SupposableView> {
    let is_budget = |used: &ParameterUsed| matches!(&rules.budget, Budget::Constant(Constant::Parameter(code)) if *code == used.code);
    let view = |used: &ParameterUsed| {
        let value = used.value.clone().filter(|value| value.parse::<Decimal>().is_ok())?;
        Some(SupposableView { code: used.code.to_string(), name: used.name.clone(), unit: used.unit.clone(), value })
    };
    used.iter().filter(|used| !is_budget(used)).filter_map(view).collect()
}
