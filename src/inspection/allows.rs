//! What `; touchline: allow RULE` comments allow, and which of them were of use.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::finding::Place;
use crate::journal::{Declaration, ProspectId};
use crate::ledger::Ledger;
use crate::text::{Span, fold};

/// One rule's name in one comment.
#[derive(Clone, Debug)]
pub struct KnownAllow {
    /// Where the name stands.
    pub place: Place,
    /// The name.
    pub rule: String,
    /// The entry it is for.
    pub entry: Span,
}

/// All allows of a ledger, and which of them silenced something.
#[derive(Clone, Debug)]
pub struct Allows {
    /// Many look at them side by side, and each keeps for itself what it used.
    known: Arc<All>,
    used: Vec<bool>,
}

/// The allows, in the order of files and lines.
#[derive(Debug, Default)]
struct All {
    list: Vec<KnownAllow>,
    /// By file, which of them are its own.
    by_file: FxHashMap<u32, Range<usize>>,
    /// Those on the header of a prospect's directive, by prospect.
    by_prospect: FxHashMap<ProspectId, Range<usize>>,
}

impl Allows {
    /// Gathers the allows of all files.
    #[must_use]
    pub fn new(ledger: &Ledger) -> Allows {
        let mut all = All::default();
        for (number, file) in ledger.journal.files.iter().enumerate() {
            let first = all.list.len();
            for allow in &file.allows {
                all.list.push(KnownAllow {
                    place: Place {
                        file: number as u32,
                        span: allow.rule,
                    },
                    rule: fold(&file.source.text(allow.rule)),
                    entry: allow.entry,
                });
            }
            if all.list.len() > first {
                all.by_file.insert(number as u32, first..all.list.len());
            }
        }
        if !all.list.is_empty() {
            all.find_prospects(ledger);
        }
        Allows {
            used: vec![false; all.list.len()],
            known: Arc::new(all),
        }
    }

    /// Says whether a finding is silenced, and remembers by what.
    pub fn silence(&mut self, rule: &str, place: Place, prospect: Option<ProspectId>) -> bool {
        let all = &*self.known;
        let mut silenced = false;
        let mut try_each = |some: Range<usize>| {
            for at in some {
                if all.list[at].rule == rule {
                    self.used[at] = true;
                    silenced = true;
                }
            }
        };
        if let Some(range) = all.by_file.get(&place.file) {
            let start = place.span.start;
            let before = &all.list[range.clone()];
            let before = before.partition_point(|allow| allow.entry.start <= start);
            // Entries do not overlap: the last that begins before it is the only one that holds it.
            if let Some(last) = before
                .checked_sub(1)
                .map(|last| &all.list[range.start + last])
                && start < last.entry.end
            {
                try_each(all.of_entry(range.clone(), last.entry.start));
            }
        }
        if let Some(own) = prospect.and_then(|prospect| all.by_prospect.get(&prospect)) {
            try_each(own.clone());
        }
        silenced
    }

    /// Remembers too what others, of the same ledger, were of use for.
    pub fn absorb(&mut self, others: &Allows) {
        for (used, other) in self.used.iter_mut().zip(&others.used) {
            *used |= other;
        }
    }

    /// Says whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.list.is_empty()
    }

    /// All of them, in the order of files and lines, each with whether it silenced anything.
    pub fn all(&self) -> impl Iterator<Item = (&KnownAllow, bool)> {
        self.known.list.iter().zip(self.used.iter().copied())
    }
}

impl All {
    fn find_prospects(&mut self, ledger: &Ledger) {
        for prospect in ledger.journal.prospect_ids() {
            let Some(Declaration { file, directive }) =
                ledger.journal.prospect(prospect).declaration
            else {
                continue;
            };
            let offset = ledger.journal.files[file as usize].directives[directive as usize].offset;
            let Some(range) = self.by_file.get(&file) else {
                continue;
            };
            let own = self.of_entry(range.clone(), offset);
            if !own.is_empty() {
                self.by_prospect.insert(prospect, own);
            }
        }
    }

    /// Those of the entry that begins at `offset`, among those of its file.
    fn of_entry(&self, file: Range<usize>, offset: u32) -> Range<usize> {
        let own = &self.list[file.clone()];
        let first = own.partition_point(|allow| allow.entry.start < offset);
        let end = own.partition_point(|allow| allow.entry.start <= offset);
        file.start + first..file.start + end
    }
}
