//! Homework that is not ticked is past its date.
//!
//! Ours (`[ ] me DATE …`) is a warning, theirs (`[ ] them DATE …`) a notice. It stands until the
//! box is ticked or the date is moved, and is silent where they said no, asked us to stop, or we
//! dropped them.
//!
//! # Why it matters
//!
//! "I shall send it on Friday" is the first thing that they can hold you to, long before the
//! product. And where theirs is late, ask: that is a reason to call, and the answer tells how much
//! they want it.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-10
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 call Acme Corp -> reached
//!     n: 2026-03-12 call
//!     [ ] me 2026-03-06 send the case study
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-10
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 call Acme Corp -> reached
//!     n: 2026-03-12 call
//!     [x] me 2026-03-06 send the case study
//! ```

use super::{Check, Rule};
use crate::calendar::days_between;
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};
use crate::journal::Journal;
use crate::syntax::{DetailKind, HomeworkOf};
use crate::wording::days;

pub(super) const RULE: Rule = Rule {
    name: "late-homework",
    level: Some(Level::Warning),
    kind: Kind::State,
    page: include_str!("late_homework.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    if life.state.answer.is_some() {
        return;
    }
    let today = timeline.today.day;
    for touch in timeline.touches_with_homework(life) {
        for detail in timeline.journal.details(touch) {
            let DetailKind::Homework {
                who,
                done: false,
                day: Some(day),
            } = detail.kind
            else {
                continue;
            };
            if day >= today {
                continue;
            }
            let at = At::new(|| Journal::place(touch, detail.span)).of(life.prospect);
            let (at, whose, help) = match who {
                HomeworkOf::Me => (
                    at,
                    "yours",
                    "do it today and tick it, `[x]`; or tell them the new date, and write that here",
                ),
                HomeworkOf::Them => (
                    at.as_level(Level::Notice),
                    "theirs",
                    "ask how it goes: it is a good reason to call",
                ),
            };
            sink.at(at, || {
                let made = if touch.touch.is_planned() {
                    "the touch planned for"
                } else {
                    "the touch of"
                };
                Words::new(format!(
                    "homework of {whose}, from {made} {}, was due on {day}, {} ago",
                    touch.touch.day,
                    days(days_between(day, today))
                ))
                .help(help)
            });
        }
    }
}
