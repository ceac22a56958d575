//! Bulletins: frozen, the same for ever, each figure traceable.

use std::io::Read;

use app::BulletinFile;
use app::view::{AsOf, BulletinRequest, RoundingChoice};
use calamine::{Data, Reader, Xlsx};
use model::Dataset;

use crate::support::{PLAN, actor, at, demo, now, open};

fn part(docx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut xml = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
    xml
}

pub fn document_xml(docx: &[u8]) -> String {
    part(docx, "word/document.xml")
}

/// Words of the document without those of figures, which stand between a bookmark's start and end.
fn plain_words(xml: &str) -> String {
    let mut words = String::new();
    for (index, piece) in xml.split("<w:bookmarkStart").enumerate() {
        let outside = if index == 0 { piece } else { piece.split_once("<w:bookmarkEnd").unwrap().1 };
        for paragraph in outside.split("</w:p>") {
            for text in paragraph.split("<w:t xml:space=\"preserve\">").skip(1) {
                words.push_str(text.split_once("</w:t>").unwrap().0);
            }
            words.push('\n');
        }
        words.push('●');
    }
    words
}

#[tokio::test]
async fn a_bulletin_is_the_same_bytes_after_later_imports_and_restarts() {
    let site = demo().await;
    let request = BulletinRequest { issuer: Some("示例办公室".into()), ..request() };
    let bulletin = site.app.create_bulletin(&actor(), PLAN, &request, now()).await.unwrap();
    assert_eq!(
        bulletin.title,
        "关于《潍坊市县域经济高质量发展实施方案（2024—2025年）》（截至2025年12月31日）目标完成情况的通报"
    );
    assert!(bulletin.figures.len() > 61);
    let mut first = Vec::new();
    for file in [BulletinFile::Docx, BulletinFile::Pdf, BulletinFile::Xlsx] {
        first.push(site.app.bulletin_file(bulletin.id, file).await.unwrap());
    }
    assert!(first[1].bytes.starts_with(b"%PDF"));
    assert!(first[0].file_name.ends_with(".docx"));

    let line = "指标,地区,报告期,数值,单位,口径,等级,来源,获知日期\n\
                地区生产总值,寿光市,2025,1200,亿元,管理区,A,统计公报,2026-01-20\n";
    site.app
        .import_observations(&actor(), "表.csv", line.as_bytes(), Dataset::Real, at("2026-11-25T03:00:00Z"))
        .await
        .unwrap();
    site.app.close().await;
    let again = open(site.folder.path()).await;
    for (file, old) in [BulletinFile::Docx, BulletinFile::Pdf, BulletinFile::Xlsx].into_iter().zip(&first) {
        assert!(again.bulletin_file(bulletin.id, file).await.unwrap() == *old, "{}", old.file_name);
    }
    assert_eq!(again.bulletin(bulletin.id).await.unwrap(), bulletin);
    assert_eq!(again.verify().await.unwrap().bulletins, 1);
}

#[tokio::test]
async fn every_printed_figure_answers_by_its_short_id() {
    let site = demo().await;
    for dataset in [Dataset::Real, Dataset::Demo] {
        let request = BulletinRequest { dataset: Some(dataset), ..request() };
        let bulletin = site.app.create_bulletin(&actor(), PLAN, &request, now()).await.unwrap();
        for figure in &bulletin.figures {
            let printed =
                site.app.explain(&actor(), &format!("B{}-{}", bulletin.id, figure.short), now()).await.unwrap();
            let computed = site.app.explain(&actor(), &figure.id, now()).await.unwrap();
            assert_eq!(printed.derivation.value, figure.text, "{}", figure.id);
            assert_eq!(computed.derivation, printed.derivation, "{}", figure.id);
        }
    }
}

