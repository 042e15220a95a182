//! What a run asked of the disk, and what the disk answered. Asked again, it says what changed
//! since: events are hints, the files' contents decide.

use std::collections::BTreeMap;
use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::stamp::Stamp;
use super::{Bytes, Disk, Files, Unread};

/// The disk, with a record of what was asked of it.
#[derive(Debug, Default)]
pub struct Witness {
    record: Mutex<Record>,
}

impl Witness {
    /// What was asked.
    #[must_use]
    pub fn into_record(self) -> Record {
        self.record
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn record(&self) -> MutexGuard<'_, Record> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Files for Witness {
    fn read(&self, path: &Path, within: Option<&Path>) -> Result<Bytes, Unread> {
        let (outcome, read) = look(path, within);
        let within = within.map(Path::to_owned);
        let mut record = self.record();
        let read_once = record.reads.entry(path.to_owned());
        read_once.or_insert(Read { within, outcome });
        read
    }

    fn matches(&self, folder: &Path, pattern: &str) -> Vec<PathBuf> {
        let found = Disk.matches(folder, pattern);
        let search = (folder.to_owned(), pattern.to_owned());
        self.record().searches.insert(search, found.clone());
        found
    }

    fn is_file(&self, path: &Path) -> bool {
        let is_file = Disk.is_file(path);
        self.record().looks.insert(path.to_owned(), is_file);
        is_file
    }

    fn is_there(&self, path: &Path) -> bool {
        // Whether it can be read does not matter here, but whether it is a file.
        self.is_file(path);
        Disk.is_there(path)
    }
}

/// What was asked and answered.
#[derive(Debug, Default)]
pub struct Record {
    reads: BTreeMap<PathBuf, Read>,
    searches: FxHashMap<(PathBuf, String), Vec<PathBuf>>,
    looks: FxHashMap<PathBuf, bool>,
}

/// A file that was to be read.
#[derive(Debug)]
struct Read {
    within: Option<PathBuf>,
    outcome: Outcome,
}

#[derive(Debug)]
enum Outcome {
    Held(Held),
    Missing,
    /// Why else it was not read.
    Unread(String),
}

/// What a file held.
#[derive(Debug)]
struct Held {
    identity: PathBuf,
    /// None where another text might have the same stamp.
    stamp: Option<Stamp>,
    hash: u64,
    length: usize,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    /// It holds something else.
    Changed,
    /// It is there now.
    New,
    /// It is there no more.
    Gone,
    /// It cannot be read any more.
    Unreadable,
}

/// What became of the record's answers.
#[derive(Debug, Default)]
pub struct Examined {
    /// The files about which the answers are others now.
    pub changes: Vec<(PathBuf, Became)>,
    /// Whether a file is gone, or empty: it may be in the middle of being saved.
    pub is_doubtful: bool,
}

impl Record {
    /// How many files were read.
    #[must_use]
    pub fn file_count(&self) -> usize {
        let held = self.reads.values().filter_map(|read| match &read.outcome {
            Outcome::Held(held) => Some(held.identity.as_path()),
            _ => None,
        });
        held.collect::<FxHashSet<&Path>>().len()
    }

    /// The paths that were asked for.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        let paths = self.reads.keys().chain(self.looks.keys());
        paths.map(PathBuf::as_path)
    }

    /// The searches that were made: a folder, and a pattern.
    pub fn searches(&self) -> impl Iterator<Item = (&Path, &str)> {
        let searches = self.searches.keys();
        searches.map(|(folder, pattern)| (folder.as_path(), pattern.as_str()))
    }

    /// Asks everything again. A text that is the same is the same, whatever was done to its file.
    pub fn examine(&mut self) -> Examined {
        let mut examined = Examined::default();
        for ((folder, pattern), found) in &self.searches {
            let now = Disk.matches(folder, pattern);
            for path in now.iter().filter(|path| !found.contains(path)) {
                let is_empty = std::fs::metadata(path).is_ok_and(|file| file.len() == 0);
                examined.take(path, Became::New, is_empty);
            }
            for path in found.iter().filter(|path| !now.contains(path)) {
                examined.take(path, Became::Gone, true);
            }
        }
        for (path, read) in &mut self.reads {
            if let Some((became, is_doubtful)) = read.again(path) {
                examined.take(path, became, is_doubtful);
            }
        }
        for (path, was_file) in &self.looks {
            match (*was_file, Disk.is_file(path)) {
                (false, true) => {
                    let is_empty = std::fs::metadata(path).is_ok_and(|file| file.len() == 0);
                    examined.take(path, Became::New, is_empty);
                }
                (true, false) => examined.take(path, Became::Gone, true),
                _ => {}
            }
        }
        examined
    }
}

impl Examined {
    fn take(&mut self, path: &Path, became: Became, is_doubtful: bool) {
        self.is_doubtful |= is_doubtful;
        self.changes.push((path.to_owned(), became));
    }
}

impl Read {
    /// Reads again, where that is needed: what became of it, and whether that is doubtful.
    fn again(&mut self, path: &Path) -> Option<(Became, bool)> {
        if let Outcome::Held(held) = &self.outcome
            && held.stamp.is_some()
            && held.stamp == Stamp::of(path)
        {
            return None;
        }
        let (now, _) = look(path, self.within.as_deref());
        match (&self.outcome, &now) {
            (Outcome::Held(before), Outcome::Held(held)) => {
                if before.is_same(held) {
                    self.outcome = now;
                    return None;
                }
                Some((Became::Changed, held.length == 0))
            }
            (_, Outcome::Held(held)) => Some((Became::New, held.length == 0)),
            (Outcome::Missing, Outcome::Missing) => None,
            (Outcome::Unread(before), Outcome::Unread(why)) if before == why => None,
            (_, Outcome::Missing) => Some((Became::Gone, true)),
            (_, Outcome::Unread(_)) => Some((Became::Unreadable, true)),
        }
    }
}

impl Held {
    fn is_same(&self, other: &Held) -> bool {
        (self.hash, self.length, &self.identity) == (other.hash, other.length, &other.identity)
    }
}

/// Reads a file. The stamp is taken first: what is written meanwhile has another one.
fn look(path: &Path, within: Option<&Path>) -> (Outcome, Result<Bytes, Unread>) {
    let looked = SystemTime::now();
    let metadata = std::fs::metadata(path).ok();
    let is_special = metadata
        .as_ref()
        .is_some_and(|metadata| !metadata.is_file() && !metadata.is_dir());
    let read = if is_special {
        // A pipe can be read once only.
        Err(Unread::Special)
    } else {
        Disk.read(path, within)
    };
    let outcome = match &read {
        Ok(read) => Outcome::Held(Held {
            identity: read.identity.clone(),
            stamp: metadata
                .map(|metadata| Stamp::new(&metadata))
                .filter(|stamp| stamp.is_settled(looked)),
            hash: hash(&read.bytes),
            length: read.bytes.len(),
        }),
        Err(Unread::Missing) => Outcome::Missing,
        Err(problem) => Outcome::Unread(problem.to_string()),
    };
    (outcome, read)
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.finish()
}
