//! `report pipeline`: prospects and what they are worth, by status; with hope, and without.
//!
//! Hope is what is silent or dead and counts as open all the same. Sums are by currency.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;

use super::groups::Groups;
use super::report::title;
use super::report::{Asked, Entry, Gather, Report, Row, Seen, group_cell, group_column, number};
use crate::figures::Sums;
use crate::portrait::{MoneyRow, value_of};
use crate::table::{Cell, Class, Column, Note, Table};
use crate::timeline::{Status, Timeline};
use crate::wording::{amount, count};

pub(super) const REPORT: Entry = Entry {
    name: "pipeline",
    about: "prospects and value by status, hope included and aside",
    begin: |by| {
        Box::new(Pipeline {
            groups: Groups::new(by),
            alive: Counted::default(),
            silent: Counted::default(),
            dead: Counted::default(),
        })
    },
};

const COLUMNS: [&str; 4] = ["status", "prospects", "value", "silent"];

/// The cadence of those that stopped answering.
const SILENT_TREATMENT: &str = "silent-treatment";

struct Pipeline {
    groups: Groups<BTreeMap<usize, (Counted, usize)>>,
    /// Of those that are open: at work, and answering or not asked yet.
    alive: Counted,
    /// Those that stopped answering after they had spoken.
    silent: Counted,
    /// Those given up without a word.
    dead: Counted,
}

#[derive(Clone, Debug, Default)]
struct Counted {
    prospects: usize,
    value: Sums,
}

impl Counted {
    fn and(&self, other: &Counted) -> Counted {
        let mut sum = self.clone();
        sum.prospects += other.prospects;
        sum.value.add_all(&other.value);
        sum
    }

    fn value(&self) -> Vec<MoneyRow> {
        self.value.sorted().iter().map(MoneyRow::from).collect()
    }

    fn words(&self) -> String {
        let prospects = count(self.prospects, "prospect", "prospects");
        match amounts(&self.value).as_str() {
            "" => prospects,
            value => format!("{prospects}, {value}"),
        }
    }
}

#[derive(Clone, Debug, Serialize)]
struct StatusRow {
    status: &'static str,
    prospects: usize,
    value: Vec<MoneyRow>,
    /// How many of them stopped answering.
    silent: usize,
    #[serde(skip)]
    sums: Sums,
}

impl Gather for Pipeline {
    fn see(&mut self, seen: Seen<'_, '_>) {
        let Seen { timeline, life, .. } = seen;
        if !seen.matches {
            return;
        }
        let status = life.outlook.status;
        let phase = life.state.phase;
        let is_silent =
            phase.is_some_and(|phase| timeline.settings.cadence_of(phase).name == SILENT_TREATMENT);
        let value = value_of(timeline, life.prospect);
        let add = |counted: &mut Counted| {
            counted.prospects += 1;
            if let Some(value) = &value {
                counted.value.add(value);
            }
        };
        let place = Status::ALL.iter().position(|other| *other == status);
        let pursuit = life.state.pursuit;
        let statuses = self.groups.of_pursuit(timeline, life, pursuit);
        let (counted, silent) = statuses.entry(place.unwrap_or_default()).or_default();
        add(counted);
        *silent += usize::from(is_silent);
        match status {
            Status::Dead => add(&mut self.dead),
            Status::New | Status::Active | Status::Deferred if is_silent => add(&mut self.silent),
            Status::New | Status::Active | Status::Deferred => add(&mut self.alive),
            _ => {}
        }
    }

    fn finish(self: Box<Self>, timeline: &Timeline<'_>, asked: Asked<'_>) -> Report {
        let Pipeline {
            groups,
            alive,
            silent,
            dead,
        } = *self;
        let mut rows = Vec::new();
        for (group, statuses) in groups.finish(timeline) {
            let statuses = statuses
                .into_iter()
                .map(|(place, (counted, silent))| StatusRow {
                    status: Status::ALL[place].name(),
                    prospects: counted.prospects,
                    value: counted.value(),
                    silent,
                    sums: counted.value,
                });
            rows.extend(statuses.map(|row| Row::new(asked.by, &group, row)));
        }
        let hope = alive.and(&silent).and(&dead);
        let mut report = Report::new("pipeline", timeline, asked.by, &rows, &COLUMNS);
        let part =
            |counted: &Counted| json!({"prospects": counted.prospects, "value": counted.value()});
        let summary = json!({
            "with_hope": part(&hope),
            "without_hope": part(&alive),
            "silent": part(&silent),
            "dead": part(&dead),
        });
        report.extra = vec![("summary", summary)];
        let mut table = table(timeline, asked, &rows);
        if !rows.is_empty() {
            table.notes.push(vec![
                Note::labelled("hope included", hope.words()),
                Note::labelled("silent", silent.words()),
                Note::labelled("dead", dead.words()).with_class(Class::Dead),
                Note::labelled("hope aside", alive.words()).with_class(Class::Strong),
            ]);
        }
        report.tables = vec![table];
        report
    }
}

fn table(timeline: &Timeline<'_>, asked: Asked<'_>, rows: &[Row<StatusRow>]) -> Table {
    let mut columns = group_column(asked.by);
    columns.extend([
        Column::left("status"),
        Column::right("prospects"),
        Column::left("value"),
    ]);
    let title = title("Pipeline", timeline, asked);
    let mut table = Table::new(title, columns, "No prospects yet.");
    for Row { group, row } in rows {
        let class = match row.status {
            "dead" => Class::Dead,
            "won" => Class::Good,
            "new" => Class::New,
            _ => Class::Plain,
        };
        let mut cells = group_cell(asked.by, &group.clone().flatten());
        cells.extend([
            Cell::new(row.status, class),
            number(row.prospects),
            Cell::plain(amounts(&row.sums)),
        ]);
        table.rows.push(cells);
    }
    table
}

/// Sums in words: `12,000 EUR, 800 USD`.
fn amounts(sums: &Sums) -> String {
    let sums: Vec<String> = sums.sorted().iter().map(amount).collect();
    sums.join(", ")
}
