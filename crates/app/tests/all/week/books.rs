//! Ledgers, trades, registers, accounts and the timer of the server in a simulated site.

use app::Actor;
use app::view::{
    AccountState, CaseAct, CaseOpenRequest, CaseRequest, LedgerAct, LedgerDecideRequest, LedgerDecision, LedgerHolding,
    LedgerPost, LedgerPostLine, LedgerQuery, ProposalDecisionRequest, ProposalRequest, RegisterBookQuery,
    RegisterRowsQuery, RowSaveRequest, RowStepRequest,
};
use jiff::SignedDuration;
use jiff::tz::offset;
use model::Dataset;
use model::people::AccessChange;
use rust_decimal::Decimal;

use super::city::City;

const LEDGER: (&str, &str) = ("land_quota", "quota");
const LOTS: (&str, &str) = ("rural_property", "rural_lot");

fn book() -> RegisterBookQuery {
    RegisterBookQuery { dataset: Some(Dataset::Real), period: None }
}

fn holding(kind: &str, holder: &str) -> LedgerHolding {
    LedgerHolding { kind: kind.to_string(), holder: holder.to_string(), label: holder.to_string() }
}

impl City {
    /// Quota comes from the province, is held for a project, used and given back; a second person agrees.
    pub async fn post(&mut self) {
        let Some(clerk) = self.enter("clerk").await else { return };
        let query = LedgerQuery { dataset: Some(Dataset::Real), ..LedgerQuery::default() };
        let today = offset(8).to_datetime(self.clock).date();
        let amount = self.between(1, 400).to_string();
        let project = format!("P{}", self.between(1, 4));
        let kinds = [
            ("下达市级", LedgerAct::Transfer, holding("", ""), holding("", "")),
            ("市级配置", LedgerAct::Transfer, holding("市级指标池", ""), holding("项目账户", &project)),
            ("使用", LedgerAct::Transfer, holding("项目账户", &project), holding("", "")),
            ("项目退回", LedgerAct::Transfer, holding("项目账户", &project), holding("市级指标池", "")),
            ("预留", LedgerAct::Hold, holding("市级指标池", ""), holding("项目账户", &project)),
        ];
        let (kind, act, from, to) = self.pick(&kinds).unwrap();
        let line = LedgerPostLine {
            act,
            kind: kind.to_string(),
            from,
            to,
            asset: "计划指标".to_string(),
            vintage: "2026".to_string(),
            until: (kind == "预留").then(|| self.clock + SignedDuration::from_hours(30)),
            amount,
            ..LedgerPostLine::default()
        };
        let post = LedgerPost {
            key: format!("post-{}", self.step),
            effective: Some(today),
            document: "示例〔2026〕1号".to_string(),
            lines: vec![line],
            ..LedgerPost::default()
        };
        let receipt = self
            .act_as(&clerk, "vouchers posted", async |app, who, now| {
                app.post_ledger(who, LEDGER, Some(Dataset::Real), &post, now).await
            })
            .await;
        if let Some(receipt) = receipt {
            self.promises.posted(receipt.seq, &receipt.digest);
            if receipt.state_in_words == "待复核" && self.chance(85) {
                let decide = LedgerDecideRequest {
                    key: format!("decide-{}", receipt.seq),
                    proposal: receipt.seq,
                    decision: if self.chance(80) { LedgerDecision::Approve } else { LedgerDecision::Reject },
                    document: String::new(),
                    note: String::new(),
                };
                self.act("checker", "vouchers decided", async |app, who, now| {
                    app.decide_ledger(who, LEDGER, Some(Dataset::Real), &decide, now).await
                })
                .await;
            }
        }
        let view = self.app.ledger_view(&clerk, LEDGER, &query, self.latest).await.unwrap();
        let number = |text: &str| text.parse::<Decimal>().unwrap();
        let mut sums = std::collections::BTreeMap::new();
        for balance in view.accounts.iter().flat_map(|account| &account.balances) {
            let sum = sums.entry(balance.asset).or_insert((Decimal::ZERO, Decimal::ZERO));
            sum.0 += number(&balance.posted.text);
            sum.1 += number(&balance.held_out) - number(&balance.held_in);
        }
        for account in view.accounts.iter().filter(|account| account.kind != "issued") {
            for balance in &account.balances {
                assert!(number(&balance.available) >= Decimal::ZERO, "{}: {account:?}", self.at());
            }
        }
        for (asset, sum) in sums {
            assert_eq!(sum, (Decimal::ZERO, Decimal::ZERO), "{}: asset {asset}", self.at());
        }
    }

