//! An entry of a text, looked up again by its place: where it begins and ends, and what stands in it.

use super::header::{TouchHeader, touch_header};
use super::line::{LineKind, kind, split_comment};
use super::word::{arrow_length, trim, word_length};
use crate::settings::Vocabulary;
use crate::text::{Source, Span, first_line, fold, raw_lines};

/// The kind of entry that a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A touch.
    Touch,
    /// `prospect`.
    Prospect,
    /// `rep`.
    Rep,
    /// Anything else, or nothing.
    Other,
}

/// The kind of entry that the line at `offset` belongs to: it may be its header, or stand below.
#[must_use]
pub fn entry_kind(source: &Source, offset: u32) -> EntryKind {
    let header = header_of(source, offset);
    header.map_or(EntryKind::Other, |header| kind_of_header(source, header))
}

/// Where the header begins of the entry that the line at `offset` belongs to.
#[must_use]
pub fn header_of(source: &Source, offset: u32) -> Option<u32> {
    let line = source.line_at(offset);
    match kind(source.slice(line)) {
        LineKind::Touch | LineKind::Directive | LineKind::Other => Some(line.start),
        LineKind::Body => header_above(source, line.start),
        // A line that is still empty belongs to what a word in it would belong to.
        LineKind::Blank | LineKind::Comment | LineKind::ConflictMarker => {
            entry_above(source, line.start)
        }
    }
}

/// The header that a body line which begins at `start` would belong to.
pub(super) fn entry_above(source: &Source, mut start: u32) -> Option<u32> {
    loop {
        let line = line_above(source, start)?;
        match kind(source.slice(line)) {
            LineKind::Touch | LineKind::Directive | LineKind::Other => return Some(line.start),
            LineKind::Body => return header_above(source, line.start),
            LineKind::Blank | LineKind::Comment | LineKind::ConflictMarker => start = line.start,
        }
    }
}

pub(super) fn kind_of_header(source: &Source, header: u32) -> EntryKind {
    let line = source.slice(source.line_at(header));
    match kind(line) {
        LineKind::Touch => EntryKind::Touch,
        LineKind::Directive => {
            let word = &line[..word_length(line, |_| false)];
            match fold(&String::from_utf8_lossy(word)).as_str() {
                "prospect" => EntryKind::Prospect,
                "rep" => EntryKind::Rep,
                _ => EntryKind::Other,
            }
        }
        _ => EntryKind::Other,
    }
}

/// Reads the header of a touch again, for its places: the one that begins at `offset`.
#[must_use]
pub fn read_header(source: &Source, offset: u32, vocabulary: &Vocabulary) -> Option<TouchHeader> {
    let line = source.line_at(offset);
    let (content, _) = split_comment(source.slice(line));
    touch_header(content, line.start, vocabulary, &mut Vec::new())
}

/// The span of the first word of an entry's header, which begins at `offset`: a touch's date.
#[must_use]
pub fn first_word(source: &Source, offset: u32) -> Span {
    // No date is longer, and a date is followed by a space.
    const LONGEST: u32 = 16;
    let start = source.slice(Span::new(
        offset,
        (offset + LONGEST).min(source.bytes().len() as u32),
    ));
    let length = word_length(start, |rest| arrow_length(rest) > 0);
    Span::new(offset, offset + length as u32)
}

/// The body of an entry, whose header begins at `offset`: the indented lines under it that say
/// something, comments aside, each in one piece.
#[must_use]
pub fn body_text(source: &Source, offset: u32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut end = source.line_at(offset).end;
    loop {
        let next = end as usize
            + source.bytes()[end as usize..]
                .iter()
                .take(2)
                .position(|&byte| byte == b'\n')
                .map_or(1, |at| at + 1);
        if next >= source.bytes().len() {
            return lines;
        }
        let line = source.line_at(next as u32);
        let text = source.slice(line);
        match kind(text) {
            LineKind::Body => {
                let (content, _) = split_comment(text);
                let text = trim(content);
                if !text.is_empty() {
                    lines.push(String::from_utf8_lossy(text).into_owned());
                }
            }
            LineKind::Blank | LineKind::Comment | LineKind::ConflictMarker => {}
            LineKind::Touch | LineKind::Directive | LineKind::Other => return lines,
        }
        end = line.end;
    }
}

/// Where the entry begins whose body an offset lies in; none where it lies in a header, or in no
/// entry.
#[must_use]
pub fn header_above(source: &Source, offset: u32) -> Option<u32> {
    let mut line = source.line_at(offset);
    let mut is_body = false;
    loop {
        match kind(source.slice(line)) {
            LineKind::Touch | LineKind::Directive | LineKind::Other => {
                return is_body.then_some(line.start);
            }
            LineKind::Body => is_body = true,
            LineKind::Blank | LineKind::Comment | LineKind::ConflictMarker => {}
        }
        line = line_above(source, line.start)?;
    }
}

/// The line above the one that begins at `start`; none above the first.
pub(super) fn line_above(source: &Source, start: u32) -> Option<Span> {
    let end = start.checked_sub(1)?;
    (start as usize > first_line(source.bytes())).then(|| source.line_at(end))
}

/// Where the entry begins that some lines go on with; none where they begin with a header, or say
/// nothing.
#[must_use]
pub fn header_of_first(source: &Source, lines: Span) -> Option<u32> {
    let mut at = lines.start;
    while at < lines.end {
        let line = source.line_at(at);
        match kind(source.slice(line)) {
            LineKind::Body => return header_above(source, at),
            LineKind::Touch | LineKind::Directive | LineKind::Other => return None,
            LineKind::Blank | LineKind::Comment | LineKind::ConflictMarker => at = line.end + 1,
        }
    }
    None
}

/// What stands on a line from `offset` on, its comment and the white space round it aside.
#[must_use]
pub fn rest_of_line(source: &Source, offset: u32) -> String {
    let line = source.line_at(offset);
    let (content, _) = split_comment(source.slice(line));
    let rest = content
        .get((offset - line.start) as usize..)
        .unwrap_or_default();
    String::from_utf8_lossy(trim(rest)).into_owned()
}

/// The end of an entry whose header begins at `offset`: behind its last indented line, or its
/// header where it has none, and what ends that line.
#[must_use]
pub fn end_of_body(source: &Source, offset: u32) -> u32 {
    let start = offset as usize;
    let rest = source.bytes().get(start..).unwrap_or_default();
    let mut end = start;
    for line in raw_lines(rest) {
        let is_header = line.start == 0;
        match kind(line.bytes) {
            _ if is_header => {}
            LineKind::Body => {}
            LineKind::Blank | LineKind::Comment | LineKind::ConflictMarker => continue,
            LineKind::Touch | LineKind::Directive | LineKind::Other => break,
        }
        end = start + line.start + line.bytes.len() + line.end.len();
    }
    end as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_ends_with_its_last_indented_line() {
        let text =
            "2026-03-01 call A\r\n    a\r\n\r\n; c\r\n\tb\r\n\r\n; of nobody\r\nrep dana\r\n";
        let source = Source::new("a".into(), text.into());
        let end = end_of_body(&source, 0) as usize;
        assert!(text[..end].ends_with("\tb\r\n"));
        let source = Source::new("a".into(), b"2026-03-01 call A".to_vec());
        assert_eq!(end_of_body(&source, 0), 17);
    }
}
