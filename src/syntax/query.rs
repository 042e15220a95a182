//! One term of a query comes in as it was typed, and out comes what it asks for: `owner:dana`,
//! `touches:..2`, `not:status:dead,won`. What the words stand for is looked up in `query`.

use std::ops::Bound;

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while};
use nom::character::complete::{char, none_of, one_of, satisfy};
use nom::combinator::{map, not, opt, peek, recognize, value};
use nom::multi::{many0_count, many1_count, separated_list1};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};
use rust_decimal::Decimal;
use thiserror::Error;

use super::date::{Period, period_word};
use super::fault::near_word;
use crate::calendar::Day;
use crate::text::fold;

/// What a term is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QueryKey {
    /// The prospect's owner.
    Owner,
    /// Who made a touch.
    Rep,
    /// Where the prospect stands.
    Status,
    /// The cadence in force.
    Cadence,
    /// A tag of the prospect or of a touch.
    Tag,
    /// Where the lead came from.
    Source,
    /// The channel of a touch, or its medium.
    Channel,
    /// Outbound touches in this pursuit.
    Touches,
    /// What the deal is worth.
    Value,
    /// High, medium or low.
    Potential,
    /// When the lead arrived.
    Since,
    /// The date of a touch.
    Date,
    /// The date of the last touch.
    Last,
    /// A part of the prospect's name.
    Name,
}

impl QueryKey {
    /// All keys, in the order in which help names them.
    pub const ALL: [QueryKey; 14] = [
        QueryKey::Owner,
        QueryKey::Rep,
        QueryKey::Status,
        QueryKey::Cadence,
        QueryKey::Tag,
        QueryKey::Source,
        QueryKey::Channel,
        QueryKey::Touches,
        QueryKey::Value,
        QueryKey::Potential,
        QueryKey::Since,
        QueryKey::Date,
        QueryKey::Last,
        QueryKey::Name,
    ];

    /// The key as it is typed.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            QueryKey::Owner => "owner",
            QueryKey::Rep => "rep",
            QueryKey::Status => "status",
            QueryKey::Cadence => "cadence",
            QueryKey::Tag => "tag",
            QueryKey::Source => "source",
            QueryKey::Channel => "channel",
            QueryKey::Touches => "touches",
            QueryKey::Value => "value",
            QueryKey::Potential => "potential",
            QueryKey::Since => "since",
            QueryKey::Date => "date",
            QueryKey::Last => "last",
            QueryKey::Name => "name",
        }
    }
}

/// A range, either end of which may be open.
pub type Range<T> = (Bound<T>, Bound<T>);

/// What a term wants: any of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Words, as they were typed. Never empty ones.
    Words(Vec<String>),
    /// Numbers.
    Numbers(Vec<Range<Decimal>>),
    /// Days.
    Days(Vec<Range<Day>>),
}

/// One term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryTerm {
    /// Whether it must not hold.
    pub negated: bool,
    /// What it is about.
    pub key: QueryKey,
    /// What is wanted of that.
    pub wanted: Wanted,
}

/// Why a term is none.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct QueryError {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl QueryError {
    /// An error with advice.
    #[must_use]
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> QueryError {
        QueryError {
            message: message.into(),
            help: Some(help.into()),
        }
    }
}

/// Reads a term.
///
/// # Errors
///
/// Where its key is unknown, or its value none that the key can have.
pub fn query_term(text: &str) -> Result<QueryTerm, QueryError> {
    let text = text.trim();
    let no_term = || QueryError::new(format!("`{text}` asks for nothing"), keys_help());
    let (rest, negations) = negations(text).map_err(|_| no_term())?;
    let (rest, word) = opt(key).parse(rest).map_err(|_| no_term())?;
    let key = match word {
        None => QueryKey::Name,
        Some(word) => find_key(word, text)?,
    };
    if rest.trim().is_empty() {
        return Err(match word {
            None => no_term(),
            Some(_) => missing_value(key),
        });
    }
    Ok(QueryTerm {
        negated: negations % 2 == 1,
        key,
        wanted: wanted(key, rest)?,
    })
}

