//! A line comes in, and out come its parts, each with what it is: for editors, which ask about
//! lines that are not finished. Nothing is a fault here, and what nobody can read has no part.

use super::allow::allowed_rules;
use super::date::{DateWord, date_word, period_word, time_word};
use super::entry::{EntryKind, entry_kind, kind_of_header};
use super::key_value::key_value;
use super::line::{LineKind, kind, split_comment};
use super::outcome::outcome_length;
use super::touch_body::homework_box;
use super::word::{arrow_length, ends_with_space, skip_space, trim, trim_end, word_length, words};
use crate::settings::Vocabulary;
use crate::text::{Source, Span, fold, raw_lines_from};

/// What a part of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A date, of a touch or in its text.
    Date,
    /// A time of day.
    Time,
    /// `<`, `>` or `!`.
    Mark,
    /// How somebody was contacted.
    Channel,
    /// A prospect's name.
    Prospect,
    /// `#word`.
    Tag,
    /// `->`.
    Arrow,
    /// How it ended.
    Outcome,
    /// When it goes on: a day, or a longer time.
    When,
    /// The words after an outcome's colon.
    Detail,
    /// `prospect`, `rep` or `include`.
    Directive,
    /// A rep's name.
    Rep,
    /// The path of an include.
    Path,
    /// The key of a field, without its colon.
    Key,
    /// The value of a field that none of the others is.
    Value,
    /// A cadence's name.
    Cadence,
    /// Another name of the prospect.
    Alias,
    /// `[ ]` or `[x]`.
    Box,
    /// `me` or `them`.
    Who,
    /// `=` before what is stated.
    Assertion,
    /// What is stated: touch, step, cadence, due or status.
    Fact,
    /// The value that is stated.
    Stated,
    /// Running text.
    Text,
    /// A comment, with its mark.
    Comment,
    /// A rule's name in `; touchline: allow RULE`.
    Rule,
    /// What git leaves where two versions could not be merged.
    Conflict,
}

/// A part, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub part: Part,
    /// Where it stands. Pieces do not overlap, but for a rule's name, which lies in its comment.
    pub span: Span,
}

/// The parts of a line, without its line end, that begins at offset `base` and belongs to an
/// entry of this kind.
#[must_use]
pub fn anatomy(line: &[u8], base: u32, entry: EntryKind, vocabulary: &Vocabulary) -> Vec<Piece> {
    let mut pieces = Pieces {
        line,
        base,
        list: Vec::new(),
    };
    let kind = kind(line);
    match kind {
        LineKind::Comment => {
            pieces.comment(line);
            return pieces.list;
        }
        LineKind::ConflictMarker => {
            pieces.add(Part::Conflict, line);
            return pieces.list;
        }
        _ => {}
    }
    let (content, comment) = split_comment(line);
    match kind {
        LineKind::Touch => pieces.touch(content, vocabulary),
        LineKind::Directive => pieces.directive(content),
        LineKind::Body => {
            let text = trim(content);
            if !text.is_empty() {
                match entry {
                    EntryKind::Touch => pieces.touch_body(text),
                    EntryKind::Prospect | EntryKind::Rep => pieces.fields(text, entry),
                    EntryKind::Other => pieces.add(Part::Text, text),
                }
            }
        }
        _ => {}
    }
    if let Some(comment) = comment {
        // The mark stands before it.
        let start = line.len() - comment.len() - 1;
        pieces.comment(&line[start..]);
    }
    pieces.list
}

/// Shows the lines that a stretch of a text touches, one after another: where each begins, and its
/// parts.
pub fn each_anatomy(
    source: &Source,
    within: Span,
    vocabulary: &Vocabulary,
    mut see: impl FnMut(Span, Vec<Piece>),
) {
    let first = source.line_at(within.start).start;
    let mut entry = entry_kind(source, first);
    for line in raw_lines_from(source.bytes(), first as usize) {
        let start = line.start as u32;
        if start > within.end {
            return;
        }
        if matches!(
            kind(line.bytes),
            LineKind::Touch | LineKind::Directive | LineKind::Other
        ) {
            entry = kind_of_header(source, start);
        }
        let span = Span::new(start, start + line.bytes.len() as u32);
        see(span, anatomy(line.bytes, start, entry, vocabulary));
    }
}

struct Pieces<'a> {
    line: &'a [u8],
    base: u32,
    list: Vec<Piece>,
}

impl<'a> Pieces<'a> {
    /// Takes a part, which is a slice of the line.
    fn add(&mut self, part: Part, bytes: &'a [u8]) {
        if !bytes.is_empty() {
            let start = self.base + self.at(bytes) as u32;
            let span = Span::new(start, start + bytes.len() as u32);
            self.list.push(Piece { part, span });
        }
    }

    /// Where a slice of the line begins in it.
    fn at(&self, bytes: &[u8]) -> usize {
        bytes.as_ptr() as usize - self.line.as_ptr() as usize
    }

