//! What a ledger shows: the shelf of ledgers, balances of all accounts, open proposals and holds, the journal.

use std::collections::BTreeSet;

use engine::ledger::{AsOf, Book, LineView, ProposalState, VoucherView, VoucherWhat};
use jiff::Timestamp;
use jiff::civil::Date;
use model::Dataset;
use model::ledger::AccountId;
use model::pack::{Approval, Code, EntryKind, Ledger};
use model::people::Capability;

use super::hand::case_of;
use super::opened::OpenedLedger;
use super::secret::KEPT;
use super::terms::rules_view;
use super::within::Accounts;
use super::words::{amount_text, line_view, unit_word};
use crate::allocations::source_of;
use crate::paging::{self, List};
use crate::view::{
    Figure, LedgerAccount, LedgerAsset, LedgerBalance, LedgerHold, LedgerJournal, LedgerJournalQuery, LedgerLine,
    LedgerProposal, LedgerQuery, LedgerShelf, LedgerSummary, LedgerView, LedgerVoucher,
};
use crate::{Actor, App, AppError, Result, day_in_china, time_in_words};

/// The one who looks.
pub(super) struct Viewer<'a> {
    pub user: &'a str,
    pub accounts: &'a Accounts,
    pub roles: &'a [String],
    /// Numbers of the trades of the pack that have not ended.
    pub running: &'a BTreeSet<String>,
    pub now: Timestamp,
}

impl Viewer<'_> {
    pub fn has(&self, role: &Code) -> bool {
        self.roles.iter().any(|held| held == role.as_str())
    }
}

impl App {
    /// Every ledger that a pack in force declares.
    pub async fn ledger_shelf(&self, actor: &Actor, dataset: Option<Dataset>, now: Timestamp) -> Result<LedgerShelf> {
        let mut found = Vec::new();
        for (newest, pack) in self.packs.newest_of_each() {
            for ledger in &pack.ledgers {
                let opened = self.opened_ledger((&newest.code, ledger.code.as_str()), dataset, now).await?;
                let (pack, named) = opened.named();
                let within = self.accounts_within(actor, &opened, Capability::ReadInternal, now).await?;
                let rules = opened.rules();
                let is_open = |book: &Book, seq: u64| {
                    book.voucher_view(seq).is_some_and(|voucher| within.touch(rules, book, &voucher))
                };
                let summary = |book: &Book| LedgerSummary {
                    pack,
                    ledger: named,
                    version: opened.pack.version.clone(),
                    basis: opened.rules().basis.clone(),
                    certainty_in_words: opened.pack.certainty.in_words().to_string(),
                    definition: opened.rules().definition.clone(),
                    records: records(&within, rules, book),
                    accounts: book.accounts().filter(|(_, account)| within.has(rules, &account.name)).count(),
                    open: book.open_proposals().iter().filter(|open| is_open(book, open.seq)).count(),
                    closed_through: book.closed_through(),
                };
                found.push(opened.desk.look(summary).await?);
            }
        }
        Ok(LedgerShelf { dataset: dataset.unwrap_or(Dataset::Real), ledgers: found })
    }

    /// One ledger with all balances as of a day, as they were known at a time.
    pub async fn ledger_view(
        &self,
        actor: &Actor,
        names: (&str, &str),
        query: &LedgerQuery,
        now: Timestamp,
    ) -> Result<LedgerView> {
        let opened = self.opened_ledger(names, query.dataset, now).await?;
        let roles = self.store.roles_of(&actor.user, opened.pack.code.as_str()).await?;
        let today = (!query.ahead.unwrap_or_default()).then(|| day_in_china(now));
        let as_of = AsOf { effective: query.as_of.or(today), known: crate::instant::known_by(query.known_by, now)? };
        let accounts = self.accounts_within(actor, &opened, Capability::ReadInternal, now).await?;
        let running = self.running_cases(opened.pack.code.as_str(), opened.dataset).await?;
        let viewer = Viewer { user: &actor.user, accounts: &accounts, roles: &roles, running: &running, now };
        opened.desk.look(|book| view(&opened, book, as_of, &viewer)).await
    }

