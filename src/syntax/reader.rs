//! A text, or a part of it, line by line, entry by entry.

use rustc_hash::FxHashSet;

use super::allow::allowed_rules;
use super::directive::{DirectiveHeader, directive_header};
use super::directive_body::{prospect_line, rep_line};
use super::encoding::{
    Unreadable, control_character, hidden_length, invisible_characters, is_plain,
    tell_few_invisible, unreadable,
};
use super::fault::{Fault, quote};
use super::file::{
    Allow, Detail, DetailKind, Directive, DirectiveKind, Field, FieldKey, HomeworkOf, Mark, NameId,
    ProspectEntry, RepEntry, Touch, TouchFlags,
};
use super::header::{TouchHeader, touch_header};
use super::line::{LineKind, kind, split_comment};
use super::names::{Batch, Names};
use super::outcome::{OutcomeWords, When};
use super::touch_body::{TouchLine, touch_line};
use super::word::{arrow_length, skip_space, word_length};
use crate::settings::{OutcomeId, Vocabulary};
use crate::text::{Span, first_line};

/// The entry that body lines belong to.
#[derive(Clone, Copy)]
enum Entry {
    /// There was none yet.
    None,
    Touch,
    Prospect,
    Rep,
    Include,
    /// A header that could not be read: its body is passed over.
    Bad,
}

