//! Single values of a tree: a node comes in, and out comes its text, number, duration, date or
//! name, or a complaint and nothing.

use std::ops::RangeInclusive;

use super::error::{Complaints, quote};
use super::node::{Kind, Node};
use crate::calendar::{Day, DayRange, Duration, DurationError, Time};
use crate::text::fold;

/// A text that is not blank; `wanted` says what it is for.
pub fn text<'n>(
    node: &'n Node,
    wanted: &str,
    example: &str,
    complaints: &mut Complaints,
) -> Option<&'n str> {
    match &node.kind {
        Kind::Text(text) if !text.trim().is_empty() => return Some(text),
        Kind::Text(_) => complaints.say(
            node,
            format!("{wanted} is wanted here, and it is blank"),
            format!("write it as in `{example}`"),
        ),
        Kind::Whole(_) | Kind::Number | Kind::Flag => complaints.say(
            node,
            format!("{wanted} is wanted here, not {}", node.kind.describe()),
            "put it in quotes if it is meant as text",
        ),
        _ => complaints.wrong_type(node, wanted, example),
    }
    None
}

/// A whole number within bounds.
pub fn number(
    node: &Node,
    bounds: RangeInclusive<u32>,
    complaints: &mut Complaints,
) -> Option<u32> {
    let (least, most) = (bounds.start(), bounds.end());
    let wanted = format!("a whole number from {least} to {most}");
    match node.kind {
        Kind::Whole(number) => {
            let number = u32::try_from(number)
                .ok()
                .filter(|number| bounds.contains(number));
            if number.is_none() {
                complaints.say(node, format!("{wanted} is wanted here"), "");
            }
            number
        }
        Kind::Number => {
            complaints.say(node, format!("{wanted} is wanted here"), "");
            None
        }
        _ => {
            complaints.wrong_type(node, &wanted, "3");
            None
        }
    }
}

/// A duration such as `3d`.
pub fn duration(node: &Node, complaints: &mut Complaints) -> Option<Duration> {
    let text = match &node.kind {
        Kind::Text(text) => text.trim(),
        Kind::Whole(number) => {
            let message = format!("{number} of what? a duration needs its unit");
            let help =
                format!("write {number}d for days, or one of min, h, bd (business days), w, mo");
            complaints.say(node, message, help);
            return None;
        }
        _ => {
            complaints.wrong_type(node, "a duration", "3d");
            return None;
        }
    };
    match text.parse() {
        Ok(duration) => Some(duration),
        Err(error @ DurationError::Form) => {
            let message = format!("`{}` is no duration", quote(text));
            complaints.say(node, message, error.to_string());
            None
        }
        Err(error @ DurationError::TooLong) => {
            let message = format!("`{}` is too long", quote(text));
            complaints.say(node, message, error.to_string());
            None
        }
    }
}

/// A date, or a range of them such as `2026-08-03..2026-08-14`.
pub fn days(node: &Node, complaints: &mut Complaints) -> Option<DayRange> {
    const EXAMPLE: &str = "2026-08-03..2026-08-14";
    let text = text(node, "a date or a range of dates", EXAMPLE, complaints)?;
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let mut read = |word: &str| match day(word.trim()) {
        Ok(day) => Some(day),
        Err(why) => {
            let help = "write a date as in 2026-08-03, a range as in 2026-08-03..2026-08-14";
            complaints.say(node, format!("`{}` {why}", quote(word.trim())), help);
            None
        }
    };
    let first = read(first)?;
    let last = read(last)?;
    if last < first {
        let help = format!("write {last}..{first}");
        complaints.say(node, "this range ends before it starts", help);
        return None;
    }
    Some(first..=last)
}

fn day(word: &str) -> Result<Day, &'static str> {
    const NO_DATE: &str = "is no date";
    let mut parts = word.split('-');
    let (Some(year), Some(month), Some(day), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(NO_DATE);
    };
    let digits = |part: &str, least: usize, most: usize| {
        let fits = (least..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| part.parse().ok()).flatten().ok_or(NO_DATE)
    };
    let (year, month, day) = (
        digits(year, 4, 4)?,
        digits(month, 1, 2)?,
        digits(day, 1, 2)?,
    );
    if !(1900..=2199).contains(&year) {
        return Err("lies outside the years 1900 to 2199");
    }
    Day::new(year as i32, month, day).ok_or("is a day that no calendar has")
}

/// Office hours such as `08:00..18:00`, which may end at 24:00.
pub fn hours(node: &Node, complaints: &mut Complaints) -> Option<(Time, Time)> {
    const EXAMPLE: &str = "08:00..18:00";
    let text = text(node, "a range of hours", EXAMPLE, complaints)?;
    let Some((start, end)) = text.split_once("..") else {
        let message = format!("`{}` is no range of hours", quote(text));
        complaints.say(node, message, format!("write it as in {EXAMPLE}"));
        return None;
    };
    let mut read = |word: &str| {
        let time = time(word.trim());
        if time.is_none() {
            let message = format!("`{}` is no time of day", quote(word.trim()));
            complaints.say(node, message, format!("write hours as in {EXAMPLE}"));
        }
        time
    };
    let start = read(start)?;
    let end = read(end)?;
    if end <= start {
        let message = "these hours do not run forward within a day";
        let help = "start with the earlier time; 24:00 is the latest end";
        complaints.say(node, message, help);
        return None;
    }
    Some((start, end))
}

/// `HH:MM`, where 24:00 is the end of a day; the caller sees to it that it starts none.
fn time(word: &str) -> Option<Time> {
    let (hour, minute) = word.split_once(':')?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !(1..=2).contains(&hour.len()) || minute.len() != 2 || !digits(hour) || !digits(minute) {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    if minute >= 60 {
        return None;
    }
    Time::from_minutes(hour * 60 + minute)
}

/// One of a few names, such as an effect or a level: case does not matter.
pub fn one_of<T: Copy>(
    node: &Node,
    what: &str,
    names: &[(&str, T)],
    complaints: &mut Complaints,
) -> Option<T> {
    let example = names.first().map_or("", |(name, _)| name);
    let word = text(node, what, example, complaints)?;
    let folded = fold(word);
    let found = names.iter().find(|(name, _)| *name == folded);
    if found.is_none() {
        let bare = what.trim_start_matches("an ").trim_start_matches("a ");
        complaints.unknown(node, word, bare, names.iter().map(|(name, _)| *name));
    }
    found.map(|(_, value)| *value)
}
