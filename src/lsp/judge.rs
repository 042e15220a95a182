//! Journals come in, and out come their findings. It is a thread of its own: who types does not
//! wait for it, and of the states of one journal only the last is looked at.

use std::sync::mpsc::{Receiver, Sender, channel};

use rustc_hash::FxHashMap;

use super::server::Event;
use super::tree::Key;
use super::workspace::Case;
use crate::finding::Finding;
use crate::inspection::{Memory, Scope};
use crate::rules;

/// What was found in a journal.
#[derive(Debug)]
pub(super) struct Judged {
    /// Which journal.
    pub key: Key,
    /// In which state.
    pub state: u64,
    /// What.
    pub findings: Vec<Finding>,
}

/// Begins to wait for journals.
pub(super) fn begin(events: Sender<Event>) -> Sender<Case> {
    let (sender, states) = channel();
    std::thread::spawn(move || judge(&states, &events));
    sender
}

fn judge(states: &Receiver<Case>, events: &Sender<Event>) {
    let mut waiting: Vec<Case> = Vec::new();
    let mut memories: FxHashMap<Key, Memory> = FxHashMap::default();
    loop {
        if waiting.is_empty() {
            match states.recv() {
                Ok(state) => waiting.push(state),
                Err(_) => return,
            }
        }
        for state in states.try_iter() {
            waiting.retain(|older| older.key != state.key);
            waiting.push(state);
        }
        let Case { key, state, ledger } = waiting.remove(0);
        let memory = memories.entry(key.clone()).or_default();
        let findings = rules::check_again(&ledger, Scope::default(), memory).findings;
        let judged = Judged {
            key,
            state,
            findings,
        };
        if events.send(Event::Judged(judged)).is_err() {
            return;
        }
    }
}
