//! Everything that was read, as one value: the pipeline on one screen.

mod includes;
mod known;

use std::path::PathBuf;
use std::sync::Arc;

pub use includes::{Root, RootError};
pub use known::Known;

use crate::disk::Files;
use crate::finding::Note;
use crate::journal::Journal;
use crate::settings::Settings;
use crate::syntax::Fault;
use crate::text::Source;
use crate::timeline::{Timeline, Today};

/// A fault, the file it is in, and notes that may point elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerFault {
    /// The file, in the order of reading.
    pub file: u32,
    /// What is wrong.
    pub fault: Fault,
    /// Remarks that point elsewhere.
    pub notes: Vec<Note>,
}

/// A journal and its settings, read and joined.
#[derive(Debug)]
pub struct Ledger {
    /// The settings.
    pub settings: Settings,
    /// The journal.
    pub journal: Journal,
    /// Today.
    pub today: Today,
    /// What is wrong with the files together; each file's own faults are in it.
    pub faults: Vec<LedgerFault>,
    /// The paths that were read, as the system knows them.
    pub paths: Vec<PathBuf>,
}

impl Ledger {
    /// Reads the roots and all that they include through `files`, and joins them.
    ///
    /// # Errors
    ///
    /// Where a root cannot be read; what cannot be read of their includes is a fault.
    pub fn read(
        roots: Vec<Root>,
        files: &dyn Files,
        settings: Settings,
        today: Today,
    ) -> Result<Ledger, RootError> {
        Ledger::read_again(roots, files, settings, today, &mut Known::default())
    }

    /// The same, but a file that is `known` by its text is not parsed again.
    ///
    /// # Errors
    ///
    /// As for [`Ledger::read`].
    pub fn read_again(
        roots: Vec<Root>,
        files: &dyn Files,
        settings: Settings,
        today: Today,
        known: &mut Known,
    ) -> Result<Ledger, RootError> {
        let tree = includes::read(roots, files, &settings.vocabulary, known)?;
        let (journal, joined) =
            Journal::join(tree.reading, &settings, today.asked.then_some(today.day));
        let mut faults = tree.faults;
        faults.extend(joined.into_iter().map(|(file, fault, notes)| LedgerFault {
            file,
            fault,
            notes,
        }));
        Ok(Ledger {
            settings,
            journal,
            today,
            faults,
            paths: tree.paths,
        })
    }

    /// The texts of its files, in the order of reading.
    #[must_use]
    pub fn sources(&self) -> Vec<Arc<Source>> {
        let files = self.journal.files.iter();
        files.map(|file| Arc::clone(&file.source)).collect()
    }

    /// Prepares the replay of its prospects.
    #[must_use]
    pub fn timeline(&self) -> Timeline<'_> {
        Timeline::new(&self.journal, &self.settings, self.today)
    }
}
