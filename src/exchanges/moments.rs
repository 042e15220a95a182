//! A date, or a date and time, as other programs write it comes in; out comes a moment. What can
//! be read in two ways is not read until it is said which holds.

use crate::calendar::{Day, Moment, Time, days_between};

/// Which comes first in `03/04/2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// The day.
    DayFirst,
    /// The month.
    MonthFirst,
}

/// Why a text is no moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It can be read in two ways.
    Ambiguous,
    /// It cannot be read.
    NoDate,
}

/// The local date and time of so many seconds since 1970 in UTC.
pub type Clock<'a> = &'a dyn Fn(i64) -> Option<Moment>;

const DAY_SECONDS: i64 = 86_400;

/// Reads a date, and the time after it where there is one.
///
/// # Errors
///
/// Where it is none, or two.
pub fn moment(text: &str, order: Option<DateOrder>, clock: Clock<'_>) -> Result<Moment, Unread> {
    let text = text.trim();
    if is_number(text) {
        return bare_number(text, clock).ok_or(Unread::NoDate);
    }
    let spaced = spaced(text);
    let mut words: Vec<&str> = spaced.split_whitespace().collect();
    if words.len() > 3 && is_weekday(words[0]) {
        words.remove(0);
    }
    let (day, used) = date(&words, order)?;
    if words.len() == used {
        return Ok(Moment::day(day));
    }
    let rest = words[used..].join(" ");
    let stamp = stamp(&rest).ok_or(Unread::NoDate)?;
    match stamp.offset {
        // Midnight is how whole days are written.
        None | Some(0) if stamp.seconds == 0 => Ok(Moment::day(day)),
        None => Ok(Moment::new(day, minutes(stamp.seconds))),
        Some(offset) => {
            let epoch = Day::new(1970, 1, 1).ok_or(Unread::NoDate)?;
            let seconds = days_between(epoch, day) * DAY_SECONDS + stamp.seconds - offset;
            clock(seconds).ok_or(Unread::NoDate)
        }
    }
}

/// Reads a time of day alone, without a zone.
#[must_use]
pub fn time(text: &str) -> Option<Time> {
    let stamp = stamp(text.trim())?;
    if stamp.offset.is_some() {
        return None;
    }
    minutes(stamp.seconds)
}

fn minutes(seconds: i64) -> Option<Time> {
    let minutes = u32::try_from(seconds / 60).ok()?;
    Time::new(minutes / 60, minutes % 60)
}

fn is_number(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(fraction)
}

/// Milliseconds or seconds since 1970, a spreadsheet's days since 1900, or `20260309`.
fn bare_number(text: &str, clock: Clock<'_>) -> Option<Moment> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let number: i64 = whole.parse().ok()?;
    match whole.len() {
        12..=14 => from_epoch(number / 1000, clock),
        9..=11 => from_epoch(number, clock),
        8 if !text.contains('.') => Day::new(
            (number / 10_000) as i32,
            (number / 100 % 100) as u32,
            (number % 100) as u32,
        )
        .map(Moment::day),
        5 => serial(number, fraction),
        _ => None,
    }
}

/// A day at midnight in UTC is a day, wherever one is.
fn from_epoch(seconds: i64, clock: Clock<'_>) -> Option<Moment> {
    if seconds % DAY_SECONDS == 0 {
        let day = Day::new(1970, 1, 1)?.plus_days(seconds / DAY_SECONDS);
        return Some(Moment::day(day));
    }
    clock(seconds)
}

/// A spreadsheet's date: days since 30 December 1899, and parts of one.
fn serial(days: i64, fraction: &str) -> Option<Moment> {
    // Other numbers of five digits are no dates that anybody means.
    if !(20_000..=80_000).contains(&days) {
        return None;
    }
    let day = Day::new(1900, 1, 1)?.plus_days(days - 2);
    let part: f64 = format!("0.{fraction}").parse().ok()?;
    let minute = (part * 1440.0).round() as u32;
    let time = (minute > 0)
        .then(|| Time::new(minute / 60, minute % 60))
        .flatten();
    Some(Moment::new(day, time))
}

