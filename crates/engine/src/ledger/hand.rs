//! Which kinds of entries nobody posts by hand (不能手工记账): their amounts, or their grounds, come from a formula, a trade,
//! an agreement or a carry-over, and each of these asks for more than a slip can say. Logs are read without asking here.

use jiff::Timestamp;
use model::ledger::{LineId, Refusal};
use model::pack::{EntryKind, Sweep};

use super::book::{Book, Receipt};
use super::look::LineView;
use super::slip::{Clerk, Slip, SlipMove};

/// Who posts entries of a kind, where it is not people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Poster<'a> {
    /// What a formula or an allocation says: its kind in words, its name.
    Result(&'static str, &'a str),
    /// Name of the exchange.
    Trade(&'a str),
    /// Name of the agreement.
    Agreement(&'a str),
    /// Name of the kind of entry that carries over.
    CarryOver(&'a str),
}

impl Poster<'_> {
    /// Why not by hand, and what to do; follows the name of the kind of entry.
    pub fn in_words(self) -> String {
        match self {
            Poster::Result(kind, name) => format!("的数量取自{kind}“{name}”，不能手工填写；请按期核算记账"),
            Poster::Trade(exchange) => {
                format!("只由交易“{exchange}”冻结、退还和交收时记账，不能手工办理；请在交易项目中办理")
            }
            Poster::Agreement(agreement) => {
                format!("只由协议“{agreement}”登记年度收益时记账，不能手工办理；请在协议中办理")
            }
            Poster::CarryOver(kind) => format!("只随“{kind}”整批办理时记账，不能手工办理"),
        }
    }
}

impl<'a> Clerk<'a> {
    /// Nothing where people post it.
    pub fn poster(&self, kind: &'a EntryKind) -> Option<Poster<'a>> {
        let formula =
            kind.by_result.as_ref().map(|by| Poster::Result(by.of.in_words(), self.pack.name_of_result(&by.of)));
        let trade = || {
            let found = self.pack.exchanges.iter().find(|exchange| {
                let settles = exchange.settlement.as_ref().filter(|settles| settles.ledger == self.ledger.code);
                settles.is_some_and(|settles| settles.hold == kind.code || settles.pay == kind.code)
            });
            found.map(|exchange| Poster::Trade(&exchange.name))
        };
        let agreement = || {
            let found = self.pack.agreements.iter().find(|agreement| {
                let posting = agreement.posting.as_ref().filter(|posting| posting.ledger == self.ledger.code);
                posting.is_some_and(|posting| posting.entry == kind.code)
            });
            found.map(|agreement| Poster::Agreement(&agreement.name))
        };
        let carry = || {
            let carries = |known: &&EntryKind| matches!(&known.sweep, Sweep::Carry { into, .. } if *into == kind.code);
            self.ledger.entries.iter().find(carries).map(|known| Poster::CarryOver(&known.name))
        };
        formula.or_else(trade).or_else(agreement).or_else(carry)
    }
}

impl Clerk<'_> {
    /// Posts a slip that a person made up: what a rule posts is refused.
    ///
    /// # Errors
    /// The book is as it was.
    pub fn post_by_hand(&self, book: &mut Book, slip: &Slip, now: Timestamp) -> Result<Receipt, Refusal> {
        // What has been posted with this key is answered as before, by whatever rules it was.
        if book.receipt_of(&slip.key).is_none() {
            for (place, line) in slip.lines.iter().enumerate() {
                self.check_hand(book, slip, (place + 1, &line.kind, &line.movement))?;
            }
        }
        self.post(book, slip, now)
    }

    fn check_hand(
        &self,
        book: &Book,
        slip: &Slip,
        (line, asked, movement): (usize, &str, &SlipMove),
    ) -> Result<(), Refusal> {
        let refuse = |kind: &EntryKind, poster: Poster<'_>| Refusal::NotByHand {
            line,
            kind: kind.name.clone(),
            why: poster.in_words(),
        };
        let asked =
            self.ledger.entries.iter().find(|kind| kind.name == asked.trim() || kind.code.as_str() == asked.trim());
        let found = |of: LineId| -> Option<(LineView, &EntryKind)> {
            let found = book.line(of)?;
            let kind = self.ledger.entry(&found.kind)?;
            Some((found, kind))
        };
        // A line that goes back to another one is of its kind: another one would have other rules.
        let check_same = |(of, kind): (&LineView, &EntryKind)| match asked.filter(|asked| asked.code != kind.code) {
            Some(asked) => Err(Refusal::OtherKind { of: of.id, kind: kind.name.clone(), asked: asked.name.clone() }),
            None => Ok(()),
        };
        match movement {
            SlipMove::Transfer { .. } | SlipMove::Hold { .. } => {
                let Some(kind) = asked else { return Ok(()) };
                self.poster(kind).map_or(Ok(()), |poster| Err(refuse(kind, poster)))
            }
            SlipMove::PostHold { hold, .. } => {
                let Some((of, kind)) = found(*hold) else { return Ok(()) };
                if let Some(poster) = self.poster(kind) {
                    return Err(refuse(kind, poster));
                }
                // As what it may be posted is asked when it is admitted.
                if kind.posts_as.is_empty() { check_same((&of, kind)) } else { Ok(()) }
            }
            // Whether its trade still runs is asked where trades are known.
            SlipMove::VoidHold { hold } => found(*hold).map_or(Ok(()), |(of, kind)| check_same((&of, kind))),
            SlipMove::Reverse { of, .. } => {
                let Some((of, kind)) = found(*of) else { return Ok(()) };
                check_same((&of, kind))?;
                match self.poster(kind) {
                    // It corrects its years itself.
                    Some(poster @ Poster::Agreement(_)) => Err(refuse(kind, poster)),
                    Some(Poster::Trade(_)) if slip.document.trim().is_empty() => {
                        Err(Refusal::DocumentMissing { kind: kind.name.clone() })
                    }
                    Some(Poster::Trade(_) | Poster::Result(..) | Poster::CarryOver(_)) | None => Ok(()),
                }
            }
        }
    }
}
