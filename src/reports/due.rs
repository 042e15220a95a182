//! `due`: whom to contact, today and over the next days, and why.

use serde::Serialize;

use crate::calendar::{Day, Time, days_between};
use crate::finding::Places;
use crate::journal::{ProspectId, RepId};
use crate::portrait::{Portrait, day};
use crate::query::Query;
use crate::reasons::Reasons;
use crate::syntax::{Detail, DetailKind, HomeworkOf, TouchFlags, rest_of_line};
use crate::table::{Cell, Class, Column, Note, Table};
use crate::timeline::{Answer, Life, Status, Timeline, Why};
use crate::wording::{amount, count, digits, near_date, short_date};

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
    #[serde(serialize_with = "day")]
    today: Day,
    /// The rows.
    pub prospects: Vec<Portrait>,
    left_out: LeftOut,
    remind: Vec<Remind>,
    thank: Vec<Thank>,
    #[serde(skip)]
    words: Vec<RowWords>,
    #[serde(skip)]
    mine: Vec<Homework>,
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

#[derive(Debug, Serialize)]
struct Remind {
    name: String,
    #[serde(serialize_with = "day")]
    date: Day,
    #[serde(serialize_with = "clock")]
    time: Time,
    #[serde(skip)]
    channel: String,
}

#[derive(Debug, Serialize)]
struct Thank {
    name: String,
    #[serde(serialize_with = "day")]
    by: Day,
    #[serde(skip)]
    talk: String,
}

fn clock<S: serde::Serializer>(time: &Time, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(time)
}

/// What a row says besides its prospect's facts.
#[derive(Debug)]
struct RowWords {
    why: String,
    contact: String,
    /// Whether an appointment of today is among what is due.
    appointment: bool,
}

#[derive(Debug)]
struct Homework {
    prospect: String,
    text: String,
    day: Option<Day>,
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
                remind: Vec::new(),
                thank: Vec::new(),
                words: Vec::new(),
                mine: Vec::new(),
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
        table.notes.push(self.errands());
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

    fn errands(&self) -> Vec<Note> {
        const MOST: usize = 8;
        let mut notes = Vec::new();
        let mut add = |label: &'static str, lines: Vec<(String, Class)>| {
            let more = lines.len().saturating_sub(MOST);
            for (at, (line, class)) in lines.into_iter().take(MOST).enumerate() {
                notes
                    .push(Note::labelled(if at == 0 { label } else { "" }, line).with_class(class));
            }
            if more > 0 {
                notes.push(Note::labelled("", format!("and {more} more")).with_class(Class::Dim));
            }
        };
        let remind = self.remind.iter().map(|remind| {
            let day = near_date(remind.date, self.today);
            (
                format!("{}: {} {day} {}", remind.name, remind.channel, remind.time),
                Class::Plain,
            )
        });
        add("Remind", remind.collect());
        let thank = self.thank.iter().map(|thank| {
            let by = near_date(thank.by, self.today);
            (
                format!("{}: a card by {by}, for the {}", thank.name, thank.talk),
                Class::Plain,
            )
        });
        add("Thank", thank.collect());
        let mine = self.mine.iter().map(|homework| {
            let (when, class) = match homework.day.map(|day| days_between(day, self.today)) {
                None => (String::new(), Class::Plain),
                Some(late @ 1..) => (format!(" ({late} d late)"), Class::Late),
                Some(_) => {
                    let by = homework
                        .day
                        .map_or_else(String::new, |day| near_date(day, self.today));
                    (format!(" (by {by})"), Class::Plain)
                }
            };
            (
                format!("{}: {}{when}", homework.prospect, homework.text),
                class,
            )
        });
        add("Mine", mine.collect());
        notes
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
        self.errands(life);
        if life.outlook.due.is_none_or(|due| due.day > self.until) {
            return;
        }
        if life.outlook.status == Status::Dead {
            self.due.left_out.dead += usize::from(!self.asked.all);
            if !self.asked.all {
                return;
            }
        } else if self.timeline.has_lapsed(life) {
            self.due.left_out.lapsed += usize::from(!self.asked.all);
            if !self.asked.all {
                return;
            }
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
        self.due
            .mine
            .sort_by_key(|homework| (homework.day.is_none(), homework.day));
        let (prospects, words) = self.rows.into_iter().unzip();
        Due {
            prospects,
            words,
            ..self.due
        }
    }

    fn errands(&mut self, life: &Life<'j>) {
        let (timeline, journal) = (self.timeline, self.timeline.journal);
        let name = || journal.name(life.prospect);
        for promise in timeline.to_remind(life) {
            let Some(time) = promise.time else { continue };
            let channel = self.reasons().appointment_channel(life, promise);
            self.due.remind.push(Remind {
                name: name(),
                date: promise.day,
                time,
                channel,
            });
        }
        for thanks in timeline.thanks(life) {
            if !thanks.given && !thanks.stopped && thanks.by >= timeline.today.day {
                let talk = life.moves[thanks.talk as usize].touch.touch;
                let channel = &timeline.settings.vocabulary.channel_of(talk.channel).word;
                let talk = format!("{channel} of {}", short_date(talk.day, timeline.today.day));
                self.due.thank.push(Thank {
                    name: name(),
                    by: thanks.by,
                    talk,
                });
            }
        }
        if matches!(
            life.state.answer,
            Some(Answer::Stop | Answer::Lost | Answer::Dropped)
        ) {
            return;
        }
        let plans = journal.plans(life.prospect)[..timeline.plan_count(life.prospect)].iter();
        let touches = life
            .moves
            .iter()
            .map(|step| step.touch)
            .chain(plans.map(|plan| journal.touch(plan.touch)));
        for touch in touches.filter(|touch| touch.touch.flags.has(TouchFlags::HOMEWORK_ME)) {
            for detail in journal.details(touch) {
                if let Some(homework) = self.homework(life.prospect, touch.file, detail) {
                    self.due.mine.push(homework);
                }
            }
        }
    }

    /// Open homework of ours that is not for later.
    fn homework(&self, prospect: ProspectId, file: u32, detail: &Detail) -> Option<Homework> {
        let DetailKind::Homework {
            who: HomeworkOf::Me,
            done: false,
            day,
        } = detail.kind
        else {
            return None;
        };
        if day.is_some_and(|day| day > self.until) {
            return None;
        }
        let source = &self.timeline.journal.files[file as usize].source;
        let words = rest_of_line(source, detail.span.start);
        let skipped = 3 + usize::from(day.is_some());
        let text = words
            .split_whitespace()
            .skip(skipped)
            .collect::<Vec<_>>()
            .join(" ");
        Some(Homework {
            prospect: self.timeline.journal.name(prospect),
            text,
            day,
        })
    }
}