    /// A row of a register is written, changed, and changed by two who saw the same.
    pub async fn row(&mut self) {
        let Some(actor) = self.enter("centre").await else { return };
        let key = format!("DC-{:03}", self.between(2, 25));
        let (area, floor) = (self.between(50, 500), self.between(100, 900));
        let held = self.app.register_row(&actor, LOTS, &book(), &key, self.clock).await.ok();
        let values = |area: i64| {
            let values = [
                ("number", key.as_str()),
                ("title", &format!("{key}机动地经营权")),
                ("kind", "承包地经营权"),
                ("county", "寿光市"),
                ("seller", &format!("{key}经济合作社")),
                ("area", &area.to_string()),
                ("floor", &floor.to_string()),
                ("resolved", "是"),
            ];
            values.into_iter().map(|(field, value)| (field.to_string(), value.to_string())).collect()
        };
        let request = |area: i64| RowSaveRequest {
            values: values(area),
            key: held.as_ref().map(|_| key.clone()),
            seen: held.as_ref().map(|held| held.row.pulse),
            accept_warnings: true,
            note: Some("演练".to_string()),
        };
        if held.is_some() && self.chance(30) {
            let (app, now) = (self.app.clone(), self.clock);
            let (first, second, real) = (request(area), request(area + 1), book());
            let (one, two) = tokio::join!(
                app.save_row(&actor, LOTS, &real, &first, now),
                app.save_row(&actor, LOTS, &real, &second, now),
            );
            let done = [&one, &two].iter().filter(|told| told.as_ref().is_ok_and(|saved| saved.accepted)).count();
            assert_eq!(done, 1, "{}: {one:?} {two:?}", self.at());
            let area = if one.is_ok_and(|saved| saved.accepted) { area } else { area + 1 };
            self.promises.written(&key, area);
            return self.count("two on one row");
        }
        let request = request(area);
        let saved = self
            .act_as(&actor, "rows saved", async |app, who, now| app.save_row(who, LOTS, &book(), &request, now).await)
            .await;
        if saved.is_some_and(|saved| saved.accepted) {
            self.promises.written(&key, area);
        }
    }

    /// A lot is listed and announced some days before the first morning, for bids on the third day.
    pub async fn list(&mut self, morning: jiff::Timestamp) {
        let host = Actor::new("centre");
        let before = morning - SignedDuration::from_hours(24 * 13);
        let values = [
            ("number", "DC-001"),
            ("title", "东村机动地经营权"),
            ("kind", "承包地经营权"),
            ("county", "寿光市"),
            ("seller", "东村经济合作社"),
            ("area", "100"),
            ("floor", "500"),
            ("resolved", "是"),
        ];
        let values = values.iter().map(|(field, value)| ((*field).to_string(), (*value).to_string())).collect();
        let row = RowSaveRequest { values, accept_warnings: true, ..RowSaveRequest::default() };
        assert!(self.app.save_row(&host, LOTS, &book(), &row, before).await.unwrap().accepted);
        let seen = self.app.register_row(&host, LOTS, &book(), "DC-001", before).await.unwrap().row.pulse;
        let review = RowStepRequest { key: "DC-001".to_string(), step: "review".to_string(), note: None, seen };
        self.app.take_step(&Actor::new("checker"), LOTS, &book(), &review, before).await.unwrap();
        let lot = CaseOpenRequest {
            dataset: Some(Dataset::Real),
            pack: LOTS.0.to_string(),
            exchange: "rural_auction".to_string(),
            row: "DC-001".to_string(),
            number: None,
            title: None,
            seller: None,
            seller_code: None,
            floor: None,
            quantity: None,
        };
        let number = self.app.open_case(&host, &lot, before + SignedDuration::from_mins(1)).await.unwrap();
        let opens = morning + SignedDuration::from_mins(24 * 60 * 2 + 30);
        let announce = CaseAct::Announce {
            notice_last: offset(8).to_datetime(opens - SignedDuration::from_hours(24 * 4)).date(),
            opens,
            closes: opens + SignedDuration::from_hours(4),
        };
        let mut acts = vec![(host.clone(), announce)];
        for number in 1..4 {
            let bidder = format!("firm{number}");
            acts.push((Actor::new(&bidder), CaseAct::Register { bidder: bidder.clone(), priority: None, code: None }));
            let qualify = CaseAct::Qualify { bidder: bidder.clone(), is_accepted: true, reason: String::new() };
            acts.push((host.clone(), qualify));
            acts.push((host.clone(), CaseAct::Deposit { bidder, refused: None }));
        }
        for (place, (who, act)) in acts.into_iter().enumerate() {
            let request = CaseRequest { key: format!("begin-{place:08}"), act };
            let when = before + SignedDuration::from_hours(i64::try_from(place).unwrap() + 1);
            self.app.act_in_case(&who, &number, &request, when).await.unwrap();
        }
        self.promises.case = Some(number);
    }

