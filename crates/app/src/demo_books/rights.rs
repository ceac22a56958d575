//! Pollution replacement: reductions that were registered, used by their own firm, taken into the city's reserve, given
//! out one for one and two for one, on their way between firms; a call that is in its days of publicity. Energy: one call
//! that is settled, one that runs.

use super::trades::{CallEnd, CallTrade, Firm};
use super::{Clerk, Story};
use crate::demo_mechanisms::DemoCast;
use crate::view::LedgerAct;
use crate::{Actor, App, Result};

const POLLUTANTS: &str = "pollutant_right";
const ENERGY: &str = "energy_right";
const LOT: &str = "演示减排1批";
const STEEL: (&str, &str) = ("YS-PW-1", "演示：钢铁公司");
const GLASS: (&str, &str) = ("YS-PW-2", "演示：玻璃公司");
const COATING: (&str, &str) = ("YS-PW-3", "演示：涂料公司");
const CEMENT: (&str, &str) = ("YS-PW-4", "演示：水泥公司");
const POWER: (&str, &str) = ("YS-PW-5", "演示：热电公司");
const PAINT: (&str, &str) = ("YS-PW-6", "演示：家具公司");

fn own((code, name): (&str, &str)) -> String {
    format!("企业自有|{code}|{name}")
}

fn granted((code, name): (&str, &str)) -> String {
    format!("企业排污权|{code}|{name}")
}

impl App {
    pub(super) async fn demo_rights(&self, actor: &Actor, cast: &DemoCast<'_>, story: &Story) -> Result<()> {
        for (role, user) in [("rights_clerk", cast.planner), ("rights_checker", cast.checker)] {
            self.set_pack_role(actor, (POLLUTANTS, role), user, true, story.now).await?;
        }
        for (county, air, water) in [("寿光市", "否", "是"), ("诸城市", "是", "是"), ("高密市", "是", "否")]
        {
            let year = (story.year - 1).to_string();
            let values = [
                ("county", county),
                ("year", year.as_str()),
                ("air_met", air),
                ("water_met", water),
                ("document", "演示"),
            ];
            self.demo_row(actor, (POLLUTANTS, "region_quality"), None, &values, story.now).await?;
        }
        for ((code, name), region) in [(COATING, "370782"), (PAINT, "370783"), (CEMENT, "370785"), (POWER, "370782")] {
            let values = [("code", code), ("name", name), ("region", region)];
            self.demo_row(actor, (POLLUTANTS, "discharger"), None, &values, story.now).await?;
        }
        for (code, pollutant, name, amount) in [
            ("YS-3", "氮氧化物", "演示：冷链物流园项目", "0.8"),
            ("YS-4", "挥发性有机物", "演示：汽车零部件项目", "3.2"),
            ("YS-7", "氮氧化物", "演示：玻璃公司二期", "6.5"),
        ] {
            let values = [("project_code", code), ("pollutant", pollutant), ("name", name), ("amount", amount)];
            self.demo_row(actor, (POLLUTANTS, "new_emission"), Some(&story.vintage()), &values, story.now).await?;
        }
        let mut clerk = Clerk::new(self, cast, (POLLUTANTS, "rights"), "氮氧化物").of(LOT);
        // Before the orders of the call, which are recorded when they are given.
        clerk.recorded = Some(story.at(85));
        let (steel, glass, coating) = (own(STEEL), own(GLASS), own(COATING));
        clerk.post_checked(story.at(3), &[("减排登记", "核定减排", &steel, "86.4")]).await?;
        clerk.post_checked(story.at(6), &[("减排登记", "核定减排", &glass, "12.5")]).await?;
        clerk.post_checked(story.at(9), &[("减排收储登记", "核定减排", "储备库", "40")]).await?;
        clerk.post(story.at(15), &[("收储", &steel, "储备库", "20")]).await?;
        // The firm's own reduction goes first to its own new line.
        clerk.post(story.at(21), &[("自用替代", &glass, &granted(GLASS), "6.5")]).await?;
        clerk.asset = "挥发性有机物";
        clerk.post_checked(story.at(31), &[("减排收储登记", "核定减排", "储备库", "25")]).await?;
        clerk.asset = "氮氧化物";
        let (cement, power) = (granted(CEMENT), granted(POWER));
        let line = ("预留", "储备库", cement.as_str(), "9");
        let held = clerk.hold(story.at(60), line, 120).await?;
        clerk.follow(story.at(70), (LedgerAct::VoidHold, ""), held.seq).await?;
        clerk.hold(story.at(82), ("预留", "储备库", power.as_str(), "5"), 180).await?;
        // Money for the call, and the reduction that is on offer.
        clerk.asset = "资金";
        clerk.vintage.clear();
        let paid =
            [("资金转入", "场外资金", glass.as_str(), "90000"), ("资金转入", "场外资金", coating.as_str(), "60000")];
        clerk.post(story.at(84), &paid).await?;
        clerk.asset = "氮氧化物";
        clerk.vintage = LOT.to_string();
        self.demo_nox_call(actor, cast, story).await?;
        // Where they are is on record since the demo was made, and so is what follows from it.
        clerk.recorded = Some(story.now);
        clerk.post_checked(story.at(29), &[("大气等量替代", "储备库", &granted(COATING), "0.8")]).await?;
        clerk.asset = "挥发性有机物";
        clerk.post_checked(story.at(38), &[("大气倍量替代", "储备库", &granted(PAINT), "3.2")]).await?;
        clerk.post(story.at(52), &[("注销", &granted(PAINT), "已注销", "3.2")]).await?;
        clerk.asset = "氮氧化物";
        // Agreed to by the second person, in its days of waiting.
        clerk.recorded = None;
        clerk.post_checked(story.now, &[("转让", &steel, &glass, "4")]).await?;
        Ok(())
    }

