//! It is time for the one conversation that asks whether to go on.
//!
//! It speaks of a prospect in the cadence `disqualify`, as long as nothing is overdue there; then
//! `overdue` speaks.
//!
//! # Why it matters
//!
//! Four contacts in two weeks and no next step: either there is no need, or nobody has named it yet.
//! Ask whether it is still worth their time, and mean it. Both answers are good ones: a yes is a
//! next step, and a no gives you back the hours for somebody who needs you.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-13
//! prospect Acme Corp
//!     cadence: three-two-four
//!     since: 2026-03-02
//!
//! 2026-03-03 call Acme Corp -> voicemail
//! 2026-03-06 email Acme Corp
//! 2026-03-09 call Acme Corp -> voicemail
//! 2026-03-12 email Acme Corp
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-14
//! prospect Acme Corp
//!     cadence: three-two-four
//!     since: 2026-03-02
//!
//! 2026-03-03 call Acme Corp -> voicemail
//! 2026-03-06 email Acme Corp
//! 2026-03-09 call Acme Corp -> voicemail
//! 2026-03-12 email Acme Corp
//! 2026-03-13 call Acme Corp -> interested
//!     next: 2026-03-16 send the outline
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};

pub(super) const RULE: Rule = Rule {
    name: "disqualify",
    level: Some(Level::Notice),
    kind: Kind::State,
    page: include_str!("disqualify.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    if life.outlook.overdue > 0 || !timeline.is_in(life, "disqualify") {
        return;
    }
    let at = At::new(|| subject.last_touch_or_prospect()).of(life.prospect);
    sink.at(at, || {
        let touches = life.state.touches;
        let words = if touches == 1 { "touch" } else { "touches" };
        let due = life
            .outlook
            .due
            .map_or_else(String::new, |due| format!(", by {due}"));
        let so_far = if touches == 0 {
            "not touched yet".to_owned()
        } else {
            format!("{touches} {words} and no next step")
        };
        Words::new(format!("{so_far}: time to ask whether to go on{due}"))
            .help("call and ask whether it is still worth their time; both answers are good ones")
    });
}
