//! What the system says of a file without reading it: where that is the same, so is its text.

use std::fs::{self, Metadata};
use std::path::Path;
use std::time::{Duration, SystemTime};

/// File systems keep times in steps of up to two seconds: what was written within one may be
/// written again without a trace.
const STEP: Duration = Duration::from_secs(3);

/// Time of the last change, size, and which file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    modified: Option<SystemTime>,
    size: u64,
    place: (u64, u64),
    /// Who may read it, which does not change its text, but whether that can be read.
    mode: u32,
}

impl Stamp {
    /// What the system says of these.
    #[must_use]
    pub fn new(metadata: &Metadata) -> Stamp {
        let (place, mode) = place(metadata);
        Stamp {
            modified: metadata.modified().ok(),
            size: metadata.len(),
            place,
            mode,
        }
    }

    /// What the system says of the file at `path`, links followed; none where there is none.
    #[must_use]
    pub fn of(path: &Path) -> Option<Stamp> {
        fs::metadata(path)
            .ok()
            .map(|metadata| Stamp::new(&metadata))
    }

    /// Says whether another text would have another stamp, at a look at this time: it would not
    /// while the last change is fresh.
    #[must_use]
    pub fn is_settled(&self, looked: SystemTime) -> bool {
        let age = self
            .modified
            .and_then(|modified| looked.duration_since(modified).ok());
        age.is_some_and(|age| age > STEP)
    }
}

#[cfg(unix)]
fn place(metadata: &Metadata) -> ((u64, u64), u32) {
    use std::os::unix::fs::MetadataExt;
    ((metadata.dev(), metadata.ino()), metadata.mode())
}

#[cfg(not(unix))]
fn place(metadata: &Metadata) -> ((u64, u64), u32) {
    ((0, 0), u32::from(metadata.permissions().readonly()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_trusted_once_its_time_is_past() {
        let modified = SystemTime::UNIX_EPOCH + Duration::from_secs(1000);
        let stamp = Stamp {
            modified: Some(modified),
            size: 7,
            place: (1, 2),
            mode: 0o644,
        };
        assert!(!stamp.is_settled(modified + Duration::from_secs(1)));
        assert!(stamp.is_settled(modified + Duration::from_secs(4)));
        // A clock that was put back says nothing.
        assert!(!stamp.is_settled(modified - Duration::from_secs(9)));
    }
}
