//! A call was made, and it is not written down whether anybody was reached.
//!
//! It speaks of an outbound touch by phone without an outcome. It counts as unanswered.
//!
//! # Why it matters
//!
//! A call ends in one of a few ways, and the next step is another after each: a voicemail wants an
//! email, a busy line wants ten minutes, a talk wants a date. Write the word while you hang up; by
//! tomorrow you will not know.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-04
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 call Acme Corp
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-04
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 call Acme Corp -> voicemail
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};
use crate::settings::MediumId;
use crate::syntax::TouchFlags;
use crate::timeline::Part;

pub(super) const RULE: Rule = Rule {
    name: "missing-outcome",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("missing_outcome.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    for step in &life.moves {
        let flags = step.touch.touch.flags;
        if !step.outbound
            || step.part == Part::PassedOver
            || step.medium != MediumId::PHONE
            || flags.has(TouchFlags::OUTCOME)
            || flags.has(TouchFlags::FAULTY_OUTCOME)
        {
            continue;
        }
        let place = || timeline.channel_place(step.touch);
        let day = step.touch.touch.day;
        sink.at(At::new(place).of(life.prospect).on(day), || {
            Words::new(format!(
                "{} on {day} does not say whether anybody was reached",
                timeline.name_touch(step)
            ))
            .help("add how it ended: `-> reached`, `-> voicemail`, `-> no-answer`; until then it counts as unanswered")
        });
    }
}
