//! What ledgers, trades and transfers of the 演示 dataset show: vouchers, a running auction, a settled one, an agreement.
//! Made by the same use cases that people go through, all of it marked; never touches the real dataset.

use std::collections::BTreeMap;

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use model::Dataset;

use crate::cases::{Rehearsal, RehearsalBidder, RehearsalStage};
use crate::view::{
    CaseOpenRequest, LedgerAct, LedgerDecideRequest, LedgerDecision, LedgerHolding, LedgerPost, LedgerPostLine,
    RegisterBookQuery, RowSaveRequest, RowStepRequest,
};
use crate::{Actor, App, AppError, Result, day_in_china};

const LAND: (&str, &str) = ("land_quota", "quota");
const RURAL: &str = "rural_property";
pub(crate) const SHARING: &str = "project_sharing";
const PLACING: &str = "project_land";
/// A week: whoever opens the demo finds the auction running.
const AUCTION_MINUTES: i64 = 7 * 24 * 60;

/// Accounts of the demo that take part, as the installation opened them.
pub struct DemoCast<'a> {
    pub planner: &'a str,
    pub checker: &'a str,
    /// Liaison and division code of two counties.
    pub giver: (&'a str, &'a str),
    pub taker: (&'a str, &'a str),
    /// Who bids in auctions, each for one bidder.
    pub bidders: [&'a str; 3],
}

impl App {
    /// Once; what cannot be made, because the days off of the year are not known, is told and left out.
    pub async fn load_demo_mechanisms(
        &self,
        actor: &Actor,
        cast: &DemoCast<'_>,
        now: Timestamp,
        progress: impl Fn(&str),
    ) -> Result<()> {
        if !self.store.cases(Dataset::Demo).await?.is_empty()
            || !self.store.streams(store::StreamKind::Agreement, Dataset::Demo, None).await?.is_empty()
        {
            return Ok(());
        }
        progress("生成演示账本、交易、流转协议和项目落地申请（虚构，标明“演示”）");
        for (pack, role, user) in [
            (LAND.0, "quota_clerk", cast.planner),
            (LAND.0, "quota_checker", cast.checker),
            (RURAL, "county_centre", cast.planner),
            (RURAL, "township_station", cast.checker),
            (SHARING, "out_county", cast.giver.0),
            (SHARING, "in_county", cast.taker.0),
            (SHARING, "city_bureau", cast.planner),
        ] {
            self.set_pack_role(actor, (pack, role), user, true, now).await?;
        }
        self.demo_books(actor, cast, now, &progress).await;
        self.demo_vouchers(cast, now).await?;
        self.demo_auctions(actor, cast, now, &progress).await?;
        self.demo_agreements(actor, cast, now).await?;
        self.demo_applications(actor, now).await?;
        self.demo_chain(actor, now).await?;
        self.demo_needs(actor, now).await?;
        self.demo_loans(actor, now).await?;
        self.demo_joint_projects(actor, now).await?;
        self.demo_rivers(actor, cast, now).await?;
        self.demo_incentives(actor, cast, now).await
    }

    pub(crate) async fn demo_row(
        &self,
        actor: &Actor,
        names: (&str, &str),
        period: Option<&str>,
        values: &[(&str, &str)],
        now: Timestamp,
    ) -> Result<()> {
        let values: BTreeMap<String, String> =
            values.iter().map(|(field, value)| ((*field).to_string(), (*value).to_string())).collect();
        let note = Some("演示数据，虚构".to_string());
        let request = RowSaveRequest { values, key: None, seen: None, accept_warnings: true, note };
        let book = RegisterBookQuery { dataset: Some(Dataset::Demo), period: period.map(str::to_string) };
        let saved = self.save_row(actor, names, &book, &request, now).await?;
        match saved.accepted {
            true => Ok(()),
            false => {
                let faults: Vec<String> = saved.faults.into_iter().map(|fault| fault.message).collect();
                Err(AppError::Internal { message: format!("演示名录“{}”：{}", names.1, faults.join("；")) })
            }
        }
    }

