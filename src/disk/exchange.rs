//! Two paths come in; the two files change places, in one step that nobody sees the middle of.

use std::io;
use std::path::Path;

/// Lets two files change places.
///
/// # Errors
///
/// Where one of them is missing, or the system or the file system cannot do it.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

/// Nowhere else is there such a step.
#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