/// `not:`, however often.
fn negations(input: &str) -> IResult<&str, usize> {
    many0_count(tag_no_case("not:")).parse(input)
}

/// `owner:`, or `value` before a `<` or `>`.
fn key(input: &str) -> IResult<&str, &str> {
    let word = recognize((
        satisfy(char::is_alphabetic),
        take_while(|character: char| character.is_alphanumeric() || "-_".contains(character)),
    ));
    let colon = value((), char(':'));
    terminated(word, alt((colon, peek(value((), one_of("<>")))))).parse(input)
}

fn find_key(word: &str, term: &str) -> Result<QueryKey, QueryError> {
    let folded = fold(word);
    if let Some(key) = QueryKey::ALL.into_iter().find(|key| key.word() == folded) {
        return Ok(key);
    }
    let words = QueryKey::ALL.map(QueryKey::word);
    let help = match near_word(word, words.into_iter()) {
        Some(near) => format!("is `{near}:` meant?"),
        None => format!(
            "{}; for a name with a colon in it, write `name:{term}`",
            keys_help()
        ),
    };
    Err(QueryError::new(
        format!("`{word}:` is no key of a query"),
        help,
    ))
}

fn keys_help() -> String {
    let words = QueryKey::ALL.map(|key| format!("{}:", key.word()));
    format!("the keys are {}, and not: before any", words.join(" "))
}

fn missing_value(key: QueryKey) -> QueryError {
    let word = key.word();
    QueryError::new(
        format!("`{word}:` lacks a value"),
        format!("write for example `{word}:{}`", example(key)),
    )
}

fn example(key: QueryKey) -> &'static str {
    match key {
        QueryKey::Owner | QueryKey::Rep => "dana",
        QueryKey::Status => "dead,active",
        QueryKey::Cadence => "quarterly",
        QueryKey::Tag => "pricing",
        QueryKey::Source => "webinar",
        QueryKey::Channel => "call",
        QueryKey::Touches => "..2",
        QueryKey::Value => "10000..",
        QueryKey::Potential => "high",
        QueryKey::Since => "2026-Q1",
        QueryKey::Date => "2026-01..2026-03",
        QueryKey::Last => "..2026-01-31",
        QueryKey::Name => "acme",
    }
}

fn wanted(key: QueryKey, text: &str) -> Result<Wanted, QueryError> {
    match key {
        QueryKey::Touches | QueryKey::Value => {
            if key == QueryKey::Value {
                refuse_grouped(text)?;
            }
            let read = |text: &str| number(key, text);
            Ok(Wanted::Numbers(ranges(key, text, read)?))
        }
        QueryKey::Since | QueryKey::Date | QueryKey::Last => Ok(Wanted::Days(days(key, text)?)),
        _ => {
            let words = text.split(',').map(|word| word.trim().to_owned());
            let words: Vec<String> = words.collect();
            if words.iter().any(|word| fold(word).is_empty()) {
                return Err(missing_value(key));
            }
            Ok(Wanted::Words(words))
        }
    }
}

/// One of the values of a number or a date, its parts not read yet.
#[derive(Clone, Copy)]
enum Item<'a> {
    One(&'a str),
    Between(Option<&'a str>, Option<&'a str>),
    Compared(&'a str, &'a str),
}

fn items(input: &str) -> IResult<&str, Vec<Item<'_>>> {
    separated_list1(char(','), item).parse(input)
}

fn item(input: &str) -> IResult<&str, Item<'_>> {
    let comparison = alt((tag("<="), tag(">="), tag("<"), tag(">")));
    alt((
        map((comparison, end), |(how, end)| Item::Compared(how, end)),
        map((opt(end), tag(".."), opt(end)), |(from, _, to)| {
            Item::Between(from, to)
        }),
        map(end, Item::One),
    ))
    .parse(input)
}

/// One end of a range: up to `..` or a comma.
fn end(input: &str) -> IResult<&str, &str> {
    recognize(many1_count(preceded(not(tag("..")), none_of(",<>")))).parse(input)
}

