//! The system's list of mounts comes in, and out comes the kind of a folder's file system, where
//! that is one that others write to without an event here.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// File systems of other machines, or of other programs.
const SILENT: [&str; 11] = [
    "9p", "afs", "ceph", "cifs", "fuse", "nfs", "nfs4", "smb3", "smbfs", "vboxsf", "virtiofs",
];

/// The mounts of this system; empty where it does not list them.
#[must_use]
pub fn list() -> String {
    std::fs::read("/proc/self/mounts")
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .unwrap_or_default()
}

/// The kind of the file system that the absolute path `folder` is on, if it sends no events.
#[must_use]
pub fn silent_kind<'m>(folder: &Path, mounts: &'m str) -> Option<&'m str> {
    let mut nearest: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        let mut words = line.split(' ').skip(1);
        let (Some(point), Some(kind)) = (words.next(), words.next()) else {
            continue;
        };
        let point = unescaped(point);
        let depth = point.components().count();
        // Of two mounts at one point, the later hides the earlier.
        if folder.starts_with(&point) && nearest.is_none_or(|(other, _)| depth >= other) {
            nearest = Some((depth, kind));
        }
    }
    let (_, kind) = nearest?;
    (SILENT.contains(&kind) || kind.starts_with("fuse.")).then_some(kind)
}

/// A path of the list, in which white space and `\` stand as three octal digits after a `\`.
fn unescaped(word: &str) -> PathBuf {
    let mut path = String::new();
    let mut rest = word;
    while let Some((before, after)) = rest.split_once('\\') {
        path.push_str(before);
        let code = after
            .get(..3)
            .and_then(|digits| u8::from_str_radix(digits, 8).ok());
        if let Some(code) = code {
            path.push(char::from(code));
            rest = &after[3..];
        } else {
            path.push('\\');
            rest = after;
        }
    }
    path.push_str(rest);
    PathBuf::from(OsString::from(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "overlay / overlay rw 0 0\n\
        proc /proc proc rw 0 0\n\
        server:/home /home nfs4 rw 0 0\n\
        /dev/sdb1 /home/local\\040disk ext4 rw 0 0\n\
        host /mnt/shared fuse.sshfs rw 0 0\n\
        /dev/sdc1 /mnt/shared ext4 rw 0 0\n";

    #[test]
    fn the_nearest_mount_says_whether_there_are_events() {
        let kind = |folder| silent_kind(Path::new(folder), MOUNTS);
        assert_eq!(kind("/home/dana/sales"), Some("nfs4"));
        assert_eq!(kind("/home/local disk/sales"), None);
        assert_eq!(kind("/homes"), None);
        assert_eq!(kind("/mnt/shared/sales"), None);
        assert_eq!(silent_kind(Path::new("/sales"), ""), None);
    }
}
