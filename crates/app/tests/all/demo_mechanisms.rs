//! What the demo shows of ledgers, trades, transfers and placements is there, is marked, and is made once.

use app::view::{CaseAct, CaseRequest, LedgerQuery, PlacementQuestion, RegisterBookQuery, RegisterRowsQuery};
use app::{Actor, DemoCast};
use model::Dataset;

use crate::support::{actor, demo, now};

const CAST: DemoCast<'static> = DemoCast {
    planner: "jihua",
    checker: "ducha",
    giver: ("shouguang", "370783"),
    taker: ("gaomi", "370785"),
    bidders: ["gongxin", "keji", "gaomi"],
};

#[tokio::test]
async fn the_demo_has_vouchers_a_running_auction_a_settled_one_an_agreement_and_applications() {
    let site = demo().await;
    let app = &site.app;
    for user in ["jihua", "ducha", "shouguang", "gaomi", "gongxin", "keji"] {
        app.add_user(&actor(), user, user, Some("County-plan-2026"), now()).await.unwrap();
    }
    let told = std::cell::RefCell::new(Vec::new());
    for _ in 0..2 {
        app.load_demo_mechanisms(&actor(), &CAST, now(), |step| told.borrow_mut().push(step.to_string()))
            .await
            .unwrap();
    }
    assert_eq!(told.borrow().len(), 1, "made once: {:?}", told.borrow());
    let planner = Actor::new("jihua");
    let cases = app.case_shelf(&planner, Dataset::Demo, now()).await.unwrap().cases;
    let phases: Vec<&str> = cases.iter().map(|case| case.phase.as_str()).collect();
    // Nothing is left out, and every way that a trade can go is to be seen.
    for phase in ["notice", "bidding", "settled", "objection", "failed"] {
        assert!(phases.contains(&phase), "{phase}: {phases:?}");
    }
    assert_eq!(phases.len(), 9, "{phases:?}");
    assert!(cases.iter().all(|case| case.title.starts_with("演示：")));
    let mut agreements = app.agreement_shelf(&planner, Dataset::Demo, now()).await.unwrap().agreements;
    agreements.sort_by(|one, other| one.number.cmp(&other.number));
    let stages: Vec<&str> = agreements.iter().map(|one| one.stage.as_str()).collect();
    assert_eq!(stages, ["in_force", "in_force", "signing"]);
    let mut shares = Vec::new();
    for one in &agreements[..2] {
        let view = app.agreement_view(&planner, &one.number, now()).await.unwrap();
        assert!(view.years.iter().all(|year| year.posted.is_some()));
        shares.extend(view.years.iter().map(|year| (year.recovered.text.clone(), year.shares[0].text.clone())));
    }
    // Half of 860; 60 % of what 620 leaves when 450 came back.
    assert_eq!(shares, [("0", "430"), ("450", "102")].map(|(back, share)| (back.to_string(), share.to_string())));
    let query = LedgerQuery { dataset: Some(Dataset::Demo), ..LedgerQuery::default() };
    let ledger = app.ledger_view(&planner, ("land_quota", "quota"), &query, now()).await.unwrap();
    assert_eq!((ledger.holds.len(), ledger.proposals.len()), (1, 2));
    assert_eq!(ledger.assets.iter().filter(|asset| asset.is_expired).count(), 1);
    // Every ledger tells of a year: entries, balances of an earlier day, and what became of them since.
    let shelf = app.ledger_shelf(&planner, Some(Dataset::Demo), now()).await.unwrap().ledgers;
    assert!(shelf.len() >= 9 && shelf.iter().all(|one| one.records >= 5), "{shelf:?}");
    for one in &shelf {
        let names = (one.pack.code.as_str(), one.ledger.code.as_str());
        let today = app.ledger_view(&planner, names, &query, now()).await.unwrap();
        let earlier = LedgerQuery { as_of: Some(jiff::civil::date(2026, 1, 1)), ..query.clone() };
        let earlier = app.ledger_view(&planner, names, &earlier, now()).await.unwrap();
        assert_ne!(today.accounts, earlier.accounts, "{names:?}");
    }
    let question = PlacementQuestion {
        pack: "project_land".to_string(),
        dataset: Some(Dataset::Demo),
        ..PlacementQuestion::default()
    };
    let placed = app.placement_view(&planner, &question, now()).await.unwrap().found;
    assert_eq!((placed.refused, placed.projects.len()), (None, 6));
    // One mu more brings nothing, because projects are whole.
    let land = placed.limits.iter().find(|limit| limit.name == "寿光市用地").unwrap();
    assert_eq!(land.words, "寿光市用地再多 30 亩，总值可多 10700 万元；不到这么多，总值不变");
    // An account of the demo bids in the auction that runs.
    let running = cases.iter().find(|case| case.title == "演示：北岭果园经营权").unwrap();
    let number = &running.number;
    let seen = app.case_view(&Actor::new("gongxin"), number, now()).await.unwrap();
    assert_eq!(
        seen.mine.as_ref().map(|mine| (mine.bidder.as_str(), mine.not_ready.clone())),
        Some(("演示：甲农场", None))
    );
    let bid = CaseRequest { key: "demo-bid-00000001".to_string(), act: CaseAct::Bid { price: "500".to_string() } };
    let seen = app.act_in_case(&Actor::new("gongxin"), number, &bid, now()).await.unwrap();
    assert_eq!(seen.mine.and_then(|mine| mine.rank), Some(1));
    // All three who want the village's water have paid what is held in the ledger for them.
    let noticed = cases.iter().find(|case| case.title == "演示：河湾村养殖水面经营权").unwrap();
    let seen = app.case_view(&planner, &noticed.number, now()).await.unwrap();
    let deposits: Vec<&str> = seen.bidders.iter().map(|bidder| bidder.deposit.as_str()).collect();
    assert_eq!(deposits, ["已到账"; 3]);
    let rows = async |pack: &str, register: &str| {
        let book = RegisterBookQuery { dataset: Some(Dataset::Demo), period: None };
        app.register_page(&planner, (pack, register), &book, &RegisterRowsQuery::default(), now()).await.unwrap().rows
    };
    let lots = rows("rural_property", "rural_lot").await;
    let states: Vec<&str> = lots.iter().filter_map(|row| row.state_name.as_deref()).collect();
    assert_eq!(states, ["合同公示结算", "竞价或协商", "竞价或协商", "受让登记", "受让登记"]);
    // Screens of budgets and chains are in use.
    for (pack, register) in
        [("supply_matching", "supply"), ("loan_compensation", "conversion_loan"), ("joint_challenge", "joint_project")]
    {
        assert!(rows(pack, register).await.len() >= 4, "{pack}");
    }
    // Nothing of it is real.
    assert!(app.case_shelf(&planner, Dataset::Real, now()).await.unwrap().cases.is_empty());
    assert!(app.agreement_shelf(&planner, Dataset::Real, now()).await.unwrap().agreements.is_empty());
    let real = app.ledger_shelf(&planner, Some(Dataset::Real), now()).await.unwrap().ledgers;
    assert!(real.iter().all(|one| one.records == 0), "{real:?}");
    assert_eq!(app.verify().await.unwrap().faults, Vec::<String>::new());
}
