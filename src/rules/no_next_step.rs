//! A talk ended without a next step.
//!
//! Reported where a prospect's last touch is one of ours in which somebody was reached, or even
//! took a step, outside nurture, and nothing says what comes next: no dated `next` or booked date
//! of its own, no planned touch and no homework that is open.
//!
//! # Why it matters
//!
//! A talk that ends with "we shall be in touch" has ended. Nobody hangs up before both know the
//! date of the next one: it costs one sentence now, and five calls later.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-04
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 call Acme Corp -> reached
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-04
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 call Acme Corp -> reached
//!     n: 2026-03-10 call, when they have spoken to the owner
//! ```

use super::{Check, Rule};
use crate::calendar::days_between;
use crate::finding::{Kind, Level, Place};
use crate::inspection::{At, Sink, Subject, Words};
use crate::journal::{Journal, TouchRef};
use crate::syntax::{DetailKind, TouchFlags};
use crate::wording::days;

pub(super) const RULE: Rule = Rule {
    name: "no-next-step",
    level: Some(Level::Warning),
    kind: Kind::State,
    page: include_str!("no_next_step.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    let Some(last) = life.last_move() else { return };
    // What the talk came to is not known while its outcome cannot be read.
    let faulty = last.touch.touch.flags.has(TouchFlags::FAULTY_OUTCOME);
    if !last.outbound || !last.effect.is_talk() || faulty || timeline.is_nurture(life.state.phase) {
        return;
    }
    let dated = timeline
        .journal
        .details(last.touch)
        .iter()
        .any(|detail| matches!(detail.kind, DetailKind::Next(..) | DetailKind::Booked(_)));
    if dated || timeline.has_something_planned(life) {
        return;
    }
    let at = At::new(|| outcome_or_channel(subject, last.touch)).of(life.prospect);
    sink.at(at, || {
        let day = last.touch.touch.day;
        let ago = match days_between(day, timeline.today.day) {
            0 => "(today)".to_owned(),
            ago => format!("({} ago)", days(ago)),
        };
        Words::new(format!(
            "{} on {day} {ago} ended without a next step",
            subject.timeline.name_touch(last)
        ))
        .help("write when you speak next, as in `n: 2026-03-10 call`; or what is planned: `DATE ! call NAME`")
    });
}

/// Where a touch's outcome stands; its channel, where none is written.
fn outcome_or_channel(subject: &Subject<'_, '_>, touch: TouchRef<'_>) -> Place {
    let timeline = subject.timeline;
    let vocabulary = &timeline.settings.vocabulary;
    match timeline.journal.header(touch, vocabulary) {
        Some(header) => {
            let outcome = header.outcome.map(|outcome| outcome.span);
            Journal::place(touch, outcome.unwrap_or(header.channel_span))
        }
        None => subject.timeline.date_place(touch),
    }
}