    fn comment(&mut self, comment: &'a [u8]) {
        self.add(Part::Comment, comment);
        let names = allowed_rules(&comment[1..], 0).filter(|_| comment[0] == b';');
        for (_, name) in names.into_iter().flatten() {
            self.add(Part::Rule, name);
        }
    }

    fn touch(&mut self, content: &'a [u8], vocabulary: &Vocabulary) {
        let (word, mut rest) = next_word(content);
        self.add(Part::Date, word);
        let (word, after) = next_word(rest);
        if word.first().is_some_and(u8::is_ascii_digit) {
            self.add(Part::Time, word);
            rest = after;
        }
        let (word, after) = next_word(rest);
        if matches!(word, b"<" | b">" | b"!") {
            self.add(Part::Mark, word);
            rest = after;
        }
        let (word, after) = next_word(rest);
        if !word.starts_with(b"#") {
            self.add(Part::Channel, word);
            rest = after;
        }
        let start = skip_space(rest);
        let end = (0..start.len()).find(|&at| {
            let is_tag = start[at] == b'#' && (at == 0 || ends_with_space(&start[..at]));
            is_tag || arrow_length(&start[at..]) > 0
        });
        let (name, mut rest) = start.split_at(end.unwrap_or(start.len()));
        self.add(Part::Prospect, trim_end(name));
        loop {
            let (word, after) = next_word(rest);
            if !word.starts_with(b"#") {
                break;
            }
            self.add(Part::Tag, word);
            rest = after;
        }
        let rest = skip_space(rest);
        let arrow = arrow_length(rest);
        if arrow > 0 {
            self.add(Part::Arrow, &rest[..arrow]);
            self.outcome(skip_space(&rest[arrow..]), vocabulary);
        }
    }

    fn outcome(&mut self, all: &'a [u8], vocabulary: &Vocabulary) {
        let tags = words(all, 0).collect::<Vec<_>>();
        let tags = tags.iter().rev();
        let tags: Vec<&[u8]> = tags
            .take_while(|(_, word)| word.len() > 1 && word[0] == b'#')
            .map(|(_, word)| *word)
            .collect();
        let end = tags
            .last()
            .map_or(all.len(), |tag| self.at(tag) - self.at(all));
        let text = trim_end(&all[..end]);
        if !text.is_empty() && text[0] != b':' {
            let (length, _) = outcome_length(text, vocabulary);
            self.add(Part::Outcome, &text[..length]);
            let rest = skip_space(&text[length..]);
            let (date, after) = rest.split_at(word_length(rest, |rest| rest[0] == b':'));
            let is_when = period_word(date).is_some() || date_word(date) != DateWord::Other;
            let mut rest = rest;
            if is_when {
                self.add(Part::When, date);
                rest = skip_space(after);
                let time = rest.len().min(5);
                if let Some(length) = (4..=time).rev().find(|&n| time_word(&rest[..n]).is_some()) {
                    self.add(Part::Time, &rest[..length]);
                    rest = skip_space(&rest[length..]);
                }
            }
            if rest.first() == Some(&b':') {
                self.add(Part::Detail, skip_space(&rest[1..]));
            }
        }
        for tag in tags.into_iter().rev() {
            self.add(Part::Tag, tag);
        }
    }

    fn directive(&mut self, content: &'a [u8]) {
        let (word, rest) = content.split_at(word_length(content, |_| false));
        let value = skip_space(rest);
        let part = match fold(&String::from_utf8_lossy(word)).as_str() {
            "prospect" => Part::Prospect,
            "rep" => Part::Rep,
            "include" => Part::Path,
            _ => return,
        };
        self.add(Part::Directive, word);
        self.add(part, value);
    }

    fn fields(&mut self, text: &'a [u8], entry: EntryKind) {
        let Some(field) = key_value(text, 0) else {
            self.add(Part::Text, text);
            return;
        };
        self.add(Part::Key, &text[field.key_span.range()]);
        let value = &text[field.span.range()];
        match (entry, field.key.as_str()) {
            (EntryKind::Prospect, "owner") => self.add(Part::Rep, value),
            (EntryKind::Prospect, "cadence") => self.add(Part::Cadence, value),
            (EntryKind::Prospect, "aka") => self.add(Part::Alias, value),
            (EntryKind::Prospect, "since" | "close") => self.moment(value),
            _ => self.add(Part::Value, value),
        }
    }

    fn touch_body(&mut self, text: &'a [u8]) {
        if let Some(length) = homework_box(text) {
            self.add(Part::Box, &text[..length]);
            let (who, rest) = next_word(&text[length..]);
            self.add(Part::Who, who);
            self.moment(rest);
        } else if text[0] == b'=' && word_length(text, |_| false) == 1 {
            self.add(Part::Assertion, &text[..1]);
            let (fact, rest) = next_word(&text[1..]);
            self.add(Part::Fact, fact);
            let is_cadence = fact.eq_ignore_ascii_case(b"cadence");
            let part = if is_cadence {
                Part::Cadence
            } else {
                Part::Stated
            };
            self.add(part, skip_space(rest));
        } else if let Some(field) = key_value(text, 0) {
            self.add(Part::Key, &text[field.key_span.range()]);
            let value = &text[field.span.range()];
            match field.key.as_str() {
                "rep" => self.add(Part::Rep, value),
                "next" | "n" => self.moment(value),
                _ => self.add(Part::Value, value),
            }
        } else {
            self.add(Part::Text, text);
        }
    }

