//! Registers from the pack alone: filling in, steps, Excel out and in, counts that answer 从哪来.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use app::view::{
    AsOf, BulletinRequest, DistinctRequest, RegisterBookQuery, RegisterRowsQuery, RowRemoveRequest, RowSaveAnswer,
    RowSaveRequest, RowStepRequest, TargetRowView,
};
use app::{Actor, AppError, DataFormat, ImportMode};
use model::{Dataset, Period};

use crate::support::{PLAN, Site, actor, at, demo, now, open, site};

const NAMES: (&str, &str) = ("mu_benefit", "industrial_enterprise");
const WEICHAI: &str = "913700007456765902";

fn real() -> RegisterBookQuery {
    RegisterBookQuery { dataset: Some(Dataset::Real), period: Some("2025".into()) }
}

fn fictional() -> RegisterBookQuery {
    RegisterBookQuery { dataset: Some(Dataset::Demo), period: Some("2025".into()) }
}

fn request(values: &[(&str, &str)]) -> RowSaveRequest {
    let values = values.iter().map(|(code, text)| (code.to_string(), text.to_string()));
    RowSaveRequest { values: values.collect(), ..RowSaveRequest::default() }
}

/// A firm that nothing is wrong with.
fn firm() -> RowSaveRequest {
    request(&[
        ("credit_code", WEICHAI),
        ("name", "测试甲厂"),
        ("county", "奎文区"),
        ("above_scale", "是"),
        ("land_area", "1,200.5"),
        ("tax_paid", "350.25"),
        ("sales", "9000"),
    ])
}

async fn save(site: &Site, request: &RowSaveRequest) -> RowSaveAnswer {
    site.app.save_row(&actor(), NAMES, &real(), request, now()).await.unwrap()
}

async fn pulse(site: &Site, key: &str) -> i64 {
    site.app.register_row(&actor(), NAMES, &real(), key, now()).await.unwrap().row.pulse
}

