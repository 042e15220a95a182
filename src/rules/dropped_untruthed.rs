//! A prospect who had gone silent was dropped without a call to learn the truth.
//!
//! It speaks of `-> dropped` in the cadence `silent-treatment`, where no touch since it began was made
//! by phone.
//!
//! # Why it matters
//!
//! They spoke with you, and then they stopped: something happened, and only they know what. A call
//! that makes it safe to say no either revives the deal or ends it honestly, and teaches you what to
//! do better. An email is easy to ignore, as you have seen.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-04-01
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-02 call Acme Corp -> reached
//! 2026-03-05 email Acme Corp
//! 2026-03-09 email Acme Corp
//! 2026-03-13 email Acme Corp
//! 2026-03-17 email Acme Corp -> dropped: no answer
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-04-01
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-02 call Acme Corp -> reached
//! 2026-03-05 email Acme Corp
//! 2026-03-09 email Acme Corp
//! 2026-03-13 email Acme Corp
//! 2026-03-17 call Acme Corp -> voicemail
//! 2026-03-19 email Acme Corp -> dropped: no answer
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};
use crate::settings::{Effect, MediumId};
use crate::timeline::Part;

pub(super) const RULE: Rule = Rule {
    name: "dropped-untruthed",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("dropped_untruthed.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    if !life.moves.iter().any(|step| step.effect == Effect::Dropped) {
        return;
    }
    let mut phase = None;
    let mut called = false;
    for step in &life.moves {
        if !matches!(step.part, Part::Step | Part::Courtesy) {
            continue;
        }
        if step.phase != phase {
            (phase, called) = (step.phase, false);
        }
        called |= step.medium == MediumId::PHONE;
        let silent = step
            .phase
            .is_some_and(|phase| timeline.is_cadence(phase, "silent-treatment"));
        if step.effect == Effect::Dropped && silent && !called {
            let place = || timeline.outcome_place(step.touch);
            let day = step.touch.touch.day;
            sink.at(At::new(place).of(life.prospect).on(day), || {
                Words::new(format!(
                    "dropped at {} on {day}, and nobody called to learn the truth",
                    timeline.name_touch(step)
                ))
                .help("call once more, and make it safe to say no, before you let go")
            });
        }
        // The touch that led to a cadence came before it.
        if step.entered {
            (phase, called) = (step.phase_after, false);
        }
    }
}
