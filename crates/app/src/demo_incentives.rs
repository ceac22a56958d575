//! What the 演示 dataset shows of incentives (县域激励): a list of last year, the entries that it opens, one of them on its
//! way. Never touches the real dataset, whose lists are the published ones.

use jiff::Timestamp;
use model::Dataset;

use crate::demo_mechanisms::DemoCast;
use crate::view::{RegisterBookQuery, RowSaveRequest, RowStepRequest};
use crate::{Actor, App, AppError, Result, day_in_china};

const LIST: (&str, &str) = ("county_incentive", "evaluation_list");
const INCENTIVES: (&str, &str) = ("county_incentive", "incentive");

impl App {
    pub(crate) async fn demo_incentives(&self, actor: &Actor, cast: &DemoCast<'_>, now: Timestamp) -> Result<()> {
        let today = day_in_china(now);
        let year = (today.year() - 1).to_string();
        for (role, user) in [("owner", cast.checker), ("planning", cast.planner)] {
            self.set_pack_role(actor, (LIST.0, role), user, true, now).await?;
        }
        let published = today.to_string();
        for (county, honour, kind) in [("寿光市", "先进县", "其余县（市）"), ("坊子区", "进步县", "市辖区")]
        {
            let values = [
                ("county", county),
                ("honour", honour),
                ("kind", kind),
                ("document", "演示通报"),
                ("published_on", published.as_str()),
                ("source", "演示，虚构"),
            ];
            self.demo_row(actor, LIST, Some(&year), &values, now).await?;
        }
        let book = RegisterBookQuery { dataset: Some(Dataset::Demo), period: Some(year) };
        self.take_in(actor, INCENTIVES, &book, now).await?;
        let key = "370783|leading|policy";
        let pulse = self.register_row(actor, INCENTIVES, &book, key, now).await?.row.pulse;
        let request = RowSaveRequest {
            values: [("measure".to_string(), "演示：安排专项资金并列入年度预算".to_string())].into(),
            key: Some(key.to_string()),
            seen: Some(pulse),
            accept_warnings: true,
            note: Some("演示数据，虚构".to_string()),
        };
        let saved = self.save_row(actor, INCENTIVES, &book, &request, now).await?;
        if let Some(fault) = saved.faults.into_iter().next() {
            return Err(AppError::Internal { message: format!("演示激励事项：{}", fault.message) });
        }
        let seen = self.register_row(actor, INCENTIVES, &book, key, now).await?.row.pulse;
        let step = RowStepRequest {
            key: key.to_string(),
            step: "start".to_string(),
            note: Some("演示，虚构".to_string()),
            seen,
        };
        self.take_step(&Actor::new(cast.checker), INCENTIVES, &book, &step, now).await
    }
}
