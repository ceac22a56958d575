//! Vouchers from a file, and files out: statement and balances as Excel, the journal for plain-text accounting, the log
//! with its chain.

use std::collections::BTreeMap;

use engine::ledger::exported;
use jiff::Timestamp;
use jiff::civil::Date;
use model::people::Capability;
use model::{Dataset, digest};
use report::{Align, Paper, Sheet, SheetCell, SheetColumn, ledger_xlsx};

use super::opened::OpenedLedger;
use super::plain::{PlainFormat, plain_text};
use super::post::slip;
use super::secret::demand_open;
use super::table::{self, COLUMNS, VOUCHER};
use crate::spreadsheet::{Line, bad, lines};
use crate::view::{LedgerFileReport, LedgerPost, LedgerQuery, LedgerStatementQuery, LedgerVoucherReport, LineError};
use crate::{Actor, App, AppError, Download, Result, blocking, day_in_china, time_in_words};

/// Titles above the header are skipped, but not for ever.
const HEADER_WITHIN: usize = 20;

/// How a ledger is handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LedgerFormat {
    /// For `hledger`.
    Hledger,
    /// For `bean-check` and the other tools of Beancount.
    Beancount,
    /// With its chain, for `ledger-check`.
    Log,
}

/// A voucher of a file with the lines of the file that it comes from.
struct FileVoucher {
    name: String,
    line: usize,
    rows: Vec<Line>,
}

