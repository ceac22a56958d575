//! Posts to ledgers: vouchers by names, accounts, the word of the second person, closing. Each is one transaction with its
//! audit entry; what is refused has changed nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use engine::ledger::{Book, Holding, Lot, Receipt, ReceiptState, Slip, SlipLine, SlipMove};
use jiff::Timestamp;
use model::Dataset;
use model::ledger::{AccountName, Act, LineId, Voucher};
use model::pack::{Approval, Code, Holder, Sweep};
use model::people::Capability;
use rust_decimal::Decimal;

use super::opened::{OpenedLedger, stored_code};
use super::words::{line_id, number_in};
use crate::view::{
    LedgerAct, LedgerCloseRequest, LedgerDecideRequest, LedgerDecision, LedgerHolding, LedgerOpenRequest, LedgerPost,
    LedgerPostLine, LedgerReceipt, LedgerSweepRequest, LineError,
};
use crate::{Actor, App, AppError, Result, day_in_china};

impl App {
    /// Posts a voucher, or proposes it where a second person is needed.
    ///
    /// # Errors
    /// Why it is refused, in a sentence; the ledger is as it was.
    pub async fn post_ledger(
        &self,
        actor: &Actor,
        names: (&str, &str),
        dataset: Option<Dataset>,
        request: &LedgerPost,
        now: Timestamp,
    ) -> Result<LedgerReceipt> {
        let opened = self.opened_ledger(names, dataset, now).await?;
        let slip = slip(actor, request, now)?;
        for (role, what) in self.roles_of_slip(&opened, &slip).await? {
            self.check_ledger_role(actor, &opened, (&role, &what), now).await?;
        }
        self.demand_slip(actor, &opened, &slip, now).await?;
        self.post_hand(actor, &opened, slip, now).await
    }

    /// Posts a slip that a rule made up. Whether the actor may is for the use case to decide that made it.
    pub(crate) async fn post_slip(
        &self,
        actor: &Actor,
        opened: &OpenedLedger,
        slip: Slip,
        now: Timestamp,
    ) -> Result<LedgerReceipt> {
        self.demand_receivers(opened, &slip, now).await?;
        let (held, slip) = (opened.clone(), Arc::new(slip));
        let work = move |book: &mut Book, now: Timestamp| held.clerk().post(book, &slip, now);
        opened.desk.ask(actor, now, Box::new(work)).await.map(receipt)
    }

    /// Roles that a slip needs, each with the kind of entry that needs it. What cannot be understood is refused when it
    /// is posted.
    async fn roles_of_slip(&self, opened: &OpenedLedger, slip: &Slip) -> Result<BTreeSet<(Code, String)>> {
        opened
            .desk
            .look(|book| {
                let clerk = opened.clerk();
                let kinds = slip.lines.iter().filter_map(|line| clerk.kind(book, line).ok());
                kinds.map(|kind| (kind.role.clone(), kind.name.clone())).collect()
            })
            .await
    }

    /// Opens an account of a holder, or finds it.
    pub async fn open_ledger_account(
        &self,
        actor: &Actor,
        names: (&str, &str),
        dataset: Option<Dataset>,
        request: &LedgerOpenRequest,
        now: Timestamp,
    ) -> Result<()> {
        let opened = self.opened_ledger(names, dataset, now).await?;
        let rules = opened.rules();
        let known: Vec<&str> = rules.accounts.iter().map(|kind| kind.name.as_str()).collect();
        let kind = rules
            .accounts
            .iter()
            .find(|kind| kind.code.as_str() == request.kind || kind.name == request.kind)
            .cloned()
            .ok_or_else(|| {
                AppError::bad_input(format!("没有账户类别“{}”，可用：{}", request.kind, known.join("、")))
            })?;
        // Whoever may submit anything to or from such an account may open one.
        let serves =
            rules.entries.iter().filter(|entry| entry.from.contains(&kind.code) || entry.to.contains(&kind.code));
        let held = self.store.roles_of(&actor.user, opened.pack.code.as_str()).await?;
        let mut serves = serves.map(|entry| &entry.role).collect::<Vec<_>>();
        serves.dedup();
        if let Some(first) = serves.first().filter(|_| !serves.iter().any(|role| held.contains(&role.to_string()))) {
            self.check_ledger_role(actor, &opened, (first, "开户"), now).await?;
        }
        let (holder, label) = (request.holder.trim().to_string(), request.label.trim().to_string());
        let (holder, label) = match kind.holder {
            Holder::One => (String::new(), String::new()),
            Holder::County => {
                let found = opened.places.iter().find(|(code, name)| **code == holder || **name == holder);
                let found = found.map(|(code, name)| (code.clone(), name.clone()));
                found.ok_or_else(|| AppError::bad_input(format!("没有县（市、区）“{holder}”")))?
            }
            Holder::Project | Holder::Enterprise | Holder::Agency | Holder::Person
                if holder.is_empty() || label.is_empty() =>
            {
                return Err(AppError::bad_input(format!("请填写{}的代码和名称", kind.holder.in_words())));
            }
            Holder::Project | Holder::Enterprise | Holder::Agency | Holder::Person => (holder, label),
        };
        let accounts = self.accounts_within(actor, &opened, Capability::TakeStep, now).await?;
        let named = AccountName { kind: kind.code.clone(), holder: holder.clone() };
        if !accounts.has(opened.rules(), &named) {
            self.demand_account(actor, &opened, (&accounts, None), Capability::TakeStep, now).await?;
        }
        let held = opened.clone();
        let user = actor.user.clone();
        let work = move |book: &mut Book, now: Timestamp| {
            held.clerk().open(book, &kind, (&holder, &label), &user, now)?;
            let digest = book.chain();
            Ok(Receipt { seq: book.seq(), digest, state: ReceiptState::Posted, is_repeated: false })
        };
        opened.desk.ask(actor, now, Box::new(work)).await.map(|_| ())
    }

