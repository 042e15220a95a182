//! Business days, office hours, and the two sums that cadences are made of: `add` and `deadline`.

use super::{Day, Duration, Moment, Time, Unit};

/// A range of days, both included.
pub type DayRange = std::ops::RangeInclusive<Day>;

/// When business is done: weekends, holidays and office hours, the same for everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusinessCalendar {
    /// Which days of the week are off, from Monday on. Never all seven.
    pub weekend: [bool; 7],
    /// The start and the end of office hours, in which deadlines of minutes and hours run.
    pub hours: (Time, Time),
    /// Days off, sorted, with a day at least between two ranges.
    pub holidays: Vec<DayRange>,
}

/// The business days as they are for one person: the calendar, less the days they are away.
#[derive(Clone, Copy, Debug)]
pub struct Workdays<'a> {
    calendar: &'a BusinessCalendar,
    away: &'a [DayRange],
}

impl BusinessCalendar {
    /// The business days for everybody: what waits for nobody's day off.
    #[must_use]
    pub fn for_all(&self) -> Workdays<'_> {
        self.without(&[])
    }

    /// The business days of somebody who is away on these days, which are sorted and do not overlap.
    #[must_use]
    pub fn without<'a>(&'a self, away: &'a [DayRange]) -> Workdays<'a> {
        Workdays {
            calendar: self,
            away,
        }
    }
}

impl<'a> Workdays<'a> {
    /// Says whether `day` is a business day.
    #[must_use]
    pub fn contains(self, day: Day) -> bool {
        !self.calendar.weekend[day.weekday()] && self.days_off(day).is_none()
    }

    /// Says whether the person is away that day, holidays and weekends aside.
    #[must_use]
    pub fn is_away(self, day: Day) -> bool {
        range_of(self.away, day).is_some()
    }

    /// The holidays or the absence that a day lies in.
    fn days_off(self, day: Day) -> Option<&'a DayRange> {
        range_of(&self.calendar.holidays, day).or_else(|| range_of(self.away, day))
    }

    /// The first business day on or after `day`; none before 2200.
    #[must_use]
    pub fn on_or_after(self, mut day: Day) -> Option<Day> {
        while !self.contains(day) {
            // Days off that follow each other are passed over in one step.
            day = self.days_off(day).map_or(day, |off| *off.end());
            if day == Day::LAST {
                return None;
            }
            day = day.plus_days(1);
        }
        Some(day)
    }

    /// The first business day after `day`; none before 2200.
    #[must_use]
    pub fn after(self, day: Day) -> Option<Day> {
        if day == Day::LAST {
            None
        } else {
            self.on_or_after(day.plus_days(1))
        }
    }

    /// The last business day before `day`; none since 1900.
    #[must_use]
    pub fn before(self, mut day: Day) -> Option<Day> {
        loop {
            let earlier = day.plus_days(-1);
            if earlier == day {
                return None;
            }
            day = earlier;
            if self.contains(day) {
                return Some(day);
            }
            day = self.days_off(day).map_or(day, |off| *off.start());
        }
    }

    /// The moment so much later; a date, but for minutes and hours after a moment with a time.
    /// None where no business day is left.
    #[must_use]
    pub fn add(self, moment: Moment, duration: Duration) -> Option<Moment> {
        let count = u32::from(duration.count);
        let day = match duration.unit {
            Unit::Minutes => return Some(plus_minutes(moment, count)),
            Unit::Hours => return Some(plus_minutes(moment, count * 60)),
            Unit::Days => moment.day.plus_days(i64::from(count)),
            Unit::Weeks => moment.day.plus_days(i64::from(count) * 7),
            Unit::Months => moment.day.plus_months(count),
            Unit::BusinessDays => {
                let mut day = moment.day;
                for _ in 0..count {
                    day = self.after(day)?;
                }
                day
            }
        };
        Some(Moment::day(day))
    }

    /// The last moment at which what is to be done within `duration` is in time: on a business
    /// day, within office hours. None where no business day is left.
    #[must_use]
    pub fn deadline(self, moment: Moment, duration: Duration) -> Option<Moment> {
        let from = if duration.is_clocked() {
            self.next_office_hour(moment)?
        } else {
            moment
        };
        let sum = self.add(from, duration)?;
        let too_late = sum.time.is_some_and(|time| time > self.calendar.hours.1);
        if too_late {
            return self.after(sum.day).map(Moment::day);
        }
        if self.contains(sum.day) {
            Some(sum)
        } else {
            self.after(sum.day).map(Moment::day)
        }
    }

    /// A moment with a time, if it lies within office hours of a business day; else their next
    /// start. A moment without a time stays as it is.
    fn next_office_hour(self, moment: Moment) -> Option<Moment> {
        let Some(time) = moment.time else {
            return Some(moment);
        };
        let (start, end) = self.calendar.hours;
        if !self.contains(moment.day) || time > end {
            return Some(Moment::new(self.after(moment.day)?, Some(start)));
        }
        Some(Moment::new(moment.day, Some(time.max(start))))
    }
}

