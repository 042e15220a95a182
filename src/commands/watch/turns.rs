//! The record of a run comes in, and when something in it has changed, out comes what: here the
//! watch waits.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::change::{Change, of_files};
use super::debounce::Burst;
use super::interest::Interest;
use super::midnight;
use super::watches::{Hint, Watches};
use crate::calendar::{Day, Moment};
use crate::disk::{Examined, Record};

/// How often files are looked at where events cannot be had, and nobody says how often.
const EVERY: Duration = Duration::from_secs(1);

/// Turns of watching: a run, a wait, a run.
#[derive(Debug)]
pub struct Turns {
    hints: Receiver<Hint>,
    /// Keeps the channel open where nothing is watched.
    _sender: Sender<Hint>,
    watches: Watches,
    /// How often to look, where that was asked for.
    asked: Option<Duration>,
    record: Record,
    /// Whether something may have happened that no event told of.
    is_unsure: bool,
    /// Asks for the date, unless the date is fixed.
    clock: Option<fn() -> Moment>,
    /// The date of the last run.
    day: Option<Day>,
}

/// Why the wait is over.
#[derive(Debug)]
enum Woken {
    Event,
    NewDay(Day),
    /// It is time to look.
    Look,
}

impl Turns {
    /// Begins to watch; by looking every so often, where that is asked for.
    #[must_use]
    pub fn new(poll: Option<Duration>, clock: Option<fn() -> Moment>) -> Turns {
        let (sender, hints) = channel();
        let watches = match poll {
            Some(_) => Watches::none(),
            None => Watches::new(sender.clone()),
        };
        Turns {
            hints,
            _sender: sender,
            watches,
            asked: poll,
            record: Record::default(),
            is_unsure: true,
            clock,
            day: None,
        }
    }

    /// How often the files are looked at, and why, where that was not asked for.
    #[must_use]
    pub fn polling(&self) -> Option<(Duration, Option<&str>)> {
        match (self.asked, self.watches.trouble()) {
            (Some(every), _) => Some((every, None)),
            (None, Some(why)) => Some((EVERY, Some(why))),
            (None, None) => None,
        }
    }

    /// Takes the record of the run that just ended, and the date on which it began.
    pub fn begin(&mut self, record: Record, day: Day) {
        self.record = record;
        self.day = Some(day);
        self.watch();
    }

    /// Waits until something has changed, and says what.
    pub fn wait(&mut self) -> Vec<Change> {
        loop {
            if !self.is_unsure {
                match self.sleep() {
                    Woken::NewDay(day) => return vec![Change::Day(day)],
                    Woken::Event => self.settle(),
                    Woken::Look => {
                        if self.record.examine().changes.is_empty() {
                            continue;
                        }
                        self.settle();
                    }
                }
            }
            let changes = self.examine().changes;
            self.watch();
            if !changes.is_empty() {
                return of_files(&changes);
            }
        }
    }

    /// What changed; where that may be the middle of a save, what changed a moment later.
    fn examine(&mut self) -> Examined {
        let examined = self.record.examine();
        if examined.is_doubtful {
            self.settle();
            return self.record.examine();
        }
        examined
    }

    /// Watches the folders on which the record depends. Some may be new.
    fn watch(&mut self) {
        let folder = std::env::current_dir();
        // Where the folder that we are in is gone, nothing in it can change any more.
        let interest = folder.map_or_else(
            |_| Interest::default(),
            |folder| Interest::in_record(&self.record, &folder),
        );
        self.is_unsure = self.watches.set(interest);
    }

    /// Sleeps until there is something to do.
    fn sleep(&mut self) -> Woken {
        let every = self.polling().map(|(every, _)| every);
        let next_look = every.map(|every| Instant::now() + every);
        loop {
            // The clock is asked once a turn: between two questions, it may pass midnight.
            let now = self.clock.map(|clock| clock());
            if let Some(now) = now
                && self.day != Some(now.day)
            {
                return Woken::NewDay(now.day);
            }
            let look = next_look.map(|next| next.saturating_duration_since(Instant::now()));
            let midnight = now.map(midnight::until);
            let longest = look.into_iter().chain(midnight).min();
            let hint = match longest {
                Some(longest) => self.hints.recv_timeout(longest),
                None => self.hints.recv().map_err(|_| RecvTimeoutError::Timeout),
            };
            if let Ok(hint) = hint {
                self.watches.hear(&hint);
                return Woken::Event;
            }
            if next_look.is_some_and(|next| next <= Instant::now()) {
                return Woken::Look;
            }
        }
    }

    /// Waits until a burst of events is over that has just begun.
    fn settle(&mut self) {
        let mut burst = Burst::new(Instant::now());
        while let Some(left) = burst.left(Instant::now()) {
            if let Ok(hint) = self.hints.recv_timeout(left) {
                self.watches.hear(&hint);
                burst.goes_on(Instant::now());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;
    use crate::calendar::Time;

    /// A clock that stands a minute before midnight at first, and then is past it.
    fn clock() -> Moment {
        static ASKED: AtomicU32 = AtomicU32::new(0);
        let day = Day::new(2026, 3, 9).unwrap();
        if ASKED.fetch_add(1, Ordering::SeqCst) < 2 {
            Moment::new(day, Time::new(23, 59))
        } else {
            Moment::new(day.plus_days(1), Time::new(0, 0))
        }
    }

    #[test]
    fn a_new_day_ends_the_wait() {
        let mut turns = Turns::new(None, Some(clock));
        turns.begin(Record::default(), clock().day);
        let day = Day::new(2026, 3, 10).unwrap();
        assert_eq!(turns.wait(), [Change::Day(day)]);
    }
}
