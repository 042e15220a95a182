//! A text that was read comes in; out come the edits that make it canonical: white space and the
//! spelling of dates, and nothing else. A line with a mistake in it stays as it is.
//!
//! It goes line by line, and takes each apart by the parser that read it. It never writes a line
//! anew out of what was understood of it: what was not understood would be lost.

mod body;
mod header;
mod same;

pub use same::says_the_same;

use rustc_hash::FxHashSet;

use super::encoding::{is_utf16, unreadable};
use super::entry::entry_above;
use super::file::{DirectiveKind, File};
use super::line::{LineKind, kind, split_comment};
use super::word::{skip_space, trim_end};
use crate::finding::Level;
use crate::settings::Vocabulary;
use crate::text::{Edit, RawLine, Span, apply, first_line, raw_lines_from, usual_line_end};
use body::Indentation;

/// The edits that make a text canonical, in the order in which they stand; none where it is.
#[must_use]
pub fn fmt(file: &File, vocabulary: &Vocabulary) -> Vec<Edit> {
    let bytes = file.source.bytes();
    let edits = fmt_within(file, Span::new(0, bytes.len() as u32), vocabulary);
    // Lines full of NUL that move together could be taken for UTF-16.
    if edits.is_empty() || is_utf16(&apply(bytes, &edits)) {
        return Vec::new();
    }
    edits
}

/// Those of them that lie in a stretch of the text: no more is read than the entries in it.
#[must_use]
pub fn fmt_within(file: &File, stretch: Span, vocabulary: &Vocabulary) -> Vec<Edit> {
    let bytes = file.source.bytes();
    if is_utf16(bytes) {
        return Vec::new();
    }
    let above = entry_above(&file.source, stretch.start);
    let start = above.unwrap_or(first_line(bytes) as u32);
    let mut formatter = Formatter {
        file,
        vocabulary,
        bad_lines: bad_lines(file),
        line_end: usual_line_end(bytes),
        entry: Entry::None,
        indentation: Indentation::default(),
        touch: file.touches.partition_point(|touch| touch.offset < start),
        directive: file
            .directives
            .partition_point(|directive| directive.offset < start),
        edits: Vec::new(),
    };
    formatter.lines(bytes, start as usize..stretch.end as usize);
    let mut edits = formatter.edits;
    edits.retain(|edit| stretch.start <= edit.span.start && edit.span.end <= stretch.end);
    edits
}

/// Where the lines with a mistake start.
fn bad_lines(file: &File) -> FxHashSet<usize> {
    let errors = file
        .faults
        .iter()
        .filter(|fault| fault.level == Level::Error);
    errors
        .map(|fault| file.source.line_at(fault.span.start).start as usize)
        .collect()
}

/// The entry that body lines belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entry {
    /// There is none that can have a body.
    None,
    Touch,
    Prospect,
    Rep,
    /// Its header could not be read: what is indented under it stays.
    Bad,
}

struct Formatter<'a> {
    file: &'a File,
    vocabulary: &'a Vocabulary,
    bad_lines: FxHashSet<usize>,
    line_end: &'static str,
    entry: Entry,
    indentation: Indentation,
    /// The next touch and the next directive of the file.
    touch: usize,
    directive: usize,
    edits: Vec<Edit>,
}

