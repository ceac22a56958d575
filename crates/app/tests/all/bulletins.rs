//! Bulletins: frozen, the same for ever, each figure traceable.

use std::io::Read;

use app::BulletinFile;
use app::view::{BulletinRequest, RoundingChoice};
use model::Dataset;

use crate::support::{PLAN, actor, at, demo, now, open};

fn document_xml(docx: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    xml
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
            let printed = site.app.explain(&format!("B{}-{}", bulletin.id, figure.short)).await.unwrap();
            let computed = site.app.explain(&figure.id).await.unwrap();
            assert_eq!(printed.derivation.value, figure.text, "{}", figure.id);
            assert_eq!(computed.derivation, printed.derivation, "{}", figure.id);
        }
    }
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
