//! What is to be written: one entry, read by the parser before anything is done with it.

use std::sync::Arc;

use super::super::Failure;
use crate::calendar::Day;
use crate::finding::Level;
pub use crate::placing::Entry;
use crate::settings::{Effect, MediumId, Vocabulary};
use crate::syntax::{DirectiveKind, Fault, File, Mark, TouchFlags, fmt, parse, read_header};
use crate::text::{Source, Span, apply, harmless};

impl Entry {
    /// Reads an entry; a mistake in it is told with its line.
    pub(in crate::commands) fn read(text: &str, vocabulary: &Vocabulary) -> Result<Entry, Failure> {
        Entry::read_or_tell(text, vocabulary, |fault, line| {
            let told = alone(fault, line);
            let message = format!("{}, in\n    {}", told.message, harmless(line.trim()));
            Failure { message, ..told }
        })
    }

    /// Reads an entry of which a part alone was typed: a mistake is told without the line, which
    /// nobody has seen.
    pub(in crate::commands) fn read_answer(
        text: &str,
        vocabulary: &Vocabulary,
    ) -> Result<Entry, Failure> {
        Entry::read_or_tell(text, vocabulary, alone)
    }

    fn read_or_tell(
        text: &str,
        vocabulary: &Vocabulary,
        tell: impl Fn(&Fault, &str) -> Failure,
    ) -> Result<Entry, Failure> {
        let file = file(text, vocabulary, &tell)?;
        let canonical = apply(file.source.bytes(), &fmt(&file, vocabulary));
        let canonical = String::from_utf8_lossy(&canonical).into_owned();
        let file = self::file(&canonical, vocabulary, &tell)?;
        let touches = file.touches.as_slice();
        match (touches, file.directives.as_slice()) {
            ([touch], []) => {
                let header = read_header(&file.source, touch.offset, vocabulary)
                    .ok_or_else(|| Failure::new("the touch cannot be read"))?;
                Ok(Entry {
                    name: file.source.text(header.name).into_owned(),
                    name_span: header.name,
                    day: Some(touch.day),
                    planned: touch.is_planned(),
                    own_rep: touch.flags.has(TouchFlags::OWN_REP),
                    text: canonical,
                })
            }
            ([], [directive]) => match directive.kind {
                DirectiveKind::Prospect(prospect) => Ok(Entry {
                    name: file.source.text(prospect.span).into_owned(),
                    name_span: prospect.span,
                    day: None,
                    planned: false,
                    own_rep: file
                        .fields
                        .iter()
                        .any(|field| field.key == crate::syntax::FieldKey::Owner),
                    text: canonical,
                }),
                _ => Err(Failure::new("only touches and prospects can be added")),
            },
            _ => Err(Failure::new("this is not one touch or one prospect")
                .help("add one entry at a time")),
        }
    }

    /// An entry that is still to be written in the editor.
    pub(in crate::commands) fn unread(text: String) -> Entry {
        Entry {
            text,
            name: String::new(),
            name_span: Span::at(0),
            day: None,
            planned: false,
            own_rep: false,
        }
    }

    /// Refuses a touch that is dated after `today` and not planned, which `check` calls an error.
    pub(in crate::commands) fn not_ahead(&self, today: Day) -> Result<(), Failure> {
        match self.day {
            Some(day) if day > today && !self.planned => Err(Failure::new(format!(
                "{day} has not come yet, and this touch is not planned"
            ))
            .help(format!("put a ! after the date, if it is planned: {day} !"))),
            _ => Ok(()),
        }
    }

    /// The entry under another name.
    pub(in crate::commands) fn renamed(
        mut self,
        name: &str,
        vocabulary: &Vocabulary,
    ) -> Result<Entry, Failure> {
        if self.name == name {
            return Ok(self);
        }
        self.text.replace_range(self.name_span.range(), name);
        Entry::read(&self.text, vocabulary)
    }
}

/// What `check` would miss in a touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Whether anybody was reached.
    Outcome,
    /// For when it was booked: a date that belongs at this byte of the header.
    BookedDate(usize),
    /// Until when they want to wait: the same.
    LaterDate(usize),
}

impl Missing {
    /// What is missing in a header that can be read.
    pub fn of(header: &str, vocabulary: &Vocabulary) -> Option<Missing> {
        let source = Source::new("the entry".into(), header.as_bytes().to_vec());
        let touch = read_header(&source, 0, vocabulary)?;
        let medium = vocabulary.channel_of(touch.channel).medium;
        let Some(outcome) = touch.outcome else {
            let is_call = touch.mark == Mark::Outbound && medium == MediumId::PHONE;
            return is_call.then_some(Missing::Outcome);
        };
        let id = outcome.id.filter(|_| outcome.when.is_none())?;
        let end = outcome.span.end as usize;
        if id == vocabulary.booked() {
            Some(Missing::BookedDate(end))
        } else if vocabulary.outcome_of(id).effect == Effect::Later {
            Some(Missing::LaterDate(end))
        } else {
            None
        }
    }
}

/// Reads a text that must not hold a mistake; the first is told with its line.
fn file(
    text: &str,
    vocabulary: &Vocabulary,
    tell: impl Fn(&Fault, &str) -> Failure,
) -> Result<File, Failure> {
    let source = Source::new("the entry".into(), text.as_bytes().to_vec());
    let file = parse(Arc::new(source), vocabulary);
    let mut faults = file.faults.iter();
    match faults.find(|fault| fault.level == Level::Error) {
        None => Ok(file),
        Some(fault) => {
            let line = file.source.text(file.source.line_at(fault.span.start));
            Err(tell(fault, &line))
        }
    }
}

fn alone(fault: &Fault, _line: &str) -> Failure {
    Failure {
        message: fault.message.clone(),
        help: fault.help.clone(),
    }
}
