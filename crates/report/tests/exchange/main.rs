//! Exchange formats: the structural rules of both schemas, and that no word of a text is lost or moved.
#![allow(clippy::unwrap_used, reason = "a test stops at what is not there")]

mod example;
mod rules;
mod schema;
mod tree;

use model::{Plan, Span, digest};
use report::ReportError;
use report::exchange::{ExchangeMeta, akoma_ntoso, stratml};

use example::{TEXT, meta, plan, span_of};
use tree::{Element, parse, squeezed};

#[test]
fn the_text_of_a_plan_is_written_once_and_in_order() {
    let written = akoma_ntoso(&plan(), Some(TEXT), &meta()).unwrap();
    let document = parse(&written);
    rules::akoma_ntoso(&document);
    assert_eq!(rules::text_of(&document), squeezed(&TEXT.replace("网站首页|联系我们", "")));
}

#[test]
fn clauses_carry_number_heading_and_content() {
    let document = parse(&akoma_ntoso(&plan(), Some(TEXT), &meta()).unwrap());
    let body = document.find("mainBody");
    let section = body.find_all("section")[1];
    assert_eq!(section.attribute("eId"), "sec_2");
    assert_eq!(section.find("num").text(), "二、");
    assert_eq!(section.find("heading").text(), "重点任务");
    assert_eq!(section.child("intro").unwrap().text().trim(), "各部门按以下分工推进。");
    let task = section.find("paragraph");
    assert_eq!(task.attribute("eId"), "sec_2__para_1");
    assert_eq!(task.find("heading").text(), "培育<优质>企业。");
    assert_eq!(task.child("wrapUp"), None);
    assert_eq!(task.child("content").unwrap().find_all("p").len(), 1);
}

#[test]
fn agencies_targets_and_terms_are_marked_where_they_stand() {
    let document = parse(&akoma_ntoso(&plan(), Some(TEXT), &meta()).unwrap());
    let named = |id: &str| document.with_id(id.trim_start_matches('#')).attribute("showAs").to_string();
    let marked = |element: &str| -> Vec<(String, String)> {
        let found = document.find_all(element).into_iter();
        found.map(|mark| (mark.text(), named(mark.attribute("refersTo")))).collect()
    };
    let pair = |text: &str, name: &str| (text.to_string(), name.to_string());
    assert_eq!(marked("organization"), [pair("市工信局", "市工信局"), pair("财政局", "市财政局")]);
    assert_eq!(marked("role"), [pair("市工信局", "牵头单位"), pair("财政局", "配合单位")]);
    assert_eq!(marked("quantity"), [pair("300家以上", "优质企业"), pair("20—30家", "龙头企业")]);
    assert_eq!(marked("event"), [pair("到2027年", "2027年")]);
    let demands: Vec<&str> =
        document.find_all("quantity").iter().map(|quantity| quantity.attribute("normalized")).collect();
    assert_eq!(demands, [">=300 家", "20..30 家"]);
    assert_eq!(document.find("docTitle").text(), "乙市企业培育行动方案");
    assert_eq!(document.find("docDate").attribute("date"), "2025-03-01");
}

#[test]
fn without_the_text_only_headings_are_written() {
    let document = parse(&akoma_ntoso(&plan(), None, &meta()).unwrap());
    rules::akoma_ntoso(&document);
    assert_eq!(document.find_all("content").len(), 0);
    let headings: Vec<String> = document.find_all("heading").iter().map(|heading| heading.text()).collect();
    assert_eq!(headings, ["总体要求", "重点任务", "培育<优质>企业"]);
    assert_eq!(document.find("docNumber").text(), "乙政发〔2025〕3号");
}

