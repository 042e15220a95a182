//! How reports say dates, money and numbers of things.

use std::fmt::Display;

use crate::calendar::{Day, Duration, Moment, Unit, days_between};
use crate::syntax::Money;

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// A day in few words: `20 Nov`, with the year where it is another than that of `today`.
#[must_use]
pub fn short_date(day: Day, today: Day) -> String {
    let date = format!("{} {}", day.day_of_month(), day.month_name());
    if day.year() == today.year() {
        date
    } else {
        format!("{date} {}", day.year())
    }
}

/// A day in fewer words: `20 Nov`, or the month and the year alone where that is another.
#[must_use]
pub fn brief_date(day: Day, today: Day) -> String {
    if day.year() == today.year() {
        short_date(day, today)
    } else {
        format!("{} {}", day.month_name(), day.year())
    }
}

/// A day that is near: `today`, `tomorrow`, `Thursday`; else as [`short_date`] has it.
#[must_use]
pub fn near_date(day: Day, today: Day) -> String {
    match days_between(today, day) {
        0 => "today".into(),
        1 => "tomorrow".into(),
        -1 => "yesterday".into(),
        2..=6 => WEEKDAYS[day.weekday()].into(),
        _ => short_date(day, today),
    }
}

/// A day as one says it: `Tuesday 24 March`, with the year where it is another than that of
/// `today`.
#[must_use]
pub fn spoken_date(day: Day, today: Day) -> String {
    let date = format!(
        "{} {} {}",
        WEEKDAYS[day.weekday()],
        day.day_of_month(),
        month(day)
    );
    if day.year() == today.year() {
        date
    } else {
        format!("{date} {}", day.year())
    }
}

/// A month's name in full.
#[must_use]
pub fn month(day: Day) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES[day.month() as usize - 1]
}

/// An amount with its thousands apart, and its currency: `12,000 EUR`, `$1,500.50`.
#[must_use]
pub fn amount(money: &Money) -> String {
    let digits = digits(money);
    match money.currency.as_deref() {
        None => digits,
        Some(code) if code.chars().all(char::is_alphabetic) => format!("{digits} {code}"),
        Some(symbol) => format!("{symbol}{digits}"),
    }
}

/// An amount with its thousands apart: `12,000`, `1,500.50`.
#[must_use]
pub fn digits(money: &Money) -> String {
    let text = money.amount.to_string();
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text.as_str(), None),
    };
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match fraction {
        Some(fraction) => format!("{grouped}.{fraction}"),
        None => grouped,
    }
}

/// `1 day`, `4 days`.
#[must_use]
pub fn days(number: i64) -> String {
    format!("{number} {}", if number == 1 { "day" } else { "days" })
}

/// `1 touch`, `2 touches`: a number and the word for so many.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The names that a message has room for, the first eight: `a, b and 3 more`.
#[must_use]
pub fn first_of<Name: Display>(names: impl ExactSizeIterator<Item = Name>) -> String {
    const MOST: usize = 8;
    let more = names.len().saturating_sub(MOST);
    let shown: Vec<String> = names.take(MOST).map(|name| name.to_string()).collect();
    let shown = shown.join(", ");
    if more > 0 {
        format!("{shown} and {more} more")
    } else {
        shown
    }
}

/// A duration as one says it: `30 minutes`, `1 business day`.
#[must_use]
pub fn duration(duration: Duration) -> String {
    let (one, many) = match duration.unit {
        Unit::Minutes => ("minute", "minutes"),
        Unit::Hours => ("hour", "hours"),
        Unit::Days => ("day", "days"),
        Unit::BusinessDays => ("business day", "business days"),
        Unit::Weeks => ("week", "weeks"),
        Unit::Months => ("month", "months"),
    };
    count(usize::from(duration.count), one, many)
}

/// How much later one moment is than another: in days, or on one day in minutes or hours.
#[must_use]
pub fn time_between(from: Moment, to: Moment) -> String {
    let number = days_between(from.day, to.day);
    match (from.time, to.time) {
        (Some(from), Some(to)) if number == 0 => {
            let minutes = to.minutes().saturating_sub(from.minutes());
            let hours = || count(usize::from(minutes / 60), "hour", "hours");
            match (minutes / 60, minutes % 60) {
                (0, minutes) => count(usize::from(minutes), "minute", "minutes"),
                (_, 0) => hours(),
                (_, minutes) => format!("{} {minutes} min", hours()),
            }
        }
        _ => days(number),
    }
}

/// A share in percent: `93 %`, `4.5 %`.
#[must_use]
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if (percent - percent.round()).abs() < 0.05 {
        format!("{percent:.0} %")
    } else {
        format!("{percent:.1} %")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Time;

    #[test]
    fn of_many_names_the_first_are_told() {
        assert_eq!(first_of(["a", "b"].into_iter()), "a, b");
        assert_eq!(first_of(0..8), "0, 1, 2, 3, 4, 5, 6, 7");
        assert_eq!(first_of(0..10), "0, 1, 2, 3, 4, 5, 6, 7 and 2 more");
    }

    #[test]
    fn a_difference_is_told_in_days_and_on_one_day_in_minutes_and_hours() {
        let at = |day, time: Option<(u32, u32)>| {
            let time = time.and_then(|(hour, minute)| Time::new(hour, minute));
            Moment::new(Day::new(2026, 3, day).unwrap(), time)
        };
        let from = at(2, Some((11, 0)));
        for (to, words) in [
            (at(2, Some((11, 1))), "1 minute"),
            (at(2, Some((11, 30))), "30 minutes"),
            (at(2, Some((12, 0))), "1 hour"),
            (at(2, Some((13, 5))), "2 hours 5 min"),
            (at(3, Some((9, 0))), "1 day"),
            (at(5, None), "3 days"),
        ] {
            assert_eq!(time_between(from, to), words);
        }
        assert_eq!(duration("1bd".parse().unwrap()), "1 business day");
        assert_eq!(duration("30min".parse().unwrap()), "30 minutes");
    }
}
