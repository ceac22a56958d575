//! 发布日历: from when an official statistic may be seen. A figure that 统计 enters before that moment is stored as known
//! from it on, so that nothing that reads what is known now, no list, no export, no bulletin, can find it earlier.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::people::{Capability, DataClass, Object};
use model::{Dataset, Observation, Period};
use serde::{Deserialize, Serialize};
use store::{Look, NewStream, StoreError, StoredStream, StreamChange, StreamEvents, StreamKind};

use crate::actor::about;
use crate::data::list::view;
use crate::people::persons::Persons;
use crate::view::{ObservationView, ReleaseDraft, ReleaseView};
use crate::{Actor, App, AppError, Result};

/// What an entry of the calendar says; a moved one says it anew as an event.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Entry {
    indicator: String,
    period: Period,
    release: Timestamp,
    /// Why it was moved.
    reason: Option<String>,
    by: String,
}

struct LoadedRelease {
    code: String,
    entry: Entry,
    last_number: u64,
}

impl App {
    /// Sets or moves the moment of a release. One under which figures are held is not moved: they are bound to it.
    pub async fn set_release(&self, actor: &Actor, draft: &ReleaseDraft, now: Timestamp) -> Result<ReleaseView> {
        self.set_release_if(actor, None, draft, now).await
    }

    /// The same where the entry still is what was seen: its version, when somebody says which.
    pub async fn set_release_if(
        &self,
        actor: &Actor,
        seen: Option<u64>,
        draft: &ReleaseDraft,
        now: Timestamp,
    ) -> Result<ReleaseView> {
        let object = Object { is_official_statistic: true, ..about(None, DataClass::Internal) };
        self.demand(actor, Capability::EnterStatistics, &object, "编排发布日历", now).await?;
        let dataset = draft.dataset.unwrap_or(Dataset::Real);
        let period: Period =
            draft.period.parse().map_err(|error: model::PeriodError| AppError::bad_input(error.to_string()))?;
        let dictionaries = self.store.dictionaries(now).await?;
        let indicator = dictionaries.indicators.iter().find(|held| held.code == draft.indicator);
        let indicator = indicator.ok_or_else(|| AppError::not_found(format!("指标“{}”", draft.indicator)))?;
        if !indicator.is_official_statistic {
            return Err(AppError::bad_input(format!("“{}”不是官方统计指标，不编排发布时间", indicator.name)));
        }
        if draft.release <= now {
            return Err(AppError::bad_input("发布时间应晚于现在；已经发布的数据可以直接录入"));
        }
        let mark = if dataset == Dataset::Demo { "demo_" } else { "" };
        let code = format!("{mark}release_{}_{period}", indicator.code);
        let entry = Entry {
            indicator: indicator.code.clone(),
            period,
            release: draft.release,
            reason: draft.reason.clone().filter(|reason| !reason.trim().is_empty()),
            by: actor.user.clone(),
        };
        let body = serde_json::to_string(&entry)?;
        let note = format!("{} {} {}", indicator.name, period.in_words(), crate::time_in_words(draft.release));
        let look = Look { dataset, streams: StreamKind::Release, facts: None, waiting_after: Some(now) };
        // Figures of this entry may be on their way: what is held is asked for in the transaction that writes.
        let written = self
            .store
            .change_streams_on(look, |standing| {
                let found = standing.streams.iter().find(|(stream, _)| stream.code == code);
                let held = found.map(loaded).transpose()?;
                if seen.is_some() && seen != held.as_ref().map(|held| held.last_number) {
                    return Err(overtaken());
                }
                let mut change = StreamChange::default();
                let (action, last_number) = match held {
                    None => {
                        change.opened.push(NewStream {
                            kind: StreamKind::Release,
                            code: code.clone(),
                            parent: None,
                            dataset,
                            head: body,
                            state: "set".to_string(),
                        });
                        ("编排发布时间", 0)
                    }
                    Some(held) => {
                        may_be_moved(&held, &entry, &standing.waiting, now)?;
                        change.events.push(StreamEvents {
                            kind: StreamKind::Release,
                            code: code.clone(),
                            after: held.last_number,
                            events: vec![body],
                            state: "moved".to_string(),
                        });
                        ("调整发布时间", held.last_number + 1)
                    }
                };
                let audit = actor.audit(action, format!("release/{code}"), Some(&note), now);
                Ok::<_, AppError>((change, audit, last_number))
            })
            .await;
        let last_number = match written {
            Ok(decided) => decided?,
            Err(StoreError::Overtaken { .. } | StoreError::Duplicate { .. }) => {
                return Err(overtaken());
            }
            Err(error) => return Err(error.into()),
        };
        let persons = self.persons(now).await?;
        Ok(shown(&LoadedRelease { code, entry, last_number }, (&dictionaries.indicators, &persons), now))
    }

