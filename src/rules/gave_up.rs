//! A prospect was given up, after a touch or two.
//!
//! A prospect is dead when something was due, nothing was done for another `dead_after` (30 days)
//! after that, and no promise lies ahead. Early is at touch `give_up_touch` (2) or before; later it
//! is `went-dead`. `touchline dead` lists them, with what they were worth. Who died longer ago than
//! `look_back` is counted, and `check --all` shows them.
//!
//! # Why it matters
//!
//! Nobody decided to stop: it just did not happen again. They did not say no; they have not heard
//! from you often enough to say anything. The work of finding them is done and paid for, and the
//! third call costs five minutes. Call, or write down why not.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-04-20
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-02 call Acme Corp -> voicemail
//! 2026-03-05 email Acme Corp
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-04-20
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-02 call Acme Corp -> voicemail
//! 2026-03-05 email Acme Corp
//! 2026-03-09 call Acme Corp -> reached
//! 2026-03-11 < email Acme Corp -> later 2026-06: after their move
//! ```

use super::{Check, Rule};
use crate::calendar::days_between;
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};
use crate::timeline::Status;
use crate::wording::days;

pub(super) const RULE: Rule = Rule {
    name: "gave-up",
    level: Some(Level::Warning),
    kind: Kind::State,
    page: include_str!("gave_up.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let touches = subject.life.state.touches;
    if subject.life.outlook.status == Status::Dead
        && touches <= subject.timeline.settings.give_up_touch
    {
        report_death(subject, sink, "given up");
    }
}

/// Reports a dead prospect, in the words of this rule or of `went-dead`.
pub(super) fn report_death(subject: &Subject<'_, '_>, sink: &mut Sink<'_>, what: &str) {
    let Subject { timeline, life } = *subject;
    let Some(since) = life.outlook.dead_since else {
        return;
    };
    let place = || match life.state.touches {
        0 => timeline.journal.prospect(life.prospect).name,
        _ => subject.last_touch_or_prospect(),
    };
    let at = At::new(place).of(life.prospect).on(since);
    sink.at(at, || {
        let touches = life.state.touches;
        let cadence = life
            .state
            .phase
            .map(|phase| timeline.settings.cadence_of(phase));
        let of = cadence.map_or(0, |cadence| cadence.steps().len());
        let of = if of > 0 && life.state.step == touches {
            format!(" of {of}")
        } else {
            String::new()
        };
        let last = life.last_move().map_or_else(
            || life.since.map(|since| since.day),
            |last| Some(last.touch.touch.day),
        );
        let since = last.map_or(0, |last| days_between(last, timeline.today.day));
        let after = if touches == 0 {
            "without a touch".to_owned()
        } else {
            format!("after touch {touches}{of}")
        };
        Words::new(format!("{what} {after}, {} ago", days(since))).help(
            "touch them again, or say why not: `-> dropped: reason`, or a `later` with their date",
        )
    });
}
