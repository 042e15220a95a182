//! `dead`: the prospects given up early, where each died, and what the field says of that.

use serde::Serialize;

use crate::calendar::Day;
use crate::figures::{ENOUGH, GivenUp, Sums, given_up_by, given_up_by_touch};
use crate::finding::Places;
use crate::portrait::{MoneyRow, Portrait};
use crate::query::Query;
use crate::syntax::{Money, TouchFlags};
use crate::table::{Cell, Class, Column, Note, Table};
use crate::text::fold;
use crate::timeline::{Life, Pursuit, Status, Timeline};
use crate::wording::{amount, percent, short_date};

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Whose deaths; the totals are over these too.
    pub query: &'a Query,
    /// Dead at this touch or before.
    pub most: u32,
    /// All of the dead.
    pub all: bool,
}

/// The dead, and the totals over all of them.
#[derive(Debug, Serialize)]
pub struct Dead {
    version: u32,
    today: Day,
    /// The rows.
    pub prospects: Vec<Portrait>,
    summary: Summary,
    #[serde(skip)]
    last: Vec<String>,
    #[serde(skip)]
    most: u32,
    #[serde(skip)]
    all: bool,
    #[serde(skip)]
    died_at: Vec<(u32, usize)>,
    #[serde(skip)]
    without_value: usize,
    #[serde(skip)]
    left_on_table: Vec<Money>,
}

#[derive(Debug, Serialize)]
struct Summary {
    dead: usize,
    early: usize,
    share_early: Option<f64>,
    given_up_by: Vec<GivenUp>,
    value_lost: Vec<MoneyRow>,
    by_owner: Vec<OwnerRow>,
}

#[derive(Clone, Debug, Serialize)]
struct OwnerRow {
    owner: Option<String>,
    dead: usize,
    early: usize,
}

impl Dead {
    /// Gathers the prospects dead at touch `most` or before, or `all` of them.
    #[must_use]
    pub fn new(timeline: &Timeline<'_>, places: &Places<'_>, asked: Asked<'_>) -> Dead {
        let Asked { query, most, all } = asked;
        let mut rows: Vec<(Portrait, String)> = Vec::new();
        let mut pursuits: Vec<Pursuit> = Vec::new();
        timeline.each_life(|life| {
            if !timeline.is_certain(life.prospect) || !query.matches(timeline, life) {
                return;
            }
            pursuits.extend_from_slice(&life.pursuits);
            if life.outlook.status == Status::Dead {
                rows.push((
                    Portrait::new(timeline, life, places),
                    last_touch(timeline, life),
                ));
            }
        });
        let is_early = |row: &Portrait| row.touches <= most;
        let dead = rows.len();
        let early = rows.iter().filter(|(row, _)| is_early(row)).count();
        let mut by_owner: Vec<OwnerRow> = Vec::new();
        let mut died_at: Vec<(u32, usize)> = Vec::new();
        for (row, _) in &rows {
            let known = by_owner.iter().position(|other| other.owner == row.owner);
            let at = known.unwrap_or_else(|| {
                by_owner.push(OwnerRow {
                    owner: row.owner.clone(),
                    dead: 0,
                    early: 0,
                });
                by_owner.len() - 1
            });
            by_owner[at].dead += 1;
            by_owner[at].early += usize::from(is_early(row));
            match died_at.iter_mut().find(|(touch, _)| *touch == row.touches) {
                Some((_, count)) => *count += 1,
                None => died_at.push((row.touches, 1)),
            }
        }
        by_owner.sort_by_cached_key(|row| (row.owner.is_none(), row.owner.as_deref().map(fold)));
        died_at.sort_unstable();
        rows.retain(|(row, _)| all || is_early(row));
        rows.sort_by_cached_key(|(row, _)| {
            let since = row.death.map(|death| death.dead_since);
            (row.touches, std::cmp::Reverse(since), row.name.clone())
        });
        let (prospects, last): (Vec<Portrait>, Vec<String>) = rows.into_iter().unzip();
        let left_on_table = prospects
            .iter()
            .filter_map(|row| row.money.as_ref())
            .collect::<Sums>()
            .sorted();
        Dead {
            version: 1,
            today: timeline.today.day,
            summary: Summary {
                dead,
                early,
                share_early: (dead > 0).then(|| early as f64 / dead as f64),
                given_up_by: given_up_by(&pursuits),
                value_lost: left_on_table.iter().map(MoneyRow::from).collect(),
                by_owner,
            },
            without_value: prospects.iter().filter(|row| row.money.is_none()).count(),
            prospects,
            last,
            most,
            all,
            died_at,
            left_on_table,
        }
    }

