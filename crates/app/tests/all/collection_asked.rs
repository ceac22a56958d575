//! What a table may ask, what stands beside an answer, and what its reviewer compares.

use app::view::{CellDraft, FilingCommand, RequestCommand, RequestDraft};
use model::collection::{Field, FieldKind};
use model::people::Role;
use model::{Dataset, IndicatorNature};

use crate::collection::{GAOMI, act, bureau, county, draft, known, number, person, planner, sent, thursday, wednesday};
use crate::support::demo;

#[tokio::test]
async fn the_last_period_is_that_of_the_same_thing_and_not_of_the_same_place_in_another_table() {
    let site = demo().await;
    let gaomi = county(GAOMI);
    let does = async |code: &str, command: FilingCommand| {
        site.app.act_on_answer(&gaomi, code, GAOMI, &command, thursday()).await.unwrap();
    };
    let table = async |title: &str, name: &str, period: &str, value: Option<&str>| {
        let asks = RequestDraft {
            title: title.to_string(),
            period: period.to_string(),
            fields: vec![number("field_1", name)],
            ..draft()
        };
        let found = site.app.propose_request(&planner(), &asks, false, wednesday()).await.unwrap();
        let code = found.code.unwrap_or_else(|| panic!("{:?}", found.faults));
        site.app.decide_request(&planner(), &code, &RequestCommand::Approve, wednesday()).await.unwrap();
        if let Some(value) = value {
            let cell = CellDraft {
                field: "field_1".to_string(),
                value: value.to_string(),
                note: None,
                base: 0,
                is_pasted: false,
            };
            does(&code, FilingCommand::Save { cells: vec![cell] }).await;
        }
        code
    };
    table("技改投资月调度表", "设备到位额", "2026-09", Some("12.5")).await;
    let earlier = table("招商月调度表", "外商签约额", "2026-09", Some("77")).await;
    let last = async |code: String| {
        site.app.filing_view(&gaomi, &code, GAOMI, thursday()).await.unwrap().fields[0].last.clone()
    };
    assert_eq!(last(table("用电月调度表", "设备到位额", "2026-10", None).await).await, "—", "another table");
    assert_eq!(last(table("技改投资月调度表", "新开工件数", "2026-10", None).await).await, "—", "another name");
    let later = table("招商月调度表", "外商签约额", "2026-10", None).await;
    assert_eq!(last(later.clone()).await, "—", "a draft that was never handed in is nobody's figure");
    does(&earlier, FilingCommand::Submit).await;
    assert_eq!(last(later.clone()).await, "77");
    // Sent back, it is a draft again.
    let back = FilingCommand::Return { reason: "请核对".to_string() };
    site.app.act_on_answer(&bureau(), &earlier, GAOMI, &back, thursday()).await.unwrap();
    assert_eq!(last(later).await, "—");
}

#[tokio::test]
async fn a_request_without_a_bound_has_that_of_the_dictionary() {
    let site = demo().await;
    let free = |indicator: &str, name: &str, unit: &str, wanted: Option<i32>| Field {
        kind: FieldKind::Number { min: wanted.map(Into::into), max: None, decimals: 2, nature: IndicatorNature::Flow },
        ..known(indicator, name, unit)
    };
    let asks = RequestDraft {
        title: "存量表".to_string(),
        reviewer: "keji".to_string(),
        period: "2026-10".to_string(),
        fields: vec![
            // Counted, a share, a growth rate; the last one asks for a range wider than there is.
            free("technology_sme_registered", "科技型中小企业信息库入库企业", "家", None),
            free("high_tech_output_share", "高新技术产业产值占规上工业总产值比重", "%", None),
            free("high_tech_output_growth", "高新技术产业产值增速", "%", None),
            free("municipal_innovation_community", "市级创新创业共同体", "家", Some(-10)),
        ],
        ..draft()
    };
    let found = site.app.propose_request(&planner(), &asks, false, wednesday()).await.unwrap();
    let code = found.code.unwrap_or_else(|| panic!("{:?}", found.faults));
    site.app.decide_request(&planner(), &code, &RequestCommand::Approve, wednesday()).await.unwrap();
    let cell = |field: &Field| CellDraft {
        field: field.code.clone(),
        value: "-3".to_string(),
        note: Some("示例".to_string()),
        base: 0,
        is_pasted: false,
    };
    let save = FilingCommand::Save { cells: asks.fields.iter().map(cell).collect() };
    let reply = site.app.act_on_answer(&county(GAOMI), &code, GAOMI, &save, thursday()).await.unwrap();
    let refused: Vec<&str> = reply.refused.iter().map(|one| one.message.as_str()).collect();
    let told = ["填的是 -3家，低于下限 0家", "填的是 -3%，低于下限 0%", "填的是 -3家，低于下限 0家"];
    assert!(refused.len() == 3 && refused.iter().zip(told).all(|(one, told)| one.contains(told)), "{refused:?}");
    let saved: Vec<Option<&str>> = reply.answer.fields.iter().map(|field| field.value.as_deref()).collect();
    assert_eq!(saved[2], Some("-3"), "a growth rate may fall below nought");
    assert!(act(&site.app, &county(GAOMI), &code, FilingCommand::Submit).await.is_err());
}

