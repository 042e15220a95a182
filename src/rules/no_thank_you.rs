//! A first talk was not followed by thanks.
//!
//! It speaks of the first real talk of a pursuit: in person or by video, or a call that led to a next
//! step or showed interest (`booked`, `agreed`, `interested`). A card, or a touch tagged `#thanks`,
//! within two business days is thanks. It waits until those days are past, and says nothing where
//! they asked in them never to be contacted again.
//!
//! # Why it matters
//!
//! They gave you time, and hardly anybody thanks for that. Three handwritten sentences lie on the desk
//! for a week; an email is gone by noon. Thanks ask for nothing, which is why the next thing that
//! you ask for is granted.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-12
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-02 visit Acme Corp -> met
//!     next: 2026-03-13 send the outline
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-12
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-02 visit Acme Corp -> met
//!     next: 2026-03-13 send the outline
//! 2026-03-03 card Acme Corp #thanks
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};

pub(super) const RULE: Rule = Rule {
    name: "no-thank-you",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("no_thank_you.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    let today = timeline.today.day;
    for thanks in timeline.thanks(life) {
        if thanks.given || thanks.stopped || thanks.by >= today {
            continue;
        }
        let talk = &life.moves[thanks.talk as usize];
        let day = talk.touch.touch.day;
        let place = || timeline.channel_place(talk.touch);
        sink.at(At::new(place).of(life.prospect).on(day), || {
            Words::new(format!(
                "{} on {day} was the first talk, and no thanks went out by {}",
                timeline.name_touch(talk),
                thanks.by
            ))
            .help("send a card, or tag a message with #thanks, within two business days")
        });
    }
}
