//! 两数一名: two different numbers for one indicator, place and period from two sources, or one that is far above what the
//! plan demands about as much of, so that another thing may be counted. As soon as the data say so there is a
//! ticket for the steward of the indicator; it is closed with a decision and a reason, and opens again with a third
//! number. Nothing is overwritten: both numbers stay, the decision stands beside them, and what is computed follows it
//! (`super::settled`).

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::people::{Capability, DataClass, Object, Role, agency_named};
use model::{Dataset, Observation};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::{Dictionaries, NewStream, StoreError, StreamChange, StreamEvents, StreamKind};

use super::exceeded::{Demand, Exceeded, demands};
use super::settled::Decided;
use crate::actor::about;
use crate::data::list::view;
use crate::frame::Frame;
use crate::view::{DecideTicket, TicketView};
use crate::{Actor, App, AppError, Result, day_in_china};

const REASON_MAX: usize = 500;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Name {
    indicator: String,
    place: String,
    period: String,
    scope: String,
}

struct Ticket {
    code: String,
    name: Name,
    figures: Vec<Observation>,
    /// A demand that one of the figures is so far above that another thing may be meant.
    demand: Option<Exceeded>,
    /// Valid for the figures that stand now.
    decided: Option<Decided>,
    last_number: Option<u64>,
}

impl Ticket {
    /// Ids and decisions only grow, so another number or another word gives a greater one.
    fn version(&self) -> u64 {
        let newest = self.figures.iter().map(|held| held.id.unsigned_abs()).max();
        newest.unwrap_or_default() + self.last_number.unwrap_or_default()
    }
}

fn overtaken() -> AppError {
    AppError::Stale {
        message: "这项冲突刚有了新的数值或核定，您的操作没有生效；请刷新后再看".to_string()
    }
}

impl App {
    /// Open ones first.
    pub async fn tickets(&self, actor: &Actor, dataset: Dataset, now: Timestamp) -> Result<Vec<TicketView>> {
        self.demand(actor, Capability::ReadInternal, &about(None, DataClass::Internal), "查看口径冲突", now).await?;
        let dictionaries = self.store.dictionaries(now).await?;
        let demands = self.demands(&dictionaries, now).await?;
        let facts = self.doubtful_facts(dataset, &demands, now).await?;
        let mut found = Vec::new();
        for ticket in self.tickets_of(dataset, &facts, &demands, &dictionaries).await? {
            found.push(self.ticket_view(actor, &ticket, &dictionaries, now).await?);
        }
        found.sort_by_key(|one| one.decision.is_some());
        Ok(found)
    }

    pub async fn decide_ticket(&self, actor: &Actor, decide: &DecideTicket, now: Timestamp) -> Result<TicketView> {
        self.decide_ticket_if(actor, None, decide, now).await
    }

