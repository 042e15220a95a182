//! An assertion states what does not hold.
//!
//! A line such as `= touch 3` under a touch states what holds right after it: its number, the step,
//! the cadence, what is due, the status. The finding says what holds instead. The usual reason is a
//! touch above that is missing, or that stands there twice.
//!
//! # Why it matters
//!
//! As with a bank balance, you check now and then that the book agrees with what you know. If you
//! are sure that this was the third call and the ledger says the second, one of you has missed a
//! call.
//!
//! # Example
//!
//! ```touch
//! prospect Acme Corp
//!
//! 2026-03-02 call Acme Corp -> voicemail
//! 2026-03-04 email Acme Corp
//!     = touch 3
//! ```
//!
//! # Instead
//!
//! ```touch
//! prospect Acme Corp
//!
//! 2026-03-02 call Acme Corp -> voicemail
//! 2026-03-04 email Acme Corp
//!     = touch 2
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};

pub(super) const RULE: Rule = Rule {
    name: "failed-assertion",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("failed_assertion.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    for failed in &subject.life.failed {
        sink.at(At::new(|| failed.place).of(subject.life.prospect), || {
            let stated = subject.timeline.journal.text(failed.place);
            let message = match failed.fact {
                "touch" => format!("this is touch {}, not {stated}", failed.holds),
                fact => format!(
                    "the {fact} after this touch is {}, not {stated}",
                    failed.holds
                ),
            };
            Words::new(message)
                .help("see which of the touches above is missing or wrong, or mend what is stated")
        });
    }
}