#[tokio::test]
async fn a_row_is_filled_in_refused_warned_about_and_never_overwritten() {
    let site = demo().await;
    let mut wrong = firm();
    wrong.values.extend([
        ("credit_code".to_string(), "913700007456765903".to_string()),
        ("land_area".to_string(), "-3".to_string()),
        ("county".to_string(), "奎文".to_string()),
        ("staff".to_string(), "约30".to_string()),
    ]);
    let answer = save(&site, &wrong).await;
    let faults: BTreeMap<_, _> =
        answer.faults.iter().map(|fault| (fault.field.clone().unwrap(), &fault.message)).collect();
    assert_eq!(faults.keys().collect::<Vec<_>>(), ["credit_code", "land_area", "staff"]);
    assert!(!answer.accepted);

    let mut doubtful = firm();
    doubtful.values.insert("research".into(), "9500".into());
    let answer = save(&site, &doubtful).await;
    assert!(!answer.accepted && answer.faults.is_empty());
    assert_eq!(answer.warnings[0].message, "研发经费不应超过销售收入");
    doubtful.accept_warnings = true;
    assert!(save(&site, &doubtful).await.accepted);

    // The same code twice.
    let again = save(&site, &firm()).await;
    assert!(again.faults[0].message.starts_with("已有这一行（zhangsan 于 2026-11-25 10:00 保存）"), "{again:?}");

    // Two people at once: the later one is told, and nothing of either is lost.
    let seen = pulse(&site, WEICHAI).await;
    let change = |sales: &str| {
        let mut request = firm();
        request.values.insert("sales".into(), sales.into());
        RowSaveRequest { key: Some(WEICHAI.into()), seen: Some(seen), ..request }
    };
    assert!(save(&site, &change("9100")).await.accepted);
    let stale = site.app.save_row(&Actor::new("lisi"), NAMES, &real(), &change("9200"), now()).await.unwrap_err();
    assert!(matches!(stale, AppError::Stale { .. }), "{stale}");
    let detail = site.app.register_row(&actor(), NAMES, &real(), WEICHAI, now()).await.unwrap();
    assert_eq!(detail.values["sales"], "9100");
    assert_eq!(detail.history.len(), 2);
    let changed: Vec<&str> = detail.history[0].changes.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(changed, ["销售收入", "研发经费"]);
    assert!(site.app.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn steps_follow_roles_and_separation_and_close_the_row() {
    let site = demo().await;
    assert!(save(&site, &firm()).await.accepted);
    for user in ["qiye", "bumen"] {
        site.app.add_user(&actor(), user, user, Some("Qingming-2026"), now()).await.unwrap();
    }
    let step = |user: &'static str, step: &'static str, note: Option<&'static str>| {
        let site = &site;
        async move {
            let request = RowStepRequest {
                key: WEICHAI.into(),
                step: step.into(),
                note: note.map(str::to_string),
                seen: pulse(site, WEICHAI).await,
            };
            site.app.take_step(&Actor::new(user), NAMES, &real(), &request, now()).await
        }
    };
    let error = step("qiye", "submit", None).await.unwrap_err();
    assert!(error.to_string().contains("您没有这个办理角色"), "{error}");
    for (user, role) in
        [("qiye", "企业"), ("qiye", "county_department"), ("bumen", "county_department"), ("bumen", "县级工信部门")]
    {
        assert!(site.app.set_pack_role(&actor(), (NAMES.0, role), user, true, now()).await.unwrap());
    }
    step("qiye", "submit", None).await.unwrap();
    let error = step("qiye", "review", None).await.unwrap_err();
    assert!(error.to_string().contains("不相容岗位"), "{error}");

    // What is submitted is closed until it is sent back, in the form and in a file.
    let detail = site.app.register_row(&actor(), NAMES, &real(), WEICHAI, now()).await.unwrap();
    assert_eq!(detail.edit_refusal.unwrap(), "该行处于“待审核”，数据不能修改；需要修改请先办理“退回”");
    assert_eq!(detail.row.due.unwrap().in_words, "“部门审核”应于 2026-12-09 前办结");
    let closed = RowSaveRequest { key: Some(WEICHAI.into()), seen: Some(detail.row.pulse), ..firm() };
    let error = site.app.save_row(&actor(), NAMES, &real(), &closed, now()).await.unwrap_err();
    assert!(matches!(error, AppError::Conflict { .. }));

    assert!(step("bumen", "send_back", None).await.unwrap_err().to_string().contains("必须写意见"));
    step("bumen", "send_back", Some("用地面积请核对")).await.unwrap();
    step("qiye", "submit", None).await.unwrap();
    step("bumen", "review", None).await.unwrap();
    step("qiye", "confirm", None).await.unwrap();
    let detail = site.app.register_row(&actor(), NAMES, &real(), WEICHAI, now()).await.unwrap();
    assert_eq!(detail.row.state_name.as_deref(), Some("已确认"));
    assert!(detail.steps.is_empty());
    let counts = site.app.register_counts(&actor(), NAMES, &real(), now()).await.unwrap();
    assert_eq!((counts.total[0].text.as_str(), counts.total[0].unit.as_deref()), ("1", Some("家")));
    let why = site.app.explain(&actor(), counts.total[0].id.as_ref().unwrap(), now()).await.unwrap().derivation;
    assert_eq!((why.value.as_str(), why.inputs[0].title.as_str()), ("1", "奎文区"));
    let county = counts.places.iter().find(|place| place.name == "奎文区").unwrap();
    let why = site.app.explain(&actor(), county.figures[0].id.as_ref().unwrap(), now()).await.unwrap().derivation;
    assert_eq!(why.inputs[0].title, format!("测试甲厂（{WEICHAI}）"));
}

#[tokio::test]
async fn what_goes_out_to_excel_comes_in_unchanged_and_faults_are_named_by_line() {
    let site = demo().await;
    let all = RegisterRowsQuery::default();
    for format in [DataFormat::Xlsx, DataFormat::Csv] {
        let file = site.app.register_file(&actor(), NAMES, &fictional(), Some(&all), format, now()).await.unwrap();
        assert!(file.file_name.contains("演示"));
        let report = import(&site, &fictional(), &file.file_name, file.bytes, ImportMode::Preview).await.unwrap();
        assert_eq!(report.errors, []);
        assert_eq!((report.inserted, report.changed, report.unchanged), (0, 0, 304));
    }
    let template = site.app.register_file(&actor(), NAMES, &real(), None, DataFormat::Csv, now()).await.unwrap();
    let head = String::from_utf8(template.bytes).unwrap().trim().to_string();
    let line = |cells: &[(&str, &str)]| {
        let cell = |column: &str| {
            let found = cells.iter().find(|(name, _)| column.trim_start_matches('\u{feff}').starts_with(name));
            found.map_or("", |(_, text)| *text)
        };
        head.split(',').map(cell).collect::<Vec<&str>>().join(",")
    };
    let first = [
        ("统一社会信用代码", WEICHAI),
        ("企业名称", "甲"),
        ("所在县", "奎文区"),
        ("规上", "是"),
        ("投产日期", "2020/3/1"),
        ("用地面积", "12公顷"),
        ("实缴税金", "3"),
        ("销售收入", "4"),
    ];
    let second =
        [("统一社会信用代码", WEICHAI), ("企业名称", "乙"), ("所在县", "不知县"), ("规上", "是"), ("用地面积", "0123")];
    let third = [("统一社会信用代码", "9137"), ("企业名称", "丙"), ("所在县", "奎文区"), ("规上", "也许")];
    let wrong = format!("{head}\n{}\n{}\n{}\n", line(&first), line(&second), line(&third));
    let report = import(&site, &real(), "错.csv", wrong.clone().into_bytes(), ImportMode::Preview).await.unwrap();
    let errors: Vec<(usize, &str)> =
        report.errors.iter().map(|error| (error.line, error.column.as_deref().unwrap_or("-"))).collect();
    assert_eq!(
        errors,
        [(3, "所在县"), (3, "用地面积（亩）"), (3, "-"), (4, "统一社会信用代码"), (4, "规上")],
        "{:?}",
        report.errors
    );
    let basis = report.basis;
    let refused = import(&site, &real(), "错.csv", wrong.into_bytes(), ImportMode::Import { basis }).await.unwrap();
    assert!(!refused.accepted && refused.errors.len() == 5);
    let list = site.app.register_page(&actor(), NAMES, &real(), &all, now()).await.unwrap();
    assert_eq!(list.total, 0, "all or nothing");

    let good = format!("{head}\n{}\n", line(&first)).into_bytes();
    let preview = import(&site, &real(), "好.csv", good.clone(), ImportMode::Preview).await.unwrap();
    assert_eq!((preview.inserted, preview.accepted), (1, false));
    assert_eq!(preview.warnings[0].message, "“12公顷”按 180 亩 保存");
    let mode = ImportMode::Import { basis: preview.basis };
    assert!(import(&site, &real(), "好.csv", good.clone(), mode).await.unwrap().accepted);
    // What was seen in the preview is no longer so: somebody changed the row in between.
    let other = String::from_utf8(good).unwrap().replace(",3,4", ",3,5").into_bytes();
    let preview = import(&site, &real(), "好.csv", other.clone(), ImportMode::Preview).await.unwrap();
    assert_eq!(preview.differences[0].changes[0].after, "5");
    let seen = pulse(&site, WEICHAI).await;
    let between = RowSaveRequest { key: Some(WEICHAI.into()), seen: Some(seen), ..firm() };
    assert!(save(&site, &between).await.accepted);
    let mode = ImportMode::Import { basis: preview.basis };
    let stale = import(&site, &real(), "好.csv", other, mode).await.unwrap_err();
    assert!(matches!(stale, AppError::Stale { .. }), "{stale}");
}

async fn import(
    site: &Site,
    book: &RegisterBookQuery,
    name: &str,
    bytes: Vec<u8>,
    mode: ImportMode,
) -> app::Result<app::view::RegisterImportReport> {
    site.app.import_rows(&actor(), NAMES, book, (name, bytes), mode, now()).await
}

#[tokio::test]
async fn lists_are_filtered_counted_and_every_count_answers_from_where() {
    let site = demo().await;
    let page = |query: RegisterRowsQuery| {
        let site = &site;
        async move { site.app.register_page(&actor(), NAMES, &fictional(), &query, now()).await.unwrap() }
    };
    let all = page(RegisterRowsQuery::default()).await;
    assert_eq!((all.total, all.rows.len()), (304, 20));
    let queries = [
        RegisterRowsQuery { place: Some("370783".into()), ..RegisterRowsQuery::default() },
        RegisterRowsQuery { place: Some("370700".into()), ..RegisterRowsQuery::default() },
        RegisterRowsQuery { state: Some("to_review".into()), ..RegisterRowsQuery::default() },
        RegisterRowsQuery { search: Some("机械".into()), ..RegisterRowsQuery::default() },
        RegisterRowsQuery { values: Some("{\"above_scale\":\"true\"}".into()), ..RegisterRowsQuery::default() },
    ];
    for query in queries {
        let found = page(query.clone()).await;
        assert!(found.total > 0, "{query:?}");
        let why = site.app.explain(&actor(), found.count.id.as_ref().unwrap(), now()).await.unwrap().derivation;
        assert_eq!(why.value, found.total.to_string(), "{query:?}");
    }
    // A range that leads nowhere would leave its column empty.
    const MADE: [&str; 6] = ["land_area", "tax_paid", "sales", "value_added", "energy", "staff"];
    for (place, field) in all.form.fields.iter().enumerate().filter(|(_, field)| MADE.contains(&field.code.as_str())) {
        let known = all.rows.iter().filter(|row| row.cells[place] != "—").count();
        assert!(known > 10, "{} is known in {known} of {} rows", field.name, all.rows.len());
    }
    let by_state: usize = all.states.iter().map(|state| state.count.text.parse::<usize>().unwrap()).sum();
    assert_eq!(by_state, 304);
    let real = site.app.register_page(&actor(), NAMES, &real(), &RegisterRowsQuery::default(), now()).await.unwrap();
    assert_eq!(real.total, 0, "演示 rows never stand among real ones");
    let shelf = site.app.registers(&actor(), Dataset::Demo, now()).await.unwrap();
    let pack = shelf.packs.iter().find(|pack| pack.code == NAMES.0).unwrap();
    assert_eq!(pack.registers[0].periods[0].rows.text, "304");
}

#[tokio::test]
async fn pairs_that_look_alike_are_shown_until_somebody_says_otherwise() {
    let site = demo().await;
    let list = site.app.register_duplicates(&actor(), NAMES, &fictional(), now()).await.unwrap();
    assert_eq!((list.total, list.is_complete), (4, true));
    let pair = &list.pairs[0];
    assert!(pair.differing.contains(&"name".to_string()) && pair.left.name.contains("演示"));
    let request =
        DistinctRequest {
            left: pair.left.key.clone(), right: pair.right.key.clone(), note: "两家独立法人".into()
        };
    site.app.set_distinct(&actor(), NAMES, &fictional(), &request, now()).await.unwrap();
    let list = site.app.register_duplicates(&actor(), NAMES, &fictional(), now()).await.unwrap();
    assert_eq!((list.total, list.distinct), (3, 1));

    assert!(save(&site, &firm()).await.accepted);
    let no_reason = RowRemoveRequest { key: WEICHAI.into(), seen: pulse(&site, WEICHAI).await, note: " ".into() };
    assert!(site.app.remove_row(&actor(), NAMES, &real(), &no_reason, now()).await.is_err());
    let removal = RowRemoveRequest { note: "已注销".into(), ..no_reason };
    site.app.remove_row(&actor(), NAMES, &real(), &removal, now()).await.unwrap();
    assert!(site.app.register_row(&actor(), NAMES, &real(), WEICHAI, now()).await.is_err());
    assert!(site.app.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn rows_feed_evaluations_as_they_were_known() {
    let site = demo().await;
    let pack = site.app.packs().newest(NAMES.0).unwrap().usable().unwrap().clone();
    let year = Period::Year(2025);
    let facts = |by| {
        let (app, pack) = (&site.app, &pack);
        async move { app.register_facts(pack, Dataset::Demo, &[year], by).await.unwrap() }
    };
    let register = &pack.registers[0].code;
    assert_eq!(facts(now()).await.rows(&pack, register, year).unwrap().keys().len(), 304);
    assert!(facts(at("2026-01-01T00:00:00Z")).await.rows(&pack, register, year).is_none());
}

#[tokio::test]
async fn two_firms_with_one_code_and_negative_land_are_named_by_line_and_nothing_comes_in() {
    let site = demo().await;
    let template = site.app.register_file(&actor(), NAMES, &real(), None, DataFormat::Csv, now()).await.unwrap();
    let head = String::from_utf8(template.bytes).unwrap().trim_start_matches('\u{feff}').trim_end().to_string();
    let line = |name: &str, land: &str| -> String {
        let cell = |title: &str| match title {
            "统一社会信用代码" => WEICHAI.to_string(),
            "企业名称" => name.to_string(),
            "所在县" => "寿光市".to_string(),
            "规上" => "是".to_string(),
            "用地面积（亩）" => land.to_string(),
            _ => String::new(),
        };
        head.split(',').map(cell).collect::<Vec<_>>().join(",")
    };
    let text = format!("{head}\n{}\n{}\n{}\n", line("甲厂", "10"), line("乙厂", "20"), line("丙厂", "-5"));
    let file = ("企业.csv", text.into_bytes());
    let report = site.app.import_rows(&actor(), NAMES, &real(), file, ImportMode::Preview, now()).await.unwrap();
    let told: Vec<(usize, &str)> = report.errors.iter().map(|error| (error.line, error.message.as_str())).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].0 == 3 && told[0].1.contains("与第 2 行的主键“913700007456765902”相同"), "{told:?}");
    assert!(told[1].0 == 4 && told[1].1.contains("-5 小于最小值 0 亩"), "{told:?}");
    assert!(told[2].0 == 4 && told[2].1.contains("与第 3 行的主键“913700007456765902”相同"), "{told:?}");
    assert!(!report.accepted);
    let page = site.app.register_page(&actor(), NAMES, &real(), &RegisterRowsQuery::default(), now()).await.unwrap();
    assert_eq!(page.total, 0);
}

/// A column, a cell, a key, a rule and a value that must differ: one preview tells all of them.
#[tokio::test]
async fn faults_of_the_header_the_cells_the_keys_and_the_rules_are_told_in_one_preview() {
    let site = demo().await;
    let preview = async |names: (&str, &str), text: &str| {
        let book = RegisterBookQuery { dataset: Some(Dataset::Real), period: None };
        let file = ("表.csv", text.as_bytes().to_vec());
        let report = site.app.import_rows(&actor(), names, &book, file, ImportMode::Preview, now()).await.unwrap();
        assert!(!report.accepted);
        report.errors.into_iter().map(|error| (error.line, error.message)).collect::<Vec<_>>()
    };
    let told = preview(
        ("strong_county", "criteria_version"),
        "版本编号,强县类别,文号,发布机构,生效日期,失效日期,主管\n\
         V1,工业强县,文,机构,2026-01-01,2025-01-01,甲\n\
         V2,不知强县,文,机构,2026-01-01,2025-06-01,甲\n\
         V2,工业强县,文,机构,2026-13-01,2025-06-01,甲\n",
    )
    .await;
    let expected = [
        (1, "表头“主管”不认识"),
        (1, "缺少“市级主管部门”列"),
        (2, "失效日期早于生效日期"),
        (3, "不知强县"),
        (3, "失效日期早于生效日期"),
        (4, "2026-13-01"),
        (4, "与第 3 行的主键“V2”相同"),
    ];
    assert_eq!(told.len(), expected.len(), "{told:?}");
    for ((line, message), (wanted_line, words)) in told.iter().zip(expected) {
        assert!(*line == wanted_line && message.contains(words), "{line} {message}, not {words}");
    }

    let projects = ("project_sharing", "project");
    let text = "项目编号,项目名称,投资方代码,投资方名称,总投资,外资项目,首报县,落地县,首报日期,最近进展日期,签约日期\n\
                P1,厂,,甲投,1,,寿光市,寿光市,2024-01-01,,\n\
                P2,厂,,甲投,2,,寿光市,寿光市,2024-01-01,,\n\
                P3,馆,,乙投,-1,,寿光市,寿光市,2024-01-01,,\n";
    let told = preview(projects, text).await;
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].0 == 3 && told[0].1.contains("“项目名称、投资方名称”与“P1”一行相同"), "{told:?}");
    assert!(told[1].0 == 4 && told[1].1.contains("-1 小于最小值 0"), "{told:?}");
    // Looking left nothing behind.
    assert_eq!(preview(projects, text).await, told);
    let book = RegisterBookQuery { dataset: Some(Dataset::Real), period: None };
    let page = site.app.register_page(&actor(), projects, &book, &RegisterRowsQuery::default(), now()).await.unwrap();
    assert_eq!(page.total, 0);
}

