//! The one safe way to write: a file, what it held when it was read, and what it is to hold come
//! in; the file holds the one or the other, whole, whatever happens.
//!
//! The new text is written beside the file, and takes its place in one step. Where the file is
//! not as it was read, it is left alone: whoever asked reads it again and thinks again.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::{Builder, NamedTempFile};

use super::exchange::exchange;
use super::leftovers::{DRAFT, HIDDEN, old_name, sweep, take_away};
use super::lock::Lock;
use super::{Disk, Files, Unread, folder_of, in_words, is_missing, metadata_of_file};

/// How long a text that seems unfinished has to rest before it is taken for a whole one; and how
/// long that is waited for at the most.
const REST: Duration = Duration::from_secs(1);

/// How long an editor that writes in place is given to come to an end, before one looks again.
const SETTLE: Duration = Duration::from_millis(50);

/// How long whoever has just opened a file is given to write to it.
const GLANCE: Duration = Duration::from_millis(2);

/// Why a file is not written.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    /// It cannot be read any more.
    #[error(transparent)]
    Unread(#[from] Unread),
    /// It holds something else than when it was read.
    #[error("it was changed by somebody else in the meantime, and is left as it is")]
    Changed,
    /// Another touchline does not come to an end.
    #[error("another touchline has been writing in this folder for ten seconds")]
    Busy,
    /// It must not be written to.
    #[error("it is write-protected")]
    ReadOnly,
    /// What was to be written is not good.
    #[error("what would be written is not in order: {0}")]
    Refused(String),
    /// The folder that it is to be in is not there.
    #[error("there is no folder {}", .0.display())]
    NoFolder(PathBuf),
    /// The system says no.
    #[error("{}", in_words(.0))]
    System(#[from] io::Error),
}

/// Replaces the file at `path`, which held `before` when it was read, by `after`: whole, or not
/// at all. Links are followed, permissions kept. `check` is asked about what is to be written
/// before anything happens.
///
/// # Errors
///
/// Where the check says no, the file holds something else than `before`, it may not be written
/// to, or the system says no. Then it is left as it is.
pub fn replace(
    path: &Path,
    before: &[u8],
    after: &[u8],
    check: impl FnOnce(&[u8]) -> Result<(), String>,
) -> Result<(), Unwritten> {
    check(after).map_err(Unwritten::Refused)?;
    let metadata = metadata_of_file(path)?;
    if !metadata.is_file() {
        return Err(Unread::Special.into());
    }
    let target = fs::canonicalize(path).map_err(Unread::from)?;
    let folder = folder_of(&target);
    let lock = Lock::take(folder)?;
    compare(&target, before)?;
    if before == after {
        return Ok(());
    }
    may_be_written(&target, &metadata)?;
    if lock.is_held() {
        sweep(folder, before);
    }
    let temporary = beside(folder, after, Some(&metadata))?;
    if is_being_written(&target, before) {
        return Err(Unwritten::Changed);
    }
    compare(&target, before)?;
    swap(temporary, &target, before, after)?;
    sync(folder);
    Ok(())
}

/// Writes a file whole or not at all, whatever it held. Where the path is a link, what it points
/// to is replaced, or made where it is not there yet; its owner and permissions stay. What is no
/// regular file, as `/dev/stdout`, is written to.
///
/// # Errors
///
/// Where it is a directory, its folder is not there, it is write-protected, or the system says no;
/// what was there is then as it was.
pub fn write_whole(path: &Path, text: &str) -> Result<(), Unwritten> {
    let there = fs::metadata(path).ok();
    if let Some(metadata) = &there {
        if metadata.is_dir() {
            return Err(Unread::Directory.into());
        }
        if !metadata.is_file() {
            return Ok(fs::write(path, text)?);
        }
    }
    let target = end_of_links(path)?;
    let folder = folder_of(&target);
    if !folder.is_dir() {
        return Err(Unwritten::NoFolder(folder.to_owned()));
    }
    let lock = Lock::take(folder)?;
    if let Some(metadata) = &there {
        may_be_written(&target, metadata)?;
    }
    if lock.is_held() {
        sweep(folder, b"");
    }
    let temporary = beside(folder, text.as_bytes(), there.as_ref())?;
    temporary.persist(&target).map_err(|error| error.error)?;
    sync(folder);
    Ok(())
}

/// The file that a path leads to, links followed, whether or not it is there yet.
fn end_of_links(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        // Links that lead in a circle are another error: this comes to an end.
        Err(error) if is_missing(&error) => match fs::read_link(path) {
            Ok(next) => end_of_links(&path.with_file_name(next)),
            Err(_) => Ok(path.to_owned()),
        },
        found => found,
    }
}

