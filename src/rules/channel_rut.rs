//! One unanswered touch after another goes through the same medium: email, email, email.
//!
//! Counted are outbound touches that nothing came back from, in a row through one of text, email
//! and phone; the third (`rut_after`) is reported, and every later one. Whatever comes in ends
//! the row, and so does a touch of a nurture cadence; reminders and thanks are passed over.
//! Touches that did what was planned are counted, not reported: those that kept a step's `by`, a
//! planned touch, or a `next` whose text begins with their channel.
//!
//! # Why it matters
//!
//! Three unanswered emails are not three attempts, they are one attempt made three times. Perhaps
//! they never read email; perhaps yours lands in the wrong folder. Another door costs nothing.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-12
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 email Acme Corp
//! 2026-03-06 email Acme Corp
//! 2026-03-10 email Acme Corp
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-12
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 email Acme Corp
//! 2026-03-06 email Acme Corp
//! 2026-03-10 call Acme Corp -> voicemail
//! ```

use rustc_hash::FxHashSet;

use super::wrong_channel::channel_of;
use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};
use crate::settings::MediumId;
use crate::timeline::{Fate, Life, Part, PromiseKind};

pub(super) const RULE: Rule = Rule {
    name: "channel-rut",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("channel_rut.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    let rut_after = timeline.settings.rut_after;
    let mut row: Option<(MediumId, u32)> = None;
    let mut as_promised = None;
    for (at, step) in life.moves.iter().enumerate() {
        if step.part != Part::Step {
            continue;
        }
        let counts = step.is_silent()
            && matches!(
                step.medium,
                MediumId::TEXT | MediumId::EMAIL | MediumId::PHONE
            )
            && !timeline.is_nurture(step.phase);
        if !counts {
            row = None;
            continue;
        }
        let count = match row {
            Some((medium, count)) if medium == step.medium => count + 1,
            _ => 1,
        };
        row = Some((step.medium, count));
        if count < rut_after || timeline.kept_its_steps_way(step) {
            continue;
        }
        // The promises are looked through once, and only where there is a row.
        let as_promised = as_promised.get_or_insert_with(|| touches_as_promised(life));
        if as_promised.contains(&(at as u32)) {
            continue;
        }
        let place = At::new(|| channel_of(subject, step.touch))
            .of(life.prospect)
            .on(step.touch.touch.day);
        sink.at(place, || {
            let medium = &timeline.settings.vocabulary.media[step.medium.0 as usize];
            Words::new(format!(
                "{} on {} is number {count} in a row by {medium} without an answer",
                subject.timeline.name_touch(step),
                step.touch.touch.day
            ))
            .help(match step.medium {
                MediumId::PHONE => "try an email, a text or a card next",
                _ => "call next, or try LinkedIn or a card",
            })
        });
    }
}

/// The touches, by their place among the moves, that kept a planned touch, or a `next` that named
/// their channel.
fn touches_as_promised(life: &Life<'_>) -> FxHashSet<u32> {
    let promises = life.promises.all.iter();
    promises
        .filter_map(|promise| match promise.fate {
            Fate::Kept(at) => {
                let channel = life.moves[at as usize].touch.touch.channel;
                let named = promise.kind == PromiseKind::Next && promise.channel == Some(channel);
                (promise.kind == PromiseKind::Planned || named).then_some(at)
            }
            _ => None,
        })
        .collect()
}
