//! Projects put at counties under quotas, on a page: the same as the worked test of the pack, with reasons, prices, proof,
//! what if, and the rules that contradict each other.

use std::collections::BTreeMap;

use app::view::{
    AllocationIssueRequest, AllocationPostRequest, AllocationQuestion, LedgerAct, LedgerJournalQuery, LedgerPost,
    LedgerPostLine, PlacementFreezeRequest, PlacementQuestion, PlacementSupposition, PlacementView, RegisterBookQuery,
    RowSaveRequest, SupposedLimit, SupposedParameter,
};
use app::{Actor, App, AppError};
use jiff::civil::date;
use model::Dataset;
use model::people::{Assignment, Role};

use crate::support::{at, demo, now};

const PACK: &str = "project_land";

async fn save(app: &App, register: &str, values: &[(&str, &str)]) {
    let values: BTreeMap<String, String> =
        values.iter().map(|(field, value)| ((*field).to_string(), (*value).to_string())).collect();
    let request = RowSaveRequest { values, key: None, seen: None, accept_warnings: true, note: None };
    let book = RegisterBookQuery { dataset: Some(Dataset::Real), period: Some("2024".to_string()) };
    let saved = app.save_row(&Actor::new("init"), (PACK, register), &book, &request, now()).await.unwrap();
    assert!(saved.accepted, "{:?}", saved.faults);
}

async fn quota(app: &App, county: &str, floor: &str) {
    save(app, "county_quota", &[("county", county), ("land", "100"), ("cod", "100"), ("investment_least", floor)])
        .await;
}

async fn apply(app: &App, project: &str, county: &str, score: &str) {
    save(
        app,
        "project_application",
        &[
            ("project", project),
            ("county", county),
            ("investment", "10000"),
            ("score", score),
            ("land", "60"),
            ("energy", "1000"),
            ("cod", "1"),
            ("is_allowed", "是"),
            ("is_major", "否"),
        ],
    )
    .await;
}

fn question() -> PlacementQuestion {
    PlacementQuestion { pack: PACK.to_string(), dataset: Some(Dataset::Real), ..PlacementQuestion::default() }
}

fn limit(name: &str, bound: &str) -> SupposedLimit {
    SupposedLimit { name: name.to_string(), bound: bound.to_string() }
}

fn supposed(limits: Vec<SupposedLimit>) -> PlacementSupposition {
    PlacementSupposition { question: question(), limits, parameters: Vec::new() }
}

fn places(view: &PlacementView) -> Vec<(&str, Option<&str>)> {
    view.found.projects.iter().map(|one| (one.project.as_str(), one.place.as_deref())).collect()
}

