//! A place in a text comes in; out comes what may be written there, and what that would replace.
//! The line up to the cursor decides: what stands behind it may be of a time when more was there.

use super::asked::Asked;
use crate::settings::{Effect, Outcome};
use crate::syntax::{EntryKind, Part, Piece, anatomy, entry_kind, trim_end, words};
use crate::text::{Span, fold};

/// What may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The date of a touch.
    Date,
    /// The date of a promise; where `later`, a longer time too.
    Promise { later: bool },
    /// `prospect`, `rep` or `include`.
    Directive,
    /// `<`, `>` or `!`.
    Mark,
    /// A channel.
    Channel,
    /// A prospect's name.
    Prospect,
    /// The name of a prospect that nothing declares yet.
    Undeclared,
    /// `->`.
    Arrow,
    /// An outcome; what is known of the touch decides which fits.
    Outcome {
        mark: Option<String>,
        channel: String,
    },
    /// A tag, with its `#` or without.
    Tag { bare: bool },
    /// The key of a field.
    Key(EntryKind),
    /// An item of homework.
    Homework,
    /// `=`.
    Assertion,
    /// `me` or `them`.
    Who,
    /// What is stated.
    Fact,
    /// The value of this fact.
    Stated(String),
    /// A cadence.
    Cadence,
    /// A rep.
    Rep,
    /// Where a prospect came from.
    Source,
    /// High, medium or low.
    Potential,
    /// The path of an include.
    Path,
    /// `touchline: allow`.
    Allow,
    /// A rule.
    Rule,
}

/// A place where something may be written.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    /// What.
    pub wants: Wanted,
    /// What stands there already.
    pub span: Span,
    /// Where the cursor is, in it or at one of its ends.
    pub cursor: u32,
    /// Whether prose may stand there as well, so that only what was begun is meant.
    pub is_prose: bool,
    /// Whether there is no space yet before it, where there should be one.
    pub is_glued: bool,
}

impl Slot {
    /// What was typed up to the cursor.
    pub fn typed(&self) -> Span {
        Span::new(self.span.start, self.cursor)
    }
}

/// What may be written at a byte of a text, the likeliest first.
pub(super) fn slots(asked: &Asked<'_>, offset: u32) -> Vec<Slot> {
    let source = asked.source();
    let line = source.line_at(offset);
    let entry = entry_kind(source, offset);
    let before = source.slice(Span::new(line.start, offset));
    let last = words(before, line.start).last();
    let start = match last.filter(|(word, _)| word.end == offset) {
        Some((word, bytes)) => word.start + separated(bytes) as u32,
        None => offset,
    };
    let mut cursor = Cursor {
        asked,
        line,
        offset,
        start,
        entry,
        slots: Vec::new(),
    };
    cursor.look();
    cursor.slots
}

/// How much of a word is an arrow and what comes before it.
fn separated(word: &[u8]) -> usize {
    let text = String::from_utf8_lossy(word);
    let end = |arrow: &str| text.rfind(arrow).map_or(0, |at| at + arrow.len());
    // Where something is no UTF-8, places in the text are others.
    if text.len() == word.len() {
        end("->").max(end("→"))
    } else {
        0
    }
}

struct Cursor<'c, 'a> {
    asked: &'c Asked<'a>,
    line: Span,
    offset: u32,
    /// Where the word begins that the cursor is in.
    start: u32,
    entry: EntryKind,
    slots: Vec<Slot>,
}

impl Cursor<'_, '_> {
    fn look(&mut self) {
        let before = Span::new(self.line.start, self.offset);
        let pieces = self.pieces(before);
        if let Some(comment) = pieces.iter().find(|piece| piece.part == Part::Comment) {
            self.comment(comment.span);
            return;
        }
        // Behind a key's colon its value begins, with a space before it or not yet.
        if let Some(key) = pieces.last().filter(|piece| piece.part == Part::Key)
            && key.span.end + 1 == self.offset
        {
            self.start = self.offset;
        }
        let head = self.pieces(Span::new(self.line.start, self.start));
        match head.first().map(|piece| piece.part) {
            None if self.start == self.line.start => {
                self.add(Wanted::Date);
                self.add(Wanted::Directive);
            }
            None if self.is_indented() => self.body_line(),
            Some(Part::Date) if !self.is_indented() => self.touch(&head),
            Some(Part::Directive) => self.directive(head[0]),
            Some(_) if self.is_indented() => self.in_body(&head),
            _ => {}
        }
    }