fn ranges<T: PartialOrd + Copy>(
    key: QueryKey,
    text: &str,
    read: impl Fn(&str) -> Result<(T, T), QueryError>,
) -> Result<Vec<Range<T>>, QueryError> {
    let word = key.word();
    let Ok(("", items)) = items(text) else {
        return Err(QueryError::new(
            format!("`{word}:{text}` cannot be read"),
            format!(
                "write one value, or a range FROM..TO with either end open, as in `{word}:{}`",
                example(key)
            ),
        ));
    };
    let mut ranges = Vec::new();
    for item in items {
        let range = match item {
            Item::One(one) => {
                let (first, last) = read(one)?;
                (Bound::Included(first), Bound::Included(last))
            }
            Item::Between(from, to) => {
                let from = from.map(&read).transpose()?;
                let to = to.map(&read).transpose()?;
                if let (Some((first, _)), Some((_, last))) = (from, to)
                    && first > last
                {
                    return Err(QueryError::new(
                        format!("`{word}:{text}` runs backwards"),
                        "write the smaller or earlier end first",
                    ));
                }
                (
                    from.map_or(Bound::Unbounded, |(first, _)| Bound::Included(first)),
                    to.map_or(Bound::Unbounded, |(_, last)| Bound::Included(last)),
                )
            }
            Item::Compared(how, end) => {
                let (first, last) = read(end)?;
                match how {
                    "<" => (Bound::Unbounded, Bound::Excluded(first)),
                    "<=" => (Bound::Unbounded, Bound::Included(last)),
                    ">" => (Bound::Excluded(last), Bound::Unbounded),
                    _ => (Bound::Included(first), Bound::Unbounded),
                }
            }
        };
        ranges.push(range);
    }
    Ok(ranges)
}

fn days(key: QueryKey, text: &str) -> Result<Vec<Range<Day>>, QueryError> {
    let read = |text: &str| match period_word(text.trim().as_bytes()) {
        Some(Ok(Period { first, last })) => Ok((first, last)),
        Some(Err(())) => Err(QueryError::new(
            format!("`{text}` is no date that a calendar has, between 1900 and 2199"),
            format!("as in `{}:{}`", key.word(), example(key)),
        )),
        None => Err(QueryError::new(
            format!("`{text}` is no date, which `{}:` wants", key.word()),
            "write a day 2026-03-09, a month 2026-03, a quarter 2026-Q1, a year 2026, or a range of them",
        )),
    };
    ranges(key, text, read)
}

fn number(key: QueryKey, text: &str) -> Result<(Decimal, Decimal), QueryError> {
    let plain: String = text.trim().replace('_', "");
    let is_number = !plain.is_empty()
        && plain.starts_with(|first: char| first.is_ascii_digit())
        && plain
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let read = Decimal::from_str_exact(&plain)
        .ok()
        .filter(|_| is_number)
        .filter(|number| key != QueryKey::Touches || number.is_integer());
    read.map(|number| (number, number)).ok_or_else(|| {
        QueryError::new(
            format!("`{text}` is no number, which `{}:` wants", key.word()),
            format!("as in `{}:{}`", key.word(), example(key)),
        )
    })
}

