//! Dates, times, and the months, quarters and years that `later` takes.

use nom::branch::alt;
use nom::bytes::complete::{tag, take};
use nom::character::complete::one_of;

use super::word::{digits, number, whole};
use crate::calendar::{Day, Moment, Time};
use crate::text::Span;

/// What a word is, where a date may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateWord {
    /// A date.
    Day(Day),
    /// A date in form, that no calendar has, or out of the years 1900 to 2199.
    NoSuchDay,
    /// Not a date, but plainly meant as one: `3/4/26`.
    LooksLike,
    /// Something else.
    Other,
}

/// A stretch of time that `later` names: it begins on one day and ends on another, or the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
}

/// Reads a whole word as a date: `2026-03-01`, with `/` or `.` too, or `1.3.2026`.
#[must_use]
pub fn date_word(word: &[u8]) -> DateWord {
    if !word.first().is_some_and(u8::is_ascii_digit) {
        return DateWord::Other;
    }
    if let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = word
        && [y0, y1, y2, y3, m0, m1, d0, d1]
            .iter()
            .all(|byte| byte.is_ascii_digit())
    {
        return day(number(&word[..4]), number(&word[5..7]), number(&word[8..]));
    }
    let separator = || one_of("-/.");
    let parts = (
        digits(1, 4),
        separator(),
        digits(1, 2),
        separator(),
        digits(1, 4),
    );
    let Some((first, one, middle, other, last)) = whole(word, parts) else {
        return DateWord::Other;
    };
    if first.len() == 4 && last.len() <= 2 && one == other {
        day(number(first), number(middle), number(last))
    } else if first.len() <= 2 && last.len() == 4 && one == '.' && other == '.' {
        day(number(last), number(middle), number(first))
    } else {
        DateWord::LooksLike
    }
}

fn day(year: u32, month: u32, day: u32) -> DateWord {
    Day::new(year as i32, month, day).map_or(DateWord::NoSuchDay, DateWord::Day)
}

/// The day that a word which is no date plainly means: `20260309`, `2026-03/09`, `25-3-2026`,
/// `2026-03-09,`. None where it can be read in two ways, or as no day.
#[must_use]
pub fn spelt_day(word: &[u8]) -> Option<Day> {
    let word = without_mark(word);
    if let DateWord::Day(day) = date_word(word) {
        return Some(day);
    }
    let compact = (digits(4, 4), digits(2, 2), digits(2, 2));
    if let Some((year, month, date)) = whole(word, compact) {
        return Day::new(number(year) as i32, number(month), number(date));
    }
    let separator = || one_of("-/.");
    let parts = (
        digits(1, 4),
        separator(),
        digits(1, 2),
        separator(),
        digits(1, 4),
    );
    let (first, _, middle, _, last) = whole(word, parts)?;
    match (first.len(), last.len()) {
        (4, 1..=2) => Day::new(number(first) as i32, number(middle), number(last)),
        // Which of the two is the month is plain only where the other cannot be one.
        (1..=2, 4) if number(first) > 12 => {
            Day::new(number(last) as i32, number(middle), number(first))
        }
        _ => None,
    }
}

/// A word without the mark of punctuation behind it.
fn without_mark(word: &[u8]) -> &[u8] {
    match word {
        [before @ .., b',' | b';' | b':' | b'.'] => before,
        _ => word,
    }
}

/// Says whether a word is a date, or was plainly meant as one: `3/4/26`, `2026-03-09,` or
/// `2026-03-09T10:00`.
#[must_use]
pub fn holds_date(word: &[u8]) -> bool {
    let is_date = |word| matches!(date_word(word), DateWord::Day(_) | DateWord::NoSuchDay);
    let clock = memchr::memchr(b'T', word);
    let with_clock = clock.is_some_and(|at| {
        is_date(&word[..at]) && word[at + 1..].first().is_some_and(u8::is_ascii_digit)
    });
    with_clock || is_date(without_mark(word)) || date_word(word) == DateWord::LooksLike
}

/// Reads a whole word as a time of day, `9:05` or `09:05`.
#[must_use]
pub fn time_word(word: &[u8]) -> Option<Time> {
    let (hour, _, minute) = whole(word, (digits(1, 2), tag(&b":"[..]), digits(2, 2)))?;
    Time::new(number(hour), number(minute))
}

