//! Today comes in; out come the dates that one is likely to write.

use super::{Candidate, Kind};
use crate::calendar::{Day, Workdays};
use crate::wording::near_date;

/// So many business days are told.
const DAYS: usize = 10;

/// The dates of a touch.
pub(super) fn of_touch(today: Day, typed: &str) -> Vec<Candidate> {
    let days = [today, today.plus_days(-1), today.plus_days(1)];
    days.map(|day| date(day, today, typed)).to_vec()
}

/// The dates of a promise: the next business days; where `later`, then the months, the quarters
/// and the years that begin next.
pub(super) fn of_promise(
    today: Day,
    workdays: Workdays<'_>,
    later: bool,
    typed: &str,
) -> Vec<Candidate> {
    let next = |day: &Day| workdays.after(*day);
    let days = std::iter::successors(workdays.after(today), next).take(DAYS);
    let mut dates: Vec<Candidate> = days.map(|day| date(day, today, typed)).collect();
    if later {
        let month = |months| today.first_of_month().plus_months(months);
        let months = (1..=6).map(month);
        let months = months.map(|day| (format!("{}-{:02}", day.year(), day.month()), day));
        let quarters = (1..=12).map(month).filter(|day| day.month() % 3 == 1);
        let quarters =
            quarters.map(|day| (format!("{}-Q{}", day.year(), day.month() / 3 + 1), day));
        let year = (today.year() + 1).to_string();
        let year = Day::new(today.year() + 1, 1, 1).map(|day| (year, day));
        let periods = months.chain(quarters).chain(year);
        dates.extend(periods.map(|(word, day)| {
            let detail = format!("from {} on", crate::wording::short_date(day, today));
            Candidate::new(word, Kind::Value, detail)
        }));
    }
    dates
}

/// A date, by the word for it: `today`, `Thursday`, `Thu 3 Dec`.
fn date(day: Day, today: Day, typed: &str) -> Candidate {
    let near = near_date(day, today);
    let label = if near.starts_with(|one: char| one.is_ascii_digit()) {
        format!("{} {near}", day.weekday_name())
    } else {
        near
    };
    Candidate {
        text: day.to_string(),
        filter: if typed.starts_with(|one: char| one.is_ascii_digit()) {
            day.to_string()
        } else {
            format!("{label} {day}")
        },
        ..Candidate::new(label, Kind::Value, format!("{day} {}", day.weekday_name()))
    }
}
