//! `weekend`, `holidays` and the days of `absences`: lists come in, and out come days.

use super::error::Complaints;
use super::node::Node;
use super::shape::items;
use super::value::{days, one_of};
use crate::calendar::{Day, DayRange, days_between};

const WEEKDAYS: [(&str, usize); 14] = [
    ("mon", 0),
    ("tue", 1),
    ("wed", 2),
    ("thu", 3),
    ("fri", 4),
    ("sat", 5),
    ("sun", 6),
    ("monday", 0),
    ("tuesday", 1),
    ("wednesday", 2),
    ("thursday", 3),
    ("friday", 4),
    ("saturday", 5),
    ("sunday", 6),
];

/// The days of the week that are off, from Monday on; an empty list is no day.
pub fn read_weekend(node: &Node, complaints: &mut Complaints) -> Option<[bool; 7]> {
    let mut weekend = [false; 7];
    for item in items(
        node,
        "a list of days of the week",
        "weekend: [sat, sun]",
        complaints,
    ) {
        if let Some(day) = one_of(item, "a day of the week", &WEEKDAYS, complaints) {
            weekend[day] = true;
        }
    }
    if weekend == [true; 7] {
        let message = "a weekend of seven days leaves no day to do business on";
        complaints.say(node, message, "leave at least one day out");
        return None;
    }
    Some(weekend)
}

/// Single days, in order. A range of them stands for each of its days.
pub fn read_holidays(node: &Node, complaints: &mut Complaints) -> Vec<Day> {
    let mut holidays = Vec::new();
    for item in items(
        node,
        "a list of dates",
        "holidays: [2026-12-25]",
        complaints,
    ) {
        let Some(range) = days(item, complaints) else {
            continue;
        };
        let length = days_between(*range.start(), *range.end());
        if length > 366 {
            let message = "a holiday of more than a year leaves no day to do business on";
            complaints.say(
                item,
                message,
                "somebody's own time off belongs below `absences`",
            );
            continue;
        }
        holidays.extend((0..=length).map(|days| range.start().plus_days(days)));
    }
    holidays.sort_unstable();
    holidays.dedup();
    holidays
}

/// Ranges of days, in order.
pub fn read_ranges(node: &Node, example: &str, complaints: &mut Complaints) -> Vec<DayRange> {
    let mut ranges: Vec<DayRange> = items(
        node,
        "a list of dates or ranges of them",
        example,
        complaints,
    )
    .iter()
    .filter_map(|item| days(item, complaints))
    .collect();
    ranges.sort_unstable_by_key(|range| (*range.start(), *range.end()));
    ranges
}
