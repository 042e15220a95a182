//! `prep`: a call sheet for the touch that is due: what to say, and what to know when saying it.

use serde::Serialize;

use crate::calendar::{Day, days_between};
use crate::journal::Homework;
use crate::reasons::Reasons;
use crate::scripts::{self, FIELDS, Filled};
use crate::settings::Settings;
use crate::sheet::{Block, Line, Sheet};
use crate::syntax::{BodyLine, HomeworkOf, TouchFlags, rest_of_line};
use crate::table::{Cell, Class, Column, Table};
use crate::timeline::{Fate, Life, Move, PromiseKind, Timeline, Why};
use crate::wording::{days, near_date, short_date};

/// A call sheet.
#[derive(Debug, Serialize)]
pub struct Prep {
    version: u32,
    today: Day,
    prospect: String,
    script: String,
    text: String,
    missing: Vec<String>,
    #[serde(skip)]
    how: String,
    #[serde(skip)]
    notes: Vec<(&'static str, String, Class)>,
}

impl Prep {
    /// Lays out the sheet: `filled` is the script of this name.
    #[must_use]
    pub fn new(timeline: &Timeline<'_>, life: &Life<'_>, script: &str, filled: Filled) -> Prep {
        let gathering = Gathering { timeline, life };
        Prep {
            version: 1,
            today: timeline.today.day,
            prospect: timeline.journal.name(life.prospect),
            script: script.to_owned(),
            text: filled.text,
            missing: filled.missing,
            how: gathering.how(),
            notes: gathering.notes(),
        }
    }

    /// The same for people.
    #[must_use]
    pub fn sheet(&self) -> Sheet {
        let mut head = Block::default();
        let title = Line::default().and(format!("{}:", self.prospect), Class::Strong);
        head.lines.push(
            title
                .and(self.script.clone(), Class::Strong)
                .and(self.how.clone(), Class::Dim),
        );
        let mut script = Block::default();
        for line in self.text.lines() {
            script
                .lines
                .push(Line::default().indented(2).and(line, Class::Plain));
        }
        let mut under = Block::default();
        let mut last = "";
        for (label, text, class) in &self.notes {
            let shown = if *label == last { "" } else { label };
            last = label;
            let label = Cell::new(shown, Class::Strong);
            under
                .lines
                .push(Line::led_by(vec![label]).and(text.clone(), *class));
        }
        if !self.missing.is_empty() {
            let missing: Vec<String> = self.missing.iter().map(|name| blank(name)).collect();
            let label = Cell::new("Blank", Class::Strong);
            under
                .lines
                .push(Line::led_by(vec![label]).and(missing.join("; "), Class::Dim));
        }
        Sheet {
            blocks: vec![head, script, under],
        }
    }
}

/// A blank, and where the journal would say what belongs there.
fn blank(name: &str) -> String {
    if let Some(own) = name.strip_prefix("own.") {
        return format!("{own} (`{own}:` under the prospect)");
    }
    let field = FIELDS.iter().find(|(known, _)| *known == name);
    field.map_or_else(|| name.to_owned(), |(_, place)| format!("{name} ({place})"))
}

/// All scripts, with when they fit.
#[must_use]
pub fn list(settings: &Settings) -> Table {
    let columns = vec![
        Column::left("script"),
        Column::left("fits when").shortened_to(20),
        Column::left("words"),
    ];
    let mut table = Table::new("Scripts: the first that fits is taken", columns, "");
    for script in scripts::all(settings) {
        let words = match (script.from_settings, script.fits_when) {
            (false, _) => "built-in",
            (true, Some(_)) => "settings",
            (true, None) => "own",
        };
        table.rows.push(vec![
            Cell::new(script.name.to_owned(), Class::Strong),
            Cell::plain(script.fits_when.unwrap_or("you ask for it")),
            Cell::new(words, Class::Dim),
        ]);
    }
    table
}

struct Gathering<'a, 'j> {
    timeline: &'a Timeline<'j>,
    life: &'a Life<'j>,
}

impl Gathering<'_, '_> {
    /// When, through what, to which address.
    fn how(&self) -> String {
        let timeline = self.timeline;
        let Some(due) = self.life.outlook.due else {
            return "(nothing is due)".to_owned();
        };
        let reasons = Reasons { timeline };
        let (when, channel) = if let Some(appointment) = reasons.appointment_besides(self.life) {
            let channel = reasons.appointment_channel(self.life, appointment);
            ("today".to_owned(), channel)
        } else {
            let when = match self.life.outlook.overdue {
                0 => near_date(due.day, timeline.today.day),
                late => format!("{late} d late"),
            };
            let channel = timeline.next_channel(self.life);
            let word = |channel| &timeline.settings.vocabulary.channel_of(channel).word;
            (
                when,
                channel.map_or_else(String::new, |channel| word(channel).clone()),
            )
        };
        let contact = reasons.contact(self.life);
        format!("({when}: {channel} {contact}")
            .trim_end()
            .to_owned()
            + ")"
    }