    /// The same where the ticket still is what was seen: its version, when somebody says which.
    pub async fn decide_ticket_if(
        &self,
        actor: &Actor,
        seen: Option<u64>,
        decide: &DecideTicket,
        now: Timestamp,
    ) -> Result<TicketView> {
        let dataset = decide.dataset.unwrap_or(Dataset::Real);
        let dictionaries = self.store.dictionaries(now).await?;
        let demands = self.demands(&dictionaries, now).await?;
        let facts = self.doubtful_facts(dataset, &demands, now).await?;
        let tickets = self.tickets_of(dataset, &facts, &demands, &dictionaries).await?;
        let ticket = tickets.into_iter().find(|one| one.code == decide.code);
        let mut ticket = ticket.ok_or_else(|| AppError::not_found(format!("口径冲突“{}”", decide.code)))?;
        if !self.is_steward(actor, &ticket.name, &dictionaries, now).await? {
            let who = steward_of(&dictionaries, &ticket.name.indicator).unwrap_or_else(|| "县域科".to_string());
            let message = format!("这项口径冲突由“{who}”核定，其他单位只能查看");
            return Err(self.refused(actor, &format!("conflict/{}", ticket.code), &message, now).await);
        }
        if seen.is_some_and(|seen| seen != ticket.version()) {
            return Err(overtaken());
        }
        let reason = decide.reason.trim();
        if reason.is_empty() || reason.chars().count() > REASON_MAX {
            return Err(AppError::bad_input(format!("核定要写明理由，不超过 {REASON_MAX} 字")));
        }
        if ticket.decided.is_some() {
            return Err(AppError::Conflict {
                message: "这项冲突已经核定；有新的数值时会重新打开".to_string()
            });
        }
        let is_listed = match decide.observation {
            Some(chosen) => ticket.figures.iter().any(|held| held.id == chosen),
            // Between two numbers one is right; beside a target it may be that none counts the same thing.
            None => ticket.demand.is_some(),
        };
        if !is_listed {
            return Err(AppError::bad_input("请从列出的数值中选定一个"));
        }
        let decided = Decided {
            at: now,
            by: actor.user.clone(),
            seen: ticket.figures.iter().map(|held| held.id).collect(),
            observation: decide.observation,
            reason: reason.to_string(),
        };
        let mut change = StreamChange::default();
        if ticket.last_number.is_none() {
            change.opened.push(NewStream {
                kind: StreamKind::Conflict,
                code: ticket.code.clone(),
                parent: None,
                dataset,
                head: serde_json::to_string(&ticket.name)?,
                state: "open".to_string(),
            });
        }
        change.events.push(StreamEvents {
            kind: StreamKind::Conflict,
            code: ticket.code.clone(),
            after: ticket.last_number.unwrap_or_default(),
            events: vec![serde_json::to_string(&decided)?],
            state: "decided".to_string(),
        });
        let audit = actor.audit("核定口径冲突", format!("conflict/{}", ticket.code), Some(reason), now);
        match self.store.change_streams(&change, &audit).await {
            Ok(()) => {}
            Err(StoreError::Overtaken { .. } | StoreError::Duplicate { .. }) => {
                return Err(overtaken());
            }
            Err(error) => return Err(error.into()),
        }
        ticket.last_number = Some(ticket.last_number.unwrap_or_default() + 1);
        ticket.decided = Some(decided);
        self.ticket_view(actor, &ticket, &dictionaries, now).await
    }

    /// What a document says of the open tickets about figures that it uses.
    pub(crate) async fn conflict_sentences(&self, frame: &Frame) -> Result<Vec<String>> {
        let demands = demands(&frame.plan, &frame.dictionaries, self.collection.doubt.target_times);
        let tickets = self.tickets_of(frame.dataset, &frame.observations, &demands, &frame.dictionaries).await?;
        let used = |held: &Observation| {
            let judged = frame.outcomes.iter().flat_map(|one| one.actual.iter().chain(&one.latest));
            judged.into_iter().any(|one| one.id == held.id)
        };
        let open = tickets.iter().filter(|one| one.decided.is_none() && one.figures.iter().any(used));
        let sentence = |ticket: &Ticket| {
            let (indicator, place) = names(&frame.dictionaries, &ticket.name);
            let who = steward_of(&frame.dictionaries, &ticket.name.indicator).unwrap_or_else(|| "县域科".to_string());
            let sources: Vec<String> =
                ticket.figures.iter().map(|held| frame.dictionaries.source_title(&held.source).to_string()).collect();
            let period = ticket.figures.first().map(|held| held.period.in_words()).unwrap_or_default();
            match (&ticket.demand, ticket.figures.len()) {
                (Some(exceeded), 1) => format!(
                    "{place}{indicator}（{period}）的数值（来源：{}）与目标“{}”相差悬殊（约{}倍），可能口径不同，由{who}核定；本文所用的值见附件。",
                    sources.join("、"),
                    exceeded.demand,
                    exceeded.times
                ),
                _ => format!(
                    "{place}{indicator}（{period}）在不同来源（{}）中数值不一致，由{who}核定；核定前各值均保留，本文所用的值见附件。",
                    sources.join("、")
                ),
            }
        };
        Ok(open.map(sentence).collect())
    }

