//! `report conversion`: at which touch pursuits are won, and at which touches prospects answer.

use serde::Serialize;

use super::groups::Groups;
use super::report::{Asked, Entry, Gather, Report, Row, Seen, group_cell, group_column, number};
use super::report::{bar, rate, title};
use crate::figures::{Conversion, ConversionAt, ENOUGH};
use crate::table::{Column, Note, Table};
use crate::timeline::{Life, Part, Timeline};
use crate::wording::percent;

pub(super) const REPORT: Entry = Entry {
    name: "conversion",
    about: "wins and replies by touch",
    begin: |by| Box::new(Conversions(Groups::new(by))),
};

const COLUMNS: [&str; 11] = [
    "touch",
    "reached",
    "won",
    "win_rate",
    "low",
    "high",
    "outbound",
    "replied",
    "reply_rate",
    "reply_low",
    "reply_high",
];

struct Conversions(Groups<Conversion>);

#[derive(Clone, Debug, Serialize)]
struct Point {
    touch: u32,
    reached: u64,
    won: u64,
    win_rate: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    outbound: u64,
    replied: u64,
    reply_rate: Option<f64>,
    reply_low: Option<f64>,
    reply_high: Option<f64>,
}

impl Point {
    fn new(touch: u32, at: &ConversionAt) -> Point {
        let (wins, replies) = (at.win_rate(), at.reply_rate());
        Point {
            touch,
            reached: at.reached,
            won: at.won,
            win_rate: wins.share(),
            low: wins.interval().map(|(low, _)| low),
            high: wins.interval().map(|(_, high)| high),
            outbound: at.outbound,
            replied: at.replied,
            reply_rate: replies.share(),
            reply_low: replies.interval().map(|(low, _)| low),
            reply_high: replies.interval().map(|(_, high)| high),
        }
    }
}

impl Gather for Conversions {
    fn see(&mut self, seen: Seen<'_, '_>) {
        let Seen { timeline, life, .. } = seen;
        if !seen.matches {
            return;
        }
        for (at, pursuit) in life.pursuits.iter().enumerate() {
            let group = self.0.of_pursuit(timeline, life, at as u32 + 1);
            group.reach(0);
            if pursuit.won_at == Some(0) {
                group.win(0);
            }
        }
        for (at, step) in life.moves.iter().enumerate() {
            let pursuit = life.pursuits[step.pursuit as usize - 1];
            let counts = step.outbound && step.part != Part::PassedOver;
            if !counts || step.number > pursuit.touches {
                continue;
            }
            let group = self.0.of_touch(timeline, life, step);
            group.reach(step.number);
            group.send(step.number, is_answered(life, at));
            if pursuit.won_at == Some(step.number) {
                group.win(step.number);
            }
        }
    }

    fn finish(self: Box<Self>, timeline: &Timeline<'_>, asked: Asked<'_>) -> Report {
        let mut rows = Vec::new();
        for (group, conversion) in self.0.finish(timeline) {
            let points = conversion.rows().map(|(touch, at)| Point::new(touch, at));
            rows.extend(points.map(|point| Row::new(asked.by, &group, point)));
        }
        let mut report = Report::new("conversion", timeline, asked.by, &rows, &COLUMNS);
        report.tables = vec![
            wins(timeline, asked, &rows),
            replies(timeline, asked, &rows),
        ];
        report
    }
}

/// Says whether an outbound touch was answered: it reached somebody itself, or something came in
/// before the next outbound one.
fn is_answered(life: &Life<'_>, at: usize) -> bool {
    if life.moves[at].effect.is_talk() {
        return true;
    }
    let after = life.moves[at + 1..].iter();
    let mut until_next = after.take_while(|step| !step.outbound);
    until_next.any(|step| step.part == Part::Step)
}

fn wins(timeline: &Timeline<'_>, asked: Asked<'_>, rows: &[Row<Point>]) -> Table {
    let mut columns = group_column(asked.by);
    columns.extend([
        Column::right("touch"),
        Column::right("reached"),
        Column::right("won"),
        Column::right("win rate"),
        Column::left("95 % interval"),
        Column::bars("win rate"),
    ]);
    let title = title("Wins by touch", timeline, asked);
    let mut table = Table::new(title, columns, "No pursuit has had a touch.");
    let most = highest(rows, |row| row.win_rate.filter(|_| row.reached >= ENOUGH));
    for Row { group, row } in rows {
        let mut cells = group_cell(asked.by, &group.clone().flatten());
        cells.extend([number(row.touch), number(row.reached), number(row.won)]);
        cells.extend(rate(row.win_rate, row.low.zip(row.high)));
        let share = row.win_rate.map(|rate| rate / most);
        cells.push(bar(share, row.reached >= ENOUGH && most > 0.0));
        table.rows.push(cells);
    }
    let won: u64 = rows.iter().map(|row| row.row.won).sum();
    let late = rows.iter().filter(|row| row.row.touch >= 5);
    let late: u64 = late.map(|row| row.row.won).sum();
    if won > 0 {
        let share = if won >= ENOUGH {
            format!("{} ({late} of {won})", percent(late as f64 / won as f64))
        } else {
            format!("{late} of {won}")
        };
        let text = format!(
            "wins after touch 5: {share}; they say 80 %. A team that stops at two has none there"
        );
        table.notes.push(vec![Note::new(text)]);
    }
    table
}

fn replies(timeline: &Timeline<'_>, asked: Asked<'_>, rows: &[Row<Point>]) -> Table {
    let mut columns = group_column(asked.by);
    columns.extend([
        Column::right("touch"),
        Column::right("outbound"),
        Column::right("answered"),
        Column::right("rate"),
        Column::left("95 % interval"),
        Column::bars("answered"),
    ]);
    let title = title("Replies by touch", timeline, asked);
    let mut table = Table::new(title, columns, "No pursuit has had a touch.");
    let enough = |row: &Point| row.outbound >= ENOUGH;
    let most = highest(rows, |row| row.reply_rate.filter(|_| enough(row)));
    for Row { group, row } in rows.iter().filter(|row| row.row.outbound > 0) {
        let mut cells = group_cell(asked.by, &group.clone().flatten());
        cells.extend([number(row.touch), number(row.outbound), number(row.replied)]);
        cells.extend(rate(row.reply_rate, row.reply_low.zip(row.reply_high)));
        let share = row.reply_rate.map(|rate| rate / most);
        cells.push(bar(share, enough(row) && most > 0.0));
        table.rows.push(cells);
    }
    table
}

fn highest(rows: &[Row<Point>], share: impl Fn(&Point) -> Option<f64>) -> f64 {
    rows.iter()
        .filter_map(|row| share(&row.row))
        .fold(0.0, f64::max)
}
