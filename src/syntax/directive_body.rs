//! The indented lines under `prospect` and `rep`: fields, and under `prospect` notes.

use super::date::{DateWord, date_word, time_word};
use super::encoding::invisible_characters;
use super::entry::EntryKind;
use super::fault::{Fault, quote};
use super::file::FieldKey;
use super::key_value::{KeyValue, key_value};
use super::keys::{POTENTIALS, known_keys};
use super::misspelt::{misspelt_key, no_date, no_such_day, no_such_time};
use super::money::{MoneyError, money};
use super::word::{word_length, words};
use crate::text::{Span, fold};

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
        faults.extend(misspelt_key(
            &field.key,
            field.key_span,
            EntryKind::Prospect,
        ));
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
        DateWord::LooksLike | DateWord::Other => return Some(no_date(date, span, None)),
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
            let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (fraction, currency) = rest.split_at(digits);
            let fraction = fraction.trim_end_matches('0');
            let point = if fraction.is_empty() { "" } else { "." };
            let small = format!("{whole}{point}{fraction}{currency}");
            let large = plain.replacen('.', ",", 1);
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
        faults.extend(misspelt_key(&field.key, field.key_span, EntryKind::Rep));
        return None;
    };
    (!field.value.is_empty()).then_some((key, field.span))
}

/// The field that a key is under a directive of this kind.
fn known_field(entry: EntryKind, key: &str) -> Option<FieldKey> {
    let mut known = known_keys(entry).iter();
    known.find(|known| known.word == key)?.field
}
