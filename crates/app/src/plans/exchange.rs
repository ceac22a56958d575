//! The reviewed plan in exchange formats of the field, and two versions of a plan side by side.

use engine::compare::PlanComparison;
use jiff::Timestamp;
use model::Plan;
use report::exchange::{ExchangeMeta, akoma_ntoso, stratml};

use crate::{App, Download, Result};

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
        let reviewed = self.reviewed_plan(plan).await?;
        let meta = ExchangeMeta { code: plan.to_string(), date: None, source: None };
        let (name, xml) = match format {
            ExchangeFormat::AkomaNtoso => {
                let text = self.store.plan_text(plan).await?;
                ("akn.xml", akoma_ntoso(&reviewed, text.as_ref().map(|held| held.text.as_str()), &meta)?)
            }
            ExchangeFormat::StratMl => ("stratml.xml", stratml(&reviewed, &meta)?),
        };
        Ok(Download { file_name: format!("{plan}.{name}"), bytes: xml.into_bytes() })
    }

    /// The plan with all decisions applied.
    pub async fn reviewed_plan(&self, plan: &str) -> Result<Plan> {
        let stored = self.store.plan(plan, Timestamp::MAX).await?;
        Ok(model::review(&stored.draft, &stored.decisions)?.plan)
    }
}

/// What became different from the old to the new version.
pub fn compare_plans(old: &Plan, new: &Plan) -> PlanComparison {
    engine::compare::compare(old, new)
}
