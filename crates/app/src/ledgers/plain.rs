//! The journal as text for plain-text accounting: hledger and Beancount. Only entries that count stand in it; holds and
//! open proposals do not change balances.

use std::collections::BTreeSet;
use std::fmt::Write;

use engine::ledger::{Book, VoucherView, VoucherWhat};
use jiff::civil::Date;
use model::ledger::{AccountId, AssetId};
use model::pack::Holder;

use super::opened::OpenedLedger;
use super::words::{account_label, amount_text, asset_label, line_text};

/// All accounts stand below it.
const ROOT: &str = "账户";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PlainFormat {
    Hledger,
    Beancount,
}

pub(super) fn plain_text(opened: &OpenedLedger, book: &Book, format: PlainFormat) -> String {
    let mut vouchers: Vec<VoucherView> = book.vouchers().filter(counts).collect();
    vouchers.sort_by_key(|voucher| (voucher.effective, voucher.seq));
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = match format {
        PlainFormat::Hledger => hledger(opened, book, &vouchers, &mut out),
        PlainFormat::Beancount => beancount(opened, book, &vouchers, &mut out),
    };
    out
}

fn counts(voucher: &VoucherView) -> bool {
    let is_proposal = matches!(voucher.what, VoucherWhat::Proposed { .. });
    !is_proposal && voucher.lines.iter().any(|line| line.act.moves())
}