    /// The parts of a piece of the line that begins where the line does.
    fn pieces(&self, span: Span) -> Vec<Piece> {
        let source = self.asked.source();
        let vocabulary = &self.asked.ledger.settings.vocabulary;
        let text = trim_end(source.slice(span));
        anatomy(text, span.start, self.entry, vocabulary)
    }

    fn is_indented(&self) -> bool {
        crate::syntax::is_indented(self.asked.source().slice(self.line))
    }

    fn text(&self, span: Span) -> String {
        self.asked.source().text(span).into_owned()
    }

    /// The word that the cursor is in, up to it.
    fn word(&self) -> String {
        self.text(Span::new(self.start, self.offset))
    }

    /// Where the first word begins between a byte and the cursor; else the cursor.
    fn value_from(&self, start: u32) -> u32 {
        let text = self.asked.source().slice(Span::new(start, self.offset));
        let first = words(text, start).next();
        first.map_or(self.offset, |(word, _)| word.start)
    }

    /// Makes the word begin behind the last comma in it.
    fn pass_comma(&mut self) {
        let word = Span::new(self.start, self.offset);
        let comma = memchr::memrchr(b',', self.asked.source().slice(word));
        self.start += comma.map_or(0, |at| at as u32 + 1);
    }

    /// A slot of one word.
    fn add(&mut self, wants: Wanted) {
        self.add_from(self.start, wants);
    }

    /// The same where prose may stand as well.
    fn add_in_prose(&mut self, wants: Wanted) {
        self.add(wants);
        if let Some(slot) = self.slots.last_mut() {
            slot.is_prose = true;
        }
    }

    /// A slot that begins at `start`: to the end of the part that begins there, or of the word.
    fn add_from(&mut self, start: u32, wants: Wanted) {
        let source = self.asked.source();
        let is_name = matches!(
            wants,
            Wanted::Prospect
                | Wanted::Undeclared
                | Wanted::Outcome { .. }
                | Wanted::Cadence
                | Wanted::Rep
                | Wanted::Source
                | Wanted::Path
        );
        let named = || {
            let all = self.pieces(self.line).into_iter();
            let mut named = all.filter(|piece| piece.part != Part::Text);
            let piece = named.find(|piece| piece.span.start == start)?;
            Some(piece.span.end)
        };
        let word = || {
            let rest = source.slice(Span::new(self.offset, self.line.end));
            let ends = |at: &usize| {
                let rest = &rest[*at..];
                matches!(rest[0], b',' | b':')
                    || rest.starts_with(b"->")
                    || rest.starts_with("→".as_bytes())
            };
            let (word, bytes) = words(rest, self.offset).next()?;
            let end = (0..bytes.len()).find(ends).unwrap_or(bytes.len());
            (word.start == self.offset).then_some(self.offset + end as u32)
        };
        let end = if is_name { named() } else { word() };
        let before = source.slice(Span::new(self.line.start, start));
        let is_glued = !before.is_empty() && trim_end(before).len() == before.len();
        self.slots.push(Slot {
            wants,
            span: Span::new(start, end.unwrap_or(self.offset).max(self.offset)),
            cursor: self.offset,
            is_prose: false,
            is_glued,
        });
    }

