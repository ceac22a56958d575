//! Ledgers as files: vouchers that come in, journals that other tools accept, balances for Excel.

use app::LedgerFormat;
use app::view::{LedgerHolding, LedgerQuery, LedgerStatementQuery};
use jiff::civil::date;

use crate::ledgers::{NAMES, balance, clerk, divided, holding, issued, post, transfer, view, voucher};
use crate::support::{actor, demo, now};

/// Header, then a voucher of two lines, one that goes back to it, and one that is too large.
const FILE: &str = "凭证,事项,业务,转出,转入,名称,标的,年度批次,数量,原分录,生效日期,文号
甲,,市级配置,,XM1,甲项目,计划指标,2026,100,,2026-03-02,示例3号
甲,,市级配置,,XM2,乙项目,计划指标,2026,50.5,,2026-03-02,示例3号
乙,冲销,,,,,,,20,甲-2,2026-03-03,示例4号
丙,,市级配置,,XM1,,计划指标,2026,9999,,2026-03-04,示例5号
";

#[tokio::test]
async fn a_file_is_posted_voucher_by_voucher_and_again_only_what_was_not_posted() {
    let site = demo().await;
    issued(&site).await;
    let file = |text: &str| ("记账.csv", text.as_bytes().to_vec());
    let wrong = FILE.replace("50.5", "五十").replace("2026-03-03", "3月3日");
    let report = site.app.post_ledger_file(&clerk(), NAMES, None, file(&wrong), now()).await.unwrap();
    let told: Vec<_> = report.errors.iter().map(|error| (error.line, error.column.as_deref().unwrap_or(""))).collect();
    assert_eq!(told, [(3, "数量"), (4, "生效日期")], "{report:?}");
    assert!(report.vouchers.is_empty() && view(&site.app, None, None).await.accounts.len() == 2);

    for is_again in [false, true] {
        let report = site.app.post_ledger_file(&clerk(), NAMES, None, file(FILE), now()).await.unwrap();
        let done: Vec<_> = report.vouchers.iter().map(|one| (one.name.as_str(), one.receipt.is_repeated)).collect();
        assert_eq!(done, [("甲", is_again), ("乙", is_again)], "{report:?}");
        assert_eq!(report.errors[0].line, 5);
        assert!(report.errors[0].message.contains("可用余额不足"), "{report:?}");
    }
    let held = view(&site.app, None, None).await;
    assert_eq!(balance(&held, "乙项目 · 项目账户"), "30.50");
    assert_eq!(balance(&held, "市级指标池"), "2869.50");
}

#[tokio::test]
async fn exported_ledgers_are_accepted_by_the_tools_that_they_are_for() {
    use std::process::Command;
    let site = demo().await;
    issued(&site).await;
    divided(&site).await;
    site.app.post_ledger_file(&clerk(), NAMES, None, ("记账.csv", FILE.as_bytes().to_vec()), now()).await.unwrap();
    let who = actor();
    let text = |format| site.app.export_ledger(&who, NAMES, None, format, now());
    let folder = tempfile::tempdir().unwrap();
    let log = String::from_utf8(text(LedgerFormat::Log).await.unwrap().bytes).unwrap();
    let proof = ledger_check::check(&log).unwrap();
    assert!(proof.records > 10, "{proof:?}");
    for (format, name, program, arguments, wanted) in [
        (LedgerFormat::Hledger, "book.journal", "hledger", ["-f", "", "check", "--strict"].as_slice(), ""),
        (
            LedgerFormat::Hledger,
            "book.journal",
            "hledger",
            ["-f", "", "bal", "账户:市级指标池", "-N", "--flat"].as_slice(),
            "969.50",
        ),
        (LedgerFormat::Beancount, "book.beancount", "bean-check", [""].as_slice(), ""),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, text(format).await.unwrap().bytes).unwrap();
        let arguments = arguments.iter().map(|word| if word.is_empty() { path.as_os_str() } else { word.as_ref() });
        // A promise that nobody looked at is not kept: without the tool this fails.
        let output = Command::new(program).args(arguments).env("LANG", "C.UTF-8").output().unwrap_or_else(|error| {
            panic!("{program} does not run ({error}); install hledger and beancount, or let `cargo xtask test` do so")
        });
        let said = String::from_utf8_lossy(&output.stdout).to_string() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{program}: {said}");
        assert!(said.contains(wanted), "{program}: {said}");
    }
}

