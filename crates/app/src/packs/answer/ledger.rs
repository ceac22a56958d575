//! Answers of `ledger`: a book as a table of slips fills it, by the kernel that keeps the real ones. Never touches a real
//! one. Roles are not asked for; that the second person is another one is.

use std::collections::BTreeMap;
use std::sync::Arc;

use engine::formula::{Column, Subjects, compute_formula};
use engine::ledger::{AsOf, Book, Clerk, Receipt, ReceiptState, Slip};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use model::Period;
use model::ledger::{Act, Refusal, Voucher};
use model::pack::{Ledger, ResultOf};

use super::{Answer, Bench, Told, is_called};
use crate::ledgers::table::{self, ACT, DOCUMENT, KIND, NOTE, OF, VOUCHER};
use crate::ledgers::{Settled, account_label, amount_text, asset_label, settlement, slip};
use crate::packs::command::BookView;
use crate::packs::facts::{Table, TableRow, unknown};
use crate::{Actor, time_in_words};

const TIME: &str = "时间";
const CLERK: &str = "办理人";
const PERIOD: &str = "时期";

/// When something is recorded, by whom, then the columns of a file; the period of a settlement by a formula.
pub(in crate::packs) const SLIPS: &[&str] = &[
    TIME,
    CLERK,
    "凭证",
    "事项",
    "业务",
    "转出",
    "转入",
    "名称",
    "标的",
    "年度批次",
    "发放地",
    "数量",
    "期限",
    "原分录",
    "生效日期",
    "依据",
    "文号",
    "说明",
    PERIOD,
];

impl Bench<'_> {
    pub(super) fn ledger(&self, name: &str, period: Period, views: &[BookView]) -> Told<Answer> {
        let known = || self.pack.ledgers.iter().map(|known| known.name.as_str());
        let found = self.pack.ledgers.iter().find(|known| is_called(name, &known.name, known.code.as_str()));
        let rules = found.ok_or_else(|| unknown("账本", name, known()))?;
        let table = self.given.told("记账", &rules.code);
        let table = table.ok_or_else(|| format!("没有给出“csv 记账 {}”", rules.name))?;
        let places = self.county_names();
        let desk = self.filled((rules, table), &places, period)?;
        let mut answer = Answer::default();
        for view in views {
            match view {
                BookView::Vouchers => answer.table(&desk.told, &[]),
                BookView::Balances(day) => answer.table(&desk.balances(*day), &[]),
                BookView::Statement(account, asset) => {
                    answer.table(&desk.statement(account, asset.as_deref())?, &[]);
                }
            }
        }
        Ok(answer)
    }

    /// Counties by their codes.
    pub(super) fn county_names(&self) -> BTreeMap<String, String> {
        let name = |code: &str| self.given.places.name(code).to_string();
        self.given.places.all().iter().map(|code| (code.to_string(), name(code))).collect()
    }

    /// A book after the slips of a table.
    pub(super) fn filled<'a>(
        &'a self,
        (rules, table): (&'a Ledger, &Table),
        places: &'a BTreeMap<String, String>,
        period: Period,
    ) -> Told<Desk<'a>> {
        let clerk = Clerk { pack: self.pack, ledger: rules, places };
        let first = start_of(period.first_day());
        let mut desk = Desk {
            bench: self,
            book: Book::new(rules.code.clone()).with_calendar(Arc::new(self.calendar.clone())),
            now: first,
            clerk,
            numbers: BTreeMap::new(),
            told: vec![["凭证", "业务", "结果"].map(str::to_string).to_vec()],
        };
        let mut rows: &[TableRow] = table.rows();
        while let [first, ..] = rows {
            let name = table.cell(first, VOUCHER);
            let same = |row: &&TableRow| !name.is_empty() && table.cell(row, VOUCHER) == name;
            let (group, rest) = rows.split_at(rows.iter().take_while(same).count().max(1));
            desk.take(table, group, period).map_err(|message| format!("第 {} 行：{message}", first.line))?;
            rows = rest;
        }
        Ok(desk)
    }
}

