//! `report response`: how long a lead waits for the first touch.

use serde::Serialize;

use super::groups::Groups;
use super::report::title;
use super::report::{Asked, Entry, Gather, Report, Row, Seen, group_cell, group_column, number};
use crate::calendar::days_between;
use crate::figures::{median, nearest_rank};
use crate::table::{Cell, Column, Note, Table};
use crate::timeline::Timeline;
use crate::wording::count;

pub(super) const REPORT: Entry = Entry {
    name: "response",
    about: "how long a lead waits for the first touch",
    begin: |by| {
        Box::new(Response {
            waits: Groups::new(by),
            waiting: 0,
        })
    },
};

const COLUMNS: [&str; 6] = [
    "cases",
    "median_days",
    "p90_days",
    "timed",
    "median_minutes",
    "p90_minutes",
];

struct Response {
    waits: Groups<Waits>,
    /// Leads with a date that have had no touch yet.
    waiting: usize,
}

#[derive(Debug, Default)]
struct Waits {
    days: Vec<i64>,
    minutes: Vec<i64>,
}

#[derive(Clone, Copy, Debug, Default, Serialize)]
struct Figures {
    cases: usize,
    median_days: Option<f64>,
    p90_days: Option<i64>,
    timed: usize,
    median_minutes: Option<f64>,
    p90_minutes: Option<i64>,
}

impl From<Waits> for Figures {
    fn from(mut waits: Waits) -> Figures {
        waits.days.sort_unstable();
        waits.minutes.sort_unstable();
        Figures {
            cases: waits.days.len(),
            median_days: median(&waits.days),
            p90_days: nearest_rank(&waits.days, 90),
            timed: waits.minutes.len(),
            median_minutes: median(&waits.minutes),
            p90_minutes: nearest_rank(&waits.minutes, 90),
        }
    }
}

impl Gather for Response {
    fn see(&mut self, seen: Seen<'_, '_>) {
        let Seen { timeline, life, .. } = seen;
        let Some(since) = life.since.filter(|_| seen.matches) else {
            return;
        };
        let Some(first) = life.moves.iter().find(|step| step.outbound) else {
            self.waiting += usize::from(since.day <= timeline.today.day);
            return;
        };
        let touch = first.touch.touch.moment();
        let days = days_between(since.day, touch.day);
        // Whom we had touched before they came was no lead that waited.
        if days < 0 {
            return;
        }
        let waits = self.waits.of_touch(timeline, life, first);
        waits.days.push(days);
        if let (Some(from), Some(to)) = (since.time, touch.time) {
            let minutes = i64::from(to.minutes()) - i64::from(from.minutes()) + days * 24 * 60;
            if minutes >= 0 {
                waits.minutes.push(minutes);
            }
        }
    }

    fn finish(self: Box<Self>, timeline: &Timeline<'_>, asked: Asked<'_>) -> Report {
        let mut groups = self.waits.finish(timeline);
        if groups.is_empty() && asked.by.is_none() {
            groups.push((None, Waits::default()));
        }
        let make = |(group, waits)| Row::new(asked.by, &group, Figures::from(waits));
        let rows: Vec<Row<Figures>> = groups.into_iter().map(make).collect();
        let mut report = Report::new("response", timeline, asked.by, &rows, &COLUMNS);
        let mut table = table(timeline, asked, &rows);
        if self.waiting > 0 {
            let leads = count(self.waiting, "lead waits", "leads wait");
            let text = format!("{leads} for a first touch still, not counted here");
            table.notes.push(vec![Note::new(text)]);
        }
        report.extra = vec![("waiting", self.waiting.into())];
        report.tables = vec![table];
        report
    }
}

fn table(timeline: &Timeline<'_>, asked: Asked<'_>, rows: &[Row<Figures>]) -> Table {
    let mut columns = group_column(asked.by);
    columns.extend([
        Column::right("leads"),
        Column::right("median"),
        Column::right("90 % within"),
        Column::right("timed"),
        Column::right("median"),
        Column::right("90 % within"),
    ]);
    let title = title("First response", timeline, asked);
    let mut table = Table::new(title, columns, "No lead with a date has had a touch.");
    let days =
        |days: Option<f64>| Cell::plain(days.map_or_else(String::new, |days| format!("{days} d")));
    for Row { group, row } in rows.iter().filter(|row| row.row.cases > 0) {
        let mut cells = group_cell(asked.by, &group.clone().flatten());
        cells.extend([
            number(row.cases),
            days(row.median_days),
            days(row.p90_days.map(|days| days as f64)),
            number(row.timed),
            Cell::plain(row.median_minutes.map_or_else(String::new, span)),
            Cell::plain(
                row.p90_minutes
                    .map_or_else(String::new, |minutes| span(minutes as f64)),
            ),
        ]);
        table.rows.push(cells);
    }
    table
}

/// So many minutes, in the unit that is read most easily.
fn span(minutes: f64) -> String {
    match minutes {
        ..120.0 => format!("{minutes:.0} min"),
        ..2880.0 => format!("{:.0} h", minutes / 60.0),
        _ => format!("{:.0} d", minutes / 1440.0),
    }
}
