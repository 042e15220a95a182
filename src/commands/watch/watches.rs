//! The folders to watch come in, and out come hints that something happened there. The only file
//! that knows notify.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::interest::Interest;
use super::mounts;

/// A hint that something may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// At these paths.
    At(Vec<PathBuf>),
    /// Anywhere: events were lost.
    Anywhere,
}

/// The folders that are watched.
#[derive(Debug)]
pub struct Watches {
    watcher: Option<RecommendedWatcher>,
    /// What events are held against, where they come in: those that do not matter wake nobody.
    interest: Arc<Mutex<Interest>>,
    watched: BTreeSet<PathBuf>,
    /// Those that may be other folders by now, and are to be watched anew.
    stale: BTreeSet<PathBuf>,
    /// Why events alone will not do.
    trouble: Option<String>,
}

impl Watches {
    /// Watches nothing, ever: somebody else looks.
    #[must_use]
    pub fn none() -> Watches {
        Watches {
            watcher: None,
            interest: Arc::default(),
            watched: BTreeSet::new(),
            stale: BTreeSet::new(),
            trouble: None,
        }
    }

    /// Watches nothing as yet, and sends hints once it does.
    #[must_use]
    pub fn new(hints: Sender<Hint>) -> Watches {
        let interest = Arc::<Mutex<Interest>>::default();
        let shared = Arc::clone(&interest);
        let watcher = notify::recommended_watcher(move |event| {
            if let Some(hint) = hint(event)
                && hint.matters(&locked(&shared))
            {
                // Nobody listens any more when the program is about to end.
                let _ = hints.send(hint);
            }
        });
        let trouble = watcher.as_ref().err().map(cannot_watch);
        Watches {
            watcher: watcher.ok(),
            interest,
            trouble,
            ..Watches::none()
        }
    }

    /// Why events alone will not do, where they will not.
    #[must_use]
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    /// Takes a hint: a folder at which something happened may have been replaced, and with it all
    /// below.
    pub fn hear(&mut self, hint: &Hint) {
        match hint {
            Hint::Anywhere => self.stale.clone_from(&self.watched),
            Hint::At(paths) => {
                for path in paths.iter().filter(|path| self.watched.contains(*path)) {
                    let below = self.watched.iter();
                    let below = below.filter(|folder| folder.starts_with(path));
                    self.stale.extend(below.cloned());
                }
            }
        }
    }

    /// Watches these folders and no others. Says whether there is one that was not watched
    /// before: what happened there until now is not known.
    pub fn set(&mut self, interest: Interest) -> bool {
        let Some(watcher) = &mut self.watcher else {
            return false;
        };
        let wanted: BTreeSet<PathBuf> = interest.folders().map(Path::to_owned).collect();
        *locked(&self.interest) = interest;
        let unwanted: Vec<PathBuf> = self
            .watched
            .iter()
            .filter(|folder| !wanted.contains(*folder) || self.stale.contains(*folder))
            .cloned()
            .collect();
        for folder in unwanted {
            // It may be gone, and its watch with it.
            let _ = watcher.unwatch(&folder);
            self.watched.remove(&folder);
        }
        self.stale.clear();
        self.trouble = None;
        let missing: Vec<PathBuf> = wanted.difference(&self.watched).cloned().collect();
        for folder in &missing {
            match watcher.watch(folder, RecursiveMode::NonRecursive) {
                Ok(()) => {
                    self.watched.insert(folder.clone());
                }
                // It went meanwhile, which the folder above it tells.
                Err(error) if is_missing(&error) => {}
                Err(error) => self.trouble = Some(cannot_watch(&error)),
            }
        }
        if self.trouble.is_none() {
            let mounts = mounts::list();
            let silent = wanted
                .iter()
                .find_map(|folder| mounts::silent_kind(folder, &mounts));
            self.trouble = silent.map(|kind| format!("no events from {kind}"));
        }
        missing.iter().any(|folder| self.watched.contains(folder))
    }
}

impl Hint {
    fn matters(&self, interest: &Interest) -> bool {
        match self {
            Hint::Anywhere => true,
            Hint::At(paths) => paths.iter().any(|path| interest.covers(path)),
        }
    }
}

fn locked(interest: &Mutex<Interest>) -> MutexGuard<'_, Interest> {
    interest.lock().unwrap_or_else(PoisonError::into_inner)
}

fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

fn cannot_watch(error: &notify::Error) -> String {
    let folder = error.paths.first().map(|path| path.display().to_string());
    let folder = folder.unwrap_or_else(|| "nothing".into());
    let why = match &error.kind {
        ErrorKind::MaxFilesWatch => "the system's limit of watches is reached".to_owned(),
        ErrorKind::Io(error) => error.to_string(),
        other => format!("{other:?}"),
    };
    let words = format!("{folder} cannot be watched: {why}");
    crate::text::harmless_line(&words).into_owned()
}

/// What an event hints at. That a file was opened or read is nothing, least of all by us; that one
/// that was written to was closed is where a save ends.
fn hint(event: notify::Result<Event>) -> Option<Hint> {
    let Ok(event) = event else {
        return Some(Hint::Anywhere);
    };
    if event.need_rescan() {
        return Some(Hint::Anywhere);
    }
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => {}
        EventKind::Access(_) => return None,
        _ => {}
    }
    if event.paths.is_empty() {
        Some(Hint::Anywhere)
    } else {
        Some(Hint::At(event.paths))
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{DataChange, Flag, ModifyKind};

    use super::*;

    #[test]
    fn reading_is_no_hint_and_lost_events_hint_at_everything() {
        let event = |kind| Ok(Event::new(kind).add_path("a.touch".into()));
        let here = Some(Hint::At(vec!["a.touch".into()]));
        let opened = EventKind::Access(AccessKind::Open(AccessMode::Any));
        assert_eq!(hint(event(opened)), None);
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert_eq!(hint(event(closed)), here);
        let written = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        assert_eq!(hint(event(written)), here);
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(hint(Ok(lost)), Some(Hint::Anywhere));
        let broken = notify::Error::generic("no more");
        assert_eq!(hint(Err(broken)), Some(Hint::Anywhere));
    }

    #[test]
    fn a_folder_that_was_replaced_is_stale_with_all_below() {
        let mut watches = Watches::none();
        for folder in ["/a", "/a/b", "/a/b/c", "/a/bc"] {
            watches.watched.insert(folder.into());
        }
        watches.hear(&Hint::At(vec!["/a/b".into(), "/a/x.touch".into()]));
        let stale: Vec<&Path> = watches.stale.iter().map(PathBuf::as_path).collect();
        assert_eq!(stale, [Path::new("/a/b"), Path::new("/a/b/c")]);
        watches.hear(&Hint::Anywhere);
        assert_eq!(watches.stale, watches.watched);
    }
}
