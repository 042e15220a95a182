//! A prospect waited too long for an answer, or waits still.
//!
//! What comes in owes an answer within `reply_within` (one business day), unless it was a talk,
//! an answer of its own such as a yes or a no, or settled a date. A late answer is a notice, and
//! history. Where there is none yet and its time is over, that is a warning, and stands until
//! they are answered; it takes the place of `overdue` and `nurture-lapsed`. Several in a row wait
//! since the first. An answer waits for nobody's day off.
//!
//! # Why it matters
//!
//! They wrote: you have what every other touch is made for. Whoever lets them wait says how it
//! will be once they have paid. Even "I shall know on Thursday" is an answer.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-10
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 email Acme Corp
//! 2026-03-04 < email Acme Corp
//!     What would it cost for twelve people?
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-10
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 email Acme Corp
//! 2026-03-04 < email Acme Corp
//!     What would it cost for twelve people?
//! 2026-03-05 call Acme Corp -> reached
//!     n: 2026-03-12 call, when they have seen the figures
//! ```

use super::late_touch::{Lateness, report_late};
use super::{Check, Rule};
use crate::calendar::days_between;
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};
use crate::timeline::Status;
use crate::wording::{days, duration};

pub(super) const RULE: Rule = Rule {
    name: "slow-reply",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("slow_reply.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    report_late(subject, sink, Lateness::Reply, |late| {
        Words::new(format!(
            "{} answered on {}, {}, within {} of {}, when they wrote",
            late.who,
            late.came,
            late.by,
            duration(late.window.within),
            late.window.from
        ))
        .help("answer first, even if only to say when the answer will come")
    });
    report_unanswered(subject, sink);
}

fn report_unanswered(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    if !life.state.owes_answer || life.outlook.status == Status::Dead {
        return;
    }
    let (Some(deadline), Some(last)) = (timeline.answer_deadline(life), life.last_move()) else {
        return;
    };
    let late = days_between(deadline.day, timeline.today.day);
    if late <= 0 {
        return;
    }
    let at = At::new(|| subject.timeline.date_place(last.touch))
        .of(life.prospect)
        .as_kind(Kind::State, Level::Warning);
    sink.at(at, || {
        let first = life
            .state
            .anchor
            .map_or(last.touch.touch.day, |first| first.day);
        let who = subject.timeline.name_touch(last);
        Words::new(format!(
            "{who} has no answer: they wait since {first}, and it was due by {deadline}, {} ago",
            days(late)
        ))
        .help("answer today, even if only to say when the answer will come")
    });
}
