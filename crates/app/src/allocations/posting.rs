//! A plan in the ledger that its pack names (分配入账): what was handed down is posted in one voucher, once, by another person
//! than the one who froze it, with the number of the decision. Taken back as a whole by a counter entry, it may be posted
//! anew. The key of the voucher is the link between both.

use std::sync::Arc;

use engine::formula::{Column, Subjects, Value, World, compute};
use engine::ledger::{Holding, Lot, Slip, SlipLine, SlipMove};
use jiff::Timestamp;
use model::pack::{EntryKind, LedgerPosting, Pack, Subject, Vintage};
use model::people::Capability;
use model::{AllocationOutcome, PlacementOutcome};
use rust_decimal::Decimal;
use store::{AllocationState, StoredAllocation};

use super::cut::AllocationCut;
use crate::ledgers::{OpenedLedger, free_key};
use crate::view::{AllocationLedgerView, AllocationPostRequest, AllocationRunView, VoucherSource};
use crate::{Actor, App, AppError, Result, blocking, day_in_china};

const KEY: &str = "allocation-run-";

/// What a plan gives one holder of one asset.
struct Granted {
    holder: String,
    label: String,
    asset: String,
    amount: Decimal,
}

impl App {
    /// Posts all grants of a run, or nothing.
    pub async fn post_allocation(
        &self,
        actor: &Actor,
        run: i64,
        request: &AllocationPostRequest,
        now: Timestamp,
    ) -> Result<AllocationRunView> {
        self.admit(actor, Capability::Allocate, "分配入账", now).await?;
        let conflict = |message: String| Err(AppError::Conflict { message });
        let stored = self.stored_allocation(run).await?;
        let Some((opened, kind)) = self.book_of_run(&stored, now).await? else {
            return conflict(format!("第 {run} 号方案所依据的规则没有声明账本，不能入账"));
        };
        if let Some(why) = post_fault(&stored) {
            return conflict(why);
        }
        if stored.created_by == actor.user {
            return conflict("您冻结了这份方案，入账应由另一人办理".to_string());
        }
        let document = request.document.trim();
        if document.is_empty() {
            return Err(AppError::bad_input("没有写明决定文号；请填写后再入账"));
        }
        self.check_ledger_role(actor, &opened, (&kind.role, &kind.name), now).await?;
        let first = format!("{KEY}{run}");
        let (key, standing) = opened.desk.look(|book| free_key(book, &first)).await?;
        if let Some(seq) = standing {
            return conflict(format!(
                "第 {run} 号方案已记入账本“{}”第 {seq} 号凭证，不重复入账；确需改正的，先在账本中把该凭证全部冲销",
                opened.rules().name
            ));
        }
        let granted = self.granted(run, &kind).await?;
        if granted.is_empty() {
            return conflict(format!("第 {run} 号方案没有可以入账的数量"));
        }
        let slip = Slip {
            key,
            actor: actor.user.clone(),
            effective: request.effective.unwrap_or_else(|| day_in_china(now)),
            basis: kind.basis.clone(),
            document: document.to_string(),
            note: format!("分配方案第 {run} 号（{}）入账", stored.key.period.in_words()),
            corrects: None,
            lines: granted.into_iter().map(|one| line(one, &stored, &opened, &kind)).collect(),
        };
        self.demand_slip(actor, &opened, &slip, now).await?;
        self.post_slip(actor, &opened, slip, now).await?;
        self.allocation_run_view(run, now).await
    }

    /// Where a run stands in its ledger; nothing where its pack names none.
    pub(crate) async fn run_in_ledger(
        &self,
        stored: &StoredAllocation,
        now: Timestamp,
    ) -> Result<Option<AllocationLedgerView>> {
        let Some((opened, _)) = self.book_of_run(stored, now).await? else { return Ok(None) };
        let first = format!("{KEY}{}", stored.id);
        let (_, seq) = opened.desk.look(|book| free_key(book, &first)).await?;
        Ok(Some(AllocationLedgerView {
            pack: stored.key.pack.clone(),
            ledger: opened.rules().code.to_string(),
            name: opened.rules().name.clone(),
            seq,
            post: post_fault(stored),
        }))
    }

    async fn book_of_run(
        &self,
        stored: &StoredAllocation,
        now: Timestamp,
    ) -> Result<Option<(OpenedLedger, EntryKind)>> {
        let pack: Arc<Pack> = self.packs.usable(&stored.key.pack, &stored.version)?.usable()?.clone();
        let Some(posting) = posting_of(&pack, &stored.key.allocation).cloned() else { return Ok(None) };
        let opened = self.ledger_of(pack, posting.ledger.as_str(), Some(stored.key.dataset), now).await?;
        let kind = opened.rules().entry(&posting.entry).cloned();
        let kind = kind.ok_or_else(|| AppError::not_found(format!("业务类型“{}”", posting.entry)))?;
        Ok(Some((opened, kind)))
    }

