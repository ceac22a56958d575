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

    /// What firms look for and offer: two that want the same supplier, one that asks for a certificate nobody has, one whose
    /// price nobody meets.
    pub(crate) async fn demo_needs(&self, actor: &Actor, now: Timestamp) -> Result<()> {
        for (number, buyer, product, spec, quantity, price, certificate, county) in [
            ("YS-XQ-1", "演示：整机公司", "深沟球轴承", "6204", "1000", "10", "否", "诸城市"),
            ("YS-XQ-2", "演示：水泵公司", "深沟球轴承", "", "1000", "9", "否", "高密市"),
            ("YS-XQ-3", "演示：医械公司", "精密轴承", "", "300", "30", "是", "寿光市"),
            ("YS-XQ-4", "演示：农机公司", "液压泵", "", "400", "800", "否", "安丘市"),
        ] {
            let values = [
                ("number", number),
                ("buyer", buyer),
                ("product", product),
                ("spec", spec),
                ("quantity", quantity),
                ("price_max", price),
                ("needs_certificate", certificate),
                ("county", county),
            ];
            self.demo_row(actor, (CHAIN, "demand"), None, &values, now).await?;
        }
        for (number, supplier, product, spec, capacity, price, county) in [
            ("YS-GY-1", "演示：轴承公司", "球轴承", "6204", "1000", "8", "诸城市"),
            ("YS-GY-2", "演示：高密轴承厂", "深沟球轴承", "", "1000", "9", "高密市"),
            ("YS-GY-3", "演示：液压件厂", "液压泵", "", "500", "900", "安丘市"),
        ] {
            let values = [
                ("number", number),
                ("supplier", supplier),
                ("product", product),
                ("spec", spec),
                ("capacity", capacity),
                ("price", price),
                ("has_certificate", "否"),
                ("places", "1"),
                ("county", county),
            ];
            self.demo_row(actor, (CHAIN, "offer"), None, &values, now).await?;
        }
        Ok(())
    }

    /// Loans of the year: one firm has two that are above the cap together, one is too long, one firm has no code.
    pub(crate) async fn demo_loans(&self, actor: &Actor, now: Timestamp) -> Result<()> {
        let year = day_in_china(now).year().to_string();
        for (contract, firm, code, registration, balance, term, loss) in [
            ("YS-DK-1", "演示：生物公司", "91370700MA00000817", "演示入库1", "800", "24", "300"),
            ("YS-DK-2", "演示：传感器公司", "91370700MA0000082A", "演示入库2", "900", "36", "400"),
            ("YS-DK-6", "演示：传感器公司", "91370700MA0000082A", "演示入库2", "600", "24", "200"),
            ("YS-DK-3", "演示：种业公司", "91370700MA0000083D", "演示入库3", "500", "12", "260"),
            ("YS-DK-4", "演示：软件公司", "91370700MA0000084G", "演示入库4", "400", "48", "200"),
            ("YS-DK-5", "演示：材料公司", "91370700MA0000085K", "", "300", "24", "120"),
        ] {
            let values = [
                ("contract", contract),
                ("firm", firm),
                ("firm_code", code),
                ("bank", "演示：合作银行"),
                ("registration", registration),
                ("balance", balance),
                ("term", term),
                ("loss", loss),
                ("bank_share", "30"),
            ];
            self.demo_row(actor, LOANS, Some(&year), &values, now).await?;
        }
        Ok(())
    }

    /// Projects of the year that counties call for together, with what each county gives and who answered; one that nobody
    /// answered.
    pub(crate) async fn demo_joint_projects(&self, actor: &Actor, now: Timestamp) -> Result<()> {
        let year = day_in_china(now).year().to_string();
        for (number, name, lead, aim, request) in [
            ("YS-BD-1", "演示：盐碱地耐盐小麦品种", "寿光市", "含盐量千分之三的地块亩产不低于 350 公斤", "260"),
            ("YS-BD-2", "演示：动力总成轻量化", "诸城市", "总成减重 15%，台架寿命不降低", "180"),
            ("YS-BD-3", "演示：海水淡化膜材料", "昌邑市", "膜通量提高 20%，脱盐率不低于 99.7%", "90"),
            ("YS-BD-4", "演示：生姜加工装备", "安丘市", "每小时清洗分级 10 吨，破损率不高于 1%", "60"),
        ] {
            let values = [
                ("number", number),
                ("name", name),
                ("lead", lead),
                ("aim", aim),
                ("acceptance_measure", "演示：第三方检测报告"),
                ("request", request),
            ];
            self.demo_row(actor, JOINT, Some(&year), &values, now).await?;
        }
        for (project, county, amount, task) in [
            ("YS-BD-1", "寿光市", "120", "演示：品种选育"),
            ("YS-BD-1", "昌邑市", "80", "演示：盐碱地试验示范"),
            ("YS-BD-2", "诸城市", "90", "演示：总成设计"),
            ("YS-BD-2", "高密市", "60", "演示：部件试制"),
            ("YS-BD-3", "昌邑市", "120", "演示：膜材料中试"),
            ("YS-BD-4", "安丘市", "50", "演示：装备研制"),
            ("YS-BD-4", "昌乐县", "30", "演示：应用验证"),
        ] {
            let document = "演示：联合协议";
            let values =
                [("project", project), ("county", county), ("amount", amount), ("task", task), ("document", document)];
            self.demo_row(actor, (JOINT.0, "joint_contribution"), Some(&year), &values, now).await?;
        }
        let answered = jiff::civil::date(day_in_china(now).year(), 1, 15).to_string();
        for (project, applicant, admitted, scores) in [
            ("YS-BD-1", "演示：农科院", "是", ["94", "90", "90"]),
            ("YS-BD-1", "演示：种业公司", "是", ["80", "86", "88"]),
            ("YS-BD-2", "演示：汽车研究院", "是", ["84", "84", "84"]),
            ("YS-BD-2", "演示：压铸公司", "否", ["", "", ""]),
            ("YS-BD-3", "演示：膜材料公司", "是", ["76", "74", "74"]),
        ] {
            let [plan, team, cost] = scores;
            let values = [
                ("project", project),
                ("applicant", applicant),
                ("answered_on", answered.as_str()),
                ("is_admitted", admitted),
                ("plan_score", plan),
                ("team_score", team),
                ("cost_score", cost),
            ];
            self.demo_row(actor, (JOINT.0, "answer"), Some(&year), &values, now).await?;
        }
        Ok(())
    }
}
