//! A moment comes in, and out comes how long to sleep before the date is looked at again.

use std::time::Duration;

use crate::calendar::Moment;

/// A machine that was asleep wakes with its timers late: so long a new date may go unseen.
const LONGEST: Duration = Duration::from_mins(15);

/// How long to sleep: until the minute in which midnight falls is over, or [`LONGEST`].
#[must_use]
pub fn until(now: Moment) -> Duration {
    let minutes = now.time.map_or(0, crate::calendar::Time::minutes);
    let left = u64::from(24 * 60 - minutes.min(24 * 60 - 1));
    // The clock is asked to the minute: in the last one, it is asked every second.
    let sleep = if left == 1 { 1 } else { (left - 1) * 60 };
    Duration::from_secs(sleep).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Day, Time};

    fn at(hour: u32, minute: u32) -> Moment {
        Moment::new(Day::new(2026, 3, 9).unwrap(), Time::new(hour, minute))
    }

    #[test]
    fn the_sleep_never_passes_midnight_by_more_than_a_second() {
        assert_eq!(until(at(23, 59)), Duration::from_secs(1));
        assert_eq!(until(at(23, 58)), Duration::from_mins(1));
        assert_eq!(until(at(23, 50)), Duration::from_mins(9));
    }

    #[test]
    fn the_sleep_is_short_enough_for_a_machine_that_slept_too() {
        assert_eq!(until(at(9, 0)), LONGEST);
        assert_eq!(until(at(0, 0)), LONGEST);
    }
}
