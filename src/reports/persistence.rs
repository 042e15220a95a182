//! `report persistence`: at which touch pursuits are given up, as a curve, beside the 93 % of
//! which the field speaks.

use serde::Serialize;

use super::groups::{By, GroupName, Groups};
use super::report::{Asked, Entry, Gather, Report, Row, Seen, group_cell, group_column, number};
use super::report::{between, rate, title};
use crate::figures::{ENOUGH, GivenUp, given_up_by, given_up_by_touch};
use crate::table::{Bar, Cell, Class, Column, Note, Table};
use crate::timeline::{Pursuit, Timeline};
use crate::wording::{count, percent};

pub(super) const REPORT: Entry = Entry {
    name: "persistence",
    about: "give-up rate by touch, as a curve",
    begin: |by| Box::new(Persistence(Groups::new(by))),
};

const COLUMNS: [&str; 7] = [
    "touch",
    "at_risk",
    "gave_up",
    "rate",
    "low",
    "high",
    "cumulative",
];

/// What the field says is given up after the second touch.
const CLAIMED: f64 = 0.93;

struct Persistence(Groups<Vec<Pursuit>>);

#[derive(Clone, Debug, Serialize)]
struct Point {
    touch: u32,
    at_risk: u64,
    gave_up: u64,
    rate: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    cumulative: f64,
    #[serde(skip)]
    enough: bool,
}

impl Gather for Persistence {
    fn see(&mut self, seen: Seen<'_, '_>) {
        if seen.matches {
            self.0.keep_pursuits(seen.timeline, seen.life);
        }
    }

    fn finish(self: Box<Self>, timeline: &Timeline<'_>, asked: Asked<'_>) -> Report {
        let by = asked.by;
        let (mut rows, mut notes) = (Vec::new(), Vec::new());
        for (group, pursuits) in self.0.finish(timeline) {
            let curve = given_up_by(&pursuits);
            let made = points(&curve);
            rows.extend(made.map(|point| Row::new(by, &group, point)));
            notes.push(summary(&curve, pursuits.len(), by, &group));
        }
        let mut report = Report::new("persistence", timeline, by, &rows, &COLUMNS);
        let mut table = table(timeline, asked, &rows);
        notes.push(Note::new(
            "open pursuits count as far as they have come; below 20 cases the counts stand alone",
        ));
        if !rows.is_empty() {
            table.notes.push(notes);
        }
        report.tables = vec![table];
        report
    }
}

fn points(curve: &[GivenUp]) -> impl Iterator<Item = Point> {
    let mut fewest = u64::MAX;
    curve.iter().map(move |point| {
        fewest = fewest.min(point.at_risk);
        let interval = point.counts().interval();
        Point {
            touch: point.touch,
            at_risk: point.at_risk,
            gave_up: point.gave_up,
            rate: point.rate,
            low: interval.map(|(low, _)| low),
            high: interval.map(|(_, high)| high),
            cumulative: point.cumulative,
            enough: fewest >= ENOUGH,
        }
    })
}

fn table(timeline: &Timeline<'_>, asked: Asked<'_>, rows: &[Row<Point>]) -> Table {
    let by = asked.by;
    let mut columns = group_column(by);
    columns.extend([
        Column::right("touch"),
        Column::right("at risk"),
        Column::right("gave up"),
        Column::right("rate"),
        Column::left("95 % interval"),
        Column::right("by then"),
        Column::bars("by then (| is 93 %)"),
    ]);
    let mut table = Table::new(
        title("Given up by touch", timeline, asked),
        columns,
        "Nothing could have been given up yet.",
    );
    for Row { group, row } in rows {
        let mut cells = group_cell(by, &group.clone().flatten());
        let interval = row.low.zip(row.high);
        let (by_then, bar) = if row.enough {
            let bar = Bar::new(row.cumulative);
            // The saying is about the second touch: from there on it is to be held against.
            let bar = if row.touch >= 2 {
                bar.marked(CLAIMED)
            } else {
                bar
            };
            (percent(row.cumulative), Cell::bar(bar, Class::Dead))
        } else {
            (String::new(), Cell::default())
        };
        cells.extend([number(row.touch), number(row.at_risk), number(row.gave_up)]);
        cells.extend(rate(row.rate, interval));
        cells.extend([Cell::plain(by_then), bar]);
        table.rows.push(cells);
    }
    table
}

/// What was given up by the second touch, beside what they say.
fn summary(curve: &[GivenUp], pursuits: usize, by: Option<By>, group: &GroupName) -> Note {
    let by_two = given_up_by_touch(curve, 2);
    let counts = format!(
        "{} of {} at risk, {}",
        by_two.gave_up,
        by_two.at_risk,
        count(pursuits, "pursuit", "pursuits")
    );
    let share = match by_two.share.zip(by_two.interval()) {
        Some((share, interval)) => {
            format!("{} ({counts}; {})", percent(share), between(interval))
        }
        None => format!("{counts}; too few for a rate"),
    };
    let text = format!("given up by touch 2: {share}");
    match (by, group) {
        (None, _) => Note::new(format!("{text}; they say 93 %")),
        (Some(_), Some(group)) => Note::labelled(group.clone(), text),
        (Some(_), None) => Note::labelled("-", text),
    }
}