impl App {
    /// Posts the vouchers of a csv or xlsx file, one after another. A file with a fault of form is refused whole, with
    /// every fault; a voucher that the ledger refuses is told with its line, and the others are posted. The same file
    /// sent again posts only what was not posted yet.
    pub async fn post_ledger_file(
        &self,
        actor: &Actor,
        names: (&str, &str),
        dataset: Option<Dataset>,
        (file_name, bytes): (&str, Vec<u8>),
        now: Timestamp,
    ) -> Result<LedgerFileReport> {
        let opened = self.opened_ledger(names, dataset, now).await?;
        let mark = digest(&bytes)[..12].to_string();
        let (header, vouchers) = vouchers(&lines(&bytes, file_name)?, file_name)?;
        // Everything is read before anything is posted; numbers of vouchers in the file are not known yet.
        let mut errors = Vec::new();
        for voucher in &vouchers {
            let read = read(&opened, &header, voucher, String::new(), &|text| format!("1-{}", text.len()));
            match read {
                Ok(post) => {
                    errors.extend(slip(actor, &post, now).err().into_iter().flat_map(|error| told(voucher, &error)))
                }
                Err(mut faults) => errors.append(&mut faults),
            }
        }
        let mut report = LedgerFileReport { vouchers: Vec::new(), errors };
        if !report.errors.is_empty() {
            return Ok(report);
        }
        let mut numbers: BTreeMap<String, u64> = BTreeMap::new();
        for voucher in &vouchers {
            let key = format!("{mark}-{}", voucher.name);
            let of = |text: &str| table::line_called(text, &|name| numbers.get(name).copied());
            let outcome = match read(&opened, &header, voucher, key, &of) {
                Ok(post) => self.post_ledger(actor, names, dataset, &post, now).await,
                Err(faults) => {
                    report.errors.extend(faults);
                    continue;
                }
            };
            match outcome {
                Ok(receipt) => {
                    numbers.insert(voucher.name.clone(), receipt.seq);
                    let (name, line) = (voucher.name.clone(), voucher.line);
                    report.vouchers.push(LedgerVoucherReport { name, line, receipt });
                }
                Err(error @ (AppError::Conflict { .. } | AppError::BadInput { .. } | AppError::NotFound { .. })) => {
                    report.errors.extend(told(voucher, &error));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(report)
    }

    /// The empty table that [`App::post_ledger_file`] reads.
    pub fn ledger_template() -> Download {
        let text = format!("\u{feff}{}\r\n", COLUMNS.join(","));
        Download { file_name: "记账模板.csv".to_string(), bytes: text.into_bytes() }
    }

    /// The whole ledger as text.
    pub async fn export_ledger(
        &self,
        actor: &Actor,
        names: (&str, &str),
        dataset: Option<Dataset>,
        format: LedgerFormat,
        now: Timestamp,
    ) -> Result<Download> {
        let opened = self.opened_ledger(names, dataset, now).await?;
        // A chain is proved as a whole or not at all.
        let accounts = self.accounts_within(actor, &opened, Capability::ReadInternal, now).await?;
        self.demand_account(actor, &opened, (&accounts, None), Capability::ReadInternal, now).await?;
        demand_open(&opened, &accounts)?;
        let title = title(&opened);
        let (ending, text) = match format {
            LedgerFormat::Log => {
                // What stands on the disk, not what is in memory.
                let stored = opened.desk.code().clone();
                let log: String =
                    self.store.ledger_log(stored.as_str(), 0).await?.into_iter().map(|lines| lines.log).collect();
                ("log.txt", exported(stored.as_str(), &log))
            }
            LedgerFormat::Hledger => {
                ("journal", opened.desk.look(|book| plain_text(&opened, book, PlainFormat::Hledger)).await?)
            }
            LedgerFormat::Beancount => {
                ("beancount", opened.desk.look(|book| plain_text(&opened, book, PlainFormat::Beancount)).await?)
            }
        };
        Ok(Download { file_name: format!("{title}.{ending}"), bytes: text.into_bytes() })
    }

    /// A statement as Excel.
    pub async fn ledger_statement_xlsx(
        &self,
        actor: &Actor,
        names: (&str, &str),
        query: &LedgerStatementQuery,
        now: Timestamp,
    ) -> Result<Download> {
        let opened = self.opened_ledger(names, query.dataset, now).await?;
        let statement = self.ledger_statement(actor, names, query, now).await?;
        let title = format!("{}对账单", title(&opened));
        let day = |day: Option<Date>, otherwise: &str| day.map_or_else(|| otherwise.to_string(), |day| day.to_string());
        let column = |name: &str, width, align| SheetColumn::new(name, width, align);
        let amount = |text: &str| match text.parse() {
            Ok(number) => SheetCell::number(number),
            Err(_) => SheetCell::text(""),
        };
        let rows = statement.rows.iter().map(|row| {
            let words = |text: &str| SheetCell::text(text);
            vec![
                words(&row.id),
                words(&row.effective.to_string()),
                words(&row.kind),
                words(&row.act),
                words(&row.other),
                amount(&row.incoming),
                amount(&row.outgoing),
                amount(&row.held),
                amount(&row.balance),
                words(&row.basis),
                words(&row.document),
                words(&row.note),
                words(&row.actor),
                words(&time_in_words(row.recorded)),
            ]
        });
        let sheet = Sheet {
            name: "对账单".to_string(),
            title: format!("{title}　{}", statement.account),
            subtitle: Some(format!(
                "标的：{}　计量单位：{}　期间：{}至{}　已知截止：{}",
                statement.asset,
                statement.unit,
                day(statement.first, "建账"),
                day(statement.last, "最后一笔"),
                time_in_words(statement.known_by)
            )),
            columns: vec![
                column("分录", 9, Align::Left),
                column("生效日期", 12, Align::Left),
                column("业务", 16, Align::Left),
                column("事项", 12, Align::Left),
                column("对方账户", 26, Align::Left),
                column("转入", 13, Align::Right),
                column("转出", 13, Align::Right),
                column("冻结", 13, Align::Right),
                column("余额", 14, Align::Right),
                column("依据", 34, Align::Left),
                column("文号", 20, Align::Left),
                column("说明", 20, Align::Left),
                column("经办", 12, Align::Left),
                column("记账时间", 18, Align::Left),
            ],
            frozen_columns: 2,
            paper: Paper::A3,
            rows: rows.collect(),
            notes: vec![format!(
                "期初余额 {}，转入合计 {}，转出合计 {}，期末余额 {}。冻结不改变余额，负数为解冻。",
                statement.opening, statement.total_in, statement.total_out, statement.closing
            )],
            date: day_in_china(now),
            is_demo: opened.dataset == Dataset::Demo,
        };
        let name = format!("{title}-{}.xlsx", statement.account.replace([' ', '/', '\\', '·'], ""));
        blocking(move || Ok(Download { file_name: name, bytes: ledger_xlsx(&[sheet])? })).await
    }

    /// Balances of all accounts as Excel.
    pub async fn ledger_balances_xlsx(
        &self,
        actor: &Actor,
        names: (&str, &str),
        query: &LedgerQuery,
        now: Timestamp,
    ) -> Result<Download> {
        let opened = self.opened_ledger(names, query.dataset, now).await?;
        let view = self.ledger_view(actor, names, query, now).await?;
        let title = format!("{}余额表", title(&opened));
        let mut rows = Vec::new();
        for account in &view.accounts {
            for balance in &account.balances {
                let asset = view.assets.iter().find(|asset| asset.id == balance.asset);
                let amount = |text: &str| match text.parse() {
                    Ok(number) => SheetCell::number(number),
                    Err(_) => SheetCell::text(text),
                };
                rows.push(vec![
                    SheetCell::text(account.label.clone()),
                    SheetCell::text(asset.map_or_else(String::new, |asset| asset.label.clone())),
                    SheetCell::text(asset.map_or_else(String::new, |asset| asset.unit.clone())),
                    amount(&balance.posted.text),
                    amount(&balance.held_out),
                    amount(&balance.held_in),
                    amount(&balance.available),
                ]);
            }
        }
        let column = |name: &str, width, align| SheetColumn::new(name, width, align);
        let sheet = Sheet {
            name: "余额表".to_string(),
            title: title.clone(),
            subtitle: Some(format!(
                "生效截止：{}　已知截止：{}",
                view.as_of.map_or_else(|| "不限，含以后生效的分录".to_string(), |day| day.to_string()),
                time_in_words(view.known_by)
            )),
            columns: vec![
                column("账户", 34, Align::Left),
                column("标的", 30, Align::Left),
                column("计量单位", 12, Align::Left),
                column("余额", 16, Align::Right),
                column("已冻结", 16, Align::Right),
                column("待转入", 16, Align::Right),
                column("可用", 16, Align::Right),
            ],
            frozen_columns: 1,
            paper: Paper::A4,
            rows,
            notes: vec![format!("账本共 {} 号记录，末号摘要 {}。", view.records, view.digest)],
            date: day_in_china(now),
            is_demo: opened.dataset == Dataset::Demo,
        };
        blocking(move || Ok(Download { file_name: format!("{title}.xlsx"), bytes: ledger_xlsx(&[sheet])? })).await
    }
}

fn title(opened: &OpenedLedger) -> String {
    let mark = if opened.dataset == Dataset::Demo { "（演示）" } else { "" };
    format!("{}{mark}", opened.rules().name)
}

fn told(voucher: &FileVoucher, error: &AppError) -> Vec<LineError> {
    match error {
        AppError::BadInput { details, .. } if !details.is_empty() => details
            .iter()
            .map(|detail| LineError {
                line: voucher.rows.get(detail.line.saturating_sub(1)).map_or(voucher.line, |row| row.line),
                column: detail.column.clone(),
                message: detail.message.clone(),
            })
            .collect(),
        error => {
            vec![LineError {
                line: voucher.line, column: None, message: format!("凭证“{}”：{error}", voucher.name)
            }]
        }
    }
}

/// The header, and the rows below it by voucher: rows that follow one another with the same name belong together.
fn vouchers(lines: &[Line], file_name: &str) -> Result<(Vec<String>, Vec<FileVoucher>)> {
    let is_header = |line: &Line| line.cells.iter().any(|cell| cell.trim() == table::KIND);
    let place =
        lines.iter().take(HEADER_WITHIN).position(is_header).ok_or_else(|| {
            bad(file_name, &format!("前 {HEADER_WITHIN} 行没有表头；表头应有：{}", COLUMNS.join("、")))
        })?;
    let header: Vec<String> = lines[place].cells.iter().map(|cell| cell.trim().to_string()).collect();
    if let Some(strange) = header.iter().find(|title| !title.is_empty() && !COLUMNS.contains(&title.as_str())) {
        return Err(bad(file_name, &format!("表头有不认识的列“{strange}”；可用：{}", COLUMNS.join("、"))));
    }
    let mut found: Vec<FileVoucher> = Vec::new();
    for line in &lines[place + 1..] {
        if line.cells.is_blank() {
            continue;
        }
        let column = header.iter().position(|title| title == VOUCHER);
        let name = column.and_then(|column| line.cells.get(column)).map_or("", |cell| cell.trim());
        match found.last_mut().filter(|last| !name.is_empty() && last.name == name) {
            Some(last) => last.rows.push(line.clone()),
            None => {
                let name = if name.is_empty() { format!("第{}行", line.line) } else { name.to_string() };
                if let Some(earlier) = found.iter().find(|known| known.name == name) {
                    return Err(bad(
                        file_name,
                        &format!(
                            "第 {} 行又写了凭证“{name}”（第 {} 行已有）；同一凭证的行应连在一起",
                            line.line, earlier.line
                        ),
                    ));
                }
                found.push(FileVoucher { name, line: line.line, rows: vec![line.clone()] });
            }
        }
    }
    if found.is_empty() {
        return Err(bad(file_name, "表头下面没有任何一行"));
    }
    Ok((header, found))
}

fn read(
    opened: &OpenedLedger,
    header: &[String],
    voucher: &FileVoucher,
    key: String,
    of: &dyn Fn(&str) -> String,
) -> std::result::Result<LedgerPost, Vec<LineError>> {
    let clerk = opened.clerk();
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    let fault =
        |line: usize, (column, message): table::Wrong| LineError { line, column: Some(column.to_string()), message };
    for row in &voucher.rows {
        let cell = |title: &str| {
            let column = header.iter().position(|known| known == title);
            column.and_then(|column| row.cells.get(column)).unwrap_or_default()
        };
        match table::line(&cell, &clerk, of) {
            Ok(line) => rows.push(line),
            Err(wrong) => faults.push(fault(row.line, wrong)),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let first = &voucher.rows[0];
    let cell = |title: &str| {
        let column = header.iter().position(|known| known == title);
        column.and_then(|column| first.cells.get(column)).unwrap_or_default()
    };
    table::head(&cell, key, rows).map_err(|wrong| vec![fault(voucher.line, wrong)])
}
