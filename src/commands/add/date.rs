//! Dates in words: `today`, `yesterday`, `tomorrow`, `mon` … `sun`, `-2d`.

use crate::calendar::{Day, days_between};
use crate::text::fold;

/// The day that a word means, counted from `today`; none where it is no such word. A weekday is
/// the last one, or, where what is dated lies `ahead`, the next one; today's own is today.
pub fn day_in_words(word: &str, today: Day, ahead: bool) -> Option<Day> {
    const WEEKDAYS: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let folded = fold(word);
    match folded.as_str() {
        "today" => return Some(today),
        "yesterday" => return Some(today.plus_days(-1)),
        "tomorrow" => return Some(today.plus_days(1)),
        _ => {}
    }
    if let Some(digits) = days_ago(&folded) {
        let days = Some(digits).filter(|digits| digits.len() <= 4)?;
        let days: i64 = days.parse().ok()?;
        let day = today.plus_days(-days);
        // Before the first day that there is, it is none.
        return (days_between(day, today) == days).then_some(day);
    }
    let weekday = WEEKDAYS
        .iter()
        .position(|name| folded == *name || folded == name[..3])?;
    let days = weekday as i64 - today.weekday() as i64;
    Some(today.plus_days(if ahead {
        days.rem_euclid(7)
    } else {
        -(-days).rem_euclid(7)
    }))
}

/// The digits in `-2d`, with a plain hyphen or a minus sign; they may be more than there are days.
pub fn days_ago(word: &str) -> Option<&str> {
    let digits = word.strip_prefix(['-', '\u{2212}'])?.strip_suffix('d')?;
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weekday_is_the_last_one_or_the_next_today_included() {
        // A Tuesday.
        let today = Day::new(2026, 11, 24).unwrap();
        let day = |word: &str| day_in_words(word, today, false).map(|day| day.to_string());
        assert_eq!(day("today"), Some("2026-11-24".into()));
        assert_eq!(day("Yesterday"), Some("2026-11-23".into()));
        assert_eq!(day("tomorrow"), Some("2026-11-25".into()));
        assert_eq!(day("tue"), Some("2026-11-24".into()));
        assert_eq!(day("wed"), Some("2026-11-18".into()));
        assert_eq!(day("Monday"), Some("2026-11-23".into()));
        assert_eq!(day("-2d"), Some("2026-11-22".into()));
        assert_eq!(day("\u{2212}0d"), Some("2026-11-24".into()));
        let ahead = |word: &str| day_in_words(word, today, true).map(|day| day.to_string());
        assert_eq!(ahead("tue"), Some("2026-11-24".into()));
        assert_eq!(ahead("wed"), Some("2026-11-25".into()));
        assert_eq!(ahead("Monday"), Some("2026-11-30".into()));
        assert_eq!(ahead("yesterday"), Some("2026-11-23".into()));
        assert_eq!(day("-9999d"), Some("1999-07-10".into()));
        for other in [
            "-d",
            "2d",
            "-2w",
            "call",
            "--2d",
            "mo",
            "-10000d",
            "-4294967295d",
        ] {
            assert_eq!(day(other), None, "{other}");
        }
        let early = Day::new(1900, 1, 3).unwrap();
        let day = |word: &str| day_in_words(word, early, false).map(|day| day.to_string());
        assert_eq!(day("-2d"), Some("1900-01-01".into()));
        assert_eq!(day("-3d"), None);
    }
}
