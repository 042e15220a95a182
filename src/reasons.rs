//! A life comes in; out comes what is due next, in the words of a salesperson: why, through what,
//! to which address.

use crate::calendar::days_between;
use crate::journal::TouchRef;
use crate::settings::MediumId;
use crate::syntax::{BodyLine, FieldKey, TouchFlags, rest_of_line};
use crate::timeline::{Life, Promise, PromiseKind, Timeline, Why};
use crate::wording::{near_date, short_date};

/// What the steps of a cadence that a prospect was switched to are called, in few words.
const STEPS: [(&str, &str); 6] = [
    ("silent-treatment", "truth call"),
    ("persistent", "after the no-show,"),
    ("proposal", "proposal, step"),
    ("disqualify", "go on or not? Step"),
    ("first-year", "first year, month"),
    ("fifth-contact", "contact"),
];

/// Puts into words what one journal's prospects are due for.
#[derive(Clone, Copy, Debug)]
pub struct Reasons<'a, 'j> {
    /// The journal, the settings and today.
    pub timeline: &'a Timeline<'j>,
}

impl<'j> Reasons<'_, 'j> {
    /// The channel of an appointment: the planned touch's for that day, courtesies aside, else a
    /// call; a planned courtesy's own.
    #[must_use]
    pub fn appointment_channel(&self, life: &Life<'j>, appointment: &Promise) -> String {
        let alike = life
            .promises
            .on(appointment.day)
            .filter(|promise| promise.courtesy == appointment.courtesy);
        let planned = alike.into_iter().find_map(|promise| {
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
    #[must_use]
    pub fn contact(&self, life: &Life<'j>) -> String {
        let channel = self.timeline.next_channel(life);
        let vocabulary = &self.timeline.settings.vocabulary;
        let medium = channel.map(|channel| vocabulary.channel_of(channel).medium);
        let key = if medium == Some(MediumId::EMAIL) {
            FieldKey::Email
        } else {
            FieldKey::Phone
        };
        let journal = self.timeline.journal;
        journal.value(life.prospect, key).unwrap_or_default()
    }

    /// An appointment of today that something older, which is due too, stands before.
    #[must_use]
    pub fn appointment_besides<'a>(&self, life: &'a Life<'j>) -> Option<&'a Promise> {
        if life.outlook.why? == Why::Appointment {
            return None;
        }
        life.promises
            .on(self.timeline.today.day)
            .filter(|promise| promise.is_appointment() && !promise.courtesy)
            .min_by_key(|promise| promise.rank())
    }

    /// Why it is due, in the words of a salesperson; what has its time today comes first.
    #[must_use]
    pub fn why(&self, life: &Life<'j>) -> Option<String> {
        let why = self.why_due(life)?;
        Some(match self.appointment_besides(life) {
            Some(appointment) => format!("{}; {why}", self.appointment(life, appointment)),
            None => why,
        })
    }

    /// The same for what is due alone, whatever has its time today.
    #[must_use]
    pub fn why_due(&self, life: &Life<'j>) -> Option<String> {
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
        let on_day = life.promises.on(due.day);
        let mut promises: Vec<&Promise> = on_day
            .filter(|promise| promise.courtesy == life.outlook.courtesy)
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
    #[must_use]
    pub fn detail(&self, life: &Life<'j>, promise: &Promise) -> Option<String> {
        let booked = life
            .promises
            .on(promise.day)
            .find(|other| matches!(other.kind, PromiseKind::Booked | PromiseKind::Later));
        let maker = booked
            .and_then(|booked| booked.made_by)
            .or(promise.made_by)?;
        let touch = life.moves[maker as usize].touch;
        let (journal, settings) = (self.timeline.journal, self.timeline.settings);
        journal.detail_of(touch, &settings.vocabulary)
    }

    /// What they said with a touch: the words of its outcome, else its notes.
    #[must_use]
    pub fn said(&self, touch: TouchRef<'j>) -> Option<String> {
        let (journal, settings) = (self.timeline.journal, self.timeline.settings);
        let detail = journal.detail_of(touch, &settings.vocabulary);
        let notes = || {
            let lines = journal.body(touch).into_iter();
            let notes = lines.filter_map(|line| match line {
                BodyLine::Note(note) => Some(note),
                _ => None,
            });
            notes.collect::<Vec<_>>().join(" ")
        };
        detail.or_else(|| Some(notes()).filter(|notes| !notes.is_empty()))
    }

    fn reply(&self, life: &Life<'j>) -> Option<String> {
        let last = life.last_move()?;
        let date = short_date(last.touch.touch.day, self.timeline.today.day);
        let said = self.said(last.touch);
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
                let text = match (text.is_empty(), made) {
                    (false, _) => text,
                    (true, Some(made)) => format!("promised on {made}"),
                    (true, None) => "promised".into(),
                };
                match promise.time.filter(|_| promise.day == today) {
                    Some(time) => format!("at {time}: {text}"),
                    None => text,
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
                    asked = format!("by {}: {asked}", near_date(last, today));
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
        let name = cadence.map_or("", |cadence| cadence.name.as_str());
        let own = life.state.phase == Some(self.timeline.own_cadence(life.prospect));
        let step = life.state.step + 1;
        let what = match STEPS.iter().find(|(known, _)| *known == name) {
            _ if own => format!("step {step} of {steps}"),
            Some((_, words)) => format!("{words} {step} of {steps}"),
            None => format!("{name} {step} of {steps}"),
        };
        let dies = self
            .timeline
            .dies_on(life)
            .filter(|day| days_between(today, *day) <= 7);
        let dies = dies.map_or_else(String::new, |day| {
            format!("; dead {}", near_date(day, today))
        });
        let (spoke, _) = life.silence();
        match spoke.filter(|_| self.timeline.is_in(life, "silent-treatment")) {
            Some(spoke) => format!("{what}{dies}; silent since {}", short_date(spoke, today)),
            None => format!("{what}{dies}{}", self.last_touch(life)),
        }
    }

    /// `; voicemail 2 Nov`: how the last touch ended.
    fn last_touch(&self, life: &Life<'j>) -> String {
        let vocabulary = &self.timeline.settings.vocabulary;
        life.last_move().map_or_else(String::new, |last| {
            let touch = last.touch.touch;
            let word = if touch.flags.has(TouchFlags::OUTCOME) {
                &vocabulary.outcome_of(touch.outcome).word
            } else {
                &vocabulary.channel_of(touch.channel).word
            };
            format!(
                "; {word} {}",
                short_date(touch.day, self.timeline.today.day)
            )
        })
    }

    fn cadence_name(&self, life: &Life<'j>) -> String {
        life.state.phase.map_or_else(String::new, |phase| {
            self.timeline.settings.cadence_of(phase).name.clone()
        })
    }
}
