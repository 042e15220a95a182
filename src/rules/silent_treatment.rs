//! They spoke with us, and then stopped answering.
//!
//! It speaks of a prospect in the cadence `silent-treatment`, as long as nothing is overdue there;
//! then `overdue` speaks.
//!
//! # Why it matters
//!
//! Silence after a good talk is an answer that they find hard to say: the budget went, a competitor
//! came, the contact left. Call, take the blame, and make it safe to say no. You get the truth, and
//! often the deal; another email gets neither.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-16
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-02 call Acme Corp -> reached
//! 2026-03-05 email Acme Corp
//! 2026-03-09 email Acme Corp
//! 2026-03-13 email Acme Corp
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-17
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-02 call Acme Corp -> reached
//! 2026-03-05 email Acme Corp
//! 2026-03-09 email Acme Corp
//! 2026-03-13 email Acme Corp
//! 2026-03-16 call Acme Corp -> reached
//!     next: 2026-03-20 send the new outline
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};
use crate::timeline::{Life, Status};

pub(super) const RULE: Rule = Rule {
    name: "silent-treatment",
    level: Some(Level::Notice),
    kind: Kind::State,
    page: include_str!("silent_treatment.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    if life.outlook.overdue > 0 || !timeline.is_in(life, "silent-treatment") {
        return;
    }
    let at = At::new(|| subject.last_touch_or_prospect()).of(life.prospect);
    sink.at(at, || {
        Words::new(silence(life)).help("call, and make it safe to say no")
    });
}

/// `they spoke on DATE, and 3 touches since went unanswered`.
pub(super) fn silence(life: &Life<'_>) -> String {
    if life.outlook.status == Status::Deferred {
        return "they had gone silent, and then named a day".to_owned();
    }
    let (spoke, count) = life.silence();
    let touches = if count == 1 { "touch" } else { "touches" };
    match spoke {
        Some(day) => format!("they spoke on {day}, and {count} {touches} since went unanswered"),
        None if count == 0 => "nobody has called them yet".to_owned(),
        None => format!("{count} {touches} went unanswered"),
    }
}
