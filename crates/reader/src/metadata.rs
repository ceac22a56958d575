//! What stands around the measures: titles, number, issuer, date, addressees, term, place, page furniture.

mod date;
mod lines;
mod place;
mod signature;
mod term;
mod title;

use model::{PlanMetadata, Span};

use crate::document::Document;
use crate::wording::Lexicon;
use date::iso_or_chinese_date;
use lines::Lines;
use place::place_of;
use signature::{boilerplate, signature, signature_start};
pub(crate) use term::five_year_plan;
use term::{term_of, term_of_horizons, year_after_review};
use title::{TITLE_ENDS, annex_title, carried_title, document_number, joined, title_block};

/// The document without its measures.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub metadata: PlanMetadata,
    /// Where headings may start and the measures end.
    pub body: Span,
    /// The term as far as the title states it; undated targets fall back to it.
    pub title_term: Option<(i16, i16)>,
    /// The year that 今年 means.
    pub this_year: Option<i16>,
    pub is_work_report: bool,
}

pub(crate) fn frame(document: &Document, lexicon: &Lexicon) -> Frame {
    let lines = Lines::of(document, lexicon);
    let mut metadata = PlanMetadata::default();
    let mut spans: Vec<(String, Span)> = Vec::new();
    for &header in &lines.header {
        spans.push(("header".into(), header));
    }
    let boilerplate = boilerplate(document, lexicon);
    if let Some(span) = boilerplate {
        spans.push(("boilerplate".into(), span));
    }
    let text_end = boilerplate.map_or(document.len(), |span| span.start);

    if let Some(number) = document_number(document, &lines) {
        metadata.document_number = Some(document.text(number).split_whitespace().collect());
        spans.push(("document_number".into(), number));
    }
    let title = title_block(document, &lines);
    let mut body_start = title.map_or(0, |span| span.end);
    let is_title = title.is_some_and(|span| {
        let words = document.matched(span);
        TITLE_ENDS.iter().any(|end| words.trim_end().ends_with(end))
    });
    // A page that names the title in its header and begins with the number: the first line is no title.
    let named = lines.value_of(document, lexicon, &["标题"]).filter(|_| !is_title);
    if let Some(words) = named {
        let name = carried_title(&words);
        let annex = annex_title(document, name.as_deref().unwrap_or(&words), 0, text_end);
        metadata.title = name.clone().unwrap_or_else(|| words.clone());
        metadata.carrier_title = name.map(|_| words);
        if let Some(annex) = annex {
            spans.push(("title".into(), annex));
            body_start = annex.end;
        }
    } else if let Some(span) = title {
        let words = joined(document, span);
        match carried_title(&words) {
            Some(name) => {
                spans.push(("carrier_title".into(), span));
                metadata.carrier_title = Some(words);
                let annex = annex_title(document, &name, span.end, text_end);
                metadata.title = annex.map_or(name, |annex| joined(document, annex));
                if let Some(annex) = annex {
                    spans.push(("title".into(), annex));
                    body_start = annex.end;
                }
            }
            None => {
                spans.push(("title".into(), span));
                metadata.title = words;
            }
        }
    }
    if let Some(span) = lines.addressees {
        let end = document.trim(span).end;
        let span = Span::new(document.trim(span).start, end.saturating_sub(1).max(document.trim(span).start));
        metadata.addressees = Some(document.text(span));
        spans.push(("addressees".into(), span));
    }
    let (body_end, tail) = signature_start(document, lexicon, body_start, text_end);
    let signed = signature(document, title.map_or(0, |span| span.end), body_start, body_end, text_end);
    if let Some((date, date_span, issuer)) = signed {
        metadata.date = Some(date);
        spans.push(("date".into(), date_span));
        if let Some(issuer) = issuer {
            metadata.issuer = Some(joined(document, issuer));
            spans.push(("issuer".into(), issuer));
        }
    }
    if tail.end > tail.start {
        spans.push(("footer".into(), tail));
    }
    if metadata.issuer.is_none() {
        metadata.issuer =
            lines.value_of(document, lexicon, &["发文机关", "发布机构", "发布机关", "发文单位", "发布部门"]);
    }
    if metadata.date.is_none() {
        let printed = lines.value_of(document, lexicon, &["成文日期", "发文日期", "发布日期", "发布时间"]);
        metadata.date = printed.and_then(|printed| iso_or_chinese_date(&printed));
    }
    metadata.disclosure = disclosure(document);
    let is_work_report = metadata.title.contains("政府工作报告")
        || document.chars.iter().take(400).collect::<String>().contains("报告政府工作")
        || document.chars.iter().take(400).collect::<String>().contains("报告工作");
    let title_term = term_of(&metadata.title).or_else(|| metadata.carrier_title.as_deref().and_then(term_of));
    let this_year = if is_work_report { title_term.map(|term| term.1) } else { None }
        .or(metadata.date.map(|date| date.year()))
        .or(title_term.map(|term| term.0))
        .or_else(|| is_work_report.then(|| year_after_review(document)).flatten());
    let title_term = title_term.or_else(|| if is_work_report { this_year.map(|year| (year, year)) } else { None });
    metadata.term = title_term.or_else(|| term_of_horizons(document, this_year, body_start, body_end));
    metadata.place = place_of(&metadata, lexicon);
    metadata.spans = spans;
    Frame { metadata, body: Span::new(body_start, body_end.max(body_start)), title_term, this_year, is_work_report }
}

fn is_disclosure(words: &str) -> bool {
    words.starts_with('(') && words.ends_with(')') && words.contains("此件") && words.chars().count() < 20
}

fn disclosure(document: &Document) -> Option<String> {
    let whole = Span::new(0, document.len());
    let start = document.find(whole, "(此件")?;
    let end = (start..document.len().min(start + 20)).find(|&at| document.at(at) == ')')?;
    Some(document.text(Span::new(start + 1, end)))
}

