//! `list`: every prospect, a line each.

use serde::Serialize;

use crate::calendar::Day;
use crate::finding::Places;
use crate::portrait::Portrait;
use crate::query::Query;
use crate::table::{Cell, Class, Column, Table};
use crate::text::fold;
use crate::timeline::{Status, Timeline};
use crate::wording::{amount, brief_date, count};

/// Every prospect, by name.
#[derive(Debug, Serialize)]
pub struct List {
    version: u32,
    today: Day,
    /// The rows.
    pub prospects: Vec<Portrait>,
    #[serde(skip)]
    total: usize,
}

/// A column that the list can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortKey {
    /// The prospect's name.
    Prospect,
    /// The status.
    Status,
    /// The cadence in force.
    Cadence,
    /// The number of touches, the most first.
    Touches,
    /// The last contact, the longest ago first.
    Last,
    /// What is due next, the soonest first.
    Next,
    /// The owner.
    Owner,
    /// The value, the highest first.
    Value,
}

impl SortKey {
    /// The columns' names, as they stand above them.
    pub const NAMES: [&str; 8] = [
        "prospect", "status", "cadence", "touches", "last", "next", "owner", "value",
    ];

    /// The column of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<SortKey> {
        const KEYS: [SortKey; 8] = [
            SortKey::Prospect,
            SortKey::Status,
            SortKey::Cadence,
            SortKey::Touches,
            SortKey::Last,
            SortKey::Next,
            SortKey::Owner,
            SortKey::Value,
        ];
        let at = SortKey::NAMES.iter().position(|known| *known == name)?;
        Some(KEYS[at])
    }
}

impl List {
    /// Lists the prospects that are there.
    #[must_use]
    pub fn new(timeline: &Timeline<'_>, places: &Places<'_>, query: &Query, sort: SortKey) -> List {
        let mut prospects = Vec::new();
        let mut total = 0;
        timeline.each_life(|life| {
            total += 1;
            if query.matches(timeline, life) {
                prospects.push(Portrait::new(timeline, life, places));
            }
        });
        prospects.sort_by_cached_key(|row| fold(&row.name));
        match sort {
            SortKey::Prospect => {}
            SortKey::Status => prospects.sort_by_key(|row| row.status),
            SortKey::Cadence => prospects.sort_by_cached_key(|row| row.cadence.clone()),
            SortKey::Touches => prospects.sort_by_key(|row| std::cmp::Reverse(row.touches)),
            SortKey::Last => prospects.sort_by_key(|row| row.last_contact),
            SortKey::Next => prospects.sort_by_key(|row| (row.due.is_none(), row.due)),
            SortKey::Owner => prospects.sort_by_cached_key(|row| row.owner.as_deref().map(fold)),
            SortKey::Value => {
                prospects.sort_by_cached_key(|row| {
                    std::cmp::Reverse(row.money.as_ref().map(|money| money.amount))
                });
            }
        }
        List {
            version: 1,
            today: timeline.today.day,
            prospects,
            total,
        }
    }

    /// The list as a table.
    #[must_use]
    pub fn table(&self) -> Table {
        let mut columns = vec![
            Column::left("prospect").shortened_to(14),
            Column::left("status"),
            Column::left("cadence").shortened_to(6),
            Column::right("step"),
            Column::right("n"),
            Column::left("last"),
            Column::left("next"),
            Column::right("value"),
        ];
        // Where all are one rep's, nobody asks whose.
        let by_owner = self
            .prospects
            .iter()
            .any(|row| row.owner != self.prospects[0].owner);
        if by_owner {
            columns.push(Column::left("owner").shortened_to(5));
        }
        let empty = if self.total == 0 {
            "No prospects yet: add one with `prospect NAME`."
        } else {
            "Nobody is found so."
        };
        let mut table = Table::new(String::new(), columns, empty);
        for row in &self.prospects {
            table.rows.push(self.row(row, by_owner));
        }
        let total = count(self.total, "prospect", "prospects");
        let shown = self.prospects.len();
        let of = if shown == self.total {
            String::new()
        } else {
            format!("{shown} of ")
        };
        table.title = format!("{of}{total} on {}", self.today);
        table
    }

    fn row(&self, row: &Portrait, by_owner: bool) -> Vec<Cell> {
        let date =
            |day: Option<Day>| day.map_or_else(String::new, |day| brief_date(day, self.today));
        let step = row.steps.map(|steps| format!("{}/{steps}", row.step));
        let class = match row.status {
            Status::Dead => Class::Dead,
            Status::Won => Class::Good,
            Status::New => Class::New,
            Status::Lost | Status::Dropped | Status::Stopped | Status::Finished => Class::Dim,
            Status::Deferred | Status::Nurture | Status::Active => Class::Plain,
        };
        let is_late = row.overdue > 0 && row.status != Status::Dead;
        let late = if is_late { Class::Late } else { Class::Plain };
        let mut cells = vec![
            Cell::plain(row.name.clone()),
            Cell::new(row.status.name(), class),
            Cell::plain(row.cadence.clone().unwrap_or_default()),
            Cell::plain(step.unwrap_or_default()),
            Cell::plain(row.touches.to_string()),
            Cell::plain(date(row.last_contact.map(|last| last.day))),
            Cell::new(date(row.due.map(|due| due.day)), late),
            Cell::plain(row.money.as_ref().map_or_else(String::new, amount)),
        ];
        if by_owner {
            cells.push(Cell::plain(row.owner.clone().unwrap_or_default()));
        }
        cells
    }
}
