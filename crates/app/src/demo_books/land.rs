//! Land quotas: divided among counties by a formula, lent, held for projects, used, given back, one entry corrected.

use super::{Clerk, Story};
use crate::demo_mechanisms::DemoCast;
use crate::view::{LedgerAct, LedgerDecision};
use crate::{Actor, App, Result};

const PACK: &str = "land_quota";
const HARBOUR: &str = "项目账户|YS-3|演示：冷链物流园项目";
const PARTS: &str = "项目账户|YS-4|演示：汽车零部件项目";
const FOOD: &str = "项目账户|YS-5|演示：预制菜产业园项目";

impl App {
    pub(super) async fn demo_land(&self, actor: &Actor, cast: &DemoCast<'_>, story: &Story) -> Result<()> {
        let year = story.vintage();
        // 批而未供 and 闲置土地: task and what was done, in mu. One county missed one of its two tasks.
        for (county, base, unsupplied, done, idle, idle_done) in [
            ("寿光市", "420", "300", "326", "80", "92"),
            ("诸城市", "380", "260", "262", "70", "74"),
            ("高密市", "300", "220", "231", "60", "60"),
            ("青州市", "340", "240", "205", "90", "96"),
            ("昌邑市", "260", "150", "158", "40", "44"),
        ] {
            let values = [
                ("county", county),
                ("base_quota", base),
                ("unsupplied_task", unsupplied),
                ("unsupplied_done", done),
                ("idle_task", idle),
                ("idle_done", idle_done),
            ];
            self.demo_row(actor, (PACK, "disposal_task"), Some(&year), &values, story.now).await?;
        }
        for (code, name, county, tier, requested) in [
            ("YS-3", "演示：冷链物流园项目", "青州市", "市级项目", "160"),
            ("YS-4", "演示：汽车零部件项目", "诸城市", "其他项目", "95"),
            ("YS-5", "演示：预制菜产业园项目", "寿光市", "其他项目", "120"),
            ("YS-6", "演示：智能家居项目", "高密市", "其他项目", "75"),
        ] {
            let values =
                [("project_code", code), ("name", name), ("county", county), ("tier", tier), ("requested", requested)];
            self.demo_row(actor, (PACK, "land_project"), None, &values, story.now).await?;
        }
        let mut clerk = Clerk::new(self, cast, (PACK, "quota"), "计划指标").of(&year).recording(story.now);
        clerk.post_checked(story.at(4), &[("下达市级", "上级下达", "市级指标池", "2400")]).await?;
        let divided = clerk.settle(story.at(10), ("分解到县", &year)).await?;
        clerk.decide(story.at(11), divided.seq, LedgerDecision::Approve).await?;
        clerk.settle(story.at(16), ("盘活奖励", &year)).await?;
        clerk.post(story.at(22), &[("市级配置", "市级指标池", HARBOUR, "150")]).await?;
        clerk.post(story.at(28), &[("县级配置", "县级账户|诸城市", PARTS, "90")]).await?;
        // A slip of the pen, taken back and posted anew.
        let wrong = clerk.post(story.at(34), &[("县级配置", "县级账户|寿光市", FOOD, "210")]).await?;
        clerk.follow(story.at(35), (LedgerAct::Reverse, ""), wrong.seq).await?;
        clerk.post(story.at(35), &[("县级配置", "县级账户|寿光市", FOOD, "120")]).await?;
        clerk.post(story.at(46), &[("使用", HARBOUR, "已使用", "138.4")]).await?;
        clerk.post(story.at(50), &[("项目退回", HARBOUR, "市级指标池", "11.6")]).await?;
        clerk.post(story.at(68), &[("使用", FOOD, "已使用", "112.35")]).await?;
        let held =
            clerk.hold(story.at(74), ("预留", "县级账户|高密市", "项目账户|YS-6|演示：智能家居项目", "75"), 90).await?;
        clerk.follow(story.at(84), (LedgerAct::PostHold, "60"), held.seq).await?;
        clerk.follow(story.at(86), (LedgerAct::VoidHold, ""), held.seq).await?;
        clerk.post(story.at(92), &[("使用", PARTS, "已使用", "88.2")]).await?;
        // One county helps another out: a second person, then the days of waiting.
        clerk.post_checked(story.at(100), &[("县际调剂", "县级账户|昌邑市", "县级账户|高密市", "45")]).await?;
        Ok(())
    }
}
