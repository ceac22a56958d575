//! What the 演示 dataset shows of river compensation: sections of last year in the packs that compute them, the lines that
//! are taken from there, and the settlement of the year, posted and checked. Never touches the real dataset.

use jiff::Timestamp;
use model::Dataset;

use crate::demo_mechanisms::DemoCast;
use crate::view::{LedgerDecideRequest, LedgerDecision, LedgerSettleRequest, RegisterBookQuery};
use crate::{Actor, App, Result, day_in_china};

const SETTLEMENT: &str = "river_settlement";
const SHANDONG: &str = "river_compensation_shandong";
const BANDS: (&str, &str) = ("river_compensation_zhoukou", "section_month");
const FLUX: (&str, &str) = ("river_compensation_taihu", "section_flux");

impl App {
    pub(crate) async fn demo_rivers(&self, actor: &Actor, cast: &DemoCast<'_>, now: Timestamp) -> Result<()> {
        let year = (day_in_china(now).year() - 1).to_string();
        for (role, user) in [("environment", cast.planner), ("finance", cast.checker)] {
            self.set_pack_role(actor, (SETTLEMENT, role), user, true, now).await?;
        }
        self.demo_sections(actor, &year, now).await?;
        let book = RegisterBookQuery { dataset: Some(Dataset::Demo), period: Some(year.clone()) };
        self.take_in(actor, (SETTLEMENT, "settlement_line"), &book, now).await?;
        for (place, kind) in ["pay_in", "other_pay_in", "pay_out", "other_pay_out"].into_iter().enumerate() {
            self.demo_river_entry(cast, (kind, &year), &format!("演示{}号", 21 + place), now).await?;
        }
        Ok(())
    }

    /// A river between two counties, a boundary river that fell short, one upstream county without fault; two months of
    /// bands, one of loads; the province and the city.
    async fn demo_sections(&self, actor: &Actor, year: &str, now: Timestamp) -> Result<()> {
        for (name, county) in [
            ("寿光市", "寿光市"),
            ("昌邑市", "昌邑市"),
            ("寒亭区", "寒亭区"),
            ("高密市", "高密市"),
            ("青州市", "青州市"),
            ("安丘市", "安丘市"),
            ("山东省", ""),
            ("市级", ""),
        ] {
            self.demo_row(actor, (SETTLEMENT, "party"), None, &[("name", name), ("county", county)], now).await?;
        }
        for (section, upstream, downstream, opposite, actual, agreed, is_boundary, is_blameless) in [
            ("演示：弥河断面", "青州市", "寿光市", "", "2", "1200", "否", "否"),
            ("演示：潍河界河断面", "高密市", "昌邑市", "安丘市", "4", "1001", "是", "否"),
            ("演示：白浪河断面", "寒亭区", "昌邑市", "", "5", "1000", "否", "是"),
        ] {
            let values = [
                ("section", section),
                ("upstream", upstream),
                ("downstream", downstream),
                ("opposite", opposite),
                ("target_class", "3"),
                ("actual_class", actual),
                ("agreed", agreed),
                ("is_boundary", is_boundary),
                ("is_blameless", is_blameless),
            ];
            self.demo_row(actor, (SHANDONG, "section_year"), Some(year), &values, now).await?;
        }
        for (component, amount) in [("演示：水质达标", "320"), ("演示：劣五类月次", "-100")] {
            let values = [("component", component), ("amount", amount)];
            self.demo_row(actor, (SHANDONG, "component_year"), Some(year), &values, now).await?;
        }
        for (month, multiple) in [("03", "0.3"), ("06", "1.2")] {
            let values = [
                ("section", "演示：丹河断面"),
                ("county", "青州市"),
                ("downstream", "寿光市"),
                ("exceed_multiple", multiple),
            ];
            self.demo_row(actor, BANDS, Some(&format!("{year}-{month}")), &values, now).await?;
        }
        let values = [
            ("section", "演示：胶莱河断面"),
            ("upstream", "高密市"),
            ("downstream", "昌邑市"),
            ("flow", "2000"),
            ("permanganate", "6.5"),
            ("permanganate_target", "6"),
            ("ammonia", "1"),
            ("ammonia_target", "1"),
            ("phosphorus", "0.2"),
            ("phosphorus_target", "0.2"),
        ];
        self.demo_row(actor, FLUX, Some(&format!("{year}-05")), &values, now).await
    }

    async fn demo_river_entry(
        &self,
        cast: &DemoCast<'_>,
        (kind, year): (&str, &str),
        document: &str,
        now: Timestamp,
    ) -> Result<()> {
        let (names, dataset) = ((SETTLEMENT, "fund"), Some(Dataset::Demo));
        let settle = LedgerSettleRequest {
            kind: kind.to_string(),
            period: year.to_string(),
            document: document.to_string(),
            note: "演示，虚构".to_string(),
            ..LedgerSettleRequest::default()
        };
        let receipt = self.settle_ledger(&Actor::new(cast.planner), names, dataset, &settle, now).await?;
        let decision = LedgerDecideRequest {
            key: format!("demo-{kind}-approved"),
            proposal: receipt.seq,
            decision: LedgerDecision::Approve,
            document: document.to_string(),
            note: "演示，虚构".to_string(),
        };
        self.decide_ledger(&Actor::new(cast.checker), names, dataset, &decision, now).await?;
        Ok(())
    }
}
