//! How reports say dates, money and numbers of things.

use crate::calendar::Day;
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
    match crate::calendar::days_between(today, day) {
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