impl Formatter<'_> {
    /// Goes over the lines that begin in a part of the text, of which the first is a header, or
    /// the first of all.
    fn lines(&mut self, bytes: &[u8], part: std::ops::Range<usize>) {
        let is_blank = |line: &[u8]| kind(line) == LineKind::Blank;
        let said = last_line_that(bytes, |line| !is_blank(line));
        let mut after_blank = false;
        for line in raw_lines_from(bytes, part.start) {
            if line.start > part.end {
                return;
            }
            let blank = is_blank(line.bytes);
            let behind_all = said.is_none_or(|said| line.start > said);
            if blank && (after_blank || behind_all) {
                let end = line.start + line.bytes.len() + line.end.len();
                self.change(line.start, end, String::new());
                continue;
            }
            after_blank = blank;
            if let Some(text) = self.line(&line)
                && text.as_bytes() != line.bytes
            {
                self.change(line.start, line.start + line.bytes.len(), text);
            }
            if line.end != self.line_end.as_bytes() {
                let start = line.start + line.bytes.len();
                self.change(start, start + line.end.len(), self.line_end.to_owned());
            }
        }
    }

    fn change(&mut self, start: usize, end: usize, text: String) {
        let span = Span::new(start as u32, end as u32);
        self.edits.push(Edit { span, text });
    }

    /// What a line is to be; none where it stays.
    fn line(&mut self, line: &RawLine<'_>) -> Option<String> {
        let kind = kind(line.bytes);
        if unreadable(line.bytes).is_some() {
            if !matches!(kind, LineKind::Comment | LineKind::Body | LineKind::Blank) {
                self.open(Entry::Bad);
            }
            return None;
        }
        let is_bad = self.bad_lines.contains(&line.start);
        match kind {
            LineKind::Comment if is_bad => None,
            LineKind::Blank => Some(String::new()),
            LineKind::Comment => text(trim_end(line.bytes)),
            LineKind::ConflictMarker => None,
            LineKind::Touch => self.touch(line),
            LineKind::Directive => self.directive(line),
            LineKind::Body => self.body(line),
            LineKind::Other => {
                self.open(Entry::Bad);
                None
            }
        }
    }

    fn open(&mut self, entry: Entry) {
        self.entry = entry;
        self.indentation = Indentation::default();
    }

    fn touch(&mut self, line: &RawLine<'_>) -> Option<String> {
        let next = self.file.touches.get(self.touch);
        if next.is_none_or(|touch| touch.offset as usize != line.start) {
            self.open(Entry::Bad);
            return None;
        }
        self.touch += 1;
        self.open(Entry::Touch);
        if self.bad_lines.contains(&line.start) {
            return None;
        }
        let (content, _) = split_comment(line.bytes);
        let header = header::touch(content, self.vocabulary)?;
        Some(header + &tail(line.bytes, content)?)
    }

    fn directive(&mut self, line: &RawLine<'_>) -> Option<String> {
        let next = self.file.directives.get(self.directive);
        let Some(directive) = next.filter(|next| next.offset as usize == line.start) else {
            self.open(Entry::Bad);
            return None;
        };
        self.directive += 1;
        let (entry, value) = match directive.kind {
            DirectiveKind::Prospect(prospect) => (Entry::Prospect, prospect.span),
            DirectiveKind::Rep(rep) => (Entry::Rep, rep.span),
            DirectiveKind::Include { path, .. } => (Entry::None, path),
        };
        let is_path = matches!(directive.kind, DirectiveKind::Include { .. });
        self.open(entry);
        if self.bad_lines.contains(&line.start) {
            return None;
        }
        let (content, _) = split_comment(line.bytes);
        let value = (value.start as usize).checked_sub(line.start)?;
        let header = header::directive(content, value, is_path)?;
        Some(header + &tail(line.bytes, content)?)
    }

    fn body(&mut self, line: &RawLine<'_>) -> Option<String> {
        if self.entry == Entry::Bad || self.bad_lines.contains(&line.start) {
            return None;
        }
        let (content, _) = split_comment(line.bytes);
        let said = skip_space(content);
        let (is_note, said) = match self.entry {
            Entry::Touch => body::touch_line(said)?,
            Entry::Prospect => body::prospect_line(said)?,
            Entry::Rep => (said.is_empty(), text(said)?),
            Entry::None | Entry::Bad => (true, text(said)?),
        };
        let indent = if content.is_empty() {
            &line.bytes[..line.bytes.len() - skip_space(line.bytes).len()]
        } else {
            &content[..content.len() - skip_space(content).len()]
        };
        let indent = self.indentation.of(indent, is_note);
        let tail = if content.is_empty() {
            text(trim_end(skip_space(line.bytes)))?
        } else {
            tail(line.bytes, content)?
        };
        Some(format!("{}{said}{tail}", " ".repeat(indent)))
    }
}

/// Where the last line begins of which something holds.
fn last_line_that(bytes: &[u8], holds: impl Fn(&[u8]) -> bool) -> Option<usize> {
    let first = first_line(bytes);
    let mut end = bytes.len();
    loop {
        let before = bytes.get(first..end)?;
        let start = memchr::memrchr2(b'\n', b'\r', before).map_or(first, |at| first + at + 1);
        if holds(&bytes[start..end]) {
            return Some(start);
        }
        end = start.checked_sub(1).filter(|_| start > first)?;
    }
}

/// A line's comment and the white space before it, which stays where it is plain; nothing where
/// there is none. `content` is what the line says.
fn tail(line: &[u8], content: &[u8]) -> Option<String> {
    let rest = &line[content.len()..];
    let comment = skip_space(rest);
    if comment.is_empty() {
        return Some(String::new());
    }
    let space = &rest[..rest.len() - comment.len()];
    let space = if space.iter().all(|&byte| byte == b' ') {
        text(space)?
    } else {
        " ".to_owned()
    };
    Some(space + &text(trim_end(comment))?)
}

