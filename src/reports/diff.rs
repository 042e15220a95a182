//! `diff`: what changed for prospects between two states of a journal.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::calendar::Day;
use crate::journal::ProspectId;
use crate::portrait::{MoneyRow, value_of};
use crate::syntax::Money;
use crate::table::{Cell, Class, Column, Note, Table};
use crate::text::fold;
use crate::timeline::{Life, Status, Timeline};
use crate::wording::{amount, count, short_date};

/// What a state is called.
#[derive(Clone, Debug, Serialize)]
pub struct State {
    /// The revision that was asked for; none for the files as they are.
    pub revision: Option<String>,
    /// The full name of its commit.
    pub commit: Option<String>,
    /// Its date.
    pub date: Day,
}

/// What changed between two states.
#[derive(Debug, Serialize)]
pub struct Diff {
    version: u32,
    from: State,
    to: State,
    summary: BTreeMap<&'static str, usize>,
    prospects: Vec<Row>,
    /// Touches made, by rep.
    reps: Vec<RepRow>,
}

/// The columns of its rows.
pub const COLUMNS: [&str; 8] = [
    "name",
    "owner",
    "change",
    "before",
    "after",
    "touches_made",
    "overdue",
    "value",
];

/// What happened to a prospect, in the order in which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
enum Event {
    Won,
    Lost,
    Dropped,
    Stopped,
    Dead,
    Revived,
    Overdue,
    New,
    Gone,
    /// Touches were made, and nothing else changed.
    Touched,
}

#[derive(Debug, Serialize)]
struct Row {
    name: String,
    owner: Option<String>,
    change: Event,
    before: Option<Status>,
    after: Option<Status>,
    touches_made: i64,
    overdue: u32,
    value: Option<MoneyRow>,
    #[serde(skip)]
    money: Option<Money>,
}

#[derive(Debug, Serialize)]
struct RepRow {
    rep: Option<String>,
    touches: i64,
}

/// What is compared of a prospect.
#[derive(Clone, Debug)]
struct Standing {
    id: ProspectId,
    name: String,
    owner: Option<String>,
    status: Status,
    overdue: u32,
    outbound: i64,
    money: Option<Money>,
}

impl Standing {
    fn new(timeline: &Timeline<'_>, life: &Life<'_>) -> Standing {
        let journal = timeline.journal;
        let owner = journal.prospect(life.prospect).owner;
        let outlook = &life.outlook;
        let is_late = !matches!(outlook.status, Status::Dead);
        Standing {
            id: life.prospect,
            name: journal.name(life.prospect),
            owner: owner.map(|owner| journal.rep_name(owner)),
            status: outlook.status,
            overdue: if is_late { outlook.overdue } else { 0 },
            outbound: life.moves.iter().filter(|step| step.outbound).count() as i64,
            money: value_of(timeline, life.prospect),
        }
    }
}

/// The prospects of a state, and how many outbound touches each rep had made by then.
struct Standings {
    prospects: Vec<Standing>,
    by_rep: FxHashMap<Option<String>, i64>,
}

impl Standings {
    fn new(timeline: &Timeline<'_>) -> Standings {
        let mut prospects = Vec::new();
        let mut by_rep: FxHashMap<_, i64> = FxHashMap::default();
        timeline.each_life(|life| {
            for step in life.moves.iter().filter(|step| step.outbound) {
                *by_rep.entry(step.rep).or_default() += 1;
            }
            if timeline.is_certain(life.prospect) {
                prospects.push(Standing::new(timeline, life));
            }
        });
        let named = by_rep.into_iter().map(|(rep, touches)| {
            let name = rep.map(|rep| timeline.journal.rep_name(rep));
            (name, touches)
        });
        Standings {
            prospects,
            by_rep: named.collect(),
        }
    }
}

impl Diff {
    /// The rows: what changed, prospect by prospect.
    #[must_use]
    pub fn rows(&self) -> &[impl Serialize] {
        &self.prospects
    }

