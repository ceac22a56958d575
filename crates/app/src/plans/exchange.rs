//! The reviewed plan in exchange formats of the field. What they require and the plan does not say is asked for.

use jiff::Timestamp;
use model::Plan;
use report::exchange::{ExchangeMeta, akoma_ntoso, stratml};

use crate::{App, AppError, Download, Result, day_in_china};

/// Formats that other systems read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExchangeFormat {
    /// OASIS LegalDocML: the text with its structure.
    AkomaNtoso,
    /// ISO 17469: goals, objectives, indicators.
    StratMl,
}

impl App {
    /// The plan as it stands after review.
    pub async fn exchange(&self, plan: &str, format: ExchangeFormat) -> Result<Download> {
        let stored = self.store.plan(plan, Timestamp::MAX).await?;
        let reviewed = model::review(&stored.draft, &stored.decisions)?.plan;
        // A draft without a date is the version of the day it came in.
        let date = Some(day_in_china(stored.imported_at));
        let meta = ExchangeMeta { code: plan.to_string(), date, source: None };
        let (name, xml) = match format {
            ExchangeFormat::AkomaNtoso => {
                let text = self.store.plan_text(plan).await?;
                ("akn.xml", akoma_ntoso(&reviewed, text.as_ref().map(|held| held.text.as_str()), &meta))
            }
            ExchangeFormat::StratMl => ("stratml.xml", stratml(&reviewed, &meta)),
        };
        let xml = xml.map_err(|error| match error {
            report::ReportError::Shape { .. } => AppError::bad_input(format!("还不能导出：{error}")),
            other => other.into(),
        })?;
        Ok(Download { file_name: format!("{plan}.{name}"), bytes: xml.into_bytes() })
    }

    /// The plan with all decisions applied.
    pub async fn reviewed_plan(&self, plan: &str) -> Result<Plan> {
        let stored = self.store.plan(plan, Timestamp::MAX).await?;
        Ok(model::review(&stored.draft, &stored.decisions)?.plan)
    }
}