/// `value:10,000` would be read as 10 or 0.
fn refuse_grouped(text: &str) -> Result<(), QueryError> {
    let is_digit = |one: &char| one.is_ascii_digit();
    let parts: Vec<&str> = text.split(',').collect();
    let grouped = parts.windows(2).any(|pair| {
        let before = pair[0].chars().rev().take_while(is_digit).count();
        let after = pair[1].chars().take_while(is_digit).count();
        (1..=3).contains(&before) && after == 3
    });
    if grouped {
        return Err(QueryError::new(
            format!("`value:{text}`: a comma parts values here"),
            "write a number without one, as in `value:10000..`",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ops::RangeBounds;

    fn term(text: &str) -> QueryTerm {
        query_term(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    fn complaint(text: &str) -> String {
        let error = query_term(text).unwrap_err();
        format!("{}: {}", error.message, error.help.unwrap_or_default())
    }

    fn has_number(text: &str, number: i64) -> bool {
        let Wanted::Numbers(ranges) = term(text).wanted else {
            panic!("{text} wants no numbers");
        };
        ranges
            .iter()
            .any(|range| range.contains(&Decimal::from(number)))
    }

    fn has_day(text: &str, day: (i32, u32, u32)) -> bool {
        let Wanted::Days(ranges) = term(text).wanted else {
            panic!("{text} wants no days");
        };
        let day = Day::new(day.0, day.1, day.2).unwrap();
        ranges.iter().any(|range| range.contains(&day))
    }

    #[test]
    fn a_bare_word_is_a_part_of_a_name() {
        let wanted = Wanted::Words(vec!["acme corp".into()]);
        assert_eq!(
            term("acme corp"),
            QueryTerm {
                negated: false,
                key: QueryKey::Name,
                wanted
            }
        );
        assert!(term("not:acme").negated);
        assert!(!term("not:not:acme").negated);
    }

    #[test]
    fn a_comma_means_any_of_these() {
        assert_eq!(
            term("Status:dead, active").wanted,
            Wanted::Words(vec!["dead".into(), "active".into()])
        );
        assert!(has_number("touches:1,3..", 1));
        assert!(!has_number("touches:1,3..", 2));
        assert!(has_number("touches:1,3..", 4));
    }

    #[test]
    fn numbers_are_one_value_or_a_range_with_both_ends_in_it() {
        for (text, yes, no) in [
            ("touches:2", 2, 3),
            ("touches:..2", 2, 3),
            ("touches:2..", 2, 1),
            ("touches:2..4", 4, 5),
            ("touches:<2", 1, 2),
            ("touches:<=2", 2, 3),
            ("touches:>2", 3, 2),
            ("touches>=2", 2, 1),
            ("value:10_000..", 10_000, 9_999),
            ("value:1.5..2.5", 2, 1),
        ] {
            assert!(has_number(text, yes), "{text} {yes}");
            assert!(!has_number(text, no), "{text} {no}");
        }
        assert!(has_number("value:..", 0));
    }

    #[test]
    fn dates_may_be_days_months_quarters_and_years() {
        for (text, yes, no) in [
            ("since:2026-03-09", (2026, 3, 9), (2026, 3, 10)),
            ("since:2026-03", (2026, 3, 31), (2026, 4, 1)),
            ("since:2026-Q1", (2026, 3, 31), (2026, 4, 1)),
            ("since:2026", (2026, 12, 31), (2025, 12, 31)),
            ("date:2026-01..2026-03", (2026, 3, 31), (2026, 4, 1)),
            ("date:2026-Q2..", (2026, 4, 1), (2026, 3, 31)),
            ("last:..2026-01-31", (2026, 1, 31), (2026, 2, 1)),
            ("last:<2026-02", (2026, 1, 31), (2026, 2, 1)),
            ("last:>2026-02", (2026, 3, 1), (2026, 2, 28)),
            ("last:<=2026-02", (2026, 2, 28), (2026, 3, 1)),
            ("last:>=2026-02", (2026, 2, 1), (2026, 1, 31)),
        ] {
            assert!(has_day(text, yes), "{text} {yes:?}");
            assert!(!has_day(text, no), "{text} {no:?}");
        }
    }

    #[test]
    fn an_unknown_key_names_the_nearest() {
        assert_eq!(
            complaint("ownr:dana"),
            "`ownr:` is no key of a query: is `owner:` meant?"
        );
        assert!(complaint("Acme: the old one").contains("`name:Acme: the old one`"));
    }

    #[test]
    fn what_a_key_cannot_have_is_refused() {
        for (text, words) in [
            ("", "asks for nothing"),
            ("not:", "asks for nothing"),
            ("owner:", "lacks a value"),
            ("status:dead,", "lacks a value"),
            ("touches:few", "no number"),
            ("touches:1.5", "no number"),
            ("touches:-1", "no number"),
            ("value:10,000", "a comma parts values"),
            ("value:..10,000", "a comma parts values"),
            ("value:1..2..3", "cannot be read"),
            ("touches:4..2", "runs backwards"),
            ("date:2026-03..2026-01", "runs backwards"),
            ("date:2026-02-30", "no date that a calendar has"),
            ("date:soon", "no date"),
            ("since:3/4/26", "no date"),
        ] {
            assert!(
                complaint(text).contains(words),
                "{text}: {}",
                complaint(text)
            );
        }
    }
}
