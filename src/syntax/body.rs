//! The lines of an entry's body, for those that show them.

use super::key_value::key_value;
use super::touch_body::homework_box;

/// A line of an entry's body, for those that show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyLine {
    /// `key: value`, the key in the form that comparisons use.
    Field(String, String),
    /// `[ ] …` or `[x] …`, all of it.
    Homework(String),
    /// `= …`, all of it.
    Assertion(String),
    /// Anything else.
    Note(String),
}

/// Tells what a line of a body, white space round it aside, is.
#[must_use]
pub fn body_line(line: &str) -> BodyLine {
    if line.starts_with("= ") {
        BodyLine::Assertion(line.to_owned())
    } else if homework_box(line.as_bytes()).is_some() {
        BodyLine::Homework(line.to_owned())
    } else if let Some(field) = key_value(line.as_bytes(), 0) {
        BodyLine::Field(field.key, String::from_utf8_lossy(field.value).into_owned())
    } else {
        BodyLine::Note(line.to_owned())
    }
}
