//! A touch that is not planned is dated after today.
//!
//! It does not count until its day has come. What you mean to do gets a `!` after its date: that is
//! a planned touch, and a promise. With `--today` the later touches are left out without a word.
//!
//! # Why it matters
//!
//! Follow-up is what you did, not what you are going to do. A call that is written down before it
//! was made is seldom made, and the ledger believes that all is well.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-05
//! prospect Acme Corp
//!
//! 2026-03-02 call Acme Corp -> voicemail
//! 2026-03-09 call Acme Corp
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-05
//! prospect Acme Corp
//!
//! 2026-03-02 call Acme Corp -> voicemail
//! 2026-03-09 ! call Acme Corp
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level, Place};
use crate::inspection::{At, Sink, Words};
use crate::syntax::first_word;
use crate::timeline::Timeline;

pub(super) const RULE: Rule = Rule {
    name: "future-touch",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("future_touch.rs"),
    check: Check::Ledger(check),
};

fn check(timeline: &Timeline<'_>, sink: &mut Sink<'_>) {
    if timeline.today.asked {
        return;
    }
    let journal = timeline.journal;
    for prospect in journal.prospect_ids() {
        for &id in &journal.made(prospect)[timeline.made_count(prospect)..] {
            let touch = journal.touch(id);
            let span = first_word(
                &journal.files[touch.file as usize].source,
                touch.touch.offset,
            );
            sink.at(
                At::new(|| Place {
                    file: touch.file,
                    span,
                })
                .of(prospect),
                || {
                    Words::new(format!(
                        "{} has not come yet, and this touch is not planned",
                        touch.touch.day
                    ))
                    .help("put a ! after the date, if it is planned; it does not count until then")
                },
            );
        }
    }
}
