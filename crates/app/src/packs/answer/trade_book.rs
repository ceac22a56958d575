//! A trade of a test whose exchange names a ledger: each step is posted to a book, as the application posts it to a real
//! one, or does not happen. Never touches a real one.

use engine::exchange::{Asked, Case, Command, Event, Posting, Recorded};
use jiff::Timestamp;
use model::WorkingCalendar;
use model::pack::{Exchange, Settlement};

use super::ledger::Desk;

pub(super) struct TradeBook<'a> {
    pub exchange: &'a Exchange,
    pub settlement: &'a Settlement,
    pub hold_months: i32,
    pub desk: Desk<'a>,
}

impl TradeBook<'_> {
    /// Takes a step. What it brought about, and why some of it was refused.
    pub fn take(
        &mut self,
        case: &mut Case,
        asked: Asked<'_>,
        command: &Command,
        calendar: &WorkingCalendar,
    ) -> (Vec<Recorded>, Vec<String>) {
        let (before, mut refused) = (case.log().len(), Vec::new());
        match case.due(asked.at, calendar) {
            Ok(due) => self.step(case, due, asked.at, "到时事项没有办成", &mut refused),
            Err(refusal) => refused.push(format!("拒绝：{refusal}")),
        }
        if *command == Command::Settle
            && let Some(reason) = self.drop_orders(case, asked, calendar, &mut refused)
        {
            refused.push(reason);
        } else if *command != Command::Advance {
            match case.decide_answered(asked, command, calendar) {
                Ok(events) => self.step(case, events, asked.at, "拒绝", &mut refused),
                Err(refusal) => refused.push(format!("拒绝：{refusal}")),
            }
        }
        // A deposit is held as soon as somebody qualifies, where there is enough.
        let accepted = case.log()[before..].iter().find_map(|recorded| match &recorded.event {
            Event::Accepted { hold: Some(hold), .. } => Some(hold.id.clone()),
            _ => None,
        });
        if let Some(hold) = accepted {
            let key = format!("{}/deposit", asked.key);
            let answer = Command::HoldAnswered { hold, refused: None };
            match case.decide(Asked { key: &key, ..asked }, &answer, calendar) {
                Ok(events) => self.step(case, events, asked.at, "保证金没有冻结", &mut refused),
                Err(refusal) => refused.push(format!("拒绝：{refusal}")),
            }
        }
        (case.log()[before..].to_vec(), refused)
    }

    /// Orders whose holds have ended fall out before a settlement is tried; then there is another result to be published.
    fn drop_orders(
        &mut self,
        case: &mut Case,
        asked: Asked<'_>,
        calendar: &WorkingCalendar,
        refused: &mut Vec<String>,
    ) -> Option<String> {
        let holds = case.holds_gone(&self.desk.book, asked.at);
        if holds.is_empty() {
            return None;
        }
        let key = format!("{}/dropped", asked.key);
        match case.decide(Asked { key: &key, by: "系统", ..asked }, &Command::DropOrders { holds }, calendar) {
            Ok(events) => {
                self.step(case, events, asked.at, "申报没有退出", refused);
                Some("拒绝：成交的申报有冻结已到期的，没有结算".to_string())
            }
            Err(refusal) => Some(format!("拒绝：{refusal}")),
        }
    }

    /// The events happen when the book takes what they ask for.
    fn step(&mut self, case: &mut Case, events: Vec<Recorded>, at: Timestamp, what: &str, refused: &mut Vec<String>) {
        let mut after = case.clone();
        events.iter().cloned().for_each(|event| after.record(event));
        match self.post(&after, &events, at) {
            Ok(()) => *case = after,
            Err(reason) => refused.push(format!("{what}：{reason}")),
        }
    }

    fn post(&mut self, after: &Case, events: &[Recorded], at: Timestamp) -> Result<(), String> {
        let actor = events.first().map_or("经办", |recorded| recorded.by.as_str());
        let posting = Posting {
            exchange: self.exchange,
            settlement: self.settlement,
            hold_months: self.hold_months,
            listing: &after.listing,
            events,
            state: after.state(),
            actor,
            at,
        };
        let desk = &mut self.desk;
        desk.now = desk.now.max(at);
        let slip = posting.slip(&desk.book).map_err(|gone| gone.to_string())?;
        match slip {
            Some(slip) => desk.clerk.post(&mut desk.book, &slip, at).map(|_| ()).map_err(|refusal| refusal.to_string()),
            None => Ok(()),
        }
    }
}
