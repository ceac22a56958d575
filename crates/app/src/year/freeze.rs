//! 冻结: the figures of a period as they were known at an instant, with their digest; reopened with a reason by a second
//! person. Nothing is locked away: what is entered afterwards is a newer version and is shown as 冻结后修订.

use jiff::Timestamp;
use model::people::{Capability, DataClass};
use model::{Dataset, Observation, Period, digest};
use serde::{Deserialize, Serialize};
use store::{Look, NewStream, StoreError, StoredStream, StreamChange, StreamEvents, StreamKind};

use crate::actor::about;
use crate::bulletin::cut::NamedCut;
use crate::evaluations::cut::FrozenBasis;
use crate::people::persons::Persons;
use crate::view::{CutView, FreezePeriod};
use crate::{Actor, App, AppError, Result, day_in_china};

const REASON_MAX: usize = 500;

/// What a frozen period begins with; never changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct CutHead {
    pub dataset: Dataset,
    pub period: Period,
    /// The figures are those that were known then.
    pub at: Timestamp,
    pub by: String,
    pub count: usize,
    /// SHA-256 of the figures, one line each.
    pub digest: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Reopened {
    at: Timestamp,
    by: String,
    reason: String,
}

pub(crate) struct LoadedCut {
    pub code: String,
    pub head: CutHead,
    reopened: Option<Reopened>,
}

impl LoadedCut {
    fn version(&self) -> u64 {
        u64::from(self.reopened.is_some())
    }

    pub fn named(&self) -> NamedCut {
        NamedCut {
            code: self.code.clone(),
            period: self.head.period.in_words(),
            frozen_on: day_in_china(self.head.at),
            digest: self.head.digest.clone(),
        }
    }

    /// What is said beside a figure that was recorded after its period was frozen.
    pub fn mark(&self, held: &Observation, recorded_at: Timestamp) -> Option<String> {
        let is_of_it = held.dataset == self.head.dataset && held.period.lies_in(&self.head.period);
        (self.reopened.is_none() && is_of_it && recorded_at.max(held.known_since) > self.head.at).then(|| {
            format!(
                "冻结后修订（{}已于 {} 冻结，编号 {}）",
                self.head.period.in_words(),
                day_in_china(self.head.at),
                self.code
            )
        })
    }
}

fn overtaken() -> AppError {
    AppError::Stale {
        message: "另一人刚办理了解冻，您的操作没有生效；请刷新后再看".to_string()
    }
}

/// One line a figure, in the order in which they were recorded.
fn digest_of(figures: &[Observation]) -> Result<String> {
    let mut lines = String::new();
    for held in figures {
        // Who may see a figure is no part of it, and was none when the first period was frozen.
        let held = Observation { class: DataClass::Internal, ..held.clone() };
        lines.push_str(&serde_json::to_string(&held)?);
        lines.push('\n');
    }
    Ok(digest(lines.as_bytes()))
}

