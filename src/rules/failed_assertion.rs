//! An assertion states what does not hold.

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
        sink.at(At::new(failed.place).of(subject.life.prospect), || {
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
