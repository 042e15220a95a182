//! A touch or a prospect comes in; out come the words that are written with it, read again.

use super::{Declaration, Journal, ProspectId, TouchRef};
use crate::calendar::Day;
use crate::settings::Vocabulary;
use crate::syntax::{
    BodyLine, DetailKind, HomeworkOf, TouchHeader, body_line, body_text, split_comment,
};
use crate::text::Span;

/// Homework, as it is written under a touch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Homework {
    /// Whose it is.
    pub who: HomeworkOf,
    /// Whether it is ticked.
    pub done: bool,
    /// By when it is to be done.
    pub day: Option<Day>,
    /// What is to be done.
    pub text: String,
}

impl Journal {
    /// The lines under a touch that say something.
    #[must_use]
    pub fn body(&self, touch: TouchRef<'_>) -> Vec<BodyLine> {
        self.body_at(touch.file, touch.touch.offset)
    }

    /// The lines under a prospect's directive that say something; none where nothing declares it.
    #[must_use]
    pub fn prospect_body(&self, prospect: ProspectId) -> Vec<BodyLine> {
        let Some(Declaration { file, directive }) = self.prospect(prospect).declaration else {
            return Vec::new();
        };
        let directive = self.files[file as usize].directives[directive as usize];
        self.body_at(file, directive.offset)
    }

    fn body_at(&self, file: u32, offset: u32) -> Vec<BodyLine> {
        let lines = body_text(&self.files[file as usize].source, offset);
        lines.iter().map(|line| body_line(line)).collect()
    }

    /// The value of the first field under a touch that has one of these keys, and says something.
    #[must_use]
    pub fn field_of(&self, touch: TouchRef<'_>, keys: &[&str]) -> Option<String> {
        field(&self.body(touch), keys)
    }

    /// The homework under a touch, as it stands there.
    pub fn homework<'j>(&'j self, touch: TouchRef<'j>) -> impl Iterator<Item = Homework> + 'j {
        self.details(touch).iter().filter_map(move |detail| {
            let DetailKind::Homework { who, done, day } = detail.kind else {
                return None;
            };
            // Before it stand the box, whose it is, and the date.
            let box_end = detail.span.start + "[ ]".len() as u32;
            let rest = self.text(Journal::place(touch, Span::new(box_end, detail.span.end)));
            let words = rest.split(' ').skip(1 + usize::from(day.is_some()));
            Some(Homework {
                who,
                done,
                day,
                text: words.collect::<Vec<_>>().join(" "),
            })
        })
    }

    /// The words after the colon of a touch's outcome.
    #[must_use]
    pub fn detail_of(&self, touch: TouchRef<'_>, vocabulary: &Vocabulary) -> Option<String> {
        let detail = self.header(touch, vocabulary)?.outcome?.detail?;
        Some(self.text(Journal::place(touch, detail)))
    }

    /// The tags in a touch's header, without their `#`.
    #[must_use]
    pub fn tags_of(&self, touch: TouchRef<'_>, header: &TouchHeader) -> Vec<String> {
        let source = &self.files[touch.file as usize].source;
        let line = source.line_at(touch.touch.offset);
        let (content, _) = split_comment(source.slice(line));
        let detail = header.outcome.as_ref().and_then(|outcome| outcome.detail);
        crate::syntax::words(content, line.start)
            .filter(|(span, _)| {
                let in_detail = |detail: &crate::text::Span| {
                    detail.start <= span.start && span.start < detail.end
                };
                !detail.as_ref().is_some_and(in_detail)
            })
            .filter_map(|(_, word)| word.strip_prefix(b"#"))
            .filter(|word| !word.is_empty())
            .map(|word| String::from_utf8_lossy(word).into_owned())
            .collect()
    }
}

/// The value of the first field that has one of these keys, and says something.
#[must_use]
pub fn field(lines: &[BodyLine], keys: &[&str]) -> Option<String> {
    lines.iter().find_map(|line| match line {
        BodyLine::Field(key, value) if keys.contains(&key.as_str()) && !value.is_empty() => {
            Some(value.split_whitespace().collect::<Vec<_>>().join(" "))
        }
        _ => None,
    })
}
