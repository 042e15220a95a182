//! All calls after a missed appointment are made: time to ask whether to stop.
//!
//! It speaks of a prospect in the cadence `persistent` whose next step is the last one, as long as
//! nothing is overdue there; then `overdue` speaks.
//!
//! # Why it matters
//!
//! You have called as somebody who wants to help, and they are still silent. A short message that
//! offers to stop costs them nothing, takes the pressure off, and is answered more often than all the
//! calls before it. Offer it once, and keep to what they say.
//!
//! # Example
//!
//! ```yaml
//! cadences:
//!   persistent:
//!     steps: [{within: 1d, by: [phone]}, {within: 4bd}]
//!     on: {exhausted: quarterly}
//! ```
//!
//! ```touch
//! ; today 2026-03-18
//! prospect Acme Corp
//!     since: 2026-03-13
//!
//! 2026-03-13 call Acme Corp -> booked 2026-03-16 09:00: demo with the owner
//! 2026-03-16 09:00 call Acme Corp -> no-show
//! 2026-03-17 call Acme Corp -> voicemail
//! ```
//!
//! # Instead
//!
//! ```yaml
//! cadences:
//!   persistent:
//!     steps: [{within: 1d, by: [phone]}, {within: 4bd}]
//!     on: {exhausted: quarterly}
//! ```
//!
//! ```touch
//! ; today 2026-03-18
//! prospect Acme Corp
//!     since: 2026-03-13
//!
//! 2026-03-13 call Acme Corp -> booked 2026-03-16 09:00: demo with the owner
//! 2026-03-16 09:00 call Acme Corp -> no-show
//! 2026-03-17 call Acme Corp -> voicemail
//! 2026-03-18 email Acme Corp
//!     subject: Shall I stop calling?
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};

pub(super) const RULE: Rule = Rule {
    name: "ask-to-stop",
    level: Some(Level::Notice),
    kind: Kind::State,
    page: include_str!("ask_to_stop.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    if life.outlook.overdue > 0 || !timeline.is_in(life, "persistent") {
        return;
    }
    let phase = life
        .state
        .phase
        .map(|phase| timeline.settings.cadence_of(phase));
    let steps = phase.map_or(0, |cadence| cadence.steps().len());
    if life.state.step as usize + 1 != steps {
        return;
    }
    let at = At::new(|| subject.last_touch_or_prospect()).of(life.prospect);
    sink.at(at, || {
        let due = life
            .outlook
            .due
            .map_or_else(String::new, |due| format!(", by {due}"));
        Words::new(format!(
            "touch {} was step {} of {steps} of persistent: time to ask whether to stop{due}",
            life.state.touches, life.state.step
        ))
        .help("one short message: shall I stop? Then keep to what they say")
    });
}