    fn notes(&self) -> Vec<(&'static str, String, Class)> {
        let mut notes = Vec::new();
        // What is due of an appointment is said by its own line.
        let by_appointment = self.life.outlook.why == Some(Why::Appointment);
        let reasons = Reasons {
            timeline: self.timeline,
        };
        if let Some(why) = reasons.why_due(self.life).filter(|_| !by_appointment) {
            notes.push(("Why", why, Class::Plain));
        }
        notes.extend(self.appointment());
        notes.extend(self.win());
        for (label, who) in [("Mine", HomeworkOf::Me), ("Theirs", HomeworkOf::Them)] {
            notes.extend(
                self.homework(who)
                    .into_iter()
                    .map(|(text, class)| (label, text, class)),
            );
        }
        notes.extend(self.silence());
        notes
    }

    fn appointment(&self) -> Option<(&'static str, String, Class)> {
        let timeline = self.timeline;
        let today = timeline.today.day;
        let open = self.life.open_promises();
        let open = open.filter(|promise| promise.is_appointment() && !promise.courtesy);
        let next = open.min_by_key(|promise| (promise.day, promise.rank()))?;
        let reasons = Reasons { timeline };
        let channel = reasons.appointment_channel(self.life, next);
        let time = next.time?;
        let detail = reasons.detail(self.life, next);
        let detail = detail.map_or_else(String::new, |detail| format!(": {detail}"));
        let class = if next.day < today {
            Class::Late
        } else {
            Class::Plain
        };
        let missed = if next.day < today { ", missed" } else { "" };
        let text = format!(
            "{channel} {} {time}{missed}{detail}",
            near_date(next.day, today)
        );
        Some(("Date", text, class))
    }

    /// The last W.I.N. notes.
    fn win(&self) -> Vec<(&'static str, String, Class)> {
        let journal = self.timeline.journal;
        let has_win = |flags: TouchFlags| {
            flags.has(TouchFlags::WHAT)
                || flags.has(TouchFlags::INSIGHT)
                || flags.has(TouchFlags::NEXT)
        };
        let moves = &self.life.moves;
        let has_win = |step: &Move<'_>| has_win(step.touch.touch.flags);
        let Some(at) = moves.iter().rposition(has_win) else {
            return Vec::new();
        };
        let last = &moves[at];
        let today = self.timeline.today.day;
        let mut notes = Vec::new();
        for line in journal.body(last.touch) {
            let BodyLine::Field(key, value) = line else {
                continue;
            };
            let label = match key.as_str() {
                "what" | "w" => "What",
                "insight" | "i" => "Insight",
                "next" | "n" => "Next",
                _ => continue,
            };
            let text = match self.kept(at as u32, &value) {
                Some(day) => format!("{value}: done {}", short_date(day, today)),
                None => value,
            };
            notes.push((label, text, Class::Plain));
        }
        let date = short_date(last.touch.touch.day, today);
        if let Some((_, text, _)) = notes.first_mut() {
            *text = format!("{text} ({date})");
        }
        notes
    }

    /// When what a touch promised by this `next` was done.
    fn kept(&self, made_by: u32, next: &str) -> Option<Day> {
        let mut promises = self.life.promises.all.iter();
        let promise = promises.find(|promise| {
            let source = &self.timeline.journal.files[promise.place.file as usize].source;
            promise.kind == PromiseKind::Next
                && promise.made_by == Some(made_by)
                && rest_of_line(source, promise.place.span.start) == next
        })?;
        match promise.fate {
            Fate::Kept(at) | Fate::Broken(at) => Some(self.life.moves[at as usize].touch.touch.day),
            Fate::Open | Fate::CalledOff(_) | Fate::Ended => None,
        }
    }

    /// Open homework of one side.
    fn homework(&self, of: HomeworkOf) -> Vec<(String, Class)> {
        let (timeline, journal) = (self.timeline, self.timeline.journal);
        let today = timeline.today.day;
        let mut items = Vec::new();
        for touch in timeline.touches_with_homework(self.life) {
            let is_open = |homework: &Homework| homework.who == of && !homework.done;
            for Homework { day, text, .. } in journal.homework(touch).filter(is_open) {
                let late = day.map_or(0, |day| days_between(day, today));
                items.push(match day {
                    None => (text, Class::Plain),
                    Some(_) if late > 0 => (format!("{text} ({late} d late)"), Class::Late),
                    Some(day) => (
                        format!("{text} (by {})", near_date(day, today)),
                        Class::Plain,
                    ),
                });
            }
        }
        items
    }

    /// How long nobody answered.
    fn silence(&self) -> Option<(&'static str, String, Class)> {
        let today = self.timeline.today.day;
        let (spoke, touches) = self.life.silence();
        if touches == 0 {
            return None;
        }
        let touches = crate::wording::count(touches as usize, "touch", "touches");
        let (from, day) = if let Some(day) = spoke {
            (format!("since {}", short_date(day, today)), day)
        } else {
            let pursuit = self.life.state.pursuit;
            let mut moves = self.life.moves.iter();
            let first = moves.find(|step| step.pursuit == pursuit)?;
            ("from the start".to_owned(), first.touch.touch.day)
        };
        let days = days(days_between(day, today));
        let text = format!("{from}, {days}: {touches} unanswered");
        Some(("Silent", text, Class::Plain))
    }
}