    /// Compares two states of a journal.
    #[must_use]
    pub fn new(
        (from, before): (State, &Timeline<'_>),
        (to, after): (State, &Timeline<'_>),
    ) -> Diff {
        let earlier = Standings::new(before);
        let later = Standings::new(after);
        // A prospect that has another name now is found by the one it had, where that is an `aka`.
        let now = |name: &str| after.journal.find_prospect(name);
        let mut by_id: FxHashMap<ProspectId, Standing> = FxHashMap::default();
        let mut prospects = Vec::new();
        for standing in earlier.prospects {
            let id = now(&standing.name);
            let id = id.filter(|id| after.is_there(*id) && after.is_certain(*id));
            match id {
                None => prospects.push(Row::gone(standing)),
                Some(id) => {
                    let known = by_id.entry(id).or_insert_with(|| Standing {
                        outbound: 0,
                        ..standing.clone()
                    });
                    known.outbound += standing.outbound;
                }
            }
        }
        for standing in later.prospects {
            let before = by_id.get(&standing.id);
            prospects.extend(Row::new(before, standing));
        }
        prospects.sort_by_cached_key(|row| (row.change, fold(&row.name)));
        let mut summary = BTreeMap::new();
        for (_, key, _) in EVENTS {
            summary.insert(key, 0);
        }
        for row in &prospects {
            let (_, key, _) = row.change.words();
            *summary.entry(key).or_default() += 1;
        }
        let reps = reps(&earlier.by_rep, &later.by_rep);
        let made: i64 = reps.iter().map(|row| row.touches).sum();
        summary.insert("touches_made", usize::try_from(made).unwrap_or(0));
        Diff {
            version: 1,
            from,
            to,
            summary,
            prospects,
            reps,
        }
    }

    /// The changes as a table.
    #[must_use]
    pub fn table(&self) -> Table {
        let columns = vec![
            Column::left(""),
            Column::left("prospect").shortened_to(14),
            Column::left("was").shortened_to(6),
            Column::left("is").shortened_to(6),
            Column::right("touches"),
            Column::left("owner").shortened_to(5),
            Column::right("value"),
        ];
        let mut table = Table::new(self.title(), columns, "Nothing changed for any prospect.");
        let (told, touched): (Vec<_>, Vec<_>) = self
            .prospects
            .iter()
            .partition(|row| row.change != Event::Touched);
        table.rows = told.iter().map(|row| row.cells()).collect();
        if told.is_empty() && !touched.is_empty() {
            table.empty = "No prospect stands otherwise than before.".into();
        }
        let mut notes = Vec::new();
        if !self.reps.is_empty() {
            let reps = self.reps.iter().map(|row| {
                let name = row.rep.as_deref().unwrap_or("nobody");
                format!("{name} {}", row.touches)
            });
            notes.push(Note::labelled(
                "Touches",
                reps.collect::<Vec<_>>().join(", "),
            ));
        }
        if !touched.is_empty() {
            let names = touched.iter().take(SHOWN).map(|row| row.name.as_str());
            let mut names = names.collect::<Vec<_>>().join(", ");
            if touched.len() > SHOWN {
                names = format!("{names} and {} more", touched.len() - SHOWN);
            }
            notes.push(Note::labelled("Touched", names));
        }
        if !notes.is_empty() {
            table.notes.push(notes);
        }
        table
    }

    /// `Mon 16 Nov (a1b2c3d) to Mon 23 Nov: 2 won, 1 dead; 31 touches`.
    fn title(&self) -> String {
        let date = |state: &State| {
            let day = state.date;
            let date = format!("{} {}", day.weekday_name(), short_date(day, self.to.date));
            match &state.revision {
                Some(revision) => format!("{date} ({revision})"),
                None => date,
            }
        };
        let found = EVENTS.iter().filter_map(|(_, key, words)| {
            let number = *self.summary.get(key)?;
            (number > 0 && *key != "touched").then(|| format!("{number} {words}"))
        });
        let mut found: Vec<_> = found.collect();
        let touches = self.summary.get("touches_made").copied().unwrap_or(0);
        found.push(count(touches, "touch", "touches"));
        format!(
            "From {} to {}: {}",
            date(&self.from),
            date(&self.to),
            found.join(", ")
        )
    }
}

/// How many of the prospects that were touched are named.
const SHOWN: usize = 12;

/// What happens, as data and as the title says it.
const EVENTS: [(Event, &str, &str); 10] = [
    (Event::Won, "won", "won"),
    (Event::Lost, "lost", "lost"),
    (Event::Dropped, "dropped", "dropped"),
    (Event::Stopped, "stopped", "asked to stop"),
    (Event::Dead, "dead", "newly dead"),
    (Event::Revived, "revived", "revived"),
    (Event::Overdue, "overdue", "newly overdue"),
    (Event::New, "new", "new"),
    (Event::Gone, "gone", "gone from the journal"),
    (Event::Touched, "touched", "touched"),
];

impl Event {
    fn words(self) -> (Event, &'static str, &'static str) {
        EVENTS[self as usize]
    }

    fn class(self) -> Class {
        match self {
            Event::Won | Event::Revived => Class::Good,
            Event::Dead => Class::Dead,
            Event::Overdue => Class::Late,
            Event::New => Class::New,
            Event::Lost | Event::Dropped | Event::Stopped | Event::Gone => Class::Dim,
            Event::Touched => Class::Plain,
        }
    }
}

impl Row {
    fn new(before: Option<&Standing>, after: Standing) -> Option<Row> {
        let was = before.map(|before| before.status);
        let made = after.outbound - before.map_or(0, |before| before.outbound);
        let became = |status| after.status == status && was != Some(status);
        let was_late = before.is_some_and(|before| before.overdue > 0);
        let change = match after.status {
            _ if became(Status::Won) => Event::Won,
            _ if became(Status::Lost) => Event::Lost,
            _ if became(Status::Dropped) => Event::Dropped,
            _ if became(Status::Stopped) => Event::Stopped,
            _ if became(Status::Dead) => Event::Dead,
            status if was == Some(Status::Dead) && status != Status::Dead => Event::Revived,
            _ if was.is_none() => Event::New,
            _ if after.overdue > 0 && !was_late => Event::Overdue,
            _ if made != 0 => Event::Touched,
            _ => return None,
        };
        Some(Row {
            name: after.name,
            owner: after.owner,
            change,
            before: was,
            after: Some(after.status),
            touches_made: made,
            overdue: after.overdue,
            value: after.money.as_ref().map(MoneyRow::from),
            money: after.money,
        })
    }

    fn gone(before: Standing) -> Row {
        Row {
            name: before.name,
            owner: before.owner,
            change: Event::Gone,
            before: Some(before.status),
            after: None,
            touches_made: -before.outbound,
            overdue: 0,
            value: before.money.as_ref().map(MoneyRow::from),
            money: before.money,
        }
    }

    fn cells(&self) -> Vec<Cell> {
        let status = |status: Option<Status>| status.map_or("", Status::name);
        let is = match self.overdue {
            0 => status(self.after).to_owned(),
            days => format!("{}, {days} d late", status(self.after)),
        };
        let touches = match self.touches_made {
            0 => String::new(),
            made => format!("{made:+}"),
        };
        let (_, word, _) = self.change.words();
        vec![
            Cell::new(word, self.change.class()),
            Cell::plain(self.name.clone()),
            Cell::new(status(self.before), Class::Dim),
            Cell::plain(is),
            Cell::plain(touches),
            Cell::plain(self.owner.clone().unwrap_or_default()),
            Cell::plain(self.money.as_ref().map_or_else(String::new, amount)),
        ]
    }
}

/// The touches that each rep made in between, those who made the most first.
fn reps(
    before: &FxHashMap<Option<String>, i64>,
    after: &FxHashMap<Option<String>, i64>,
) -> Vec<RepRow> {
    let key = |name: &Option<String>| name.as_deref().map(fold);
    let mut made: BTreeMap<Option<String>, (Option<String>, i64)> = BTreeMap::new();
    let earlier = before.iter().map(|(name, touches)| (name, -touches));
    let later = after.iter().map(|(name, touches)| (name, *touches));
    for (name, touches) in earlier.chain(later) {
        let made = made.entry(key(name)).or_insert((name.clone(), 0));
        made.1 += touches;
    }
    let made = made.into_values().filter(|(_, touches)| *touches != 0);
    let mut rows: Vec<_> = made.map(|(rep, touches)| RepRow { rep, touches }).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.touches));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_told_in_their_own_order() {
        for (at, (event, ..)) in EVENTS.iter().enumerate() {
            assert_eq!(*event as usize, at);
        }
    }
}
