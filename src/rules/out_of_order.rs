//! A touch is dated before the touch above it of the same prospect in its file.

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
            sink.at(At::new(date(touch.offset)).of(prospect), || {
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