/// Reads a whole word as a date, a month, a quarter or a year: what it spans. An error where it
/// is one in form that no calendar has; none where it is something else.
#[must_use]
pub fn period_word(word: &[u8]) -> Option<Result<Period, ()>> {
    match date_word(word) {
        DateWord::Day(day) => {
            return Some(Ok(Period {
                first: day,
                last: day,
            }));
        }
        DateWord::NoSuchDay => return Some(Err(())),
        DateWord::LooksLike => return None,
        DateWord::Other => {}
    }
    if let Some(year) = whole(word, digits(4, 4)) {
        return Some(months(number(year), 1, 12));
    }
    if let Some((year, _, month)) = whole(word, (digits(4, 4), tag(&b"-"[..]), digits(1, 2))) {
        return Some(months(number(year), number(month), 1));
    }
    let quarter = (
        digits(4, 4),
        alt((tag(&b"-Q"[..]), tag(&b"-q"[..]))),
        take(1_usize),
    );
    let (year, _, quarter) = whole(word, quarter)?;
    if !quarter[0].is_ascii_digit() {
        return None;
    }
    let quarter = number(quarter);
    Some(if (1..=4).contains(&quarter) {
        months(number(year), quarter * 3 - 2, 3)
    } else {
        Err(())
    })
}

fn months(year: u32, month: u32, count: u32) -> Result<Period, ()> {
    let first = Day::new(year as i32, month, 1).ok_or(())?;
    Ok(Period {
        first,
        last: first.plus_months(count - 1).last_of_month(),
    })
}

/// A date, and the time after it where there is one, at the start of `bytes`, which begin at
/// offset `base`: the moment, and where it ends. For text that was found good when it was read.
#[must_use]
pub fn parse_moment(bytes: &[u8], base: u32) -> Option<(Moment, Span)> {
    let mut words = super::words(bytes, base);
    let (date_span, date) = words.next()?;
    let DateWord::Day(day) = date_word(date) else {
        return None;
    };
    let time = words
        .next()
        .and_then(|(span, word)| Some((span, time_word(word)?)));
    let end = time.map_or(date_span.end, |(span, _)| span.end);
    Some((
        Moment::new(day, time.map(|(_, time)| time)),
        Span::new(date_span.start, end),
    ))
}

/// Says whether a word that is no time was plainly meant as one, in running text: `9.30`, `14h`.
#[must_use]
pub fn looks_like_time(word: &[u8]) -> bool {
    let count = word.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let rest = word[count..].to_ascii_lowercase();
    count > 0
        && [&b":"[..], b".", b"h", b"am", b"pm"]
            .iter()
            .any(|mark| rest.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_in_its_spellings_and_no_other() {
        let day = DateWord::Day(Day::new(2026, 3, 1).unwrap());
        for word in [
            "2026-03-01",
            "2026-3-1",
            "2026/03/01",
            "2026.3.01",
            "1.3.2026",
            "01.03.2026",
        ] {
            assert_eq!(date_word(word.as_bytes()), day, "{word}");
        }
        for word in [
            "2026-02-30",
            "1899-12-31",
            "2200-01-01",
            "31.02.2026",
            "2026-00-01",
        ] {
            assert_eq!(date_word(word.as_bytes()), DateWord::NoSuchDay, "{word}");
        }
        for word in ["3/4/26", "2026-03/01", "1-3-2026", "24.11.26"] {
            assert_eq!(date_word(word.as_bytes()), DateWord::LooksLike, "{word}");
        }
        for word in ["20260301", "2026-03-01x", "3rd", "", "2026-Q1", "3.6."] {
            assert_eq!(date_word(word.as_bytes()), DateWord::Other, "{word}");
        }
    }

    #[test]
    fn a_date_that_is_spelt_otherwise_is_understood_where_it_is_plain() {
        let spelt = |word: &str| spelt_day(word.as_bytes()).map(|day| day.to_string());
        assert_eq!(spelt("20260309"), Some("2026-03-09".into()));
        assert_eq!(spelt("2026-03/9"), Some("2026-03-09".into()));
        assert_eq!(spelt("25-3-2026"), Some("2026-03-25".into()));
        for unclear in ["3/4/2026", "24.11.26", "20261309", "soon", ""] {
            assert_eq!(spelt(unclear), None, "{unclear}");
        }
    }

    #[test]
    fn later_takes_months_quarters_and_years() {
        let span = |word: &str| {
            let period = period_word(word.as_bytes())?;
            Some(period.map(|period| format!("{}..{}", period.first, period.last)))
        };
        assert_eq!(span("2027"), Some(Ok("2027-01-01..2027-12-31".into())));
        assert_eq!(span("2027-02"), Some(Ok("2027-02-01..2027-02-28".into())));
        assert_eq!(span("2027-Q4"), Some(Ok("2027-10-01..2027-12-31".into())));
        assert_eq!(span("2199-Q4"), Some(Ok("2199-10-01..2199-12-31".into())));
        assert_eq!(span("2027-Q5"), Some(Err(())));
        assert_eq!(span("2027-13"), Some(Err(())));
        assert_eq!(span("3000"), Some(Err(())));
        assert_eq!(span("soon"), None);
    }
}
