//! Lines that are worked out from balances: taking back, giving back what expired, carrying over to a new vintage.

use model::ledger::{AccountId, AssetId, Line, LineId, Move};
use model::pack::Code;
use rust_decimal::Decimal;

use super::book::Book;

/// Lines that take back everything that is left of a voucher, in a voucher that names it as corrected.
pub fn reversal(book: &Book, seq: u64) -> Vec<Line> {
    let Some(entry) = book.voucher_entry(seq) else { return Vec::new() };
    entry
        .lines
        .clone()
        .zip(0..)
        .filter_map(|(place, number)| {
            let stored = &book.lines[place as usize];
            let kind = book.line_as_submitted(place)?.kind;
            let is_left = stored.left > 0 && stored.how.moves();
            is_left.then_some(Line {
                kind,
                movement: Move::Reverse { of: LineId { seq, line: number }, amount: stored.left },
            })
        })
        .collect()
}

/// Lines that return what accounts of the given kinds still have of an asset to one account (到期收回).
pub fn give_back(book: &Book, asset: AssetId, from: &[Code], to: AccountId, kind: &Code) -> Vec<Line> {
    let mut lines = Vec::new();
    for (account, amount) in left_of(book, asset, from) {
        if account != to {
            lines.push(Line { kind: kind.clone(), movement: Move::Transfer { from: account, to, asset, amount } });
        }
    }
    lines
}

/// Lines that replace what accounts of the given kinds still have of an old vintage by a share of it in a new one
/// (结转). `outside` takes the old and issues the new; fractions of the smallest unit are cut off.
pub fn carry_over(
    book: &Book,
    (old, new): (AssetId, AssetId),
    from: &[Code],
    outside: AccountId,
    (out, into): (&Code, &Code),
    share: Decimal,
) -> Vec<Line> {
    let mut lines = Vec::new();
    for (account, amount) in left_of(book, old, from) {
        if account == outside {
            continue;
        }
        lines.push(Line {
            kind: out.clone(),
            movement: Move::Transfer { from: account, to: outside, asset: old, amount },
        });
        let carried = (Decimal::from(amount) * share).floor();
        if let Some(carried) = i64::try_from(carried.mantissa()).ok().filter(|carried| *carried > 0) {
            lines.push(Line {
                kind: into.clone(),
                movement: Move::Transfer { from: outside, to: account, asset: new, amount: carried },
            });
        }
    }
    lines
}

/// What can be moved now, by account.
fn left_of(book: &Book, asset: AssetId, kinds: &[Code]) -> Vec<(AccountId, i64)> {
    book.accounts()
        .filter(|(_, account)| kinds.contains(&account.name.kind))
        .filter_map(|(id, _)| {
            let available = book.balance_now(id, asset).available();
            i64::try_from(available).ok().filter(|available| *available > 0).map(|available| (id, available))
        })
        .collect()
}
