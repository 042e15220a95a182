//! The indented lines under an entry: fields, homework, assertions, notes.

use super::anatomy::EntryKind;
use super::date::{DateWord, date_word, looks_like_time, time_word};
use super::encoding::invisible_characters;
use super::fault::{Fault, quote};
use super::file::{DetailKind, Fact, FieldKey, HomeworkOf};
use super::header::{no_such_day, no_such_time, spell_day};
use super::keys::{FACTS, POTENTIALS, known_keys};
use super::money::{MoneyError, money};
use super::word::{skip_space, word_length, words};
use crate::calendar::{Day, Moment};
use crate::settings::{ChannelId, Vocabulary};
use crate::text::{Span, fold, is_invisible};

/// A line's `key: value`: the key, its place, and where the value stands (empty where none is).
pub struct KeyValue<'a> {
    /// The key in the form that comparisons use.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: &'a [u8],
    /// Where it stands.
    pub span: Span,
}

/// Reads `key: value`, a letter first, then letters, digits or `-`, then a colon and white space
/// or the end. `line` begins at offset `base` and has no white space round it. Characters that
/// nobody sees are taken for part of the key, since that is what they are seen as.
pub fn key_value(line: &[u8], base: u32) -> Option<KeyValue<'_>> {
    let colon = memchr::memchr(b':', line)?;
    let value = skip_space(&line[colon + 1..]);
    if value.len() == line.len() - colon - 1 && !value.is_empty() {
        return None;
    }
    let key = std::str::from_utf8(&line[..colon]).ok()?;
    let mut seen = key.chars().filter(|character| !is_invisible(*character));
    let is_key = seen.next().is_some_and(char::is_alphabetic)
        && seen.all(|character| character.is_alphanumeric() || character == '-');
    is_key.then(|| KeyValue {
        key: fold(key),
        key_span: Span::new(base, base + colon as u32),
        value,
        span: Span::new(
            base + (line.len() - value.len()) as u32,
            base + line.len() as u32,
        ),
    })
}

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
            hint(key, field.key_span, EntryKind::Touch, faults);
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
        "me" if !glued => HomeworkOf::Me,
        "them" if !glued => HomeworkOf::Them,
        _ => {
            return fail(
                span,
                format!("homework is for `me` or `them`, not for {}", quote(who)),
            );
        }
    };
    let mut day = None;
    if let Some((span, word)) = rest.peek().copied() {
        match date_in_text(word, span) {
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
fn date_in_text(word: &[u8], span: Span) -> Result<Option<Day>, Box<Fault>> {
    match date_word(word) {
        DateWord::Day(day) => Ok(Some(day)),
        DateWord::NoSuchDay => Err(Box::new(no_such_day(word, span))),
        DateWord::LooksLike => Err(Box::new(no_date(word, span))),
        DateWord::Other => Ok(None),
    }
}

fn no_date(word: &[u8], span: Span) -> Fault {
    let message = format!("{} is no date", quote(word));
    spell_day(Fault::error("bad-field", span, message), word, span)
}

fn assertion(line: &[u8], base: u32, faults: &mut Vec<Fault>) -> TouchLine {
    const HELP: &str = "write it as in `= touch 5`, `= step 2`, `= cadence quarterly`, `= due 2026-03-20`, `= status deferred`";
    const STATUSES: [&str; 11] = [
        "stopped", "won", "lost", "dropped", "deferred", "nurture", "dead", "new", "finished",
        "active", "none",
    ];
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
        _ if STATUSES.contains(&text.as_str()) => Fact::Status,
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
    let promised = match date_in_text(word, date) {
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
        let text = String::from_utf8_lossy(&line[at + 1..]);
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

/// Reads a line under `prospect`: the field, where it is a known one with a good value. `given`
/// are the fields above it.
pub fn prospect_line(
    line: &[u8],
    base: u32,
    given: &mut Vec<FieldKey>,
    faults: &mut Vec<Fault>,
) -> Option<(FieldKey, Span)> {
    let field = key_value(line, base)?;
    invisible_characters(&line[..field.key_span.range().len()], base, true, faults);
    let Some(key) = known_field(EntryKind::Prospect, &field.key) else {
        hint(&field.key, field.key_span, EntryKind::Prospect, faults);
        return None;
    };
    if field.value.is_empty() {
        return None;
    }
    if key.is_once() && given.contains(&key) {
        let message = format!("`{}` was given above", field.key);
        faults.push(
            Fault::error("repeated-field", field.key_span, message).help("keep one of the two"),
        );
        return None;
    }
    given.push(key);
    let compared = matches!(
        key,
        FieldKey::Owner | FieldKey::Cadence | FieldKey::Source | FieldKey::Aka | FieldKey::Tags
    );
    if compared {
        invisible_characters(field.value, field.span.start, true, faults);
    }
    let fault = match key {
        FieldKey::Since => moment_fault(&field, true),
        FieldKey::Close => moment_fault(&field, false),
        FieldKey::Value => value_fault(&field),
        FieldKey::Potential => potential_fault(&field),
        _ => None,
    };
    match fault {
        Some(fault) => {
            faults.push(fault);
            None
        }
        None => Some((key, field.span)),
    }
}

fn moment_fault(field: &KeyValue<'_>, with_time: bool) -> Option<Fault> {
    let mut rest = words(field.value, field.span.start);
    let (span, date) = rest.next()?;
    match date_word(date) {
        DateWord::Day(_) => {}
        DateWord::NoSuchDay => return Some(no_such_day(date, span)),
        DateWord::LooksLike | DateWord::Other => return Some(no_date(date, span)),
    }
    let (span, mut word) = rest.next()?;
    if with_time && word[0].is_ascii_digit() {
        if time_word(word).is_none() {
            return Some(no_such_time(word, span));
        }
        (_, word) = rest.next()?;
    }
    let message = format!("{} is too much here", quote(word));
    let what = if with_time {
        "a date, or a date and a time"
    } else {
        "a date"
    };
    let fault = Fault::error("bad-field", field.span, message);
    Some(fault.help(format!("`{}` holds {what}", field.key)))
}

fn value_fault(field: &KeyValue<'_>) -> Option<Fault> {
    let text = quote(field.value);
    match money(field.value) {
        Ok(_) => None,
        Err(MoneyError::Form) => Some(
            Fault::error("bad-field", field.span, format!("{text} is no value"))
                .help("write a number and a currency, as in 12,000 EUR"),
        ),
        Err(MoneyError::Ambiguous) => {
            let plain = String::from_utf8_lossy(field.value);
            let (small, large) = (plain.replacen(".000", "", 1), plain.replacen('.', ",", 1));
            let fault = Fault::error(
                "bad-field",
                field.span,
                format!("{text} can be read in two ways"),
            );
            Some(fault.help(format!("write {small} or {large}, whichever is meant")))
        }
    }
}

fn potential_fault(field: &KeyValue<'_>) -> Option<Fault> {
    let value = fold(&String::from_utf8_lossy(field.value));
    let known = POTENTIALS.contains(&value.as_str());
    (!known).then(|| {
        let message = format!("{} is no potential", quote(field.value));
        Fault::error("bad-field", field.span, message).help("write high, medium or low")
    })
}

/// Reads a line under `rep`, where only fields may stand.
pub fn rep_line(line: &[u8], base: u32, faults: &mut Vec<Fault>) -> Option<(FieldKey, Span)> {
    let Some(field) = key_value(line, base) else {
        let span = Span::new(base, base + word_length(line, |_| false) as u32);
        let message = "under `rep` only fields may stand".to_owned();
        faults.push(
            Fault::syntax(span, message)
                .help("write it as in `phone: 0123 456`, or make it a comment with ;"),
        );
        return None;
    };
    invisible_characters(&line[..field.key_span.range().len()], base, true, faults);
    let Some(key) = known_field(EntryKind::Rep, &field.key) else {
        hint(&field.key, field.key_span, EntryKind::Rep, faults);
        return None;
    };
    (!field.value.is_empty()).then_some((key, field.span))
}

/// The field that a key is under a directive of this kind.
fn known_field(entry: EntryKind, key: &str) -> Option<FieldKey> {
    let mut known = known_keys(entry).iter();
    known.find(|known| known.word == key)?.field
}

/// Says so where a key that nobody knows is one slip away from a known one of five letters or more.
fn hint(key: &str, span: Span, entry: EntryKind, faults: &mut Vec<Fault>) {
    let known = || known_keys(entry).iter().map(|known| known.word);
    if known().any(|word| word == key) {
        return;
    }
    let near = known().find(|word| word.len() >= 5 && strsim::osa_distance(key, word) == 1);
    if let Some(near) = near {
        let message = format!("`{key}` is a field of your own; is `{near}` meant?");
        faults.push(Fault::warning("misspelt-field", span, message).fix(span, near));
    }
}

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
