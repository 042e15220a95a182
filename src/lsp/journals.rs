//! Where journals come from: the command line finds and reads them, here as there.

use std::path::{Path, PathBuf};

use crate::calendar::Day;
use crate::disk::Files;
use crate::ledger::{Known, Ledger};
use crate::settings::{Settings, SettingsError};

/// A journal that was found: what to read.
#[derive(Clone, Debug)]
pub struct Found {
    /// The files where reading begins.
    pub roots: Vec<PathBuf>,
    /// The folder, links resolved, in or below which they have to lie; none where they were named.
    pub within: Option<PathBuf>,
    /// The settings that hold for them.
    pub settings: Settings,
    /// Where those stand, where they do.
    pub settings_path: Option<PathBuf>,
}

/// Why a journal cannot be found, or read.
#[derive(Clone, Debug)]
pub struct Trouble {
    /// In words.
    pub message: String,
    /// The settings that have mistakes in them, and which.
    pub settings: Option<(PathBuf, Vec<SettingsError>)>,
}

/// Finds and reads journals. What is asked for is seen through `files`, from its folder on.
pub trait Journals {
    /// Whether the journal was named by whoever started the server, so that no other is looked
    /// for; its path is to be taken from the folder of the process.
    fn is_named(&self) -> bool;

    /// The folder of the nearest settings that name a journal, above the folder of `files` or it
    /// itself: absolute, or from that folder on.
    fn home(&self, files: &dyn Files) -> Option<PathBuf>;

    /// Finds the journal; the one that begins with `root`, where one is given.
    ///
    /// # Errors
    ///
    /// Where there is none, or its settings have mistakes.
    fn find(&self, files: &dyn Files, root: Option<&Path>) -> Result<Found, Trouble>;

    /// Reads a journal.
    ///
    /// # Errors
    ///
    /// Where a root cannot be read.
    fn read(&self, files: &dyn Files, found: Found, known: &mut Known) -> Result<Ledger, Trouble>;

    /// The day that it is.
    fn today(&self) -> Day;
}
