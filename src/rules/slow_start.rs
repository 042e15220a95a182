//! The first touch of a lead came late, counted from the day on which the lead arrived.
//!
//! The clock starts at `since`, and runs for the first step of the cadence, or for what
//! `first_response` in touchline.yaml wants of this source. Minutes and hours run in office hours
//! alone, and wait for nobody's day off.
//!
//! # Why it matters
//!
//! Somebody has just asked: never again will they think of you as they do now. Of all that is
//! said about follow-up, the fast first answer is the one that studies bear out. Call first, and
//! prepare the long answer afterwards.
//!
//! # Example
//!
//! ```yaml
//! first_response: {website: 1h}
//! ```
//!
//! ```touch
//! ; today 2026-03-03
//! prospect Acme Corp
//!     since: 2026-03-02 09:00
//!     source: website
//!
//! 2026-03-02 15:30 call Acme Corp -> no-answer
//! ```
//!
//! # Instead
//!
//! ```yaml
//! first_response: {website: 1h}
//! ```
//!
//! ```touch
//! ; today 2026-03-03
//! prospect Acme Corp
//!     since: 2026-03-02 09:00
//!     source: website
//!
//! 2026-03-02 09:20 call Acme Corp -> no-answer
//! ```

use super::late_touch::{Lateness, report_late};
use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject, Words};
use crate::wording::duration;

pub(super) const RULE: Rule = Rule {
    name: "slow-start",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("slow_start.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    report_late(subject, sink, Lateness::Start, |late| {
        Words::new(format!(
            "{} came on {}, {}, within {} of the lead's arrival on {}",
            late.who,
            late.came,
            late.by,
            duration(late.window.within),
            late.window.from
        ))
        .help("a new lead goes before everything else on the list: a short call now, the long answer later")
    });
}
