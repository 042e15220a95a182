//! A step of the cadence is overdue, and nobody promised anything else.
//!
//! Reported where the next touch was due before today and no promise is what is overdue: that is
//! `broken-promise`'s to say, or `missed-deferral`'s, or `missed-appointment`'s. Where the
//! prospect waits for an answer, `slow-reply` says so instead; in nurture it is
//! `nurture-lapsed`, and once nobody is at it any more, `gave-up` or `went-dead`.
//!
//! # Why it matters
//!
//! The sale is in the touches that nobody feels like making. A day late is nothing; but the list
//! that is a day late today is the list that is given up next month. Begin the day here, before
//! the inbox does it for you.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-13
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 email Acme Corp
//! 2026-03-05 call Acme Corp -> no-answer
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-13
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 email Acme Corp
//! 2026-03-05 call Acme Corp -> no-answer
//! 2026-03-09 linkedin Acme Corp
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};
use crate::timeline::Status;
use crate::wording::days;

pub(super) const RULE: Rule = Rule {
    name: "overdue",
    level: Some(Level::Warning),
    kind: Kind::State,
    page: include_str!("overdue.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    if is_cadences_alone(subject)
        && life.outlook.status != Status::Dead
        && !timeline.is_nurture(life.state.phase)
    {
        let at = At::new(|| subject.last_touch_or_prospect()).of(life.prospect);
        sink.at(at, || words(subject));
    }
}

/// Says whether something is overdue, and it is neither a promise nor an owed answer.
pub(super) fn is_cadences_alone(subject: &Subject<'_, '_>) -> bool {
    let outlook = &subject.life.outlook;
    outlook.overdue > 0 && !outlook.promised && !outlook.replies
}

/// What is overdue, since when, and what to do; `nurture-lapsed` says it in the same words.
pub(super) fn words(subject: &Subject<'_, '_>) -> Words {
    let Subject { timeline, life } = *subject;
    let (state, outlook) = (&life.state, &life.outlook);
    let cadence = state.phase.map(|phase| timeline.settings.cadence_of(phase));
    let step = match cadence {
        Some(cadence) if cadence.every().is_some() => format!(" ({})", cadence.name),
        Some(cadence) => format!(
            " ({}, step {} of {})",
            cadence.name,
            state.step + 1,
            cadence.steps().len()
        ),
        None => String::new(),
    };
    let due = outlook.due.map_or(timeline.today.day, |due| due.day);
    let since = match life.last_move() {
        Some(last) => format!("; the last touch was on {}", last.touch.touch.day),
        None => String::new(),
    };
    Words::new(format!(
        "touch {}{step} was due on {due}, {} ago{since}",
        state.touches + 1,
        days(i64::from(outlook.overdue)),
    ))
    .help("make it today, or write down what else was agreed: `n: DATE …`, or `-> later DATE`")
}