#[test]
fn goals_objectives_stakeholders_and_indicators_follow_the_schema() {
    let written = stratml(&plan(), &meta()).unwrap();
    let report = parse(&written);
    rules::stratml(&report);
    let objective = report.find("Objective");
    assert_eq!(objective.child("Name").unwrap().text(), "培育<优质>企业");
    let stakeholders: Vec<(String, String)> = objective
        .find_all("Stakeholder")
        .iter()
        .map(|who| (who.child("Name").unwrap().text(), who.find("Role").child("Name").unwrap().text()))
        .collect();
    let pair = |name: &str, role: &str| (name.to_string(), role.to_string());
    assert_eq!(stakeholders, [pair("市工信局", "牵头单位"), pair("市财政局", "配合单位")]);
    let units: Vec<String> = objective.find_all("NumberOfUnits").iter().map(|number| number.text()).collect();
    // 300 for each of two places, then both bounds of the range.
    assert_eq!(units, ["300", "300", "20", "30"]);
    let ends: Vec<String> = objective.find_all("EndDate").iter().map(|date| date.text()).collect();
    assert_eq!(ends, ["2027-12-31", "2027-12-31"], "a target without a term has no dates");
    let bounds: Vec<String> = objective.find_all("DescriptorValue").iter().map(|bound| bound.text()).collect();
    assert_eq!(bounds, ["不低于", "不低于", "下限", "上限"]);
    assert_eq!(report.find("AdministrativeInformation").child("EndDate").unwrap().text(), "2027-12-31");
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let twice = [plan(), plan()]
        .map(|plan| (akoma_ntoso(&plan, Some(TEXT), &meta()).unwrap(), stratml(&plan, &meta()).unwrap()));
    assert_eq!(twice[0], twice[1]);
}

#[test]
fn what_the_format_demands_and_the_plan_lacks_is_asked_for() {
    let message = |result: Result<String, ReportError>| result.unwrap_err().to_string();
    let mut undated = plan();
    undated.metadata.date = None;
    assert!(message(akoma_ntoso(&undated, Some(TEXT), &meta())).contains("缺少成文日期"));
    let draft = ExchangeMeta { date: Some(jiff::civil::date(2025, 1, 9)), ..meta() };
    let document = parse(&akoma_ntoso(&undated, Some(TEXT), &draft).unwrap());
    assert_eq!(document.find("FRBRdate").attribute("name"), "draft");
    assert_eq!(document.find("FRBRdate").attribute("date"), "2025-01-09");

    assert!(message(akoma_ntoso(&plan(), Some("另一份正文"), &meta())).contains("不一致"));
    let coded = |code: &str| ExchangeMeta { code: code.to_string(), ..meta() };
    assert!(message(stratml(&plan(), &coded("乙市"))).contains("规划代码"));
    assert!(message(stratml(&plan(), &ExchangeMeta { source: Some("a b".into()), ..meta() })).contains("来源网址"));

    let mut empty = plan();
    (empty.tasks, empty.targets, empty.soft_targets) = (Vec::new(), Vec::new(), Vec::new());
    assert!(message(stratml(&empty, &meta())).contains("没有任务"));
    empty.outline.clear();
    assert!(message(akoma_ntoso(&empty, None, &meta())).contains("没有识读出标题"));

    let mut ancient = plan();
    ancient.targets[0].period.year = Some(20);
    assert!(message(stratml(&ancient, &meta())).contains("20"));

    let mut spoilt = plan();
    spoilt.metadata.title = "乙市\u{0}方案".to_string();
    assert!(message(stratml(&spoilt, &meta())).contains("控制字符"));

    let mut beyond = plan();
    beyond.tasks[0].span = Span { start: 0, end: 100_000 };
    assert!(message(akoma_ntoso(&beyond, Some(TEXT), &meta())).contains("超出正文范围"));
}

#[test]
fn targets_outside_tasks_and_tasks_outside_sections_are_kept() {
    let mut loose = plan();
    loose.targets[1].task = "unknown".to_string();
    loose.outline.clear();
    let report = parse(&stratml(&loose, &meta()).unwrap());
    rules::stratml(&report);
    assert_eq!(report.find_all("Goal").len(), 1);
    assert_eq!(report.find_all("PerformanceIndicator").len(), 4);
}

/// Knuth's MMIX generator: the same seed gives the same plans on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }

    fn span(&mut self, length: usize) -> Span {
        let (one, two) = (self.below(length + 1), self.below(length + 1));
        Span { start: one.min(two), end: one.max(two) }
    }
}