    /// The second person's word about a proposal, or its taking effect after the waiting period.
    pub async fn decide_ledger(
        &self,
        actor: &Actor,
        names: (&str, &str),
        dataset: Option<Dataset>,
        request: &LedgerDecideRequest,
        now: Timestamp,
    ) -> Result<LedgerReceipt> {
        let opened = self.opened_ledger(names, dataset, now).await?;
        let proposal = request.proposal;
        let waiting = opened.desk.look(|book| book.voucher_view(proposal)).await?;
        let waiting = waiting.ok_or_else(|| AppError::not_found(format!("第 {proposal} 号凭证")))?;
        self.demand_voucher(actor, &opened, &waiting, now).await?;
        let kinds: Vec<&Code> = waiting.lines.iter().map(|line| &line.kind).collect();
        let held = self.store.roles_of(&actor.user, opened.pack.code.as_str()).await?;
        let has = |role: &Code| held.iter().any(|held| held == role.as_str());
        let is_own = waiting.actor == actor.user;
        for kind in kinds.iter().filter_map(|code| opened.rules().entry(code)) {
            let Approval::SecondPerson { role, .. } = &kind.approval else { continue };
            let may = match request.decision {
                LedgerDecision::Approve => has(role),
                // One may take back what one proposed.
                LedgerDecision::Reject => has(role) || is_own,
                LedgerDecision::Complete => has(role) || has(&kind.role),
            };
            if !may {
                let what = match request.decision {
                    LedgerDecision::Approve => "复核",
                    LedgerDecision::Reject => "退回",
                    LedgerDecision::Complete => "生效",
                };
                self.check_ledger_role(actor, &opened, (role, &format!("{}”的“{what}", kind.name)), now).await?;
            }
        }
        let act = match request.decision {
            LedgerDecision::Approve => Act::Approve { proposal },
            LedgerDecision::Reject => Act::Reject { proposal },
            LedgerDecision::Complete => Act::Complete { proposal },
        };
        let told = (request.document.as_str(), request.note.as_str());
        self.act(actor, &opened, (&request.key, waiting.effective, told), act, now).await
    }

    /// Closes everything up to a day: later entries are about later days.
    pub async fn close_ledger(
        &self,
        actor: &Actor,
        names: (&str, &str),
        dataset: Option<Dataset>,
        request: &LedgerCloseRequest,
        now: Timestamp,
    ) -> Result<LedgerReceipt> {
        let opened = self.opened_ledger(names, dataset, now).await?;
        self.check_ledger_role(actor, &opened, (&opened.rules().closing, "结账"), now).await?;
        let accounts = self.accounts_within(actor, &opened, Capability::TakeStep, now).await?;
        self.demand_account(actor, &opened, (&accounts, None), Capability::TakeStep, now).await?;
        if request.through >= day_in_china(now) {
            return Err(AppError::bad_input(format!(
                "只能结到昨天或更早，{} 还没有过完；请改写结账截止日",
                request.through
            )));
        }
        let told = (request.document.as_str(), request.note.as_str());
        let act = Act::Close { through: request.through };
        self.act(actor, &opened, (&request.key, request.through, told), act, now).await
    }

