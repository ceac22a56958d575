//! Exchange formats of a plan: Akoma Ntoso 3.0 of its text, StratML Part 2 of its goals. Never reads a clock,
//! never reads XML back; what the formats require and the plan does not say is refused, not invented.

mod akoma_ntoso;
mod ids;
mod stratml;
mod xml;

pub use akoma_ntoso::akoma_ntoso;
pub use stratml::stratml;

use jiff::civil::Date;
use model::Plan;

use crate::error::ReportError;

/// What a file needs and the text of a plan does not carry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExchangeMeta {
    /// Code of the plan: ASCII letters, digits, `_` and `-`. It stands in addresses, so it must never change.
    pub code: String,
    /// Day of this version for a text without a date (a draft). The date in the text wins.
    pub date: Option<Date>,
    /// Address of the published text.
    pub source: Option<String>,
}

impl ExchangeMeta {
    fn check(&self) -> Result<(), ReportError> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        if self.code.is_empty() || !self.code.chars().all(allowed) {
            return Err(wrong(
                "规划代码",
                format!("“{}”不可用于网址，只能含英文字母、数字、下划线和连字符", self.code),
            ));
        }
        let unsafe_in_uri = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
        if let Some(source) = &self.source
            && (source.is_empty() || source.chars().any(unsafe_in_uri))
        {
            return Err(wrong("来源网址", format!("“{source}”不是可用的网址")));
        }
        Ok(())
    }
}

/// 成文日期, or the day of the draft.
fn date_of(plan: &Plan, meta: &ExchangeMeta) -> Option<Date> {
    plan.metadata.date.or(meta.date)
}

fn wrong(place: &str, what: impl Into<String>) -> ReportError {
    ReportError::Shape { place: place.to_string(), what: what.into() }
}