pub(crate) fn is_cjk(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(text: &str, expect: Expect) {
        let frame = frame(&Document::new(text), Lexicon::builtin());
        let metadata = frame.metadata;
        let shown = format!(
            "{} | {:?} | {:?} | {:?} | {:?} | {:?} | {:?} | {:?}",
            metadata.title,
            metadata.carrier_title,
            metadata.document_number,
            metadata.issuer,
            metadata.date.map(|date| date.to_string()),
            metadata.addressees,
            metadata.term,
            metadata.place
        );
        expect.assert_eq(&shown);
    }

    #[test]
    fn a_notice_carries_a_plan() {
        check(
            "甲乙市人民政府关于印发《甲乙市造林方案（2026—2028年）》的通知\n甲政发〔2026〕3号\n各县人民政府：\n现印发给你们。\n\
             甲乙市人民政府\n2026年3月1日\n（此件公开发布）\n甲乙市造林方案（2026-2028年）\n一、总体要求\n做好工作。\n电话：010-1",
            expect![[
                r#"甲乙市造林方案（2026-2028年） | Some("甲乙市人民政府关于印发《甲乙市造林方案（2026—2028年）》的通知") | Some("甲政发〔2026〕3号") | Some("甲乙市人民政府") | Some("2026-03-01") | Some("各县人民政府") | Some((2026, 2028)) | Some("甲乙市")"#
            ]],
        );
    }

    #[test]
    fn a_title_broken_over_lines_is_joined_and_the_signature_is_at_the_end() {
        check(
            "国务院关于加快推进造林和\n种草转型升级的指导意见\n国发〔2026〕9号\n各省人民政府：\n树很重要。\n一、总体要求\n到2030年，做好工作。\n国务院\n二○二六年十二月十五日",
            expect![[
                r#"国务院关于加快推进造林和种草转型升级的指导意见 | None | Some("国发〔2026〕9号") | Some("国务院") | Some("2026-12-15") | Some("各省人民政府") | Some((2026, 2030)) | Some("全国")"#
            ]],
        );
    }

    #[test]
    fn page_headers_of_many_forms_are_no_titles() {
        check(
            "当前位置：首页 > 公开\n发布机构：甲乙市人民政府办公室 主题分类：综合政务 / 通知\n名       称：甲乙市造林方案 文号：甲政办〔2026〕1号\n发文日期：2026-01-14 发布日期：2026-01-21\n甲乙市人民政府办公室关于印发甲乙市造林方案的通知\n各县人民政府：\n一、任务\n做好。",
            expect![[
                r#"甲乙市造林方案 | Some("甲乙市人民政府办公室关于印发甲乙市造林方案的通知") | Some("甲政办〔2026〕1号") | Some("甲乙市人民政府办公室") | Some("2026-01-14") | Some("各县人民政府") | None | Some("甲乙市")"#
            ]],
        );
        check(
            "国务院关于印发国家造林“十五五”规划的通知国发〔2026〕42号 各省人民政府：\n现印发给你们。\n国\n务\n院\n二○二六年十二月十五日\n国家造林“十五五”规划\n一、任务\n做好。",
            expect![[
                r#"国家造林“十五五”规划 | Some("国务院关于印发国家造林“十五五”规划的通知") | Some("国发〔2026〕42号") | Some("国务院") | Some("2026-12-15") | Some("各省人民政府") | Some((2026, 2030)) | Some("全国")"#
            ]],
        );
        check(
            "政策文号：甲组通〔2026〕6号\n文件状态：已失效\n正文\n甲组通〔2026〕6号\n甲乙区促进造林的政策措施\n一、任务\n做好。",
            expect![[
                r#"甲乙区促进造林的政策措施 | None | Some("甲组通〔2026〕6号") | None | None | None | None | Some("甲乙区")"#
            ]],
        );
        check(
            "甲政辦〔2026〕23號《甲乙省丙丁市人民政府辦公廳關于印發造林方案的通知》\n瀏覽量：12\n一、任務\n做好。",
            expect![[
                r#"甲乙省丙丁市人民政府辦公廳關于印發造林方案的通知 | None | Some("甲政辦〔2026〕23號") | None | None | None | None | Some("丙丁市")"#
            ]],
        );
        check(
            "县人民政府办公室关于印发 2026年县《政府工作报告》确定的重点工作责任分解方案的通知\n发文单位：甲乙县人民政府办公室\n一、任务\n做好。",
            expect![[
                r#"2026年县《政府工作报告》确定的重点工作责任分解方案 | Some("县人民政府办公室关于印发 2026年县《政府工作报告》确定的重点工作责任分解方案的通知") | None | Some("甲乙县人民政府办公室") | None | None | Some((2026, 2026)) | Some("甲乙县")"#
            ]],
        );
    }

    #[test]
    fn the_red_head_is_no_title() {
        check(
            "甲乙市人民政府文件\n甲乙市造林行动方案（2026—2028年）\n一、任务\n做好。",
            expect![[
                r#"甲乙市造林行动方案（2026—2028年） | None | None | None | None | None | Some((2026, 2028)) | Some("甲乙市")"#
            ]],
        );
    }

    #[test]
    fn a_five_year_plan_names_its_years() {
        assert_eq!(term_of("甲乙市“十四五”造林规划"), Some((2021, 2025)));
        assert_eq!(term_of("2026年甲乙省政府工作报告"), Some((2026, 2026)));
        assert_eq!(term_of("甲乙市国民经济和社会发展第十五个五年规划和2035年远景目标纲要"), Some((2026, 2030)));
        assert_eq!(term_of("甲乙市造林方案"), None);
    }
}