    async fn act(
        &self,
        actor: &Actor,
        opened: &OpenedLedger,
        (key, effective, (document, note)): (&str, jiff::civil::Date, (&str, &str)),
        act: Act,
        now: Timestamp,
    ) -> Result<LedgerReceipt> {
        let voucher = Voucher {
            key: key.trim().to_string(),
            actor: actor.user.clone(),
            effective,
            basis: opened.rules().basis.clone(),
            document: document.trim().to_string(),
            note: note.trim().to_string(),
            corrects: None,
            act,
        };
        let held = opened.clone();
        let work = move |book: &mut Book, now: Timestamp| book.post(&voucher, held.rules(), now);
        opened.desk.ask(actor, now, Box::new(work)).await.map(receipt)
    }

    /// Moves all that is left of everything that has expired, in one voucher (整批到期收回、结转).
    pub async fn sweep_ledger(
        &self,
        actor: &Actor,
        names: (&str, &str),
        dataset: Option<Dataset>,
        request: &LedgerSweepRequest,
        now: Timestamp,
    ) -> Result<LedgerReceipt> {
        let opened = self.opened_ledger(names, dataset, now).await?;
        let asked = request.kind.trim();
        let entries = &opened.rules().entries;
        let kind = entries.iter().find(|kind| kind.code.as_str() == asked || kind.name == asked).cloned();
        let kind = kind.ok_or_else(|| AppError::not_found(format!("业务类型“{asked}”")))?;
        if kind.sweep == Sweep::None {
            let known: Vec<&str> =
                entries.iter().filter(|kind| kind.sweep != Sweep::None).map(|kind| kind.name.as_str()).collect();
            let known = if known.is_empty() { "本账本没有这样的业务".to_string() } else { known.join("、") };
            return Err(AppError::bad_input(format!("“{}”不能整批办理；可整批办理的：{known}", kind.name)));
        }
        self.check_ledger_role(actor, &opened, (&kind.role, &kind.name), now).await?;
        // It takes back from every account that there is.
        let accounts = self.accounts_within(actor, &opened, Capability::TakeStep, now).await?;
        self.demand_account(actor, &opened, (&accounts, None), Capability::TakeStep, now).await?;
        let today = day_in_china(now);
        let effective = request.effective.unwrap_or(today);
        if effective > today {
            return Err(AppError::bad_input(format!(
                "整批办理的生效日期 {effective} 晚于今天，那时是否到期还不能确定；请改为今天或更早"
            )));
        }
        let slip = Slip {
            key: request.key.trim().to_string(),
            actor: actor.user.clone(),
            effective,
            basis: String::new(),
            document: request.document.clone(),
            note: request.note.clone(),
            corrects: None,
            lines: Vec::new(),
        };
        let held = opened.clone();
        let work = move |book: &mut Book, now: Timestamp| held.clerk().sweep(book, &slip, &kind, now);
        opened.desk.ask(actor, now, Box::new(work)).await.map(receipt)
    }

    /// The same in all ledgers that there are; for the clock. How many vouchers took effect, and what could not.
    pub async fn complete_due_ledgers(&self, now: Timestamp) -> Result<(usize, Vec<String>)> {
        let clock = Actor::new("系统");
        let kept: BTreeSet<String> = self.store.ledger_heads().await?.into_iter().map(|head| head.ledger).collect();
        let mut codes: Vec<&str> = self.packs.all().iter().map(|version| version.code.as_str()).collect();
        codes.dedup();
        let (mut done, mut troubles) = (0, Vec::new());
        for pack in codes {
            let Ok(checked) = self.packs.newest(pack).and_then(|version| Ok(version.usable()?.clone())) else {
                continue;
            };
            for ledger in &checked.ledgers {
                for dataset in [Dataset::Real, Dataset::Demo] {
                    if !stored_code(pack, ledger.code.as_str(), dataset).is_ok_and(|code| kept.contains(code.as_str()))
                    {
                        continue;
                    }
                    let names = (pack, ledger.code.as_str());
                    match self.complete_due_ledger(&clock, names, Some(dataset), now).await {
                        Ok((counted, refused)) => {
                            done += counted.len();
                            let told = |one: LineError| {
                                format!("“{}”第 {} 号凭证不能生效：{}", ledger.name, one.line, one.message)
                            };
                            troubles.extend(refused.into_iter().map(told));
                        }
                        Err(error) => troubles.push(format!("“{}”：{error}", ledger.name)),
                    }
                }
            }
        }
        Ok((done, troubles))
    }

