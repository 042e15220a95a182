//! A prospect was dropped, and nobody wrote down why.
//!
//! It speaks of an outcome that drops (`dropped`, `disqualified`) without a detail after a colon.
//!
//! # Why it matters
//!
//! In a year somebody finds them again, and the reason is all that they will want to know. And the
//! reasons together tell where your leads come from that lead nowhere. One word is enough: `too
//! small`, `no budget`, `competitor`.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-12
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 call Acme Corp -> reached
//! 2026-03-06 call Acme Corp -> dropped
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-12
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 call Acme Corp -> reached
//! 2026-03-06 call Acme Corp -> dropped: they have no sales team
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};
use crate::settings::Effect;
use crate::syntax::TouchFlags;
use crate::timeline::Part;

pub(super) const RULE: Rule = Rule {
    name: "dropped-without-reason",
    level: Some(Level::Warning),
    kind: Kind::History,
    page: include_str!("dropped_without_reason.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    for step in &life.moves {
        let flags = step.touch.touch.flags;
        if step.effect != Effect::Dropped
            || step.part == Part::PassedOver
            || flags.has(TouchFlags::DETAIL)
            || flags.has(TouchFlags::FAULTY_OUTCOME)
        {
            continue;
        }
        let place = || timeline.outcome_place(step.touch);
        let day = step.touch.touch.day;
        sink.at(At::new(place).of(life.prospect).on(day), || {
            let word = timeline.journal.text(place());
            Words::new(format!(
                "dropped without a reason, at {} on {day}",
                timeline.name_touch(step)
            ))
            .help(format!("say why in a word or two: `-> {word}: too small`"))
        });
    }
}
