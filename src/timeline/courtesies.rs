//! Reminders before appointments, and thanks after first talks.

use super::life::{Life, Move, Part};
use super::{Promise, PromiseKind, Timeline};
use crate::calendar::{Day, Duration, Unit};
use crate::settings::{Effect, MediumId};
use crate::syntax::TouchFlags;

/// A first talk, and what came of the thanks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thanks {
    /// The talk, by its place among the moves.
    pub talk: u32,
    /// The last day on which thanks are in time.
    pub by: Day,
    /// Whether they were given by then.
    pub given: bool,
    /// Whether a stop came by then, so that they were not to be given.
    pub stopped: bool,
}

/// Two business days: how far ahead an appointment is made that wants a reminder, and how soon
/// thanks are wanted.
const TWO_DAYS: Duration = Duration::new(2, Unit::BusinessDays);

/// Says whether something reminded of an appointment: an outbound email or text, or a
/// `#reminder`, from the business day before it to its own time.
#[must_use]
pub fn reminded(timeline: &Timeline<'_>, life: &Life<'_>, appointment: &Promise) -> bool {
    let Some(from) = timeline.settings.calendar.for_all().before(appointment.day) else {
        return false;
    };
    let reminds = |step: &Move<'_>| {
        let touch = step.touch.touch;
        let in_time = touch.day < appointment.day
            || touch
                .time()
                .is_none_or(|time| appointment.time.is_none_or(|at| time <= at));
        let written = matches!(step.medium, MediumId::EMAIL | MediumId::TEXT);
        in_time && ((step.outbound && written) || touch.flags.has(TouchFlags::REMINDER))
    };
    let after = appointment.made_by.map_or(0, |at| at as usize + 1);
    let first = life
        .moves
        .partition_point(|step| step.touch.touch.day < from);
    life.moves[first.max(after).min(life.moves.len())..]
        .iter()
        .take_while(|step| step.touch.touch.day <= appointment.day)
        .any(reminds)
}

impl<'j> Timeline<'j> {
    /// Says whether an appointment wants a reminder: booked, two or more business days ahead.
    #[must_use]
    pub fn wants_reminder(&self, life: &Life<'j>, promise: &Promise) -> bool {
        let Some(made_by) = promise.made_by else {
            return false;
        };
        let made = life.moves[made_by as usize].touch.touch.moment();
        let earliest = self.settings.calendar.for_all().add(made, TWO_DAYS);
        promise.kind == PromiseKind::Booked
            && promise.time.is_some()
            && earliest.is_some_and(|earliest| earliest.day <= promise.day)
    }

    /// The bookings up to the next business day that want a reminder and had none yet. One on a
    /// day off before it is among them: today is the last day on which somebody is at work.
    pub fn to_remind<'a>(&'a self, life: &'a Life<'j>) -> impl Iterator<Item = &'a Promise> {
        let today = self.today.day;
        let next = self.settings.calendar.for_all().after(today);
        life.open_promises().filter(move |promise| {
            promise.day > today
                && next.is_some_and(|next| promise.day <= next)
                && self.wants_reminder(life, promise)
                && !reminded(self, life, promise)
        })
    }

    /// The first talk of each pursuit, with what came of the thanks for it.
    #[must_use]
    pub fn thanks(&self, life: &Life<'j>) -> Vec<Thanks> {
        let mut talks: Vec<usize> = Vec::new();
        let mut pursuit = 0;
        for (at, step) in life.moves.iter().enumerate() {
            let first_talk =
                step.part == Part::Step && step.pursuit != pursuit && self.deserves_thanks(step);
            if first_talk {
                pursuit = step.pursuit;
                talks.push(at);
            }
        }
        if talks.is_empty() {
            return Vec::new();
        }
        // From the last touch back, so that the thanks and the stop next after a talk are known.
        let mut thanks: Vec<Thanks> = Vec::new();
        let (mut given, mut stop) = (None, None);
        for (at, step) in life.moves.iter().enumerate().rev() {
            if talks.last() == Some(&at) {
                talks.pop();
                thanks.extend(self.thanks_for(life, at, given, stop));
            }
            let touch = step.touch.touch;
            let thanked =
                Some(touch.channel) == self.words.card || touch.flags.has(TouchFlags::THANKS);
            if step.outbound && thanked {
                given = Some(touch.day);
            }
            if step.effect == Effect::Stop {
                stop = Some(touch.day);
            }
        }
        thanks.reverse();
        thanks
    }

    /// Says whether a touch is a talk that one says thanks for.
    fn deserves_thanks(&self, step: &Move<'j>) -> bool {
        match step.medium {
            MediumId::IN_PERSON | MediumId::VIDEO => step.effect.is_talk(),
            MediumId::PHONE => {
                step.effect == Effect::Advanced || step.touch.touch.outcome == self.words.interested
            }
            _ => false,
        }
    }

    /// What came of the thanks for a talk, with the days of the thanks and of the stop next
    /// after it.
    fn thanks_for(
        &self,
        life: &Life<'j>,
        talk: usize,
        given: Option<Day>,
        stop: Option<Day>,
    ) -> Option<Thanks> {
        let day = life.moves[talk].touch.touch.moment();
        let by = self.settings.calendar.for_all().add(day, TWO_DAYS)?.day;
        let in_time = |day: Option<Day>| day.is_some_and(|day| day <= by);
        Some(Thanks {
            talk: talk as u32,
            by,
            given: in_time(given),
            stopped: in_time(stop),
        })
    }
}
