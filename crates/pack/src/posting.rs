//! The ledger of an allocation or a placement (分配入账): whether the kind of entry that it names can carry what is granted.

use model::UnitOfMeasure;
use model::pack::{
    AllocationPosting, Approval, AssetKind, Code, EntryAct, EntryKind, Holder, Ledger, Subject, Vintage,
};

use crate::diagnostic::Diagnostics;
use crate::fault::Fault;
use crate::names::unknown;
use crate::shape::Block;

/// The `posting` of a block, with the ledger and the kind of entry that it names.
pub(crate) fn posting<'a>(
    block: &Block,
    ledgers: &'a [Ledger],
    out: &mut Diagnostics,
) -> Option<(AllocationPosting, &'a Ledger, &'a EntryKind)> {
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
    // A plan is posted as a whole by a second person: nothing in it may wait, be multiplied or be worked out anew.
    if entry.act != EntryAct::Transfer
        || entry.approval != Approval::None
        || entry.factor.is_some()
        || entry.by_formula.is_some()
        || entry.own_first.is_some()
        || entry.is_same_holder
    {
        wrong(
            format!("“{}”要复核、乘系数、取自核算项、自用优先或限于同一持有人，不能用于分配入账", entry.name),
            "另写一种业务，act = transfer",
        );
    }
    let is_one = |code: &Code| ledger.account(code).is_some_and(|account| account.holder == Holder::One);
    let fits =
        matches!(entry.from.as_slice(), [from] if is_one(from)) && matches!(entry.to.as_slice(), [to] if !is_one(to));
    if !fits {
        wrong(
            format!("“{}”应从一种单一账户划到一种有持有人的账户", entry.name),
            "from 写一种 holder = one 的账户，to 写一种 holder 不是 one 的账户",
        );
    }
    let posting = AllocationPosting { ledger: ledger.code.clone(), entry: entry.code.clone(), span: written.span };
    Some((posting, ledger, entry))
}

/// Of an allocation: its subjects hold the accounts, its unit is that of the only asset of the entry.
pub(crate) fn of_allocation(
    block: &Block,
    (subject, unit): (&Subject, &UnitOfMeasure),
    ledgers: &[Ledger],
    out: &mut Diagnostics,
) -> Option<AllocationPosting> {
    let (posting, ledger, entry) = posting(block, ledgers, out)?;
    let [asset] = entry.assets.as_slice() else {
        out.report(Fault::TypeMismatch, posting.span, format!("“{}”应只用于一种标的", entry.name))
            .hint("assets 写一种");
        return Some(posting);
    };
    let holder = entry.to.first().and_then(|code| ledger.account(code)).map(|account| account.holder);
    if matches!(subject, Subject::Place(_)) && holder != Some(Holder::County) {
        out.report(Fault::TypeMismatch, posting.span, format!("分给各地的，“{}”应划到县级账户", entry.name))
            .hint("to 写一种 holder = county 的账户");
    }
    if let Some(asset) = ledger.asset(asset) {
        check_asset(asset, unit, (&block.name, posting.span), out);
    }
    Some(posting)
}

/// Whether an amount in a unit can be posted as an asset.
pub(crate) fn check_asset(
    asset: &AssetKind,
    unit: &UnitOfMeasure,
    (what, span): (&str, model::pack::SourceSpan),
    out: &mut Diagnostics,
) {
    if asset.unit != *unit {
        out.report(
            Fault::TypeMismatch,
            span,
            format!("“{}”的计量单位是“{}”，“{what}”的是“{unit}”", asset.name, asset.unit),
        )
        .hint("改成同一单位");
    }
    if asset.is_by_place || matches!(asset.vintage, Vintage::Lot { .. }) {
        out.report(Fault::TypeMismatch, span, format!("“{}”分批次或发放地，不能用于分配入账", asset.name))
            .hint("用不分批次、发放地的标的");
    }
}