    /// The values among which two may have one name, and those that stand beside a demand.
    async fn doubtful_facts(&self, dataset: Dataset, demands: &[Demand], now: Timestamp) -> Result<Vec<Observation>> {
        let shared = self.store.shared_indicators(dataset, now).await?;
        let demanded = demands.iter().filter(|one| !shared.contains(&one.indicator));
        let demanded: Vec<_> = demanded.map(|one| (one.indicator.clone(), Some(one.place.clone()))).collect();
        let wanted = shared.iter().map(|indicator| (indicator.clone(), None)).chain(demanded).collect();
        Ok(self.store.facts_of(dataset, now, &wanted).await?)
    }

    async fn tickets_of(
        &self,
        dataset: Dataset,
        facts: &[Observation],
        demands: &[Demand],
        dictionaries: &Dictionaries,
    ) -> Result<Vec<Ticket>> {
        let mut decided: BTreeMap<String, (Decided, u64)> = BTreeMap::new();
        for (code, body) in self.store.kind_events(StreamKind::Conflict, dataset).await? {
            let number = decided.get(&code).map_or(0, |(_, number)| *number) + 1;
            decided.insert(code, (serde_json::from_str(&body)?, number));
        }
        let mut found = Vec::new();
        for (name, figures, demand) in doubtful(facts, demands) {
            // What the dictionary explains already has its handling there.
            let (_, place) = names(dictionaries, &name);
            let is_explained = dictionaries.conflicts.iter().any(|held| {
                held.indicator == name.indicator
                    && held.period == name.period
                    && [&name.place, &place].contains(&&held.place)
            });
            if is_explained {
                continue;
            }
            let mark = if dataset == Dataset::Demo { "demo_" } else { "" };
            let code = format!("{mark}conflict_{}_{}_{}_{}", name.indicator, name.place, name.period, name.scope);
            let held = decided.remove(&code);
            let last_number = held.as_ref().map(|(_, number)| *number);
            let ids: Vec<i64> = figures.iter().map(|one| one.id).collect();
            let valid = held.map(|(one, _)| one).filter(|one| ids.iter().all(|id| one.seen.contains(id)));
            found.push(Ticket { code, name, figures, demand, decided: valid, last_number });
        }
        Ok(found)
    }

    /// The agency that answers for the indicator; 统计 for official statistics; the planning section where nobody does.
    async fn is_steward(
        &self,
        actor: &Actor,
        name: &Name,
        dictionaries: &Dictionaries,
        now: Timestamp,
    ) -> Result<bool> {
        let indicator = dictionaries.indicators.iter().find(|held| held.code == name.indicator);
        if indicator.is_some_and(|held| held.is_official_statistic) {
            let object = Object { is_official_statistic: true, ..about(None, DataClass::Internal) };
            return Ok(actor.may(Capability::EnterStatistics, &object).is_ok());
        }
        let today = day_in_china(now);
        let agencies = self.store.agencies().await?;
        let steward = indicator.and_then(|held| held.steward.as_deref());
        let agency = steward.and_then(|steward| agency_named(&agencies, steward, today));
        Ok(match agency {
            Some(agency) => {
                actor.is_host() || actor.assignments().any(|one| one.agency.as_deref() == Some(&agency.code))
            }
            None => actor.is_host() || actor.roles().contains(&Role::Planner),
        })
    }