    /// Lets everything take effect whose waiting period is over, ledger by ledger. What can no longer be counted (an
    /// amount that was spent meanwhile) stays and is told.
    pub async fn complete_due_ledger(
        &self,
        actor: &Actor,
        names: (&str, &str),
        dataset: Option<Dataset>,
        now: Timestamp,
    ) -> Result<(Vec<LedgerReceipt>, Vec<LineError>)> {
        let opened = self.opened_ledger(names, dataset, now).await?;
        let open = opened.desk.look(|book| book.open_proposals()).await?;
        let (mut done, mut refused) = (Vec::new(), Vec::new());
        for proposal in open.into_iter().filter(|proposal| proposal.due.is_some_and(|due| due <= now)) {
            let key = format!("complete-{}", proposal.seq);
            let told = ("", "等待期满，自动生效");
            let act = Act::Complete { proposal: proposal.seq };
            match self.act(actor, &opened, (&key, proposal.effective, told), act, now).await {
                Ok(receipt) => done.push(receipt),
                Err(AppError::Conflict { message }) => refused.push(LineError {
                    line: usize::try_from(proposal.seq).unwrap_or(usize::MAX),
                    column: None,
                    message,
                }),
                Err(error) => return Err(error),
            }
        }
        Ok((done, refused))
    }
}

pub(super) fn receipt(receipt: Receipt) -> LedgerReceipt {
    LedgerReceipt {
        seq: receipt.seq,
        digest: receipt.digest.to_string(),
        state_in_words: receipt.state.in_words().to_string(),
        due: match receipt.state {
            ReceiptState::Approved { due } => Some(due),
            ReceiptState::Posted | ReceiptState::Proposed | ReceiptState::Rejected | ReceiptState::Closed => None,
        },
        is_repeated: receipt.is_repeated,
    }
}

/// The request as the engine reads it; everything that is wrong with its form is told at once.
pub(crate) fn slip(actor: &Actor, request: &LedgerPost, now: Timestamp) -> Result<Slip> {
    let (mut lines, mut details) = (Vec::new(), Vec::new());
    for (place, line) in request.lines.iter().enumerate() {
        match movement(line) {
            Ok(movement) => lines.push(SlipLine { kind: line.kind.clone(), movement }),
            Err((column, message)) => {
                details.push(LineError { line: place + 1, column: Some(column.to_string()), message });
            }
        }
    }
    if !details.is_empty() {
        let told: Vec<String> =
            details.iter().map(|detail| format!("第 {} 笔：{}", detail.line, detail.message)).collect();
        return Err(AppError::BadInput { message: told.join("；"), details });
    }
    Ok(Slip {
        key: request.key.trim().to_string(),
        actor: actor.user.clone(),
        effective: request.effective.unwrap_or_else(|| day_in_china(now)),
        basis: request.basis.clone(),
        document: request.document.clone(),
        note: request.note.clone(),
        corrects: request.corrects.or_else(|| corrected(&lines)),
        lines,
    })
}

/// A voucher that takes back lines of one other voucher corrects that one.
fn corrected(lines: &[SlipLine]) -> Option<u64> {
    lines.iter().find_map(|line| match line.movement {
        SlipMove::Reverse { of, .. } => Some(of.seq),
        SlipMove::Transfer { .. } | SlipMove::Hold { .. } | SlipMove::PostHold { .. } | SlipMove::VoidHold { .. } => {
            None
        }
    })
}

type Wrong = (&'static str, String);

fn movement(line: &LedgerPostLine) -> std::result::Result<SlipMove, Wrong> {
    let amount = || -> std::result::Result<Option<Decimal>, Wrong> {
        number_in(&line.amount).map_err(|message| ("数量", message))
    };
    let needed = || amount()?.ok_or(("数量", "没有写数量".to_string()));
    let of = || -> std::result::Result<LineId, Wrong> {
        line_id(&line.of).ok_or_else(|| ("原分录", format!("“{}”应写成 凭证号-笔号，如 12-1", line.of)))
    };
    let sides = || {
        let asset = Lot { kind: line.asset.clone(), vintage: line.vintage.clone(), place: line.place.clone() };
        (holding(&line.from), holding(&line.to), asset)
    };
    Ok(match line.act {
        LedgerAct::Transfer => {
            let (from, to, asset) = sides();
            SlipMove::Transfer { from, to, asset, amount: needed()? }
        }
        LedgerAct::Hold => {
            let (from, to, asset) = sides();
            let until = line.until.ok_or(("期限", "冻结要写期限".to_string()))?;
            SlipMove::Hold { from, to, asset, amount: needed()?, until }
        }
        LedgerAct::PostHold => SlipMove::PostHold { hold: of()?, amount: amount()? },
        LedgerAct::VoidHold => SlipMove::VoidHold { hold: of()? },
        LedgerAct::Reverse => SlipMove::Reverse { of: of()?, amount: amount()? },
    })
}

fn holding(asked: &LedgerHolding) -> Holding {
    Holding { kind: asked.kind.clone(), holder: asked.holder.clone(), label: asked.label.clone() }
}