/// Writes a new file, whole or not at all; never over one that is there.
///
/// # Errors
///
/// Where there is one already, or the system says no; then there is no new one.
pub fn create_new(path: &Path, text: &str) -> Result<(), Unwritten> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists).into());
    }
    let folder = folder_of(path);
    // A draft that is not locked would be swept away.
    let _lock = Lock::take(folder)?;
    let temporary = beside(folder, text.as_bytes(), None)?;
    let created = temporary.persist_noclobber(path);
    created.map_err(|error| error.error)?;
    sync(folder);
    Ok(())
}

/// A temporary file in `folder` that holds `text`, on the disk, with the owner and the permissions
/// of the file that it is to replace; of a new one as the system gives them.
fn beside(
    folder: &Path,
    text: &[u8],
    replaced: Option<&fs::Metadata>,
) -> io::Result<NamedTempFile> {
    let suffix = format!(".{DRAFT}");
    let mut builder = Builder::new();
    builder.prefix(HIDDEN).suffix(&suffix);
    #[cfg(unix)]
    if replaced.is_none() {
        // The system's mask is applied to it; by itself it would be for one's own eyes alone.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(text)?;
    if let Some(metadata) = replaced {
        keep_owner(temporary.path(), metadata);
        fs::set_permissions(temporary.path(), metadata.permissions())?;
    }
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

/// A file's new name has to outlive a power cut too; where the system knows no such thing, the
/// file is written all the same.
fn sync(folder: &Path) {
    let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
}

/// Says whether `text`, just read at `path`, is what somebody who writes in place has written so
/// far: the file has another size by now. Where it may be, that is waited for until the file rests
/// for a second, but a second at the most: its time may lie in the future, or be none.
#[must_use]
pub fn is_being_written(path: &Path, text: &[u8]) -> bool {
    let start = Instant::now();
    while is_unfinished(text)
        && let Ok(now) = fs::metadata(path)
    {
        if now.len() != text.len() as u64 {
            return true;
        }
        let age = now.modified().ok().and_then(|time| time.elapsed().ok());
        if start.elapsed() >= REST || age.is_some_and(|age| age >= REST) {
            return false;
        }
        sleep(SETTLE);
    }
    false
}

/// Says whether a text is nothing, or ends within a line.
fn is_unfinished(text: &[u8]) -> bool {
    !text.ends_with(b"\n") && !text.ends_with(b"\r")
}

fn compare(target: &Path, before: &[u8]) -> Result<(), Unwritten> {
    if Disk.read(target, None)?.bytes == before {
        Ok(())
    } else {
        Err(Unwritten::Changed)
    }
}

/// A file can be replaced by whoever may write to its folder; but one that its owner protected is
/// to stay.
fn may_be_written(target: &Path, metadata: &fs::Metadata) -> Result<(), Unwritten> {
    if metadata.permissions().readonly() {
        return Err(Unwritten::ReadOnly);
    }
    match fs::OpenOptions::new().append(true).open(target) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Err(Unwritten::ReadOnly),
        Err(error) => Err(error.into()),
    }
}

/// A file that root writes to stays its owner's; whoever may not give files away makes it theirs.
#[cfg(unix)]
fn keep_owner(temporary: &Path, metadata: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, chown};
    let (user, group) = (Some(metadata.uid()), Some(metadata.gid()));
    let _ = chown(temporary, user, group).or_else(|_| chown(temporary, None, group));
}

#[cfg(not(unix))]
fn keep_owner(_: &Path, _: &fs::Metadata) {}