    /// The dead as a table.
    #[must_use]
    pub fn table(&self) -> Table {
        let columns = vec![
            Column::right("n"),
            Column::left("prospect").shortened_to(12),
            Column::left("dead since"),
            Column::left("owner").shortened_to(6),
            Column::left("last").shortened_to(12),
            Column::right("value"),
        ];
        let Summary { dead, early, .. } = self.summary;
        let (today, most) = (self.today, self.most);
        let title = if self.all {
            format!("Dead on {today}: {dead}, {early} of them given up at touch {most} or before")
        } else {
            format!("Dead on {today}, given up at touch {most} or before: {early} of {dead} dead")
        };
        let empty = if dead == 0 {
            "Nobody is dead."
        } else {
            "Nobody was given up so early."
        };
        let mut table = Table::new(title, columns, empty);
        for (row, last) in self.prospects.iter().zip(&self.last) {
            let since = row
                .death
                .map_or_else(String::new, |death| short_date(death.dead_since, today));
            let value = row.money.as_ref().map_or_else(|| "-".to_owned(), amount);
            table.rows.push(vec![
                Cell::plain(row.touches.to_string()),
                Cell::plain(row.name.clone()),
                Cell::new(since, Class::Dead),
                Cell::plain(row.owner.clone().unwrap_or_else(|| "-".into())),
                Cell::plain(last.clone()),
                Cell::plain(value),
            ]);
        }
        table.notes.push(self.totals());
        table
    }

    fn totals(&self) -> Vec<Note> {
        let mut notes = Vec::new();
        if self.summary.dead > 0 {
            notes.extend(self.bars());
            let early = |row: &OwnerRow| {
                format!(
                    "{} {} of {}",
                    row.owner.as_deref().unwrap_or("nobody"),
                    row.early,
                    row.dead
                )
            };
            let by_rep: Vec<String> = self.summary.by_owner.iter().map(early).collect();
            notes.push(Note::new(format!(
                "given up early, by rep: {}",
                by_rep.join(", ")
            )));
        }
        notes.push(Note::new(self.rate()));
        if self.summary.dead > 0 {
            notes.push(Note::new(self.share()));
            let mut lost: Vec<String> = self.left_on_table.iter().map(amount).collect();
            if lost.is_empty() {
                lost.push("nothing named".into());
            }
            let without = match self.without_value {
                0 => String::new(),
                number => format!("; {number} without a value"),
            };
            notes.push(Note::new(format!(
                "left on the table: {}{without}",
                lost.join(", ")
            )));
        }
        notes
    }

    /// How many died at each touch, as bars: in one line where they are few.
    fn bars(&self) -> Vec<Note> {
        const WIDEST: usize = 40;
        let most = self
            .died_at
            .iter()
            .map(|(_, count)| *count)
            .max()
            .unwrap_or(1);
        let block = |count: usize| "█".repeat(count);
        let short: Vec<String> = self
            .died_at
            .iter()
            .map(|(touch, count)| format!("{touch} {}", block(*count)))
            .collect();
        let line = format!("died at touch   {}", short.join("   "));
        if line.chars().count() <= 78 {
            return vec![Note::picture(line)];
        }
        let widest = self
            .died_at
            .iter()
            .map(|(touch, _)| touch.to_string().len())
            .max()
            .unwrap_or(1);
        let lines = self.died_at.iter().enumerate().map(|(at, (touch, count))| {
            let length = (count * WIDEST).div_ceil(most);
            let bar = Note::picture(format!("{touch:>widest$} {} {count}", block(length)));
            bar.under(if at == 0 { "died at touch" } else { "" })
        });
        lines.collect()
    }

    /// The share of pursuits that are given up by then, if nobody answers.
    fn rate(&self) -> String {
        let most = self.most;
        let by = given_up_by_touch(&self.summary.given_up_by, most);
        let counts = format!("{} of {} at risk", by.gave_up, by.at_risk);
        let claim = if most == 2 { "they say 93 %; " } else { "" };
        match by.share.zip(by.interval()) {
            None => format!("given up by touch {most}: {counts} ({claim}too few here for a rate)"),
            Some((share, (low, high))) => {
                let claim = if most == 2 { "; they say 93 %" } else { "" };
                format!(
                    "given up by touch {most}: {} ({counts}; 95 % interval {} to {}){claim}",
                    percent(share),
                    percent(low),
                    percent(high)
                )
            }
        }
    }

    fn share(&self) -> String {
        let Summary {
            dead,
            early,
            share_early,
            ..
        } = self.summary;
        let counts = format!("{early} of {dead}");
        match share_early.filter(|_| dead as u64 >= ENOUGH) {
            None => format!("of the dead, at touch {} or before: {counts}", self.most),
            Some(share) => {
                format!(
                    "of the dead, at touch {} or before: {} ({counts})",
                    self.most,
                    percent(share)
                )
            }
        }
    }
}

/// The last outbound touch in few words: `18 Nov call, voicemail`.
fn last_touch(timeline: &Timeline<'_>, life: &Life<'_>) -> String {
    let Some(last) = life.moves.iter().rev().find(|step| step.outbound) else {
        return life.since.map_or_else(
            || "never touched".to_owned(),
            |since| {
                format!(
                    "never touched since {}",
                    short_date(since.day, timeline.today.day)
                )
            },
        );
    };
    let vocabulary = &timeline.settings.vocabulary;
    let touch = last.touch.touch;
    let date = short_date(touch.day, timeline.today.day);
    let channel = &vocabulary.channel_of(touch.channel).word;
    if touch.flags.has(TouchFlags::OUTCOME) {
        format!(
            "{date} {channel}, {}",
            vocabulary.outcome_of(touch.outcome).word
        )
    } else {
        format!("{date} {channel}")
    }
}
