//! `due`: whom to contact, today and over the next days, and why.

use serde::Serialize;

use crate::calendar::{Day, Time, days_between};
use crate::finding::Places;
use crate::journal::{Journal, ProspectId, RepId};
use crate::portrait::{Portrait, day};
use crate::settings::MediumId;
use crate::syntax::{
    BodyLine, Detail, DetailKind, FieldKey, HomeworkOf, TouchFlags, body_line, body_text,
    rest_of_line,
};
use crate::table::{Cell, Class, Column, Note, Table};
use crate::timeline::{Answer, Life, Promise, PromiseKind, Status, Timeline, Why};
use crate::wording::{amount, count, near_date, short_date};

/// What is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    /// How many days after today too.
    pub days: u32,
    /// The dead and the lapsed too.
    pub all: bool,
    /// Whose prospects.
    pub owner: Owner,
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
    prospects: Vec<Portrait>,
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
    asked: Asked,
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
    pub fn new(timeline: &Timeline<'_>, places: &Places<'_>, asked: Asked) -> Due {
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
                asked,
            },
        };
        timeline.each_life(|life| gathering.see(life));
        gathering.finish()
    }

    /// What is due as a table; with contact details where there is room, on a `wide` screen.
    #[must_use]
    pub fn table(&self, wide: bool) -> Table {
        let mut columns = vec![
            Column::right("late"),
            Column::left("prospect").shortened_to(12),
            Column::right("n"),
            Column::left("how"),
            Column::left("why").shortened_to(16),
            Column::right(""),
        ];
        if wide {
            columns.push(Column::left("contact").shortened_to(8));
        }
        let empty = if self.asked.days == 0 {
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
                Cell::plain(row.money.as_ref().map_or_else(String::new, amount)),
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

    fn title(&self) -> String {
        let today = self.today;
        let late = self.prospects.iter().filter(|row| row.overdue > 0).count();
        let until = match self.asked.days {
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
    asked: Asked,
    until: Day,
    rows: Vec<(Portrait, RowWords)>,
    due: Due,
}

impl<'j> Gathering<'_, 'j> {
    fn see(&mut self, life: &Life<'j>) {
        let journal = self.timeline.journal;
        let prospect = journal.prospect(life.prospect);
        if !self.asked.owner.covers(prospect.owner) {
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
            why: self.why(life).unwrap_or_default(),
            contact: self.contact(life.prospect, &portrait),
        };
        self.rows.push((portrait, words));
    }

    fn finish(mut self) -> Due {
        let key = |row: &Portrait| {
            let value = row.money.as_ref().map(|money| money.amount);
            let due = row.due.map(|due| due.day);
            (
                row.why,
                std::cmp::Reverse(row.overdue),
                due,
                std::cmp::Reverse(value),
                row.name.clone(),
            )
        };
        self.rows.sort_by_cached_key(|(row, _)| key(row));
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
            let channel = self.appointment_channel(life, promise);
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

    /// The channel of an appointment: the planned touch's for that day, courtesies aside, else a
    /// call; a planned courtesy's own.
    fn appointment_channel(&self, life: &Life<'j>, appointment: &Promise) -> String {
        let planned = life
            .open_promises()
            .filter(|promise| {
                promise.day == appointment.day && promise.courtesy == appointment.courtesy
            })
            .find_map(|promise| {
                promise
                    .channel
                    .filter(|_| promise.kind == PromiseKind::Planned)
            });
        planned.map_or_else(
            || "call".to_owned(),
            |channel| {
                self.timeline
                    .settings
                    .vocabulary
                    .channel_of(channel)
                    .word
                    .clone()
            },
        )
    }

    /// The address to use for the channel that is due.
    fn contact(&self, prospect: ProspectId, portrait: &Portrait) -> String {
        let vocabulary = &self.timeline.settings.vocabulary;
        let channel = portrait
            .next_channel
            .as_deref()
            .and_then(|word| vocabulary.channel(word.as_bytes()));
        let medium = channel.map(|channel| vocabulary.channel_of(channel).medium);
        let key = if medium == Some(MediumId::EMAIL) {
            FieldKey::Email
        } else {
            FieldKey::Phone
        };
        self.timeline
            .journal
            .value(prospect, key)
            .unwrap_or_default()
    }

    /// Why it is due, in the words of a salesperson; where it is to be done by a time of the day,
    /// that first.
    fn why(&self, life: &Life<'j>) -> Option<String> {
        let reason = self.reason(life)?;
        let due = life.outlook.due?;
        let Some(time) = due.time.filter(|_| life.outlook.overdue == 0) else {
            return Some(reason);
        };
        let earliest = self.timeline.not_before(life);
        Some(match earliest.and_then(|earliest| earliest.time) {
            Some(earliest) => format!("{earliest} to {time}: {reason}"),
            None => format!("by {time}: {reason}"),
        })
    }

    fn reason(&self, life: &Life<'j>) -> Option<String> {
        let today = self.timeline.today.day;
        let due = life.outlook.due?;
        let mut promises: Vec<&Promise> = life
            .open_promises()
            .filter(|promise| promise.day == due.day)
            .collect();
        promises.sort_by_key(|promise| promise.rank());
        Some(match life.outlook.why? {
            Why::Appointment => self.appointment(life, promises.first()?),
            Why::Reply => self.reply(life)?,
            Why::Promise => self.promise(life, promises.first()?),
            Why::First => self.first(life),
            Why::Step => self.step(life),
            Why::Nurture => {
                let cadence = self.cadence_name(life);
                match life.last_move() {
                    Some(last) => format!(
                        "{cadence}; last touch {}",
                        short_date(last.touch.touch.day, today)
                    ),
                    None => cadence,
                }
            }
        })
    }

    fn appointment(&self, life: &Life<'j>, promise: &Promise) -> String {
        let today = self.timeline.today.day;
        let time = promise
            .time
            .map_or_else(String::new, |time| time.to_string());
        let when = match days_between(promise.day, today) {
            0 => format!("at {time}"),
            1.. => format!("missed {} {time}", short_date(promise.day, today)),
            _ => format!("{} {time}", near_date(promise.day, today)),
        };
        match self.detail(life, promise) {
            Some(detail) => format!("{when}: {detail}"),
            None => format!("{when}: appointment"),
        }
    }

    /// What was agreed for a promise: the words after the colon of the outcome that made it.
    fn detail(&self, life: &Life<'j>, promise: &Promise) -> Option<String> {
        let booked = life.open_promises().find(|other| {
            other.day == promise.day
                && matches!(other.kind, PromiseKind::Booked | PromiseKind::Later)
        });
        let maker = booked
            .and_then(|booked| booked.made_by)
            .or(promise.made_by)?;
        let touch = life.moves[maker as usize].touch;
        let header = self
            .timeline
            .journal
            .header(touch, &self.timeline.settings.vocabulary)?;
        let detail = header.outcome?.detail?;
        Some(self.timeline.journal.text(Journal::place(touch, detail)))
    }

    fn reply(&self, life: &Life<'j>) -> Option<String> {
        let last = life.last_move()?;
        let date = short_date(last.touch.touch.day, self.timeline.today.day);
        let journal = self.timeline.journal;
        let source = &journal.files[last.touch.file as usize].source;
        let body = body_text(source, last.touch.touch.offset);
        let mut note = body.iter().filter_map(|line| match body_line(line) {
            BodyLine::Note(note) => Some(note),
            _ => None,
        });
        let header = journal.header(last.touch, &self.timeline.settings.vocabulary);
        let detail = header
            .and_then(|header| header.outcome)
            .and_then(|outcome| outcome.detail);
        let said = detail.map(|detail| journal.text(Journal::place(last.touch, detail)));
        let said = said.or_else(|| note.next());
        let verb = if last.medium.is_live() {
            "called"
        } else {
            "wrote"
        };
        Some(match said {
            Some(said) => format!("they {verb} {date}: {said}"),
            None => format!("they {verb} {date}"),
        })
    }

    fn promise(&self, life: &Life<'j>, promise: &Promise) -> String {
        let today = self.timeline.today.day;
        let made = promise
            .made_by
            .map(|at| life.moves[at as usize].touch.touch.day);
        let made = made.map(|day| short_date(day, today));
        match promise.kind {
            PromiseKind::Next => {
                let source = &self.timeline.journal.files[promise.place.file as usize].source;
                let text = rest_of_line(source, promise.place.span.end);
                match (text.is_empty(), made) {
                    (false, _) => format!("promised: {text}"),
                    (true, Some(made)) => format!("promised on {made}"),
                    (true, None) => "promised".into(),
                }
            }
            PromiseKind::Booked => match self.detail(life, promise) {
                Some(detail) => format!("booked: {detail}"),
                None => "booked".into(),
            },
            PromiseKind::Later => {
                let mut asked = made.map_or_else(
                    || "asked to wait".to_owned(),
                    |made| format!("on {made} they said: later"),
                );
                let last_day = life.outlook.last_day;
                if let Some(last) = last_day.filter(|last| *last > promise.day && *last >= today) {
                    let last = near_date(last, today);
                    asked = format!("by {last}: {asked}");
                }
                match self.detail(life, promise) {
                    Some(detail) => format!("{asked}, {detail}"),
                    None => asked,
                }
            }
            PromiseKind::Planned => {
                let channel = self.appointment_channel(life, promise);
                let what = if promise.courtesy {
                    " (a courtesy)"
                } else {
                    ""
                };
                format!("planned {channel}{what}")
            }
        }
    }

    fn first(&self, life: &Life<'j>) -> String {
        let today = self.timeline.today.day;
        let source = self.timeline.journal.value(life.prospect, FieldKey::Source);
        let lead = source.map_or_else(|| "lead".to_owned(), |source| format!("{source} lead"));
        match life.since {
            None => format!("{lead}, never touched"),
            Some(since) if since.day == today => match since.time {
                Some(time) => format!("{lead} of today {time}"),
                None => format!("{lead} of today"),
            },
            Some(since) => format!("{lead} of {}", short_date(since.day, today)),
        }
    }

    fn step(&self, life: &Life<'j>) -> String {
        let today = self.timeline.today.day;
        let cadence = life
            .state
            .phase
            .map(|phase| self.timeline.settings.cadence_of(phase));
        let steps = cadence.map_or(0, |cadence| cadence.steps().len());
        let own = life.state.phase == Some(self.timeline.own_cadence(life.prospect));
        let name = if own {
            String::new()
        } else {
            format!("{}, ", self.cadence_name(life))
        };
        let last = life.last_move().map_or_else(String::new, |last| {
            let vocabulary = &self.timeline.settings.vocabulary;
            let touch = last.touch.touch;
            let word = if touch.flags.has(TouchFlags::OUTCOME) {
                &vocabulary.outcome_of(touch.outcome).word
            } else {
                &vocabulary.channel_of(touch.channel).word
            };
            format!("; {word} {}", short_date(touch.day, today))
        });
        let dies = self
            .timeline
            .dies_on(life)
            .filter(|day| days_between(today, *day) <= 7);
        let dies = dies.map_or_else(String::new, |day| {
            format!("; dead {}", near_date(day, today))
        });
        format!("{name}step {} of {steps}{last}{dies}", life.state.step + 1)
    }

    fn cadence_name(&self, life: &Life<'j>) -> String {
        life.state.phase.map_or_else(String::new, |phase| {
            self.timeline.settings.cadence_of(phase).name.clone()
        })
    }
}
