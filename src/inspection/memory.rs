//! What was found in each life, kept for the next check of nearly the same journal: a life whose
//! files are as they were, and of which nothing else has changed that its rules can see, is not
//! looked at again.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Scope;
use crate::finding::Finding;
use crate::journal::{Journal, ProspectId, RepId};
use crate::ledger::Ledger;
use crate::settings::Settings;
use crate::syntax::{File, NameId};
use crate::timeline::Today;

/// What was found in the life of one prospect.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// The findings that are shown.
    pub findings: Vec<Finding>,
    /// How many of the past are not.
    pub hidden: usize,
    /// Whether an `allow` silenced some, which has to be seen to be of use each time.
    pub was_silenced: bool,
}

/// What was found last, life by life. Empty, it knows nothing, and all is looked at.
#[derive(Debug, Default)]
pub struct Memory {
    surroundings: Option<Surroundings>,
    /// By the prospect's number.
    lives: Vec<Option<Kept>>,
}

/// What the rules see besides the prospect's own touches and directive.
#[derive(Debug)]
struct Surroundings {
    settings: Settings,
    today: Today,
    all: bool,
    files: Vec<Arc<File>>,
    /// For each file, the rep in force where it is included.
    inherited: Vec<Option<RepId>>,
    /// How reps and sources are spelt.
    spellings: Vec<String>,
    /// The declared names and aliases, a line each, and whom they name.
    declared: (Vec<u8>, Vec<ProspectId>),
    /// The numbers of the prospects that nothing declares, which follow those of the declared
    /// ones in the order of their first use, by name.
    undeclared: FxHashMap<Box<[u8]>, ProspectId>,
}

impl Memory {
    /// Begins a check: for each prospect of the ledger, what was found last, where that holds.
    pub fn begin(&mut self, ledger: &Ledger, scope: Scope<'_>) -> Vec<Option<Kept>> {
        let now = Surroundings::new(ledger, scope);
        let journal = &ledger.journal;
        let before = self.surroundings.replace(now);
        let mut lives = std::mem::take(&mut self.lives);
        let nothing = || vec![None; journal.prospects.len()];
        let (Some(before), Some(now)) = (before, &self.surroundings) else {
            return nothing();
        };
        if !before.is_like(now) {
            return nothing();
        }
        let concerned = before.concerned(now, journal);
        let mut recall = |prospect: ProspectId| {
            if concerned[prospect.0 as usize] {
                return None;
            }
            let number = match journal.prospect(prospect).declaration {
                Some(_) => prospect,
                None => *before.undeclared.get(journal.folded_name(prospect))?,
            };
            let kept = lives.get_mut(number.0 as usize)?.take()?;
            (!kept.was_silenced).then_some(kept)
        };
        journal.prospect_ids().map(&mut recall).collect()
    }

    /// Keeps what was found: for each prospect, in its life, where anybody looked.
    pub fn keep(&mut self, lives: Vec<Option<Kept>>) {
        self.lives = lives;
    }
}

impl Surroundings {
    fn new(ledger: &Ledger, scope: Scope<'_>) -> Surroundings {
        let journal = &ledger.journal;
        let files = 0..journal.files.len() as u32;
        Surroundings {
            settings: ledger.settings.clone(),
            today: ledger.today,
            all: scope.all,
            files: journal.files.clone(),
            inherited: files
                .map(|file| journal.rep_in(file, NameId::NONE))
                .collect(),
            spellings: journal.spellings().map(str::to_owned).collect(),
            declared: declared(journal),
            undeclared: journal
                .prospect_ids()
                .filter(|id| journal.prospect(*id).declaration.is_none())
                .map(|id| (journal.folded_name(id).into(), id))
                .collect(),
        }
    }

    /// Says whether lives whose files are as they were are judged as they were.
    fn is_like(&self, now: &Surroundings) -> bool {
        self.settings.is_same_as(&now.settings)
            && self.today == now.today
            && self.all == now.all
            && self.files.len() == now.files.len()
            && self.spellings == now.spellings
            && self.declared == now.declared
    }

    /// The prospects that a file names which is not what it was, by number.
    fn concerned(&self, now: &Surroundings, journal: &Journal) -> Vec<bool> {
        let mut concerned = vec![false; journal.prospects.len()];
        for (at, (before, after)) in self.files.iter().zip(&now.files).enumerate() {
            if Arc::ptr_eq(before, after) && self.inherited[at] == now.inherited[at] {
                continue;
            }
            for file in [before, after] {
                for name in (0..file.names.len() as u32).map(NameId) {
                    let name = String::from_utf8_lossy(file.names.folded(name));
                    if let Some(prospect) = journal.find_prospect(&name) {
                        concerned[prospect.0 as usize] = true;
                    }
                }
            }
        }
        concerned
    }
}

fn declared(journal: &Journal) -> (Vec<u8>, Vec<ProspectId>) {
    let (mut names, mut prospects) = (Vec::new(), Vec::new());
    for (name, prospect) in journal.declared_names() {
        names.extend_from_slice(name);
        names.push(b'\n');
        prospects.push(prospect);
    }
    (names, prospects)
}
