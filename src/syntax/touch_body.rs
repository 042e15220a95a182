//! The indented lines under a touch: fields, homework, assertions, notes.

use super::date::{DateWord, date_word, holds_date, looks_like_time, time_word};
use super::encoding::invisible_characters;
use super::entry::EntryKind;
use super::fault::{Fault, quote};
use super::file::{DetailKind, Fact, HomeworkOf};
use super::key_value::{KeyValue, key_value};
use super::keys::{FACTS, STATUSES};
use super::misspelt::{misspelt_key, no_date, no_such_day, no_such_time};
use super::word::{word_length, words};
use crate::calendar::{Day, Moment};
use crate::settings::{ChannelId, Vocabulary};
use crate::text::{Span, fold};

/// What a line under a touch adds to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TouchLine {
    /// A promise, homework, an assertion or a subject, and the words it points at.
    Detail(DetailKind, Span),
    /// `what`.
    What,
    /// `insight`.
    Insight,
    /// `next` without a date.
    Next,
    /// `rep`, and where the name stands.
    Rep(Span),
    /// A note, with the tags that make a courtesy.
    Note {
        /// It holds `#thanks`.
        thanks: bool,
        /// It holds `#reminder`.
        reminder: bool,
    },
    /// A field that nothing is made of, an empty one, or a faulty line.
    Nothing,
}

/// Reads a line under a touch that was made, or is planned, on `day`.
pub fn touch_line(
    line: &[u8],
    base: u32,
    day: Day,
    vocabulary: &Vocabulary,
    faults: &mut Vec<Fault>,
) -> TouchLine {
    if let Some(box_length) = homework_box(line) {
        return homework(line, base, box_length, faults);
    }
    if line[0] == b'=' && word_length(line, |_| false) == 1 {
        return assertion(line, base, faults);
    }
    let Some(field) = key_value(line, base) else {
        return note(line);
    };
    invisible_characters(&line[..field.key_span.range().len()], base, true, faults);
    match field.key.as_str() {
        _ if field.value.is_empty() => TouchLine::Nothing,
        "what" | "w" => TouchLine::What,
        "insight" | "i" => TouchLine::Insight,
        "next" | "n" => next(&field, day, vocabulary, faults),
        "rep" => {
            invisible_characters(field.value, field.span.start, true, faults);
            TouchLine::Rep(field.span)
        }
        "subject" => TouchLine::Detail(DetailKind::Subject, field.span),
        key => {
            faults.extend(misspelt_key(key, field.key_span, EntryKind::Touch));
            TouchLine::Nothing
        }
    }
}

/// The length of the box that a line begins with, `[ ]`, `[x]`, `[X]` or a faulty `[]`.
pub fn homework_box(line: &[u8]) -> Option<usize> {
    if !line.starts_with(b"[") {
        return None;
    }
    [&b"[ ]"[..], b"[x]", b"[X]", b"[]"]
        .into_iter()
        .find(|form| line.starts_with(form))
        .map(<[u8]>::len)
}

fn homework(line: &[u8], base: u32, box_length: usize, faults: &mut Vec<Fault>) -> TouchLine {
    const HELP: &str = "write it as in `[ ] me 2026-03-09 send the outline`";
    let mut fail = |span, message: String| {
        faults.push(Fault::syntax(span, message).help(HELP));
        TouchLine::Nothing
    };
    let end = base + line.len() as u32;
    if box_length == 2 {
        return fail(
            Span::new(base, base + 2),
            "an empty box has a space in it".into(),
        );
    }
    let mut rest = words(&line[box_length..], base + box_length as u32).peekable();
    let Some((span, who)) = rest.next() else {
        return fail(
            Span::at(end),
            "whose homework it is, `me` or `them`, is missing here".into(),
        );
    };
    let glued = span.start as usize == base as usize + box_length;
    let who = match fold(&String::from_utf8_lossy(who)).as_str() {
        "me" | "them" if glued => {
            let fault = Fault::syntax(span, "a space is missing behind the box".to_owned());
            faults.push(fault.help(HELP).fix(Span::at(span.start), " "));
            return TouchLine::Nothing;
        }
        "me" => HomeworkOf::Me,
        "them" => HomeworkOf::Them,
        _ => {
            return fail(
                span,
                format!("homework is for `me` or `them`, not for {}", quote(who)),
            );
        }
    };
    let mut day = None;
    if let Some((span, word)) = rest.peek().copied() {
        match date_in_text(word, span, None) {
            Ok(date) => day = date,
            Err(fault) => {
                faults.push(*fault);
                return TouchLine::Nothing;
            }
        }
        if day.is_some() {
            rest.next();
        }
    }
    if rest.peek().is_none() {
        return fail(Span::at(end), "what is to be done is missing here".into());
    }
    let done = line[1] != b' ';
    TouchLine::Detail(
        DetailKind::Homework { who, done, day },
        Span::new(base, end),
    )
}

/// The date that a word in running text is, if it is one; a fault where it is plainly meant as
/// one.
fn date_in_text(word: &[u8], span: Span, earliest: Option<Day>) -> Result<Option<Day>, Box<Fault>> {
    match date_word(word) {
        DateWord::Day(day) => Ok(Some(day)),
        DateWord::NoSuchDay => Err(Box::new(no_such_day(word, span))),
        DateWord::Other if !holds_date(word) => Ok(None),
        DateWord::LooksLike | DateWord::Other => Err(Box::new(no_date(word, span, earliest))),
    }
}

