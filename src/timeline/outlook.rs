//! What follows from a state on a day: what is due and why, whether it is late, the status.

use serde::{Serialize, Serializer};

use super::life::Life;
use super::promise::Promise;
use super::pursuit::Answer;
use super::window::{next_in_rhythm, window};
use super::{PromiseKind, Timeline};
use crate::calendar::{Day, Moment, days_between};
use crate::syntax::FieldKey;

/// Why something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// A promise for a day, with a time.
    Appointment,
    /// The prospect waits for an answer.
    Reply,
    /// Any other promise.
    Promise,
    /// No touch has been made.
    First,
    /// The next step of the cadence.
    Step,
    /// A nurture cadence comes round.
    Nurture,
}

impl Why {
    /// The reason's name in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Why::Appointment => "appointment",
            Why::Reply => "reply",
            Why::Promise => "promise",
            Why::First => "first",
            Why::Step => "step",
            Why::Nurture => "nurture",
        }
    }
}

impl Serialize for Why {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// Where a prospect stands, in a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// They asked never to be contacted again.
    Stopped,
    /// They bought, and nothing was begun since.
    Won,
    /// They said no.
    Lost,
    /// We stopped.
    Dropped,
    /// They named a later day.
    Deferred,
    /// In a cadence that repeats.
    Nurture,
    /// Given up without a word: so long overdue that nobody is at it any more.
    Dead,
    /// No touch has been made.
    New,
    /// Nothing more is due.
    Finished,
    /// At work.
    #[default]
    Active,
}

impl Status {
    /// All of them, in the order in which a prospect may go through them.
    pub const ALL: [Status; 10] = [
        Status::New,
        Status::Active,
        Status::Deferred,
        Status::Dead,
        Status::Nurture,
        Status::Finished,
        Status::Won,
        Status::Lost,
        Status::Dropped,
        Status::Stopped,
    ];

    /// The status's name in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Status::Stopped => "stopped",
            Status::Won => "won",
            Status::Lost => "lost",
            Status::Dropped => "dropped",
            Status::Deferred => "deferred",
            Status::Nurture => "nurture",
            Status::Dead => "dead",
            Status::New => "new",
            Status::Finished => "finished",
            Status::Active => "active",
        }
    }
}

impl Serialize for Status {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// What is due on a day, and what that makes of the prospect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outlook {
    /// When something is due.
    pub due: Option<Moment>,
    /// The last day on which it is in time.
    pub last_day: Option<Day>,
    /// Days since then.
    pub overdue: u32,
    /// Why it is due.
    pub why: Option<Why>,
    /// Whether a promise is due then.
    pub promised: bool,
    /// Whether that is a planned courtesy alone.
    pub courtesy: bool,
    /// Whether an owed answer is due then.
    pub replies: bool,
    /// The status.
    pub status: Status,
    /// The day on which it died, where it is dead.
    pub dead_since: Option<Day>,
}

/// What follows from a life's state on `today`.
pub(super) fn outlook(
    timeline: &Timeline<'_>,
    life: &Life<'_>,
    source: Option<&str>,
    today: Day,
) -> Outlook {
    let rest = due(timeline, life, source, today);
    // A planned courtesy is due on its day, and leaves what else is due as if it were not there.
    let courtesy = life.promises.first_courtesy();
    let courtesy = courtesy.filter(|day| match rest.due {
        Some(due) => *day < due.day && today < due.day,
        None => true,
    });
    let mut outlook = courtesy.map_or(rest, |day| courtesy_on(life, day));
    if let Some(last_day) = outlook.last_day {
        outlook.overdue = u32::try_from(days_between(last_day, today)).unwrap_or(0);
    }
    let died = died_on(timeline, life, &rest, today);
    outlook.status = status(timeline, life, &outlook, died.is_some(), today);
    outlook.dead_since = died.filter(|_| outlook.status == Status::Dead);
    outlook
}

/// What is due where a planned courtesy comes first.
fn courtesy_on(life: &Life<'_>, day: Day) -> Outlook {
    let timed = life.promises.on(day).any(Promise::is_appointment);
    Outlook {
        due: Some(Moment::day(day)),
        last_day: Some(day),
        why: Some(if timed {
            Why::Appointment
        } else {
            Why::Promise
        }),
        promised: true,
        courtesy: true,
        ..Outlook::default()
    }
}

/// What is due, planned courtesies aside.
fn due(timeline: &Timeline<'_>, life: &Life<'_>, source: Option<&str>, today: Day) -> Outlook {
    let state = &life.state;
    let owner = timeline.journal.prospect(life.prospect).owner;
    let promise = life.promises.earliest();
    let next = || window(timeline, life, source, timeline.workdays(owner));
    // Promises and an owed answer come before the cadence.
    let (other, other_why) = if state.owes_answer {
        (next().and_then(|window| window.deadline), Why::Reply)
    } else if life.promises.any_open()
        || state.answer == Some(Answer::Stop)
        || used_up(timeline, life)
    {
        (None, Why::Step)
    } else {
        let why = if !state.touched {
            Why::First
        } else if timeline.is_nurture(life.state.phase) {
            Why::Nurture
        } else {
            Why::Step
        };
        let due = match state.anchor {
            None => Some(Moment::day(today)),
            Some(_) => next().and_then(|window| window.deadline),
        };
        (due, why)
    };
    let due = match (promise, other) {
        (_, Some(other)) if comes_first(life, other) => other,
        (Some(promise), _) => Moment::day(promise),
        (None, _) => return Outlook::default(),
    };
    let on_day = || promises_on(life, due.day);
    let promises = || on_day().filter(|_| due.time.is_none());
    let is_other = other.is_some_and(|other| other.day == due.day);
    let why = if promises().any(Promise::is_appointment) {
        Why::Appointment
    } else if is_other && other_why == Why::Reply {
        Why::Reply
    } else if promises().next().is_some() {
        Why::Promise
    } else {
        other_why
    };
    let later_alone = !is_other
        && promises().next().is_some()
        && promises().all(|promise| promise.kind == PromiseKind::Later);
    let last_day = if later_alone {
        promises().map(|promise| promise.last).max()
    } else {
        None
    };
    Outlook {
        due: Some(due),
        last_day: Some(last_day.unwrap_or(due.day)),
        why: Some(why),
        promised: on_day().next().is_some(),
        replies: is_other && other_why == Why::Reply,
        ..Outlook::default()
    }
}

