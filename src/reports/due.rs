//! `due`: whom to contact, today and over the next days, and why.

use serde::Serialize;

use super::errands::Errands;
use crate::calendar::Day;
use crate::finding::Places;
use crate::journal::RepId;
use crate::portrait::Portrait;
use crate::query::Query;
use crate::reasons::Reasons;
use crate::table::{Cell, Class, Column, Note, Table};
use crate::timeline::{Life, Status, Timeline, Why};
use crate::wording::{amount, count, digits, short_date};

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// How many days after today too.
    pub days: u32,
    /// The dead and the lapsed too.
    pub all: bool,
    /// Whose prospects.
    pub owner: Owner,
    /// Which of them.
    pub query: &'a Query,
}

/// Whose prospects are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Owner {
    /// Everybody's.
    #[default]
    Anybody,
    /// One rep's.
    Rep(RepId),
    /// Those of a rep who owns none yet.
    NobodyYet,
}

impl Owner {
    fn covers(self, owner: Option<RepId>) -> bool {
        match self {
            Owner::Anybody => true,
            Owner::Rep(rep) => owner == Some(rep),
            Owner::NobodyYet => false,
        }
    }
}

/// Whom to contact.
#[derive(Debug, Serialize)]
pub struct Due {
    version: u32,
    today: Day,
    /// The rows.
    pub prospects: Vec<Portrait>,
    left_out: LeftOut,
    #[serde(flatten)]
    errands: Errands,
    #[serde(skip)]
    words: Vec<RowWords>,
    #[serde(skip)]
    total: usize,
    #[serde(skip)]
    misspelt: usize,
    #[serde(skip)]
    days: u32,
}

#[derive(Clone, Copy, Debug, Default, Serialize)]
struct LeftOut {
    dead: usize,
    lapsed: usize,
}

/// What a row says besides its prospect's facts.
#[derive(Debug)]
struct RowWords {
    why: String,
    contact: String,
    /// Whether an appointment of today is among what is due.
    appointment: bool,
}

impl Due {
    /// Gathers what is due.
    #[must_use]
    pub fn new(timeline: &Timeline<'_>, places: &Places<'_>, asked: Asked<'_>) -> Due {
        let mut gathering = Gathering {
            timeline,
            places,
            asked,
            until: timeline.today.day.plus_days(i64::from(asked.days)),
            rows: Vec::new(),
            due: Due {
                version: 1,
                today: timeline.today.day,
                prospects: Vec::new(),
                left_out: LeftOut::default(),
                errands: Errands::default(),
                words: Vec::new(),
                total: 0,
                misspelt: 0,
                days: asked.days,
            },
        };
        let journal = timeline.journal;
        let prospects = timeline.prospects();
        let prospects = prospects.filter(|id| asked.owner.covers(journal.prospect(*id).owner));
        timeline.each_life_of(prospects, |life| gathering.see(life));
        gathering.finish()
    }

    /// What is due as a table; with contact details where there is room, on a `wide` screen.
    #[must_use]
    pub fn table(&self, wide: bool) -> Table {
        let currency = self.common_currency();
        let mut columns = vec![
            Column::right("late"),
            Column::left("prospect").shortened_to(12),
            Column::right("n"),
            Column::left("how"),
            Column::left("why").shortened_to(30),
            Column::right(currency.clone().unwrap_or_default()),
        ];
        if wide {
            columns.push(Column::left("contact").shortened_to(8));
        }
        let empty = if self.days == 0 {
            "Nothing is due today: `touchline due --days 7` looks ahead."
        } else {
            "Nothing is due in these days."
        };
        let mut table = Table::new(self.title(), columns, empty);
        for (row, words) in self.prospects.iter().zip(&self.words) {
            let (late, class) = self.late(row);
            let mut cells = vec![
                Cell::new(late, class),
                Cell::plain(row.name.clone()),
                Cell::plain((row.touches + 1).to_string()),
                Cell::plain(row.next_channel.clone().unwrap_or_default()),
                Cell::plain(words.why.clone()),
                Cell::plain(row.money.as_ref().map_or_else(String::new, |money| {
                    if currency.is_some() {
                        digits(money)
                    } else {
                        amount(money)
                    }
                })),
            ];
            if wide {
                cells.push(Cell::new(words.contact.clone(), Class::Dim));
            }
            table.rows.push(cells);
        }
        table.notes.push(self.errands.notes(self.today));
        table.notes.push(self.remarks());
        table
    }

    /// The currency, where all values have the same: then it stands above them, once.
    fn common_currency(&self) -> Option<String> {
        let mut values = self.prospects.iter().filter_map(|row| row.money.as_ref());
        let first = values.next()?.currency.as_ref()?;
        values
            .all(|money| money.currency.as_ref() == Some(first))
            .then(|| first.clone())
    }

