//! A life and who speaks come in; out comes what a script can know: words that the journal holds,
//! and nothing else.

use crate::calendar::{Day, days_between};
use crate::journal::{RepId, TouchRef, field};
use crate::reasons::Reasons;
use crate::syntax::{BodyLine, Detail, DetailKind, FieldKey, rest_of_line};
use crate::timeline::{Life, Move, Promise, PromiseKind, Thanks, Timeline};
use crate::wording::{month, spoken_date};

/// What a script can ask for, and where the journal says it.
pub const FIELDS: [(&str, &str); 30] = [
    ("prospect", "the prospect's name"),
    ("person", "`with:` under a touch or the prospect"),
    ("rep", "`name:` under `rep`"),
    ("company", "`company:` under `rep`"),
    ("phone", "`phone:` under `rep`"),
    ("pain", "`pain:` under a touch or the prospect"),
    ("gain", "`gain:` under a touch or the prospect"),
    ("source", "`source:` under the prospect"),
    ("since", "`since:` under the prospect"),
    ("what", "`what:` under a touch"),
    ("insight", "`insight:` under a touch"),
    ("next", "`next:` under a touch"),
    ("talk_date", "a call or meeting at which you spoke"),
    ("thanks_date", "the first talk, where no thanks went out"),
    ("next_date", "a date agreed: `booked DATE`, `next: DATE`"),
    ("said", "a note under their touch"),
    ("said_date", "their last touch"),
    ("answer", "`answer:` under their touch"),
    ("appointment", "`booked DATE TIME`"),
    ("appointment_day", "`booked DATE TIME`"),
    ("appointment_time", "`booked DATE TIME`"),
    (
        "agenda",
        "`booked DATE TIME: AGENDA`, or `agenda:` under a touch",
    ),
    ("minutes", "`minutes:` under the touch that booked"),
    ("later_asked", "`-> later DATE`"),
    ("later_date", "`-> later DATE`"),
    ("later_reason", "`-> later DATE: REASON`"),
    ("news", "`news:` under a touch or the prospect"),
    ("proposal_date", "a touch through `proposal`"),
    ("idea", "`idea:` under a touch or the prospect"),
    ("today", "the date"),
];

/// Those that stand within a sentence of a script.
const WITHIN: [&str; 7] = [
    "pain",
    "gain",
    "idea",
    "news",
    "agenda",
    "later_reason",
    "next",
];

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// The prospect's owner.
    Owner,
    /// This rep.
    Rep(RepId),
    /// Somebody of whom the journal knows nothing.
    Unknown,
}

/// What a script can know: by name, with nothing for what the journal does not hold.
#[derive(Clone, Debug)]
pub struct Facts {
    values: Vec<(&'static str, Option<String>)>,
    /// The prospect's fields that the user made up.
    pub(super) own: Vec<(String, String)>,
}

impl Facts {
    /// Gathers them.
    #[must_use]
    pub fn gather(timeline: &Timeline<'_>, life: &Life<'_>, speaker: Speaker) -> Facts {
        let gathering = Gathering {
            timeline,
            life,
            prospect: timeline.journal.prospect_body(life.prospect),
            appointment: appointment(timeline, life),
            deferral: deferral(timeline, life).or_else(|| last_deferral(life)),
        };
        let rep = match speaker {
            Speaker::Owner => timeline.journal.prospect(life.prospect).owner,
            Speaker::Rep(rep) => Some(rep),
            Speaker::Unknown => None,
        };
        let value = |(name, _)| {
            let text = gathering.value(name, rep).map(|text| {
                // Within a sentence of the script, the journal's has no full stop of its own.
                if WITHIN.contains(&name) && !text.ends_with("..") {
                    text.trim_end_matches('.').to_owned()
                } else {
                    text
                }
            });
            (name, text.filter(|text| !text.is_empty()))
        };
        let values = FIELDS.map(value).into();
        Facts {
            values,
            own: gathering.own(),
        }
    }

