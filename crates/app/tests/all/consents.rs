//! An enterprise agrees that a bank sees its results (数据授权): nothing before, label and report while it holds, nothing from
//! the moment of a withdrawal or after the last day; each look is told to the enterprise. Others are told of all together.

use std::collections::BTreeSet;

use app::view::{
    AccountQuestion, AuditQuery, ConsentRequest, ConsentShelf, RegisterBookQuery, RegisterRowsQuery, WithdrawalRequest,
};
use app::{Actor, AppError, ConsentFile};
use jiff::civil::{Date, date};
use model::people::{Agency, AgencyKind, DatedName, Role};
use model::{Dataset, Period};
use store::{NewAudit, Options, Store};

use crate::support::{Site, at, database, demo, now};
use crate::year::person;

const PERIOD: Period = Period::Year(2023);

/// A building firm of 寿光 in the demo, another of the same sector, two banks, and who acts for each.
struct Cast {
    site: Site,
    key: String,
    name: String,
    firm: Actor,
    other_firm: Actor,
    bank: Actor,
    other_bank: Actor,
}

fn body(code: &str, name: &str, kind: AgencyKind, alias: &str) -> Agency {
    Agency {
        code: code.to_string(),
        names: vec![DatedName { name: name.to_string(), since: None }],
        aliases: if alias.is_empty() { Vec::new() } else { vec![alias.to_string()] },
        kind,
        parent: None,
        place: None,
        valid_from: None,
        valid_to: None,
        successors: Vec::new(),
    }
}

async fn cast() -> Cast {
    let site = demo().await;
    let table = site.app.account_view(&Actor::new("host"), &accounts(), now()).await.unwrap();
    let cement = |place: &str| {
        let row = table.rows.iter().find(|row| row.name.contains(place) && row.name.contains("水泥"));
        row.map(|row| (row.key.clone(), row.name.clone())).unwrap()
    };
    let ((key, name), (other, other_name)) = (cement("寿光"), cement("诸城"));
    let bodies = [
        body("jiancai", &name, AgencyKind::Enterprise, &key),
        body("jiancai_two", &other_name, AgencyKind::Enterprise, &other),
        body("bank_x", "演示银行甲", AgencyKind::Bank, ""),
        body("bank_y", "演示银行乙", AgencyKind::Bank, ""),
    ];
    let store = Store::open(database(site.folder.path()), &Options::default()).await.unwrap();
    let audit =
        NewAudit { at: now(), actor: "测试".into(), action: "登记".into(), object: "agency".into(), note: None };
    store.save_agencies(&bodies, &audit).await.unwrap();
    store.close().await;
    Cast {
        site,
        key,
        name,
        firm: person("qiye", Role::Enterprise, Some("jiancai"), None),
        other_firm: person("qiye2", Role::Enterprise, Some("jiancai_two"), None),
        bank: person("yinhang", Role::Bank, Some("bank_x"), None),
        other_bank: person("yinhang2", Role::Bank, Some("bank_y"), None),
    }
}

fn accounts() -> AccountQuestion {
    AccountQuestion {
        pack: "carbon_account".into(),
        subject: Some("account".into()),
        dataset: Some(Dataset::Demo),
        period: Some("2023".into()),
        ..AccountQuestion::default()
    }
}

fn asked() -> ConsentRequest {
    ConsentRequest {
        dataset: Dataset::Demo,
        firm: "jiancai".into(),
        bank: "bank_x".into(),
        item: "carbon_account".into(),
        purpose: "before_loan".into(),
        period: PERIOD,
        first_day: date(2026, 11, 25),
        // The ninetieth day.
        last_day: date(2027, 2, 22),
    }
}

async fn shelf(cast: &Cast) -> ConsentShelf {
    cast.site.app.consent_shelf(&cast.firm, Dataset::Demo, now()).await.unwrap()
}