/// The text with a space for each comma, and for the `T` between date and time.
fn spaced(text: &str) -> String {
    let bytes = text.as_bytes();
    let is_digit = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_digit)
    };
    text.char_indices()
        .map(|(at, character)| match character {
            ',' => ' ',
            'T' | 't' if is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)) => ' ',
            other => other,
        })
        .collect()
}

/// The date that the words begin with, and how many of them it takes.
fn date(words: &[&str], order: Option<DateOrder>) -> Result<(Day, usize), Unread> {
    let first = words.first().ok_or(Unread::NoDate)?;
    if let Some((separator, parts)) = parts(first) {
        return numeric(separator, parts, order).map(|day| (day, 1));
    }
    let [first, second, third, ..] = words else {
        return Err(Unread::NoDate);
    };
    let named = match (month(first), month(second)) {
        (Some(month), _) => Some((*third, month, *second)),
        (None, Some(month)) => Some((*third, month, *first)),
        (None, None) => None,
    };
    let (year, month, day) = named.ok_or(Unread::NoDate)?;
    let day = day.trim_end_matches(|one: char| !one.is_ascii_digit());
    let day = year
        .parse()
        .ok()
        .zip(day.parse().ok())
        .and_then(|(year, day)| Day::new(year, month, day));
    day.map(|day| (day, 3)).ok_or(Unread::NoDate)
}

/// Three numbers with one separator between.
fn parts(word: &str) -> Option<(char, [&str; 3])> {
    let separator = word.chars().find(|one| !one.is_ascii_digit())?;
    if !matches!(separator, '-' | '/' | '.') {
        return None;
    }
    let mut parts = word.split(separator);
    let three = [parts.next()?, parts.next()?, parts.next()?];
    let sound = |part: &&str| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    (parts.next().is_none() && three.iter().all(sound)).then_some((separator, three))
}

fn numeric(separator: char, parts: [&str; 3], order: Option<DateOrder>) -> Result<Day, Unread> {
    let [first, second, third] = parts;
    let number = |part: &str| part.parse::<u32>().unwrap_or(u32::MAX);
    let day = |year: u32, month: u32, day: u32| {
        Day::new(year.min(9999) as i32, month, day).ok_or(Unread::NoDate)
    };
    let (a, b, c) = (number(first), number(second), number(third));
    if first.len() == 4 {
        return day(a, b, c);
    }
    let short = third.len() == 2;
    if !short && third.len() != 4 {
        return Err(Unread::NoDate);
    }
    let year = if short { 2000 + c } else { c };
    match order {
        // Where dots stand the day comes first, everywhere.
        _ if separator == '.' && !short => day(year, b, a),
        Some(DateOrder::DayFirst) => day(year, b, a),
        Some(DateOrder::MonthFirst) => day(year, a, b),
        None if short => Err(Unread::Ambiguous),
        None if a == b || b > 12 => day(year, a, b),
        None if a > 12 => day(year, b, a),
        None => Err(Unread::Ambiguous),
    }
}

fn month(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let at = NAMES.iter().position(|name| word.starts_with(name))?;
    let is_name = word.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_name.then_some(at as u32 + 1)
}

fn is_weekday(word: &str) -> bool {
    const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let word = word.to_ascii_lowercase();
    NAMES.iter().any(|name| word.starts_with(name))
}

/// A time of day, and how far east of UTC, both in seconds.
struct Stamp {
    seconds: i64,
    offset: Option<i64>,
}

