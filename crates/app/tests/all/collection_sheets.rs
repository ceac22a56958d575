//! Answers as sheets: out, filled, in again, with what is wrong and what others changed told line by line.

use app::view::{CellDraft, FilingCommand, FilingReply, RequestCommand};
use model::Dataset;

use crate::collection::{GAOMI, act, bureau, county, draft, number, planner, thursday, told, wednesday};
use crate::support::demo;

#[tokio::test]
async fn a_sheet_comes_back_as_it_went_out_and_a_wrong_unit_is_told_by_its_line() {
    let site = demo().await;
    let mut asks = draft();
    asks.fields.push(number("new_starts", "新开工额"));
    let code = site.app.propose_request(&bureau(), &asks, false, wednesday()).await.unwrap().code.unwrap();
    site.app.decide_request(&planner(), &code, &RequestCommand::Approve, wednesday()).await.unwrap();
    let out = site.app.answer_sheet(&county(GAOMI), &code, GAOMI, thursday()).await.unwrap();
    assert_eq!(out.file_name, "技改投资月调度表（2026年10月）高密市（演示）.xlsx");
    let csv = "字段代码,指标,计量单位,上期,本期,说明\n\
               tech_upgrade_total,本年技改投资完成额,亿元,—,231.6,\n\
               gdp,地区生产总值,亿元,—,—,\n\
               new_starts,新开工额,万元,—,12,\n";
    let file = (csv.as_bytes().to_vec(), "填报.csv");
    let reply = site.app.import_answer(&county(GAOMI), &code, GAOMI, file, thursday()).await.unwrap();
    assert_eq!(reply.refused.len(), 1);
    assert_eq!((reply.refused[0].line, reply.refused[0].column.as_deref()), (4, Some("计量单位")));
    assert_eq!(reply.refused[0].message, "“新开工额”的计量单位是“万元”，应为“亿元”；请换算后再填");
    assert_eq!(reply.answer.fields[0].value.as_deref(), Some("231.6"));
    // A workbook in which nobody wrote anything is told; it clears nothing.
    let blank = (out.bytes, "填报.xlsx");
    let told = told(site.app.import_answer(&county(GAOMI), &code, GAOMI, blank, thursday()).await);
    assert!(told.contains("没有可以导入的行"), "{told}");
    // The workbook itself is read by the same columns, and as it is it changes nothing.
    let out = site.app.answer_sheet(&county(GAOMI), &code, GAOMI, thursday()).await.unwrap();
    let again = (out.bytes, "填报.xlsx");
    let same = site.app.import_answer(&county(GAOMI), &code, GAOMI, again, thursday()).await.unwrap();
    assert!(same.refused.is_empty(), "{:?}", same.refused);
    assert_eq!(same.answer.version, reply.answer.version);
    assert_eq!(same.answer.fields[0].value.as_deref(), Some("231.6"));
}

