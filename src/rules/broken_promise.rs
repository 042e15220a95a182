//! A promise of a touch was kept too late, or is open past its date.
//!
//! It speaks of a `next:` with a date, of a `booked` date without a time, and of a planned touch
//! without one. One that is open past its date is a warning until a touch keeps it; one that was
//! kept late is a notice, dated by the touch that came late. What is promised for one day is one
//! promise, and what was planned anew, moved or cancelled is none.
//!
//! # Why it matters
//!
//! You said when you would be back, so they are waiting for you on that day and on no other. Each
//! promise kept on its date is a small proof that you will deliver what you sell; each one missed
//! proves the opposite, before there is a contract. Promise fewer dates, and keep them all.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-13
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-02 call Acme Corp -> reached
//!     next: 2026-03-09 send the outline
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-13
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-02 call Acme Corp -> reached
//!     next: 2026-03-09 send the outline
//! 2026-03-09 email Acme Corp
//!     subject: The outline you asked for
//! ```

use super::{Check, Rule};
use crate::calendar::days_between;
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};
use crate::timeline::{Missed, PromiseKind};
use crate::wording::days;

pub(super) const RULE: Rule = Rule {
    name: "broken-promise",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("broken_promise.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    for missed in timeline.missed(life) {
        let promise = missed.promise;
        if promise.kind != PromiseKind::Later && !promise.is_appointment() {
            report(
                subject,
                missed,
                sink,
                "do what was promised, or agree on a new date",
            );
        }
    }
}

/// Reports a promise that was not kept on time, in the words of this rule or of those for
/// appointments and deferrals.
pub(super) fn report(
    subject: &Subject<'_, '_>,
    missed: Missed<'_>,
    sink: &mut Sink<'_>,
    advice: &'static str,
) {
    let Subject { timeline, life } = *subject;
    let Missed { promise, closed_by } = missed;
    let at = At::new(|| timeline.promise_place(life, promise)).of(life.prospect);
    let closed_by = closed_by.map(|at| &life.moves[at as usize]);
    let at = match closed_by {
        Some(step) => at.on(step.touch.touch.day),
        None => at.as_kind(Kind::State, Level::Warning),
    };
    sink.at(at, || {
        let what = what(subject, missed);
        let Some(step) = closed_by else {
            let days = days(days_between(promise.last, timeline.today.day));
            return Words::new(format!("{what} is {days} past, and nothing kept it")).help(advice);
        };
        let day = step.touch.touch.day;
        let days = days(days_between(promise.last, day));
        let name = timeline.name_touch(step);
        Words::new(format!("{what} was kept {days} late, by {name} on {day}"))
            .note("the touch that came late", timeline.date_place(step.touch))
    });
}

/// What was promised, when, and in which touch.
fn what(subject: &Subject<'_, '_>, missed: Missed<'_>) -> String {
    let Subject { timeline, life } = *subject;
    let promise = missed.promise;
    let time = promise
        .time
        .map_or_else(String::new, |time| format!(" {time}"));
    let date = format!("{}{time}", promise.day);
    let maker = promise.made_by.map(|at| &life.moves[at as usize]);
    let by = maker.map_or_else(String::new, |maker| {
        format!(", by {},", timeline.name_touch(maker))
    });
    let channel = promise.channel.map_or("touch", |channel| {
        timeline
            .settings
            .vocabulary
            .channel_of(channel)
            .word
            .as_str()
    });
    match promise.kind {
        PromiseKind::Next => format!("the touch promised for {date}{by}"),
        PromiseKind::Booked => format!("what was booked for {date}{by}"),
        PromiseKind::Planned => format!("the {channel} planned for {date}"),
        PromiseKind::Later if promise.last > promise.day => {
            format!("the return asked for between {date} and {}", promise.last)
        }
        PromiseKind::Later => format!("the return asked for on {date}"),
    }
}