/// Who sends a file of another kind is told so, and not a hundred thousand times.
#[tokio::test]
async fn more_faults_than_anybody_reads_are_cut_off_and_it_says_so() {
    let site = demo().await;
    let mut text = "版本编号,强县类别,文号,发布机构,生效日期,失效日期,市级主管部门\n".to_string();
    (0..3000).for_each(|place| text.push_str(&format!("V{place},不知强县,文,机构,昨天,,\n")));
    let book = RegisterBookQuery { dataset: Some(Dataset::Real), period: None };
    let names = ("strong_county", "criteria_version");
    let file = ("表.csv", text.into_bytes());
    let report = site.app.import_rows(&actor(), names, &book, file, ImportMode::Preview, now()).await.unwrap();
    assert_eq!(report.errors.len(), 1001);
    assert!(report.errors[1000].message.contains("只列出前 1000 处"), "{:?}", report.errors[1000]);
}

/// A file of self-checks names who checks by any name that the wording knows.
#[tokio::test]
async fn agencies_are_those_of_the_plans_by_name_or_alias_and_others_are_refused_with_the_nearest() {
    let empty = site().await;
    let alias =
        "[[alias]]\nname = \"市工业和信息化局\"\nwords = [\"市工信局\"]\nexample = \"1.办好一件事。({}牵头)\"\n";
    fs::write(empty.folder.path().join("wording.toml"), alias).unwrap();
    empty.app.close().await;
    let app = open(empty.folder.path()).await;
    app.load_demo(&actor(), at("2026-11-25T01:00:00Z"), |_| {}).await.unwrap();
    let names = ("strong_county", "criteria_version");
    let book = RegisterBookQuery { dataset: Some(Dataset::Real), period: None };
    let page = app.register_page(&actor(), names, &book, &RegisterRowsQuery::default(), now()).await.unwrap();
    let lead = page.form.fields.iter().find(|field| field.code == "lead").unwrap();
    assert!(lead.options.iter().any(|option| option.name == "市工业和信息化局"), "{:?}", lead.options);
    assert!(!lead.options.iter().any(|option| option.name == "市工信局"));
    let version = |agency: &'static str| {
        request(&[
            ("version_code", "V1"),
            ("kind", "工业强县"),
            ("document", "试验〔2026〕1号"),
            ("issuer", "试验"),
            ("valid_from", "2026-01-01"),
            ("lead", agency),
        ])
    };
    let wrong = app.save_row(&actor(), names, &book, &version("市工业信息化局"), now()).await.unwrap();
    assert!(wrong.faults[0].message.contains("是否为“市工业和信息化局”"), "{wrong:?}");
    assert!(app.save_row(&actor(), names, &book, &version("市 工信局"), now()).await.unwrap().accepted);
    let held = app.register_row(&actor(), names, &book, "V1", now()).await.unwrap();
    assert_eq!(held.values["lead"], "市工业和信息化局");
    let csv = "版本编号,强县类别,文号,发布机构,生效日期,失效日期,市级主管部门\nV2,工业强县,文,机构,2026-01-01,,市工信局\nV3,工业强县,文,机构,2026-01-01,,东岭小学\n";
    let file = ("版本.csv", csv.as_bytes().to_vec());
    let report = app.import_rows(&actor(), names, &book, file, ImportMode::Preview, now()).await.unwrap();
    assert_eq!(report.errors.len(), 1, "{report:?}");
    assert!(report.errors[0].line == 3 && report.errors[0].message.contains("方案的责任单位中没有“东岭小学”"));
}

