//! A folder comes in; out comes the right to write there, against every other touchline.
//!
//! It is the folder that is locked, not a file in it: a file is replaced by another one, whose
//! lock would be a new one, and a lock file would be left lying about.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use super::Unwritten;

/// How often one tries, and how long one waits in between: ten seconds in all.
const TRIES: u32 = 2000;
const WAIT: Duration = Duration::from_millis(5);

/// The right to write in a folder; given back when it is dropped, or when the program dies.
#[derive(Debug)]
pub(super) struct Lock {
    file: Option<File>,
}

impl Lock {
    /// Waits for the right to write in `folder`. Where the file system knows no locks, there is
    /// none to wait for.
    pub fn take(folder: &Path) -> Result<Lock, Unwritten> {
        let Ok(file) = open(folder) else {
            return Ok(Lock { file: None });
        };
        for _ in 0..TRIES {
            match file.try_lock() {
                Ok(()) => return Ok(Lock { file: Some(file) }),
                Err(TryLockError::WouldBlock) => sleep(WAIT),
                Err(TryLockError::Error(_)) => return Ok(Lock { file: None }),
            }
        }
        Err(Unwritten::Busy)
    }

    /// Says whether there really is a lock.
    pub fn is_held(&self) -> bool {
        self.file.is_some()
    }
}

#[cfg(unix)]
fn open(folder: &Path) -> std::io::Result<File> {
    File::open(folder)
}

/// Where a folder cannot be opened as a file, one in the system's folder for temporary files, by
/// the name of the folder, stands for it.
#[cfg(not(unix))]
fn open(folder: &Path) -> std::io::Result<File> {
    let hash = super::fnv1a(folder.to_string_lossy().as_bytes());
    let path = std::env::temp_dir().join(format!("touchline-{hash:016x}.lock"));
    File::options()
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
}