/// Puts the temporary file in the place of `target`. What comes out is looked at: where it is not
/// what was read, somebody saved at that very moment, and theirs goes back. It is taken away only
/// when it is known what it holds; on every other way out it stays, under a name that is not swept.
fn swap(
    temporary: NamedTempFile,
    target: &Path,
    before: &[u8],
    after: &[u8],
) -> Result<(), Unwritten> {
    let spare = old_name(temporary.path(), before, after);
    temporary.persist(&spare).map_err(|error| error.error)?;
    if exchange(&spare, target).is_err() {
        // No system call for it here: then the moment between comparing and renaming stays.
        let renamed = compare(target, before).and_then(|()| Ok(fs::rename(&spare, target)?));
        if renamed.is_err() {
            take_away(&spare);
        }
        return renamed;
    }
    // Whoever has opened the old file already may still write to it.
    sleep(if is_unfinished(before) {
        SETTLE
    } else {
        GLANCE
    });
    let mut taken_out = fs::read(&spare)?;
    if taken_out == before {
        take_away(&spare);
        return Ok(());
    }
    let mut put_in = after.to_vec();
    // Whoever saves again and again is given up on after some rounds: the newest is in place.
    for _ in 0..100 {
        if exchange(&spare, target).is_err() {
            fs::rename(&spare, target)?;
            return Err(Unwritten::Changed);
        }
        let displaced = fs::read(&spare)?;
        if displaced == put_in {
            take_away(&spare);
            return Err(Unwritten::Changed);
        }
        put_in = std::mem::replace(&mut taken_out, displaced);
    }
    Err(Unwritten::Changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(folder: &Path, name: &str, text: &str) -> std::path::PathBuf {
        let path = folder.join(name);
        fs::write(&path, text).unwrap();
        path
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = written(folder.path(), "a.touch", "old\n");
        written(
            folder.path(),
            ".touchline-dead.tmp",
            "of one that was killed",
        );
        replace(&path, b"old\n", b"new\n", |_| Ok(())).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_text_that_seems_unfinished_is_waited_for_until_it_rests() {
        let folder = tempfile::tempdir().unwrap();
        let path = written(folder.path(), "a.touch", "");
        let file = fs::File::options().write(true).open(&path).unwrap();
        let rested = std::time::SystemTime::now() - 2 * REST;
        let waited = |text: &[u8]| {
            let start = Instant::now();
            (is_being_written(&path, text), start.elapsed() >= SETTLE)
        };
        file.set_modified(rested).unwrap();
        assert_eq!(waited(b""), (false, false));
        assert_eq!(waited(b"whole lines\n"), (false, false));
        // Nobody writes to it, and its time is none that comes soon.
        let ahead = std::time::SystemTime::now() + 3600 * REST;
        file.set_modified(ahead).unwrap();
        assert_eq!(waited(b""), (false, true));
        // Somebody has written to it since it was read.
        fs::write(&path, "more").unwrap();
        assert!(is_being_written(&path, b""));
    }

    #[test]
    fn a_file_that_changed_or_is_refused_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = written(folder.path(), "a.touch", "newer\n");
        let changed = replace(&path, b"old\n", b"new\n", |_| Ok(()));
        assert!(matches!(changed, Err(Unwritten::Changed)));
        let refused = replace(&path, b"newer\n", b"new\n", |_| Err("no".into()));
        assert!(matches!(refused, Err(Unwritten::Refused(_))));
        assert_eq!(fs::read(&path).unwrap(), b"newer\n");
    }

    #[test]
    fn what_is_saved_at_the_moment_of_the_exchange_goes_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = written(folder.path(), "a.touch", "an editor's\n");
        let mut temporary = NamedTempFile::new_in(folder.path()).unwrap();
        temporary.write_all(b"ours\n").unwrap();
        let swapped = swap(temporary, &path, b"old\n", b"ours\n");
        assert!(matches!(swapped, Err(Unwritten::Changed)));
        assert_eq!(fs::read(&path).unwrap(), b"an editor's\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_is_written_whole_where_its_folder_is() {
        let folder = tempfile::tempdir().unwrap();
        written(
            folder.path(),
            ".touchline-dead.tmp",
            "of one that was killed",
        );
        let path = folder.path().join("out.csv");
        write_whole(&path, "one").unwrap();
        write_whole(&path, "two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        let nowhere = write_whole(&folder.path().join("no/out.csv"), "x").unwrap_err();
        let no = folder.path().join("no");
        assert_eq!(
            nowhere.to_string(),
            format!("there is no folder {}", no.display())
        );
        let in_place = write_whole(folder.path(), "x").unwrap_err();
        assert_eq!(in_place.to_string(), "it is a directory");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_file_that_is_not_there_yet_is_written_through() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("out")).unwrap();
        let [first, circle] = ["first.csv", "circle.csv"].map(|name| folder.path().join(name));
        symlink("out/second.csv", &first).unwrap();
        symlink("third.csv", folder.path().join("out/second.csv")).unwrap();
        write_whole(&first, "one").unwrap();
        assert!(fs::symlink_metadata(&first).unwrap().is_symlink());
        let third = fs::read(folder.path().join("out/third.csv")).unwrap();
        assert_eq!(third, b"one");
        symlink("circle.csv", &circle).unwrap();
        assert!(matches!(
            write_whole(&circle, "one"),
            Err(Unwritten::System(_))
        ));
        assert!(fs::symlink_metadata(&circle).unwrap().is_symlink());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_permissions_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let path = written(folder.path(), "a.touch", "old\n");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let link = folder.path().join("link.touch");
        symlink("a.touch", &link).unwrap();
        replace(&link, b"old\n", b"new\n", |_| Ok(())).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"new\n");
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o640
        );
        fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
        let protected = replace(&path, b"new\n", b"newer\n", |_| Ok(()));
        assert!(matches!(protected, Err(Unwritten::ReadOnly)));
        let protected = write_whole(&path, "newer");
        assert!(matches!(protected, Err(Unwritten::ReadOnly)));
        let new = folder.path().join("new.csv");
        write_whole(&new, "a").unwrap();
        fs::set_permissions(&new, fs::Permissions::from_mode(0o604)).unwrap();
        write_whole(&new, "b").unwrap();
        assert_eq!(
            fs::metadata(&new).unwrap().permissions().mode() & 0o777,
            0o604
        );
    }
}