    pub async fn bid(&mut self) {
        let Some(number) = self.promises.case.clone() else { return };
        let Some(centre) = self.enter("centre").await else { return };
        let view = self.app.case_view(&centre, &number, self.clock).await.unwrap();
        let (act, who, price) = match view.phase.as_str() {
            "bidding" => {
                let price = self.promises.highest + self.between(5, 40);
                (CaseAct::Bid { price: price.to_string() }, format!("firm{}", self.between(1, 3)), Some(price))
            }
            "objection" => (CaseAct::Settle, "centre".to_string(), None),
            _ => return,
        };
        let request = CaseRequest { key: format!("bid-{:08}", self.step), act };
        let Some(actor) = self.enter(&who).await else { return };
        let told = self
            .act_as(&actor, "acts in a trade", async |app, who, now| app.act_in_case(who, &number, &request, now).await)
            .await;
        if let (Some(_), Some(price)) = (told, price) {
            self.promises.bid(price, &who);
        }
    }

    /// An account is closed while it is in use, and opened again; what one proposes another approves.
    pub async fn account(&mut self) {
        let user = format!("firm{}", self.between(1, 3));
        self.enter(&user).await;
        let is_closed = self.disabled.contains(&user);
        let change = match is_closed {
            true => AccessChange::Enable { user: user.clone(), expires_on: None },
            false => AccessChange::Disable { user: user.clone() },
        };
        let request = ProposalRequest { changes: vec![change], note: None };
        let proposed = self
            .act_as(&Actor::new("xitong"), "account changes proposed", async |app, who, now| {
                app.propose(who, &request, now).await
            })
            .await;
        let Some(id) = proposed.map(|proposal| proposal.id) else { return };
        let decision = ProposalDecisionRequest { is_approved: self.chance(80), note: Some("演练".to_string()) };
        self.act_as(&Actor::new("anquan"), "account changes decided", async |app, who, now| {
            app.decide_proposal(who, id, &decision, now).await.map(|_| ())
        })
        .await;
        let rows = self.app.accounts(self.latest).await.unwrap();
        let row = rows.iter().find(|row| row.user == user).unwrap();
        match row.state == AccountState::Closed {
            true => self.disabled.insert(user.clone()),
            false => self.disabled.remove(&user),
        };
        // Whoever is closed is out at once; `enter` says so.
        self.enter(&user).await;
    }

    /// The timer of two servers at once, and once more: what is due is done once.
    pub async fn timer(&mut self) {
        let (app, now) = (self.app.clone(), self.clock);
        let other = super::city::opened(self.folder.path()).await;
        let (one, two) = tokio::join!(app.send_due_notices(now), other.send_due_notices(now));
        let sent = one.unwrap() + two.unwrap();
        let (one, two) = tokio::join!(app.send_milestone_notices(now), other.send_milestone_notices(now));
        let told = one.unwrap() + two.unwrap();
        let (one, two) = tokio::join!(app.advance_cases(now), other.advance_cases(now));
        let (one, two) = (one.unwrap(), two.unwrap());
        assert!(one.1.is_empty() && two.1.is_empty(), "{}: {one:?} {two:?}", self.at());
        let (first, second) = tokio::join!(app.complete_due_ledgers(now), other.complete_due_ledgers(now));
        first.and(second).unwrap();
        let again = (
            app.send_due_notices(now).await.unwrap(),
            app.send_milestone_notices(now).await.unwrap(),
            app.advance_cases(now).await.unwrap().0,
            app.complete_due_ledgers(now).await.unwrap().0,
        );
        assert_eq!(again, (0, 0, 0, 0), "{}: done twice", self.at());
        for _ in 0..sent + told {
            self.count("reminders");
        }
        if let Some(reminded) = self.rows_of("notice").await {
            let expected = self.promises.reminded + sent + told;
            assert_eq!(reminded, expected, "{}: sent twice or not at all", self.at());
            self.promises.reminded = reminded;
        }
    }

    /// The list of a register is as long as its file and its count.
    pub async fn lists_agree(&mut self) {
        let actor = Actor::new("init");
        let query = RegisterRowsQuery { limit: Some(500), ..RegisterRowsQuery::default() };
        let page = self.app.register_page(&actor, LOTS, &book(), &query, self.latest).await.unwrap();
        let csv = app::DataFormat::Csv;
        let file = self.app.register_file(&actor, LOTS, &book(), Some(&query), csv, self.latest).await.unwrap();
        let lines = String::from_utf8(file.bytes).unwrap().lines().count() - 1;
        let counts = (page.total, page.rows.len(), page.count.text.clone());
        assert_eq!(counts, (lines, lines, lines.to_string()), "{}", self.at());
    }
}
