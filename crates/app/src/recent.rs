//! The outcomes that were computed last: one page asks for several explanations of the same one.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

const HELD_MAX: usize = 6;

/// By what names them.
pub(crate) struct Recent<Name, Outcome> {
    held: Mutex<VecDeque<(Name, Arc<Outcome>)>>,
}

impl<Name, Outcome> Default for Recent<Name, Outcome> {
    fn default() -> Recent<Name, Outcome> {
        Recent { held: Mutex::new(VecDeque::new()) }
    }
}

impl<Name: PartialEq, Outcome> Recent<Name, Outcome> {
    pub fn get(&self, name: &Name) -> Option<Arc<Outcome>> {
        let held = self.held.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        held.iter().find(|(known, _)| known == name).map(|(_, outcome)| outcome.clone())
    }

    pub fn keep(&self, name: Name, outcome: &Arc<Outcome>) {
        let mut held = self.held.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        held.truncate(HELD_MAX - 1);
        held.push_front((name, outcome.clone()));
    }
}
