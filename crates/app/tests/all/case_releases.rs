//! Cases that are rehearsed, and cases that go out as open data.

use app::view::{CaseAct, CaseOpenRequest};
use app::{AppError, CertificateFile, Rehearsal, RehearsalBidder, RehearsalStage};
use model::Dataset;

use crate::cases::{AUCTION, act, applied, bid, lot, prepared, reviewed, staff, text, who};
use crate::support::{at, site};

fn bidders_called(names: &[&str]) -> Vec<RehearsalBidder> {
    let bidder =
        |name: &&str| RehearsalBidder { account: format!("user-{name}"), name: text(name), ..Default::default() };
    names.iter().map(bidder).collect()
}

#[tokio::test]
async fn rehearsals_reach_every_stage_by_the_rules_and_stay_in_the_demo() {
    let site = site().await;
    let app = &site.app;
    prepared(app, Dataset::Demo).await;
    let now = at("2026-11-25T02:00:00Z");
    let rehearsal = |dataset: Dataset, stage: RehearsalStage, bidders: usize| Rehearsal {
        lot: lot(dataset, AUCTION),
        bidders: bidders_called(&["甲", "乙", "丙"][..bidders]),
        stage,
        minutes: 20,
    };
    let real = app.rehearse(&staff(), &rehearsal(Dataset::Real, RehearsalStage::Bidding, 3), now).await;
    assert!(matches!(real, Err(AppError::BadInput { .. })));
    // A rehearsal that cannot be carried through leaves no case behind.
    let mut twice = rehearsal(Dataset::Demo, RehearsalStage::Bidding, 2);
    twice.bidders[1] = twice.bidders[0].clone();
    let told = app.rehearse(&staff(), &twice, now).await;
    assert!(matches!(told, Err(AppError::BadInput { .. })), "{told:?}");
    assert_eq!(app.case_shelf(&staff(), Dataset::Demo, now).await.unwrap().cases, []);
    let number = app.rehearse(&staff(), &rehearsal(Dataset::Demo, RehearsalStage::Bidding, 3), now).await.unwrap();
    let view = act(app, &who("user-丙"), &number, "2026-11-25T02:10:00Z", bid("500")).await.unwrap();
    assert_eq!((view.phase.as_str(), view.mine.unwrap().rank), ("bidding", Some(1)));
    // No bid may end it; the lot is free again afterwards.
    app.advance_cases(at("2026-11-25T02:21:00Z")).await.unwrap();
    let settle = act(app, &staff(), &number, "2026-12-03T02:00:00Z", CaseAct::Settle).await.unwrap();
    assert_eq!(settle.phase, "settled");
    let again = app.rehearse(&staff(), &rehearsal(Dataset::Demo, RehearsalStage::Few, 2), now).await;
    assert!(matches!(again, Err(AppError::Conflict { ref message }) if message.contains("成交")), "{again:?}");
    applied(app, Dataset::Demo, "DC-002", "南村果园经营权").await;
    reviewed(app, Dataset::Demo, "DC-002").await;
    let rehearsal = |dataset: Dataset, stage: RehearsalStage, bidders: usize| {
        let mut other = rehearsal(dataset, stage, bidders);
        other.lot.row = text("DC-002");
        other
    };
    let few = app.rehearse(&staff(), &rehearsal(Dataset::Demo, RehearsalStage::Few, 2), now).await.unwrap();
    let view = app.case_view(&staff(), &few, now).await.unwrap();
    assert_eq!(view.phase_in_words, "待第二次公告");
    let withdraw = CaseAct::Withdraw { reason: text("演练结束") };
    act(app, &staff(), &few, "2026-11-25T03:00:00Z", withdraw).await.unwrap();
    // Nobody at two notices: passed in, with both of them on record.
    applied(app, Dataset::Demo, "DC-003", "北村荒坡经营权").await;
    reviewed(app, Dataset::Demo, "DC-003").await;
    let mut nobody = rehearsal(Dataset::Demo, RehearsalStage::Failed, 0);
    nobody.lot.row = text("DC-003");
    let failed = app.rehearse(&staff(), &nobody, now).await.unwrap();
    let view = app.case_view(&staff(), &failed, now).await.unwrap();
    assert_eq!((view.phase_in_words.as_str(), view.round), ("流标", 2));
    assert_eq!(view.failure.as_deref(), Some("合格的竞买人不够"));
    let settled = app.rehearse(&staff(), &rehearsal(Dataset::Demo, RehearsalStage::Settled, 3), now).await.unwrap();
    assert!(app.case_view(&staff(), &settled, now).await.unwrap().has_certificate);
    let page = app.case_certificate(&settled, CertificateFile::Docx).await.unwrap();
    assert!(!page.bytes.is_empty());
    assert!(app.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn cases_go_out_as_releases_that_the_schema_of_the_standard_accepts() {
    let site = site().await;
    let app = &site.app;
    prepared(app, Dataset::Demo).await;
    let now = at("2026-11-25T02:00:00Z");
    let release: serde_json::Value = serde_json::from_str(include_str!("../schemas/ocds_release.json")).unwrap();
    let package: serde_json::Value =
        serde_json::from_str(include_str!("../schemas/ocds_release_package.json")).unwrap();
    let address = release["id"].as_str().unwrap().to_string();
    let stages = [
        (RehearsalStage::Notice, "active", &["tender"][..]),
        (RehearsalStage::Bidding, "active", &["tender"][..]),
        (RehearsalStage::Publicity, "complete", &["tender", "award"][..]),
        (RehearsalStage::Settled, "complete", &["tender", "award", "contract"][..]),
    ];
    for (place, (stage, status, tags)) in stages.into_iter().enumerate() {
        let row = format!("DC-10{place}");
        applied(app, Dataset::Demo, &row, &format!("东村第 {place} 宗")).await;
        reviewed(app, Dataset::Demo, &row).await;
        let rehearsal = Rehearsal {
            lot: CaseOpenRequest { row, ..lot(Dataset::Demo, AUCTION) },
            bidders: bidders_called(&["甲", "乙", "丙"]),
            stage,
            minutes: 20,
        };
        let number = app.rehearse(&staff(), &rehearsal, now).await.unwrap();
        let out = app
            .cases_ocds(
                &staff(),
                Dataset::Demo,
                std::slice::from_ref(&number),
                (Some("ocds-a1b2c3"), Some("示例市")),
                now,
            )
            .await;
        let bytes = out.unwrap().bytes;
        let made: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let faults = crate::json_schema::faults(&package, &made, &[(&address, &release)]);
        assert_eq!(faults, Vec::<String>::new(), "{stage:?}");
        let first = &made["releases"][0];
        assert_eq!(
            (&first["tender"]["status"], &first["tag"]),
            (&status.into(), &serde_json::json!(tags)),
            "{stage:?}"
        );
        assert_eq!(first["ocid"], format!("ocds-a1b2c3-{number}"));
        assert_eq!(first["tender"]["minValue"]["amount"], 50_000);
        if stage == RehearsalStage::Bidding {
            assert!(!String::from_utf8(bytes).unwrap().contains("\"甲\""), "bidders are numbers until the result");
        }
        if stage == RehearsalStage::Settled {
            assert_eq!(first["awards"][0]["value"]["amount"], 52_000);
            assert_eq!(first["contracts"][0]["awardID"], first["awards"][0]["id"]);
            assert_eq!(first["awards"][0]["suppliers"][0]["name"], "丙");
        } else if stage == RehearsalStage::Publicity {
            let object = CaseAct::Object { by: text("李四"), text: text("面积不符") };
            act(app, &who("visitor"), &number, "2026-11-25T03:00:00Z", object).await.unwrap();
            let upheld = CaseAct::AnswerObjection { number: 1, is_upheld: true, text: text("属实") };
            act(app, &staff(), &number, "2026-11-25T03:30:00Z", upheld).await.unwrap();
        }
    }
    let wrong = app.cases_ocds(&staff(), Dataset::Demo, &[], (Some("OCDS"), Some("示例市")), now).await;
    assert!(matches!(wrong, Err(AppError::BadInput { ref message, .. }) if message.contains("前缀")));
    // Nobody set a publisher: real data stay in, 演示 data say that they are an example.
    let unset = app.cases_ocds(&staff(), Dataset::Real, &[], (None, None), now).await;
    assert!(
        matches!(unset, Err(AppError::BadInput { ref message, .. }) if message.contains("presets/publication.toml"))
    );
    let example = app.cases_ocds(&staff(), Dataset::Demo, &[], (None, None), now).await.unwrap().bytes;
    let example: serde_json::Value = serde_json::from_slice(&example).unwrap();
    assert!(example["publisher"]["name"].as_str().unwrap().starts_with("示例"));
}

#[tokio::test]
async fn a_site_sets_who_publishes_its_cases() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("presets")).unwrap();
    let file = folder.path().join("presets/publication.toml");
    std::fs::write(&file, "[ocds]\nprefix = \"ocds-a1b2c3\"\npublisher = \"某市公共资源交易中心\"\n").unwrap();
    let site = crate::support::site_with(Some(folder.path())).await;
    let out =
        site.app.cases_ocds(&staff(), Dataset::Real, &[], (None, None), at("2026-11-25T02:00:00Z")).await.unwrap();
    let out = String::from_utf8(out.bytes).unwrap();
    assert!(out.contains("某市公共资源交易中心") && out.contains("urn:ocds:ocds-a1b2c3"), "{out}");
}
