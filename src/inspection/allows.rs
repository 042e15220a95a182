//! What `; touchline: allow RULE` comments allow, and which of them were of use.

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
    /// Whether it silenced anything.
    pub used: bool,
}

/// All allows of a ledger.
#[derive(Clone, Debug, Default)]
pub struct Allows {
    all: Vec<KnownAllow>,
    /// By file, the first of its allows and how many there are.
    by_file: FxHashMap<u32, std::ops::Range<usize>>,
    /// Those on the header of a prospect's directive, by prospect.
    by_prospect: FxHashMap<ProspectId, Vec<usize>>,
}

impl Allows {
    /// Gathers the allows of all files.
    #[must_use]
    pub fn new(ledger: &Ledger) -> Allows {
        let mut allows = Allows::default();
        for (number, file) in ledger.journal.files.iter().enumerate() {
            let first = allows.all.len();
            for allow in &file.allows {
                allows.all.push(KnownAllow {
                    place: Place {
                        file: number as u32,
                        span: allow.rule,
                    },
                    rule: fold(&file.source.text(allow.rule)),
                    entry: allow.entry,
                    used: false,
                });
            }
            if allows.all.len() > first {
                allows
                    .by_file
                    .insert(number as u32, first..allows.all.len());
            }
        }
        if !allows.all.is_empty() {
            allows.find_prospects(ledger);
        }
        allows
    }

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
            let own = range
                .clone()
                .filter(|at| self.all[*at].entry.start == offset);
            let own: Vec<usize> = own.collect();
            if !own.is_empty() {
                self.by_prospect.insert(prospect, own);
            }
        }
    }

    /// Says whether a finding is silenced, and remembers by what.
    pub fn silence(&mut self, rule: &str, place: Place, prospect: Option<ProspectId>) -> bool {
        let mut silenced = false;
        if let Some(range) = self.by_file.get(&place.file) {
            let allows = &mut self.all[range.clone()];
            // The allows of a file stand in order, and their entries do not overlap.
            let after = allows.partition_point(|allow| allow.entry.start <= place.span.start);
            let mut at = after;
            while at > 0 && allows[at - 1].entry.start == allows[after - 1].entry.start {
                at -= 1;
                let allow = &mut allows[at];
                if allow.rule == rule && place.span.start < allow.entry.end {
                    allow.used = true;
                    silenced = true;
                }
            }
        }
        for &at in prospect
            .and_then(|prospect| self.by_prospect.get(&prospect))
            .into_iter()
            .flatten()
        {
            let allow = &mut self.all[at];
            if allow.rule == rule {
                allow.used = true;
                silenced = true;
            }
        }
        silenced
    }

    /// Remembers too what others, of the same ledger, were of use for.
    pub fn absorb(&mut self, others: &Allows) {
        for (allow, other) in self.all.iter_mut().zip(&others.all) {
            allow.used |= other.used;
        }
    }

    /// All of them, in the order of files and lines.
    #[must_use]
    pub fn all(&self) -> &[KnownAllow] {
        &self.all
    }
}