const SMES: (&str, &str) = ("tech_sme", "tech_sme");

async fn sme(site: &Site, dataset: Dataset, year: &str, values: &[(&str, &str)]) {
    let book = RegisterBookQuery { dataset: Some(dataset), period: Some(year.into()) };
    let mut request = request(values);
    request.accept_warnings = true;
    let answer = site.app.save_row(&actor(), SMES, &book, &request, now()).await.unwrap();
    assert!(answer.accepted, "{answer:?}");
}

async fn target_of_smes(site: &Site, dataset: Dataset) -> TargetRowView {
    let question = AsOf { as_of: Some(jiff::civil::date(2025, 12, 31)), dataset: Some(dataset), ..AsOf::default() };
    let list = site.app.targets(PLAN, &question, now()).await.unwrap();
    let found = list
        .rows
        .into_iter()
        .find(|row| row.indicator.as_ref().is_some_and(|indicator| indicator.code == "technology_sme_registered"));
    found.unwrap()
}

#[tokio::test]
async fn a_target_is_measured_by_the_count_of_a_register() {
    let site = demo().await;
    assert_eq!(
        target_of_smes(&site, Dataset::Real).await.actual.missing.as_deref(),
        Some("考核期（2024—2025年）内没有公布数据")
    );

    let base = [("is_resident", "是"), ("staff", "30"), ("research_staff", "9")];
    let firm = |code: &'static str, name: &'static str, county: &'static str, more: &[(&'static str, &'static str)]| {
        let head = [("credit_code", code), ("name", name), ("county", county)];
        base.iter().chain(&head).chain(more).copied().collect::<Vec<_>>()
    };
    let on = ("registered_on", "2025-06-30");
    sme(&site, Dataset::Real, "2025", &firm(WEICHAI, "测试甲厂", "奎文区", &[on])).await;
    sme(&site, Dataset::Real, "2025", &firm("91370700MA0000001Y", "测试乙厂", "寿光市", &[on])).await;
    // Applied and not entered; entered and struck off; of the year before.
    sme(&site, Dataset::Real, "2025", &firm("91370700MA00000022", "测试丙厂", "寿光市", &[])).await;
    let struck = [on, ("revoked_on", "2025-09-01")];
    sme(&site, Dataset::Real, "2025", &firm("91370700MA00000035", "测试丁厂", "寿光市", &struck)).await;
    sme(
        &site,
        Dataset::Real,
        "2024",
        &firm("91370700MA00000035", "测试丁厂", "寿光市", &[("registered_on", "2024-06-30")]),
    )
    .await;

    let row = target_of_smes(&site, Dataset::Real).await;
    assert_eq!((row.actual.text.as_str(), row.actual_period.as_deref()), ("2", Some("2025年")));
    let link = row.register.clone().unwrap();
    assert_eq!((link.pack.as_str(), link.name.as_str()), ("tech_sme", "科技型中小企业（2025年）"));
    let told = site.app.explain(&actor(), row.actual.id.as_deref().unwrap(), now()).await.unwrap();
    assert_eq!(
        told.derivation.inputs.iter().map(|place| (place.title.as_str(), place.value.as_str())).collect::<Vec<_>>(),
        [("奎文区", "1"), ("寿光市", "1")]
    );
    assert_eq!(told.derivation.inputs[1].inputs[0].title, "测试乙厂（91370700MA0000001Y）");
    assert_eq!(told.sources[0].title, "名录“科技型中小企业（2025年）”");

    // The same question with what was known before gives what was known before.
    let before = AsOf {
        as_of: Some(jiff::civil::date(2025, 12, 31)),
        known_by: Some(now() - jiff::Span::new().minutes(1)),
        ..AsOf::default()
    };
    let earlier = site.app.targets(PLAN, &before, now()).await.unwrap();
    assert!(earlier.rows.iter().find(|held| held.id == row.id).unwrap().actual.id.is_none());

    // 演示 firms are counted apart from real ones.
    let fictional = target_of_smes(&site, Dataset::Demo).await;
    assert_eq!(fictional.actual.text, "2479");
    assert!(fictional.register.is_some());
}

