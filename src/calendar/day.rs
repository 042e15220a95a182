//! A calendar day between 1900-01-01 and 2199-12-31, the years a journal may name.

use std::fmt;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Serialize, Serializer};

/// A calendar day, in four bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// A quarter of a year: the year, and 1 to 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quarter {
    /// The year.
    pub year: i32,
    /// The quarter's number, 1 to 4.
    pub number: u32,
}

impl Day {
    /// The last day there is: later ones become this one.
    pub const LAST: Day = Day(803_168);

    /// The day of this year, month and day of the month; none where no calendar has it, or
    /// the year is not one of 1900 to 2199.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Day> {
        if !(1900..=2199).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(|date| Day(date.num_days_from_ce()))
    }

    fn date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0).unwrap_or_default()
    }

    /// The year, 1900 to 2199.
    #[must_use]
    pub fn year(self) -> i32 {
        self.date().year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.date().month()
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day_of_month(self) -> u32 {
        self.date().day()
    }

    /// The day of the week: 0 is Monday, 6 is Sunday.
    #[must_use]
    pub fn weekday(self) -> usize {
        (self.0 - 1).rem_euclid(7) as usize
    }

    /// The day of the week in three letters, `Mon`.
    #[must_use]
    pub fn weekday_name(self) -> &'static str {
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][self.weekday()]
    }

    /// The month in three letters, `Jan`.
    #[must_use]
    pub fn month_name(self) -> &'static str {
        const NAMES: [&str; 12] = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ];
        NAMES[self.month() as usize - 1]
    }

    /// The day so many days later (earlier, where negative), at the most [`Day::LAST`].
    #[must_use]
    pub fn plus_days(self, days: i64) -> Day {
        let sum = i64::from(self.0) + days;
        Day(sum.clamp(693_596, i64::from(Day::LAST.0)) as i32)
    }

    /// The same day of the month so many months later, the day clamped to that month's last.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Day {
        let later = self.date().checked_add_months(Months::new(months));
        later.map_or(Day::LAST, |date| {
            Day(date.num_days_from_ce()).min(Day::LAST)
        })
    }

    /// The first day of this day's month.
    #[must_use]
    pub fn first_of_month(self) -> Day {
        self.plus_days(1 - i64::from(self.day_of_month()))
    }

    /// The last day of this day's month.
    #[must_use]
    pub fn last_of_month(self) -> Day {
        let next = self.first_of_month().plus_months(1);
        if next == Day::LAST {
            next
        } else {
            next.plus_days(-1)
        }
    }

    /// The Monday of this day's week.
    #[must_use]
    pub fn monday(self) -> Day {
        self.plus_days(-(self.weekday() as i64))
    }

    /// The quarter that the day lies in.
    #[must_use]
    pub fn quarter(self) -> Quarter {
        Quarter {
            year: self.year(),
            number: (self.month() - 1) / 3 + 1,
        }
    }
}

/// Calendar days from `from` to `to`; negative where `to` is earlier.
#[must_use]
pub fn days_between(from: Day, to: Day) -> i64 {
    i64::from(to.0) - i64::from(from.0)
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date();
        write!(
            formatter,
            "{:04}-{:02}-{:02}",
            date.year(),
            date.month(),
            date.day()
        )
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// `2026-03-09`.
impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bounds_are_the_years_that_a_journal_may_name() {
        assert_eq!(Day::new(2199, 12, 31), Some(Day::LAST));
        assert_eq!(Day::new(1900, 1, 1), Some(Day(693_596)));
        assert_eq!(Day::new(2200, 1, 1), None);
        assert_eq!(Day::new(2026, 2, 30), None);
        assert_eq!(Day::LAST.plus_days(1), Day::LAST);
        assert_eq!(Day::LAST.plus_months(1), Day::LAST);
        assert_eq!(Day::LAST.last_of_month(), Day::LAST);
    }

    #[test]
    fn a_month_later_is_clamped_to_the_months_last_day() {
        let day = Day::new(2026, 1, 31).unwrap();
        assert_eq!(day.plus_months(1).to_string(), "2026-02-28");
        assert_eq!(day.weekday_name(), "Sat");
    }
}