    /// Of how many prospects.
    #[must_use]
    pub fn total(&self) -> usize {
        self.total
    }

    /// How many are due, and of how many.
    #[must_use]
    pub fn title(&self) -> String {
        let today = self.today;
        let late = self.prospects.iter().filter(|row| row.overdue > 0).count();
        let until = match self.days {
            0 => String::new(),
            days => format!(" and the next {}", count(days as usize, "day", "days")),
        };
        let late = if late > 0 {
            format!(" ({late} late)")
        } else {
            String::new()
        };
        format!(
            "Due {} {today}{until}: {} of {}{late}",
            today.weekday_name(),
            self.prospects.len(),
            self.total
        )
    }

    /// How late a row is, or when it is due.
    fn late(&self, row: &Portrait) -> (String, Class) {
        let due = row.due.map_or(self.today, |due| due.day);
        if row.overdue > 0 {
            let class = if row.status == Status::Dead {
                Class::Dead
            } else {
                Class::Late
            };
            return (format!("{} d", row.overdue), class);
        }
        if due > self.today {
            return (short_date(due, self.today), Class::Dim);
        }
        if row.why == Some(Why::First) {
            ("new".into(), Class::New)
        } else {
            ("today".into(), Class::Strong)
        }
    }

    fn remarks(&self) -> Vec<Note> {
        let mut notes = Vec::new();
        let LeftOut { dead, lapsed } = self.left_out;
        let left_out: Vec<String> = [(dead, "dead"), (lapsed, "lapsed")]
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, what)| format!("{number} {what}"))
            .collect();
        if !left_out.is_empty() {
            let see = if dead > 0 {
                "`touchline dead`, `touchline due --all`"
            } else {
                "`touchline due --all`"
            };
            notes.push(
                Note::new(format!("{} left out: {see}", left_out.join(" and ")))
                    .with_class(Class::Dim),
            );
        }
        if self.misspelt > 0 {
            let touches = count(self.misspelt, "touch is", "touches are");
            let text = format!(
                "{touches} left out: the prospect's name is near a declared one; see `touchline check`"
            );
            notes.push(Note::new(text).with_class(Class::Late));
        }
        notes
    }
}

struct Gathering<'a, 'j> {
    timeline: &'a Timeline<'j>,
    places: &'a Places<'a>,
    asked: Asked<'a>,
    until: Day,
    rows: Vec<(Portrait, RowWords)>,
    due: Due,
}

impl<'j> Gathering<'_, 'j> {
    fn reasons(&self) -> Reasons<'_, 'j> {
        Reasons {
            timeline: self.timeline,
        }
    }

    fn see(&mut self, life: &Life<'j>) {
        let journal = self.timeline.journal;
        let prospect = journal.prospect(life.prospect);
        if !self.asked.query.matches(self.timeline, life) {
            return;
        }
        if prospect.meant.is_some() {
            self.due.misspelt += life.moves.len() + self.timeline.plan_count(life.prospect);
            return;
        }
        self.due.total += 1;
        self.due.errands.add(self.timeline, life, self.until);
        if life.outlook.due.is_none_or(|due| due.day > self.until) {
            return;
        }
        let left_out = if self.asked.all {
            None
        } else if life.outlook.status == Status::Dead {
            Some(&mut self.due.left_out.dead)
        } else if self.timeline.has_lapsed(life) {
            Some(&mut self.due.left_out.lapsed)
        } else {
            None
        };
        if let Some(number) = left_out {
            *number += 1;
            return;
        }
        let portrait = Portrait::new(self.timeline, life, self.places);
        let words = RowWords {
            why: self.reasons().why(life).unwrap_or_default(),
            contact: self.reasons().contact(life),
            appointment: life.outlook.why == Some(Why::Appointment)
                || self.reasons().appointment_besides(life).is_some(),
        };
        self.rows.push((portrait, words));
    }

    fn finish(mut self) -> Due {
        let key = |row: &Portrait, words: &RowWords| {
            let value = row.money.as_ref().map(|money| money.amount);
            let due = row.due.map(|due| due.day);
            (
                !words.appointment,
                row.why,
                std::cmp::Reverse(row.overdue),
                due,
                std::cmp::Reverse(value),
                row.name.clone(),
            )
        };
        self.rows.sort_by_cached_key(|(row, words)| key(row, words));
        self.due.errands.sort();
        let (prospects, words) = self.rows.into_iter().unzip();
        Due {
            prospects,
            words,
            ..self.due
        }
    }
}
