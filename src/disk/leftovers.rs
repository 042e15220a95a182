//! What a touchline that was killed left behind: how it is told from what nobody else has.

use std::fs;
use std::path::{Path, PathBuf};

use super::fnv1a;

/// What the names of temporary files begin with: hidden, so that no `include` finds one.
pub const HIDDEN: &str = ".touchline-";

/// What they end with while nobody's text but ours is in them.
pub const DRAFT: &str = "tmp";

/// What they end with from the moment on that somebody's text may be in them; before it stand the
/// digests of ours and of the text that it replaces.
const OLD: &str = "old";

/// Takes away what a touchline that was killed left behind, none being at work here now: its
/// drafts, finished or not, and an old text that is as it was read, or of which each line is in the one
/// that is there, `now`. Another old text may have been written to after it was taken out, and nobody
/// else has that.
pub fn sweep(folder: &Path, now: &[u8]) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default();
        if !name.to_string_lossy().starts_with(HIDDEN) {
            continue;
        }
        let kind = path.extension().unwrap_or_default();
        let is_known = || {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            let digests = stem.rsplit('.').next().unwrap_or_default();
            fs::read(&path).is_ok_and(|old| {
                let own = digest(&old);
                digests.split('-').any(|digest| digest == own) || holds(now, &old)
            })
        };
        if kind == DRAFT || kind == OLD && is_known() {
            take_away(&path);
        }
    }
}

/// The name by which a draft of the text `after` takes the place of the text `before`.
pub fn old_name(draft: &Path, before: &[u8], after: &[u8]) -> PathBuf {
    draft.with_extension(format!("{}-{}.{OLD}", digest(after), digest(before)))
}

/// What tells a draft of ours from whatever came into its place.
fn digest(text: &[u8]) -> String {
    format!("{:016x}", fnv1a(text))
}

/// What cannot be taken away stays, and harms nobody.
pub fn take_away(path: &Path) {
    let _ = fs::remove_file(path);
}

/// Says whether each line of an old text is in this one, in the same order.
fn holds(text: &[u8], old: &[u8]) -> bool {
    let mut lines = text.split(|&byte| byte == b'\n');
    old.split(|&byte| byte == b'\n')
        .all(|line| lines.any(|other| other == line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_else_may_have_is_not_swept_away() {
        let folder = tempfile::tempdir().unwrap();
        let left = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::write(&path, text).unwrap();
            path
        };
        let unfinished = left(".touchline-e.tmp", "fo");
        let in_it = left(".touchline-a.old", "one\nthree\n");
        let more = left(".touchline-b.old", "three\none\n");
        let draft = folder.path().join(".touchline-c.tmp");
        let name = |path: PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
        let name = name(old_name(&draft, b"five\n", b"four\n"));
        let ours = left(&name, "four\n");
        sweep(folder.path(), b"one\ntwo\nthree\n");
        assert!(!unfinished.exists() && !in_it.exists() && !ours.exists());
        let replaced = left(&name, "five\n");
        let written_to = left(".touchline-d.0-0.old", "five\n");
        sweep(folder.path(), b"one\ntwo\nthree\n");
        assert!(!replaced.exists());
        assert_eq!(fs::read(&more).unwrap(), b"three\none\n");
        assert_eq!(fs::read(&written_to).unwrap(), b"five\n");
    }
}