    /// Vouchers, newest first.
    pub async fn ledger_journal(
        &self,
        actor: &Actor,
        names: (&str, &str),
        query: &LedgerJournalQuery,
        now: Timestamp,
    ) -> Result<LedgerJournal> {
        let opened = self.opened_ledger(names, query.dataset, now).await?;
        let size = paging::limit(query.limit, paging::PAGE_SIZE);
        let asked = LedgerJournalQuery { cursor: None, limit: None, ..query.clone() };
        let list = List::new("凭证", &(names, asked))?;
        let before: u64 = list.place(query.cursor.as_deref())?.unwrap_or(u64::MAX);
        let search = query.search.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let within = self.accounts_within(actor, &opened, Capability::ReadInternal, now).await?;
        let listed = |book: &Book| {
            let (mut total, mut vouchers, mut has_more) = (0, Vec::new(), false);
            for seq in (1..=book.seq()).rev() {
                let Some(found) = book.voucher_view(seq) else { continue };
                if !within.touch(opened.rules(), book, &found) {
                    continue;
                }
                let is_beyond = vouchers.len() >= size;
                // Only a search has to look into every voucher.
                if search.is_none() && (seq >= before || is_beyond) {
                    total += 1;
                    has_more |= is_beyond;
                    continue;
                }
                let found = voucher_view(book, &opened, &found, &within);
                if search.is_some_and(|search| !is_about(&found, search)) {
                    continue;
                }
                total += 1;
                has_more |= is_beyond;
                if seq < before && !is_beyond {
                    vouchers.push(found);
                }
            }
            (LedgerJournal { total, vouchers, next: None }, has_more)
        };
        let (mut journal, has_more) = opened.desk.look(listed).await?;
        let last = journal.vouchers.last().filter(|_| has_more).map(|voucher| voucher.seq);
        journal.next = last.map(|last| list.cursor(&last)).transpose()?;
        Ok(journal)
    }
}

/// How many vouchers are seen.
fn records(within: &Accounts, rules: &Ledger, book: &Book) -> u64 {
    if within.are_all() {
        return book.seq();
    }
    let seen = |seq: &u64| book.voucher_view(*seq).is_some_and(|voucher| within.touch(rules, book, &voucher));
    (1..=book.seq()).filter(seen).count() as u64
}

fn is_about(voucher: &LedgerVoucher, search: &str) -> bool {
    let head = [&voucher.actor, &voucher.basis, &voucher.document, &voucher.note, &voucher.key];
    let lines = voucher.lines.iter().flat_map(|line| [&line.from, &line.to, &line.asset, &line.kind_name]);
    head.into_iter().chain(lines).any(|text| text.contains(search))
}

fn view(opened: &OpenedLedger, book: &Book, as_of: AsOf, viewer: &Viewer<'_>) -> LedgerView {
    let rules = opened.rules();
    let (pack, ledger) = opened.named();
    let day = as_of.effective.unwrap_or_else(|| day_in_china(viewer.now));
    let assets = book.assets().map(|(id, asset)| LedgerAsset {
        id: id.0,
        kind: asset.name.kind.to_string(),
        vintage: asset.name.vintage.clone(),
        place: asset.name.jurisdiction.clone(),
        label: asset.label.clone(),
        unit: unit_word(&asset.unit),
        decimals: asset.decimals,
        last_day: asset.last_day,
        is_expired: asset.last_day.is_some_and(|last| last < day),
    });
    let proposals = book.open_proposals();
    let proposals = proposals.iter().filter_map(|open| {
        let voucher = book.voucher_view(open.seq).filter(|voucher| viewer.accounts.touch(rules, book, voucher))?;
        Some(proposal(book, opened, &voucher, open.due, viewer))
    });
    let holds = book.open_holds(viewer.now);
    let is_within = |line: &LineView| {
        // A pool for which something is held makes it nobody's own.
        let is_own = |account| viewer.accounts.is_own(rules, book, account);
        viewer.accounts.are_all() || is_own(line.from) || is_own(line.to)
    };
    let document_of = |line: &LineView| book.voucher_view(line.id.seq).map(|voucher| voucher.document);
    let holds = holds.iter().filter(|(_, line)| is_within(line)).map(|(until, line)| LedgerHold {
        line: shown_line(book, rules, (line, &document_of(line).unwrap_or_default()), viewer.accounts),
        until: *until,
        may_settle: rules.entry(&line.kind).is_some_and(|kind| viewer.has(&kind.role)),
        case: case_of(opened, book, line.id, viewer.running),
        post_refusal: rules.entry(&line.kind).and_then(|kind| {
            let poster = opened.clerk().poster(kind)?;
            Some(format!("“{}”{}", kind.name, poster.in_words()))
        }),
        posts_as: opened.clerk().posts_as(book, line).iter().map(|kind| kind.code.to_string()).collect(),
    });
    LedgerView {
        pack,
        ledger,
        version: opened.pack.version.clone(),
        basis: rules.basis.clone(),
        certainty_in_words: opened.pack.certainty.in_words().to_string(),
        note: opened.pack.note.clone(),
        definition: rules.definition.clone(),
        dataset: opened.dataset,
        as_of: as_of.effective,
        known_by: as_of.known,
        closed_through: book.closed_through(),
        closing_role: opened.role(&rules.closing),
        may_close: viewer.has(&rules.closing),
        records: records(viewer.accounts, rules, book),
        digest: book.head(),
        assets: assets.collect(),
        accounts: accounts(opened, book, as_of, viewer.accounts),
        proposals: proposals.collect(),
        holds: holds.collect(),
        rules: rules_view(opened, viewer),
    }
}

