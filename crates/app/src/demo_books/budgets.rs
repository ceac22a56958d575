//! Money and quotas that are split: debt quota handed to counties, used and given back; what counties pay together for
//! joint lists, paid out by milestones; compensation of loans from the year's funds.

use super::{Clerk, Story};
use crate::demo_mechanisms::DemoCast;
use crate::{Actor, App, Result};

const QUOTA: &str = "bond_quota";
const JOINT: &str = "joint_challenge";
const LOANS: &str = "loan_compensation";
const WHEAT: &str = "项目资金|YS-BD-1|演示：盐碱地耐盐小麦品种";
const DRIVE: &str = "项目资金|YS-BD-2|演示：动力总成轻量化";

impl App {
    pub(super) async fn demo_debt_quota(&self, actor: &Actor, cast: &DemoCast<'_>, story: &Story) -> Result<()> {
        for (role, user) in
            [("city_finance", cast.planner), ("city_finance_checker", cast.checker), ("county_finance", cast.planner)]
        {
            self.set_pack_role(actor, (QUOTA, role), user, true, story.now).await?;
        }
        let mut clerk =
            Clerk::new(self, cast, (QUOTA, "quota"), "新增债务限额").of(story.vintage()).recording(story.now);
        clerk.post_checked(story.at(10), &[("下达市级", "上级下达", "市级限额池", "100000")]).await?;
        let given = [
            ("再分配", "市级限额池", "县级限额|寿光市", "18000"),
            ("再分配", "市级限额池", "县级限额|诸城市", "15000"),
            ("再分配", "市级限额池", "县级限额|临朐县", "9000"),
        ];
        clerk.post_checked(story.at(16), &given).await?;
        clerk.post(story.at(40), &[("发行使用", "县级限额|寿光市", "已使用|寿光市", "12000")]).await?;
        clerk.post(story.at(55), &[("发行使用", "县级限额|诸城市", "已使用|诸城市", "15000")]).await?;
        clerk.post(story.at(70), &[("撤销发行", "已使用|诸城市", "县级限额|诸城市", "2000")]).await?;
        clerk.post(story.at(80), &[("县级退回", "县级限额|临朐县", "市级限额池", "3000")]).await?;
        Ok(())
    }

    pub(super) async fn demo_joint_fund(&self, actor: &Actor, cast: &DemoCast<'_>, story: &Story) -> Result<()> {
        for (role, user) in [("city_science", cast.planner), ("city_science_checker", cast.checker)] {
            self.set_pack_role(actor, (JOINT, role), user, true, story.now).await?;
        }
        let mut clerk = Clerk::new(self, cast, (JOINT, "fund"), "联合榜单资金").recording(story.now);
        let collected = [
            ("归集出资", "县级出资|寿光市", "资金池", "120"),
            ("归集出资", "县级出资|昌邑市", "资金池", "200"),
            ("归集出资", "县级出资|诸城市", "资金池", "90"),
            ("归集出资", "县级出资|高密市", "资金池", "60"),
            ("归集出资", "县级出资|安丘市", "资金池", "50"),
        ];
        clerk.post(story.at(8), &collected).await?;
        let signed = [("签约拨付", "资金池", WHEAT, "60"), ("签约拨付", "资金池", DRIVE, "45")];
        clerk.post_checked(story.at(30), &signed).await?;
        clerk.post_checked(story.at(65), &[("中期拨付", "资金池", WHEAT, "80")]).await?;
        // The other one missed its milestone.
        clerk.post(story.at(75), &[("退回已拨资金", DRIVE, "资金池", "45")]).await?;
        // Nobody answered the list of this county.
        clerk.post_checked(story.at(85), &[("退还出资", "资金池", "县级出资|安丘市", "50")]).await?;
        Ok(())
    }

    pub(super) async fn demo_loan_fund(&self, actor: &Actor, cast: &DemoCast<'_>, story: &Story) -> Result<()> {
        for (role, user) in [("city_science", cast.planner), ("city_science_checker", cast.checker)] {
            self.set_pack_role(actor, (LOANS, role), user, true, story.now).await?;
        }
        let mut clerk =
            Clerk::new(self, cast, (LOANS, "fund"), "省级补偿资金").of(story.vintage()).recording(story.now);
        clerk.post(story.at(12), &[("资金拨入", "财政拨入", "补偿资金池", "300")]).await?;
        clerk.post(story.at(35), &[("资金拨入", "财政拨入", "补偿资金池", "200")]).await?;
        clerk.asset = "市级补偿资金";
        clerk.post(story.at(36), &[("资金拨入", "财政拨入", "补偿资金池", "300")]).await?;
        clerk.post(story.at(90), &[("结余退回", "补偿资金池", "财政拨入", "20")]).await?;
        clerk.asset = "省级补偿资金";
        clerk.post(story.at(92), &[("结余退回", "补偿资金池", "财政拨入", "35")]).await?;
        Ok(())
    }
}
