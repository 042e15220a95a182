//! A commit comes in, and out come the lines that are new since, file by file, and those that are
//! there no more.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{GitError, Repository};

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

impl Repository {
    /// What differs between a commit and another one, or the files as they are.
    ///
    /// # Errors
    ///
    /// Where git fails.
    pub fn changes(&self, since: &str, until: Option<&str>) -> Result<Changes, GitError> {
        let mut arguments = vec![
            "diff",
            "--no-ext-diff",
            "--no-textconv",
            "--no-color",
            "--no-relative",
            "--text",
            "--find-renames",
            "--unified=0",
            "--inter-hunk-context=0",
            "--ignore-submodules",
            "--src-prefix=a/",
            "--dst-prefix=b/",
            "--end-of-options",
            since,
        ];
        arguments.extend(until);
        arguments.push("--");
        let files = read(&self.ask(&arguments)?);
        let tracked = match until {
            Some(_) => None,
            None => Some(self.tracked()?),
        };
        Ok(Changes { files, tracked })
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
    /// All lines, as in a file that git does not know.
    #[must_use]
    pub fn all() -> Lines {
        Lines {
            new: std::iter::once(0..u32::MAX).collect(),
            removed: Vec::new(),
        }
    }
}

/// Reads a difference without context.
fn read(difference: &[u8]) -> FxHashMap<String, Lines> {
    let mut files: FxHashMap<String, Lines> = FxHashMap::default();
    let mut name = None;
    let mut lines = difference.split(|&byte| byte == b'\n').peekable();
    while let Some(line) = lines.next() {
        if line.starts_with(b"diff --git ") {
            name = None;
        } else if let Some(path) = line.strip_prefix(b"+++ ") {
            name = file_name(path);
        } else if let Some(hunk) = Hunk::read(line) {
            let mut removed = Vec::new();
            // A line of the text may look like anything: they are counted.
            for _ in 0..hunk.removed {
                if let Some(line) = lines.next() {
                    removed.extend_from_slice(line.get(1..).unwrap_or_default());
                    removed.push(b'\n');
                    skip_missing_line_end(&mut lines);
                }
            }
            for _ in 0..hunk.added {
                lines.next();
                skip_missing_line_end(&mut lines);
            }
            let Some(name) = &name else {
                continue;
            };
            let file = files.entry(name.clone()).or_default();
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
    files
}

/// Passes over `\ No newline at end of file`.
fn skip_missing_line_end<'a>(lines: &mut std::iter::Peekable<impl Iterator<Item = &'a [u8]>>) {
    lines.next_if(|line| line.starts_with(b"\\"));
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
    fn a_file_that_git_does_not_know_is_new() {
        let changes = Changes {
            files: FxHashMap::default(),
            tracked: Some(std::iter::once("a".to_owned()).collect()),
        };
        assert_eq!(changes.of("a"), None);
        assert_eq!(changes.of("b"), Some(Lines::all()));
    }
}
