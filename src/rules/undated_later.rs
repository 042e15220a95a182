//! They asked for later, and no date is written down.
//!
//! It speaks of an outcome that defers (`later`, `not-now`) without a date, a month, a quarter or a
//! year. Then `later_default` decides, three months unless the settings say otherwise.
//!
//! # Why it matters
//!
//! "Later" without a date is a polite no, or a question that you did not ask: when? Ask it while they
//! are on the line. Even "in the autumn" is a quarter that you can write down; your guess is not
//! theirs.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-04
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 call Acme Corp -> later: the budget is frozen
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-04
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 call Acme Corp -> later 2026-Q4: the budget is frozen
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};
use crate::settings::Effect;
use crate::syntax::{DetailKind, TouchFlags};
use crate::timeline::Part;
use crate::wording::duration;

pub(super) const RULE: Rule = Rule {
    name: "undated-later",
    level: Some(Level::Warning),
    kind: Kind::History,
    page: include_str!("undated_later.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    for step in &life.moves {
        let flags = step.touch.touch.flags;
        if step.effect != Effect::Later
            || step.part == Part::PassedOver
            || flags.has(TouchFlags::FAULTY_OUTCOME)
        {
            continue;
        }
        let mut details = timeline.journal.details(step.touch).iter();
        if details.any(|detail| matches!(detail.kind, DetailKind::Later { .. })) {
            continue;
        }
        let place = || timeline.outcome_place(step.touch);
        let day = step.touch.touch.day;
        sink.at(At::new(place).of(life.prospect).on(day), || {
            let word = timeline.journal.text(place());
            let wait = duration(timeline.settings.later_default);
            Words::new(format!(
                "{} on {day} says later, and no date is written down",
                timeline.name_touch(step)
            ))
            .help(format!(
                "add the date, month or quarter: `-> {word} 2027-Q1`; without one it is in {wait}"
            ))
        });
    }
}