#[tokio::test]
async fn no_number_with_a_unit_stands_outside_of_a_figure() {
    let site = demo().await;
    for dataset in [Dataset::Real, Dataset::Demo] {
        let request = BulletinRequest { dataset: Some(dataset), ..request() };
        let bulletin = site.app.create_bulletin(&actor(), PLAN, &request, now()).await.unwrap();
        let docx = site.app.bulletin_file(bulletin.id, BulletinFile::Docx).await.unwrap();
        let mut words = plain_words(&document_xml(&docx.bytes));
        let list = site.app.targets(PLAN, &AsOf::default(), now()).await.unwrap();
        // The rule as its author words it, the names that the plan gives to things, and the definition of the map.
        let mut quoted = vec![list.frame.preset.description.clone(), "合计100%".to_string()];
        quoted.extend(list.rows.iter().map(|row| row.subject.replace('-', "—")));
        for name in quoted {
            words = words.replace(&name, "");
        }
        let units = ["项", "%", "亿", "万", "个", "家", "次", "场", "所", "座"];
        let characters: Vec<char> = words.chars().collect();
        for (index, pair) in characters.windows(2).enumerate() {
            let is_amount = pair[0].is_ascii_digit() && units.contains(&pair[1].to_string().as_str());
            let around: String =
                characters[index.saturating_sub(20)..(index + 10).min(characters.len())].iter().collect();
            assert!(!is_amount, "{around}");
        }
        assert!(words.contains("项目标") || words.contains("项，"), "the words were found");
        // Every bookmark is a figure of the bulletin; `S001_2` is `S001` told again.
        let xml = document_xml(&docx.bytes);
        let names: Vec<&str> = xml.split("w:name=\"S").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert!(names.len() > 61);
        for name in names {
            let short = format!("S{}", name.split('_').next().unwrap());
            assert!(bulletin.figures.iter().any(|figure| figure.short == short), "{short}");
        }
    }
}

#[tokio::test]
async fn the_annex_has_the_official_columns_and_numbers_that_resolve() {
    let site = demo().await;
    let bulletin = site.app.create_bulletin(&actor(), PLAN, &request(), now()).await.unwrap();
    let annex = site.app.bulletin_file(bulletin.id, BulletinFile::Xlsx).await.unwrap();
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(annex.bytes.clone())).unwrap();
    assert_eq!(book.sheet_names(), ["目标完成情况", "月调度台账", "任务分解表", "数字来源"]);
    let header = |book: &mut Xlsx<_>, name: &str| -> Vec<String> {
        let range = book.worksheet_range(name).unwrap();
        let row = range.rows().find(|row| row[0] == Data::String("序号".into())).unwrap();
        row.iter().map(ToString::to_string).collect()
    };
    assert_eq!(
        header(&mut book, "月调度台账").join(" | "),
        "序号 | 任务 | 年度目标 | 序时目标 | 本月进展 | 累计完成 | 完成率 | 是否达序时 | 存在问题 | 下步措施 | \
         需协调事项 | 责任单位 | 填报人 | 审核人"
    );
    assert_eq!(
        header(&mut book, "任务分解表").join(" | "),
        "序号 | 类别 | 任务内容 | 牵头领导 | 责任单位 | 工作目标 | 具体措施 | 季度形象进度 | 完成时限 | 责任人 | \
         联系人及电话"
    );

    let months = book.worksheet_range("月调度台账").unwrap();
    let row = |words: &str| months.rows().find(|row| row[2].to_string().starts_with(words)).unwrap().to_vec();
    let anqiu = row("安丘市GDP（地区生产总值）约500亿元");
    assert_eq!(anqiu[5], Data::Float(517.0), "a number, with its unit in the format");
    assert_eq!(anqiu[6], Data::Float(1.034));
    assert_eq!(anqiu[7].to_string(), "是");
    for blank in [4, 8, 9, 10, 12, 13] {
        assert_eq!(anqiu[blank], Data::Empty, "column {blank} is for a person");
    }
    let unknown = row("新建市级科技创新平台每年不低于30家");
    assert_eq!([5, 6, 7].map(|column| unknown[column].to_string()), ["—", "—", "—"]);
    let styles = part(&annex.bytes, "xl/styles.xml");
    assert!(styles.contains("亿元（2024年）"), "a value of an earlier period says so");
    let sheet = part(&annex.bytes, "xl/worksheets/sheet2.xml");
    for mark in ["orientation=\"landscape\"", "paperSize=\"8\"", "<mergeCell ", "state=\"frozen\"", "第&amp;P页"] {
        assert!(sheet.contains(mark), "{mark}");
    }

    let sources = book.worksheet_range("数字来源").unwrap();
    let mut asked = 0;
    for row in sources.rows().filter(|row| row[3].to_string().contains('~')) {
        let answer = site.app.explain(&actor(), &row[3].to_string(), now()).await.unwrap();
        let value: f64 = answer.derivation.value.parse().unwrap();
        assert!(row[2].to_string().starts_with(&answer.derivation.value), "{}: {value}", row[2]);
        asked += 1;
    }
    assert!(asked > 5, "{asked}");
}

