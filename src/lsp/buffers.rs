//! The files of a journal as the editor has them: open texts before those on disk. Paths are
//! taken from one folder on, as a command that is run there takes them.

use std::path::{Path, PathBuf};

use super::documents::Document;
use crate::disk::{Bytes, Files, Record, Unread, Witness};

/// The files.
pub(super) struct Buffers<'a> {
    folder: &'a Path,
    open: &'a [Document],
    disk: Witness,
}

impl<'a> Buffers<'a> {
    /// The files as they are seen from a folder, by its absolute path.
    pub fn new(folder: &'a Path, open: &'a [Document]) -> Buffers<'a> {
        Buffers {
            folder,
            open,
            disk: Witness::default(),
        }
    }

    /// What was asked of the disk.
    pub fn into_record(self) -> Record {
        self.disk.into_record()
    }

    /// The text that is open at a path, links followed.
    fn open_at(&self, path: &Path) -> Option<&Document> {
        let by_path = || self.open.iter().find(|document| document.path == path);
        let by_identity = || {
            let identity = std::fs::canonicalize(path).ok()?;
            self.open
                .iter()
                .find(|document| document.identity == identity)
        };
        by_identity().or_else(by_path)
    }
}

impl Files for Buffers<'_> {
    fn read(&self, path: &Path, within: Option<&Path>) -> Result<Bytes, Unread> {
        let path = self.folder.join(path);
        let Some(document) = self.open_at(&path) else {
            return self.disk.read(&path, within);
        };
        if within.is_some_and(|folder| !document.identity.starts_with(folder)) {
            return Err(Unread::Outside);
        }
        Ok(Bytes {
            identity: document.identity.clone(),
            bytes: document.bytes().to_owned(),
        })
    }

    fn matches(&self, folder: &Path, pattern: &str) -> Vec<PathBuf> {
        let found = self.disk.matches(&self.folder.join(folder), pattern);
        let as_reached = |path: PathBuf| match path.strip_prefix(self.folder) {
            Ok(below) => below.to_owned(),
            Err(_) => path,
        };
        found.into_iter().map(as_reached).collect()
    }

    fn is_file(&self, path: &Path) -> bool {
        let path = self.folder.join(path);
        self.disk.is_file(&path) || self.open_at(&path).is_some()
    }

    fn is_there(&self, path: &Path) -> bool {
        let path = self.folder.join(path);
        self.disk.is_there(&path) || self.open_at(&path).is_some()
    }

    fn folder(&self, path: &Path) -> Option<PathBuf> {
        std::fs::canonicalize(self.folder.join(path)).ok()
    }
}