    /// What a frozen run gives, from its own cut and outcome.
    async fn granted(&self, run: i64, kind: &EntryKind) -> Result<Vec<Granted>> {
        let (cut, outcome) = self.store.allocation_content(run).await?;
        let asset = kind.assets.first().map(ToString::to_string).unwrap_or_default();
        blocking(move || {
            let cut: AllocationCut = serde_json::from_str(&cut)?;
            let pack = cut.checked_pack()?;
            let granted = match pack.allocation(&cut.allocation) {
                Some(_) => {
                    let outcome: AllocationOutcome = serde_json::from_str(&outcome)?;
                    let one = |grant: &model::Grant| Granted {
                        holder: grant.key.clone(),
                        label: cut.name(&grant.key),
                        asset: asset.clone(),
                        amount: grant.amount,
                    };
                    outcome.grants.iter().map(one).collect()
                }
                None => placed(&cut, &pack, &serde_json::from_str(&outcome)?)?,
            };
            Ok(granted.into_iter().filter(|one: &Granted| one.amount > Decimal::ZERO).collect())
        })
        .await
    }
}

/// What each placed project takes of each quota that has an asset.
fn placed(cut: &AllocationCut, pack: &Pack, outcome: &PlacementOutcome) -> Result<Vec<Granted>> {
    let Some(rule) = pack.placement(&cut.allocation) else { return Ok(Vec::new()) };
    let (facts, calendar) = (cut.facts()?, cut.calendar()?);
    let world = World { pack, facts: &facts, calendar: &calendar };
    let rows: Vec<(&str, Arc<str>)> = outcome
        .projects
        .iter()
        .filter_map(|one| Some((one.project.as_str(), Arc::from(one.row.as_deref()?))))
        .collect();
    let keys = rows.iter().map(|(_, row)| row.clone()).collect();
    let subjects = Subjects::new(Subject::Register(rule.register.clone()), keys);
    let columns: Vec<(String, Column)> = rule
        .quotas
        .iter()
        .filter_map(|quota| {
            let asset = quota.asset.as_ref()?.to_string();
            Some((asset, compute(&quota.amount, &subjects, cut.period, world).values))
        })
        .collect();
    let mut granted = Vec::new();
    for (at, (project, _)) in rows.iter().enumerate() {
        for (asset, column) in &columns {
            let Some(Value::Number(amount)) = column.get(at) else {
                return Err(AppError::Internal {
                    message: format!("“{project}”的数量无法从冻结的数据中算出")
                });
            };
            let (holder, label) = ((*project).to_string(), (*project).to_string());
            granted.push(Granted { holder, label, asset: asset.clone(), amount: amount.normalize() });
        }
    }
    Ok(granted)
}

fn posting_of<'pack>(pack: &'pack Pack, code: &str) -> Option<&'pack LedgerPosting> {
    let allocation = pack.allocations.iter().find(|rule| rule.code.as_str() == code);
    let placement = pack.placements.iter().find(|rule| rule.code.as_str() == code);
    allocation.and_then(|rule| rule.posting.as_ref()).or_else(|| placement.and_then(|rule| rule.posting.as_ref()))
}

fn post_fault(stored: &StoredAllocation) -> Option<String> {
    match stored.state() {
        AllocationState::Issued => None,
        AllocationState::Frozen => Some("方案还没有下达；下达后才能入账".to_string()),
        AllocationState::Replaced => Some("方案已被调整方案替换；请入账现行方案".to_string()),
    }
}

fn line(granted: Granted, stored: &StoredAllocation, opened: &OpenedLedger, kind: &EntryKind) -> SlipLine {
    let rules = opened.rules();
    let is_yearly = |asset: &model::pack::AssetKind| {
        asset.code.as_str() == granted.asset && matches!(asset.vintage, Vintage::Year { .. })
    };
    let vintage = match rules.assets.iter().any(is_yearly) {
        true => stored.key.period.last_day().year().to_string(),
        false => String::new(),
    };
    let movement = SlipMove::Transfer {
        from: Holding::default(),
        to: Holding { holder: granted.holder, label: granted.label, ..Holding::default() },
        asset: Lot { kind: granted.asset, vintage, place: String::new() },
        amount: granted.amount,
    };
    SlipLine { kind: kind.code.to_string(), movement }
}

/// The run that a voucher posts, by its key.
pub(crate) fn source_of(
    pack: &Pack,
    key: &str,
    entries: &mut dyn Iterator<Item = &model::pack::Code>,
) -> Option<VoucherSource> {
    let run: i64 = key.strip_prefix(KEY)?.split('-').next()?.parse().ok()?;
    let entry = entries.next()?;
    let of = |posting: &Option<LedgerPosting>| posting.as_ref().is_some_and(|posting| posting.entry == *entry);
    let is_allocation = pack.allocations.iter().any(|rule| of(&rule.posting));
    let is_placement = pack.placements.iter().any(|rule| of(&rule.posting));
    let path = match (is_allocation, is_placement) {
        (true, _) => "/allocation",
        (false, true) => "/placement",
        (false, false) => return None,
    };
    Some(VoucherSource { path: format!("{path}?run={run}"), name: format!("分配方案第 {run} 号") })
}