fn promises_on<'a>(life: &'a Life<'_>, day: Day) -> impl Iterator<Item = &'a Promise> {
    let on_day = life.promises.on(day);
    on_day.filter(|promise| !promise.courtesy)
}

/// Says whether what has to be done by a time of its day comes before the promises: it does on
/// their own day, unless an appointment is earlier still.
fn comes_first(life: &Life<'_>, other: Moment) -> bool {
    match life.promises.earliest() {
        None => true,
        Some(day) if day != other.day => other.day < day,
        Some(day) => {
            let mut promises = promises_on(life, day);
            other.time.is_some()
                && !promises.any(|promise| promise.is_appointment() && promise.time <= other.time)
        }
    }
}

/// Says whether no step is left: no cadence is in force, or its last step was made.
fn used_up(timeline: &Timeline<'_>, life: &Life<'_>) -> bool {
    let next = |phase| next_in_rhythm(timeline.settings, phase, life.state.step);
    life.state.phase.and_then(next).is_none()
}

impl Timeline<'_> {
    /// The day on which an overdue prospect will be dead, if nothing is done and no promise
    /// stands for today or later.
    #[must_use]
    pub fn dies_on(&self, life: &Life<'_>) -> Option<Day> {
        let grace = last_day_of_grace(self, &life.outlook)?;
        let promised = life.promises.latest() >= Some(self.today.day);
        (life.outlook.overdue > 0 && !promised).then(|| grace.plus_days(1))
    }

    /// When the answer that is owed at the end of a life is due, whatever else is due before it.
    #[must_use]
    pub fn answer_deadline(&self, life: &Life<'_>) -> Option<Moment> {
        if !life.state.owes_answer {
            return None;
        }
        let source = self.journal.value(life.prospect, FieldKey::Source);
        let workdays = self.settings.calendar.for_all();
        window(self, life, source.as_deref(), workdays)?.deadline
    }

    /// Where what is due has a time of the day by which it is to be done: the time before which
    /// it would come too soon.
    #[must_use]
    pub fn not_before(&self, life: &Life<'_>) -> Option<Moment> {
        life.outlook.due?.time?;
        let source = self.journal.value(life.prospect, FieldKey::Source);
        let workdays = self.workdays(self.journal.prospect(life.prospect).owner);
        let window = window(self, life, source.as_deref(), workdays)?;
        let earliest = workdays.add(window.from, window.wait?)?;
        Some(earliest).filter(|earliest| earliest.time.is_some())
    }

    /// Says whether a nurture touch is so long overdue that nobody thinks of it any more.
    #[must_use]
    pub fn has_lapsed(&self, life: &Life<'_>) -> bool {
        let outlook = &life.outlook;
        let grace = last_day_of_grace(self, outlook);
        self.is_nurture(life.state.phase)
            && outlook.overdue > 0
            && !outlook.promised
            && !outlook.replies
            && outlook.status != Status::Dead
            && grace.is_some_and(|grace| self.today.day > grace)
    }
}

/// The last day before an overdue prospect is dead.
fn last_day_of_grace(timeline: &Timeline<'_>, outlook: &Outlook) -> Option<Day> {
    let last_day = Moment::day(outlook.last_day?);
    let workdays = timeline.settings.calendar.for_all();
    Some(workdays.add(last_day, timeline.settings.dead_after)?.day)
}

/// The day on which it died, if it did: the one after `dead_after` has passed.
fn died_on(timeline: &Timeline<'_>, life: &Life<'_>, outlook: &Outlook, today: Day) -> Option<Day> {
    let grace = last_day_of_grace(timeline, outlook)?;
    let promised = life.promises.latest() >= Some(today);
    (!promised && today > grace).then(|| grace.plus_days(1))
}

fn status(
    timeline: &Timeline<'_>,
    life: &Life<'_>,
    outlook: &Outlook,
    died: bool,
    today: Day,
) -> Status {
    let state = &life.state;
    let deferred = || {
        life.promises
            .open_but_plans()
            .any(|promise| promise.kind == PromiseKind::Later && promise.day > today)
    };
    let nurture = timeline.is_nurture(state.phase);
    match state.answer {
        Some(Answer::Stop) => Status::Stopped,
        None if state.won_before && !state.begun => Status::Won,
        Some(Answer::Lost) if !state.revived => Status::Lost,
        Some(Answer::Dropped) if !state.revived => Status::Dropped,
        _ if deferred() => Status::Deferred,
        _ if nurture => Status::Nurture,
        _ if died => Status::Dead,
        _ if !state.touched => Status::New,
        _ if outlook.due.is_none() && used_up(timeline, life) => Status::Finished,
        _ => Status::Active,
    }
}