    /// Facts that are given.
    #[cfg(test)]
    pub(super) fn of(values: &[(&'static str, Option<&str>)], own: &[(&str, &str)]) -> Facts {
        let text = |text: &str| text.to_owned();
        Facts {
            values: values
                .iter()
                .map(|(name, value)| (*name, value.map(text)))
                .collect(),
            own: own
                .iter()
                .map(|(name, value)| (text(name), text(value)))
                .collect(),
        }
    }

    /// The names of all that can be asked for.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.values.iter().map(|(name, _)| *name)
    }

    /// All that can be asked for.
    pub(super) fn values(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.values
            .iter()
            .map(|(name, value)| (*name, value.as_deref()))
    }
}

/// The first talk that wants thanks today.
pub(super) fn to_thank(timeline: &Timeline<'_>, life: &Life<'_>) -> Option<Thanks> {
    let today = timeline.today.day;
    let thanks = timeline.thanks(life).into_iter();
    let mut thanks = thanks.filter(|thanks| !thanks.given && !thanks.stopped && thanks.by >= today);
    thanks.next_back()
}

/// The `later` that has come, or that is what is due.
pub(super) fn deferral<'a>(timeline: &Timeline<'_>, life: &'a Life<'_>) -> Option<&'a Promise> {
    let due = life.outlook.due?.day.max(timeline.today.day);
    life.open_promises()
        .filter(|promise| promise.kind == PromiseKind::Later && promise.day <= due)
        .max_by_key(|promise| promise.day)
}

fn last_deferral<'a>(life: &'a Life<'_>) -> Option<&'a Promise> {
    let mut promises = life.promises.all.iter().rev();
    promises.find(|promise| promise.kind == PromiseKind::Later)
}

/// The appointment that is next; else the last that there was.
#[must_use]
pub fn appointment<'a>(timeline: &Timeline<'_>, life: &'a Life<'_>) -> Option<&'a Promise> {
    let today = timeline.today.day;
    let open = life
        .open_promises()
        .filter(|promise| promise.is_appointment() && !promise.courtesy);
    let next = open.filter(|promise| promise.day >= today);
    let all = life.promises.all.iter();
    let past = all.filter(|promise| {
        promise.kind == PromiseKind::Booked && promise.time.is_some() && promise.day <= today
    });
    next.min_by_key(|promise| (promise.day, promise.rank()))
        .or_else(|| past.max_by_key(|promise| promise.day))
}

struct Gathering<'a, 'j> {
    timeline: &'a Timeline<'j>,
    life: &'a Life<'j>,
    /// The lines under the prospect's directive.
    prospect: Vec<BodyLine>,
    appointment: Option<&'a Promise>,
    deferral: Option<&'a Promise>,
}

