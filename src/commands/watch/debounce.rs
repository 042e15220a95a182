//! Events come in a burst, and out comes the moment when it is over: a save is rarely one event.

use std::time::{Duration, Instant};

/// How long it is to be quiet before a save is taken for finished.
pub const QUIET: Duration = Duration::from_millis(100);

/// How long a burst is waited for, at the most.
pub const LONGEST: Duration = Duration::from_millis(500);

/// A burst of events.
#[derive(Clone, Copy, Debug)]
pub struct Burst {
    first: Instant,
    last: Instant,
}

impl Burst {
    /// Begins with an event now.
    #[must_use]
    pub fn new(now: Instant) -> Burst {
        Burst {
            first: now,
            last: now,
        }
    }

    /// Takes another event.
    pub fn goes_on(&mut self, now: Instant) {
        self.last = now;
    }

    /// How long is still to be waited; none once it is over.
    #[must_use]
    pub fn left(&self, now: Instant) -> Option<Duration> {
        let end = (self.last + QUIET).min(self.first + LONGEST);
        Some(end.saturating_duration_since(now)).filter(|left| !left.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(number: u64) -> Duration {
        Duration::from_millis(number)
    }

    #[test]
    fn a_burst_ends_100_ms_after_its_last_event() {
        let start = Instant::now();
        let mut burst = Burst::new(start);
        assert_eq!(burst.left(start), Some(ms(100)));
        burst.goes_on(start + ms(60));
        assert_eq!(burst.left(start + ms(100)), Some(ms(60)));
        assert_eq!(burst.left(start + ms(160)), None);
    }

    #[test]
    fn a_burst_without_end_is_cut_500_ms_after_its_first_event() {
        let start = Instant::now();
        let mut burst = Burst::new(start);
        for at in (20..=480).step_by(20) {
            burst.goes_on(start + ms(at));
        }
        assert_eq!(burst.left(start + ms(480)), Some(ms(20)));
        assert_eq!(burst.left(start + ms(500)), None);
    }
}
