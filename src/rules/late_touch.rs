//! A touch came after its deadline.
//!
//! The deadline is that of its step (or of the interval, in nurture), counted from the touch
//! before it, and moved to the next business day where it falls on none. A touch that follows a
//! promise has no deadline of the cadence: the promise is judged instead. A late first touch is
//! `slow-start`, and a late answer is `slow-reply`.
//!
//! # Why it matters
//!
//! A rhythm is remembered, a touch now and then is not. Each gap that grows tells the prospect
//! that it was not so important after all, and the next touch has to start from the beginning.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-17
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 email Acme Corp
//! 2026-03-16 call Acme Corp -> no-answer
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-17
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 email Acme Corp
//! 2026-03-06 call Acme Corp -> no-answer
//! 2026-03-10 linkedin Acme Corp
//! 2026-03-13 call Acme Corp -> voicemail
//! ```

use super::{Check, Rule};
use crate::calendar::Moment;
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};
use crate::timeline::{Verdict, Window, WindowKind};
use crate::wording::{duration, time_between};

pub(super) const RULE: Rule = Rule {
    name: "late-touch",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("late_touch.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    report_late(subject, sink, Lateness::Touch, |late| {
        Words::new(format!(
            "{} came on {}, {}, within {} of {}",
            late.who,
            late.came,
            late.by,
            duration(late.window.within),
            late.window.from
        ))
        .help("`touchline due` says each morning whose turn it is; a date in `n:` moves it")
    });
}

/// Which of the three rules speaks of a late touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lateness {
    /// It came late by its step: `late-touch`.
    Touch,
    /// It was the first one, counted from the day the lead arrived: `slow-start`.
    Start,
    /// It was an answer: `slow-reply`.
    Reply,
}

impl Lateness {
    fn of(window: &Window<'_>) -> Lateness {
        if window.from_since {
            Lateness::Start
        } else if window.kind == WindowKind::Reply {
            Lateness::Reply
        } else {
            Lateness::Touch
        }
    }
}

/// A touch that came late, in words.
pub(super) struct Late<'a, 'j> {
    /// Its number, its cadence and its step.
    pub who: String,
    /// When it came; with the time where the deadline has one.
    pub came: String,
    /// By how much it was late, and when it was due.
    pub by: String,
    /// The window that it missed.
    pub window: &'a Window<'j>,
}

/// Reports those late touches that one of the three rules speaks of.
pub(super) fn report_late(
    subject: &Subject<'_, '_>,
    sink: &mut Sink<'_>,
    wanted: Lateness,
    words: impl Fn(&Late<'_, '_>) -> Words,
) {
    for step in &subject.life.moves {
        let (Verdict::Late, Some(window)) = (step.verdict, &step.window) else {
            continue;
        };
        let Some(deadline) = window.deadline else {
            continue;
        };
        if Lateness::of(window) != wanted {
            continue;
        }
        let at = At::new(|| subject.timeline.date_place(step.touch))
            .of(subject.life.prospect)
            .on(step.touch.touch.day);
        sink.at(at, || {
            let moment = step.touch.touch.moment();
            words(&Late {
                who: subject.timeline.name_touch(step),
                came: shown(moment, deadline),
                by: format!(
                    "{} late: due by {}",
                    time_between(deadline, moment),
                    shown(deadline, moment)
                ),
                window,
            })
        });
    }
}

/// A moment, its time left out where the other one that it is held against has none.
fn shown(moment: Moment, other: Moment) -> String {
    if other.time.is_some() {
        moment.to_string()
    } else {
        moment.day.to_string()
    }
}
