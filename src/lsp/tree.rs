//! One journal with all that it includes, read from the open texts and the disk, and what was
//! found in it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::buffers::Buffers;
use super::documents::Document;
use super::journals::{Found, Journals, Trouble};
use crate::disk::Record;
use crate::finding::Finding;
use crate::inspection::Memory;
use crate::ledger::{Known, Ledger};
use crate::settings::Settings;

/// Which journal: where it is read from, and what it begins with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    /// The folder that its paths are taken from.
    pub folder: PathBuf,
    /// Its first file, where no settings and no name tell it.
    pub root: Option<PathBuf>,
}

/// A journal.
#[derive(Debug)]
pub(super) struct Tree {
    /// Which one.
    pub key: Key,
    /// What was read.
    pub ledger: Arc<Ledger>,
    /// Its state, by a number that no other state of any journal has: one that is the same needs
    /// no other answer.
    pub state: u64,
    /// What is kept from one look at it to the next.
    pub memory: Arc<Mutex<Memory>>,
    /// Why it could not be read as it is meant to be.
    pub trouble: Option<Trouble>,
    /// What was found in this state; none where nobody looked yet.
    pub findings: Option<Arc<Vec<Finding>>>,
    known: Known,
    record: Record,
    /// What was read last without a mistake in the settings.
    sound: Option<Found>,
}

impl Tree {
    /// Reads a journal for the first time, in a state of this number; none where there is nothing
    /// to read.
    pub fn read(key: Key, state: u64, journals: &dyn Journals, open: &[Document]) -> Option<Tree> {
        let mut known = Known::default();
        let mut sound = None;
        let (read, record) = read(&key, journals, open, &mut sound, &mut known);
        let (ledger, trouble) = read?;
        Some(Tree {
            key,
            ledger: Arc::new(ledger),
            state,
            memory: Arc::default(),
            trouble,
            findings: None,
            known,
            record,
            sound,
        })
    }

    /// Reads it again; what is the same stays, and another state gets this number. False where
    /// there is nothing to read any more.
    pub fn read_again(&mut self, state: u64, journals: &dyn Journals, open: &[Document]) -> bool {
        let (read, record) = read(&self.key, journals, open, &mut self.sound, &mut self.known);
        self.record = record;
        let Some((ledger, trouble)) = read else {
            return false;
        };
        self.trouble = trouble;
        if !is_same(&self.ledger, &ledger) {
            self.ledger = Arc::new(ledger);
            self.state = state;
            self.findings = None;
        }
        true
    }

    /// Says whether something that was read from the disk is not what it was.
    pub fn has_changed_on_disk(&mut self) -> bool {
        !self.record.examine().changes.is_empty()
    }

    /// The number of a file, by its path without links.
    pub fn file(&self, identity: &Path) -> Option<u32> {
        let mut paths = self.ledger.paths.iter();
        let at = paths.position(|path| path == identity)?;
        Some(at as u32)
    }

    /// The path of the settings that hold, where they stand in a file.
    pub fn settings_path(&self) -> Option<PathBuf> {
        let path = self.sound.as_ref()?.settings_path.as_ref()?;
        Some(self.key.folder.join(path))
    }

    /// The path of a file by its number, as it was reached.
    pub fn path(&self, file: u32) -> PathBuf {
        let name = &self.ledger.journal.files[file as usize].source.name;
        self.key.folder.join(name)
    }
}

fn is_same(one: &Ledger, other: &Ledger) -> bool {
    let (before, now) = (&one.journal.files, &other.journal.files);
    one.today.day == other.today.day
        && before.len() == now.len()
        && before
            .iter()
            .zip(now)
            .all(|(one, other)| Arc::ptr_eq(one, other))
        && one.settings.is_same_as(&other.settings)
        && one.faults == other.faults
}

/// Reads a journal, with settings that hold where those that are there have mistakes: nobody wants
/// to be left without help while a setting is typed.
fn read(
    key: &Key,
    journals: &dyn Journals,
    open: &[Document],
    sound: &mut Option<Found>,
    known: &mut Known,
) -> (Option<(Ledger, Option<Trouble>)>, Record) {
    let files = Buffers::new(&key.folder, open);
    let (found, trouble) = match journals.find(&files, key.root.as_deref()) {
        Ok(found) => {
            *sound = Some(found.clone());
            (Some(found), None)
        }
        Err(trouble) => {
            let by_root = || {
                Some(Found {
                    roots: vec![key.root.clone()?],
                    within: None,
                    settings: Settings::default(),
                    settings_path: None,
                })
            };
            (sound.clone().or_else(by_root), Some(trouble))
        }
    };
    let read = found.and_then(|found| journals.read(&files, found, known).ok());
    (read.map(|ledger| (ledger, trouble)), files.into_record())
}
