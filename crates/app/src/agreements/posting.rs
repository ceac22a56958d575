//! Years of an agreement in the ledger that its rule names (分享入账): each is posted once, whole or not at all; one that was
//! told again afterwards is put right by one entry.

use std::collections::BTreeMap;

use engine::exchange::{SigningStage, YearPosting, local};
use engine::ledger::Book;
use jiff::Timestamp;
use model::ledger::Refusal;
use rust_decimal::Decimal;

use super::desk::Held;
use crate::ledgers::OpenedLedger;
use crate::{Actor, App, AppError, Result};

/// What the ledger has of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    /// The last entry.
    pub seq: Option<u64>,
    /// Whether an entry is due: none was made, or its amounts are no longer those of the year.
    pub is_due: bool,
}

impl App {
    /// The ledger of an agreement under the rules that it was drafted under; nothing where its rule names none.
    pub(super) async fn book_of_agreement(&self, held: &Held, now: Timestamp) -> Result<Option<OpenedLedger>> {
        let Some(posting) = &held.signing.rule.posting else { return Ok(None) };
        let pack = self.pack_of(held)?;
        self.ledger_of(pack, posting.ledger.as_str(), Some(held.dataset), now).await.map(Some)
    }

    /// By year.
    pub(super) async fn posted_years(&self, held: &Held, opened: &OpenedLedger) -> Result<BTreeMap<i16, Standing>> {
        let shared = held.signing.shared().unwrap_or_default();
        let places = held.places();
        opened
            .desk
            .look(|book| {
                let standing = |year: &engine::exchange::YearShare| {
                    let posting = YearPosting {
                        number: &held.number,
                        rule: &held.signing.rule,
                        ledger: opened.rules(),
                        places: &places,
                        year,
                    };
                    let (amounts, posted) = (posting.amounts(), posting.posted(book));
                    let is_due = match &posted {
                        Some(posted) => posted.amounts != amounts,
                        None => amounts.iter().any(|amount| *amount > Decimal::ZERO),
                    };
                    (year.year, Standing { seq: posted.map(|posted| posted.seq), is_due })
                };
                shared.iter().map(standing).collect()
            })
            .await
    }

    /// Posts a year; when the ledger has it as it is, nothing happens.
    pub(super) async fn post_year(&self, actor: &Actor, held: &Held, year: i16, now: Timestamp) -> Result<()> {
        let conflict = |message: String| AppError::Conflict { message };
        let opened = self
            .book_of_agreement(held, now)
            .await?
            .ok_or_else(|| conflict(format!("协议“{}”所依据的规则没有声明账本，年度分享不能入账", held.number)))?;
        let stage = held.signing.stage();
        if !matches!(stage, SigningStage::InForce | SigningStage::Ended) {
            return Err(conflict(format!("协议处于“{}”，没有可以入账的分享", stage.in_words())));
        }
        let shared = held.signing.shared().map_err(|error| conflict(error.to_string()))?;
        let told = shared.into_iter().find(|told| told.year == year);
        let told = told.ok_or_else(|| conflict(format!("{year} 年还没有登记收益，不能入账；请先登记")))?;
        let standing = self.posted_years(held, &opened).await?.get(&year).copied();
        if standing.is_some_and(|standing| standing.seq.is_none() && !standing.is_due) {
            return Err(conflict(format!("{year} 年各方都没有分到收益，不用入账")));
        }
        let (number, rule, places) = (held.number.clone(), held.signing.rule.clone(), held.places());
        let (user, clerk) = (actor.user.clone(), opened.clone());
        let work = move |book: &mut Book, now: Timestamp| {
            let posting =
                YearPosting { number: &number, rule: &rule, ledger: clerk.rules(), places: &places, year: &told };
            match posting.slip(book, (&user, local(now).date())) {
                Some(slip) => clerk.clerk().post(book, &slip, now),
                // Somebody else was faster with the same.
                None => posting.posted(book).and_then(|posted| book.receipt_of(&posted.key)).ok_or(Refusal::Empty),
            }
        };
        opened.desk.ask(actor, now, Box::new(work)).await.map(|_| ())
    }
}