#[tokio::test]
async fn what_nobody_may_ask_or_could_fill_in_is_told_before_it_is_sent() {
    let (site, _) = sent().await;
    let faults = async |change: &dyn Fn(&mut RequestDraft)| {
        let mut asks = RequestDraft { title: "另一张表".to_string(), ..draft() };
        asks.fields = vec![number("own", "开工额")];
        change(&mut asks);
        site.app.propose_request(&planner(), &asks, true, wednesday()).await.unwrap().faults
    };
    assert_eq!(faults(&|_| {}).await, [""; 0]);
    for (change, wanted) in [
        (
            (&|asks: &mut RequestDraft| asks.fields[0].name = "GDP总量".to_string()) as &dyn Fn(&mut RequestDraft),
            "要的是法定统计数“地区生产总值”",
        ),
        (&|asks| asks.fields[0].unit = "胡说".to_string(), "计量单位“胡说”无法识别"),
        (&|asks| asks.task = Some("9.9.9".to_string()), "没有编号为“9.9.9”的任务"),
        (&|asks| asks.title = "长".repeat(5000), "表名有 5000 字，至多 100 字"),
        (&|asks| asks.fields[0].definition = "上传现场照片和定位".to_string(), "要求上传照片"),
        (
            &|asks| {
                asks.period = "2026-Q4".to_string();
                asks.fields[0].name = "本年技术改造资金完成额".to_string();
            },
            "与已有的“本年技改投资完成额”（技改投资月调度表，2026年10月，报告期重叠）相似",
        ),
    ] {
        let found = faults(change).await;
        assert!(found.len() == 1 && found[0].contains(wanted), "{wanted}: {found:?}");
    }
    // A task that is there, and an indicator whose nature the dictionary says.
    let asks = RequestDraft {
        title: "存量表".to_string(),
        task: Some("3.1.7".to_string()),
        reviewer: "keji".to_string(),
        fields: vec![known("technology_sme_registered", "科技型中小企业信息库入库企业", "家")],
        ..draft()
    };
    let found = site.app.propose_request(&planner(), &asks, false, wednesday()).await.unwrap();
    let code = found.code.unwrap_or_else(|| panic!("{:?}", found.faults));
    site.app.decide_request(&planner(), &code, &RequestCommand::Approve, wednesday()).await.unwrap();
}

#[tokio::test]
async fn who_reviews_sees_the_change_the_middle_of_the_others_and_the_doubts_that_were_explained() {
    let site = demo().await;
    site.app.load_demo_month("jihua", wednesday(), |_| {}).await.unwrap();
    let desk = site.app.collection_desk(&planner(), Dataset::Demo, wednesday()).await.unwrap();
    let code = desk.requests[0].code.clone();
    let gaomi = county(GAOMI);
    let save = |value: &str| {
        let cell = CellDraft {
            field: "new_public_charging_pile".to_string(),
            value: value.to_string(),
            note: Some("集中投用".to_string()),
            base: 0,
            is_pasted: false,
        };
        FilingCommand::Save { cells: vec![cell] }
    };
    act(&site.app, &gaomi, &code, save("9999")).await.unwrap();
    act(&site.app, &gaomi, &code, FilingCommand::Submit).await.unwrap();
    let fagai = person("发改经办", Role::Liaison, Some("fagai"), None);
    let seen = site.app.filing_view(&fagai, &code, GAOMI, thursday()).await.unwrap();
    let field = &seen.fields[0];
    // 86 71 64 92 58 120 88 were handed in; what was begun or sent back is nobody's figure.
    assert_eq!((field.peers_median.as_str(), field.note.as_deref()), ("86", Some("集中投用")));
    assert!(field.remarks.iter().any(|one| one.message.contains("与其他填报单位的中位数 86")), "{field:?}");
    let own = site.app.filing_view(&gaomi, &code, GAOMI, thursday()).await.unwrap();
    assert_eq!(own.fields[0].peers_median, "86", "seven others are enough");
}
