//! A day, perhaps with a time of it; and the one file that asks the clock.

use std::fmt;

use chrono::{Datelike, Timelike};
use serde::{Serialize, Serializer};

use super::Day;

/// A time of day to the minute, local, without a zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(u16);

impl Time {
    /// The time of this hour (0 to 23) and minute; none where no clock shows it.
    #[must_use]
    pub fn new(hour: u32, minute: u32) -> Option<Time> {
        (hour < 24 && minute < 60).then_some(Time((hour * 60 + minute) as u16))
    }

    /// The time so many minutes after midnight; `24:00` is one, as the end of a day.
    #[must_use]
    pub fn from_minutes(minutes: u16) -> Option<Time> {
        (minutes <= 24 * 60).then_some(Time(minutes))
    }

    /// Minutes since midnight.
    #[must_use]
    pub fn minutes(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Time {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl fmt::Debug for Time {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// `14:05`.
impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A day, perhaps with a time of it. One without a time sorts before all that have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// The time, where it is known.
    pub time: Option<Time>,
}

impl Moment {
    /// Makes a moment.
    #[must_use]
    pub const fn new(day: Day, time: Option<Time>) -> Moment {
        Moment { day, time }
    }

    /// A whole day, without a time.
    #[must_use]
    pub const fn day(day: Day) -> Moment {
        Moment { day, time: None }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            Some(time) => write!(formatter, "{} {time}", self.day),
            None => self.day.fmt(formatter),
        }
    }
}

/// `2026-03-09` or `2026-03-09T14:05`.
impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.time {
            Some(time) => serializer.collect_str(&format_args!("{}T{time}", self.day)),
            None => self.day.serialize(serializer),
        }
    }
}

/// The clock's local date and time. Besides [`time_of_day`], the only function that asks the clock.
#[must_use]
pub fn now() -> Moment {
    let now = chrono::Local::now().naive_local();
    let day = Day::new(now.year(), now.month(), now.day()).unwrap_or(Day::LAST);
    Moment::new(day, Time::new(now.hour(), now.minute()))
}

/// The local date and time of so many seconds since 1970 in UTC, by the zone of this machine.
#[must_use]
pub fn local(seconds: i64) -> Option<Moment> {
    let stamp = chrono::DateTime::from_timestamp(seconds, 0)?;
    let local = stamp.with_timezone(&chrono::Local).naive_local();
    let day = Day::new(local.year(), local.month(), local.day())?;
    Some(Moment::new(day, Time::new(local.hour(), local.minute())))
}

/// The clock's local time to the second, `14:03:07`, for people to read.
#[must_use]
pub fn time_of_day() -> String {
    chrono::Local::now().format("%H:%M:%S").to_string()
}