#[tokio::test]
async fn projects_are_placed_with_reasons_prices_proof_and_what_if() {
    let site = demo().await;
    let app = &site.app;
    let actor = Actor::new("init");
    quota(app, "青州市", "0").await;
    quota(app, "诸城市", "0").await;
    apply(app, "甲项目", "青州市", "90").await;
    apply(app, "乙项目", "青州市", "80").await;
    apply(app, "乙项目", "诸城市", "70").await;
    apply(app, "丙项目", "诸城市", "60").await;

    let listed = app.placement_list(now()).await.unwrap();
    let row = listed.iter().find(|row| row.pack.code == PACK).unwrap();
    assert_eq!((row.real_periods.as_slice(), row.demo_periods.len()), (["2024".to_string()].as_slice(), 0));
    let view = app.placement_view(&actor, &question(), now()).await.unwrap();
    assert_eq!(places(&view).len(), 3);
    assert!(places(&view).contains(&("甲项目", Some("青州市"))) && places(&view).contains(&("乙项目", Some("诸城市"))));
    assert!(places(&view).contains(&("丙项目", None)));
    assert_eq!((view.found.value.as_str(), view.found.bound.as_str(), view.found.placed), ("16000", "16000", 2));
    let third = view.found.projects.iter().find(|one| one.project == "丙项目").unwrap();
    assert!(
        third.reasons[0].contains("诸城市用地还剩 40 亩，要用 60 亩；占用的是“乙项目”60 亩"),
        "{:?}",
        third.reasons
    );
    assert!(view.found.proof.len() >= 6 && view.found.proof.iter().all(|line| line.holds));
    let land = view.found.limits.iter().find(|limit| limit.name == "诸城市用地").unwrap();
    assert_eq!((land.bound.as_str(), land.taken.as_str(), land.is_floor), ("100", "60", false));
    assert_eq!(land.words, "诸城市用地再多 20 亩，总值可多 6000 万元；不到这么多，总值不变");

    // Twenty mu more at 诸城, and the third one fits too.
    let more = app.suppose_placement(&actor, &supposed(vec![limit("诸城市用地", "120")]), now()).await.unwrap();
    assert_eq!(more.then.value, "22000");
    assert_eq!(more.summary[0], "总值由 16000 变为 22000 万元，多 6000");
    assert_eq!((more.moved.len(), more.moved[0].then.as_deref()), (1, Some("诸城市")));
    // Rules that cannot both be kept are named, in the words of the limits.
    let limits = vec![limit("诸城市投资", "15000"), limit("诸城市用地", "100")];
    let none = app.suppose_placement(&actor, &supposed(limits), now()).await.unwrap();
    assert!(none.then.refused.is_some());
    let named = none.then.conflict.join("；");
    assert!(named.contains("诸城市投资不少于 15000 万元") && named.contains("诸城市用地不超过 100 亩"), "{named}");
    let impossible = vec![limit("诸城市投资", "50000")];
    let none = app.suppose_placement(&actor, &supposed(impossible), now()).await.unwrap();
    assert!(none.then.conflict.iter().any(|line| line.contains("诸城市投资不少于 50000 万元")), "{:?}", none.then);
    // A parameter: too little energy for both.
    let energy = PlacementSupposition {
        parameters: vec![SupposedParameter { code: "energy_pool".to_string(), value: "1500".to_string() }],
        ..supposed(Vec::new())
    };
    let less = app.suppose_placement(&actor, &energy, now()).await.unwrap();
    assert_eq!((less.then.value.as_str(), less.then.placed), ("9000", 1));
    // What is supposed changes nothing.
    assert_eq!(app.placement_view(&actor, &question(), now()).await.unwrap().found, view.found);

    // Each place that has limits, also with nothing, as the map shows it.
    let places = |view: &PlacementView| -> Vec<(String, usize, String)> {
        view.found.places.iter().map(|place| (place.name.clone(), place.placed, place.value.clone())).collect()
    };
    assert_eq!(
        places(&view),
        [("青州市".to_string(), 1, "9000".to_string()), ("诸城市".to_string(), 1, "7000".to_string())]
    );

    for (limits, told) in [
        (Vec::new(), "没有改动"),
        (vec![limit("高密市用地", "1")], "没有叫“高密市用地”的限额"),
        (vec![limit("诸城市用地", "一百")], "不是数字"),
    ] {
        let answer = app.suppose_placement(&actor, &supposed(limits), now()).await;
        let said = match answer {
            Ok(beside) => beside.then.refused.unwrap_or_default(),
            Err(error) => error.to_string(),
        };
        assert!(said.contains(told), "{said}");
    }
}

fn freezing(view: &PlacementView, replaces: Option<i64>, reason: Option<&str>) -> PlacementFreezeRequest {
    PlacementFreezeRequest {
        pack: view.pack.code.clone(),
        version: view.version.clone(),
        placement: view.placement.code.clone(),
        period: view.period,
        dataset: view.dataset,
        known_by: view.known_by,
        replaces,
        reason: reason.map(str::to_string),
    }
}

