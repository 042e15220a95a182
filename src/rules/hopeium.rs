//! The deal has a closing date, and the prospect does not answer.
//!
//! It speaks of a prospect with a `close:` date that is dead, because nobody is at it any more, or in
//! the silent treatment, because they stopped answering.
//!
//! # Why it matters
//!
//! A date in the forecast without anybody talking is hope, and hope is not a plan. Your manager counts
//! on it, and so do you, until the quarter ends. Find out the truth now, by phone, and either talk
//! again or take the date out.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-05-20
//! prospect Acme Corp
//!     since: 2026-03-02
//!     close: 2026-06-30
//!
//! 2026-03-03 email Acme Corp
//! 2026-03-06 call Acme Corp -> voicemail
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-05-20
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 email Acme Corp
//! 2026-03-06 call Acme Corp -> voicemail
//! ```

use super::silent_treatment;
use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};
use crate::syntax::FieldKey;
use crate::timeline::Status;

pub(super) const RULE: Rule = Rule {
    name: "hopeium",
    level: Some(Level::Warning),
    kind: Kind::State,
    page: include_str!("hopeium.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    let dead = life.outlook.status == Status::Dead;
    if !dead && !timeline.is_in(life, "silent-treatment") {
        return;
    }
    let Some(place) = timeline
        .journal
        .values(life.prospect, FieldKey::Close)
        .next()
    else {
        return;
    };
    sink.at(At::new(|| place).of(life.prospect), || {
        let close = timeline.journal.text(place);
        let touches = life.state.touches;
        let why = if dead {
            let last = life.last_move().map(|last| last.touch.touch.day);
            match last {
                Some(day) => format!("nobody is at it since touch {touches}, on {day}"),
                None => "no touch was ever made".to_owned(),
            }
        } else {
            silent_treatment::silence(life)
        };
        Words::new(format!("a deal is hoped for on {close}, and {why}"))
            .help("call and find out where they stand, or take the date out")
    });
}
