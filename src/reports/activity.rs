//! `report activity`: how many touches were made each week, out and in, and with how many
//! prospects. The query decides which touches count.

use serde::Serialize;

use super::groups::{By, GroupName, Groups};
use super::report::{Asked, Entry, Gather, Report, Row, Seen, group_cell, group_column, number};
use super::report::{bar, title};
use crate::calendar::{Day, days_between};
use crate::journal::ProspectId;
use crate::syntax::{DateWord, date_word};
use crate::table::{Column, Note, Table};
use crate::timeline::Timeline;

pub(super) const REPORT: Entry = Entry {
    name: "activity",
    about: "touches a week, out and in",
    begin: |by| Box::new(Activity(Groups::new(Some(by.unwrap_or(By::Week))))),
};

const COLUMNS: [&str; 3] = ["outbound", "inbound", "prospects"];

/// How many of the last weeks stand on a page with other reports.
const BRIEF: usize = 8;

struct Activity(Groups<Counts>);

#[derive(Clone, Debug, Default, Serialize)]
struct Counts {
    outbound: u64,
    inbound: u64,
    prospects: u64,
    #[serde(skip)]
    last: Option<ProspectId>,
}

impl Gather for Activity {
    fn see(&mut self, seen: Seen<'_, '_>) {
        let Seen { timeline, life, .. } = seen;
        for step in &life.moves {
            if !seen.asked.query.matches_touch(timeline, life, step.touch) {
                continue;
            }
            let counts = self.0.of_touch(timeline, life, step);
            if step.outbound {
                counts.outbound += 1;
            } else {
                counts.inbound += 1;
            }
            if counts.last.replace(life.prospect) != Some(life.prospect) {
                counts.prospects += 1;
            }
        }
    }

    fn finish(self: Box<Self>, timeline: &Timeline<'_>, asked: Asked<'_>) -> Report {
        let by = asked.by.unwrap_or(By::Week);
        let mut groups = self.0.finish(timeline);
        if let By::Week | By::Month = by {
            // What was done lately stands at the end, though it be nothing; not where the query
            // itself says when.
            let until = (!asked.query.asks_for_date()).then_some(timeline.today.day);
            groups = without_gaps(groups, by, until);
        }
        let make = |(group, counts): (GroupName, Counts)| Row::new(Some(by), &group, counts);
        let rows: Vec<Row<Counts>> = groups.into_iter().map(make).collect();
        let mut report = Report::new("activity", timeline, asked.by, &rows, &COLUMNS);
        report.columns = std::iter::once("group").chain(COLUMNS).collect();
        report.tables = vec![table(timeline, asked, by, &rows)];
        report
    }
}

/// The same weeks or months, with those between, and up to a day, in which nothing was done.
fn without_gaps(
    groups: Vec<(GroupName, Counts)>,
    by: By,
    until: Option<Day>,
) -> Vec<(GroupName, Counts)> {
    let mut all: Vec<(GroupName, Counts)> = Vec::new();
    let mut next: Option<Day> = None;
    for (name, counts) in groups {
        if let Some(day) = name.as_deref().and_then(first_day) {
            all.extend(next.into_iter().flat_map(|next| gap(next, day, by)));
            next = Some(step(day, by).1);
        }
        all.push((name, counts));
    }
    if let (Some(next), Some(until)) = (next, until) {
        all.extend(gap(next, until.plus_days(1), by));
    }
    all
}

/// The weeks or months from a day on, before another. A gap of more than a year is one of a wrong
/// year more likely than not, and would bury all else: it is not filled.
fn gap(from: Day, before: Day, by: By) -> Vec<(GroupName, Counts)> {
    const YEAR: i64 = 366;
    let mut all = Vec::new();
    let mut day = from;
    while day < before && days_between(from, before) <= YEAR {
        let (name, after) = step(day, by);
        all.push((Some(name), Counts::default()));
        // The last week or month that there is follows itself.
        if after <= day {
            break;
        }
        day = after;
    }
    all
}

/// The first day of a group of days, by its name.
fn first_day(name: &str) -> Option<Day> {
    let text = if name.len() == 7 {
        format!("{name}-01")
    } else {
        name.to_owned()
    };
    match date_word(text.as_bytes()) {
        DateWord::Day(day) => Some(day),
        _ => None,
    }
}

/// The name of the week or month that begins on a day, and the day on which the next begins.
fn step(day: Day, by: By) -> (String, Day) {
    if by == By::Week {
        (day.to_string(), day.plus_days(7))
    } else {
        let name = format!("{:04}-{:02}", day.year(), day.month());
        (name, day.plus_months(1))
    }
}

fn table(timeline: &Timeline<'_>, asked: Asked<'_>, by: By, rows: &[Row<Counts>]) -> Table {
    let most = rows.iter().map(|row| row.row.outbound).max().unwrap_or(0);
    let mut columns = group_column(Some(by));
    columns.extend([
        Column::right("outbound"),
        Column::right("inbound"),
        Column::right("prospects"),
        Column::bars("outbound"),
    ]);
    let asked_by_week = Asked {
        by: Some(by),
        ..asked
    };
    let mut table = Table::new(
        title("Activity", timeline, asked_by_week),
        columns,
        "No touch has been made.",
    );
    let left_out = if asked.brief && by == By::Week {
        rows.len().saturating_sub(BRIEF)
    } else {
        0
    };
    for Row { group, row } in &rows[left_out..] {
        let share = (most > 0).then(|| row.outbound as f64 / most as f64);
        let mut cells = group_cell(Some(by), &group.clone().flatten());
        cells.extend([
            number(row.outbound),
            number(row.inbound),
            number(row.prospects),
            bar(share, true),
        ]);
        table.rows.push(cells);
    }
    if left_out > 0 {
        let text = format!("the last {BRIEF} weeks; all of them: `touchline report activity`");
        table.notes.push(vec![Note::new(text)]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weeks(days: &[&str], until: &str) -> Vec<String> {
        let groups = days
            .iter()
            .map(|day| (Some((*day).to_owned()), Counts::default()));
        let all = without_gaps(groups.collect(), By::Week, first_day(until));
        all.into_iter().filter_map(|(name, _)| name).collect()
    }

    #[test]
    fn weeks_in_which_nothing_was_done_have_a_row_up_to_today() {
        assert_eq!(
            weeks(&["2026-01-05", "2026-01-19"], "2026-01-27"),
            ["2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26"]
        );
        assert_eq!(weeks(&["2026-01-05"], "2026-01-11"), ["2026-01-05"]);
    }

    #[test]
    fn a_wrong_year_does_not_bury_the_others() {
        assert_eq!(
            weeks(&["1926-01-04", "2026-01-19"], "2026-01-20"),
            ["1926-01-04", "2026-01-19"]
        );
    }
}