    fn comment(&mut self, comment: Span) {
        const WORDS: &str = "touchline: allow";
        let text = self.text(Span::new(comment.start, self.offset));
        let Some(said) = text.strip_prefix(';') else {
            return;
        };
        let said = said.trim_start();
        if let Some(rules) = said.strip_prefix(WORDS) {
            if rules.starts_with(char::is_whitespace) {
                self.pass_comma();
                self.add(Wanted::Rule);
                if let Some(slot) = self.slots.last_mut() {
                    slot.is_glued = false;
                }
            }
        } else if WORDS.starts_with(said) && self.entry != EntryKind::Other && !self.is_indented() {
            self.add_from(self.offset - said.len() as u32, Wanted::Allow);
        }
    }

    fn touch(&mut self, head: &[Piece]) {
        let Some(last) = head.last() else { return };
        let word = self.word();
        let is_tag = word.is_empty() || word.starts_with('#');
        let is_arrow = word.is_empty() || word == "-";
        if let Some(arrow) = head.iter().position(|piece| piece.part == Part::Arrow) {
            self.after_arrow(head, arrow, is_tag);
            return;
        }
        match last.part {
            Part::Date if word.starts_with(|one: char| one.is_ascii_digit()) => {}
            Part::Date | Part::Time => {
                self.add(Wanted::Channel);
                self.add(Wanted::Mark);
            }
            Part::Mark => self.add(Wanted::Channel),
            Part::Channel if !word.starts_with('#') => self.add(Wanted::Prospect),
            Part::Prospect => {
                let goes_on = !word.starts_with('#');
                if goes_on {
                    self.add_from(last.span.start, Wanted::Prospect);
                }
                if is_arrow {
                    self.add(Wanted::Arrow);
                }
                if is_tag {
                    self.add(Wanted::Tag { bare: false });
                }
                // A name that is whole goes on less likely than it is followed by something.
                if goes_on && self.names_somebody(last.span) {
                    self.slots.rotate_left(1);
                }
            }
            Part::Tag => {
                if is_arrow {
                    self.add(Wanted::Arrow);
                }
                if is_tag {
                    self.add(Wanted::Tag { bare: false });
                }
            }
            Part::Channel => self.add(Wanted::Tag { bare: false }),
            _ => {}
        }
    }

    /// Says whether the name of a touch is known from elsewhere than its own line.
    fn names_somebody(&self, name: Span) -> bool {
        let journal = &self.asked.ledger.journal;
        let id = journal.find_prospect(&self.text(name));
        id.is_some_and(|id| !self.asked.is_only_at(id, self.offset))
    }

    fn after_arrow(&mut self, head: &[Piece], arrow: usize, is_tag: bool) {
        let find = |part: Part| head[..arrow].iter().find(|piece| piece.part == part);
        let said = |part: Part| find(part).map(|piece| self.text(piece.span));
        let outcome = Wanted::Outcome {
            mark: said(Part::Mark),
            channel: said(Part::Channel).unwrap_or_default(),
        };
        let written = Span::new(head[arrow].span.end, self.start);
        let written = self.text(written);
        let Some(last) = head[arrow + 1..].last() else {
            // A colon alone has no part.
            if written.trim().is_empty() && !self.word().starts_with('#') {
                self.add(outcome);
            }
            return;
        };
        if last.part == Part::Outcome && !written.contains(':') {
            self.after_outcome(last.span, outcome);
        }
        if is_tag && (!written.contains(':') || self.word().starts_with('#')) {
            self.add(Wanted::Tag { bare: false });
        }
    }

    /// The word behind an outcome's: its date, or the rest of an outcome with a space in it.
    fn after_outcome(&mut self, word: Span, outcome: Wanted) {
        let vocabulary = &self.asked.ledger.settings.vocabulary;
        let hyphenated = |text: &str| fold(text).replace(' ', "-");
        let written = hyphenated(&self.text(word));
        if let Some(id) = vocabulary.outcome(written.as_bytes()) {
            let later = vocabulary.outcome_of(id).effect == Effect::Later;
            if later || id == vocabulary.booked() {
                self.add(Wanted::Promise { later });
            }
        }
        let begun = hyphenated(&self.text(Span::new(word.start, self.offset)));
        let goes_on = |known: &Outcome| {
            let known = fold(&known.word);
            known.starts_with(&begun) && known != written
        };
        if vocabulary.outcomes.iter().any(goes_on) {
            self.add_from(word.start, outcome);
        }
    }

