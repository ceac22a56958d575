//! Holds that are posted as other kinds of entries (预留按配置划转): which ones, and whether each of them can be.

use model::pack::{Code, EntryAct, EntryKind, Ledger};

use crate::diagnostic::Diagnostics;
use crate::fault::Fault;
use crate::names::unknown;
use crate::shape::Block;

pub(super) fn posts_as(block: &Block, kind: &EntryKind, ledger: &Ledger, out: &mut Diagnostics) -> Vec<Code> {
    let Some(attribute) = block.attribute("posts_as") else { return Vec::new() };
    if kind.act != EntryAct::Hold {
        out.report(Fault::ExcludedAttribute, attribute.span, "`posts_as` 只用于冻结").hint("删去，或改为 act = hold");
        return Vec::new();
    }
    let shares = |one: &[Code], other: &[Code]| one.iter().any(|code| other.contains(code));
    let mut found = Vec::new();
    for mention in block.names("posts_as", out) {
        let Some(known) = ledger.entries.iter().find(|known| known.name == mention.name) else {
            unknown("业务类型", &mention, ledger.entries.iter().map(|known| known.name.as_str()), out);
            continue;
        };
        let fits = known.act == EntryAct::Transfer
            && known.by_result.is_none()
            && shares(&known.from, &kind.from)
            && shares(&known.to, &kind.to)
            && shares(&known.assets, &kind.assets);
        if !fits {
            out.report(Fault::TypeMismatch, mention.span, format!("“{}”的冻结不能按“{}”划转", kind.name, known.name))
                .hint("posts_as 写划转业务：数量不取自核算项，转出、转入和标的与冻结有相同的");
        }
        found.push(known.code.clone());
    }
    // Whatever can be held can be posted as something.
    let unpaid = kind
        .assets
        .iter()
        .find(|asset| !found.iter().filter_map(|code| ledger.entry(code)).any(|known| known.assets.contains(asset)));
    if let Some(asset) = unpaid.and_then(|code| ledger.asset(code)).filter(|_| !found.is_empty()) {
        out.report(
            Fault::TypeMismatch,
            attribute.span,
            format!("“{}”冻结的“{}”没有业务可以划转", kind.name, asset.name),
        )
        .hint("在 posts_as 中补一种可用于该标的的业务，或在 assets 中删去");
    }
    found
}
