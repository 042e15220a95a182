//! A prospect asked to be called later, and the day passed without a touch.
//!
//! It speaks of `-> later`, once three business days more than the date that was named are past;
//! where that was a month, a quarter or a year, they count from its last day. As long as nobody is back it is a warning; once
//! somebody came too late it is a notice, dated by that touch. A `later` without a date counts from
//! the touch by `later_default`.
//!
//! # Why it matters
//!
//! "Not now, call me in September" is the most valuable thing that a prospect can say short of yes:
//! they named the day on which they will listen. Whoever calls on that day is the only one who took
//! them at their word. Whoever forgets has to begin from nothing, against somebody who did not.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-09-14
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-02 call Acme Corp -> later 2026-09-01: the budget is frozen until then
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-09-14
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-02 call Acme Corp -> later 2026-09-01: the budget is frozen until then
//! 2026-09-02 call Acme Corp -> reached
//! ```

use super::broken_promise;
use super::{Check, Rule};
use crate::calendar::{Duration, Moment, Unit};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};
use crate::timeline::PromiseKind;

pub(super) const RULE: Rule = Rule {
    name: "missed-deferral",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("missed_deferral.rs"),
    check: Check::Life(check),
};

/// How long after the day that they named one is still in time.
const GRACE: Duration = Duration::new(3, Unit::BusinessDays);

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    let workdays = timeline.settings.calendar.for_all();
    for missed in timeline.missed(life) {
        let promise = missed.promise;
        if promise.kind != PromiseKind::Later {
            continue;
        }
        let came = missed.closed_by.map_or(timeline.today.day, |at| {
            life.moves[at as usize].touch.touch.day
        });
        let grace = workdays.add(Moment::day(promise.last), GRACE);
        if grace.is_some_and(|grace| came > grace.day) {
            let advice = "call them as they asked, and begin with why they wanted to wait";
            broken_promise::report(subject, missed, sink, advice);
        }
    }
}
