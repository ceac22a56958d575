//! What the 演示 dataset shows of supply chains, of projects that counties call for together and of loans that went bad: a
//! few rows each, all of them marked; never touches the real dataset.

use jiff::Timestamp;

use crate::{Actor, App, Result, day_in_china};

const CHAIN: &str = "supply_matching";
const LOANS: (&str, &str) = ("loan_compensation", "conversion_loan");
const JOINT: (&str, &str) = ("joint_challenge", "joint_project");

impl App {
    /// A chain of five firms with one supplier that everything hangs on, one product from two, one from many.
    pub(crate) async fn demo_chain(&self, actor: &Actor, now: Timestamp) -> Result<()> {
        for (name, output) in [
            ("演示：整机公司", "120000"),
            ("演示：液压件厂", "18000"),
            ("演示：铸件厂", "9000"),
            ("演示：轴承公司", "15000"),
            ("演示：电控公司", "22000"),
        ] {
            self.demo_row(actor, (CHAIN, "firm"), None, &[("name", name), ("output", output)], now).await?;
        }
        for (supplier, buyer, product, amount, affected) in [
            ("演示：液压件厂", "演示：整机公司", "液压泵", "6000", "96000"),
            ("演示：铸件厂", "演示：液压件厂", "泵体铸件", "2400", "14400"),
            ("演示：电控公司", "演示：整机公司", "控制器", "5200", "54000"),
            ("演示：轴承公司", "演示：整机公司", "控制器", "1300", "54000"),
            ("演示：轴承公司", "演示：整机公司", "轴承", "900", "12000"),
            ("演示：铸件厂", "演示：整机公司", "轴承", "800", "12000"),
        ] {
            let values = [
                ("supplier", supplier),
                ("buyer", buyer),
                ("product", product),
                ("amount", amount),
                ("affected", affected),
            ];
            self.demo_row(actor, (CHAIN, "supply"), None, &values, now).await?;
        }
        Ok(())
    }

    /// Loans of the year: more is claimed than there is; one is too long, one above the cap.
    pub(crate) async fn demo_loans(&self, actor: &Actor, now: Timestamp) -> Result<()> {
        let year = day_in_china(now).year().to_string();
        for (contract, firm, has_code, balance, term, loss) in [
            ("YS-DK-1", "演示：生物公司", "是", "800", "24", "300"),
            ("YS-DK-2", "演示：传感器公司", "是", "1500", "36", "600"),
            ("YS-DK-3", "演示：种业公司", "是", "500", "12", "260"),
            ("YS-DK-4", "演示：软件公司", "是", "400", "48", "200"),
            ("YS-DK-5", "演示：材料公司", "否", "300", "24", "120"),
        ] {
            let values = [
                ("contract", contract),
                ("firm", firm),
                ("has_code", has_code),
                ("balance", balance),
                ("term", term),
                ("loss", loss),
            ];
            self.demo_row(actor, LOANS, Some(&year), &values, now).await?;
        }
        Ok(())
    }

    /// Projects of the year that counties call for together; one that nobody answered.
    pub(crate) async fn demo_joint_projects(&self, actor: &Actor, now: Timestamp) -> Result<()> {
        let year = day_in_china(now).year().to_string();
        for (number, name, lead, partner, contribution, score, request) in [
            ("YS-BD-1", "演示：盐碱地耐盐小麦品种", "寿光市", "昌邑市", "200", "92", "260"),
            ("YS-BD-2", "演示：动力总成轻量化", "诸城市", "高密市", "150", "84", "180"),
            ("YS-BD-3", "演示：海水淡化膜材料", "昌邑市", "", "120", "75", "90"),
            ("YS-BD-4", "演示：生姜加工装备", "安丘市", "昌乐县", "80", "", "60"),
        ] {
            let values = [
                ("number", number),
                ("name", name),
                ("lead", lead),
                ("partner", partner),
                ("contribution", contribution),
                ("score", score),
                ("request", request),
            ];
            self.demo_row(actor, JOINT, Some(&year), &values, now).await?;
        }
        Ok(())
    }
}