#[test]
fn marks_and_headings_anywhere_lose_no_word_and_break_no_rule() {
    let alphabet: Vec<char> = "一二三、甲乙丙丁<&>到2027年。\n\n\r\t\u{3000} ".chars().collect();
    let mut dice = Dice(2027);
    let mut files = Vec::new();
    for round in 0..400 {
        let text: String = (0..dice.below(120)).map(|_| alphabet[dice.below(alphabet.len())]).collect();
        let length = text.chars().count();
        let mut thrown = plan();
        thrown.text_digest = digest(text.as_bytes());
        let fields = ["title", "date", "issuer", "addressees", "document_number"];
        thrown.metadata.spans = fields.iter().map(|field| (field.to_string(), dice.span(length))).collect();
        // Headings as readers give them: in order, not overlapping, each body up to the next of its level or above.
        let mut cuts: Vec<usize> = (0..2 * dice.below(6)).map(|_| dice.below(length + 1)).collect();
        cuts.sort_unstable();
        let pattern = thrown.outline[0].clone();
        let mut outline: Vec<model::Heading> = Vec::new();
        for (ordinal, pair) in cuts.chunks(2).filter(|pair| pair[0] < pair[1]).enumerate() {
            let level = if ordinal == 0 { 1 } else { 1 + dice.below(4) as u8 };
            outline.push(model::Heading {
                id: format!("{}", dice.below(3)),
                level,
                label: ["", "一、", "第一章"][dice.below(3)].to_string(),
                span: Span { start: pair[0], end: pair[1] },
                body_end: length,
                ..pattern.clone()
            });
        }
        for ordinal in 0..outline.len() {
            let next = outline[ordinal + 1..].iter().find(|later| later.level <= outline[ordinal].level);
            let end = next.map(|later| later.span.start);
            outline[ordinal].body_end = end.unwrap_or(length);
        }
        thrown.outline = outline;
        for task in &mut thrown.tasks {
            task.span = dice.span(length);
            task.duties.span = Some(dice.span(length));
        }
        for target in &mut thrown.targets {
            target.span = dice.span(length);
        }
        for soft in &mut thrown.soft_targets {
            soft.span = dice.span(length);
        }
        match akoma_ntoso(&thrown, Some(&text), &meta()) {
            Ok(written) => {
                let document = parse(&written);
                rules::akoma_ntoso(&document);
                assert_eq!(rules::text_of(&document), squeezed(&text), "round {round}: {text:?}");
                files.push(written);
            }
            Err(error) => assert!(text.trim().is_empty(), "round {round}: {error}"),
        }
        rules::stratml(&parse(&stratml(&thrown, &meta()).unwrap()));
    }
    files.push(akoma_ntoso(&plan(), Some(TEXT), &meta()).unwrap());
    files.push(akoma_ntoso(&plan(), None, &meta()).unwrap());
    schema::valid(&files);
}

#[test]
fn the_delivered_plan_with_its_official_text_keeps_the_rules() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let written = std::fs::read_to_string(format!("{root}/plans/weifang_county_2024_2025/plan.json")).unwrap();
    let plan: Plan = serde_json::from_str(&written).unwrap();
    let meta = ExchangeMeta { code: "weifang_county_2024_2025".to_string(), ..ExchangeMeta::default() };
    rules::stratml(&parse(&stratml(&plan, &meta).unwrap()));
    rules::akoma_ntoso(&parse(&akoma_ntoso(&plan, None, &meta).unwrap()));
    let Ok(text) = std::fs::read_to_string(format!("{root}/../shared/seed/weifang_plan_2024_2025.txt")) else {
        println!("skipped: ../shared/seed is not beside the checkout");
        return;
    };
    let written = akoma_ntoso(&plan, Some(&text), &meta).unwrap();
    let document = parse(&written);
    schema::valid(&[written]);
    rules::akoma_ntoso(&document);
    let furniture = plan.metadata.spans.iter().filter(|(field, _)| field == "boilerplate").map(|(_, span)| span);
    let mut kept: Vec<char> = text.chars().collect();
    for span in furniture {
        kept[span.start..span.end].fill(' ');
    }
    assert_eq!(rules::text_of(&document), squeezed(&kept.into_iter().collect::<String>()));
    let named: usize = plan.tasks.iter().map(|task| task.duties.all().count()).sum();
    assert_eq!(document.find_all("organization").len(), named, "every agency is found in its note");
}

#[test]
fn the_example_has_its_spans_right() {
    assert_eq!(span_of("300家以上").len(), 6);
    let element: Element = parse("<a b='c'>d<e/></a>");
    assert_eq!((element.attribute("b"), element.text().as_str()), ("c", "d"));
}
