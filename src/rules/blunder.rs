//! A subject line is one of those that everybody has read too often.
//!
//! It looks at the `subject:` of outbound and planned touches, and finds the worn-out lines in it,
//! case and hyphens aside: "following up on the proposal", "see if you had any questions", "make sure
//! you got my e-mail", "had come to a decision". The setting `blunders` adds more.
//!
//! # Why it matters
//!
//! Such a line is about you: it asks them to do your work, and gives them a reason to close the
//! message. Write a subject that they would write themselves: their pain, their date, the number that
//! you promised.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-04
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 email Acme Corp
//!     subject: Just following up on the proposal
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-04
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 email Acme Corp
//!     subject: The 40 leads that went cold in January
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};
use crate::journal::{Journal, TouchRef};
use crate::settings::Settings;
use crate::syntax::{Detail, DetailKind, TouchFlags};
use crate::text::fold;
use crate::timeline::{Move, Part};

pub(super) const RULE: Rule = Rule {
    name: "blunder",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("blunder.rs"),
    check: Check::Life(check),
};

/// The lines that are worn out without any settings.
const WORN_OUT: [&str; 4] = [
    "following up on the proposal",
    "see if you had any questions",
    "make sure you got my e-mail",
    "had come to a decision",
];

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    let journal = timeline.journal;
    let mut worn_out = None;
    let made = life
        .moves
        .iter()
        .filter(|step| step.outbound && step.part != Part::PassedOver);
    let made = made.map(|step| (step.touch, Some(step)));
    let plans = &journal.plans(life.prospect)[..timeline.plan_count(life.prospect)];
    let planned = plans.iter().map(|plan| (journal.touch(plan.touch), None));
    for (touch, made) in made.chain(planned) {
        if !touch.touch.flags.has(TouchFlags::DETAILS) {
            continue;
        }
        for detail in journal.details(touch) {
            if detail.kind == DetailKind::Subject {
                let worn_out = worn_out.get_or_insert_with(|| all_worn_out(timeline.settings));
                look_at(subject, (touch, made), detail, worn_out, sink);
            }
        }
    }
}

fn look_at<'j>(
    subject: &Subject<'_, 'j>,
    (touch, made): (TouchRef<'j>, Option<&Move<'j>>),
    detail: &Detail,
    worn_out: &[(&str, String)],
    sink: &mut Sink<'_>,
) {
    let Subject { timeline, life } = *subject;
    let place = Journal::place(touch, detail.span);
    // A hyphen may join two words, or stand in the middle of one.
    let text = timeline.journal.text(place);
    let lines = [bare(&text), fold(&text.replace(is_hyphen, " "))];
    let is_in = |bare: &str| lines.iter().any(|line| line.contains(bare));
    let Some((found, _)) = worn_out.iter().find(|(_, bare)| is_in(bare)) else {
        return;
    };
    let at = At::new(|| place).of(life.prospect).on(touch.touch.day);
    sink.at(at, || {
        let name = made.map_or_else(
            || format!("what is planned for {}", touch.touch.day),
            |step| timeline.name_touch(step),
        );
        Words::new(format!(
            "the subject of {name} has a worn-out line, `{found}`"
        ))
        .help(
            "name their pain, their date or the number that you promised; say nothing of yourself",
        )
    });
}

/// All worn-out lines as they are written, and as they are compared.
fn all_worn_out(settings: &Settings) -> Vec<(&str, String)> {
    let added = settings.blunders.iter().map(String::as_str);
    WORN_OUT
        .into_iter()
        .chain(added)
        .map(|line| (line, bare(line)))
        .filter(|(_, bare)| !bare.is_empty())
        .collect()
}

/// A line with its case and its hyphens aside, however those are written.
fn bare(line: &str) -> String {
    fold(&line.replace(is_hyphen, ""))
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{ad}' | '\u{2010}' | '\u{2011}')
}