/// In the order of the kinds of accounts, then of their holders.
fn accounts(opened: &OpenedLedger, book: &Book, as_of: AsOf, within: &Accounts) -> Vec<LedgerAccount> {
    let rules = opened.rules();
    let place = |code: &Code| rules.accounts.iter().position(|kind| kind.code == *code).unwrap_or(usize::MAX);
    let mut found: Vec<_> = book.accounts().filter(|(_, account)| within.has(rules, &account.name)).collect();
    found.sort_by_key(|(_, account)| (place(&account.name.kind), account.name.holder.clone()));
    let row = |(id, account): (AccountId, &model::ledger::Account)| {
        let is_kept = within.keep_holds(rules, account);
        LedgerAccount {
            id: id.0,
            kind: account.name.kind.to_string(),
            kind_name: rules
                .account(&account.name.kind)
                .map_or_else(|| account.name.kind.to_string(), |kind| kind.name.clone()),
            holder: account.name.holder.clone(),
            label: account.label.clone(),
            balances: book
                .balances(id, as_of)
                .into_iter()
                .map(|(asset, balance)| {
                    let text = |units| amount_text(book, asset, units);
                    let held = |units| if is_kept { KEPT.to_string() } else { text(units) };
                    LedgerBalance {
                        asset: asset.0,
                        posted: Figure {
                            text: text(balance.posted),
                            unit: None,
                            id: Some(super::explain::figure_id(opened, id, asset, as_of)),
                            missing: None,
                        },
                        held_out: held(balance.held_out),
                        held_in: held(balance.held_in),
                        available: held(balance.available()),
                    }
                })
                .collect(),
        }
    };
    found.into_iter().map(row).collect()
}

fn proposal(
    book: &Book,
    opened: &OpenedLedger,
    voucher: &VoucherView,
    due: Option<Timestamp>,
    viewer: &Viewer<'_>,
) -> LedgerProposal {
    let kinds: Vec<&EntryKind> = voucher.lines.iter().filter_map(|line| opened.rules().entry(&line.kind)).collect();
    let seconds = || {
        kinds.iter().filter_map(|kind| match &kind.approval {
            Approval::SecondPerson { role, .. } => Some(role),
            Approval::None => None,
        })
    };
    let lacking = seconds().find(|role| !viewer.has(role));
    let is_own = voucher.actor == viewer.user;
    let approve_refusal = if due.is_some() {
        Some("已复核".to_string())
    } else if is_own {
        Some("您是提交人，应由另一人复核".to_string())
    } else {
        lacking.map(|role| format!("需要办理角色“{}”", opened.role_name(role)))
    };
    let is_due = due.is_some_and(|due| due <= viewer.now);
    LedgerProposal {
        voucher: voucher_view(book, opened, voucher, viewer.accounts),
        second_role: seconds().next().map(|role| opened.role(role)),
        due,
        approve_refusal,
        may_reject: is_own || lacking.is_none(),
        may_complete: is_due && (lacking.is_none() || kinds.iter().all(|kind| viewer.has(&kind.role))),
    }
}