const PROJECTS: (&str, &str) = ("project_sharing", "project");

async fn project(site: &Site, values: &[(&str, &str)]) {
    let book = RegisterBookQuery { dataset: Some(Dataset::Real), period: None };
    let head = [("first_county", "寿光市"), ("county", "寿光市")];
    let all: Vec<(&str, &str)> = head.iter().chain(values).copied().collect();
    let request = RowSaveRequest { accept_warnings: true, ..request(&all) };
    let answer = site.app.save_row(&actor(), PROJECTS, &book, &request, now()).await.unwrap();
    assert!(answer.accepted, "{answer:?}");
}

/// Days are counted to today and not to the end of the year: what is 180 days old stands on the list the day after.
#[tokio::test]
async fn projects_that_stand_still_are_a_list_with_its_count_and_its_file() {
    let site = demo().await;
    let today = jiff::civil::date(2026, 11, 25);
    let ago = |days: i64| today.checked_sub(jiff::Span::new().days(days)).unwrap().to_string();
    let (old, edge, fresh) = (ago(181), ago(180), ago(150));
    for (number, title, moved) in [("P1", "甲", &old), ("P2", "乙", &edge), ("P3", "丙", &fresh)] {
        let values =
            [("number", number), ("title", title), ("reported_on", "2026-01-01"), ("moved_on", moved.as_str())];
        project(&site, &values).await;
    }
    let book = RegisterBookQuery { dataset: Some(Dataset::Real), period: None };
    let query = RegisterRowsQuery { measure: Some("stalled_count".into()), ..RegisterRowsQuery::default() };
    let page = site.app.register_page(&actor(), PROJECTS, &book, &query, now()).await.unwrap();
    assert_eq!(page.rows.iter().map(|row| row.key.as_str()).collect::<Vec<_>>(), ["P1"]);
    assert!(page.form.counts.iter().any(|count| count.code == "stalled_count" && count.name == "停滞项目"));
    let why = site.app.explain(&actor(), page.count.id.as_ref().unwrap(), now()).await.unwrap().derivation;
    assert_eq!((why.value.as_str(), why.inputs.len()), ("1", 1));
    let file = site.app.register_file(&actor(), PROJECTS, &book, Some(&query), DataFormat::Csv, now()).await.unwrap();
    let text = String::from_utf8(file.bytes).unwrap();
    assert!(text.contains("P1,") && !text.contains("P2,") && !text.contains("P3,"), "{text}");
    let counts = site.app.register_counts(&actor(), PROJECTS, &book, now()).await.unwrap();
    let number = counts.measures.iter().position(|measure| measure.code == "stalled_count").unwrap();
    assert_eq!(counts.total[number].text, "1");
    let wrong = RegisterRowsQuery { measure: Some("nothing".into()), ..RegisterRowsQuery::default() };
    let told = site.app.register_page(&actor(), PROJECTS, &book, &wrong, now()).await.unwrap_err();
    assert_eq!(told.to_string(), "名录“招商项目”没有计数“nothing”；请重新选择");
}

