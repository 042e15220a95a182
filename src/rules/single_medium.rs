//! A whole pursuit goes through one medium.
//!
//! Looked at are a pursuit's outbound touches that nothing came back from, nurture, reminders and
//! thanks aside. Where they are all of one medium when five of them were free, that is, kept no
//! step's `by`, closed no promise and answered nothing, the fifth is reported, once for each
//! pursuit.
//!
//! # Why it matters
//!
//! Five emails reach somebody who reads email, and nobody else. Several media are several chances
//! to meet the one that they like; a card in the post is remembered because nobody sends one.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-25
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 linkedin Acme Corp
//! 2026-03-06 linkedin Acme Corp
//! 2026-03-10 linkedin Acme Corp
//! 2026-03-16 linkedin Acme Corp
//! 2026-03-23 linkedin Acme Corp
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-25
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 linkedin Acme Corp
//! 2026-03-06 call Acme Corp -> no-answer
//! 2026-03-10 email Acme Corp
//! 2026-03-16 card Acme Corp
//! 2026-03-23 linkedin Acme Corp
//! ```

use super::wrong_channel::channel_of;
use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};
use crate::settings::MediumId;
use crate::timeline::{Part, WindowKind};

pub(super) const RULE: Rule = Rule {
    name: "single-medium",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("single_medium.rs"),
    check: Check::Life(check),
};

/// So many touches of one medium that could have gone another way are told.
const ENOUGH: u32 = 5;

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    if life.moves.len() < ENOUGH as usize {
        return;
    }
    let (mut pursuit, mut medium, mut free) = (0, None::<MediumId>, 0);
    for step in &life.moves {
        if step.part != Part::Step || !step.is_silent() || timeline.is_nurture(step.phase) {
            continue;
        }
        if step.pursuit != pursuit {
            (pursuit, medium, free) = (step.pursuit, None, 0);
        }
        let first = *medium.get_or_insert(step.medium);
        if first != step.medium {
            // From here on this pursuit has gone more ways than one.
            free = ENOUGH;
        }
        let answers = step
            .window
            .is_some_and(|window| window.kind == WindowKind::Reply);
        let counts = !answers && !step.closed_promise && !timeline.kept_its_steps_way(step);
        if free >= ENOUGH || !counts {
            continue;
        }
        free += 1;
        if free == ENOUGH {
            let at = At::new(|| channel_of(subject, step.touch))
                .of(life.prospect)
                .on(step.touch.touch.day);
            sink.at(at, || {
                let medium = &timeline.settings.vocabulary.media[first.0 as usize];
                Words::new(format!(
                    "up to {} on {}, all unanswered touches of this pursuit went by {medium}",
                    subject.timeline.name_touch(step),
                    step.touch.touch.day
                ))
                .help("take another medium for the next one: a call, an email, LinkedIn, a card")
            });
        }
    }
}
