//! The rules of a ledger as its page shows them: assets, kinds of accounts, kinds of entries with who may make them.

use engine::ledger::Poster;
use model::pack::{Approval, Code, EntryAct};

use super::opened::OpenedLedger;
use super::show::Viewer;
use super::words::{
    bounds_in_words, factor_on, holder_word, rules_in_words, sweep_in_words, unit_word, vintage_word, wait_days_on,
};
use crate::day_in_china;
use crate::view::{LedgerAccountKind, LedgerAssetKind, LedgerEntryKind, LedgerRules, Named};

pub(super) fn rules_view(opened: &OpenedLedger, viewer: &Viewer<'_>) -> LedgerRules {
    let rules = opened.rules();
    let day = day_in_china(viewer.now);
    let codes = |codes: &[Code]| codes.iter().map(Code::to_string).collect();
    LedgerRules {
        assets: rules
            .assets
            .iter()
            .map(|asset| LedgerAssetKind {
                code: asset.code.to_string(),
                name: asset.name.clone(),
                unit: unit_word(&asset.unit),
                decimals: asset.decimals,
                vintage: vintage_word(&asset.vintage).to_string(),
                is_by_place: asset.is_by_place,
                definition: asset.definition.clone(),
            })
            .collect(),
        accounts: rules
            .accounts
            .iter()
            .map(|kind| LedgerAccountKind {
                code: kind.code.to_string(),
                name: kind.name.clone(),
                holder: holder_word(kind.holder).to_string(),
                holder_in_words: kind.holder.in_words().to_string(),
                bounds: bounds_in_words(kind),
                definition: kind.definition.clone(),
            })
            .collect(),
        entries: rules
            .entries
            .iter()
            .map(|kind| LedgerEntryKind {
                code: kind.code.to_string(),
                name: kind.name.clone(),
                act: match kind.act {
                    EntryAct::Transfer => "transfer",
                    EntryAct::Hold => "hold",
                }
                .to_string(),
                from: codes(&kind.from),
                to: codes(&kind.to),
                assets: codes(&kind.assets),
                role: opened.role(&kind.role),
                is_mine: viewer.has(&kind.role),
                second_role: second(&kind.approval).map(|role| opened.role(role)),
                wait_days: wait_days_on(kind, &opened.pack, day).filter(|days| *days > 0),
                factor: factor_on(kind, &opened.pack, day),
                by_result: kind.by_result.as_ref().map(|by| Named {
                    code: by.of.code().to_string(),
                    name: format!("{}“{}”", by.of.in_words(), opened.pack.name_of_result(&by.of)),
                }),
                not_by_hand: opened
                    .clerk()
                    .poster(kind)
                    .filter(|poster| !matches!(poster, Poster::Result(..)))
                    .map(|poster| format!("“{}”{}", kind.name, poster.in_words())),
                sweep: sweep_in_words(kind, rules, &opened.pack, day),
                is_document_required: kind.is_document_required,
                basis: kind.basis.clone(),
                in_words: rules_in_words(kind, rules, &opened.pack, day),
            })
            .collect(),
        counties: opened.places.iter().map(|(code, name)| Named { code: code.clone(), name: name.clone() }).collect(),
    }
}

fn second(approval: &Approval) -> Option<&Code> {
    match approval {
        Approval::SecondPerson { role, .. } => Some(role),
        Approval::None => None,
    }
}
