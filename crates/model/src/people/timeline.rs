//! What became of a body, day by day: set up, renamed, split, merged, ended, and what came to it from others. Told from the
//! descriptions alone; never from the days on which somebody wrote them down.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::agency::{Agency, SuccessionKind};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct AgencyEvent {
    /// Nothing for what held from the beginning.
    #[schema(value_type = Option<String>, format = Date)]
    pub on: Option<Date>,
    pub kind: AgencyEventKind,
    /// In Chinese, a whole sentence without its full stop.
    pub in_words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgencyEventKind {
    Founded,
    /// Took over from a body that ended.
    Received,
    Renamed,
    Ended,
    /// Handed over to a body that goes on.
    HandedOver,
}

fn event(on: Option<Date>, kind: AgencyEventKind, in_words: String) -> AgencyEvent {
    AgencyEvent { on, kind, in_words }
}

/// The events of one body among all, earliest first.
pub fn timeline(agencies: &[Agency], agency: &Agency) -> Vec<AgencyEvent> {
    let named = |code: &str, day: Date| {
        let found = agencies.iter().find(|other| other.code == code);
        found.map_or_else(|| code.to_string(), |found| found.name_on(day).to_string())
    };
    let mut events = Vec::new();
    for (place, name) in agency.names.iter().enumerate() {
        events.push(match (place, name.since) {
            (0, _) => match agency.valid_from {
                Some(from) => event(Some(from), AgencyEventKind::Founded, format!("设立“{}”", name.name)),
                None => event(None, AgencyEventKind::Founded, format!("名称为“{}”（设立日期未登记）", name.name)),
            },
            (_, since) => {
                let before = agency.names.get(place - 1).map_or("", |before| before.name.as_str());
                event(since, AgencyEventKind::Renamed, format!("由“{before}”更名为“{}”", name.name))
            }
        });
    }
    for other in agencies.iter().filter(|other| other.code != agency.code) {
        for heir in other.successors.iter().filter(|heir| heir.agency == agency.code) {
            let from = other.name_on(other.valid_to.unwrap_or(heir.on));
            let what = match heir.kind {
                SuccessionKind::Split => format!("承接“{from}”分设的职责"),
                SuccessionKind::Merged => format!("“{from}”并入"),
                SuccessionKind::Transferred => format!("承接“{from}”划转的职责"),
            };
            events.push(event(Some(heir.on), AgencyEventKind::Received, what));
        }
    }
    if let Some(to) = agency.valid_to {
        events.push(event(Some(to), AgencyEventKind::Ended, format!("撤销，{to} 为最后一天")));
    }
    for heir in &agency.successors {
        let to = named(&heir.agency, heir.on);
        let what = match heir.kind {
            SuccessionKind::Split => format!("分设，职责由“{to}”承接"),
            SuccessionKind::Merged => format!("并入“{to}”"),
            SuccessionKind::Transferred => format!("职责划转“{to}”"),
        };
        events.push(event(Some(heir.on), AgencyEventKind::HandedOver, what));
    }
    events.sort_by(|one, other| (one.on, one.kind, &one.in_words).cmp(&(other.on, other.kind, &other.in_words)));
    events
}