    async fn ticket_view(
        &self,
        actor: &Actor,
        ticket: &Ticket,
        dictionaries: &Dictionaries,
        now: Timestamp,
    ) -> Result<TicketView> {
        let (indicator, place) = names(dictionaries, &ticket.name);
        let persons = self.persons(now).await?;
        let chosen = ticket.decided.as_ref().and_then(|one| one.observation);
        Ok(TicketView {
            code: ticket.code.clone(),
            version: ticket.version(),
            indicator: ticket.name.indicator.clone(),
            subject: format!(
                "{place}{indicator}（{}）",
                ticket.figures.first().map(|held| held.period.in_words()).unwrap_or_default()
            ),
            steward: steward_of(dictionaries, &ticket.name.indicator),
            demand: ticket.demand.as_ref().map(|one| one.demand.clone()),
            demand_times: ticket.demand.as_ref().map(|one| one.times.clone()),
            definitions: definitions(dictionaries, ticket),
            figures: ticket.figures.iter().map(|held| view(held.clone(), now, dictionaries)).collect(),
            decision: ticket.decided.as_ref().map(|one| one.reason.clone()),
            decided_by: ticket.decided.as_ref().map(|one| persons.told(&one.by)),
            decided_at: ticket.decided.as_ref().map(|one| one.at),
            chosen,
            state_in_words: if ticket.decided.is_some() { "已核定" } else { "待核定" }.to_string(),
            may_decide: ticket.decided.is_none() && self.is_steward(actor, &ticket.name, dictionaries, now).await?,
        })
    }
}

fn names(dictionaries: &Dictionaries, name: &Name) -> (String, String) {
    (
        crate::data::list::indicator_name(dictionaries, &name.indicator),
        crate::data::list::place_name(dictionaries, &name.place),
    )
}

pub(super) fn steward_of(dictionaries: &Dictionaries, indicator: &str) -> Option<String> {
    dictionaries.indicators.iter().find(|held| held.code == indicator)?.steward.clone()
}

/// What the dictionary counts and what the plan counts, each in its own words.
fn definitions(dictionaries: &Dictionaries, ticket: &Ticket) -> Vec<String> {
    let known = dictionaries.indicators.iter().find(|held| held.code == ticket.name.indicator);
    let of_dictionary = known.map(|held| format!("指标字典：{}", held.definition));
    let of_plan = ticket.demand.as_ref().map(|one| format!("方案目标：{}", one.definition));
    of_dictionary.into_iter().chain(of_plan).collect()
}

/// Names with more than one number, or with one that is far above what a plan demands about as much of; in the order in
/// which they were first recorded. Two that differ only in how far they are rounded are the same number.
fn doubtful(facts: &[Observation], demands: &[Demand]) -> Vec<(Name, Vec<Observation>, Option<Exceeded>)> {
    let mut groups: BTreeMap<Name, Vec<&Observation>> = BTreeMap::new();
    for held in facts {
        let name = Name {
            indicator: held.indicator.clone(),
            place: held.place.clone(),
            period: held.period.to_string(),
            scope: held.scope.in_words().to_string(),
        };
        groups.entry(name).or_default().push(held);
    }
    let differs = |held: &[&Observation]| {
        held.iter()
            .enumerate()
            .any(|(place, one)| held.iter().skip(place + 1).any(|other| !is_same(one.value, other.value)))
    };
    let demand = |held: &Observation| demands.iter().find_map(|one| one.exceeded_by(held));
    let mut found: Vec<(Name, Vec<Observation>, Option<Exceeded>)> = groups
        .into_iter()
        .map(|(name, held)| {
            let demand = held.iter().find_map(|one| demand(one));
            (name, held, demand)
        })
        .filter(|(_, held, demand)| demand.is_some() || differs(held))
        .map(|(name, held, demand)| (name, held.into_iter().cloned().collect(), demand))
        .collect();
    found.sort_by_key(|(_, held, _)| held.iter().map(|one| one.id).min());
    found
}

fn is_same(one: Decimal, other: Decimal) -> bool {
    let places = one.normalize().scale().min(other.normalize().scale());
    let rounded =
        |value: Decimal| value.round_dp_with_strategy(places, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    rounded(one) == rounded(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_differ_in_rounding_only_are_one_number() {
        let is = |one: &str, other: &str| is_same(one.parse().unwrap(), other.parse().unwrap());
        assert!(is("1028.7", "1028.74"));
        assert!(is("1028.70", "1028.7"));
        assert!(is("1029", "1028.74"));
        assert!(!is("1028.7", "1028.84"));
        assert!(!is("2500", "5956"));
    }
}