/// A word without anything that either language reads as its own; two spaces would end the name of an account.
fn plain(text: &str) -> String {
    let is_own = |letter: char| letter.is_whitespace() || matches!(letter, '"' | '\\' | ';' | '|');
    text.split(is_own).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// An account of one asset: positions of several assets in one account are several accounts there, as no price ties them.
fn account_name(opened: &OpenedLedger, book: &Book, account: AccountId) -> String {
    let Some(found) = book.account(account) else { return format!("{ROOT}:{}", account.0) };
    let rules = opened.rules().account(&found.name.kind);
    let kind = rules.map_or_else(|| found.name.kind.to_string(), |kind| kind.name.clone());
    let holder = found.label.strip_suffix(&format!(" · {kind}")).unwrap_or_default();
    let code = found.name.holder.as_str();
    // Two holders may have one name; counties and single accounts do not.
    let is_plain = rules.is_some_and(|kind| matches!(kind.holder, Holder::One | Holder::County)) || holder == code;
    let holder = if is_plain { holder.to_string() } else { format!("{holder}（{code}）") };
    let parts = [ROOT.to_string(), kind, holder.replace(':', "：")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(":")
}

fn hledger(opened: &OpenedLedger, book: &Book, vouchers: &[VoucherView], out: &mut String) -> std::fmt::Result {
    writeln!(
        out,
        "; {}（{}），{} 号记录，末号摘要 {}",
        opened.rules().name,
        opened.desk.code(),
        book.seq(),
        book.head()
    )?;
    for (id, asset) in book.assets() {
        // The commodity is quoted: it holds digits and full-width brackets.
        let sample = amount_text(book, id, 1000 * 10_i128.pow(asset.decimals.into()));
        let point = if asset.decimals == 0 { "." } else { "" };
        writeln!(out, "commodity {sample}{point} \"{}\"", plain(&asset.label))?;
    }
    for (id, _) in book.accounts() {
        writeln!(out, "account {}", plain(&account_name(opened, book, id)))?;
    }
    for voucher in vouchers {
        let grounds = grounds(book, voucher);
        writeln!(out, "\n{} * ({}) {}", voucher.effective, voucher.seq, title(opened, voucher))?;
        writeln!(out, "    ; 依据: {}", plain(&grounds.basis))?;
        for (word, text) in [("文号", &grounds.document), ("说明", &grounds.note), ("经办", &voucher.actor)] {
            if !text.is_empty() {
                writeln!(out, "    ; {word}: {}", plain(text))?;
            }
        }
        for line in voucher.lines.iter().filter(|line| line.act.moves()) {
            let (from, to) = (line.from, line.to);
            let commodity = plain(&asset_label(book, line.asset));
            let amount = |units: i64| amount_text(book, line.asset, units.into());
            for (account, units) in [(to, line.amount), (from, -line.amount)] {
                let name = plain(&account_name(opened, book, account));
                writeln!(out, "    {name}    {} \"{commodity}\"  ; {}", amount(units), line_text(line.id))?;
            }
        }
    }
    Ok(())
}

fn beancount(opened: &OpenedLedger, book: &Book, vouchers: &[VoucherView], out: &mut String) -> std::fmt::Result {
    writeln!(
        out,
        "; {}（{}），{} 号记录，末号摘要 {}",
        opened.rules().name,
        opened.desk.code(),
        book.seq(),
        book.head()
    )?;
    let first = vouchers.first().map_or(Date::constant(1949, 10, 1), |voucher| voucher.effective);
    writeln!(out, "option \"title\" \"{}\"", plain(&opened.rules().name))?;
    // Names of accounts and commodities are ASCII there; the labels stand beside them.
    for (id, asset) in book.assets() {
        writeln!(
            out,
            "{first} commodity {}\n  name: \"{}\"\n  unit: \"{}\"",
            commodity(id),
            plain(&asset.label),
            plain(&asset.unit.to_string())
        )?;
    }
    for (id, account) in book.accounts() {
        writeln!(out, "{first} open {}\n  name: \"{}\"", bean_account(id), plain(&account_label(book, id)))?;
        if !account.name.holder.is_empty() {
            writeln!(out, "  holder: \"{}\"", plain(&account.name.holder))?;
        }
    }
    for voucher in vouchers {
        let grounds = grounds(book, voucher);
        writeln!(out, "\n{} * \"{}\"", voucher.effective, plain(&title(opened, voucher)))?;
        writeln!(out, "  voucher: \"{}\"\n  basis: \"{}\"", voucher.seq, plain(&grounds.basis))?;
        for (word, text) in [("document", &grounds.document), ("note", &grounds.note), ("actor", &voucher.actor)] {
            if !text.is_empty() {
                writeln!(out, "  {word}: \"{}\"", plain(text))?;
            }
        }
        for line in voucher.lines.iter().filter(|line| line.act.moves()) {
            let (from, to) = (line.from, line.to);
            for (account, units) in [(to, line.amount), (from, -line.amount)] {
                let amount = amount_text(book, line.asset, units.into());
                writeln!(out, "  {}  {amount} {}", bean_account(account), commodity(line.asset))?;
            }
        }
    }
    // The balances as this program has them, for the tool to check on the day after the last entry.
    let Some(after) = vouchers.last().and_then(|voucher| voucher.effective.tomorrow().ok()) else { return Ok(()) };
    writeln!(out)?;
    let mut totals: BTreeSet<(AccountId, AssetId)> = BTreeSet::new();
    for line in vouchers.iter().flat_map(|voucher| &voucher.lines).filter(|line| line.act.moves()) {
        totals.extend([(line.from, line.asset), (line.to, line.asset)]);
    }
    for (account, asset) in totals {
        let now = book.balance_now(account, asset).posted;
        writeln!(
            out,
            "{after} balance {}  {} {}",
            bean_account(account),
            amount_text(book, asset, now),
            commodity(asset)
        )?;
    }
    Ok(())
}

fn bean_account(id: AccountId) -> String {
    format!("Assets:A{}", id.0)
}

fn commodity(id: AssetId) -> String {
    format!("ASSET-{}", id.0)
}

/// The line of a proposal stands with the grounds of the proposal.
fn grounds(book: &Book, voucher: &VoucherView) -> VoucherView {
    let proposal = match voucher.what {
        VoucherWhat::Approved { proposal, .. } | VoucherWhat::Completed { proposal } => book.voucher_view(proposal),
        VoucherWhat::Posted
        | VoucherWhat::Proposed { .. }
        | VoucherWhat::Rejected { .. }
        | VoucherWhat::Closed { .. } => None,
    };
    proposal.unwrap_or_else(|| voucher.clone())
}

fn title(opened: &OpenedLedger, voucher: &VoucherView) -> String {
    let mut names: Vec<String> = voucher
        .lines
        .iter()
        .filter(|line| line.act.moves())
        .map(|line| opened.rules().entry(&line.kind).map_or_else(|| line.kind.to_string(), |kind| kind.name.clone()))
        .collect();
    names.dedup();
    plain(&names.join("、"))
}
