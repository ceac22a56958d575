//! One desk a ledger: whoever is first commits for all who wait (group commit), so that many writers share one sync of
//! the disk. An answer is given only when the entry is on the disk.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use engine::ledger::{Book, Receipt};
use jiff::Timestamp;
use model::WorkingCalendar;
use model::ledger::Refusal;
use model::pack::Code;
use store::{NewAudit, NewLedgerLines, Store, StoreError};
use tokio::sync::{Mutex as AsyncMutex, MutexGuard, oneshot};

use crate::contest::{ATTEMPTS_MAX, steady};
use crate::{Actor, AppError, Result};

/// What one user wants done with a book at the given time: open accounts, post a voucher. It may be tried again on a
/// newer book, and must do the same then. What it refuses must have changed nothing.
pub type Work = Box<dyn Fn(&mut Book, Timestamp) -> std::result::Result<Receipt, Refusal> + Send>;

pub struct Desk {
    store: Store,
    code: Code,
    calendar: Arc<WorkingCalendar>,
    waiting: Mutex<Vec<Asked>>,
    /// Nothing when it must be read again.
    book: AsyncMutex<Option<Book>>,
    /// Another program has written to this ledger too: before each commit it is asked whether it has done so again.
    /// Until then the commit itself finds out.
    is_shared: AtomicBool,
}

/// Lines that a book has and its log has not yet.
pub(crate) struct Pending<'a> {
    held: MutexGuard<'a, Option<Book>>,
    lines: NewLedgerLines,
    is_stored: bool,
}

impl Pending<'_> {
    /// Nothing when the work wrote nothing.
    pub fn lines(&self) -> Option<&NewLedgerLines> {
        Some(&self.lines).filter(|lines| !lines.log.is_empty())
    }

    /// The lines are on the disk.
    pub fn stored(mut self) {
        self.is_stored = true;
    }
}

impl Drop for Pending<'_> {
    fn drop(&mut self) {
        if !self.is_stored {
            // The book is ahead of the disk: it is read again by the next one.
            *self.held = None;
        }
    }
}

struct Asked {
    actor: String,
    now: Timestamp,
    work: Work,
    answer: oneshot::Sender<Result<Receipt>>,
}

impl Desk {
    pub fn new(store: Store, code: Code) -> Desk {
        let calendar = Arc::default();
        let (waiting, book, is_shared) = (Mutex::default(), AsyncMutex::default(), AtomicBool::new(false));
        Desk { store, code, calendar, waiting, book, is_shared }
    }

    /// What the ledger is called where it is stored.
    pub fn code(&self) -> &Code {
        &self.code
    }

    /// Counts waiting periods by this calendar; without one nothing that must wait can be approved.
    pub fn with_calendar(mut self, calendar: Arc<WorkingCalendar>) -> Desk {
        self.calendar = calendar;
        self
    }

