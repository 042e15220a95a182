//! An appointment with a time went by without a touch.
//!
//! It speaks of `booked DATE TIME`, and of a planned touch with a time. A touch on its date keeps it
//! if it has no time; one by phone, video or in person from an hour before it; any other not before
//! it. As long as nothing came it is a warning; once a touch came on a later day it is a notice,
//! dated by that touch. What was moved or cancelled was not missed.
//!
//! # Why it matters
//!
//! An appointment is the scarcest thing in selling: somebody kept half an hour free for you. If they
//! were not there, that is a no-show, and the first call belongs in the next ten minutes. If you were
//! not there, apologize today; each day of silence tells them what you think of their time.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-20
//! prospect Acme Corp
//!     since: 2026-03-09
//!
//! 2026-03-09 call Acme Corp -> booked 2026-03-16 09:00: demo with the owner
//! 2026-03-13 email Acme Corp #reminder
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-20
//! prospect Acme Corp
//!     since: 2026-03-09
//!
//! 2026-03-09 call Acme Corp -> booked 2026-03-16 09:00: demo with the owner
//! 2026-03-13 email Acme Corp #reminder
//! 2026-03-16 09:00 call Acme Corp -> no-show
//! ```

use super::broken_promise;
use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "missed-appointment",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("missed_appointment.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    for missed in timeline.missed(life) {
        if missed.promise.is_appointment() {
            let advice =
                "if it took place, write down how; if not, call at once and offer a new time";
            broken_promise::report(subject, missed, sink, advice);
        }
    }
}