impl App {
    pub async fn freeze_period(&self, actor: &Actor, request: &FreezePeriod, now: Timestamp) -> Result<CutView> {
        self.demand(actor, Capability::WriteBulletin, &about(None, DataClass::Internal), "冻结数据", now).await?;
        let dataset = request.dataset.unwrap_or(Dataset::Real);
        let period: Period =
            request.period.parse().map_err(|error: model::PeriodError| AppError::bad_input(error.to_string()))?;
        let held = self.cuts(dataset).await?;
        if let Some(same) = held.iter().find(|cut| cut.head.period == period && cut.reopened.is_none()) {
            return Err(AppError::Conflict {
                message: format!(
                    "{}已冻结（编号 {}），要重新冻结请先由另一人解冻并写明理由",
                    period.in_words(),
                    same.code
                ),
            });
        }
        let mark = if dataset == Dataset::Demo { "demo_" } else { "" };
        let code = format!("{mark}cut_{}_{}", period.to_string().to_lowercase().replace('-', "_"), held.len() + 1);
        let look = Look { dataset, streams: StreamKind::PeriodCut, facts: Some((period, now)), waiting_after: None };
        // Read in the transaction that freezes: whatever is written afterwards is recorded after this instant.
        let written = self
            .store
            .change_streams_on(look, |standing| {
                let figures = &standing.facts;
                if figures.is_empty() {
                    return Err(AppError::bad_input(format!("{}还没有任何数据，不能冻结", period.in_words())));
                }
                let (count, digest) = (figures.len(), digest_of(figures)?);
                let head = CutHead { dataset, period, at: now, by: actor.user.clone(), count, digest };
                let stream = NewStream {
                    kind: StreamKind::PeriodCut,
                    code: code.clone(),
                    parent: None,
                    dataset,
                    head: serde_json::to_string(&head)?,
                    state: "frozen".to_string(),
                };
                let note = format!("{}，{} 条，摘要 {}", period.in_words(), head.count, head.digest);
                let change = StreamChange { opened: vec![stream], ..StreamChange::default() };
                Ok((change, actor.audit("冻结数据", format!("cut/{code}"), Some(&note), now), head))
            })
            .await;
        match written {
            Ok(head) => {
                self.cut_view((actor, &self.persons(now).await?), &LoadedCut { code, head: head?, reopened: None })
                    .await
            }
            Err(StoreError::Duplicate { .. }) => Err(AppError::Conflict {
                message: "另一人刚冻结了同一数据集的数据，请刷新后再试".to_string(),
            }),
            Err(error) => Err(error.into()),
        }
    }

    /// By another person than the one who froze it, with a reason.
    pub async fn reopen_period(&self, actor: &Actor, code: &str, reason: &str, now: Timestamp) -> Result<CutView> {
        self.reopen_period_if(actor, (code, None), reason, now).await
    }

    /// The same where the cut still is what was seen: its version, when somebody says which.
    pub async fn reopen_period_if(
        &self,
        actor: &Actor,
        (code, seen): (&str, Option<u64>),
        reason: &str,
        now: Timestamp,
    ) -> Result<CutView> {
        self.demand(actor, Capability::WriteBulletin, &about(None, DataClass::Internal), "解冻数据", now).await?;
        let mut cut = self.cut(code).await?;
        if seen.is_some_and(|seen| seen != cut.version()) {
            return Err(overtaken());
        }
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().count() > REASON_MAX {
            return Err(AppError::bad_input(format!("解冻要写明理由，不超过 {REASON_MAX} 字")));
        }
        if cut.reopened.is_some() {
            return Err(AppError::Conflict {
                message: format!("{}的这次冻结已经解冻", cut.head.period.in_words())
            });
        }
        if cut.head.by == actor.user {
            let message = "解冻要由冻结人以外的另一人办理";
            return Err(self.refused(actor, &format!("cut/{code}"), message, now).await);
        }
        let reopened = Reopened { at: now, by: actor.user.clone(), reason: reason.to_string() };
        let events = StreamEvents {
            kind: StreamKind::PeriodCut,
            code: code.to_string(),
            after: 0,
            events: vec![serde_json::to_string(&reopened)?],
            state: "reopened".to_string(),
        };
        let change = StreamChange { events: vec![events], ..StreamChange::default() };
        let audit = actor.audit("解冻数据", format!("cut/{code}"), Some(reason), now);
        match self.store.change_streams(&change, &audit).await {
            Ok(()) => {}
            Err(StoreError::Overtaken { .. }) => {
                return Err(overtaken());
            }
            Err(error) => return Err(error.into()),
        }
        cut.reopened = Some(reopened);
        self.cut_view((actor, &self.persons(now).await?), &cut).await
    }

    /// Newest first, each held against its digest.
    pub async fn period_cuts(&self, actor: &Actor, dataset: Dataset, now: Timestamp) -> Result<Vec<CutView>> {
        self.demand(actor, Capability::ReadInternal, &about(None, DataClass::Internal), "查看冻结数据", now).await?;
        let persons = self.persons(now).await?;
        let mut found = Vec::new();
        for cut in self.cuts(dataset).await?.iter().rev() {
            found.push(self.cut_view((actor, &persons), cut).await?);
        }
        Ok(found)
    }