    /// Does the work and waits until it is on the disk.
    pub async fn ask(&self, actor: &Actor, now: Timestamp, work: Work) -> Result<Receipt> {
        let (answer, mut answered) = oneshot::channel();
        let asked = Asked { actor: actor.user.clone(), now, work, answer };
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(asked);
        let mut book = self.book.lock().await;
        // The one who held the desk before may have answered already.
        if let Ok(answer) = answered.try_recv() {
            return answer;
        }
        let group = std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner));
        self.commit(&mut book, group).await;
        drop(book);
        answered.await.unwrap_or_else(|_| Err(self.failed("记账中断")))
    }

    /// Looks at the book as it stands on the disk.
    pub async fn look<T>(&self, at: impl FnOnce(&Book) -> T) -> Result<T> {
        let mut book = self.book.lock().await;
        Ok(at(self.current(&mut book).await?))
    }

    /// Does work that is stored by somebody else, together with what they store: the book stays theirs until
    /// [`Pending::stored`]. Whoever lets go of it before that has posted nothing.
    pub(crate) async fn begin(
        &self,
        now: Timestamp,
        work: impl FnOnce(&mut Book, Timestamp) -> Result<()>,
    ) -> Result<Pending<'_>> {
        let mut held = self.book.lock().await;
        let book = self.current(&mut held).await?;
        let after = (book.seq(), book.head().to_string());
        let now = steady(now, book.seen());
        let done = work(book, now);
        let log = book.take_written();
        let last = (book.seq(), book.head().to_string());
        let lines = NewLedgerLines { ledger: self.code.to_string(), after, log, last };
        let is_stored = lines.log.is_empty();
        let pending = Pending { held, lines, is_stored };
        // What was refused has written nothing; should it have, the book is thrown away with `pending`.
        done.map(|()| pending)
    }

    async fn commit(&self, held: &mut Option<Book>, group: Vec<Asked>) {
        for _ in 0..ATTEMPTS_MAX {
            let is_read = held.is_none() || self.is_shared.load(Ordering::Relaxed);
            // Put back when it agrees with the disk: whoever stops in between leaves it to be read again.
            let mut book = self.taken(held);
            if is_read && let Err(error) = self.catch_up(&mut book).await {
                return answer_all(group, &error);
            }
            let after = (book.seq(), book.head());
            let now = group.iter().map(|asked| asked.now).max().unwrap_or(Timestamp::MIN);
            let now = steady(now, book.seen());
            let results: Vec<_> = group.iter().map(|asked| (asked.work)(&mut book, now)).collect();
            let log = book.take_written();
            let done = if log.is_empty() {
                // Nothing is written that would find out whether the book was behind.
                if is_read { Ok(()) } else { self.check_is_current(&book).await }
            } else {
                let last = (book.seq(), book.head());
                let audit = self.audit(&group, &after, &last, now);
                let lines = NewLedgerLines { ledger: self.code.to_string(), after, log, last };
                self.store.append_ledger(&lines, &audit).await
            };
            match done {
                Ok(()) => {
                    *held = Some(book);
                    return answer_each(group, results);
                }
                Err(StoreError::Overtaken { .. }) => self.is_shared.store(true, Ordering::Relaxed),
                Err(error) => return answer_all(group, &error.into()),
            }
        }
        answer_all(group, &self.failed("另一程序一直在记账"));
    }

    fn audit(&self, group: &[Asked], after: &(u64, String), last: &(u64, String), now: Timestamp) -> NewAudit {
        let mut actors: Vec<&str> = group.iter().map(|asked| asked.actor.as_str()).collect();
        actors.sort_unstable();
        actors.dedup();
        NewAudit {
            at: now,
            actor: actors.join("、"),
            action: crate::audit::POSTED.to_string(),
            object: format!("账本/{}", self.code),
            note: Some(format!("第 {}—{} 号记录", after.0 + 1, last.0)),
        }
    }

    /// The book, continued with what other programs wrote.
    async fn current<'a>(&self, held: &'a mut Option<Book>) -> Result<&'a mut Book> {
        let mut book = self.taken(held);
        self.catch_up(&mut book).await?;
        Ok(held.insert(book))
    }

    fn taken(&self, held: &mut Option<Book>) -> Book {
        held.take().unwrap_or_else(|| Book::new(self.code.clone()).with_calendar(self.calendar.clone()))
    }

    /// [`StoreError::Overtaken`] when another program has written more.
    async fn check_is_current(&self, book: &Book) -> store::Result<()> {
        let beyond = self.store.ledger_log(self.code.as_str(), book.seq()).await?;
        if beyond.is_empty() { Ok(()) } else { Err(StoreError::Overtaken { what: self.code.to_string() }) }
    }

    async fn catch_up(&self, book: &mut Book) -> Result<()> {
        for lines in self.store.ledger_log(self.code.as_str(), book.seq()).await? {
            let corrupt = |what: String| AppError::Internal {
                message: format!(
                    "账本 {} 不能读取：{what}；请停止记账，用“junxian verify”检查数据是否被改动",
                    self.code
                ),
            };
            book.read(&lines.log).map_err(|fault| corrupt(fault.to_string()))?;
            if book.head() != lines.head {
                return Err(corrupt(format!("第 {} 号记录的摘要不符", lines.last_seq)));
            }
        }
        Ok(())
    }

    fn failed(&self, what: &str) -> AppError {
        AppError::Unavailable { message: format!("账本 {}：{what}，本次没有入账；请重试", self.code) }
    }
}

fn answer_each(group: Vec<Asked>, results: Vec<std::result::Result<Receipt, Refusal>>) {
    for (asked, result) in group.into_iter().zip(results) {
        // Who no longer waits has lost its connection and asks again with the same key.
        let _gone = asked.answer.send(result.map_err(AppError::from));
    }
}

fn answer_all(group: Vec<Asked>, error: &AppError) {
    let message = error.to_string();
    for asked in group {
        let error = match error {
            AppError::Unavailable { .. } => AppError::Unavailable { message: message.clone() },
            _ => AppError::Internal { message: message.clone() },
        };
        let _gone = asked.answer.send(Err(error));
    }
}
