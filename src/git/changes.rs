//! A commit comes in, and out come the lines that are new since, file by file, and those that are
//! there no more.

use std::ffi::OsString;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{GitError, Repository, answer};

/// What differs from a commit.
#[derive(Debug, Default)]
pub struct Changes {
    files: FxHashMap<String, Lines>,
    /// The files that git knows; none where it knows all.
    tracked: Option<FxHashSet<String>>,
}

/// What differs in one file. Lines are ended by line feeds alone, and counted from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// The lines that are new.
    pub new: Vec<Range<u32>>,
    /// What is there no more: the number of lines before it, and its text.
    pub removed: Vec<(u32, Vec<u8>)>,
}

/// How many files are named to git at once: the command line has an end.
const AT_ONCE: usize = 200;

impl Repository {
    /// What differs between a commit and another one, or the files as they are, in the files of
    /// these names.
    ///
    /// # Errors
    ///
    /// Where git fails.
    pub fn changes(
        &self,
        since: &str,
        until: Option<&str>,
        names: &FxHashSet<String>,
    ) -> Result<Changes, GitError> {
        // The names come first: what else the repository holds may be large, and its text is
        // never asked for.
        let listing = self.difference(&["--name-status", "-z"], since, until, &[])?;
        let mut files = FxHashMap::default();
        let mut changed = Vec::new();
        for (status, paths) in read_names(&listing) {
            let name = paths.last().copied().unwrap_or_default();
            let name = String::from_utf8_lossy(name).into_owned();
            if !names.contains(&name) {
                continue;
            }
            if status == b'A' {
                files.insert(name, Lines::all());
            } else {
                changed.push(paths);
            }
        }
        for changed in changed.chunks(AT_ONCE) {
            let paths: Vec<OsString> = changed.iter().flatten().map(|path| named(path)).collect();
            let form = ["--unified=0", "--inter-hunk-context=0"];
            files.extend(read(&self.difference(&form, since, until, &paths)?));
        }
        let tracked = match until {
            Some(_) => None,
            None => Some(self.tracked()?),
        };
        Ok(Changes { files, tracked })
    }

    /// What `git diff` says, of all files where none is named.
    fn difference(
        &self,
        form: &[&str],
        since: &str,
        until: Option<&str>,
        paths: &[OsString],
    ) -> Result<Vec<u8>, GitError> {
        let mut command = self.git();
        command.args([
            "diff",
            "--no-ext-diff",
            "--no-textconv",
            "--no-color",
            "--no-relative",
            "--text",
            "--find-renames",
            "--ignore-submodules",
            "--src-prefix=a/",
            "--dst-prefix=b/",
        ]);
        command.args(form).arg("--end-of-options").arg(since);
        answer(command.args(until).arg("--").args(paths))
    }

    fn tracked(&self) -> Result<FxHashSet<String>, GitError> {
        let names = self.ask(&["ls-files", "-z", "--cached", "--full-name"])?;
        let names = names.split(|&byte| byte == 0);
        Ok(names
            .map(|name| String::from_utf8_lossy(name).into_owned())
            .collect())
    }
}

impl Changes {
    /// What differs in a file, by its name from the repository's root on; none where nothing does.
    #[must_use]
    pub fn of(&self, name: &str) -> Option<Lines> {
        let is_known = |tracked: &FxHashSet<String>| tracked.contains(name);
        if self.tracked.as_ref().is_none_or(is_known) {
            return self.files.get(name).cloned();
        }
        Some(Lines::all())
    }
}

impl Lines {
    /// All lines, as in a file that is new, or that git does not know.
    #[must_use]
    pub fn all() -> Lines {
        Lines {
            new: std::iter::once(0..u32::MAX).collect(),
            removed: Vec::new(),
        }
    }
}

/// Reads what kind of difference it is, a letter, and for each file its name, after the one that it
/// had before where that was another.
fn read_names(listing: &[u8]) -> Vec<(u8, Vec<&[u8]>)> {
    let mut parts = listing.split(|&byte| byte == 0);
    let mut changed = Vec::new();
    while let Some([status, ..]) = parts.next() {
        let count = if matches!(status, b'R' | b'C') { 2 } else { 1 };
        changed.push((*status, parts.by_ref().take(count).collect()));
    }
    changed
}

/// A name that came from git, to be handed back to it.
fn named(name: &[u8]) -> OsString {
    #[cfg(unix)]
    {
        std::os::unix::ffi::OsStringExt::from_vec(name.to_vec())
    }
    #[cfg(not(unix))]
    {
        String::from_utf8_lossy(name).into_owned().into()
    }
}

/// Reads a difference without context.
fn read(difference: &[u8]) -> FxHashMap<String, Lines> {
    let mut files: Vec<(Option<String>, Lines)> = Vec::new();
    let mut rest = Rest(difference);
    while let Some(line) = rest.next() {
        if line.starts_with(b"diff --git ") {
            files.push((None, Lines::default()));
            continue;
        }
        let Some((name, file)) = files.last_mut() else {
            continue;
        };
        if let Some(path) = line.strip_prefix(b"+++ ") {
            *name = file_name(path);
        } else if let Some(hunk) = Hunk::read(line) {
            let mut removed = Vec::new();
            // A line of the text may look like anything: they are counted.
            for _ in 0..hunk.removed {
                if let Some(line) = rest.next() {
                    removed.extend_from_slice(line.get(1..).unwrap_or_default());
                    removed.push(b'\n');
                    rest.skip_missing_line_end();
                }
            }
            for _ in 0..hunk.added {
                rest.next();
                rest.skip_missing_line_end();
            }
            // Where nothing is added, git names the line before; else the first one.
            let first = hunk.start.saturating_sub(u32::from(hunk.added > 0));
            if hunk.added > 0 {
                file.new.push(first..first.saturating_add(hunk.added));
            }
            if hunk.removed > 0 {
                file.removed.push((first, removed));
            }
        }
    }
    let files = files.into_iter();
    files
        .filter_map(|(name, file)| Some((name?, file)))
        .collect()
}