    /// A cut that a document may be written from, also one that was reopened since.
    pub(crate) async fn usable_cut(&self, code: &str, dataset: Dataset) -> Result<LoadedCut> {
        let cut = self.cut(code).await?;
        if cut.head.dataset != dataset {
            return Err(AppError::bad_input(format!("冻结数据“{code}”属于另一数据集，不能用于本文")));
        }
        let figures = self.figures_within(dataset, cut.head.period, cut.head.at).await?;
        if digest_of(&figures)? != cut.head.digest {
            return Err(AppError::Conflict {
                message: format!("冻结数据“{code}”与冻结时的摘要不符，不能作为依据；请核查后重新冻结"),
            });
        }
        Ok(cut)
    }

    /// How the statistics of a period, as known by one instant, stand to the frozen ones: the newest that held then and is
    /// of the period or of a longer one around it.
    pub(crate) async fn frozen_basis(
        &self,
        dataset: Dataset,
        period: Period,
        known_by: Timestamp,
    ) -> Result<FrozenBasis> {
        let held = self.cuts(dataset).await?;
        let stood = |cut: &&LoadedCut| {
            cut.head.at <= known_by && cut.reopened.as_ref().is_none_or(|reopened| reopened.at > known_by)
        };
        let around = held.iter().filter(stood).filter(|cut| period.lies_in(&cut.head.period));
        let Some(cut) = around.max_by_key(|cut| cut.head.at) else { return Ok(FrozenBasis::NotFrozen) };
        let known = self.figures_within(dataset, cut.head.period, known_by).await?;
        let is_same = digest_of(&known)? == cut.head.digest;
        Ok(if is_same { FrozenBasis::Same { cut: cut.named() } } else { FrozenBasis::Revised { cut: cut.named() } })
    }

    /// Oldest first.
    pub(crate) async fn cuts(&self, dataset: Dataset) -> Result<Vec<LoadedCut>> {
        let mut found = Vec::new();
        for stream in self.store.streams(StreamKind::PeriodCut, dataset, None).await? {
            found.push(self.loaded_cut(stream).await?);
        }
        Ok(found)
    }

    async fn cut(&self, code: &str) -> Result<LoadedCut> {
        let missing = || AppError::not_found(format!("冻结数据“{code}”"));
        self.loaded_cut(self.store.stream(StreamKind::PeriodCut, code).await?.ok_or_else(missing)?).await
    }

    async fn loaded_cut(&self, stream: StoredStream) -> Result<LoadedCut> {
        let bodies = match stream.last_number {
            0 => Vec::new(),
            _ => self.store.stream_events(StreamKind::PeriodCut, &stream.code).await?,
        };
        let reopened = bodies.last().map(|body| serde_json::from_str(body)).transpose()?;
        Ok(LoadedCut { code: stream.code, head: serde_json::from_str(&stream.head)?, reopened })
    }

    async fn figures_within(&self, dataset: Dataset, period: Period, by: Timestamp) -> Result<Vec<Observation>> {
        Ok(self.store.facts(dataset, period, by).await?)
    }

    async fn cut_view(&self, (actor, persons): (&Actor, &Persons), cut: &LoadedCut) -> Result<CutView> {
        let head = &cut.head;
        let figures = self.figures_within(head.dataset, head.period, head.at).await?;
        let may_reopen =
            cut.reopened.is_none() && head.by != actor.user && actor.holds(Capability::WriteBulletin).is_ok();
        Ok(CutView {
            code: cut.code.clone(),
            version: cut.version(),
            dataset: head.dataset,
            period: head.period.to_string(),
            period_in_words: head.period.in_words(),
            frozen_at: head.at,
            frozen_by: persons.told(&head.by),
            count: head.count,
            digest: head.digest.clone(),
            is_intact: digest_of(&figures)? == head.digest,
            reopened_at: cut.reopened.as_ref().map(|one| one.at),
            reopened_by: cut.reopened.as_ref().map(|one| persons.told(&one.by)),
            reason: cut.reopened.as_ref().map(|one| one.reason.clone()),
            may_reopen,
        })
    }
}
