//! Another email went to an address that bounces.
//!
//! Reported is an outbound email that bounced, where the prospect's outbound email before it,
//! however long ago, bounced too.
//!
//! # Why it matters
//!
//! A bounce is an answer: nobody is there. People change their jobs; the phone, or a social
//! network, knows where they went, and the move is a good reason to call.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-09
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 email Acme Corp -> bounced
//! 2026-03-06 email Acme Corp -> bounced
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-09
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 email Acme Corp -> bounced
//! 2026-03-06 call Acme Corp -> no-answer
//! ```

use super::wrong_channel::channel_of;
use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};
use crate::journal::TouchRef;
use crate::timeline::Part;

pub(super) const RULE: Rule = Rule {
    name: "dead-address",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("dead_address.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    let mut last_bounce: Option<TouchRef<'_>> = None;
    for step in &life.moves {
        let Some(bounces) = timeline.email_of_ours(step) else {
            continue;
        };
        // Of what came after a stop, `touch-after-stop` says enough.
        let passed_over = step.part == Part::PassedOver;
        if let (true, false, Some(before)) = (bounces, passed_over, last_bounce) {
            let at = At::new(|| channel_of(subject, step.touch))
                .of(life.prospect)
                .on(step.touch.touch.day);
            sink.at(at, || {
                Words::new(format!(
                    "{} on {} bounced, as the email of {} did",
                    subject.timeline.name_touch(step),
                    step.touch.touch.day,
                    before.touch.day
                ))
                .help(
                    "call, or look them up on LinkedIn, and put the new address under the prospect",
                )
                .note(
                    "the email before it bounced",
                    subject.timeline.date_place(before),
                )
            });
        }
        last_bounce = bounces.then_some(step.touch);
    }
}