fn stamp(text: &str) -> Option<Stamp> {
    let mut text = text.trim().to_ascii_lowercase();
    let mut offset = None;
    for zone in ["z", "utc", "gmt"] {
        if let Some(bare) = text.strip_suffix(zone) {
            text = bare.trim_end().to_owned();
            offset = Some(0);
            break;
        }
    }
    if offset.is_none()
        && let Some(at) = text.rfind(['+', '-'])
    {
        offset = Some(zone_offset(&text[at..])?);
        text = text[..at].trim_end().to_owned();
    }
    let mut afternoon = None;
    for (suffix, is_afternoon) in [("am", false), ("pm", true), ("a.m.", false), ("p.m.", true)] {
        if let Some(bare) = text.strip_suffix(suffix) {
            text = bare.trim_end().to_owned();
            afternoon = Some(is_afternoon);
            break;
        }
    }
    let mut parts = text.split(':');
    let number = |part: Option<&str>, most: i64| {
        let part = part?;
        let fits = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        let number: i64 = part.parse().ok().filter(|_| fits)?;
        (number <= most).then_some(number)
    };
    let mut hour = number(parts.next(), 23)?;
    let minute = match parts.next() {
        None if afternoon.is_some() => 0,
        part => number(part, 59)?,
    };
    let second = match parts.next() {
        None => 0,
        Some(part) => number(part.split(['.', ',']).next(), 60)?,
    };
    if parts.next().is_some() {
        return None;
    }
    if let Some(afternoon) = afternoon {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + if afternoon { 12 } else { 0 };
    }
    Some(Stamp {
        seconds: hour * 3600 + minute * 60 + second,
        offset,
    })
}

/// `+01:00`, `-0530` or `+01`.
fn zone_offset(text: &str) -> Option<i64> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits: String = text[1..].chars().filter(|one| *one != ':').collect();
    if !matches!(digits.len(), 2 | 4) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let hours: i64 = digits[..2].parse().ok()?;
    let minutes: i64 = digits[2..].parse().unwrap_or(0);
    Some(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A clock an hour east of UTC.
    fn clock(seconds: i64) -> Option<Moment> {
        let local = seconds + 3600;
        let day = Day::new(1970, 1, 1)?.plus_days(local.div_euclid(DAY_SECONDS));
        Some(Moment::new(day, minutes(local.rem_euclid(DAY_SECONDS))))
    }

    fn read(text: &str, order: Option<DateOrder>) -> Result<String, Unread> {
        moment(text, order, &clock).map(|moment| moment.to_string())
    }

    #[test]
    fn dates_are_read_as_they_are_written_elsewhere() {
        for (text, expected) in [
            ("2026-03-05", "2026-03-05"),
            ("2026-03-05T14:30:00.000+0000", "2026-03-05 15:30"),
            ("2026-03-05T00:00:00.000Z", "2026-03-05"),
            ("2026-03-05T23:30:00Z", "2026-03-06 00:30"),
            ("2026-03-05T14:30:00+01:00", "2026-03-05 14:30"),
            ("2026-03-05 14:30:59", "2026-03-05 14:30"),
            ("2026-03-05 00:00:00", "2026-03-05"),
            ("1772668800000", "2026-03-05"),
            ("1772721000000", "2026-03-05 15:30"),
            ("25/04/2026", "2026-04-25"),
            ("04/25/2026 2:30 PM", "2026-04-25 14:30"),
            ("5.3.2026", "2026-03-05"),
            ("05/05/2026", "2026-05-05"),
            ("Mar 5, 2026", "2026-03-05"),
            ("5 March 2026 12:05 AM", "2026-03-05 00:05"),
            ("Thu, 5 Mar 2026 14:30:00", "2026-03-05 14:30"),
            ("45631", "2024-12-05"),
            ("45631.5", "2024-12-05 12:00"),
        ] {
            assert_eq!(read(text, None).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_not_read() {
        for text in ["03/04/2026", "3-4-2026", "25/4/26", "03/04/2026 10:00"] {
            assert_eq!(read(text, None), Err(Unread::Ambiguous), "{text}");
        }
        let order = |text, order| read(text, Some(order)).unwrap();
        assert_eq!(order("03/04/2026", DateOrder::DayFirst), "2026-04-03");
        assert_eq!(order("03/04/2026", DateOrder::MonthFirst), "2026-03-04");
        assert_eq!(order("3/4/26", DateOrder::MonthFirst), "2026-03-04");
        assert_eq!(
            read("25/04/2026", Some(DateOrder::MonthFirst)),
            Err(Unread::NoDate)
        );
        for text in ["", "soon", "2026-02-30", "12", "2026-03-05 25:00", "99999"] {
            assert_eq!(read(text, None), Err(Unread::NoDate), "{text}");
        }
    }
}