    /// The calendar, what comes next first. When a figure will be published is public; the figure is not.
    pub async fn releases(&self, dataset: Dataset, now: Timestamp) -> Result<Vec<ReleaseView>> {
        let dictionaries = self.store.dictionaries(now).await?;
        let known = (dictionaries.indicators.as_slice(), &self.persons(now).await?);
        let mut found: Vec<ReleaseView> =
            self.releases_of(dataset).await?.iter().map(|one| shown(one, known, now)).collect();
        found.sort_by_key(|one| (one.is_released, one.release));
        Ok(found)
    }

    /// Figures that wait for their release, for 统计 alone.
    pub async fn waiting_figures(
        &self,
        actor: &Actor,
        dataset: Dataset,
        now: Timestamp,
    ) -> Result<Vec<ObservationView>> {
        let object = Object { is_official_statistic: true, ..about(None, DataClass::Internal) };
        self.demand(actor, Capability::EnterStatistics, &object, "查看待发布数据", now).await?;
        let dictionaries = self.store.dictionaries(now).await?;
        let reach = self.class_reach(actor, now).await?;
        let waiting = self.embargoed(dataset, now).await?;
        Ok(waiting.into_iter().filter(|held| reach.has(held)).map(|held| view(held, now, &dictionaries)).collect())
    }

    async fn embargoed(&self, dataset: Dataset, now: Timestamp) -> Result<Vec<Observation>> {
        Ok(self.store.embargoed(dataset, now).await?)
    }

    async fn releases_of(&self, dataset: Dataset) -> Result<Vec<LoadedRelease>> {
        let mut found = Vec::new();
        for stream in self.store.streams(StreamKind::Release, dataset, None).await? {
            let moved = match stream.last_number {
                0 => None,
                _ => self.store.stream_events(StreamKind::Release, &stream.code).await?.pop(),
            };
            found.push(loaded(&(stream, moved))?);
        }
        Ok(found)
    }
}

fn overtaken() -> AppError {
    AppError::Stale {
        message: "另一人刚编排了这一期，您的操作没有生效；请刷新后再试".to_string()
    }
}

fn loaded((stream, last): &(StoredStream, Option<String>)) -> Result<LoadedRelease> {
    let entry = serde_json::from_str(last.as_ref().unwrap_or(&stream.head))?;
    Ok(LoadedRelease { code: stream.code.clone(), entry, last_number: stream.last_number })
}

fn may_be_moved(held: &LoadedRelease, entry: &Entry, waiting: &[Observation], now: Timestamp) -> Result<()> {
    if entry.reason.is_none() {
        return Err(AppError::bad_input("调整发布时间要写明理由"));
    }
    if held.entry.release <= now {
        return Err(AppError::Conflict { message: "这一期已到发布时间，不能再调整".to_string() });
    }
    if waiting.iter().any(|one| is_of(&held.entry, one)) {
        return Err(AppError::Conflict {
            message: "这一期已录入待发布的数据，发布时间随数据确定，不能再调整".to_string(),
        });
    }
    Ok(())
}

/// Binds figures that are entered before their release to it, by the calendar as it stands when they are written; how
/// many.
pub(crate) fn bind_to_release(
    calendar: &[(StoredStream, Option<String>)],
    observations: &mut [Observation],
    now: Timestamp,
) -> Result<usize> {
    let mut releases = BTreeMap::new();
    for entry in calendar {
        let entry = loaded(entry)?.entry;
        if entry.release > now {
            releases.insert((entry.indicator, entry.period.to_string()), entry.release);
        }
    }
    let mut bound = 0;
    for held in observations.iter_mut() {
        if let Some(release) = releases.get(&(held.indicator.clone(), held.period.to_string())) {
            held.known_since = *release;
            bound += 1;
        }
    }
    Ok(bound)
}

fn is_of(entry: &Entry, held: &Observation) -> bool {
    held.indicator == entry.indicator && held.period == entry.period
}

fn shown(one: &LoadedRelease, (indicators, persons): (&[model::Indicator], &Persons), now: Timestamp) -> ReleaseView {
    let entry = &one.entry;
    let name = indicators.iter().find(|held| held.code == entry.indicator).map(|held| held.name.clone());
    let is_released = entry.release <= now;
    ReleaseView {
        code: one.code.clone(),
        version: one.last_number,
        indicator: entry.indicator.clone(),
        indicator_name: name.unwrap_or_else(|| entry.indicator.clone()),
        period: entry.period.to_string(),
        period_in_words: entry.period.in_words(),
        release: entry.release,
        is_released,
        state_in_words: if is_released { "已到发布时间" } else { "待发布" }.to_string(),
        reason: entry.reason.clone(),
        by: persons.told(&entry.by),
    }
}
