//! Nothing reminded them of an appointment.
//!
//! It speaks of a `booked` appointment with a time, made two or more business days ahead, that was
//! kept or missed. An outbound email or text, or a touch tagged `#reminder`, from the business day
//! before it up to its own time is a reminder. What was moved or cancelled wants none.
//!
//! # Why it matters
//!
//! Half of the no-shows are no refusals: the day filled up, and the appointment slipped. Two lines the
//! day before, with the hour, the agenda and how many minutes you need, put it back at the top. It is
//! the cheapest touch of the whole pursuit.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-17
//! prospect Acme Corp
//!     since: 2026-03-09
//!
//! 2026-03-09 call Acme Corp -> booked 2026-03-16 09:00: demo with the owner
//! 2026-03-16 09:00 call Acme Corp -> no-show
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-17
//! prospect Acme Corp
//!     since: 2026-03-09
//!
//! 2026-03-09 call Acme Corp -> booked 2026-03-16 09:00: demo with the owner
//! 2026-03-13 email Acme Corp #reminder
//! 2026-03-16 09:00 call Acme Corp -> reached
//! ```

use super::{Check, Rule};
use crate::calendar::days_between;
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};
use crate::timeline::{Fate, Promise, reminded};
use crate::wording::days;

pub(super) const RULE: Rule = Rule {
    name: "no-reminder",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("no_reminder.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    for promise in &life.promises.all {
        let date = match promise.fate {
            Fate::Kept(at) | Fate::Broken(at) => life.moves[at as usize].touch.touch.day,
            Fate::Open if promise.day <= timeline.today.day => promise.day,
            Fate::Open | Fate::CalledOff(_) | Fate::Ended => continue,
        };
        if !timeline.wants_reminder(life, promise) || reminded(timeline, life, promise) {
            continue;
        }
        let place = || timeline.promise_place(life, promise);
        let at = At::new(place).of(life.prospect).on(date);
        sink.at(at, || words(subject, promise));
    }
}

fn words(subject: &Subject<'_, '_>, promise: &Promise) -> Words {
    let Subject { timeline, life } = *subject;
    let time = promise
        .time
        .map_or_else(String::new, |time| format!(" {time}"));
    let made_by = promise.made_by.map(|at| &life.moves[at as usize]);
    let made = made_by.map_or_else(String::new, |step| {
        let days = days(days_between(step.touch.touch.day, promise.day));
        format!(", booked {days} ahead by {}", timeline.name_touch(step))
    });
    let words = Words::new(format!(
        "nothing reminded them of the appointment on {}{time}{made}",
        promise.day
    ));
    let before = timeline.settings.calendar.for_all().before(promise.day);
    match before {
        Some(before) => words.help(format!(
            "an email or a text on {before} would have; tag it #reminder"
        )),
        None => words,
    }
}
