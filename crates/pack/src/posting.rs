//! The ledger to which the program posts as a whole (分享入账, 分配入账): whether the kind of entry that a `posting` names can
//! carry what is posted.

use model::UnitOfMeasure;
use model::pack::{
    Approval, AssetKind, Code, EntryAct, EntryKind, Holder, Ledger, LedgerPosting, SourceSpan, Subject, Vintage,
};

use crate::diagnostic::Diagnostics;
use crate::fault::Fault;
use crate::names::unknown;
use crate::shape::Block;

/// What is posted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Posted {
    /// What a year of an agreement brings to each county.
    Shares,
    /// What a plan that was handed down grants.
    Grants,
}

impl Posted {
    fn in_words(self) -> &'static str {
        match self {
            Posted::Shares => "分享入账",
            Posted::Grants => "分配入账",
        }
    }
}

/// The `posting` of a block, with the ledger and the kind of entry that it names.
pub(crate) fn posting<'a>(
    block: &Block,
    posted: Posted,
    ledgers: &'a [Ledger],
    out: &mut Diagnostics,
) -> Option<(LedgerPosting, &'a Ledger, &'a EntryKind)> {
    let postings: Vec<&Block> = block.children("posting").collect();
    if let [_, second, ..] = postings[..] {
        out.report(Fault::MisplacedBlock, second.span, "`posting` 只写一次");
    }
    let written = *postings.first()?;
    let mention = written.name("ledger", out)?;
    let Some(ledger) = ledgers.iter().find(|ledger| ledger.name == mention.name) else {
        unknown("账本", &mention, ledgers.iter().map(|ledger| ledger.name.as_str()), out);
        return None;
    };
    let mention = written.name("entry", out)?;
    let Some(entry) = ledger.entries.iter().find(|entry| entry.name == mention.name) else {
        unknown("业务类型", &mention, ledger.entries.iter().map(|entry| entry.name.as_str()), out);
        return None;
    };
    let mut wrong = |what: String, hint: &str| {
        out.report(Fault::TypeMismatch, mention.span, what).hint(hint);
    };
    if entry.act != EntryAct::Transfer {
        wrong(format!("“{}”不是{}业务", entry.name, EntryAct::Transfer.in_words()), "act = transfer");
    }
    // It is posted as a whole: nothing in it may wait, be multiplied or be worked out anew.
    if entry.approval != Approval::None
        || entry.factor.is_some()
        || entry.by_formula.is_some()
        || entry.own_first.is_some()
        || entry.is_same_holder
    {
        let what = posted.in_words();
        wrong(
            format!("“{}”要复核、乘系数、取自核算项、自用优先或限于同一持有人，不能用于{what}", entry.name),
            "另写一种业务",
        );
    }
    if posted == Posted::Shares && entry.receiver.is_some() {
        wrong(format!("“{}”对转入方有条件，不能用于{}", entry.name, posted.in_words()), "另写一种业务");
    }
    let holder = |codes: &[Code]| match codes {
        [only] => ledger.account(only).map(|account| account.holder),
        _ => None,
    };
    let (from, to) = (holder(&entry.from), holder(&entry.to));
    let (fits, words, hint) = match posted {
        Posted::Shares => (to == Some(Holder::County), "县级账户", "holder = county"),
        Posted::Grants => (to.is_some_and(|holder| holder != Holder::One), "有持有人的账户", "holder 不是 one"),
    };
    if from != Some(Holder::One) || !fits {
        wrong(
            format!("“{}”应从一种单一账户划到一种{words}", entry.name),
            &format!("from 写一种 holder = one 的账户，to 写一种 {hint} 的账户"),
        );
    }
    Some((LedgerPosting { ledger: ledger.code.clone(), entry: entry.code.clone(), span: written.span }, ledger, entry))
}

/// Of an agreement or an allocation: its unit is that of the only asset of the entry.
pub(crate) fn of_one_asset<'a>(
    block: &Block,
    posted: Posted,
    unit: &UnitOfMeasure,
    ledgers: &'a [Ledger],
    out: &mut Diagnostics,
) -> Option<(LedgerPosting, &'a Ledger, &'a EntryKind)> {
    let (posting, ledger, entry) = posting(block, posted, ledgers, out)?;
    // Where the entry is named: that is what would have to be another one.
    let named = block.children("posting").next().and_then(|written| written.attribute("entry"));
    let span = named.map_or(posting.span, |attribute| attribute.value_span());
    match entry.assets.as_slice() {
        [only] => {
            if let Some(asset) = ledger.asset(only) {
                check_asset(asset, unit, posted, (&block.name, span), out);
            }
        }
        _ => {
            out.report(Fault::TypeMismatch, span, format!("“{}”应只用于一种标的", entry.name)).hint("assets 写一种");
        }
    }
    Some((posting, ledger, entry))
}

/// Of an allocation, whose subjects hold the accounts.
pub(crate) fn of_allocation(
    block: &Block,
    (subject, unit): (&Subject, &UnitOfMeasure),
    ledgers: &[Ledger],
    out: &mut Diagnostics,
) -> Option<LedgerPosting> {
    let (posting, ledger, entry) = of_one_asset(block, Posted::Grants, unit, ledgers, out)?;
    let holder = entry.to.first().and_then(|code| ledger.account(code)).map(|account| account.holder);
    if matches!(subject, Subject::Place(_)) && holder != Some(Holder::County) {
        out.report(Fault::TypeMismatch, posting.span, format!("分给各地的，“{}”应划到县级账户", entry.name))
            .hint("to 写一种 holder = county 的账户");
    }
    Some(posting)
}

/// Whether an amount in a unit can be posted as an asset.
pub(crate) fn check_asset(
    asset: &AssetKind,
    unit: &UnitOfMeasure,
    posted: Posted,
    (what, span): (&str, SourceSpan),
    out: &mut Diagnostics,
) {
    if asset.unit != *unit {
        let told = format!("“{}”的计量单位是“{}”，“{what}”的是“{unit}”", asset.name, asset.unit);
        out.report(Fault::TypeMismatch, span, told).hint("改成同一单位");
    }
    if asset.is_by_place || matches!(asset.vintage, Vintage::Lot { .. }) {
        let told = format!("“{}”分批次或发放地，不能用于{}", asset.name, posted.in_words());
        out.report(Fault::TypeMismatch, span, told).hint("用不分批次、发放地的标的");
    }
}
