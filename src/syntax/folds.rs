//! A text comes in; out come the stretches of lines that can be folded away.

use super::line::{LineKind, heading, kind};
use crate::text::{Source, raw_lines};

/// What a stretch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    /// A heading, and all up to the next that is not below it.
    Section,
    /// An entry with its body.
    Entry,
    /// Comments one under another.
    Comments,
}

/// A stretch of lines, counted from 0; it has two at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// What it is.
    pub kind: FoldKind,
    /// Its first line, which stays.
    pub first: u32,
    /// Its last line.
    pub last: u32,
}

/// The stretches of a text, in the order of their first lines.
#[must_use]
pub fn folds(source: &Source) -> Vec<Fold> {
    let mut folds = Vec::new();
    let mut sections: Vec<(usize, u32)> = Vec::new();
    let mut entry = Run::new(FoldKind::Entry);
    let mut comments = Run::new(FoldKind::Comments);
    // The last line that says something.
    let mut said = 0;
    for (number, line) in (0_u32..).zip(raw_lines(source.bytes())) {
        let kind = kind(line.bytes);
        let level = heading(line.bytes).map(|(level, _)| level);
        if kind != LineKind::Comment || level.is_some() {
            comments.end(&mut folds);
        }
        match (kind, level) {
            (LineKind::Touch | LineKind::Directive | LineKind::Other, _) => {
                entry.end(&mut folds);
                entry.add(number);
            }
            (LineKind::Body, _) if entry.is_begun() => entry.add(number),
            (LineKind::Comment, Some(level)) => {
                entry.end(&mut folds);
                while let Some((_, first)) = sections.pop_if(|(above, _)| *above >= level) {
                    section(first, said, &mut folds);
                }
                sections.push((level, number));
            }
            (LineKind::Comment, None) => comments.add(number),
            _ => {}
        }
        if kind != LineKind::Blank {
            said = number;
        }
    }
    entry.end(&mut folds);
    comments.end(&mut folds);
    for (_, first) in sections {
        section(first, said, &mut folds);
    }
    folds.sort_by_key(|fold| (fold.first, std::cmp::Reverse(fold.last)));
    folds
}

fn section(first: u32, last: u32, folds: &mut Vec<Fold>) {
    if last > first {
        folds.push(Fold {
            kind: FoldKind::Section,
            first,
            last,
        });
    }
}

/// A stretch that is still growing.
struct Run {
    kind: FoldKind,
    lines: Option<(u32, u32)>,
}

impl Run {
    fn new(kind: FoldKind) -> Run {
        Run { kind, lines: None }
    }

    fn is_begun(&self) -> bool {
        self.lines.is_some()
    }

    fn add(&mut self, number: u32) {
        let first = self.lines.map_or(number, |(first, _)| first);
        self.lines = Some((first, number));
    }

    fn end(&mut self, folds: &mut Vec<Fold>) {
        if let Some((first, last)) = self.lines.take().filter(|(first, last)| last > first) {
            folds.push(Fold {
                kind: self.kind,
                first,
                last,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_entries_and_comments_are_folded() {
        use FoldKind::{Comments, Entry, Section};
        let text = "; a\r\n; b\r\n# One\r\n2026-03-01 call A\r\n    a\r\n; c\r\n\r\n    b\r\n\r\n\
                    ## Two\r\nrep dana\r\n\r\n# Three\r\nprospect A\r\n    owner: dana\r\n";
        let source = Source::new("a".into(), text.into());
        let folds: Vec<_> = folds(&source)
            .into_iter()
            .map(|fold| (fold.kind, fold.first, fold.last))
            .collect();
        assert_eq!(
            folds,
            [
                (Comments, 0, 1),
                (Section, 2, 10),
                (Entry, 3, 7),
                (Section, 9, 10),
                (Section, 12, 14),
                (Entry, 13, 14),
            ]
        );
        assert!(super::folds(&Source::new("a".into(), Vec::new())).is_empty());
    }
}
