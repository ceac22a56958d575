//! Where the audit chain ends, as this process knows it: a change need not ask when nobody else has written since.
//!
//! Only a guess: what is written after it checks that it still is the end.

use std::sync::{Arc, Mutex, PoisonError};

/// Number and digest of an entry.
pub(crate) type AuditEnd = (i64, String);

/// Of one database, for all changes of this process.
#[derive(Debug, Clone, Default)]
pub(crate) struct KnownEnd(Arc<Mutex<Option<AuditEnd>>>);

/// The end as one change knows it, with what it has written itself.
#[derive(Debug)]
pub(crate) struct ChangedEnd {
    known: KnownEnd,
    now: Option<AuditEnd>,
}

impl KnownEnd {
    pub fn begin(&self) -> ChangedEnd {
        let now = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        ChangedEnd { known: self.clone(), now }
    }
}

impl ChangedEnd {
    pub fn get(&self) -> Option<&AuditEnd> {
        self.now.as_ref()
    }

    pub fn set(&mut self, end: AuditEnd) {
        self.now = Some(end);
    }

    /// Somebody else has written: the next change asks.
    pub fn forget(self) {
        *self.known.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// What the change wrote is in the database.
    pub fn committed(self) {
        *self.known.0.lock().unwrap_or_else(PoisonError::into_inner) = self.now;
    }
}