/// 每年引进外资项目 100 个 is counted from the day on which each was signed, although the register stands.
#[tokio::test]
async fn the_yearly_target_of_foreign_projects_is_counted_by_the_day_of_signing() {
    let site = demo().await;
    let roles = [("zhaoshang", "in_county")];
    for (user, role) in roles {
        site.app.add_user(&Actor::new("admin"), user, user, Some("Qingming-2026"), now()).await.unwrap();
        site.app.set_pack_role(&Actor::new("admin"), ("project_sharing", role), user, true, now()).await.unwrap();
    }
    let book = RegisterBookQuery { dataset: Some(Dataset::Real), period: None };
    for (number, title, foreign, signed, is_signed) in [
        ("F1", "甲", "是", "2025-02-01", true),
        ("F2", "乙", "是", "2025-12-31", true),
        ("F3", "丙", "是", "2024-12-31", true),
        ("F4", "丁", "否", "2025-03-01", true),
        ("F5", "戊", "是", "", false),
    ] {
        let values = [
            ("number", number),
            ("title", title),
            ("is_foreign", foreign),
            ("reported_on", "2024-01-01"),
            ("signed_on", signed),
        ];
        project(&site, &values).await;
        if is_signed {
            let clerk = Actor::new("zhaoshang");
            let seen = site.app.register_row(&clerk, PROJECTS, &book, number, now()).await.unwrap().row.pulse;
            let step = RowStepRequest { key: number.into(), step: "sign".into(), note: None, seen };
            site.app.take_step(&clerk, PROJECTS, &book, &step, now()).await.unwrap();
        }
    }
    let question =
        AsOf { as_of: Some(jiff::civil::date(2025, 12, 31)), dataset: Some(Dataset::Real), ..AsOf::default() };
    let list = site.app.targets(PLAN, &question, now()).await.unwrap();
    let is_foreign = |row: &&TargetRowView| {
        row.indicator.as_ref().is_some_and(|indicator| indicator.code == "foreign_investment_project")
    };
    let row = list.rows.iter().find(is_foreign).unwrap();
    assert_eq!((row.actual.text.as_str(), row.actual_period.as_deref()), ("2", Some("2025年")));
    let told = site.app.explain(&actor(), row.actual.id.as_deref().unwrap(), now()).await.unwrap();
    let shougang = &told.derivation.inputs[0];
    assert_eq!((shougang.title.as_str(), shougang.value.as_str(), shougang.inputs.len()), ("寿光市", "2", 2));
}

