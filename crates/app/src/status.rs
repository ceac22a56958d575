//! Status pages.
use crate::error::later;
use crate::view::{AsOf, CountyView, MapView, Overview, TargetList, TaskDetail, TaskList};
use crate::{App, Result};
use jiff::Timestamp;

impl App {
    pub async fn overview(&self, plan: &str, as_of: &AsOf, now: Timestamp) -> Result<Overview> {
        let _ = (plan, as_of, now);
        later()
    }
    pub async fn targets(&self, plan: &str, as_of: &AsOf, now: Timestamp) -> Result<TargetList> {
        let _ = (plan, as_of, now);
        later()
    }
    pub async fn tasks(&self, plan: &str, as_of: &AsOf, now: Timestamp) -> Result<TaskList> {
        let _ = (plan, as_of, now);
        later()
    }
    pub async fn task(&self, plan: &str, task: &str, as_of: &AsOf, now: Timestamp) -> Result<TaskDetail> {
        let _ = (plan, task, as_of, now);
        later()
    }
    pub async fn county(&self, plan: &str, place_code: &str, as_of: &AsOf, now: Timestamp) -> Result<CountyView> {
        let _ = (plan, place_code, as_of, now);
        later()
    }
    /// Without an indicator the one with the most county values, without a period its newest.
    pub async fn map(
        &self,
        plan: &str,
        indicator: Option<&str>,
        period: Option<&str>,
        as_of: &AsOf,
        now: Timestamp,
    ) -> Result<MapView> {
        let _ = (plan, indicator, period, as_of, now);
        later()
    }
    /// GeoJSON as loaded.
    pub async fn boundaries(&self) -> Result<String> {
        later()
    }
}
