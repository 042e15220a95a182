//! What all reports have in common: what is asked of them, how they gather it, and what comes
//! out: rows for programs, tables for people.

use std::fmt::Display;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::groups::{By, GroupName};
use crate::calendar::Day;
use crate::figures::Interval;
use crate::query::Query;
use crate::table::{Bar, Cell, Class, Column, Table};
use crate::timeline::{Life, Timeline};
use crate::wording::percent;

/// A report: how it is called, and how it begins.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Its name.
    pub name: &'static str,
    /// What it shows, in a line.
    pub about: &'static str,
    /// Begins it.
    pub begin: fn(Option<By>) -> Box<dyn Gather>,
}

/// What is asked of a report.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Whose touches and prospects.
    pub query: &'a Query,
    /// What it is parted by.
    pub by: Option<By>,
    /// Whether it is one of several on a page.
    pub brief: bool,
}

/// A prospect that may count in a report: its name is certain, and what the query says of
/// prospects holds of it.
#[derive(Clone, Copy)]
pub struct Seen<'a, 'j> {
    /// The journal, the settings and today.
    pub timeline: &'a Timeline<'j>,
    /// Its life.
    pub life: &'a Life<'j>,
    /// What is asked.
    pub asked: Asked<'a>,
    /// Whether all of the query holds of it.
    pub matches: bool,
}

/// A report that is being made.
pub trait Gather {
    /// Takes a prospect in.
    fn see(&mut self, seen: Seen<'_, '_>);

    /// Ends it.
    fn finish(self: Box<Self>, timeline: &Timeline<'_>, asked: Asked<'_>) -> Report;
}

/// A report.
#[derive(Debug)]
pub struct Report {
    /// The day it holds for.
    pub today: Day,
    /// Its name.
    pub name: &'static str,
    /// What it is parted by.
    pub by: Option<By>,
    /// The key of its rows.
    pub rows_key: &'static str,
    /// Its rows.
    pub rows: Vec<Value>,
    /// What it says besides.
    pub extra: Vec<(&'static str, Value)>,
    /// The columns of its rows, for a sheet.
    pub columns: Vec<&'static str>,
    /// The same for people.
    pub tables: Vec<Table>,
}

impl Report {
    /// A report of these rows; the first of its columns is the group, where it is parted.
    #[must_use]
    pub fn new<R: Serialize>(
        name: &'static str,
        timeline: &Timeline<'_>,
        by: Option<By>,
        rows: &[Row<R>],
        columns: &[&'static str],
    ) -> Report {
        let grouped = rows.iter().any(|row| row.group.is_some()) || by.is_some();
        let group = grouped.then_some("group");
        Report {
            today: timeline.today.day,
            name,
            by,
            rows_key: "rows",
            rows: rows.iter().map(Row::value).collect(),
            extra: Vec::new(),
            columns: group.into_iter().chain(columns.iter().copied()).collect(),
            tables: Vec::new(),
        }
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("version", &1)?;
        map.serialize_entry("today", &self.today.to_string())?;
        map.serialize_entry("report", self.name)?;
        map.serialize_entry("by", &self.by.map(By::word))?;
        map.serialize_entry(self.rows_key, &self.rows)?;
        for (key, value) in &self.extra {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// A row, and the group that it is of where the report is parted.
#[derive(Clone, Debug, Serialize)]
pub struct Row<R> {
    /// The group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupName>,
    /// What is counted.
    #[serde(flatten)]
    pub row: R,
}

impl<R: Serialize> Row<R> {
    /// A row of a group, which is left out where nothing is parted.
    pub fn new(by: Option<By>, group: &GroupName, row: R) -> Row<R> {
        Row {
            group: by.map(|_| group.clone()),
            row,
        }
    }

    fn value(&self) -> Value {
        // Counts, shares and words: there is nothing in a row that JSON cannot hold.
        serde_json::to_value(self).unwrap_or_default()
    }
}

/// The column of the groups, where there is one.
pub(super) fn group_column(by: Option<By>) -> Vec<Column> {
    by.map(|by| Column::left(by.word()).shortened_to(8))
        .into_iter()
        .collect()
}

/// The cell of a group, where the report is parted.
pub(super) fn group_cell(by: Option<By>, group: &GroupName) -> Vec<Cell> {
    let name = group.clone().unwrap_or_else(|| "-".to_owned());
    by.map(|_| Cell::plain(name)).into_iter().collect()
}

/// A number in a cell.
pub(super) fn number(number: impl Display) -> Cell {
    Cell::plain(format!("{number}"))
}

/// A share and its interval, in a cell each: empty where the cases are too few.
pub(super) fn rate(share: Option<f64>, interval: Option<Interval>) -> [Cell; 2] {
    match share.zip(interval) {
        None => [Cell::default(), Cell::default()],
        Some((share, interval)) => [
            Cell::plain(percent(share)),
            Cell::new(between(interval), Class::Dim),
        ],
    }
}

/// An interval in few words: `12 to 18.5 %`.
pub(super) fn between((low, high): Interval) -> String {
    let low = percent(low);
    format!("{} to {}", low.trim_end_matches(" %"), percent(high))
}

/// A share to be drawn, where the cases are enough for a rate.
pub(super) fn bar(share: Option<f64>, enough: bool) -> Cell {
    match share.filter(|_| enough) {
        None => Cell::default(),
        Some(share) => Cell::bar(Bar::new(share), Class::Plain),
    }
}

/// A title: what it is, the day, what it is parted by, and the query, lest a part is taken for
/// the whole.
pub(super) fn title(what: &str, timeline: &Timeline<'_>, asked: Asked<'_>) -> String {
    let by = asked
        .by
        .map_or_else(String::new, |by| format!(", by {}", by.word()));
    let query = if asked.query.is_empty() {
        String::new()
    } else {
        format!("; only {}", asked.query.text)
    };
    format!("{what} on {}{by}{query}", timeline.today.day)
}