#[tokio::test]
async fn a_frozen_placement_stays_as_it_was_is_handed_down_and_is_replaced_with_a_reason() {
    let site = demo().await;
    let app = &site.app;
    let actor = Actor::new("init");
    quota(app, "青州市", "0").await;
    quota(app, "诸城市", "0").await;
    apply(app, "甲项目", "青州市", "90").await;
    apply(app, "乙项目", "诸城市", "70").await;
    let dry = app.placement_view(&actor, &question(), now()).await.unwrap();
    assert_eq!((dry.run.is_none(), dry.standing), (true, None));
    let first = app.freeze_placement(&actor, &freezing(&dry, None, None), now()).await.unwrap();
    assert_eq!((first.state_in_words.as_str(), first.allocation.as_str()), ("已冻结", "project_placement"));

    // Rows change, the frozen one does not; it tells its proof, and what if is worked out on its own rows.
    apply(app, "丁项目", "青州市", "99").await;
    let of_run = PlacementQuestion { run: Some(first.id), ..PlacementQuestion::default() };
    let frozen = app.placement_view(&actor, &of_run, now()).await.unwrap();
    assert_eq!(
        (&frozen.found, frozen.known_by, frozen.run.as_ref().map(|run| run.id)),
        (&dry.found, dry.known_by, Some(first.id))
    );
    let wider = PlacementSupposition {
        question: of_run.clone(),
        limits: vec![limit("青州市用地", "10")],
        parameters: Vec::new(),
    };
    let beside = app.suppose_placement(&actor, &wider, now()).await.unwrap();
    assert_eq!((beside.then.value.as_str(), beside.then.projects.len()), ("7000", 2));
    let file = app.placement_xlsx(&actor, &of_run, now()).await.unwrap();
    assert_eq!(file.file_name, "2024年项目要素配置（已冻结）.xlsx");
    assert!(file.bytes.starts_with(b"PK"));
    let file = app.placement_xlsx(&actor, &question(), now()).await.unwrap();
    assert_eq!(file.file_name, "2024年项目要素配置（测算）.xlsx");
    every_figure_is_explained(app, &frozen).await;
    every_figure_is_explained(app, &app.placement_view(&actor, &question(), now()).await.unwrap()).await;

    // An adjustment names what it replaces and why; nobody freezes past somebody else.
    let dry = app.placement_view(&actor, &question(), now()).await.unwrap();
    assert_eq!((dry.standing, dry.found.value.as_str()), (Some(first.id), "16900"));
    let silent = app.freeze_placement(&actor, &freezing(&dry, Some(first.id), None), now()).await;
    assert!(matches!(&silent, Err(AppError::BadInput { message, .. }) if message.contains("须写明原因")), "{silent:?}");
    assert!(app.freeze_placement(&actor, &freezing(&dry, None, None), now()).await.is_err());
    let second = app.freeze_placement(&actor, &freezing(&dry, Some(first.id), Some("新增申请")), now()).await.unwrap();
    let down = AllocationIssueRequest { seen: "frozen".to_string(), document: "潍政字〔2024〕1号".to_string() };
    assert!(app.issue_allocation(&actor, first.id, &down, now()).await.is_err(), "it was replaced");
    let issued = app.issue_allocation(&actor, second.id, &down, now()).await.unwrap();
    assert_eq!((issued.state_in_words.as_str(), issued.replaces), ("已下达", Some(first.id)));
    let listed = app.placement_list(now()).await.unwrap();
    let row = listed.iter().find(|row| row.pack.code == PACK).unwrap();
    assert_eq!(row.runs.iter().map(|run| run.id).collect::<Vec<_>>(), [second.id, first.id]);
    assert!(app.allocation_list(now()).await.unwrap().iter().all(|row| row.runs.is_empty()));

    // One number is one thing: the page of an allocation does not show a placement.
    let wrong = AllocationQuestion { run: Some(first.id), ..AllocationQuestion::default() };
    let told = app.allocation_view(&actor, &wrong, now()).await;
    assert!(matches!(&told, Err(AppError::NotFound { .. })), "{told:?}");
    let nothing = PlacementQuestion { run: Some(99), ..PlacementQuestion::default() };
    assert!(matches!(app.placement_view(&actor, &nothing, now()).await, Err(AppError::NotFound { .. })));
}

