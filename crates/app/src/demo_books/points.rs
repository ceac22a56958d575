//! Points of people: carbon points earned by the trips of a month, spent in shops, run out; services on a talent card.

use jiff::civil::date;
use jiff::{Timestamp, ToSpan};
use model::{Dataset, Period};

use super::{Clerk, NOTE, Story};
use crate::demo_mechanisms::DemoCast;
use crate::view::{LedgerAct, LedgerCloseRequest, LedgerPostLine};
use crate::{Actor, App, Result};

const CARBON: &str = "carbon_inclusion";
const TALENT: &str = "talent_card";
const SHOP: &str = "商户账户|YS-SH-1|演示：绿色超市";
/// Who rides, and how often in an ordinary month.
const RIDERS: [(&str, &str, u32); 4] = [
    ("YS-YH-1", "演示：用户甲", 38),
    ("YS-YH-2", "演示：用户乙", 22),
    ("YS-YH-3", "演示：用户丙", 61),
    ("YS-YH-4", "演示：用户丁", 14),
];

impl App {
    pub(super) async fn demo_carbon(&self, actor: &Actor, cast: &DemoCast<'_>, story: &Story) -> Result<()> {
        self.set_pack_role(actor, (CARBON, "operator"), cast.planner, true, story.now).await?;
        let mut clerk = Clerk::new(self, cast, (CARBON, "points"), "碳积分").recording(story.now);
        // Points of two years ago, which have run out since.
        self.demo_trips(actor, (story.year - 2, 11), story.now).await?;
        let month = Period::Month(story.year - 2, 11).to_string();
        clerk.settle_about(story.at(0), None, ("按月发放", &month)).await?;
        clerk.sweep(story.at(2), "到期清零").await?;
        clerk.vintage = story.vintage();
        let rider = |place: usize| format!("个人账户|{}|{}", RIDERS[place].0, RIDERS[place].1);
        for (round, month) in (1..=11).step_by(2).enumerate() {
            let paid = date(story.year, month, 1).last_of_month().saturating_add(4.days());
            if paid.saturating_add(4.days()) > story.last {
                break;
            }
            self.demo_trips(actor, (story.year, month), story.now).await?;
            clerk.settle(story.on(paid), ("按月发放", &Period::Month(story.year, month).to_string())).await?;
            let spent = story.on(paid.saturating_add(2.days()));
            clerk.post(spent, &[("兑换", &rider(round % 3), SHOP, "6000")]).await?;
            let ordered = clerk.hold(spent, ("下单冻结", &rider(2), SHOP, "4000"), 15).await?;
            // Delivered, or called off.
            let end = if round % 2 == 0 { (LedgerAct::PostHold, "") } else { (LedgerAct::VoidHold, "") };
            clerk.follow(story.on(paid.saturating_add(3.days())), end, ordered.seq).await?;
        }
        clerk.post(story.at(97), &[("商户核销", SHOP, "已注销", "5000")]).await?;
        clerk.hold(story.at(100), ("下单冻结", &rider(2), SHOP, "2500"), 30).await?;
        Ok(())
    }

    async fn demo_trips(&self, actor: &Actor, (year, month): (i16, i8), at: Timestamp) -> Result<()> {
        let period = Period::Month(year, month).to_string();
        for (place, (user, name, trips)) in RIDERS.iter().enumerate() {
            let trips = trips + (u32::from(month.unsigned_abs()) * 7 + place as u32 * 5) % 13;
            let (count, distance) = (trips.to_string(), (trips * 2).to_string());
            self.demo_row(actor, (CARBON, "participant"), Some(&period), &[("user", user), ("name", name)], at).await?;
            let metro = [("user", *user), ("kind", "轨道交通"), ("trips", count.as_str())];
            self.demo_row(actor, (CARBON, "behaviour"), Some(&period), &metro, at).await?;
            let other = [("user", *user), ("kind", "骑行步行"), ("distance", distance.as_str())];
            self.demo_row(actor, (CARBON, "behaviour"), Some(&period), &other, at).await?;
        }
        Ok(())
    }

