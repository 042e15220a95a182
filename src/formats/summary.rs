//! Counts come in, and out comes the line that ends a check.

use std::fmt;

use serde::Serialize;

use crate::finding::{Finding, Level};
use crate::wording::count;

/// How much was read, and how much was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Files read.
    pub files: usize,
    /// Prospects in them.
    pub prospects: usize,
    /// Touches in them.
    pub touches: usize,
    /// Findings of level `error`.
    pub errors: usize,
    /// Findings of level `warning`.
    pub warnings: usize,
    /// Findings of level `notice`.
    pub notices: usize,
    /// Findings of the past that are not shown.
    pub hidden: usize,
}

impl Summary {
    /// The same summary, with these findings counted in.
    #[must_use]
    pub fn counting<'a>(mut self, findings: impl IntoIterator<Item = &'a Finding>) -> Summary {
        for finding in findings {
            match finding.level {
                Level::Error => self.errors += 1,
                Level::Warning => self.warnings += 1,
                Level::Notice => self.notices += 1,
            }
        }
        self
    }

    /// Writes the line that ends a check, and a second one where findings are hidden.
    ///
    /// # Errors
    ///
    /// Where `out` cannot be written to.
    pub fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        let found = [
            (self.errors, "error", "errors"),
            (self.warnings, "warning", "warnings"),
            (self.notices, "notice", "notices"),
        ];
        let found = found.into_iter().filter(|&(number, ..)| number > 0);
        let found: Vec<_> = found
            .map(|(number, one, many)| count(number, one, many))
            .collect();
        if found.is_empty() {
            out.write_str("No findings: ")?;
        } else {
            write!(out, "{} in ", found.join(", "))?;
        }
        writeln!(
            out,
            "{}, {}, {}",
            count(self.files, "file", "files"),
            count(self.prospects, "prospect", "prospects"),
            count(self.touches, "touch", "touches"),
        )?;
        match self.hidden {
            0 => Ok(()),
            1 => writeln!(out, "1 of the past is hidden: --all shows it"),
            hidden => writeln!(out, "{hidden} of the past are hidden: --all shows them"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(summary: Summary) -> String {
        let mut out = String::new();
        summary.write(&mut out).unwrap();
        out
    }

    #[test]
    fn what_was_found_is_counted_in_good_english() {
        let summary = Summary {
            files: 3,
            prospects: 40,
            touches: 312,
            errors: 2,
            warnings: 5,
            notices: 1,
            hidden: 12,
        };
        assert_eq!(
            written(summary),
            "2 errors, 5 warnings, 1 notice in 3 files, 40 prospects, 312 touches\n\
             12 of the past are hidden: --all shows them\n"
        );
    }

    #[test]
    fn nothing_found_is_said_too() {
        let summary = Summary {
            files: 1,
            prospects: 1,
            touches: 1,
            hidden: 1,
            ..Summary::default()
        };
        assert_eq!(
            written(summary),
            "No findings: 1 file, 1 prospect, 1 touch\n1 of the past is hidden: --all shows it\n"
        );
        assert_eq!(
            written(Summary::default()),
            "No findings: 0 files, 0 prospects, 0 touches\n"
        );
    }
}