fn start_of(day: Date) -> Timestamp {
    Offset::constant(8).to_timestamp(day.to_datetime(Time::midnight())).unwrap_or(Timestamp::MIN)
}

/// A book while slips come in.
pub(super) struct Desk<'a> {
    bench: &'a Bench<'a>,
    pub(super) book: Book,
    pub(super) now: Timestamp,
    pub(super) clerk: Clerk<'a>,
    /// Numbers of vouchers by the names that the table gives them.
    numbers: BTreeMap<String, u64>,
    told: Vec<Vec<String>>,
}

impl Desk<'_> {
    /// One voucher: rows that have the same name.
    fn take(&mut self, table: &Table, rows: &[TableRow], period: Period) -> Told<()> {
        let first = &rows[0];
        let cell = |title: &str| table.cell(first, title);
        match cell(TIME) {
            "" => {}
            text => self.now = instant(text).ok_or_else(|| format!("“{TIME}”写作 2026-03-01 10:00，不是“{text}”"))?,
        }
        let actor = if cell(CLERK).is_empty() { "经办" } else { cell(CLERK) };
        let name = cell(VOUCHER).to_string();
        let key = if name.is_empty() { format!("第{}行", first.line) } else { name.clone() };
        let act = cell(ACT);
        let outcome = match act {
            "复核" | "退回" | "生效" | "结账" => self.decide(&cell, (act, actor, &key)),
            "整批办理" => self.sweep(&cell, (actor, &key)),
            "核算记账" => self.settle(&cell, (actor, &key), period),
            _ => self.post(table, rows, (actor, &key)),
        };
        let what = match cell(KIND) {
            "" => act.to_string(),
            kind if act.is_empty() => kind.to_string(),
            kind => format!("{kind}（{act}）"),
        };
        let told = match outcome? {
            Ok(receipt) => {
                self.numbers.entry(name.clone()).or_insert(receipt.seq);
                let again = if receipt.is_repeated { "（此前已提交，不重复入账）" } else { "" };
                let due = match receipt.state {
                    ReceiptState::Approved { due } => format!("，{} 起可生效", time_in_words(due)),
                    ReceiptState::Posted | ReceiptState::Proposed | ReceiptState::Rejected | ReceiptState::Closed => {
                        String::new()
                    }
                };
                format!("{}{due}{again}", receipt.state.in_words().split('，').next().unwrap_or_default())
            }
            Err(refusal) => format!("拒绝：{refusal}"),
        };
        self.told.push(vec![if name.is_empty() { "—".to_string() } else { name }, what, told]);
        Ok(())
    }

    fn post(&mut self, table: &Table, rows: &[TableRow], (actor, key): (&str, &str)) -> Told<Result<Receipt, Refusal>> {
        let of = |text: &str| table::line_called(text, &|name| self.numbers.get(name).copied());
        let mut lines = Vec::new();
        for row in rows {
            let cell = |title: &str| table.cell(row, title);
            lines.push(table::line(&cell, &self.clerk, &of).map_err(|(column, what)| format!("“{column}”：{what}"))?);
        }
        let cell = |title: &str| table.cell(&rows[0], title);
        let request =
            table::head(&cell, key.to_string(), lines).map_err(|(column, what)| format!("“{column}”：{what}"))?;
        match slip(&Actor::new(actor), &request, self.now) {
            Ok(slip) => Ok(self.clerk.post_by_hand(&mut self.book, &slip, self.now)),
            Err(error) => Err(error.to_string()),
        }
    }

    fn decide<'b>(
        &mut self,
        cell: &dyn Fn(&str) -> &'b str,
        (act, actor, key): (&str, &str, &str),
    ) -> Told<Result<Receipt, Refusal>> {
        let day = table::day(cell).map_err(|(_, what)| what)?;
        let proposal = || {
            let name = cell(OF);
            self.numbers.get(name).copied().ok_or_else(|| format!("“{OF}”写待批凭证的名称，没有“{name}”"))
        };
        let (act, effective) = match act {
            "结账" => {
                let through = day.ok_or("结账要在“生效日期”写结到哪一天")?;
                (Act::Close { through }, through)
            }
            word => {
                let proposal = proposal()?;
                let effective =
                    self.book.voucher_view(proposal).map_or_else(|| self.today(), |voucher| voucher.effective);
                let act = match word {
                    "复核" => Act::Approve { proposal },
                    "退回" => Act::Reject { proposal },
                    _ => Act::Complete { proposal },
                };
                (act, effective)
            }
        };
        let voucher = Voucher {
            key: key.to_string(),
            actor: actor.to_string(),
            effective,
            basis: self.clerk.ledger.basis.clone(),
            document: cell(DOCUMENT).to_string(),
            note: cell(NOTE).to_string(),
            corrects: None,
            act,
        };
        Ok(self.book.post(&voucher, self.clerk.ledger, self.now))
    }

    /// Everything that expired.
    fn sweep<'b>(
        &mut self,
        cell: &dyn Fn(&str) -> &'b str,
        (actor, key): (&str, &str),
    ) -> Told<Result<Receipt, Refusal>> {
        let rules = self.clerk.ledger;
        let kind = rules.entries.iter().find(|kind| is_called(cell(KIND), &kind.name, kind.code.as_str()));
        let kind =
            kind.ok_or_else(|| unknown("业务类型", cell(KIND), rules.entries.iter().map(|kind| kind.name.as_str())))?;
        let slip = Slip {
            key: key.to_string(),
            actor: actor.to_string(),
            effective: table::day(cell).map_err(|(_, what)| what)?.unwrap_or_else(|| self.today()),
            basis: String::new(),
            document: cell(DOCUMENT).to_string(),
            note: cell(NOTE).to_string(),
            corrects: None,
            lines: Vec::new(),
        };
        Ok(self.clerk.sweep(&mut self.book, &slip, kind, self.now))
    }

    /// By the facts of the test.
    fn settle<'b>(
        &mut self,
        cell: &dyn Fn(&str) -> &'b str,
        (actor, key): (&str, &str),
        period: Period,
    ) -> Told<Result<Receipt, Refusal>> {
        let rules = self.clerk.ledger;
        let kind = rules.entries.iter().find(|kind| is_called(cell(KIND), &kind.name, kind.code.as_str()));
        let kind =
            kind.ok_or_else(|| unknown("业务类型", cell(KIND), rules.entries.iter().map(|kind| kind.name.as_str())))?;
        let by = kind.by_result.as_ref().ok_or_else(|| format!("“{}”的数量不取自核算项或分配", kind.name))?;
        let period = match cell(PERIOD) {
            "" => period,
            text => text.parse().map_err(|error: model::PeriodError| error.to_string())?,
        };
        let (keys, values) = self.amounts(&by.of, period)?;
        let names: Vec<(String, String)> =
            keys.iter().map(|key| (key.to_string(), self.bench.given.places.name(key).to_string())).collect();
        let asset = kind.assets.first().and_then(|code| rules.asset(code)).ok_or("没有标的")?;
        let Settled { lines, missing } = settlement(kind, by.side, asset, (period, cell("年度批次")), &names, &values);
        if !missing.is_empty() {
            return Err(missing.join("、"));
        }
        let slip = Slip {
            key: key.to_string(),
            actor: actor.to_string(),
            effective: table::day(cell).map_err(|(_, what)| what)?.unwrap_or_else(|| period.last_day()),
            basis: kind.basis.clone(),
            document: cell(DOCUMENT).to_string(),
            note: cell(NOTE).to_string(),
            corrects: None,
            lines,
        };
        Ok(self.clerk.post(&mut self.book, &slip, self.now))
    }

    /// Subjects with what a formula or an allocation comes to by the facts of the test; nothing is handed down there.
    fn amounts(&self, of: &ResultOf, period: Period) -> Told<(Vec<Arc<str>>, Column)> {
        let pack = self.bench.pack;
        match of {
            ResultOf::Formula(code) => {
                let formula = pack.formula(code).ok_or_else(|| format!("没有核算项“{code}”"))?;
                let keys = self.bench.keys(&formula.subject, period)?;
                let subjects = Subjects::new(formula.subject.clone(), keys.clone());
                Ok((keys, compute_formula(formula, &subjects, period, self.bench.world()).values))
            }
            ResultOf::Allocation(code) => {
                let rule = pack.allocation(code).ok_or_else(|| format!("没有分配“{code}”"))?;
                let outcome = self.bench.allocated(rule, pack, period)?.map_err(|why| format!("不能分配：{why}"))?;
                let keys = outcome.grants.iter().map(|grant| Arc::from(grant.key.as_str())).collect();
                Ok((keys, Column::Number(outcome.grants.iter().map(|grant| Some(grant.amount)).collect())))
            }
        }
    }

    fn today(&self) -> Date {
        Offset::constant(8).to_datetime(self.now).date()
    }

    pub(super) fn balances(&self, day: Option<Date>) -> Vec<Vec<String>> {
        let as_of = AsOf { effective: day, known: self.now };
        let rules = self.clerk.ledger;
        let mut accounts: Vec<_> = self.book.accounts().collect();
        let order = |kind: &model::pack::Code| rules.accounts.iter().position(|known| known.code == *kind);
        accounts.sort_by_key(|(_, account)| (order(&account.name.kind), account.name.holder.clone()));
        let mut rows = vec![["账户", "标的", "余额", "已冻结", "可用"].map(str::to_string).to_vec()];
        for (id, account) in accounts {
            for (asset, balance) in self.book.balances(id, as_of) {
                let text = |units| amount_text(&self.book, asset, units);
                rows.push(vec![
                    account.label.replace(" · ", "·"),
                    asset_label(&self.book, asset),
                    text(balance.posted),
                    text(balance.held_out),
                    text(balance.available()),
                ]);
            }
        }
        rows
    }

    fn statement(&self, account: &str, asset: Option<&str>) -> Told<Vec<Vec<String>>> {
        let label = |id| account_label(&self.book, id).replace(" · ", "·");
        let found = self.book.accounts().map(|(id, _)| id).find(|id| label(*id) == account.replace(' ', "·"));
        let id = found.ok_or_else(|| {
            let labels: Vec<String> = self.book.accounts().map(|(id, _)| label(id)).collect();
            unknown("账户", account, labels.iter().map(String::as_str))
        })?;
        let as_of = AsOf { effective: None, known: self.now };
        let mut rows =
            vec![["分录", "生效日期", "业务", "对方账户", "标的", "增减", "余额"].map(str::to_string).to_vec()];
        for (held, _) in self.book.balances(id, as_of) {
            let name = asset_label(&self.book, held);
            if asset.is_some_and(|asset| asset != name) {
                continue;
            }
            for row in self.book.statement(id, held, (Date::MIN, Date::MAX), self.now).rows {
                let text = |units| amount_text(&self.book, held, units);
                let kind = self.clerk.ledger.entry(&row.kind);
                rows.push(vec![
                    format!("{}-{}", row.id.seq, row.id.line + 1),
                    row.effective.to_string(),
                    kind.map_or_else(|| row.kind.to_string(), |kind| kind.name.clone()),
                    label(row.other),
                    name.clone(),
                    if row.act.moves() { text(row.change) } else { format!("（冻结 {}）", text(row.change.abs())) },
                    text(row.balance),
                ]);
            }
        }
        Ok(rows)
    }
}

/// `2026-03-01 10:00`, Chinese time.
fn instant(text: &str) -> Option<Timestamp> {
    let local: DateTime = match text.parse::<Date>() {
        Ok(day) if !text.contains(':') => day.to_datetime(Time::midnight()),
        _ => text.replace(' ', "T").parse().ok()?,
    };
    Offset::constant(8).to_timestamp(local).ok()
}
