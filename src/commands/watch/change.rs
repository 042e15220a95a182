//! What became of files, in the words of the status line.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::calendar::Day;
use crate::disk::Became;

/// So many changes are named; the others are counted.
const NAMED: usize = 3;

/// A reason to run again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Something became of a file.
    File(String, Became),
    /// A new day began.
    Day(Day),
}

impl Change {
    /// A file's change, by its path as it was reached.
    #[must_use]
    pub fn file(path: &Path, became: Became) -> Change {
        let plain = path.strip_prefix(".").unwrap_or(path);
        let name = plain.to_string_lossy().replace('\\', "/");
        Change::File(crate::text::harmless_line(&name).into_owned(), became)
    }

    /// Says whether both are about the same file.
    fn is_about_same(&self, other: &Change) -> bool {
        match (self, other) {
            (Change::File(one, _), Change::File(other, _)) => one == other,
            _ => self == other,
        }
    }

    fn words(&self) -> String {
        match self {
            Change::File(name, Became::Changed) => format!("{name} changed"),
            Change::File(name, Became::New) => format!("{name} is new"),
            Change::File(name, Became::Gone) => format!("{name} is gone"),
            Change::File(name, Became::Unreadable) => format!("{name} cannot be read"),
            Change::Day(day) => format!("it is {} {day} now", day.weekday_name()),
        }
    }
}

/// The changes of files, each file told once, by whatever path it was reached.
#[must_use]
pub fn of_files(files: &[(PathBuf, Became)]) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    for (path, became) in files {
        let change = Change::file(path, *became);
        if !changes.iter().any(|other| other.is_about_same(&change)) {
            changes.push(change);
        }
    }
    changes
}

/// All changes in a few words: `a.touch changed, b.touch is gone`.
#[must_use]
pub fn words(changes: &[Change]) -> String {
    let named: Vec<String> = changes.iter().take(NAMED).map(Change::words).collect();
    let mut words = named.join(", ");
    if let Some(more @ 1..) = changes.len().checked_sub(NAMED) {
        let _ = write!(words, " and {more} more");
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_changes_are_named_and_the_others_counted() {
        let change = |name: &str| Change::file(Path::new(name), Became::Changed);
        assert_eq!(words(&[change("./a.touch")]), "a.touch changed");
        let many: Vec<Change> = ["a", "b", "c", "d", "e"].map(change).to_vec();
        assert_eq!(words(&many), "a changed, b changed, c changed and 2 more");
        let day = Change::Day(Day::new(2026, 3, 9).unwrap());
        assert_eq!(words(&[day]), "it is Mon 2026-03-09 now");
    }

    #[test]
    fn a_name_cannot_do_anything_to_the_terminal() {
        let change = Change::file(Path::new("a\u{1b}[2J\n.touch"), Became::New);
        assert!(!words(&[change]).contains(['\u{1b}', '\n']));
    }
}
