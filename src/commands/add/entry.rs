//! What is to be written: one entry, read by the parser before anything is done with it.

use std::sync::Arc;

use super::super::Failure;
use crate::finding::Level;
pub use crate::placing::Entry;
use crate::settings::Vocabulary;
use crate::syntax::{DirectiveKind, File, TouchFlags, fmt, parse, read_header};
use crate::text::{Source, Span, apply, harmless};

impl Entry {
    /// Reads an entry.
    pub(in crate::commands) fn read(text: &str, vocabulary: &Vocabulary) -> Result<Entry, Failure> {
        let file = file(text, vocabulary)?;
        let canonical = apply(file.source.bytes(), &fmt(&file, vocabulary));
        let canonical = String::from_utf8_lossy(&canonical).into_owned();
        let file = self::file(&canonical, vocabulary)?;
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

/// Reads a text that must not hold a mistake.
fn file(text: &str, vocabulary: &Vocabulary) -> Result<File, Failure> {
    let source = Source::new("the entry".into(), text.as_bytes().to_vec());
    let file = parse(Arc::new(source), vocabulary);
    let mut errors = file
        .faults
        .iter()
        .filter(|fault| fault.level == Level::Error);
    match errors.next() {
        None => Ok(file),
        Some(fault) => {
            let line = file.source.text(file.source.line_at(fault.span.start));
            let failure = Failure::new(format!(
                "{}, in\n    {}",
                fault.message,
                harmless(line.trim())
            ));
            Err(match &fault.help {
                Some(help) => failure.help(help),
                None => failure,
            })
        }
    }
}
