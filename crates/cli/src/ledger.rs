//! `junxian ledger …`: ledgers (账本) of packs: posting from a file, balances, statements, texts out.

use anyhow::{Result, bail};
use app::view::{LedgerQuery, LedgerStatementQuery};
use app::{Actor, LedgerFormat};
use jiff::Timestamp;

use crate::args::ledger::{
    Ledger, LedgerBalance, LedgerExport, LedgerList, LedgerLog, LedgerName, LedgerPostFile, LedgerStatement, Plain,
};
use crate::progress::Progress;
use crate::terminal::{Side, line_error, note, show, table};
use crate::{Site, files};

/// Longer lists of faults help nobody on a terminal.
const FAULTS_SHOWN: usize = 50;

pub async fn run(site: &Site, command: Ledger) -> Result<()> {
    match command {
        Ledger::List(command) => list(site, &command).await,
        Ledger::Post(command) => post(site, &command).await,
        Ledger::Template(command) => files::hand_out(command.output.as_deref(), &app::App::ledger_template().bytes),
        Ledger::Balance(command) => balance(site, &command).await,
        Ledger::Statement(command) => statement(site, &command).await,
        Ledger::Export(command) => export(site, &command).await,
        Ledger::Log(LedgerLog { name, output }) => {
            let app = site.open().await?;
            let log = app
                .export_ledger(&site.actor, names(&name), Some(name.dataset), LedgerFormat::Log, Timestamp::now())
                .await?;
            files::hand_out(output.as_deref(), &log.bytes)
        }
    }
}

fn names(name: &LedgerName) -> (&str, &str) {
    (&name.pack, &name.ledger)
}

async fn list(site: &Site, command: &LedgerList) -> Result<()> {
    let shelf = site.open().await?.ledger_shelf(&site.actor, Some(command.dataset), Timestamp::now()).await?;
    let rows: Vec<Vec<String>> = shelf
        .ledgers
        .iter()
        .map(|ledger| {
            vec![
                ledger.pack.code.clone(),
                ledger.ledger.code.clone(),
                ledger.ledger.name.clone(),
                ledger.certainty_in_words.clone(),
                ledger.accounts.to_string(),
                ledger.records.to_string(),
                ledger.open.to_string(),
                ledger.closed_through.map_or_else(|| "—".to_string(), |day| day.to_string()),
            ]
        })
        .collect();
    let columns = [
        ("机制包", Side::Left, 30),
        ("账本", Side::Left, 24),
        ("名称", Side::Left, 30),
        ("确定程度", Side::Left, 10),
        ("账户", Side::Right, 8),
        ("记录", Side::Right, 10),
        ("待批", Side::Right, 8),
        ("已结至", Side::Left, 12),
    ];
    show(&table(&columns, &rows))
}

async fn post(site: &Site, command: &LedgerPostFile) -> Result<()> {
    let input = files::read(&command.file)?;
    let app = site.open().await?;
    let progress = Progress::start(&format!("记账 {}", input.name));
    let (actor, now) = (Actor::new(command.user.clone()), Timestamp::now());
    let file = (input.name.as_str(), input.bytes.clone());
    let outcome = app.post_ledger_file(&actor, names(&command.name), Some(command.name.dataset), file, now).await;
    drop(progress);
    let report = outcome.map_err(|error| files::about(&input, error))?;
    for voucher in &report.vouchers {
        let repeated = if voucher.receipt.is_repeated { "（此前已提交）" } else { "" };
        let (name, receipt) = (&voucher.name, &voucher.receipt);
        show(&format!("“{name}”：第 {} 号凭证，{}{repeated}", receipt.seq, receipt.state_in_words))?;
    }
    report.errors.iter().take(FAULTS_SHOWN).for_each(|error| note(&line_error(error)));
    let total = report.errors.len();
    if total > FAULTS_SHOWN {
        note(&format!("  ……另有 {} 处未列出", total - FAULTS_SHOWN));
    }
    match (total, report.vouchers.len()) {
        (0, done) => show(&format!("已提交 {}：{done} 张凭证", input.name)),
        (_, 0) => bail!("{} 有 {total} 处错误，一笔也没有入账；请按上面各行修改后重新提交", input.name),
        (_, done) => bail!(
            "{}：提交 {done} 张，{total} 张被退回；请改正退回的，原样保留其余各行后重新提交同一文件会另记，只提交改正的行",
            input.name
        ),
    }
}