#[tokio::test]
async fn what_nobody_filled_in_is_said_in_its_place() {
    let site = demo().await;
    let words_of = async |request: &BulletinRequest| {
        let bulletin = site.app.create_bulletin(&actor(), PLAN, request, now()).await.unwrap();
        let docx = site.app.bulletin_file(bulletin.id, BulletinFile::Docx).await.unwrap();
        (bulletin.to_fill, document_xml(&docx.bytes))
    };
    let (to_fill, draft) = words_of(&request()).await;
    assert_eq!(to_fill, ["发文机关", "发文字号"]);
    assert!(draft.contains("【待填：发文机关】") && !draft.contains("文件</w:t>") && !draft.contains("抄送"));
    assert!(!draft.contains(">潍坊市人民政府</w:t>"), "who issued the plan does not sign by default");

    let numbered = BulletinRequest {
        number: Some("示字〔2026〕1号".into()),
        copy_to: Some("示例市委办公室,示例市政府办公室。".into()),
        ..request()
    };
    let (to_fill, xml) = words_of(&numbered).await;
    assert_eq!(to_fill, ["发文机关", "印发机关"]);
    assert!(xml.contains("【待填：发文机关】文件") && xml.contains("示字〔2026〕1号"));
    assert!(xml.contains("抄送：示例市委办公室，示例市政府办公室。</w:t>") && xml.contains("【待填：印发机关】"));

    let whole = BulletinRequest {
        issuer: Some("示例市发展和改革委员会".into()),
        printed_by: Some("示例市发展和改革委员会办公室".into()),
        printed_on: Some("2026-12-01".parse().unwrap()),
        addressee: Some("各示例区".into()),
        ..numbered
    };
    let (to_fill, xml) = words_of(&whole).await;
    assert!(to_fill.is_empty() && !xml.contains("待填"));
    assert!(
        xml.contains("示例市发展和改革委员会文件") && xml.contains("2026年12月1日印发") && xml.contains("各示例区：")
    );
}

#[tokio::test]
async fn the_table_has_the_words_of_the_plan_and_the_remarks_of_its_values() {
    let site = demo().await;
    let bulletin = site.app.create_bulletin(&actor(), PLAN, &request(), now()).await.unwrap();
    let docx = site.app.bulletin_file(bulletin.id, BulletinFile::Docx).await.unwrap();
    let xml = document_xml(&docx.bytes);
    for words in [
        "粮食综合生产能力",
        "“粮食综合生产能力”以“粮食总产量”衡量",
        "GDP（地区生产总值）",
        "三（一）1",
        ">期限</w:t>",
        "①依据初步数，以最终核实数为准（来源：",
        "来源未注明统计口径，按管理区口径采用，待统计部门确认",
    ] {
        assert!(xml.contains(words), "{words}");
    }
    assert!(!xml.contains("gdp(") && !xml.contains("人民政府,"), "no mark or letter of the scraped page");
}