fn assertion(line: &[u8], base: u32, faults: &mut Vec<Fault>) -> TouchLine {
    const HELP: &str = "write it as in `= touch 5`, `= step 2`, `= cadence quarterly`, `= due 2026-03-20`, `= status deferred`";
    let end = base + line.len() as u32;
    let mut fail = |span, message: String| {
        faults.push(Fault::syntax(span, message).help(HELP));
        TouchLine::Nothing
    };
    let mut rest = words(&line[1..], base + 1);
    let Some((fact_span, fact)) = rest.next() else {
        return fail(Span::at(end), "what is stated is missing here".into());
    };
    let fact_word = fold(&String::from_utf8_lossy(fact));
    if !FACTS.iter().any(|(word, _)| *word == fact_word) {
        return fail(
            fact_span,
            format!("{} is nothing that can be stated", quote(fact)),
        );
    }
    let Some((span, value)) = rest.next() else {
        return fail(
            Span::at(end),
            format!("the value of {fact_word} is missing here"),
        );
    };
    if fact_word == "cadence" {
        return TouchLine::Detail(
            DetailKind::Assertion(Fact::Cadence),
            Span::new(span.start, end),
        );
    }
    let text = fold(&String::from_utf8_lossy(value));
    let digits = value.iter().all(u8::is_ascii_digit);
    let number = match text.as_str() {
        "none" => Ok(None),
        _ if digits => Ok(Some(super::word::number(value))),
        _ => Err(()),
    };
    let stated = match (fact_word.as_str(), number) {
        ("touch", Ok(number)) => Fact::Touch(number),
        ("step", Ok(number)) => Fact::Step(number),
        ("touch" | "step", Err(())) => {
            return fail(span, format!("{} is no number", quote(value)));
        }
        ("due", _) if text == "none" => Fact::Due(None),
        ("due", _) => match date_word(value) {
            DateWord::Day(day) => Fact::Due(Some(day)),
            DateWord::NoSuchDay => {
                faults.push(no_such_day(value, span));
                return TouchLine::Nothing;
            }
            _ => return fail(span, format!("{} is no date", quote(value))),
        },
        _ if text == "none" || STATUSES.contains(&text.as_str()) => Fact::Status,
        _ => return fail(span, format!("{} is no status", quote(value))),
    };
    if let Some((extra, word)) = rest.next() {
        return fail(extra, format!("{} is too much here", quote(word)));
    }
    TouchLine::Detail(DetailKind::Assertion(stated), span)
}

/// `next: [DATE [TIME]] TEXT`: a promise where it begins with a date.
fn next(
    field: &KeyValue<'_>,
    day: Day,
    vocabulary: &Vocabulary,
    faults: &mut Vec<Fault>,
) -> TouchLine {
    let mut rest = words(field.value, field.span.start).peekable();
    let Some((date, word)) = rest.next() else {
        return TouchLine::Nothing;
    };
    let promised = match date_in_text(word, date, Some(day)) {
        Ok(Some(promised)) => promised,
        Ok(None) => return TouchLine::Next,
        Err(fault) => {
            faults.push(*fault);
            return TouchLine::Nothing;
        }
    };
    let mut time = None;
    let mut span = date;
    if let Some((at, word)) = rest.peek().copied() {
        time = time_word(word);
        if time.is_some() {
            span.end = at.end;
            rest.next();
        } else if looks_like_time(word) {
            faults.push(no_such_time(word, at));
            return TouchLine::Nothing;
        }
    }
    if promised < day {
        let message = "this date lies before the touch itself".to_owned();
        faults
            .push(Fault::error("bad-field", date, message).help("write the day of the next touch"));
        return TouchLine::Nothing;
    }
    let channel = rest
        .next()
        .and_then(|(_, word)| channel_word(word, vocabulary));
    TouchLine::Detail(DetailKind::Next(Moment::new(promised, time), channel), span)
}

/// The channel that a word of running text names, a mark of punctuation after it aside.
fn channel_word(word: &[u8], vocabulary: &Vocabulary) -> Option<ChannelId> {
    let marks = word
        .iter()
        .rev()
        .take_while(|byte| b",.:;!?".contains(byte))
        .count();
    vocabulary.channel(&word[..word.len() - marks])
}

/// A note, for the tags in it: `#word`, at the start of a word.
fn note(line: &[u8]) -> TouchLine {
    let (mut thanks, mut reminder) = (false, false);
    for at in memchr::memchr_iter(b'#', line) {
        if at > 0 && !super::word::ends_with_space(&line[..at]) {
            continue;
        }
        let rest = &line[at + 1..];
        let text = String::from_utf8_lossy(&rest[..word_length(rest, |_| false)]);
        let end =
            text.find(|character: char| !(character.is_alphanumeric() || "_-".contains(character)));
        match fold(&text[..end.unwrap_or(text.len())]).as_str() {
            "thanks" => thanks = true,
            "reminder" => reminder = true,
            _ => {}
        }
    }
    TouchLine::Note { thanks, reminder }
}