async fn balance(site: &Site, command: &LedgerBalance) -> Result<()> {
    let app = site.open().await?;
    let query = LedgerQuery {
        dataset: Some(command.name.dataset),
        as_of: command.as_of,
        ahead: Some(command.ahead),
        known_by: command.known_by,
    };
    let now = Timestamp::now();
    if let Some(output) = &command.output {
        let file = app.ledger_balances_xlsx(&site.actor, names(&command.name), &query, now).await?;
        return files::hand_out(Some(output), &file.bytes);
    }
    let view = app.ledger_view(&site.actor, names(&command.name), &query, now).await?;
    let mut rows = Vec::new();
    for account in &view.accounts {
        for balance in &account.balances {
            let asset = view.assets.iter().find(|asset| asset.id == balance.asset);
            rows.push(vec![
                account.label.clone(),
                asset.map_or_else(String::new, |asset| asset.label.clone()),
                balance.posted.text.clone(),
                balance.held_out.clone(),
                balance.available.clone(),
                asset.map_or_else(String::new, |asset| asset.unit.clone()),
            ]);
        }
    }
    if rows.is_empty() {
        return show(&format!("账本“{}”还没有任何分录", view.ledger.name));
    }
    let columns = [
        ("账户", Side::Left, 40),
        ("标的", Side::Left, 36),
        ("余额", Side::Right, 20),
        ("已冻结", Side::Right, 20),
        ("可用", Side::Right, 20),
        ("单位", Side::Left, 10),
    ];
    show(&table(&columns, &rows))?;
    show(&format!("共 {} 号记录，末号摘要 {}", view.records, view.digest))
}

async fn statement(site: &Site, command: &LedgerStatement) -> Result<()> {
    let app = site.open().await?;
    let query = LedgerStatementQuery {
        dataset: Some(command.name.dataset),
        account: command.account.clone(),
        asset: command.asset.clone(),
        first: command.first,
        last: command.last,
        known_by: command.known_by,
    };
    let now = Timestamp::now();
    if let Some(output) = &command.output {
        let file = app.ledger_statement_xlsx(&site.actor, names(&command.name), &query, now).await?;
        return files::hand_out(Some(output), &file.bytes);
    }
    let statement = app.ledger_statement(&site.actor, names(&command.name), &query, now).await?;
    let rows: Vec<Vec<String>> = statement
        .rows
        .iter()
        .map(|row| {
            vec![
                row.id.clone(),
                row.effective.to_string(),
                format!("{}（{}）", row.kind, row.act),
                row.other.clone(),
                row.incoming.clone(),
                row.outgoing.clone(),
                row.held.clone(),
                row.balance.clone(),
                row.document.clone(),
            ]
        })
        .collect();
    let columns = [
        ("分录", Side::Left, 10),
        ("生效日期", Side::Left, 10),
        ("业务", Side::Left, 30),
        ("对方账户", Side::Left, 30),
        ("转入", Side::Right, 18),
        ("转出", Side::Right, 18),
        ("冻结", Side::Right, 18),
        ("余额", Side::Right, 18),
        ("文号", Side::Left, 24),
    ];
    show(&format!("{}　{}（{}）", statement.account, statement.asset, statement.unit))?;
    show(&table(&columns, &rows))?;
    show(&format!(
        "期初 {}，转入 {}，转出 {}，期末 {}",
        statement.opening, statement.total_in, statement.total_out, statement.closing
    ))
}

async fn export(site: &Site, command: &LedgerExport) -> Result<()> {
    let app = site.open().await?;
    let format = match command.format {
        Plain::Hledger => LedgerFormat::Hledger,
        Plain::Beancount => LedgerFormat::Beancount,
    };
    let name = &command.name;
    let file = app.export_ledger(&site.actor, names(name), Some(name.dataset), format, Timestamp::now()).await?;
    files::hand_out(command.output.as_deref(), &file.bytes)
}
