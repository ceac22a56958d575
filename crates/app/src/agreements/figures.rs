//! Ids of figures of agreements, and 从哪来 for each: `agrm~NUMBER~RECORDS~YEAR~PATH`. The number of records that were there
//! is part of the id, so that the same id gives the same derivation after a correction too.

use engine::exchange::{Signing, YearShare};
use jiff::Timestamp;
use model::{Derivation, SourceRef};

use super::desk::Held;
use super::words::plain;
use crate::view::Explanation;
use crate::{Actor, App, AppError, Result};

const MARK: &str = "agrm~";

/// What the ids of all figures of an agreement begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FigureRoot {
    pub number: String,
    pub after: u64,
}

impl FigureRoot {
    pub fn id(&self, year: i16, path: &str) -> String {
        format!("{MARK}{}~{}~{year}~{path}", self.number, self.after)
    }
}

pub(crate) fn is_agreement_figure(id: &str) -> bool {
    id.starts_with(MARK)
}

fn parsed(id: &str) -> Option<(FigureRoot, i16, &str)> {
    let parts: Vec<&str> = id.strip_prefix(MARK)?.splitn(4, '~').collect();
    let [number, after, year, path] = parts[..] else { return None };
    Some((FigureRoot { number: number.to_string(), after: after.parse().ok()? }, year.parse().ok()?, path))
}

impl App {
    pub(crate) async fn explain_agreement(&self, actor: &Actor, id: &str, now: Timestamp) -> Result<Explanation> {
        let wrong = || AppError::bad_input(format!("数字编号“{id}”无法识别，应由流转协议页面复制"));
        let (root, year, path) = parsed(id).ok_or_else(wrong)?;
        let held = self.held_agreement(&root.number).await?;
        let pack = self.pack_of(&held)?;
        self.demand_agreement(actor, (&held, &pack), now).await?;
        let log: Vec<_> = held.signing.log().iter().filter(|record| record.number <= root.after).cloned().collect();
        let signing = Signing::replay(held.signing.rule.clone(), &log).map_err(|_| wrong())?;
        let then = Held { signing, ..held };
        let sides = self.sides(&pack, &then.signing, now).await?;
        let name = |place: usize| sides.name(place);
        let found = derivation(&then, year, path, name);
        let derivation = found.ok_or_else(|| AppError::not_found(format!("数字“{id}”")))?;
        Ok(Explanation { id: id.to_string(), derivation, sources: Vec::new() })
    }
}

fn derivation(held: &Held, year: i16, path: &str, name: impl Fn(usize) -> String) -> Option<Derivation> {
    let signing = &held.signing;
    let shared = signing.shared().ok()?;
    let at = shared.iter().position(|known| known.year == year)?;
    let told = signing.years().find(|told| told.of.year == year)?;
    let (of, agreed) = (&shared[at], signing.agreed());
    let unit = Some(signing.rule.unit.to_string());
    let leaf = |title: String, value: String| Derivation { unit: unit.clone(), ..Derivation::leaf(title, value) };
    let income = || {
        let mut income = leaf(format!("{year}年收益"), plain(of.income));
        income.notes.push(format!("依据：{}；登记人 {}", told.basis, told.by));
        if !told.reason.is_empty() {
            income.notes.push(format!("改正理由：{}", told.reason));
        }
        income
    };
    let owed = || owed(signing, &shared[..at], of, told.of.input, &leaf);
    let recovered = || {
        let mut recovered = leaf(format!("{year}年先行收回投入"), plain(of.recovered));
        recovered.formula = Some("收益与尚未收回的投入中较小的一个".to_string());
        recovered.inputs = vec![income(), owed()];
        recovered
    };
    let rest = || {
        let mut rest = leaf(format!("{year}年可分享的收益"), plain(of.income - of.recovered));
        rest.formula = signing.rule.recovery.map(|_| "收益 − 先行收回投入".to_string());
        rest.inputs = vec![income()];
        rest.inputs.extend(signing.rule.recovery.map(|_| recovered()));
        rest
    };
    let rule = || SourceRef::Rule {
        code: agreed.code.to_string(),
        name: format!("协议 {}（{}）", held.number, agreed.name),
        basis: agreed.basis.clone(),
    };
    let found = match path {
        "income" => income(),
        "recovered" => recovered(),
        "unrecovered" => {
            let mut left = leaf(format!("{year}年末尚未收回的投入"), plain(of.unrecovered));
            left.formula = Some("尚未收回的投入 − 先行收回投入".to_string());
            left.inputs = vec![owed(), recovered()];
            left
        }
        "unshared" => {
            let mut unshared = leaf(format!("{year}年未分享的收益"), plain(of.unshared));
            unshared.notes.push(match of.phase {
                Some(_) => "这一年在分享阶段内，全部分享".to_string(),
                None => "这一年不在任何分享阶段内".to_string(),
            });
            unshared.inputs = vec![rest()];
            unshared
        }
        share => {
            let place: usize = share.strip_prefix("share/")?.parse().ok()?;
            let mut part = leaf(format!("{year}年{}分得", name(place)), plain(*of.shares.get(place)?));
            part.source = Some(rule());
            match of.phase.and_then(|phase| agreed.phases.get(phase)) {
                Some(phase) => {
                    let percent = format!("{}%", plain(*phase.shares.get(place)?));
                    part.formula = Some(format!("可分享的收益 × {percent}"));
                    let mut shares = Derivation::leaf(format!("阶段“{}”的比例", phase.name), percent);
                    shares.source = Some(rule());
                    part.inputs = vec![rest(), shares];
                }
                None => part.notes.push("这一年不在任何分享阶段内，不分享".to_string()),
            }
            part
        }
    };
    Some(found)
}

/// What was still to be paid back before this year's income.
fn owed(
    signing: &Signing,
    before: &[YearShare],
    of: &YearShare,
    input: rust_decimal::Decimal,
    leaf: &impl Fn(String, String) -> Derivation,
) -> Derivation {
    let mut owed = leaf(format!("{}年尚未收回的投入", of.year), plain(of.unrecovered + of.recovered));
    let carried = before.last();
    owed.formula = Some("上年末尚未收回 + 本年投入".to_string());
    owed.inputs.extend(carried.map(|last| leaf(format!("{}年末尚未收回的投入", last.year), plain(last.unrecovered))));
    owed.inputs.push(leaf(format!("{}年投入", of.year), plain(input)));
    if signing.rule.recovery.is_none() {
        owed.notes.push("协议没有先行收回投入的约定".to_string());
    }
    owed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_and_print_the_same() {
        let id = "agrm~XY2026-0001~12~2027~share/1";
        let (root, year, path) = parsed(id).unwrap();
        assert_eq!(root.id(year, path), id);
        assert_eq!(parsed("agrm~XY2026-0001~12"), None);
    }
}