impl<'j> Gathering<'_, 'j> {
    fn value(&self, name: &'static str, rep: Option<RepId>) -> Option<String> {
        let (timeline, journal) = (self.timeline, self.timeline.journal);
        let of_rep = |key| rep.and_then(|rep| journal.rep_value(rep, key));
        let of_prospect = |key| journal.value(self.life.prospect, key);
        match name {
            "prospect" => Some(journal.name(self.life.prospect)),
            "person" => {
                let people = self
                    .latest(&["with"])
                    .or_else(|| field(&self.prospect, &["with"]))?;
                let first = people.split([',', ';']).next()?;
                Some(first.trim().to_owned())
            }
            "rep" => of_rep(FieldKey::Name),
            "company" => of_rep(FieldKey::Company),
            "phone" => of_rep(FieldKey::Phone),
            "pain" | "gain" | "idea" | "news" => self
                .latest(&[name])
                .or_else(|| field(&self.prospect, &[name])),
            "source" => of_prospect(FieldKey::Source),
            "since" => self.life.since.map(|since| self.day(since.day)),
            "what" => self.latest(&["what", "w"]),
            "insight" => self.latest(&["insight", "i"]),
            "next" => self.next(),
            "talk_date" => {
                let talk = self.life.moves.iter().rev().find(|step| step.is_talk())?;
                Some(self.date(talk))
            }
            "thanks_date" => {
                let thanks = to_thank(timeline, self.life)?;
                Some(self.date(&self.life.moves[thanks.talk as usize]))
            }
            "next_date" => {
                let open = self.life.open_promises();
                let ahead = open.filter(|promise| promise.day >= timeline.today.day);
                // A day on which we meet comes before one by which we only have to move.
                let next = ahead.min_by_key(|promise| (!promise.is_on(), promise.day))?;
                Some(self.day(next.day))
            }
            "said" => Reasons { timeline }.said(self.inbound()?.touch),
            "said_date" => Some(self.date(self.inbound()?)),
            "answer" => journal.field_of(self.inbound()?.touch, &["answer"]),
            "appointment" => Some(capitalised(
                &Reasons { timeline }.appointment_channel(self.life, self.appointment?),
            )),
            "appointment_day" => Some(self.day(self.appointment?.day)),
            "appointment_time" => Some(self.appointment?.time?.to_string()),
            "agenda" => self.agenda(),
            "minutes" => journal.field_of(self.booked_with()?, &["minutes"]),
            "later_asked" => Some(self.date(&self.life.moves[self.deferral?.made_by? as usize])),
            "later_date" => self.later_date(),
            "later_reason" => {
                let made_by = self.life.moves[self.deferral?.made_by? as usize].touch;
                Reasons { timeline }.said(made_by)
            }
            "proposal_date" => {
                let word = timeline.settings.vocabulary.channel(b"proposal");
                let mut moves = self.life.moves.iter().rev();
                let sent =
                    moves.find(|step| step.outbound && Some(step.touch.touch.channel) == word)?;
                Some(self.date(sent))
            }
            "today" => Some(self.day(timeline.today.day)),
            _ => None,
        }
    }

    /// The value of the latest field of these keys under a touch that was made.
    fn latest(&self, keys: &[&str]) -> Option<String> {
        let mut moves = self.life.moves.iter().rev();
        moves.find_map(|step| self.timeline.journal.field_of(step.touch, keys))
    }

    fn day(&self, day: Day) -> String {
        spoken_date(day, self.timeline.today.day)
    }

    fn date(&self, step: &Move<'_>) -> String {
        self.day(step.touch.touch.day)
    }

    /// Their last touch.
    fn inbound(&self) -> Option<&Move<'j>> {
        let mut moves = self.life.moves.iter().rev();
        moves.find(|step| !step.outbound && step.part == crate::timeline::Part::Step)
    }

    /// What was promised next and is open; else what the last touch says of it.
    fn next(&self) -> Option<String> {
        let journal = self.timeline.journal;
        let open = self
            .life
            .open_promises()
            .filter(|promise| promise.kind == PromiseKind::Next);
        let words = open.min_by_key(|promise| promise.day).map(|promise| {
            let source = &journal.files[promise.place.file as usize].source;
            rest_of_line(source, promise.place.span.end)
        });
        let words = words.filter(|words| !words.is_empty());
        let last = || {
            let last = self.life.last_move()?.touch;
            let is_dated = |detail: &Detail| matches!(detail.kind, DetailKind::Next(..));
            let dated = journal.details(last).iter().any(is_dated);
            journal.field_of(last, &["next", "n"]).filter(|_| !dated)
        };
        words.or_else(last)
    }

    /// The touch that booked the appointment, or the planned one that it is.
    fn booked_with(&self) -> Option<TouchRef<'j>> {
        let appointment = self.appointment?;
        let made_by = appointment
            .made_by
            .map(|at| self.life.moves[at as usize].touch);
        appointment
            .plan
            .map(|plan| self.timeline.journal.touch(plan))
            .or(made_by)
    }

    /// What an appointment that is open is about; else what a touch says in `agenda:`.
    fn agenda(&self) -> Option<String> {
        let (timeline, journal) = (self.timeline, self.timeline.journal);
        let today = timeline.today.day;
        let appointment = self
            .appointment
            .filter(|promise| days_between(today, promise.day) >= 0);
        let Some(appointment) = appointment else {
            return journal.field_of(self.life.last_move()?.touch, &["agenda"]);
        };
        let written = self
            .booked_with()
            .and_then(|touch| journal.field_of(touch, &["agenda"]));
        written.or_else(|| Reasons { timeline }.detail(self.life, appointment))
    }

    /// What they asked to wait for: `on Tuesday 1 September`, `in April`, `in the second quarter`.
    fn later_date(&self) -> Option<String> {
        let deferral = self
            .deferral
            .filter(|promise| !promise.place.span.is_empty())?;
        let written = self.timeline.journal.text(deferral.place);
        let last = deferral.last;
        let year = if last.year() == self.timeline.today.day.year() {
            String::new()
        } else {
            format!(" {}", last.year())
        };
        let quarter = || ["first", "second", "third", "fourth"][(last.month() as usize - 1) / 3];
        Some(match written.len() {
            4 => format!("in {}", last.year()),
            5..=7 if written.contains(['Q', 'q']) => {
                format!("in the {} quarter{}", quarter(), of(&year))
            }
            5..=7 => format!("in {}{year}", month(last)),
            _ => format!("on {}", self.day(deferral.day)),
        })
    }

    /// The prospect's fields that touchline does not know.
    fn own(&self) -> Vec<(String, String)> {
        let fields = self.prospect.iter().filter_map(|line| match line {
            BodyLine::Field(key, value) if !value.is_empty() => Some((key.clone(), value.clone())),
            _ => None,
        });
        fields.collect()
    }
}

fn of(year: &str) -> String {
    if year.is_empty() {
        String::new()
    } else {
        format!(" of{year}")
    }
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(characters).collect()
}