/// What is read of a text, or of a part of it.
pub(super) struct Reader<'a> {
    vocabulary: &'a Vocabulary,
    default_sent: OutcomeId,
    default_met: OutcomeId,
    default_replied: OutcomeId,
    plain: bool,
    entry: Entry,
    /// The first of the allows of the current entry, and where that entry began.
    open_allows: usize,
    pub(super) rep: NameId,
    given: Vec<FieldKey>,
    pub(super) not_utf8: Vec<Span>,
    pub(super) touches: Vec<Touch>,
    pub(super) details: Vec<Detail>,
    pub(super) directives: Vec<Directive>,
    pub(super) fields: Vec<Field>,
    pub(super) names: Names,
    /// The names of the last touches, which are looked up together.
    batch: Batch,
    pub(super) reps: Names,
    pub(super) touch_reps: Vec<(u32, Span)>,
    pub(super) allows: Vec<Allow>,
    pub(super) faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(vocabulary: &'a Vocabulary) -> Reader<'a> {
        Reader {
            vocabulary,
            default_sent: vocabulary.built_in("sent"),
            default_met: vocabulary.built_in("met"),
            default_replied: vocabulary.built_in("replied"),
            plain: false,
            entry: Entry::None,
            open_allows: 0,
            rep: NameId::NONE,
            given: Vec::new(),
            not_utf8: Vec::new(),
            touches: Vec::new(),
            details: Vec::new(),
            directives: Vec::new(),
            fields: Vec::new(),
            names: Names::default(),
            batch: Batch::default(),
            reps: Names::default(),
            touch_reps: Vec::new(),
            allows: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// Reads the part of a text up to offset `end`, from `start` on, which is the text's own
    /// start or that of an entry.
    pub(super) fn read(&mut self, bytes: &[u8], mut start: usize, end: usize) {
        let bytes = &bytes[..end];
        start = start.max(first_line(bytes));
        self.plain = is_plain(&bytes[start..]);
        let has_returns = memchr::memchr(b'\r', &bytes[start..]).is_some();
        while start < bytes.len() {
            let rest = &bytes[start..];
            let length = if has_returns {
                memchr::memchr2(b'\n', b'\r', rest)
            } else {
                memchr::memchr(b'\n', rest)
            };
            let length = length.unwrap_or(rest.len());
            self.line(&rest[..length], start as u32);
            let ends_in_two = rest[length..].starts_with(b"\r\n");
            start += length + if ends_in_two { 2 } else { 1 };
        }
        self.look_up_names();
    }

    fn line(&mut self, line: &[u8], offset: u32) {
        let kind = kind(line);
        if !self.plain
            && let Some(problem) = unreadable(line)
        {
            self.unreadable(problem, line, offset);
            let is_header = matches!(
                kind,
                LineKind::Touch | LineKind::Directive | LineKind::Other | LineKind::ConflictMarker
            );
            if is_header {
                self.open_entry(Entry::Bad, offset);
            }
            return;
        }
        let before = self.faults.len();
        match kind {
            LineKind::Blank => {}
            LineKind::Comment => self.overrides(line, offset),
            LineKind::ConflictMarker => self.conflict_marker(line, offset),
            LineKind::Touch => self.touch(line, offset),
            LineKind::Directive => self.directive(line, offset),
            LineKind::Body => self.body(line, offset),
            LineKind::Other => self.other(line, offset),
        }
        if !self.plain {
            tell_few_invisible(&mut self.faults, before);
        }
    }

    fn unreadable(&mut self, problem: Unreadable, line: &[u8], offset: u32) {
        match problem {
            Unreadable::NotUtf8(at) => {
                let start = offset + at as u32;
                let length = 1.min(line.len() - at) as u32;
                self.not_utf8.push(Span::new(start, start + length));
            }
            Unreadable::Control(at, character) => {
                self.faults
                    .push(control_character(offset + at as u32, character));
            }
        }
    }

    fn conflict_marker(&mut self, line: &[u8], offset: u32) {
        let span = Span::new(offset, offset + line.len() as u32);
        let message = "git could not merge two versions of this place".to_owned();
        let fault = Fault::error("conflict-marker", span, message);
        self.faults
            .push(fault.help("keep what holds of the two, and take the marker lines out"));
    }

    fn other(&mut self, line: &[u8], offset: u32) {
        self.open_entry(Entry::Bad, offset);
        let (content, comment) = split_comment(line);
        self.allow(line, comment, offset);
        let hidden = hidden_length(line);
        if hidden > 0 && matches!(kind(&line[hidden..]), LineKind::Touch | LineKind::Directive) {
            let start = offset + hidden as u32;
            let span = Span::new(offset, start);
            let message = "what nobody sees stands before this entry, which is not read".to_owned();
            self.faults
                .push(Fault::syntax(span, message).help("delete it").fix(span, ""));
            self.invisible_in_header(&line[hidden..], &content[hidden..], start);
            return;
        }
        let first = word_length(content, |_| false);
        let message = format!(
            "an entry begins with a date or a word, not with {}",
            quote(&content[..first])
        );
        let fault = Fault::syntax(Span::new(offset, offset + first as u32), message);
        self.faults
            .push(fault.help("indent it, if it is a note; put ; before it, if it is a comment"));
        self.invisible_in_header(line, content, offset);
    }

    fn touch(&mut self, line: &[u8], offset: u32) {
        let (content, comment) = split_comment(line);
        self.open_entry(Entry::Bad, offset);
        self.allow(line, comment, offset);
        if let Some(header) = touch_header(content, offset, self.vocabulary, &mut self.faults) {
            self.entry = Entry::Touch;
            self.add_touch(&header, content, offset);
        }
        self.invisible_in_header(line, content, offset);
    }

    fn add_touch(&mut self, header: &TouchHeader, content: &[u8], offset: u32) {
        let (outcome, written) = match header.outcome.as_ref().and_then(|outcome| outcome.id) {
            Some(id) => (id, true),
            None => (self.default_outcome(header), false),
        };
        let mut touch = Touch::new(offset, header.moment, header.channel, outcome);
        let name = Span::new(header.name.start - offset, header.name.end - offset);
        self.batch.push(&content[name.range()], header.name);
        touch.rep = self.rep;
        touch.details = self.details.len() as u32;
        let mut set = |condition: bool, flags| {
            if condition {
                touch.flags.insert(flags);
            }
        };
        set(header.mark == Mark::Inbound, TouchFlags::INBOUND);
        set(header.mark == Mark::Planned, TouchFlags::PLANNED);
        set(header.thanks, TouchFlags::THANKS);
        set(header.reminder, TouchFlags::REMINDER);
        set(written, TouchFlags::OUTCOME);
        let outcome = header.outcome.as_ref();
        set(
            outcome.is_some_and(|outcome| !outcome.sound),
            TouchFlags::FAULTY_OUTCOME,
        );
        set(
            outcome.is_some_and(|outcome| outcome.detail.is_some()),
            TouchFlags::DETAIL,
        );
        self.touches.push(touch);
        if self.batch.len() == Batch::FULL {
            self.look_up_names();
        }
        if let Some(OutcomeWords {
            when: Some((when, span)),
            ..
        }) = outcome
        {
            let kind = match *when {
                When::Booked(moment) => DetailKind::Booked(moment),
                When::Later(first, last) => DetailKind::Later { first, last },
            };
            self.add_detail(kind, *span);
        }
    }

    /// Numbers the prospects of the last touches.
    fn look_up_names(&mut self) {
        let first = self.touches.len() - self.batch.len();
        let mut touches = self.touches[first..].iter_mut();
        self.names.intern_batch(&mut self.batch, |name| {
            if let Some(touch) = touches.next() {
                touch.prospect = name;
            }
        });
    }

    /// What no outcome, or one that cannot be read, means.
    fn default_outcome(&self, header: &TouchHeader) -> OutcomeId {
        let medium = self.vocabulary.channel_of(header.channel).medium;
        let face_to_face = medium.is_live() && medium != crate::settings::MediumId::PHONE;
        match header.mark {
            Mark::Inbound => self.default_replied,
            Mark::Outbound | Mark::Planned if face_to_face => self.default_met,
            Mark::Outbound | Mark::Planned => self.default_sent,
        }
    }

    fn add_detail(&mut self, kind: DetailKind, span: Span) {
        let touch = self.touches.len() as u32 - 1;
        self.details.push(Detail { touch, span, kind });
        self.flag(TouchFlags::DETAILS);
    }

    fn flag(&mut self, flags: TouchFlags) {
        if let Some(touch) = self.touches.last_mut() {
            touch.flags.insert(flags);
        }
    }

    fn directive(&mut self, line: &[u8], offset: u32) {
        let (content, comment) = split_comment(line);
        self.open_entry(Entry::Bad, offset);
        self.allow(line, comment, offset);
        let header = directive_header(content, offset, &mut self.faults);
        let text =
            |span: Span| &content[(span.start - offset) as usize..(span.end - offset) as usize];
        let kind = match header {
            None => {
                self.invisible_in_header(line, content, offset);
                return;
            }
            Some(DirectiveHeader::Prospect(span)) => {
                self.entry = Entry::Prospect;
                self.given.clear();
                self.look_up_names();
                let name = self.names.intern(text(span), span);
                DirectiveKind::Prospect(ProspectEntry {
                    name,
                    span,
                    rep: self.rep,
                })
            }
            Some(DirectiveHeader::Rep(span)) => {
                self.entry = Entry::Rep;
                let name = self.reps.intern(text(span), span);
                self.rep = name;
                DirectiveKind::Rep(RepEntry { name, span })
            }
            Some(DirectiveHeader::Include(path)) => {
                self.entry = Entry::Include;
                DirectiveKind::Include {
                    path,
                    rep: self.rep,
                }
            }
        };
        self.directives.push(Directive {
            offset,
            fields: self.fields.len() as u32,
            kind,
        });
        self.invisible_in_header(line, content, offset);
    }

    fn body(&mut self, line: &[u8], offset: u32) {
        if matches!(self.entry, Entry::Bad) {
            return;
        }
        let (content, _) = split_comment(line);
        let text = skip_space(content);
        if text.is_empty() {
            self.overrides(line, offset);
            return;
        }
        let start = offset + (content.len() - text.len()) as u32;
        let before = self.faults.len();
        match self.entry {
            Entry::Touch => self.touch_body(text, start),
            Entry::Prospect => {
                if let Some((key, value)) =
                    prospect_line(text, start, &mut self.given, &mut self.faults)
                {
                    self.add_field(key, value);
                }
            }
            Entry::Rep => {
                if let Some((key, value)) = rep_line(text, start, &mut self.faults) {
                    self.add_field(key, value);
                }
            }
            Entry::Include | Entry::None => self.misplaced(text, start),
            Entry::Bad => {}
        }
        self.overrides_but(line, offset, before);
    }

    fn misplaced(&mut self, text: &[u8], start: u32) {
        let span = Span::new(start, start + word_length(text, |_| false) as u32);
        let fault = match self.entry {
            Entry::Include => Fault::syntax(span, "nothing may stand under `include`".into())
                .help("take the indentation away, or make it a comment with ;"),
            _ => Fault::syntax(
                span,
                "an indented line, and no entry above it that it belongs to".into(),
            )
            .help("take the indentation away, if it is an entry"),
        };
        self.faults.push(fault);
    }

    fn touch_body(&mut self, text: &[u8], start: u32) {
        let Some(touch) = self.touches.last() else {
            return;
        };
        match touch_line(text, start, touch.day, self.vocabulary, &mut self.faults) {
            TouchLine::Detail(kind, span) => {
                self.add_detail(kind, span);
                match kind {
                    DetailKind::Next(..) => self.flag(TouchFlags::NEXT),
                    DetailKind::Homework {
                        who: HomeworkOf::Me,
                        ..
                    } => self.flag(TouchFlags::HOMEWORK_ME),
                    DetailKind::Homework {
                        who: HomeworkOf::Them,
                        ..
                    } => self.flag(TouchFlags::HOMEWORK_THEM),
                    _ => {}
                }
            }
            TouchLine::What => self.flag(TouchFlags::WHAT),
            TouchLine::Insight => self.flag(TouchFlags::INSIGHT),
            TouchLine::Next => self.flag(TouchFlags::NEXT),
            TouchLine::Rep(span) => {
                let name = &text[(span.start - start) as usize..(span.end - start) as usize];
                self.touch_rep(name, span);
            }
            TouchLine::Note { thanks, reminder } => {
                if thanks {
                    self.flag(TouchFlags::THANKS);
                }
                if reminder {
                    self.flag(TouchFlags::REMINDER);
                }
            }
            TouchLine::Nothing => {}
        }
    }

    /// The first `rep:` of a touch holds.
    fn touch_rep(&mut self, name: &[u8], span: Span) {
        let id = self.reps.intern(name, span);
        let index = self.touches.len() as u32 - 1;
        self.touch_reps.push((index, span));
        if let Some(touch) = self.touches.last_mut()
            && !touch.flags.has(TouchFlags::OWN_REP)
        {
            touch.rep = id;
            touch.flags.insert(TouchFlags::OWN_REP);
        }
    }

    fn add_field(&mut self, key: FieldKey, value: Span) {
        let directive = self.directives.len() as u32 - 1;
        self.fields.push(Field {
            directive,
            key,
            value,
        });
    }

    fn open_entry(&mut self, entry: Entry, offset: u32) {
        self.close_entry(offset);
        self.entry = entry;
    }

    /// The allows of an entry are for all of it: it ends where the next begins.
    pub(super) fn close_entry(&mut self, end: u32) {
        for allow in &mut self.allows[self.open_allows..] {
            allow.entry.end = end;
        }
        self.open_allows = self.allows.len();
    }

    /// Reads `; touchline: allow RULE …`.
    fn allow(&mut self, line: &[u8], comment: Option<&[u8]>, offset: u32) {
        let Some(comment) = comment else { return };
        let base = offset + (line.len() - comment.len()) as u32;
        let entry = Span::new(offset, offset);
        let rules = allowed_rules(comment, base).into_iter().flatten();
        self.allows
            .extend(rules.map(|(rule, _)| Allow { entry, rule }));
    }

    /// Finds the characters that nobody sees, up to the outcome's word; behind it only those
    /// that reorder the line.
    fn invisible_in_header(&mut self, line: &[u8], content: &[u8], offset: u32) {
        if self.plain || line.is_ascii() {
            return;
        }
        let arrow = (0..content.len()).find(|&at| arrow_length(&content[at..]) > 0);
        let end = arrow.map_or(content.len(), |at| {
            let after = at + arrow_length(&content[at..]);
            let word = after + (content.len() - after - skip_space(&content[after..]).len());
            word + word_length(&content[word..], |rest| rest[0] == b':')
        });
        invisible_characters(&line[..end], offset, true, &mut self.faults);
        invisible_characters(&line[end..], offset + end as u32, false, &mut self.faults);
    }

    /// Finds the characters that reorder a line, in text that nobody compares.
    fn overrides(&mut self, line: &[u8], offset: u32) {
        if !self.plain && !line.is_ascii() {
            invisible_characters(line, offset, false, &mut self.faults);
        }
    }

    /// The same, but for those that were found since there were `before` faults.
    fn overrides_but(&mut self, line: &[u8], offset: u32, before: usize) {
        if self.plain || line.is_ascii() {
            return;
        }
        let mut found = Vec::new();
        invisible_characters(line, offset, false, &mut found);
        let told = self.faults[before..].iter();
        let told: FxHashSet<(&str, Span)> = told.map(|fault| (fault.rule, fault.span)).collect();
        found.retain(|fault| !told.contains(&(fault.rule, fault.span)));
        self.faults.append(&mut found);
    }
}
