//! Rights to water of a year: allotted to counties, licensed to those who draw it, metered, saved, passed on; a call that
//! found too few who wanted to trade.

use super::trades::{CallEnd, CallTrade, Firm};
use super::{Clerk, Story};
use crate::demo_mechanisms::DemoCast;
use crate::{Actor, App, Result};

const PACK: &str = "water_right";
const PLANT: &str = "取水户账户|YS-QS-1|演示：热电公司";
const PAPER: &str = "取水户账户|YS-QS-2|演示：造纸公司";
const FARMS: [&str; 3] =
    ["农户账户|YS-NH-1|演示：东村灌溉户", "农户账户|YS-NH-2|演示：西村灌溉户", "农户账户|YS-NH-3|演示：南村灌溉户"];

impl App {
    pub(super) async fn demo_water(&self, actor: &Actor, cast: &DemoCast<'_>, story: &Story) -> Result<()> {
        for (role, user) in [("water_office", cast.planner), ("water_checker", cast.checker)] {
            self.set_pack_role(actor, (PACK, role), user, true, story.now).await?;
        }
        let mut clerk = Clerk::new(self, cast, (PACK, "water"), "区域水权").of(story.vintage()).recording(story.now);
        let allotted = [
            ("区域分配", "可用水量", "区域账户|寿光市", "36000000"),
            ("区域分配", "可用水量", "区域账户|青州市", "24000000"),
            ("区域分配", "可用水量", "区域账户|昌邑市", "28000000"),
            ("区域分配", "可用水量", "区域账户|高密市", "22000000"),
        ];
        clerk.post_checked(story.at(3), &allotted).await?;
        clerk.asset = "取水权";
        let licensed = [("核发取水权", "可用水量", PLANT, "5200000"), ("核发取水权", "可用水量", PAPER, "3100000")];
        clerk.post(story.at(7), &licensed).await?;
        clerk.asset = "灌溉用水户水权";
        let irrigation = FARMS.map(|farm| ("核发灌溉水权", "可用水量", farm, "12000"));
        clerk.post(story.at(9), &irrigation).await?;
        for (percent, plant, paper, farm) in [
            (26, "980000", "610000", "2100"),
            (50, "1240000", "702000", "4300"),
            (75, "1105000", "655000", "2600"),
            (97, "930000", "590000", "900"),
        ] {
            clerk.asset = "取水权";
            let metered = [("计量扣减", PLANT, "已用水", plant), ("计量扣减", PAPER, "已用水", paper)];
            clerk.post(story.at(percent), &metered).await?;
            clerk.asset = "灌溉用水户水权";
            clerk.post(story.at(percent), &FARMS.map(|one| ("计量扣减", one, "已用水", farm))).await?;
        }
        clerk.post(story.at(97), &[("节余回购", FARMS[2], "农业节余", "1500")]).await?;
        clerk.post(story.at(98), &[("优先供农", "农业节余", FARMS[0], "900")]).await?;
        clerk.asset = "取水权";
        clerk.post(story.at(98), &[("取水权转让", PAPER, PLANT, "120000")]).await?;
        self.demo_water_call(actor, cast, story).await?;
        // The second person has agreed to one, the days of waiting run; another one waits for the second person.
        clerk.asset = "区域水权";
        clerk.post_checked(story.at(100), &[("区域转让", "区域账户|昌邑市", "区域账户|寿光市", "1500000")]).await?;
        clerk.post(story.at(100), &[("区域转让", "区域账户|青州市", "区域账户|高密市", "800000")]).await?;
        Ok(())
    }

    async fn demo_water_call(&self, actor: &Actor, cast: &DemoCast<'_>, story: &Story) -> Result<()> {
        let year = story.vintage();
        let call = CallTrade {
            exchange: (PACK, "intake_call"),
            register: "intake_lot",
            row: &[
                ("number", "YS-QS-PC1"),
                ("kind", "取水权"),
                ("year", year.as_str()),
                ("has_certificate", "是"),
                ("is_metered", "是"),
                ("certificate_years", "5"),
                ("trade_years", "1"),
            ],
            title: "演示：取水权第一批",
            seller: "演示：市水利部门",
            floor: "0.45",
            quantity: "10000",
            firms: &[Firm { user: cast.bidders[0], name: "演示：热电公司", code: "YS-QS-1" }],
            orders: &[],
        };
        self.demo_call(actor, cast, &call, (story.at(60), CallEnd::Few), story).await
    }
}