/// A line as the reader may know it.
fn shown_line(book: &Book, rules: &Ledger, (line, document): (&LineView, &str), reader: &Accounts) -> LedgerLine {
    let shown = line_view(book, rules, line);
    if !reader.keep(rules, book, line, document) {
        return shown;
    }
    let kept = || KEPT.to_string();
    LedgerLine { from: kept(), to: kept(), amount: kept(), left: kept(), ..shown }
}

fn voucher_view(book: &Book, opened: &OpenedLedger, voucher: &VoucherView, reader: &Accounts) -> LedgerVoucher {
    let rules = opened.rules();
    let is_kept = voucher.lines.iter().any(|line| reader.keep(rules, book, line, &voucher.document));
    let told = |text: &str| if is_kept { KEPT.to_string() } else { text.to_string() };
    let (what, proposal) = match voucher.what {
        VoucherWhat::Posted if voucher.corrects.is_some() => ("更正入账".to_string(), None),
        VoucherWhat::Posted => ("入账".to_string(), None),
        VoucherWhat::Proposed { state } => (
            match state {
                ProposalState::Waiting => "提交，待复核".to_string(),
                ProposalState::Approved { due } => format!("提交，已复核，{} 起可生效", time_in_words(due)),
                ProposalState::Counted => "提交，已入账".to_string(),
                ProposalState::Rejected => "提交，已退回".to_string(),
            },
            None,
        ),
        VoucherWhat::Approved { proposal, due: None } => (format!("复核第 {proposal} 号并入账"), Some(proposal)),
        VoucherWhat::Approved { proposal, due: Some(due) } => {
            (format!("复核第 {proposal} 号，{} 起可生效", time_in_words(due)), Some(proposal))
        }
        VoucherWhat::Rejected { proposal } => (format!("退回第 {proposal} 号"), Some(proposal)),
        VoucherWhat::Completed { proposal } => (format!("第 {proposal} 号生效入账"), Some(proposal)),
        VoucherWhat::Closed { through } => (format!("结账至 {through}"), None),
    };
    let is_proposal = matches!(voucher.what, VoucherWhat::Proposed { .. });
    LedgerVoucher {
        seq: voucher.seq,
        recorded: voucher.recorded,
        actor: told(&reader.persons.name(&voucher.actor)),
        key: told(&voucher.key),
        effective: voucher.effective,
        basis: voucher.basis.clone(),
        document: voucher.document.clone(),
        note: voucher.note.clone(),
        corrects: voucher.corrects,
        what,
        proposal,
        lines: voucher.lines.iter().map(|line| shown_line(book, rules, (line, &voucher.document), reader)).collect(),
        digest: voucher.digest.clone(),
        may_be_corrected: !is_proposal
            && !is_kept
            && voucher.lines.iter().any(|line| line.left > 0 && line.act.moves()),
        source: source_of(&opened.pack, &voucher.key, &mut voucher.lines.iter().map(|line| &line.kind))
            .filter(|_| !is_kept),
    }
}

/// The account that a question names, by number or label.
///
/// # Errors
/// Several accounts are called so.
pub(super) fn account_in(book: &Book, text: &str) -> Result<Option<AccountId>> {
    let text = text.trim();
    if let Some(id) = text.parse().ok().map(AccountId).filter(|id| book.account(*id).is_some()) {
        return Ok(Some(id));
    }
    let is_called = |label: &str| label == text || label.replace(" · ", " ") == text;
    let found: Vec<_> = book.accounts().filter(|(_, account)| is_called(&account.label)).collect();
    match found.as_slice() {
        [] => Ok(None),
        [(only, _)] => Ok(Some(*only)),
        several => {
            let told = several.iter().map(|(id, account)| format!("{}（持有人代码 {}）", id.0, account.name.holder));
            Err(AppError::bad_input(format!(
                "有 {} 个账户都叫“{text}”，请改写账户编号：{}",
                several.len(),
                told.collect::<Vec<_>>().join("、")
            )))
        }
    }
}

/// The span of days of a question: all of them where nothing is said.
pub(super) fn span(first: Option<Date>, last: Option<Date>) -> (Date, Date) {
    (first.unwrap_or(Date::MIN), last.unwrap_or(Date::MAX))
}