#[tokio::test]
async fn stored_files_outlive_a_program_that_draws_otherwise() {
    let site = demo().await;
    let bulletin = site.app.create_bulletin(&actor(), PLAN, &request(), now()).await.unwrap();
    assert_eq!(bulletin.files.iter().map(|file| file.kind.as_str()).collect::<Vec<_>>(), ["docx", "pdf", "xlsx"]);
    let same = site.app.rebuild_bulletin(bulletin.id).await.unwrap();
    assert!(same.files.len() == 3 && same.files.iter().all(|file| file.is_same), "{same:?}");
    site.app.close().await;

    // The files of another version: the cut is the same, the bytes are not.
    let store =
        store::Store::open(crate::support::database(site.folder.path()), &store::Options::default()).await.unwrap();
    let stored = store.bulletin(bulletin.id).await.unwrap().unwrap();
    let old = store::BulletinFile { kind: "pdf".into(), name: "旧.pdf".into(), bytes: b"%PDF-old".to_vec() };
    let audit =
        store::NewAudit {
            at: now(), actor: "张三".into(), action: "生成通报".into(), object: PLAN.into(), note: None
        };
    let new =
        store::NewBulletin { plan: PLAN.into(), cut: stored.cut.clone(), program: "0.0.9".into(), files: vec![old] };
    let old = store.add_bulletin(&new, &audit).await.unwrap();
    let bare = store::NewBulletin { files: Vec::new(), ..new };
    let bare = store.add_bulletin(&bare, &audit).await.unwrap();
    store.close().await;

    let again = open(site.folder.path()).await;
    assert_eq!(again.bulletin_file(old.id, BulletinFile::Pdf).await.unwrap().bytes, b"%PDF-old");
    let compared = again.rebuild_bulletin(old.id).await.unwrap();
    assert!(!compared.files[0].is_same);
    assert!(compared.files[0].finding.starts_with("原件由版本 0.0.9 排版"), "{}", compared.files[0].finding);
    assert_eq!(again.verify().await.unwrap().bulletins, 3);

    // From before files were kept: made from the cut, and said so.
    assert!(again.bulletin(bare.id).await.unwrap().files.is_empty());
    assert!(again.bulletin_file(bare.id, BulletinFile::Pdf).await.unwrap().bytes.starts_with(b"%PDF"));
    let refused = again.rebuild_bulletin(bare.id).await.unwrap_err().to_string();
    assert!(refused.contains("还没有保存文件"), "{refused}");
}

#[tokio::test]
async fn a_bulletin_of_demonstration_data_says_so_and_gets_no_number() {
    let site = demo().await;
    let request = BulletinRequest {
        dataset: Some(Dataset::Demo),
        number: Some("示字〔2026〕1号".into()),
        issuer: Some("示例办公室".into()),
        ..request()
    };
    let bulletin = site.app.create_bulletin(&actor(), PLAN, &request, now()).await.unwrap();
    assert!(bulletin.title.starts_with("【演示】"));
    assert_eq!(bulletin.number, None);
    let docx = site.app.bulletin_file(bulletin.id, BulletinFile::Docx).await.unwrap();
    let xml = document_xml(&docx.bytes);
    assert!(xml.contains("演示") && !xml.contains("示字〔2026〕1号"));
    assert!(xml.contains("不作签发") && !xml.contains("示例办公室"), "no real body signs it");
    assert!(bulletin.to_fill.is_empty());
    assert!(part(&docx.bytes, "word/header_demo.xml").contains("演示数据 非正式公文"));
}

#[tokio::test]
async fn the_rounding_is_chosen_and_named() {
    let site = demo().await;
    for (rounding, words) in [(RoundingChoice::Residual, "倒挤"), (RoundingChoice::Plain, "不作机械调整")] {
        let request = BulletinRequest { rounding: Some(rounding), ..request() };
        let bulletin = site.app.create_bulletin(&actor(), PLAN, &request, now()).await.unwrap();
        let docx = site.app.bulletin_file(bulletin.id, BulletinFile::Docx).await.unwrap();
        assert!(document_xml(&docx.bytes).contains(words), "{words}");
    }
    assert_eq!(site.app.bulletins(PLAN).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_plan_without_counties_gets_a_bulletin_without_a_map() {
    let site = demo().await;
    let bulletin = site.app.create_bulletin(&actor(), "sample_2026", &request(), now()).await.unwrap();
    assert!(bulletin.title.starts_with("【示例】"));
    site.app.bulletin_file(bulletin.id, BulletinFile::Pdf).await.unwrap();
}

fn request() -> BulletinRequest {
    BulletinRequest::default()
}