    pub(super) async fn demo_talents(&self, actor: &Actor, cast: &DemoCast<'_>, story: &Story) -> Result<()> {
        for (role, user) in [("talent_office", cast.planner), ("provider", cast.taker.0)] {
            self.set_pack_role(actor, (TALENT, role), user, true, story.now).await?;
        }
        let holders = [
            ("YS-RC-001", "演示：张某", "一级卡", "寿光市"),
            ("YS-RC-002", "演示：李某", "二级卡", "诸城市"),
            ("YS-RC-003", "演示：王某", "二级卡", "高密市"),
            ("YS-RC-004", "演示：赵某", "三级卡", "青州市"),
            ("YS-RC-005", "演示：孙某", "三级卡", "昌邑市"),
        ];
        for year in [story.year - 1, story.year] {
            for (card, name, level, county) in holders {
                let values = [("card", card), ("name", name), ("level", level), ("county", county)];
                self.demo_row(actor, (TALENT, "holder"), Some(&year.to_string()), &values, story.now).await?;
            }
        }
        let hospital = "服务单位账户|YS-FW-1|演示：市人民医院";
        let bureau = "服务单位账户|YS-FW-2|演示：高密市文旅服务中心";
        for (number, name, provider, county, kind) in [
            ("YS-FW-01", "演示：年度体检", "YS-FW-1", "奎文区", "体检"),
            ("YS-FW-02", "演示：景区年票", "YS-FW-2", "高密市", "景区年票"),
            ("YS-FW-03", "演示：人才公寓周转", "YS-FW-2", "高密市", "人才公寓"),
        ] {
            let values =
                [("number", number), ("name", name), ("provider", provider), ("county", county), ("kind", kind)];
            self.demo_row(actor, (TALENT, "service"), None, &values, story.now).await?;
        }
        let mut clerk = Clerk::new(self, cast, (TALENT, "points"), "服务积分")
            .of((story.year - 1).to_string())
            .recording(story.now);
        let issues = ["一级卡年度发放", "二级卡年度发放", "三级卡年度发放"];
        for issue in issues {
            clerk.settle_about(story.at(0), None, (issue, &(story.year - 1).to_string())).await?;
        }
        clerk.sweep(story.at(3), "到期清零").await?;
        let close = LedgerCloseRequest {
            key: "demo-book-close".to_string(),
            through: date(story.year - 1, 12, 31),
            document: "演示".to_string(),
            note: NOTE.to_string(),
        };
        self.close_ledger(&clerk.by, clerk.names, Some(Dataset::Demo), &close, story.now).await?;
        clerk.vintage = story.vintage();
        for issue in issues {
            clerk.settle(story.at(6), (issue, &story.vintage())).await?;
        }
        let card = |place: usize| format!("{}账户|{}|{}", holders[place].2, holders[place].0, holders[place].1);
        let office = std::mem::replace(&mut clerk.by, Actor::new(cast.taker.0));
        clerk.post(story.at(20), &[("体检", &card(1), hospital, "1")]).await?;
        clerk.post(story.at(33), &[("人才公寓", &card(0), bureau, "1"), ("景区年票", &card(0), bureau, "1")]).await?;
        let kept = clerk.hold(story.at(41), ("预约", &card(0), hospital, "200"), 30).await?;
        let used = LedgerPostLine {
            act: LedgerAct::PostHold,
            kind: "体检".to_string(),
            amount: "1".to_string(),
            of: format!("{}-1", kept.seq),
            ..LedgerPostLine::default()
        };
        clerk.voucher(story.at(45), vec![used]).await?;
        let called_off = clerk.hold(story.at(52), ("预约", &card(3), hospital, "200"), 30).await?;
        clerk.follow(story.at(54), (LedgerAct::VoidHold, ""), called_off.seq).await?;
        clerk.post(story.at(63), &[("景区年票", &card(2), bureau, "1"), ("景区年票", &card(4), bureau, "1")]).await?;
        clerk.by = office;
        clerk.post(story.at(70), &[("核销", hospital, "已核销", "400")]).await?;
        clerk.by = Actor::new(cast.taker.0);
        clerk.hold(story.at(100), ("预约", &card(2), bureau, "80"), 20).await?;
        Ok(())
    }
}