    async fn demo_nox_call(&self, actor: &Actor, cast: &DemoCast<'_>, story: &Story) -> Result<()> {
        let [first, second, third] = cast.bidders;
        let call = CallTrade {
            exchange: (POLLUTANTS, "nox_call"),
            register: "nox_lot",
            row: &[("number", "YS-PW-PC1"), ("pollutant", "氮氧化物"), ("vintage", LOT)],
            title: "演示：氮氧化物可替代量第一批",
            seller: "演示：市排污权交易机构",
            floor: "5000",
            quantity: "1",
            firms: &[
                Firm { user: first, name: STEEL.1, code: STEEL.0 },
                Firm { user: second, name: GLASS.1, code: GLASS.0 },
                Firm { user: third, name: COATING.1, code: COATING.0 },
            ],
            orders: &[(0, false, "5200", 12), (1, true, "6000", 10), (2, true, "5600", 6)],
        };
        self.demo_call(actor, cast, &call, (story.now, CallEnd::Publicity), story).await
    }

    pub(super) async fn demo_energy(&self, actor: &Actor, cast: &DemoCast<'_>, story: &Story) -> Result<()> {
        self.set_pack_role(actor, (ENERGY, "trading_centre"), cast.planner, true, story.now).await?;
        let firms = [
            Firm { user: cast.bidders[0], name: "演示：化工公司", code: "YS-YN-1" },
            Firm { user: cast.bidders[1], name: "演示：纺织公司", code: "YS-YN-2" },
            Firm { user: cast.bidders[2], name: "演示：轮胎公司", code: "YS-YN-3" },
        ];
        for (title, intensity) in [("演示：化工扩建", "3.6"), ("演示：数据中心", "1.2"), ("演示：轮胎技改", "4.9")]
        {
            let values = [("title", title), ("intensity", intensity)];
            self.demo_row(actor, (ENERGY, "energy_project"), None, &values, story.now).await?;
        }
        let account = |firm: &Firm<'_>| format!("交易账户|{}|{}", firm.code, firm.name);
        let [chemical, textile, tyre] = [account(&firms[0]), account(&firms[1]), account(&firms[2])];
        let mut clerk = Clerk::new(self, cast, (ENERGY, "trade"), "资金");
        let paid = [("转入", "场外", chemical.as_str(), "120000"), ("转入", "场外", tyre.as_str(), "80000")];
        clerk.post(story.at(5), &paid).await?;
        clerk.asset = "用能权指标";
        clerk.post(story.at(8), &[("转入", "场外", &textile, "1600")]).await?;
        let call = CallTrade {
            exchange: (ENERGY, "energy_call"),
            register: "right_lot",
            row: &[("number", "YS-YN-PC1"), ("reference", "150")],
            title: "演示：用能权第一批",
            seller: "演示：市公共资源交易中心",
            floor: "150",
            quantity: "10",
            firms: &firms,
            orders: &[(0, true, "165", 40), (1, false, "150", 50), (2, true, "158", 20)],
        };
        self.demo_call(actor, cast, &call, (story.at(25), CallEnd::Settled), story).await?;
        clerk.asset = "资金";
        clerk.post(story.at(60), &[("转出", &textile, "场外", "40000")]).await?;
        clerk.post(story.at(80), &[("转入", "场外", &tyre, "50000")]).await?;
        let call = CallTrade {
            row: &[("number", "YS-YN-PC2"), ("reference", "150")],
            title: "演示：用能权第二批",
            orders: &[(1, false, "152", 30), (2, true, "160", 15)],
            ..call
        };
        self.demo_call(actor, cast, &call, (story.now, CallEnd::Bidding), story).await
    }
}