    pub(crate) async fn demo_step(
        &self,
        user: &str,
        names: (&str, &str),
        (key, step): (&str, &str),
        now: Timestamp,
    ) -> Result<()> {
        let (actor, book) = (Actor::new(user), RegisterBookQuery { dataset: Some(Dataset::Demo), period: None });
        let seen = self.register_row(&actor, names, &book, key, now).await?.row.pulse;
        let note = Some("演示，虚构".to_string());
        let request = RowStepRequest { key: key.to_string(), step: step.to_string(), note, seen };
        self.take_step(&actor, names, &book, &request, now).await
    }

    /// Quotas that were issued, used, held, have run out, and wait for the second person.
    async fn demo_vouchers(&self, cast: &DemoCast<'_>, now: Timestamp) -> Result<()> {
        let (clerk, checker) = (Actor::new(cast.planner), Actor::new(cast.checker));
        let dataset = Some(Dataset::Demo);
        let year = day_in_china(now).year();
        let (this, old) = (year.to_string(), (year - 2).to_string());
        let one = |kind: &str| LedgerHolding { kind: kind.to_string(), ..LedgerHolding::default() };
        let project = |code: &str, name: &str| LedgerHolding {
            kind: "项目账户".to_string(),
            holder: code.to_string(),
            label: name.to_string(),
        };
        for (code, name, county, requested) in
            [("YS-1", "演示：海港装备项目", "寒亭区", "330"), ("YS-2", "演示：生物基材料项目", "昌邑市", "180")]
        {
            let values = [
                ("project_code", code),
                ("name", name),
                ("county", county),
                ("tier", "市级项目"),
                ("requested", requested),
            ];
            self.demo_row(&clerk, (LAND.0, "land_project"), None, &values, now).await?;
        }
        let (pool, issued) = (one("市级指标池"), one("上级下达"));
        let line = |kind: &str, from: &LedgerHolding, to: &LedgerHolding, vintage: &str, amount: &str| LedgerPostLine {
            kind: kind.to_string(),
            from: from.clone(),
            to: to.clone(),
            asset: "计划指标".to_string(),
            vintage: vintage.to_string(),
            amount: amount.to_string(),
            ..LedgerPostLine::default()
        };
        let (first, second) = (project("YS-1", "演示：海港装备项目"), project("YS-2", "演示：生物基材料项目"));
        let hold = LedgerPostLine {
            act: LedgerAct::Hold,
            until: Some(now.checked_add(SignedDuration::from_hours(24 * 60)).unwrap_or(Timestamp::MAX)),
            ..line("预留", &pool, &second, &this, "180")
        };
        let vouchers = [
            ("issue", "演示1号", vec![line("下达市级", &issued, &pool, &this, "2000")], true),
            ("issue-old", "演示2号", vec![line("下达市级", &issued, &pool, &old, "60")], true),
            ("city", "演示3号", vec![line("市级配置", &pool, &first, &this, "320")], false),
            ("use", "演示4号", vec![line("使用", &first, &one("已使用"), &this, "280.5")], false),
            ("reserve", "演示5号", vec![hold], false),
            ("waiting", "演示6号", vec![line("下达市级", &issued, &pool, &this, "150")], false),
        ];
        for (key, document, lines, is_approved) in vouchers {
            let voucher = LedgerPost {
                key: format!("demo-{key}"),
                // What has run out by now was issued when it had not.
                effective: (key == "issue-old").then(|| date(year - 2, 6, 1)),
                document: document.to_string(),
                note: "演示，虚构".to_string(),
                lines,
                ..LedgerPost::default()
            };
            let receipt = self.post_ledger(&clerk, LAND, dataset, &voucher, now).await?;
            if is_approved {
                let decision = LedgerDecideRequest {
                    key: format!("demo-{key}-approved"),
                    proposal: receipt.seq,
                    decision: LedgerDecision::Approve,
                    document: document.to_string(),
                    note: "演示，虚构".to_string(),
                };
                self.decide_ledger(&checker, LAND, dataset, &decision, now).await?;
            }
        }
        Ok(())
    }

