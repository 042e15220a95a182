//! `report claims`: what the field likes to say, beside what this journal shows.

use serde::Serialize;
use serde_json::json;

use super::groups::{GroupName, Groups};
use super::report::{Asked, Entry, Gather, Report, Row, Seen, group_cell, group_column, number};
use super::report::{between, title};
use crate::claims::{ALL, PUBLISHED};
use crate::figures::{Measured, measure};
use crate::table::{Cell, Class, Column, Note, Table};
use crate::timeline::{Pursuit, Timeline};
use crate::wording::{count, percent};

pub(super) const REPORT: Entry = Entry {
    name: "claims",
    about: "what the field likes to say, beside what this journal shows",
    begin: |by| Box::new(Claims(Groups::new(by))),
};

const COLUMNS: [&str; 10] = [
    "claim",
    "percent",
    "measured/numerator",
    "measured/denominator",
    "measured/value",
    "measured/low",
    "measured/high",
    "also/0/numerator",
    "also/0/denominator",
    "also/0/value",
];

struct Claims(Groups<Vec<Pursuit>>);

#[derive(Clone, Debug, Serialize)]
struct ClaimRow {
    claim: &'static str,
    percent: Option<u8>,
    measured: Measured,
    also: Vec<Measured>,
    measure: &'static str,
    source: &'static str,
}

impl Gather for Claims {
    fn see(&mut self, seen: Seen<'_, '_>) {
        if seen.matches {
            self.0.keep_pursuits(seen.timeline, seen.life);
        }
    }

    fn finish(self: Box<Self>, timeline: &Timeline<'_>, asked: Asked<'_>) -> Report {
        let mut groups = self.0.finish(timeline);
        if groups.is_empty() && asked.by.is_none() {
            groups.push((None, Vec::new()));
        }
        let mut rows = Vec::new();
        for (group, pursuits) in &groups {
            rows.extend(claims(pursuits).map(|claim| Row::new(asked.by, group, claim)));
        }
        let mut report = Report::new("claims", timeline, asked.by, &rows, &COLUMNS);
        report.rows_key = "claims";
        let published = json!({"source": PUBLISHED.source, "figures": PUBLISHED.figures});
        report.extra = vec![("published", published)];
        report.tables = vec![table(timeline, asked, &rows)];
        report
    }
}

fn claims(pursuits: &[Pursuit]) -> impl Iterator<Item = ClaimRow> {
    let measured = measure(pursuits);
    ALL.into_iter()
        .zip(measured)
        .filter_map(|(claim, figures)| {
            let (measured, also) = figures.split_first()?;
            Some(ClaimRow {
                claim: claim.words,
                percent: claim.percent,
                measured: *measured,
                also: also.to_vec(),
                measure: claim.measure,
                source: claim.source,
            })
        })
}

fn table(timeline: &Timeline<'_>, asked: Asked<'_>, rows: &[Row<ClaimRow>]) -> Table {
    let mut columns = group_column(asked.by);
    columns.extend([
        Column::right(""),
        Column::left("they say").shortened_to(20),
        Column::right("here"),
        Column::right("counts"),
        Column::left("95 % interval"),
    ]);
    let title = title("The claims", timeline, asked);
    let mut table = Table::new(title, columns, "There is nothing to measure yet.");
    for (at, Row { group, row }) in rows.iter().enumerate() {
        let place = at % ALL.len() + 1;
        let group = group.clone().flatten();
        table.rows.push(cells(
            asked,
            &group,
            number(place),
            row.claim,
            &row.measured,
        ));
        for also in &row.also {
            let words = "  the share of the dead";
            table
                .rows
                .push(cells(asked, &group, Cell::default(), words, also));
        }
    }
    if asked.brief {
        let text = "what is measured, and what is known of each: `touchline report claims`";
        table.notes.push(vec![Note::new(text)]);
        return table;
    }
    table.notes.push(definitions());
    table.notes.push(published());
    table
}

fn cells(
    asked: Asked<'_>,
    group: &GroupName,
    place: Cell,
    words: &'static str,
    measured: &Measured,
) -> Vec<Cell> {
    let counts = match measured.numerator {
        Some(numerator) => format!("{numerator} of {}", measured.denominator),
        None => count(measured.denominator as usize, "case", "cases"),
    };
    let here = match measured.value.filter(|_| measured.enough) {
        None => String::new(),
        Some(median) if measured.numerator.is_none() => median.to_string(),
        Some(share) => percent(share),
    };
    let interval = measured.low.zip(measured.high);
    let mut cells = group_cell(asked.by, group);
    cells.extend([
        place,
        Cell::plain(words),
        Cell::new(here, Class::Strong),
        Cell::plain(counts),
        Cell::new(interval.map_or_else(String::new, between), Class::Dim),
    ]);
    cells
}

/// What is measured against each claim, in a line, and what is known of it.
fn definitions() -> Vec<Note> {
    let mut notes = vec![Note::new(
        "Below 20 cases the counts stand alone. Each is measured as follows:",
    )];
    for (at, claim) in ALL.iter().enumerate() {
        let place = (at + 1).to_string();
        let words = format!("{}: {}.", claim.words, claim.measure);
        notes.push(Note::labelled(place, words));
        notes.push(Note::labelled("", claim.source).with_class(Class::Dim));
    }
    notes
}

fn published() -> Vec<Note> {
    let mut notes = vec![Note::new(format!("Published: {}.", PUBLISHED.source))];
    let figures = PUBLISHED.figures.iter();
    notes.extend(figures.map(|figure| Note::labelled("-", *figure)));
    notes
}
