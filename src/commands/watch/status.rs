//! What is known of a run comes in, and out comes the line under its result.

use std::time::Duration;

use super::change::{self, Change};
use super::difference::News;
use crate::wording::count;

/// What the status line says.
#[derive(Clone, Copy, Debug)]
pub struct Status<'a> {
    /// When: `14:03:07`.
    pub stamp: &'a str,
    /// How long the work took.
    pub took: Duration,
    /// Why it was done again.
    pub changes: &'a [Change],
    /// What came of it.
    pub news: News,
    /// How many files are watched.
    pub files: usize,
    /// Where files are looked at every so often: how often, and why, where nobody asked for it.
    pub polling: Option<(Duration, Option<&'a str>)>,
}

impl Status<'_> {
    /// The line, without its end.
    #[must_use]
    pub fn line(&self) -> String {
        let mut parts = Vec::new();
        if !self.changes.is_empty() {
            parts.push(change::words(self.changes));
        }
        match self.news {
            News::Unknown => {}
            News::Findings { new: 0, gone: 0 } => parts.push("no finding new or gone".into()),
            News::Findings { new, gone: 0 } => parts.push(findings(new, "new")),
            News::Findings { new: 0, gone } => parts.push(findings(gone, "gone")),
            News::Findings { new, gone } => {
                parts.push(format!("{}, {gone} gone", findings(new, "new")));
            }
            News::Text { same: true } => parts.push("the result is the same".into()),
            News::Text { same: false } => parts.push("the result is another".into()),
            News::Failed => parts.push("there is no result".into()),
        }
        parts.push(format!("watching {}", count(self.files, "file", "files")));
        let mut line = format!(
            "{} in {}: {}",
            self.stamp,
            took(self.took),
            parts.join("; ")
        );
        if let Some((every, why)) = self.polling {
            line = format!("{line} by looking every {}", span(every));
            if let Some(why) = why {
                line = format!("{line} ({why})");
            }
        }
        line
    }
}

fn findings(number: usize, what: &str) -> String {
    format!("{} {what}", count(number, "finding", "findings"))
}

/// A time that something took: `3 ms`, `1.2 s`.
fn took(took: Duration) -> String {
    if took >= Duration::from_secs(1) {
        format!("{:.1} s", took.as_secs_f64())
    } else {
        format!("{} ms", took.as_millis().max(1))
    }
}

/// A time that was asked for: `250 ms`, `1 s`.
fn span(every: Duration) -> String {
    if every.subsec_millis() == 0 {
        format!("{} s", every.as_secs())
    } else {
        format!("{} ms", every.as_millis())
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::disk::Became;

    const FIRST: Status<'_> = Status {
        stamp: "14:03:07",
        took: Duration::from_micros(300),
        changes: &[],
        news: News::Unknown,
        files: 1,
        polling: None,
    };

    #[test]
    fn the_first_run_says_what_is_watched() {
        assert_eq!(FIRST.line(), "14:03:07 in 1 ms: watching 1 file");
    }

    #[test]
    fn a_later_run_says_what_changed_and_what_came_of_it() {
        let changes = [Change::file(Path::new("reps/dana.touch"), Became::Changed)];
        let status = Status {
            took: Duration::from_millis(1234),
            changes: &changes,
            news: News::Findings { new: 2, gone: 1 },
            files: 5,
            ..FIRST
        };
        assert_eq!(
            status.line(),
            "14:03:07 in 1.2 s: reps/dana.touch changed; 2 findings new, 1 gone; watching 5 files"
        );
    }

    #[test]
    fn polling_is_said_and_why() {
        let status = Status {
            polling: Some((Duration::from_secs(1), Some("no events from nfs"))),
            ..FIRST
        };
        assert!(
            status
                .line()
                .ends_with("watching 1 file by looking every 1 s (no events from nfs)")
        );
        let asked = Status {
            polling: Some((Duration::from_millis(250), None)),
            ..FIRST
        };
        assert!(asked.line().ends_with("by looking every 250 ms"));
    }
}