/// Bytes that were read as text before.
fn text(bytes: &[u8]) -> Option<String> {
    std::str::from_utf8(bytes).map(str::to_owned).ok()
}

/// Makes bytes canonical, for those who have no [`File`] of them.
#[must_use]
pub fn formatted(file: &File, vocabulary: &Vocabulary) -> Vec<u8> {
    apply(file.source.bytes(), &fmt(file, vocabulary))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::parse;
    use super::*;
    use crate::text::Source;

    fn canonical(text: &str) -> String {
        let vocabulary = Vocabulary::default();
        let source = Arc::new(Source::new("a".into(), text.as_bytes().to_vec()));
        String::from_utf8(formatted(&parse(source, &vocabulary), &vocabulary)).unwrap()
    }

    #[test]
    fn headers_have_one_space_between_their_parts_and_full_dates() {
        for (given, expected) in [
            (
                "1.3.2026  9:05\t<  email   Acme  Corp   #a  #b->no  answer  :  two  words  #c \n",
                "2026-03-01 09:05 < email Acme Corp #a #b -> no answer: two  words #c\n",
            ),
            (
                "2026/3/1 call Acme→booked 3.4.2026 9:00:demo\n",
                "2026-03-01 call Acme → booked 2026-04-03 09:00: demo\n",
            ),
            (
                "2026-03-01 call Acme -> later 2026-9 : then ; why\n",
                "2026-03-01 call Acme -> later 2026-09: then ; why\n",
            ),
            (
                "2026-3-1 > call Acme -> later 2027-q1",
                "2026-03-01 > call Acme -> later 2027-Q1\n",
            ),
            ("prospect   Acme \t Corp\t;x  ", "prospect Acme Corp ;x\n"),
            ("include  a  b.touch   ; c\n", "include a  b.touch   ; c\n"),
            ("Rep\u{a0}dana\n", "Rep dana\n"),
        ] {
            assert_eq!(canonical(given), expected);
        }
    }

    #[test]
    fn bodies_are_indented_by_four_and_notes_keep_what_is_beyond() {
        assert_eq!(
            canonical(
                "2026-03-01 call Acme\n  said:\n    - one\n\t- two\n  n:  9.3.2026   9:00  call\n \
                 [ ]  me 2026-3-6  send  it\n      ; a comment\n  = due 2026-3-9\n"
            ),
            "2026-03-01 call Acme\n    said:\n      - one\n      - two\n    n:  2026-03-09   09:00  call\n    \
             [ ]  me 2026-03-06  send  it\n        ; a comment\n    = due 2026-03-09\n"
        );
        assert_eq!(
            canonical("prospect Acme\n\tsince: 1.3.2026 8:00\n\tclose: 2026/4/1\n\t\ta note\n"),
            "prospect Acme\n    since: 2026-03-01 08:00\n    close: 2026-04-01\n        a note\n"
        );
    }

    #[test]
    fn blank_lines_and_line_ends_are_tidied() {
        assert_eq!(
            canonical("\n\n \n; a  \r\n\r\n\t\r\n; b\r\n\r\n"),
            "\r\n; a\r\n\r\n; b\r\n"
        );
        assert_eq!(canonical("\u{feff}; a \n; b"), "\u{feff}; a\n; b\n");
        assert_eq!(canonical(" \n\n"), "");
        assert_eq!(canonical(""), "");
    }

    #[test]
    fn what_has_a_mistake_stays_as_it_is() {
        for text in [
            "2026-02-30  call  Acme\n  note  \n \t n: 1.3.2026\n",
            "2026-03-01  cal  Acme \n  body \n",
            "hello   world  \n  body \n",
            "- item  \n",
            "<<<<<<< HEAD  \n",
            "  indented  \n",
            "include  a  ->\n",
            "2026-03-01 call Acme\n   n: 3/4/26  \n",
            "2026-03-01  call  Acme  ->  sent  a mail\n",
        ] {
            let expected = if text.starts_with("include") {
                "include a  ->\n"
            } else {
                text
            };
            assert_eq!(canonical(text), expected);
        }
        assert_eq!(
            canonical("2026-03-01  call  Acme -> cheese \n  note \n"),
            "2026-03-01  call  Acme -> cheese \n    note\n"
        );
    }
}
