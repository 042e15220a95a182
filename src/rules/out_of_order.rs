//! A touch is dated before the touch above it.
//!
//! Touches of one prospect in one file are compared. They count in the order of their dates,
//! wherever they stand, so nothing is lost. Planned touches are not looked at. It is a notice: most
//! often the date is right and the line was added late, now and then the year or the month is
//! wrong.
//!
//! # Why it matters
//!
//! A journal is read from top to bottom, by you on the morning of the call. If last week's talk
//! stands above the one of the week before, you remember the story the wrong way round.
//!
//! # Example
//!
//! ```touch
//! prospect Acme Corp
//!
//! 2026-03-09 call Acme Corp -> voicemail
//! 2026-03-02 email Acme Corp
//! ```
//!
//! # Instead
//!
//! ```touch
//! prospect Acme Corp
//!
//! 2026-03-02 email Acme Corp
//! 2026-03-09 call Acme Corp -> voicemail
//! ```

use super::{Check, Rule};
use crate::calendar::Day;
use crate::finding::{Kind, Level, Place};
use crate::inspection::{At, Sink, Words};
use crate::syntax::first_word;
use crate::timeline::Timeline;

pub(super) const RULE: Rule = Rule {
    name: "out-of-order",
    level: Some(Level::Notice),
    kind: Kind::Text,
    page: include_str!("out_of_order.rs"),
    check: Check::Ledger(check),
};

fn check(timeline: &Timeline<'_>, sink: &mut Sink<'_>) {
    let journal = timeline.journal;
    // For each prospect the last touch above, and the file that it stands in.
    let mut above: Vec<Option<(u32, Day, u32)>> = vec![None; journal.prospects.len()];
    for (number, file) in journal.files.iter().enumerate() {
        let number = number as u32;
        for touch in file.touches.iter().filter(|touch| !touch.is_planned()) {
            let prospect = journal.prospect_of_name(number, touch.prospect);
            let last = above[prospect.0 as usize].replace((number, touch.day, touch.offset));
            let Some((in_file, day, offset)) = last else {
                continue;
            };
            if in_file != number || day <= touch.day {
                continue;
            }
            let date = |offset| Place {
                file: number,
                span: first_word(&file.source, offset),
            };
            sink.at(At::new(|| date(touch.offset)).of(prospect), || {
                Words::new(format!(
                    "{} stands below {day}, of the same prospect",
                    touch.day
                ))
                .help("it counts by its date all the same: see whether the date is right")
                .note("the touch above it", date(offset))
            });
        }
    }
}
