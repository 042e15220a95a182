//! Journals come in, and out come their findings. It is a thread of its own: who types does not
//! wait for it, and of the states of one journal only the last is looked at.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use super::tree::{Key, Tree};
use crate::finding::Finding;
use crate::inspection::{Memory, Scope};
use crate::ledger::Ledger;
use crate::rules;

/// What is sent to be judged: a journal in one state.
#[derive(Debug)]
pub(super) struct Case {
    key: Key,
    /// Which state of it.
    pub state: u64,
    ledger: Arc<Ledger>,
    memory: Arc<Mutex<Memory>>,
}

impl Case {
    /// A journal as it is now.
    pub fn new(tree: &Tree) -> Case {
        Case {
            key: tree.key.clone(),
            state: tree.state,
            ledger: Arc::clone(&tree.ledger),
            memory: Arc::clone(&tree.memory),
        }
    }

    /// What `check` finds in it. A mistake of ours in one rule is no reason to look at nothing any
    /// more: there is no finding then, and no memory, which may be half of one.
    pub fn judge(self, check: impl Fn(&Ledger, &mut Memory) -> Vec<Finding>) -> Judged {
        let kept = || self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        let mut memory = std::mem::take(&mut *kept());
        let look = AssertUnwindSafe(|| check(&self.ledger, &mut memory));
        let findings = catch_unwind(look).ok();
        if findings.is_some() {
            *kept() = memory;
        }
        Judged {
            state: self.state,
            findings,
        }
    }
}

/// What was found in a journal.
#[derive(Debug)]
pub(super) struct Judged {
    /// In which state of which journal.
    pub state: u64,
    /// What; none where a rule broke down.
    pub findings: Option<Vec<Finding>>,
}

/// Begins to wait for journals, until `tell` says that nobody listens any more.
pub(super) fn begin(tell: impl Fn(Judged) -> bool + Send + 'static) -> Sender<Case> {
    let (sender, cases) = channel();
    std::thread::spawn(move || judge(&cases, tell));
    sender
}

fn judge(cases: &Receiver<Case>, tell: impl Fn(Judged) -> bool) {
    let mut waiting: Vec<Case> = Vec::new();
    loop {
        if waiting.is_empty() {
            match cases.recv() {
                Ok(case) => waiting.push(case),
                Err(_) => return,
            }
        }
        for case in cases.try_iter() {
            waiting.retain(|older| older.key != case.key);
            waiting.push(case);
        }
        if !tell(waiting.remove(0).judge(check)) {
            return;
        }
    }
}

/// What every rule finds.
pub(super) fn check(ledger: &Ledger, memory: &mut Memory) -> Vec<Finding> {
    rules::check_again(ledger, Scope::default(), memory).findings
}
