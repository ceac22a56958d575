//! What the demo shows of ledgers, trades, transfers and placements is there, is marked, and is made once.

use app::view::{LedgerQuery, PlacementQuestion};
use app::{Actor, DemoCast};
use model::Dataset;

use crate::support::{actor, demo, now};

const CAST: DemoCast<'static> =
    DemoCast { planner: "jihua", checker: "ducha", giver: ("shouguang", "370783"), taker: ("gaomi", "370785") };

#[tokio::test]
async fn the_demo_has_vouchers_a_running_auction_a_settled_one_an_agreement_and_applications() {
    let site = demo().await;
    let app = &site.app;
    for user in ["jihua", "ducha", "shouguang", "gaomi"] {
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
    assert_eq!(phases, ["bidding", "settled"]);
    assert!(cases.iter().all(|case| case.title.starts_with("演示：")));
    let agreements = app.agreement_shelf(&planner, Dataset::Demo, now()).await.unwrap().agreements;
    assert_eq!(agreements.iter().map(|one| one.stage.as_str()).collect::<Vec<_>>(), ["in_force"]);
    let view = app.agreement_view(&planner, &agreements[0].number, now()).await.unwrap();
    assert_eq!(view.years[0].shares[0].text, "430");
    let query = LedgerQuery { dataset: Some(Dataset::Demo), ..LedgerQuery::default() };
    let ledger = app.ledger_view(&planner, ("land_quota", "quota"), &query, now()).await.unwrap();
    assert_eq!((ledger.holds.len(), ledger.proposals.len()), (1, 1));
    assert_eq!(ledger.assets.iter().filter(|asset| asset.is_expired).count(), 1);
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
    // Nothing of it is real.
    assert!(app.case_shelf(&planner, Dataset::Real, now()).await.unwrap().cases.is_empty());
    assert!(app.agreement_shelf(&planner, Dataset::Real, now()).await.unwrap().agreements.is_empty());
}
