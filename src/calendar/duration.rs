//! Durations as settings write them: `30min`, `4h`, `3d`, `2bd`, `1w`, `3mo`.

use std::fmt;
use std::str::FromStr;

/// What a duration counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Minutes, `min`.
    Minutes,
    /// Hours, `h`.
    Hours,
    /// Calendar days, `d`.
    Days,
    /// Business days, `bd`.
    BusinessDays,
    /// Weeks of seven calendar days, `w`.
    Weeks,
    /// Calendar months, `mo`.
    Months,
}

/// A count of one unit, at most 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Duration {
    /// How many.
    pub count: u16,
    /// Of what.
    pub unit: Unit,
}

impl Duration {
    /// Makes a duration.
    #[must_use]
    pub const fn new(count: u16, unit: Unit) -> Duration {
        Duration { count, unit }
    }

    /// Says whether it is counted in minutes or hours, so that times of day matter.
    #[must_use]
    pub const fn is_clocked(self) -> bool {
        matches!(self.unit, Unit::Minutes | Unit::Hours)
    }
}

/// Why a word is no duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DurationError {
    /// It is not a number and a unit.
    #[error(
        "a duration is a number and one of min, h, d, bd, w, mo, as in 30min, 4h, 3d, 2bd, 1w, 3mo"
    )]
    Form,
    /// The number is over 9999.
    #[error("a duration has at most 9999 of its unit")]
    TooLong,
}

impl FromStr for Duration {
    type Err = DurationError;

    fn from_str(word: &str) -> Result<Duration, DurationError> {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = word.split_at(digits);
        let unit = match unit {
            "min" => Unit::Minutes,
            "h" => Unit::Hours,
            "d" => Unit::Days,
            "bd" => Unit::BusinessDays,
            "w" => Unit::Weeks,
            "mo" => Unit::Months,
            _ => return Err(DurationError::Form),
        };
        if number.is_empty() {
            return Err(DurationError::Form);
        }
        match number.parse::<u16>() {
            Ok(count) if count <= 9999 => Ok(Duration { count, unit }),
            _ => Err(DurationError::TooLong),
        }
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Minutes => "min",
            Unit::Hours => "h",
            Unit::Days => "d",
            Unit::BusinessDays => "bd",
            Unit::Weeks => "w",
            Unit::Months => "mo",
        };
        write!(formatter, "{}{unit}", self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_a_number_and_a_unit() {
        assert_eq!("30min".parse(), Ok(Duration::new(30, Unit::Minutes)));
        assert_eq!("0bd".parse(), Ok(Duration::new(0, Unit::BusinessDays)));
        assert_eq!("3 d".parse::<Duration>(), Err(DurationError::Form));
        assert_eq!("d".parse::<Duration>(), Err(DurationError::Form));
        assert_eq!("10000d".parse::<Duration>(), Err(DurationError::TooLong));
    }
}
