//! Days, moments, durations and business days: chrono's dates in four bytes, and ours on top.

mod day;
mod duration;
mod moment;
mod workdays;

pub use day::{Day, Quarter, days_between};
pub use duration::{Duration, DurationError, Unit};
pub use moment::{Moment, Time, local, now, time_of_day};
pub use workdays::{BusinessCalendar, DayRange, Workdays};