#[tokio::test]
async fn a_printed_count_is_explained_from_its_bulletin_whatever_becomes_of_the_register_and_its_rules() {
    let site = demo().await;
    let base = [("is_resident", "是"), ("staff", "30"), ("research_staff", "9"), ("registered_on", "2025-06-30")];
    for (code, name) in [(WEICHAI, "测试甲厂"), ("91370700MA0000001Y", "测试乙厂")] {
        let values: Vec<(&str, &str)> =
            base.into_iter().chain([("credit_code", code), ("name", name), ("county", "寿光市")]).collect();
        sme(&site, Dataset::Real, "2025", &values).await;
    }
    let row = target_of_smes(&site, Dataset::Real).await;
    let request = BulletinRequest { as_of: Some(jiff::civil::date(2025, 12, 31)), ..BulletinRequest::default() };
    let bulletin = site.app.create_bulletin(&actor(), PLAN, &request, now()).await.unwrap();
    let path = format!("row/{}/actual", row.id);
    let figure = bulletin.figures.iter().find(|figure| figure.id.ends_with(&path)).unwrap();
    let printed = format!("B{}-{}", bulletin.id, figure.short);
    let then = site.app.explain(&actor(), &printed, now()).await.unwrap();
    assert_eq!(then.derivation.inputs[0].inputs.len(), 2, "{then:?}");

    // A row is changed and another is struck out, and then the rule by which rows are counted changes as well.
    let book = RegisterBookQuery { dataset: Some(Dataset::Real), period: Some("2025".into()) };
    let held = site.app.register_row(&actor(), SMES, &book, WEICHAI, now()).await.unwrap();
    let removal = RowRemoveRequest { key: WEICHAI.into(), seen: held.row.pulse, note: "注销".into() };
    site.app.remove_row(&actor(), SMES, &book, &removal, at("2026-11-25T03:00:00Z")).await.unwrap();
    assert_eq!(site.app.explain(&actor(), &printed, now()).await.unwrap(), then);
    site.app.close().await;
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/tech_sme/2017.1/pack.hcl");
    let rules = fs::read_to_string(shipped).unwrap();
    let changed = rules
        .replacen("\"2017.1\"", "\"2025.1\"", 1)
        .replacen("\"2017-05-03\"", "\"2025-01-01\"", 1)
        .replacen("!is_missing(入库登记日期) && is_missing(撤销入库日期)", "职工总数 > 1000", 1);
    assert!(changed.contains("职工总数 > 1000"));
    let own = site.folder.path().join("packs/tech_sme/2025.1");
    fs::create_dir_all(&own).unwrap();
    fs::write(own.join("pack.hcl"), changed).unwrap();
    let app = open(site.folder.path()).await;
    assert!(app.packs().newest("tech_sme").unwrap().usable().is_ok());
    assert_eq!(app.explain(&actor(), &printed, now()).await.unwrap(), then);
    let rows = then.derivation.inputs[0].inputs.iter().map(|row| row.title.as_str()).collect::<Vec<_>>();
    assert_eq!(rows, ["测试甲厂（913700007456765902）", "测试乙厂（91370700MA0000001Y）"]);
}
