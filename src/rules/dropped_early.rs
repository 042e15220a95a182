//! A prospect was dropped after a touch or two, before anybody spoke.
//!
//! It speaks of `-> dropped` at a touch whose number is not above `give_up_touch` (2, unless the
//! settings say otherwise), where nobody engaged in this pursuit.
//!
//! # Why it matters
//!
//! Two unanswered touches say nothing about them; they were busy. Whoever has not spoken with anybody
//! cannot know that there is no need. Drop whom you have spoken with and found unfit; the others get
//! the whole cadence.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-12
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 call Acme Corp -> voicemail
//! 2026-03-06 email Acme Corp -> dropped: no answer
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-12
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 call Acme Corp -> voicemail
//! 2026-03-06 call Acme Corp -> reached
//! 2026-03-09 email Acme Corp -> dropped: they have no sales team
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};
use crate::settings::Effect;
use crate::timeline::Part;

pub(super) const RULE: Rule = Rule {
    name: "dropped-early",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("dropped_early.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    let give_up_touch = timeline.settings.give_up_touch;
    // The pursuit in which somebody spoke last.
    let mut spoken = 0;
    for step in life.moves.iter().filter(|step| step.part == Part::Step) {
        if step.effect.is_talk() {
            spoken = step.pursuit;
        }
        let dropped = step.effect == Effect::Dropped
            && step.number <= give_up_touch
            && step.pursuit != spoken;
        if !dropped {
            continue;
        }
        let place = || timeline.outcome_place(step.touch);
        let day = step.touch.touch.day;
        sink.at(At::new(place).of(life.prospect).on(day), || {
            let after = match step.number {
                0 => "without a touch".to_owned(),
                _ if step.outbound => format!("at {}", timeline.name_touch(step)),
                number => format!("after touch {number}"),
            };
            Words::new(format!("dropped {after} on {day}, before anybody spoke"))
                .help("go on with the cadence until somebody answers, then decide")
        });
    }
}
