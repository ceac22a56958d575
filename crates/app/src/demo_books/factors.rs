//! What projects got of land, energy and pollutants: granted with a decision, one project given up and its land taken back.

use super::{Clerk, Story};
use crate::demo_mechanisms::DemoCast;
use crate::{Actor, App, Result};

const PACK: &str = "project_land";
const HARBOUR: &str = "项目账户|演示：海港装备项目|演示：海港装备项目";
const PARTS: &str = "项目账户|演示：汽车零部件项目|演示：汽车零部件项目";

impl App {
    pub(super) async fn demo_factors(&self, actor: &Actor, cast: &DemoCast<'_>, story: &Story) -> Result<()> {
        self.set_pack_role(actor, (PACK, "land_clerk"), cast.planner, true, story.now).await?;
        let mut clerk = Clerk::new(self, cast, (PACK, "factor"), "用地指标").of(story.vintage()).recording(story.now);
        clerk.post(story.at(20), &[("配置", "指标来源", HARBOUR, "120"), ("配置", "指标来源", PARTS, "95")]).await?;
        clerk.asset = "能耗指标";
        clerk
            .post(story.at(20), &[("配置", "指标来源", HARBOUR, "18000"), ("配置", "指标来源", PARTS, "6500")])
            .await?;
        clerk.asset = "用地指标";
        clerk.post(story.at(70), &[("收回", PARTS, "指标来源", "12.5")]).await?;
        Ok(())
    }
}