    /// One auction that is settled with its certificate, one that runs, one in its days of publicity, one that found too
    /// few bidders and waits for its second notice.
    async fn demo_auctions(
        &self,
        actor: &Actor,
        cast: &DemoCast<'_>,
        now: Timestamp,
        progress: impl Fn(&str),
    ) -> Result<()> {
        let lots = [
            ("YS-CQ-1", "演示：东村机动地经营权", "100", RehearsalStage::Settled),
            ("YS-CQ-2", "演示：北岭果园经营权", "60", RehearsalStage::Bidding),
            ("YS-CQ-3", "演示：南洼鱼塘经营权", "28", RehearsalStage::Publicity),
            ("YS-CQ-4", "演示：西沟荒坡经营权", "150", RehearsalStage::Few),
        ];
        let names = ["演示：甲农场", "演示：乙合作社", "演示：丙公司"];
        let bidders = || {
            let bidder = |(user, name): (&&str, &str)| RehearsalBidder {
                account: user.to_string(),
                name: name.to_string(),
                ..RehearsalBidder::default()
            };
            cast.bidders.iter().zip(names).map(bidder)
        };
        for (number, title, area, stage) in lots {
            let values = [
                ("number", number),
                ("title", title),
                ("kind", "承包地经营权"),
                ("county", "寿光市"),
                ("seller", "演示：村经济合作社"),
                ("area", area),
                ("floor", "500"),
                ("resolved", "是"),
            ];
            self.demo_row(actor, (RURAL, "rural_lot"), None, &values, now).await?;
            self.demo_step(cast.checker, (RURAL, "rural_lot"), (number, "review"), now).await?;
            let rehearsal = Rehearsal {
                lot: CaseOpenRequest {
                    dataset: Some(Dataset::Demo),
                    pack: RURAL.to_string(),
                    exchange: "rural_auction".to_string(),
                    row: number.to_string(),
                    number: None,
                    title: None,
                    seller: None,
                    seller_code: None,
                    floor: None,
                    quantity: None,
                },
                bidders: bidders().take(if stage == RehearsalStage::Few { 2 } else { cast.bidders.len() }).collect(),
                stage,
                minutes: if stage == RehearsalStage::Bidding { AUCTION_MINUTES } else { 60 },
            };
            match self.rehearse(&Actor::new(cast.planner), &rehearsal, now).await {
                Ok(_) => {}
                // The days off of the year are not known.
                Err(AppError::BadInput { message, .. }) => progress(&format!("演示交易没有生成：{message}")),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Projects that ask for land and emissions in several counties, and what the counties have.
    async fn demo_applications(&self, actor: &Actor, now: Timestamp) -> Result<()> {
        let year = day_in_china(now).year().to_string();
        for (county, land, cod, floor) in
            [("寿光市", "300", "12", "0"), ("高密市", "260", "8", "20000"), ("诸城市", "240", "10", "0")]
        {
            let values = [("county", county), ("land", land), ("cod", cod), ("investment_least", floor)];
            self.demo_row(actor, (PLACING, "county_quota"), Some(&year), &values, now).await?;
        }
        for (project, county, investment, score, land, energy, cod, major) in [
            ("演示：海港装备", "寿光市", "80000", "92", "180", "9000", "3", "是"),
            ("演示：海港装备", "诸城市", "80000", "85", "180", "9000", "3", "是"),
            ("演示：生物基材料", "寿光市", "60000", "88", "150", "12000", "5", "否"),
            ("演示：生物基材料", "高密市", "60000", "80", "150", "12000", "5", "否"),
            ("演示：预制菜加工", "诸城市", "30000", "76", "90", "2500", "4", "否"),
            ("演示：预制菜加工", "高密市", "30000", "78", "90", "2500", "4", "否"),
            ("演示：冷链物流", "寿光市", "25000", "70", "110", "1800", "1", "否"),
            ("演示：智能家居", "高密市", "22000", "74", "80", "1500", "1", "否"),
            ("演示：铸件扩建", "诸城市", "40000", "61", "160", "20000", "6", "否"),
        ] {
            let values = [
                ("project", project),
                ("county", county),
                ("investment", investment),
                ("score", score),
                ("land", land),
                ("energy", energy),
                ("cod", cod),
                ("is_allowed", "是"),
                ("is_major", major),
            ];
            self.demo_row(actor, (PLACING, "project_application"), Some(&year), &values, now).await?;
        }
        Ok(())
    }
}
