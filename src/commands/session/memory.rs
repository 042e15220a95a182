//! What one run leaves for the next: the files it parsed, the lives it judged, and what it found.

use std::cell::RefCell;
use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::finding::Finding;
use crate::inspection;
use crate::ledger::{Known, Ledger};

/// What is kept from run to run. A command that runs once has an empty one.
#[derive(Debug, Default)]
pub struct Memory {
    known: RefCell<Known>,
    lives: RefCell<inspection::Memory>,
    /// The findings of the last run, where they are asked for.
    findings: RefCell<Option<Vec<u64>>>,
    is_kept: bool,
}

impl Memory {
    /// A memory that another run will ask.
    pub fn kept() -> Memory {
        Memory {
            is_kept: true,
            ..Memory::default()
        }
    }

    /// The files that were parsed, for the length of a reading.
    pub fn with_known<T>(&self, reading: impl FnOnce(&mut Known) -> T) -> T {
        reading(&mut self.known.borrow_mut())
    }

    /// Whether another run will ask.
    pub fn is_kept(&self) -> bool {
        self.is_kept
    }

    /// What was found in the lives of prospects, for the length of a check.
    pub fn with_lives<T>(&self, checking: impl FnOnce(&mut inspection::Memory) -> T) -> T {
        checking(&mut self.lives.borrow_mut())
    }

    /// Keeps what a check found, to be told from what the next one will find: each finding by its
    /// rule, file and message, since its line moves with the text above it.
    pub fn keep_findings(&self, ledger: &Ledger, findings: &[Finding]) {
        if !self.is_kept {
            return;
        }
        let files = &ledger.journal.files;
        let marks = findings.iter().map(|finding| {
            let mut hasher = FxHasher::default();
            finding.rule.hash(&mut hasher);
            if let Some(file) = files.get(finding.place.file as usize) {
                file.source.name.hash(&mut hasher);
            }
            finding.message.hash(&mut hasher);
            hasher.finish()
        });
        *self.findings.borrow_mut() = Some(marks.collect());
    }

    /// The findings of the run that just ended, a mark each; none where it was no check.
    pub fn take_findings(&self) -> Option<Vec<u64>> {
        self.findings.borrow_mut().take()
    }
}
