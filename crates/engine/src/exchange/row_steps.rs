//! Which steps of its register a row takes because of what happened in its case (名录环节). Never takes one.

use model::pack::{Code, RowSteps};

use super::case::Case;
use super::event::{AfterNotice, Event, Recorded};

/// A step with what brought it about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowStep<'a> {
    pub code: &'a Code,
    pub because: &'a Recorded,
    /// Taken in the name of who asked, whose earlier steps on the row then count (不相容岗位). Everything else is the
    /// system's: who registers, above all, is not told by the row.
    pub is_by_person: bool,
}

/// The steps that these events bring, in their order. `before` is the case without them.
pub fn row_steps<'a>(takes: &'a RowSteps, before: &Case, events: &'a [Recorded]) -> Vec<RowStep<'a>> {
    let mut state = before.state().clone();
    let mut steps = Vec::new();
    for recorded in events {
        let was_announced = state.round > 0;
        let (code, is_by_person) = match &recorded.event {
            Event::Announced { round: 1, .. } => (&takes.announced, true),
            Event::Registered { .. } if state.bidders.is_empty() => (&takes.registered, false),
            Event::NoticeEnded { next: AfterNotice::Bidding | AfterNotice::Negotiation, .. } => (&takes.bidding, false),
            Event::NoticeEnded { next: AfterNotice::Failed, .. } | Event::Failed { .. } => (&takes.failed, false),
            Event::Settled { .. } => (&takes.settled, true),
            Event::Withdrawn { .. } | Event::Terminated { .. } if was_announced => (&takes.withdrawn, true),
            Event::Announced { .. }
            | Event::Registered { .. }
            | Event::Accepted { .. }
            | Event::Rejected { .. }
            | Event::Held { .. }
            | Event::HoldRefused { .. }
            | Event::NoticeEnded { next: AfterNotice::SecondNotice, .. }
            | Event::BidPlaced { .. }
            | Event::Committed { .. }
            | Event::Opened { .. }
            | Event::Ordered { .. }
            | Event::OrderCancelled { .. }
            | Event::OrdersDropped { .. }
            | Event::BiddingEnded { .. }
            | Event::Cleared { .. }
            | Event::Agreed { .. }
            | Event::Drawn { .. }
            | Event::PriorityAnswered { .. }
            | Event::Published { .. }
            | Event::Objected { .. }
            | Event::ObjectionAnswered { .. }
            | Event::SettlementRequested { .. }
            | Event::SettlementRefused { .. }
            | Event::Defaulted { .. }
            | Event::Withdrawn { .. }
            | Event::Terminated { .. }
            | Event::Suspended { .. }
            | Event::Resumed { .. } => (&None, false),
        };
        steps.extend(code.as_ref().map(|code| RowStep { code, because: recorded, is_by_person }));
        state.apply(&recorded.event, recorded.at);
    }
    steps
}
