//! `weekend`, `holidays` and the days of `absences`: lists come in, and out come days.

use super::error::Complaints;
use super::node::Node;
use super::shape::items;
use super::value::{days, one_of};
use crate::calendar::{DayRange, days_between};

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

/// Days off for everybody, as [`read_ranges`] has them; none is longer than a year.
pub fn read_holidays(node: &Node, complaints: &mut Complaints) -> Vec<DayRange> {
    let mut ranges: Vec<DayRange> = Vec::new();
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
        ranges.push(range);
    }
    merged(ranges)
}

/// Ranges of days, in order, those that overlap or follow each other as one.
pub fn read_ranges(node: &Node, example: &str, complaints: &mut Complaints) -> Vec<DayRange> {
    let ranges = items(
        node,
        "a list of dates or ranges of them",
        example,
        complaints,
    )
    .iter()
    .filter_map(|item| days(item, complaints));
    merged(ranges.collect())
}

fn merged(mut ranges: Vec<DayRange>) -> Vec<DayRange> {
    ranges.sort_unstable_by_key(|range| (*range.start(), *range.end()));
    ranges.dedup_by(|next, before| {
        let touches = *next.start() <= before.end().plus_days(1);
        if touches {
            *before = *before.start()..=*next.end().max(before.end());
        }
        touches
    });
    ranges
}
