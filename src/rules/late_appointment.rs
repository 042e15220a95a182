//! We came late to an appointment.
//!
//! It looks at the outbound touches on the date of an appointment (`booked` with a time, or a planned
//! touch with one) that lie within an hour of its time: where the earliest of them comes after it,
//! that many minutes were lost. Courtesies are passed over, and so is what was moved or cancelled,
//! or what the prospect kept by calling first.
//!
//! # Why it matters
//!
//! Be there on the minute: it is the one thing of a call that you decide alone. Four minutes late,
//! and the first thing they hear is an apology; ten, and they are in another meeting. Dial while
//! the clock turns, and you open as somebody who does what was said.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-17
//! prospect Acme Corp
//!     since: 2026-03-12
//!
//! 2026-03-12 call Acme Corp -> booked 2026-03-16 09:00: demo with the owner
//! 2026-03-13 email Acme Corp #reminder
//! 2026-03-16 09:04 call Acme Corp -> reached
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-17
//! prospect Acme Corp
//!     since: 2026-03-12
//!
//! 2026-03-12 call Acme Corp -> booked 2026-03-16 09:00: demo with the owner
//! 2026-03-13 email Acme Corp #reminder
//! 2026-03-16 09:00 call Acme Corp -> reached
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};

pub(super) const RULE: Rule = Rule {
    name: "late-appointment",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("late_appointment.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    for late in timeline.late_arrivals(life) {
        let step = &life.moves[late.at as usize];
        let place = || timeline.time_place(step.touch);
        let at = At::new(place).of(life.prospect).on(step.touch.touch.day);
        sink.at(at, || {
            let appointment = late.appointment;
            let time = appointment
                .time
                .map_or_else(String::new, |time| format!(" {time}"));
            let minutes = match late.minutes {
                1 => "1 minute".to_owned(),
                minutes => format!("{minutes} minutes"),
            };
            Words::new(format!(
                "{minutes} late: {} was to come on {}{time}",
                timeline.name_touch(step),
                appointment.day
            ))
            .help("be there on the minute; if it must be later, say so before it begins")
            .note("the appointment", timeline.promise_place(life, appointment))
        });
    }
}