/// The range, of those that are sorted and do not overlap, that a day lies in.
fn range_of(ranges: &[DayRange], day: Day) -> Option<&DayRange> {
    let begun = ranges.partition_point(|range| *range.start() <= day);
    let last = ranges[..begun].last();
    last.filter(|range| range.contains(&day))
}

/// `moment` so many minutes later; one without a time stays as it is.
fn plus_minutes(moment: Moment, minutes: u32) -> Moment {
    let Some(time) = moment.time else {
        return moment;
    };
    let sum = u32::from(time.minutes()) + minutes;
    let (days, rest) = (sum / (24 * 60), sum % (24 * 60));
    Moment::new(
        moment.day.plus_days(i64::from(days)),
        Time::new(rest / 60, rest % 60),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> BusinessCalendar {
        BusinessCalendar {
            weekend: [false, false, false, false, false, true, true],
            hours: (Time::new(8, 0).unwrap(), Time::new(18, 0).unwrap()),
            holidays: vec![],
        }
    }

    fn at(day: u32, time: Option<(u32, u32)>) -> Moment {
        let time = time.and_then(|(hour, minute)| Time::new(hour, minute));
        Moment::new(Day::new(2026, 3, day).unwrap(), time)
    }

    #[test]
    fn hours_run_in_office_hours_only() {
        let calendar = calendar();
        let deadline = |from, text: &str| calendar.for_all().deadline(from, text.parse().unwrap());
        // 2026-03-06 is a Friday.
        assert_eq!(
            deadline(at(6, Some((7, 0))), "1h"),
            Some(at(6, Some((9, 0))))
        );
        assert_eq!(deadline(at(6, Some((17, 50))), "1h"), Some(at(9, None)));
        assert_eq!(
            deadline(at(6, Some((18, 5))), "1h"),
            Some(at(9, Some((9, 0))))
        );
        assert_eq!(
            deadline(at(7, Some((12, 0))), "30min"),
            Some(at(9, Some((8, 30))))
        );
        assert_eq!(deadline(at(6, None), "4h"), Some(at(6, None)));
        assert_eq!(deadline(at(6, Some((9, 0))), "1d"), Some(at(9, None)));
    }

    #[test]
    fn business_days_pass_over_weekends_and_absences() {
        let calendar = calendar();
        let two = Duration::new(2, Unit::BusinessDays);
        assert_eq!(calendar.for_all().add(at(6, None), two), Some(at(10, None)));
        let away = [at(9, None).day..=at(10, None).day];
        assert_eq!(
            calendar.without(&away).add(at(6, None), two),
            Some(at(12, None))
        );
        let forever = [at(1, None).day..=Day::LAST];
        assert_eq!(calendar.without(&forever).deadline(at(6, None), two), None);
    }
}