#[tokio::test]
async fn who_sees_one_county_is_not_shown_the_projects_of_all() {
    let site = demo().await;
    let app = &site.app;
    quota(app, "青州市", "0").await;
    apply(app, "甲项目", "青州市", "90").await;
    let assignment = Assignment {
        user: "qingzhou".to_string(),
        role: Role::CountyLiaison,
        agency: None,
        place: Some("370781".to_string()),
        valid_from: date(2026, 1, 1),
        valid_to: None,
        deputy_of: None,
    };
    let county = Actor::entered("qingzhou", vec![assignment], date(2026, 11, 25));
    let told = app.placement_view(&county, &question(), now()).await;
    assert!(matches!(&told, Err(AppError::Forbidden { message }) if message.contains("不能查看全部结果")), "{told:?}");
}

/// Every number of a placement answers 从哪来 with the value that is shown, and sums are sums.
async fn every_figure_is_explained(app: &App, view: &PlacementView) {
    let actor = Actor::new("init");
    let mut asked = vec![("value".to_string(), view.found.value.clone()), ("bound".into(), view.found.bound.clone())];
    for one in &view.found.projects {
        asked.extend(one.value.clone().map(|value| (format!("project/{}", one.project), value)));
    }
    for place in &view.found.places {
        asked.push((format!("place_count/{}", place.code), place.placed.to_string()));
        asked.push((format!("place_value/{}", place.code), place.value.clone()));
    }
    for limit in &view.found.limits {
        asked.push((format!("limit/{}", limit.name), limit.bound.clone()));
        asked.push((format!("taken/{}", limit.name), limit.taken.clone()));
    }
    assert!(asked.len() > 10, "{asked:?}");
    for (path, value) in asked {
        let told = app.explain(&actor, &format!("{}{path}", view.figures), now()).await.unwrap().derivation;
        assert_eq!(told.value, value, "{path}");
        let is_sum = told.formula.as_deref() == Some("逐个相加");
        let sum: rust_decimal::Decimal =
            told.inputs.iter().map(|input| input.value.parse::<rust_decimal::Decimal>().unwrap()).sum();
        assert!(!is_sum || sum.normalize().to_string() == value, "{path}: {told:?}");
        assert!(!path.starts_with("project/") || told.inputs.len() == 1, "{path}: {told:?}");
    }
    for path in ["", "value2", "project/没有", "taken/没有"] {
        let told = app.explain(&actor, &format!("{}{path}", view.figures), now()).await;
        assert!(matches!(&told, Err(AppError::NotFound { .. })), "{path}: {told:?}");
    }
}