    /// A date and a time, where text begins with them, and the rest.
    fn moment(&mut self, text: &'a [u8]) {
        let mut text = skip_space(text);
        let (word, after) = next_word(text);
        if matches!(date_word(word), DateWord::Day(_) | DateWord::NoSuchDay) {
            self.add(Part::Date, word);
            text = skip_space(after);
            let (word, after) = next_word(text);
            if time_word(word).is_some() {
                self.add(Part::Time, word);
                text = skip_space(after);
            }
        }
        self.add(Part::Text, text);
    }
}

/// The next word of a header, up to white space or an arrow, and what is left.
fn next_word(rest: &[u8]) -> (&[u8], &[u8]) {
    let rest = skip_space(rest);
    rest.split_at(word_length(rest, |rest| arrow_length(rest) > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(line: &str, entry: EntryKind) -> Vec<(Part, &str)> {
        let pieces = anatomy(line.as_bytes(), 0, entry, &Vocabulary::default());
        pieces
            .into_iter()
            .map(|piece| (piece.part, &line[piece.span.range()]))
            .collect()
    }

    #[test]
    fn a_header_has_its_parts_finished_or_not() {
        use Part::{
            Arrow, Channel, Comment, Date, Detail, Mark, Outcome, Prospect, Rule, Tag, Time, When,
        };
        let touch = |line| parts(line, EntryKind::Touch);
        assert_eq!(
            touch(
                "2026-11-24 9:30 < call Acmé 𝄞 Corp #warm -> booked 2026-12-01 10:00: demo, #1 seen #hot ; touchline: allow overdue,too-soon"
            ),
            [
                (Date, "2026-11-24"),
                (Time, "9:30"),
                (Mark, "<"),
                (Channel, "call"),
                (Prospect, "Acmé 𝄞 Corp"),
                (Tag, "#warm"),
                (Arrow, "->"),
                (Outcome, "booked"),
                (When, "2026-12-01"),
                (Time, "10:00"),
                (Detail, "demo, #1 seen"),
                (Tag, "#hot"),
                (Comment, "; touchline: allow overdue,too-soon"),
                (Rule, "overdue"),
                (Rule, "too-soon"),
            ]
        );
        assert_eq!(touch("2026-11-24"), [(Date, "2026-11-24")]);
        assert_eq!(
            touch("2026-11-24 cal"),
            [(Date, "2026-11-24"), (Channel, "cal")]
        );
        assert_eq!(
            touch("2026-11-24 call Acme ->"),
            [
                (Date, "2026-11-24"),
                (Channel, "call"),
                (Prospect, "Acme"),
                (Arrow, "->")
            ]
        );
    }

    #[test]
    fn a_body_line_has_the_parts_of_its_entry() {
        use Part::{Assertion, Box, Cadence, Date, Fact, Key, Rep, Stated, Text, Time, Who};
        let touch = |line| parts(line, EntryKind::Touch);
        assert_eq!(
            touch("    n: 2026-12-01 9:00 call again"),
            [
                (Key, "n"),
                (Date, "2026-12-01"),
                (Time, "9:00"),
                (Text, "call again")
            ]
        );
        assert_eq!(
            touch("  [ ] me 2026-12-01 send it"),
            [
                (Box, "[ ]"),
                (Who, "me"),
                (Date, "2026-12-01"),
                (Text, "send it")
            ]
        );
        assert_eq!(
            touch("  = status dead"),
            [(Assertion, "="), (Fact, "status"), (Stated, "dead")]
        );
        assert_eq!(touch("  rep: dana"), [(Key, "rep"), (Rep, "dana")]);
        let prospect = |line| parts(line, EntryKind::Prospect);
        assert_eq!(
            prospect("    cadence: eight-touch"),
            [(Key, "cadence"), (Cadence, "eight-touch")]
        );
        assert_eq!(prospect("    owner:"), [(Key, "owner")]);
    }

    #[test]
    fn an_empty_line_belongs_to_the_entry_above() {
        let text = "prospect Acme\n\n    owner: dana\n2026-11-24 call Acme\n  ; note\n";
        let source = Source::new("a".into(), text.into());
        let kind = |needle: &str| entry_kind(&source, text.find(needle).unwrap() as u32);
        assert_eq!(kind("\n    owner"), EntryKind::Prospect);
        assert_eq!(entry_kind(&source, 14), EntryKind::Prospect);
        assert_eq!(kind("owner"), EntryKind::Prospect);
        assert_eq!(kind("note"), EntryKind::Touch);
        assert_eq!(entry_kind(&source, text.len() as u32), EntryKind::Touch);
    }
}