#[track_caller]
fn refused<T: std::fmt::Debug>(answer: Result<T, AppError>, why: &str) {
    match answer {
        Err(AppError::Forbidden { message }) => assert!(message.contains(why), "{message}"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_bank_sees_label_and_report_of_the_one_enterprise_that_agreed_and_each_look_is_told_to_it() {
    let cast = cast().await;
    let app = &cast.site.app;
    // Before: nothing, by no way.
    assert_eq!(app.consented_shelf(&cast.bank, Dataset::Demo, now()).await.unwrap().rows, []);
    refused(app.consented_report(&cast.bank, 1, "report", now()).await, "没有这项授权");
    let book = RegisterBookQuery { dataset: Some(Dataset::Demo), period: Some("2023".into()) };
    let names = ("carbon_account", "account");
    let page = app.register_page(&cast.bank, names, &book, &RegisterRowsQuery::default(), now()).await;
    assert!(matches!(page, Err(AppError::Forbidden { .. })), "{page:?}");
    let table = app.account_view(&Actor::new("host"), &accounts(), now()).await.unwrap();
    for column in &table.columns {
        let why = app.explain(&cast.bank, &format!("{}{}/{}", column.figures, column.code, cast.key), now()).await;
        assert!(matches!(why, Err(AppError::Forbidden { .. })), "{}: {why:?}", column.code);
    }

    let given = app.give_consent(&cast.firm, &asked(), now()).await.unwrap();
    assert_eq!((given.consents.len(), given.consents[0].state.as_str()), (1, "valid"));
    assert_eq!(given.consents[0].days_left, Some(90));
    let id = given.consents[0].id;
    assert!(app.give_consent(&cast.firm, &asked(), now()).await.unwrap_err().to_string().contains("期限重叠"));

    let seen = app.consented_shelf(&cast.bank, Dataset::Demo, now()).await.unwrap();
    let column = |code: &str| table.columns.iter().position(|column| column.code == code).unwrap();
    let row = table.rows.iter().find(|row| row.key == cast.key).unwrap();
    assert_eq!(seen.rows.len(), 1);
    assert_eq!((&seen.rows[0].firm, &seen.rows[0].label), (&cast.name, &row.values[column("colour")]));
    let report = app.consented_report(&cast.bank, id, "report", now()).await.unwrap();
    assert_eq!((&report.firm, &report.key), (&cast.name, &cast.key));
    let told: Vec<(&str, &str)> =
        report.results.iter().map(|result| (result.name.as_str(), result.value.as_str())).collect();
    let value = |code: &str| row.values[column(code)].as_deref().unwrap();
    assert_eq!(told, [("碳效水平", value("level")), ("碳效等级", value("rank")), ("碳排放总量", value("emission"))]);
    assert!(report.factors.iter().any(|factor| factor.name == "电网排放因子"
        && factor.document.contains("公告2025年第47号")
        && factor.validity == "2023-01-01起有效"));
    // No input, nothing that it could be told from, no other enterprise.
    let whole = serde_json::to_string(&report).unwrap();
    let others = table.rows.iter().filter(|row| row.key != cast.key).flat_map(|row| [&row.key, &row.name]);
    let inputs = ["购入电量", "工业增加值", "碳排放强度", "烟煤", "燃料消耗"].map(String::from);
    for word in others.chain(&inputs) {
        assert!(!whole.contains(word.as_str()), "{word}: {whole}");
    }
    for file in [ConsentFile::Docx, ConsentFile::Pdf] {
        let file = app.consented_file(&cast.bank, id, file, now()).await.unwrap();
        assert!(file.file_name.starts_with("【演示】") && file.bytes.len() > 1000, "{}", file.file_name);
    }
    refused(app.consented_report(&cast.other_bank, id, "report", now()).await, "没有这项授权");
    assert_eq!(app.consented_shelf(&cast.other_bank, Dataset::Demo, now()).await.unwrap().rows, []);
    assert_eq!(app.consented_shelf(&cast.bank, Dataset::Real, now()).await.unwrap().rows, []);

    // 谁在何时看过, the newest first; the record has the same.
    let consent = &shelf(&cast).await.consents[0];
    let looks: Vec<&str> = consent.looks.iter().map(|look| look.what.as_str()).collect();
    assert_eq!(looks, ["下载报告（PDF）", "下载报告（Word）", "查看报告", "查看标签"]);
    assert!(consent.looks.iter().all(|look| look.who.contains("yinhang") && look.at == now() && !look.is_refused));
    let audits = app.audit_for(&Actor::new("host"), &AuditQuery::default()).await.unwrap();
    assert_eq!(audits.entries.iter().filter(|entry| entry.action == "查看授权结果").count(), 4);
    assert!(app.consent_shelf(&cast.other_firm, Dataset::Demo, now()).await.unwrap().consents.is_empty());
}

#[tokio::test]
async fn on_day_91_and_from_the_moment_of_a_withdrawal_the_bank_is_refused_and_the_enterprise_is_told() {
    let cast = cast().await;
    let app = &cast.site.app;
    let id = app.give_consent(&cast.firm, &asked(), now()).await.unwrap().consents[0].id;
    app.consented_report(&cast.bank, id, "report", at("2027-02-22T15:59:00Z")).await.unwrap();
    // 00:00 of the ninety-first day in China.
    let after = at("2027-02-22T16:00:00Z");
    refused(app.consented_report(&cast.bank, id, "report", after).await, "已于 2027-02-22 到期");
    let row = &app.consented_shelf(&cast.bank, Dataset::Demo, after).await.unwrap().rows[0];
    assert_eq!((row.state.as_str(), &row.label), ("over", &None));
    assert!(row.refusal.as_ref().unwrap().contains("请联系企业重新授权"), "{row:?}");

    let why = WithdrawalRequest { why: Some("贷款未办成".into()) };
    refused(app.withdraw_consent(&cast.other_firm, id, &why, now()).await, "您没有代表这家企业的岗位");
    let withdrawn = at("2026-11-26T02:00:00Z");
    app.withdraw_consent(&cast.firm, id, &why, withdrawn).await.unwrap();
    let again = app.withdraw_consent(&cast.firm, id, &why, withdrawn).await.unwrap_err();
    assert!(again.to_string().contains("已经撤回"), "{again}");
    refused(app.consented_report(&cast.bank, id, "report", withdrawn).await, "已于 2026-11-26 10:00 撤回授权");
    refused(app.consented_file(&cast.bank, id, ConsentFile::Pdf, withdrawn).await, "撤回授权");
    let row = &app.consented_shelf(&cast.bank, Dataset::Demo, withdrawn).await.unwrap().rows[0];
    assert_eq!((row.state.as_str(), &row.label), ("withdrawn", &None));
    let consent = &shelf(&cast).await.consents[0];
    assert_eq!((consent.state.as_str(), consent.withdrawn_why.as_deref()), ("withdrawn", Some("贷款未办成")));
    let refused: Vec<bool> = consent.looks.iter().map(|look| look.is_refused).collect();
    assert_eq!(refused, [true, true, true, false]);
    // Whoever agreed once may agree again.
    app.give_consent(&cast.firm, &asked(), withdrawn.checked_add(jiff::Span::new().minutes(1)).unwrap())
        .await
        .unwrap_err();
    let next = ConsentRequest { first_day: date(2026, 11, 26), ..asked() };
    app.give_consent(&cast.firm, &next, withdrawn).await.unwrap();
}

#[tokio::test]
async fn nobody_agrees_for_another_or_to_what_the_rules_do_not_know() {
    let cast = cast().await;
    let app = &cast.site.app;
    let bank = cast.bank.clone();
    refused(app.give_consent(&bank, &asked(), now()).await, "不能办理数据授权");
    let planner = person("jihua", Role::Planner, None, None);
    refused(app.give_consent(&planner, &asked(), now()).await, "不能办理数据授权");
    refused(app.consented_shelf(&planner, Dataset::Demo, now()).await, "不能查看已获授权的结果");
    refused(app.give_consent(&cast.other_firm, &asked(), now()).await, "您没有代表这家企业的岗位");
    let day = |last_day: Date| ConsentRequest { last_day, ..asked() };
    for (request, why) in [
        (day(date(2027, 11, 25)), "超过最长 365 天"),
        (day(date(2026, 11, 24)), "早于首日"),
        (ConsentRequest { purpose: "advertising".into(), ..asked() }, "不在用途目录中"),
        (ConsentRequest { bank: "gongxin".into(), ..asked() }, "不是已登记的金融机构"),
        (ConsentRequest { bank: "jiancai_two".into(), ..asked() }, "不是已登记的金融机构"),
        (ConsentRequest { period: Period::Year(2019), ..asked() }, "2019年没有您企业"),
        (ConsentRequest { dataset: Dataset::Real, ..asked() }, "没有您企业"),
        (ConsentRequest { item: "tax".into(), ..asked() }, "没有登记"),
    ] {
        let told = app.give_consent(&cast.firm, &request, now()).await.unwrap_err().to_string();
        assert!(told.contains(why), "{told}");
    }
    assert!(shelf(&cast).await.consents.is_empty());
}

#[tokio::test]
async fn the_central_bank_is_told_of_all_together_and_of_no_group_below_five() {
    let cast = cast().await;
    let app = &cast.site.app;
    let asked = (None, Some(PERIOD));
    let renhang = person("renhang", Role::Liaison, Some("renhang"), None);
    let told = app.consent_aggregates(&renhang, asked, Dataset::Demo, now()).await.unwrap();
    let table = app.account_view(&Actor::new("host"), &accounts(), now()).await.unwrap();
    let place = |code: &str| table.columns.iter().position(|column| column.code == code).unwrap();
    let (colour, column) = (place("colour"), place("emission"));
    let labelled = table.rows.iter().filter(|row| row.values[colour].is_some()).count();
    assert!(labelled < 72, "some add no value and have no label");
    assert_eq!((told.total, told.has_open, told.tables.len(), told.group_min), (Some(labelled), true, 3, 5));
    let whole: f64 = table.rows.iter().map(|row| row.values[column].as_ref().unwrap().parse::<f64>().unwrap()).sum();
    for one in &told.tables {
        assert!(one.rows.iter().all(|row| row.count >= 5), "{one:?}");
        let count: usize = one.rows.iter().map(|row| row.count).sum();
        assert_eq!(count, if one.sums.is_empty() { labelled } else { 72 }, "{one:?}");
        if !one.sums.is_empty() {
            let sum: f64 = one.rows.iter().map(|row| row.sums[0].parse::<f64>().unwrap()).sum();
            assert!((sum - whole).abs() < 0.01, "{sum} {whole}");
        }
    }
    assert_eq!(told.tables[1].rows.len(), 6, "sectors");
    assert_eq!(told.tables[2].rows.len(), 12, "counties");
    let text = serde_json::to_string(&told).unwrap();
    for row in &table.rows {
        assert!(!text.contains(&row.key) && !text.contains(&row.name), "{}", row.name);
    }
    // It sees no enterprise by any other way either.
    let own = app.account_view(&renhang, &accounts(), now()).await.unwrap();
    assert_eq!(own.rows, []);
    let gongxin = person("gongxin", Role::Liaison, Some("gongxin"), None);
    refused(app.consent_aggregates(&gongxin, asked, Dataset::Demo, now()).await, "只向规则指定的单位提供");
    refused(app.consent_aggregates(&cast.bank, asked, Dataset::Demo, now()).await, "不能查看企业结果汇总");
    // Labels in the order of how many there are.
    let counts: Vec<usize> = told.tables[0].rows.iter().map(|row| row.count).collect();
    assert!(counts.len() >= 2 && counts.iter().collect::<BTreeSet<_>>().len() > 1, "{counts:?}");
}