#[tokio::test]
async fn holders_of_one_name_are_told_apart_by_their_codes() {
    let site = demo().await;
    issued(&site).await;
    let named = |code: &str| LedgerHolding { label: "张家庄项目".into(), ..holding("", code) };
    let lines = ["P1", "P2"].map(|code| transfer("市级配置", holding("", ""), named(code), "10"));
    post(&site.app, &clerk(), &voucher("two", date(2026, 3, 2), lines.to_vec()), now()).await.unwrap();
    let used = |holder: &str| transfer("使用", holding("", holder), holding("", ""), "1");
    let told = post(&site.app, &clerk(), &voucher("u", date(2026, 3, 3), vec![used("张家庄项目")]), now()).await;
    let told = told.unwrap_err().to_string();
    assert_eq!(told, "第 1 笔：“项目账户”有 2 个都叫“张家庄项目”，请改写代码：P1、P2");
    post(&site.app, &clerk(), &voucher("u", date(2026, 3, 3), vec![used("P2")]), now()).await.unwrap();
    let query =
        LedgerStatementQuery { account: "张家庄项目 项目账户".to_string(), ..LedgerStatementQuery::default() };
    let told = site.app.ledger_statement(&actor(), NAMES, &query, now()).await.unwrap_err().to_string();
    assert!(told.contains("持有人代码 P1") && told.contains("持有人代码 P2"), "{told}");
    let text = site.app.export_ledger(&actor(), NAMES, None, LedgerFormat::Hledger, now()).await.unwrap();
    let text = String::from_utf8(text.bytes).unwrap();
    for (code, declared) in [("P1", 1), ("P2", 1)] {
        let name = format!("账户:项目账户:张家庄项目（{code}）");
        assert_eq!(text.matches(&format!("account {name}\n")).count(), declared, "{text}");
    }
}

/// Everything that stands in the first sheet.
fn cells(bytes: Vec<u8>) -> String {
    use calamine::Reader;
    let mut book = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let rows = sheet.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
    rows.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn balances_are_those_of_today_unless_days_to_come_are_asked_for() {
    let site = demo().await;
    issued(&site).await;
    let named = LedgerHolding { label: "甲".into(), ..holding("", "P1") };
    let later = transfer("市级配置", holding("", ""), named, "1000");
    post(&site.app, &clerk(), &voucher("l", date(2026, 12, 31), vec![later]), now()).await.unwrap();
    let pool = async |query: LedgerQuery| {
        let view = site.app.ledger_view(&clerk(), NAMES, &query, now()).await.unwrap();
        (view.as_of, balance(&view, "市级指标池"))
    };
    assert_eq!(pool(LedgerQuery::default()).await, (Some(date(2026, 11, 25)), "3000.00".to_string()));
    let ahead = LedgerQuery { ahead: Some(true), ..LedgerQuery::default() };
    assert_eq!(pool(ahead.clone()).await, (None, "2000.00".to_string()));
    let day = LedgerQuery { as_of: Some(date(2026, 12, 31)), ..ahead.clone() };
    assert_eq!(pool(day).await, (Some(date(2026, 12, 31)), "2000.00".to_string()));
    for (query, words, amount) in
        [(LedgerQuery::default(), "生效截止：2026-11-25", "3000"), (ahead, "生效截止：不限，含以后生效的分录", "2000")]
    {
        let file = site.app.ledger_balances_xlsx(&clerk(), NAMES, &query, now()).await.unwrap();
        let text = cells(file.bytes);
        assert!(text.contains(words) && text.contains(amount), "{words}: {text}");
    }
}
