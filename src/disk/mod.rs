//! Files: reads them, finds those that a glob matches, knows when two paths are one file, and
//! replaces one whole or not at all.

mod exchange;
mod leftovers;
mod lock;
mod record;
mod replace;
mod stamp;

pub use record::{Became, Examined, Record, Witness};
pub use replace::{Unwritten, create_new, is_being_written, replace, write_whole};

use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};
use walkdir::WalkDir;

/// The size in bytes from which on a text has places that no four bytes can tell.
const TOO_LARGE: u64 = u32::MAX as u64;

/// A file that was read.
#[derive(Debug)]
pub struct Bytes {
    /// Which file it is, whatever path it was reached by.
    pub identity: PathBuf,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Why a file is not read.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// There is none.
    #[error("there is no such file")]
    Missing,
    /// It is a directory.
    #[error("it is a directory")]
    Directory,
    /// It is neither a file nor a directory.
    #[error("it is no regular file")]
    Special,
    /// It lies outside the journal's folder.
    #[error("it lies outside the journal's folder")]
    Outside,
    /// Its name is no text.
    #[error("its name is not UTF-8, give it another")]
    Unnameable,
    /// It is too large for places of four bytes.
    #[error("it is larger than 4 GiB")]
    TooLarge,
    /// The system says no.
    #[error("{}", in_words(.0))]
    System(io::Error),
}

impl From<io::Error> for Unread {
    fn from(error: io::Error) -> Unread {
        if is_missing(&error) {
            Unread::Missing
        } else {
            Unread::System(error)
        }
    }
}

/// Says whether there is no such file, or no such folder around it.
fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// What the system says of a failure, without its number and the path of a file of ours.
#[must_use]
pub fn in_words(error: &io::Error) -> String {
    let said = error.to_string();
    let words = said.split(" (os error").next().unwrap_or_default();
    let mut letters = words.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// The folder of a file; `.` for one that is named without, and for standard input.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// A number that tells texts apart, FNV-1a: names that stay on the disk hold it, so it has to be the
/// same in every version of touchline.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// What the system says of what is at `path`, links followed; a directory is refused.
fn metadata_of_file(path: &Path) -> Result<fs::Metadata, Unread> {
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        Err(Unread::Directory)
    } else {
        Ok(metadata)
    }
}

/// Where the texts of a journal come from.
pub trait Files {
    /// Reads the file at `path`: a regular file in or below the folder `within`, links resolved,
    /// or any that can be read where no folder is given.
    ///
    /// # Errors
    ///
    /// Where there is none, or it cannot or may not be read.
    fn read(&self, path: &Path, within: Option<&Path>) -> Result<Bytes, Unread>;

    /// The files that `pattern`, with `/` between its parts, matches from `folder` on, sorted:
    /// directories and hidden files are passed over.
    fn matches(&self, folder: &Path, pattern: &str) -> Vec<PathBuf>;

    /// Says whether a regular file is at `path`, links followed.
    fn is_file(&self, path: &Path) -> bool {
        self.read(path, None).is_ok()
    }

    /// Says whether anything is at `path`, links followed.
    fn is_there(&self, path: &Path) -> bool {
        !matches!(self.read(path, None), Err(Unread::Missing))
    }

    /// A folder without links, `.` and `..` in its path; none where there is no such folder.
    fn folder(&self, path: &Path) -> Option<PathBuf> {
        fs::canonicalize(path).ok()
    }
}

