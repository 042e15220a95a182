//! A touch came before the wait of its step was over.
//!
//! Steps of some cadences have a `wait`: not before so long after the touch before it, as after a
//! proposal, or between two calls to somebody who missed an appointment. Answers, first
//! responses and touches that follow a promise wait for nothing.
//!
//! # Why it matters
//!
//! Whoever got your proposal on Monday has not read it on Tuesday. To ask too early is to ask for
//! a quick no; it also says that you need the deal more than they do.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-12
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 proposal Acme Corp
//! 2026-03-06 call Acme Corp -> no-answer
//! 2026-03-07 call Acme Corp -> no-answer
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-12
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 proposal Acme Corp
//! 2026-03-06 call Acme Corp -> no-answer
//! 2026-03-10 call Acme Corp -> no-answer
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};
use crate::timeline::Verdict;
use crate::wording::{duration, time_between};

pub(super) const RULE: Rule = Rule {
    name: "too-soon",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("too_soon.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    for step in &subject.life.moves {
        let (Verdict::TooSoon(earliest), Some(window)) = (step.verdict, &step.window) else {
            continue;
        };
        let at = At::new(|| subject.timeline.date_place(step.touch))
            .of(subject.life.prospect)
            .on(step.touch.touch.day);
        sink.at(at, || {
            let who = subject.timeline.name_touch(step);
            let came = step.touch.touch.moment();
            let wait = window.wait.map_or_else(String::new, duration);
            let early = time_between(came, earliest);
            Words::new(format!(
                "{who} came on {came}, {early} before {earliest}: its wait is {wait} from {}",
                window.from
            ))
            .help("give them that time; a planned touch, `DATE ! call NAME`, keeps it in sight")
        });
    }
}
