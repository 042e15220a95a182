//! `report adherence`: how many of the touches that had a window kept it. The query decides which
//! touches count.

use serde::Serialize;

use super::groups::Groups;
use super::report::{Asked, Entry, Gather, Report, Row, Seen, group_cell, group_column, number};
use super::report::{bar, rate, title};
use crate::figures::Rate;
use crate::table::{Column, Table};
use crate::timeline::{Timeline, Verdict};

pub(super) const REPORT: Entry = Entry {
    name: "adherence",
    about: "touches that kept their window",
    begin: |by| Box::new(Adherence(Groups::new(by))),
};

const COLUMNS: [&str; 7] = ["windows", "kept", "late", "too_soon", "rate", "low", "high"];

struct Adherence(Groups<Counts>);

#[derive(Clone, Copy, Debug, Default, Serialize)]
struct Counts {
    windows: u64,
    kept: u64,
    late: u64,
    too_soon: u64,
    rate: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

impl Counts {
    fn with_rate(self) -> Counts {
        let rate = Rate::new(self.kept, self.windows);
        Counts {
            rate: rate.share(),
            low: rate.interval().map(|(low, _)| low),
            high: rate.interval().map(|(_, high)| high),
            ..self
        }
    }
}

impl Gather for Adherence {
    fn see(&mut self, seen: Seen<'_, '_>) {
        let Seen { timeline, life, .. } = seen;
        for step in &life.moves {
            if step.verdict == Verdict::None
                || !seen.asked.query.matches_touch(timeline, life, step.touch)
            {
                continue;
            }
            let counts = self.0.of_window(timeline, life, step);
            counts.windows += 1;
            match step.verdict {
                Verdict::Late => counts.late += 1,
                Verdict::TooSoon(_) => counts.too_soon += 1,
                Verdict::Kept | Verdict::None => counts.kept += 1,
            }
        }
    }

    fn finish(self: Box<Self>, timeline: &Timeline<'_>, asked: Asked<'_>) -> Report {
        let mut groups = self.0.finish(timeline);
        if groups.is_empty() && asked.by.is_none() {
            groups.push((None, Counts::default()));
        }
        let rows: Vec<Row<Counts>> = groups
            .iter()
            .map(|(group, counts)| Row::new(asked.by, group, counts.with_rate()))
            .collect();
        let mut report = Report::new("adherence", timeline, asked.by, &rows, &COLUMNS);
        report.tables = vec![table(timeline, asked, &rows)];
        report
    }
}

fn table(timeline: &Timeline<'_>, asked: Asked<'_>, rows: &[Row<Counts>]) -> Table {
    let mut columns = group_column(asked.by);
    columns.extend([
        Column::right("windows"),
        Column::right("kept"),
        Column::right("late"),
        Column::right("too soon"),
        Column::right("rate"),
        Column::left("95 % interval"),
        Column::bars("kept"),
    ]);
    let mut table = Table::new(
        title("Windows kept", timeline, asked),
        columns,
        "No touch has had a window.",
    );
    for Row { group, row } in rows {
        let interval = row.low.zip(row.high);
        let mut cells = group_cell(asked.by, &group.clone().flatten());
        cells.extend([row.windows, row.kept, row.late, row.too_soon].map(number));
        cells.extend(rate(row.rate, interval));
        cells.push(bar(row.rate, interval.is_some()));
        table.rows.push(cells);
    }
    table
}