/// The lines of a difference that are not read yet.
struct Rest<'a>(&'a [u8]);

impl<'a> Iterator for Rest<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        if self.0.is_empty() {
            return None;
        }
        let end = memchr::memchr(b'\n', self.0).unwrap_or(self.0.len());
        let (line, rest) = self.0.split_at(end);
        self.0 = rest.get(1..).unwrap_or_default();
        Some(line)
    }
}

impl Rest<'_> {
    /// Passes over `\ No newline at end of file`.
    fn skip_missing_line_end(&mut self) {
        if self.0.starts_with(b"\\") {
            self.next();
        }
    }
}

/// What `@@ -12,2 +13,4 @@` says.
struct Hunk {
    removed: u32,
    start: u32,
    added: u32,
}

impl Hunk {
    fn read(line: &[u8]) -> Option<Hunk> {
        let line = str::from_utf8(
            line.strip_prefix(b"@@ -")?
                .split(|&byte| byte == b'@')
                .next()?,
        );
        let (old, new) = line.ok()?.trim_end().split_once(" +")?;
        let numbers = |text: &str| -> Option<(u32, u32)> {
            let (start, count) = text.split_once(',').unwrap_or((text, "1"));
            Some((start.parse().ok()?, count.parse().ok()?))
        };
        let (_, removed) = numbers(old)?;
        let (start, added) = numbers(new)?;
        Some(Hunk {
            removed,
            start,
            added,
        })
    }
}

/// The file's name in `b/NAME`; none for one that is there no more.
fn file_name(path: &[u8]) -> Option<String> {
    let path = if path.starts_with(b"\"") {
        unquoted(path)
    } else {
        // A tab ends a name with blanks in it.
        path.strip_suffix(b"\t").unwrap_or(path).to_vec()
    };
    let name = path.strip_prefix(b"b/")?;
    Some(String::from_utf8_lossy(name).into_owned())
}

/// A name in quotes, as git writes one with quotes, backslashes or control characters in it.
fn unquoted(path: &[u8]) -> Vec<u8> {
    let mut name = Vec::new();
    let mut rest = path.get(1..).unwrap_or_default();
    while let [first, after @ ..] = rest {
        rest = after;
        match (first, after) {
            (b'"', _) => break,
            (
                b'\\',
                [
                    a @ b'0'..=b'3',
                    b @ b'0'..=b'7',
                    c @ b'0'..=b'7',
                    after @ ..,
                ],
            ) => {
                name.push((a - b'0') << 6 | (b - b'0') << 3 | (c - b'0'));
                rest = after;
            }
            (b'\\', [letter, after @ ..]) => {
                name.push(match letter {
                    b'a' => 7,
                    b'b' => 8,
                    b't' => b'\t',
                    b'n' => b'\n',
                    b'v' => 11,
                    b'f' => 12,
                    b'r' => b'\r',
                    other => *other,
                });
                rest = after;
            }
            (other, _) => name.push(*other),
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_whatever_they_look_like() {
        let text = b"diff --git a/old name b/new name\nsimilarity index 90%\n\
            --- a/old name\t\n+++ b/new name\t\n@@ -3 +3,2 @@ prospect x\n-+++ b/elsewhere\n\
            \\ No newline at end of file\n++++ b/other\n+@@ -9 +9 @@\n@@ -7,2 +8,0 @@\n-a\n-b\n\
            diff --git a/gone b/gone\n--- a/gone\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n\
            diff --git \"a/q\\n\\303\\251\" \"b/q\\n\\303\\251\"\n--- /dev/null\n\
            +++ \"b/q\\n\\303\\251\"\n@@ -0,0 +1 @@\n+x\n";
        let files = read(text);
        assert_eq!(files.len(), 2);
        let renamed = &files["new name"];
        assert_eq!(renamed.new, vec![2..4]);
        let removed = [(2, b"+++ b/elsewhere\n".to_vec()), (8, b"a\nb\n".to_vec())];
        assert_eq!(renamed.removed, removed);
        assert_eq!(files["q\né"].new, vec![0..1]);
    }

    #[test]
    fn a_name_comes_after_the_one_before() {
        let listing = read_names(b"M\0a\0R087\0b\0c d\0A\0e\0");
        let expected: [(u8, Vec<&[u8]>); 3] = [
            (b'M', vec![b"a"]),
            (b'R', vec![b"b", b"c d"]),
            (b'A', vec![b"e"]),
        ];
        assert_eq!(listing, expected);
        assert!(read_names(b"").is_empty());
    }

    #[test]
    fn a_file_that_git_does_not_know_is_new() {
        let changes = Changes {
            files: FxHashMap::default(),
            tracked: Some(std::iter::once("a".to_owned()).collect()),
        };
        assert_eq!(changes.of("a"), None);
        assert_eq!(changes.of("b"), Some(Lines::all()));
    }
}
