//! The lines of a body: how far they are indented, and the dates in them.

use super::super::date::{DateWord, date_word, time_word};
use super::super::key_value::key_value;
use super::super::touch_body::homework_box;
use super::super::word::{space_length, word_length, words};
use super::text;

/// What body lines are indented by.
const INDENT: usize = 4;

/// How far the first body line of an entry is indented, once it is known.
#[derive(Debug, Default)]
pub struct Indentation {
    first: Option<usize>,
}

impl Indentation {
    /// How far a line is to be indented that is indented by `space`.
    pub fn of(&mut self, space: &[u8], is_note: bool) -> usize {
        let columns = columns(space);
        let first = *self.first.get_or_insert(columns);
        let beyond = if is_note {
            columns.saturating_sub(first)
        } else {
            0
        };
        INDENT + beyond
    }
}

/// The columns that white space takes up: a tab goes on to the next fourth.
fn columns(mut space: &[u8]) -> usize {
    let mut columns = 0;
    loop {
        match space_length(space) {
            0 => return columns,
            _ if space[0] == b'\t' => columns += INDENT - columns % INDENT,
            _ => columns += 1,
        }
        space = &space[space_length(space)..];
    }
}

/// A line under a touch: whether it is a note, and what it is to be.
pub fn touch_line(line: &[u8]) -> Option<(bool, String)> {
    if let Some(length) = homework_box(line) {
        // `[ ] me 2026-3-6 …`
        return Some((false, with_moment(line, length, 1, false)?));
    }
    if line.starts_with(b"=") && word_length(line, |_| false) == 1 {
        // `= due 2026-3-6`; a cadence's name may look like a date.
        let fact = words(&line[1..], 1).next();
        let is_due = fact.is_some_and(|(_, fact)| fact.eq_ignore_ascii_case(b"due"));
        let said = if is_due {
            with_moment(line, 1, 1, false)?
        } else {
            text(line)?
        };
        return Some((false, said));
    }
    let Some(field) = key_value(line, 0) else {
        return Some((true, text(line)?));
    };
    let said = match field.key.as_str() {
        "next" | "n" => with_moment(line, field.span.start as usize, 0, true)?,
        _ => text(line)?,
    };
    Some((false, said))
}

/// A line under a prospect: whether it is a note, and what it is to be.
pub fn prospect_line(line: &[u8]) -> Option<(bool, String)> {
    let Some(field) = key_value(line, 0) else {
        return Some((true, text(line)?));
    };
    let start = field.span.start as usize;
    let said = match field.key.as_str() {
        "since" => with_moment(line, start, 0, true)?,
        "close" => with_moment(line, start, 0, false)?,
        _ => text(line)?,
    };
    Some((false, said))
}

/// The line with its date in full: the word number `which` from byte `start` on, if it is one,
/// and the time after it, where `timed`.
fn with_moment(line: &[u8], start: usize, which: usize, timed: bool) -> Option<String> {
    let mut words = words(&line[start..], start as u32).skip(which);
    let Some((date, word)) = words.next() else {
        return text(line);
    };
    let DateWord::Day(day) = date_word(word) else {
        return text(line);
    };
    let mut said = text(&line[..date.start as usize])? + &day.to_string();
    let mut copied = date.end as usize;
    if timed
        && let Some((span, word)) = words.next()
        && let Some(time) = time_word(word)
    {
        said += &text(&line[copied..span.start as usize])?;
        said += &time.to_string();
        copied = span.end as usize;
    }
    Some(said + &text(&line[copied..])?)
}