    fn directive(&mut self, directive: Piece) {
        let start = self.value_from(directive.span.end);
        match fold(&self.text(directive.span)).as_str() {
            "prospect" => self.add_from(start, Wanted::Undeclared),
            "rep" => self.add_from(start, Wanted::Rep),
            "include" => self.add_from(start, Wanted::Path),
            _ => {}
        }
    }

    /// The first word of a line below a header.
    fn body_line(&mut self) {
        let word = self.word();
        match (self.entry, word.chars().next()) {
            (EntryKind::Touch, Some('#')) => self.add(Wanted::Tag { bare: false }),
            (EntryKind::Touch, Some('[')) => self.add(Wanted::Homework),
            (EntryKind::Touch, Some('=')) => {
                self.start = self.offset;
                self.add(Wanted::Fact);
            }
            (entry, Some(_)) => self.add_in_prose(Wanted::Key(entry)),
            (entry, None) => {
                self.add(Wanted::Key(entry));
                if entry == EntryKind::Touch {
                    self.add(Wanted::Homework);
                    self.add(Wanted::Assertion);
                }
            }
        }
    }

    /// Any later word.
    fn in_body(&mut self, head: &[Piece]) {
        let (first, last) = (head[0], head[head.len() - 1]);
        let word = self.word();
        match (first.part, last.part) {
            (Part::Key, _) => self.value(first, last),
            (Part::Box, Part::Box) => self.add(Wanted::Who),
            (Part::Box, Part::Who) => {
                self.add_in_prose(Wanted::Promise { later: false });
            }
            (Part::Assertion, Part::Assertion) => self.add(Wanted::Fact),
            (Part::Assertion, _) => self.stated(head),
            // A box that is half written has a space in it.
            (Part::Text, _)
                if "[ ]".starts_with(&self.text(Span::new(first.span.start, self.offset))) =>
            {
                self.add_from(first.span.start, Wanted::Homework);
            }
            (Part::Text, _) if word.starts_with('#') && self.entry == EntryKind::Touch => {
                self.add(Wanted::Tag { bare: false });
            }
            _ => {}
        }
    }

    fn stated(&mut self, head: &[Piece]) {
        let Some(fact) = head.iter().find(|piece| piece.part == Part::Fact) else {
            return;
        };
        let name = fold(&self.text(fact.span));
        let start = self.value_from(fact.span.end);
        if name == "cadence" {
            self.add_from(start, Wanted::Cadence);
        } else if start == self.start {
            self.add(Wanted::Stated(name));
        }
    }

    /// The value of a field.
    fn value(&mut self, key: Piece, last: Piece) {
        let start = self.value_from(key.span.end + 1);
        let is_first = start == self.start;
        match (self.entry, fold(&self.text(key.span)).as_str()) {
            (EntryKind::Touch, "rep") | (EntryKind::Prospect, "owner") => {
                self.add_from(start, Wanted::Rep);
            }
            (EntryKind::Prospect, "cadence") => self.add_from(start, Wanted::Cadence),
            (EntryKind::Prospect, "source") => self.add_from(start, Wanted::Source),
            (EntryKind::Prospect, "tags") => {
                self.pass_comma();
                self.add(Wanted::Tag { bare: true });
            }
            (EntryKind::Prospect, "potential") if is_first => self.add(Wanted::Potential),
            (EntryKind::Prospect, "since") if is_first => self.add(Wanted::Date),
            (EntryKind::Prospect, "close") if is_first => {
                self.add(Wanted::Promise { later: false });
            }
            (EntryKind::Touch, "next" | "n") if is_first => {
                self.add_in_prose(Wanted::Promise { later: false });
            }
            (EntryKind::Touch, "next" | "n") if matches!(last.part, Part::Date | Part::Time) => {
                self.add_in_prose(Wanted::Channel);
            }
            _ => {}
        }
    }
}