/// A plan that was handed down goes into the ledger of its pack whole and once, by somebody else; the voucher and the run name
/// each other, and what is taken back as a whole may be posted anew.
#[tokio::test]
async fn a_plan_that_was_handed_down_is_posted_once_by_another_person_and_undone_by_a_counter_entry() {
    let site = demo().await;
    let app = &site.app;
    let (actor, other) = (Actor::new("init"), Actor::new("shaoyang"));
    let before = at("2026-11-25T01:00:00Z");
    app.add_user(&actor, "shaoyang", "要素经办", Some("County-plan-2026"), before).await.unwrap();
    quota(app, "青州市", "0").await;
    quota(app, "诸城市", "0").await;
    apply(app, "甲项目", "青州市", "90").await;
    apply(app, "乙项目", "诸城市", "70").await;
    apply(app, "丙项目", "诸城市", "10").await;
    let dry = app.placement_view(&actor, &question(), now()).await.unwrap();
    let run = app.freeze_placement(&actor, &freezing(&dry, None, None), now()).await.unwrap();
    let ledger = run.ledger.unwrap();
    assert_eq!((ledger.ledger.as_str(), ledger.seq), ("factor", None));
    assert_eq!(ledger.post.as_deref(), Some("方案还没有下达；下达后才能入账"));
    let decision = AllocationPostRequest { document: "潍政字〔2024〕9号".to_string(), effective: None };
    let post = async |who: &Actor| app.post_allocation(who, run.id, &decision, now()).await;
    let told = post(&other).await.unwrap_err().to_string();
    assert!(told.contains("还没有下达"), "{told}");
    let down = AllocationIssueRequest { seen: "frozen".to_string(), document: "潍政字〔2024〕1号".to_string() };
    app.issue_allocation(&actor, run.id, &down, now()).await.unwrap();

    let told = post(&actor).await.unwrap_err().to_string();
    assert_eq!(told, "您冻结了这份方案，入账应由另一人办理");
    let told = post(&other).await.unwrap_err().to_string();
    assert!(told.contains("需要办理角色“要素保障”"), "{told}");
    app.set_pack_role(&actor, (PACK, "land_clerk"), "shaoyang", true, before).await.unwrap();
    let bare = AllocationPostRequest { document: " ".to_string(), effective: None };
    let told = app.post_allocation(&other, run.id, &bare, now()).await.unwrap_err().to_string();
    assert!(told.contains("没有写明决定文号"), "{told}");
    let posted = post(&other).await.unwrap().ledger.unwrap();
    let seq = posted.seq.unwrap();
    let names = (PACK, "factor");
    let journal = app.ledger_journal(&other, names, &LedgerJournalQuery::default(), now()).await.unwrap();
    let voucher = &journal.vouchers[0];
    assert_eq!((voucher.seq, voucher.document.as_str()), (seq, "潍政字〔2024〕9号"));
    let source = voucher.source.as_ref().unwrap();
    assert_eq!(source.path, format!("/placement?run={}", run.id));
    // Two placed projects, three quotas each; 丙 found no room and gets nothing.
    let mut lines: Vec<(String, String, String)> =
        voucher.lines.iter().map(|line| (line.to.clone(), line.asset.clone(), line.amount.clone())).collect();
    lines.sort();
    let line = |project: &str, asset: &str, amount: &str| {
        (format!("{project} · 项目账户"), format!("{asset}（2024）"), amount.to_string())
    };
    let mut wanted: Vec<(String, String, String)> = ["甲项目", "乙项目"]
        .iter()
        .flat_map(|project| {
            [
                line(project, "用地指标", "60.0"),
                line(project, "能耗指标", "1000"),
                line(project, "化学需氧量指标", "1.0"),
            ]
        })
        .collect();
    wanted.sort();
    assert_eq!(lines, wanted);
    let told = post(&other).await.unwrap_err().to_string();
    assert!(told.contains(&format!("已记入账本“项目要素账本”第 {seq} 号凭证，不重复入账")), "{told}");

    // Undone by an entry of its own, as a whole; in part is not enough.
    let back = |number: usize| LedgerPostLine {
        act: LedgerAct::Reverse,
        of: format!("{seq}-{number}"),
        ..LedgerPostLine::default()
    };
    let undo = |key: &str, lines: Vec<LedgerPostLine>| LedgerPost {
        key: key.to_string(),
        document: "潍政字〔2024〕10号".to_string(),
        lines,
        ..LedgerPost::default()
    };
    app.post_ledger(&other, names, None, &undo("part", vec![back(1)]), now()).await.unwrap();
    assert!(post(&other).await.is_err(), "something of it still counts");
    app.post_ledger(&other, names, None, &undo("rest", (2..=6).map(back).collect()), now()).await.unwrap();
    let again = post(&other).await.unwrap().ledger.unwrap();
    assert!(again.seq.is_some_and(|again| again > seq));
    assert!(app.verify().await.unwrap().faults.is_empty());
}