/// The files of this machine.
#[derive(Clone, Copy, Debug)]
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path, within: Option<&Path>) -> Result<Bytes, Unread> {
        let metadata = metadata_of_file(path)?;
        // What was named by hand may be a pipe, which has no other name.
        let identity = if metadata.is_file() {
            fs::canonicalize(path)?
        } else if within.is_none() {
            path.to_owned()
        } else {
            return Err(Unread::Special);
        };
        if within.is_some_and(|folder| !identity.starts_with(folder)) {
            return Err(Unread::Outside);
        }
        if metadata.len() >= TOO_LARGE {
            return Err(Unread::TooLarge);
        }
        let file = fs::File::open(&identity)?;
        let bytes = read_to_end(file, metadata.len() as usize)?;
        Ok(Bytes { identity, bytes })
    }

    fn matches(&self, folder: &Path, pattern: &str) -> Vec<PathBuf> {
        let Some(search) = Search::new(folder, pattern) else {
            return Vec::new();
        };
        let options = MatchOptions {
            case_sensitive: true,
            require_literal_separator: true,
            require_literal_leading_dot: true,
        };
        let start = search.start();
        let mut found: Vec<PathBuf> = search
            .walk(search.depth)
            .filter(|entry| entry.depth() > 0)
            .filter_map(|entry| entry.path().strip_prefix(start).map(Path::to_owned).ok())
            // A name that is no text is matched too, so that it can be told.
            .filter(|path| (search.pattern).matches_with(&path.to_string_lossy(), options))
            .map(|path| search.root.join(path))
            .filter(|path| !path.is_dir())
            .collect();
        found.sort();
        found
    }

    fn is_file(&self, path: &Path) -> bool {
        path.is_file()
    }

    fn is_there(&self, path: &Path) -> bool {
        path.exists()
    }
}

/// The folders in which files could appear that `pattern` matches from `folder` on: where it
/// begins, whether or not that is there, and those below that it may reach.
#[must_use]
pub fn folders_searched(folder: &Path, pattern: &str) -> Vec<PathBuf> {
    let Some(search) = Search::new(folder, pattern) else {
        return Vec::new();
    };
    let start = search.start();
    let below = search
        .walk(search.depth.saturating_sub(1))
        .filter(|entry| entry.depth() > 0 && entry.file_type().is_dir())
        .map(walkdir::DirEntry::into_path);
    std::iter::once(start.to_owned()).chain(below).collect()
}

/// A pattern taken apart: the folder it begins in, and what is to match below.
struct Search {
    root: PathBuf,
    pattern: Pattern,
    depth: usize,
}

impl Search {
    fn new(folder: &Path, pattern: &str) -> Option<Search> {
        let parts: Vec<&str> = pattern.split('/').collect();
        let fixed = parts.iter().take_while(|part| !is_glob(part)).count();
        let root = parts[..fixed]
            .iter()
            .fold(folder.to_owned(), |root, part| root.join(part));
        let depth = if pattern.contains("**") {
            usize::MAX
        } else {
            parts.len() - fixed
        };
        Some(Search {
            root,
            pattern: Pattern::new(&parts[fixed..].join("/")).ok()?,
            depth,
        })
    }

    fn start(&self) -> &Path {
        if self.root.as_os_str().is_empty() {
            Path::new(".")
        } else {
            &self.root
        }
    }

    /// What is visible from the start on, so many folders deep.
    fn walk(&self, depth: usize) -> impl Iterator<Item = walkdir::DirEntry> {
        let is_visible = |entry: &walkdir::DirEntry| {
            entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
        };
        WalkDir::new(self.start())
            .max_depth(depth)
            .follow_links(false)
            .into_iter()
            .filter_entry(is_visible)
            .filter_map(Result::ok)
    }
}

/// A path without the `.` and `..` in it, by its words alone: what it leads through is not looked
/// at.
#[must_use]
pub fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

/// Says whether a path is a pattern.
#[must_use]
pub fn is_glob(path: &str) -> bool {
    path.contains(['*', '?', '['])
}

/// Reads standard input to its end.
///
/// # Errors
///
/// Where it cannot be read, or is larger than 4 GiB.
pub fn read_standard_input() -> Result<Vec<u8>, Unread> {
    read_to_end(io::stdin().lock(), 0)
}

/// Reads all that is expected to be of this size; what has no end is given up on.
fn read_to_end(source: impl Read, size: usize) -> Result<Vec<u8>, Unread> {
    let mut bytes = Vec::with_capacity(size);
    let mut source = source.take(TOO_LARGE);
    source.read_to_end(&mut bytes)?;
    if bytes.len() as u64 >= TOO_LARGE {
        Err(Unread::TooLarge)
    } else {
        Ok(bytes)
    }
}

/// Adds text at the end of a file, which is made where there is none.
///
/// # Errors
///
/// Where the system says no.
pub fn append(path: &Path, text: &str) -> io::Result<()> {
    let mut file = fs::OpenOptions::new()
        .append(true)
        .create(true)
        .open(path)?;
    io::Write::write_all(&mut file, text.as_bytes())
}