#[tokio::test]
async fn a_sheet_clears_nothing_and_does_not_undo_what_a_colleague_wrote_meanwhile() {
    let site = demo().await;
    let mut asks = draft();
    asks.fields.push(number("new_starts", "新开工额"));
    let code = site.app.propose_request(&bureau(), &asks, false, wednesday()).await.unwrap().code.unwrap();
    site.app.decide_request(&planner(), &code, &RequestCommand::Approve, wednesday()).await.unwrap();
    let save = |field: &str, value: &str, note: &str, base: u64| {
        let cell = CellDraft {
            field: field.to_string(),
            value: value.to_string(),
            note: Some(note.to_string()),
            base,
            is_pasted: false,
        };
        FilingCommand::Save { cells: vec![cell] }
    };
    act(&site.app, &county(GAOMI), &code, save("tech_upgrade_total", "231.6", "含设备", 0)).await.unwrap();
    act(&site.app, &county(GAOMI), &code, save("new_starts", "80", "", 0)).await.unwrap();
    // The colleague's figure, after the sheet below went out with versions 1 and 1.
    act(&site.app, &county(GAOMI), &code, save("new_starts", "88", "补报一个项目", 1)).await.unwrap();
    let sheet = |rows: &str| (format!("字段代码,指标,计量单位,上期,本期,说明,版次\n{rows}").into_bytes(), "填报.csv");
    let import =
        async |rows: &str| site.app.import_answer(&county(GAOMI), &code, GAOMI, sheet(rows), thursday()).await.unwrap();
    let cells = |reply: &FilingReply| -> Vec<(Option<String>, Option<String>)> {
        let own = reply.answer.fields.iter().filter(|field| field.known_why.is_none());
        own.map(|field| (field.value.clone(), field.note.clone())).collect()
    };
    let pair = |value: &str, note: &str| (Some(value.to_string()), Some(note.to_string()));
    let held = vec![pair("231.6", "含设备"), pair("88", "补报一个项目")];

    // Rows as they went out, and rows without anything: nothing changes and nothing is told.
    let left = import("tech_upgrade_total,,亿元,,,,1\nnew_starts,,亿元,,80,,1\n").await;
    assert_eq!((cells(&left), left.refused.len()), (held.clone(), 0), "{:?}", left.refused);
    // One row of its own goes in; the other is told at its line and stays as the colleague wrote it.
    let stale = import("tech_upgrade_total,,亿元,,232,,1\nnew_starts,,亿元,,81,,1\n").await;
    assert_eq!(cells(&stale), [pair("232", "含设备"), held[1].clone()]);
    let [told] = stale.refused.as_slice() else { panic!("{:?}", stale.refused) };
    assert_eq!((told.line, told.column.as_deref()), (3, Some("本期")));
    assert!(told.message.contains("改为“88”；您填的“81”没有覆盖它"), "{told:?}");
    // A sheet of today may change it; one whose version was touched may not.
    let wrong = import("new_starts,,亿元,,81,,一\n").await;
    assert_eq!((wrong.refused[0].line, wrong.refused[0].column.as_deref()), (2, Some("版次")));
    let known = import("new_starts,,亿元,,81,,2\n").await;
    assert_eq!((cells(&known)[1].clone(), known.refused.len()), (pair("81", "补报一个项目"), 0));
    // One without versions fills only what is empty.
    let csv = "字段代码,指标,计量单位,上期,本期,说明\nnew_starts,,亿元,,70,\n";
    let file = (csv.as_bytes().to_vec(), "填报.csv");
    let reply = site.app.import_answer(&county(GAOMI), &code, GAOMI, file, thursday()).await.unwrap();
    assert_eq!((reply.refused.len(), cells(&reply)[1].clone()), (1, pair("81", "补报一个项目")));
}

#[tokio::test]
async fn a_sheet_tells_the_doubts_of_the_page_at_its_lines() {
    let site = demo().await;
    site.app.load_demo_month("jihua", wednesday(), |_| {}).await.unwrap();
    let desk = site.app.collection_desk(&planner(), Dataset::Demo, wednesday()).await.unwrap();
    let code = desk.requests[0].code.clone();
    let sheet = |note: &str| {
        let head = "字段代码,指标,计量单位,上期,本期,说明,版次";
        let version = if note.is_empty() { 0 } else { 1 };
        let csv = format!(
            "{head}\nproblem,存在问题,,,,,0\nnew_public_charging_pile,新建公共充电桩,个,—,9999,{note},{version}\n"
        );
        (csv.into_bytes(), "填报.csv")
    };
    let reply = site.app.import_answer(&county(GAOMI), &code, GAOMI, sheet(""), wednesday()).await.unwrap();
    assert_eq!(reply.refused, []);
    let [doubt] = reply.doubts.as_slice() else { panic!("{:?}", reply.doubts) };
    assert_eq!((doubt.line, doubt.column.as_deref()), (3, Some("说明")));
    assert!(doubt.message.contains("与其他填报单位的中位数") && doubt.message.contains("属实请写说明"), "{doubt:?}");
    assert_eq!(reply.answer.fields[0].value.as_deref(), Some("9999"), "a doubt is no refusal");
    let reply = site.app.import_answer(&county(GAOMI), &code, GAOMI, sheet("集中投用"), wednesday()).await.unwrap();
    assert_eq!((reply.refused, reply.doubts), (vec![], vec![]));
}
