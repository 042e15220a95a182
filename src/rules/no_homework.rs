//! A talk left no homework for both sides.
//!
//! Off, unless the settings give it a level. Then it is reported where somebody was reached, or
//! took a step, and the touch has no homework for `me`, or none for `them`; done or not.
//!
//! # Why it matters
//!
//! Whoever does something for it wants it. A prospect who counts last quarter's leads before the
//! next call has begun to buy; one who will not has told you as much. And yours shows that you
//! keep your word.
//!
//! # Example
//!
//! ```yaml
//! rules: {no-homework: notice}
//! ```
//!
//! ```touch
//! ; today 2026-03-04
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 call Acme Corp -> reached
//!     n: 2026-03-10 call
//!     [ ] me 2026-03-06 send the case study
//! ```
//!
//! # Instead
//!
//! ```yaml
//! rules: {no-homework: notice}
//! ```
//!
//! ```touch
//! ; today 2026-03-04
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 call Acme Corp -> reached
//!     n: 2026-03-10 call
//!     [ ] me 2026-03-06 send the case study
//!     [ ] them 2026-03-09 count last quarter's leads
//! ```

use super::{Check, Rule};
use crate::finding::Kind;
use crate::inspection::{At, Sink, Subject, Words};
use crate::syntax::TouchFlags;
use crate::timeline::Part;

pub(super) const RULE: Rule = Rule {
    name: "no-homework",
    level: None,
    kind: Kind::History,
    page: include_str!("no_homework.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    for step in &subject.life.moves {
        let flags = step.touch.touch.flags;
        let for_whom = match (
            flags.has(TouchFlags::HOMEWORK_ME),
            flags.has(TouchFlags::HOMEWORK_THEM),
        ) {
            (true, true) => continue,
            (true, false) => "them",
            (false, true) => "me",
            (false, false) => "either side",
        };
        if step.part == Part::PassedOver || !step.effect.is_talk() {
            continue;
        }
        let at = At::new(|| subject.timeline.date_place(step.touch))
            .of(subject.life.prospect)
            .on(step.touch.touch.day);
        sink.at(at, || {
            Words::new(format!(
                "{} on {} left no homework for {for_whom}",
                subject.timeline.name_touch(step),
                step.touch.touch.day
            ))
            .help("agree on something small for each, as in `[ ] them 2026-03-09 count the leads`")
        });
    }
}
