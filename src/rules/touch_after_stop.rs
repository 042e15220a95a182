//! Somebody who asked never to be contacted again was contacted.
//!
//! It speaks of every outbound touch after an outcome that stops (`stop`, `opt-out`, `unsubscribe`),
//! courtesies too. Only an inbound touch ends a stop: where they are interested, take a next step or
//! say yes.
//!
//! # Why it matters
//!
//! They said it plainly, and in many countries the law is on their side. A touch after it wins nothing
//! and can cost a complaint, a fine, or a name. Keep the entry, so that nobody calls them by mistake
//! next year.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-20
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 email Acme Corp
//! 2026-03-04 < email Acme Corp -> unsubscribe
//! 2026-03-17 email Acme Corp
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-20
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 email Acme Corp
//! 2026-03-04 < email Acme Corp -> unsubscribe
//! ```

use super::{Check, Rule};
use crate::calendar::days_between;
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};
use crate::settings::Effect;
use crate::timeline::Part;
use crate::wording::days;

pub(super) const RULE: Rule = Rule {
    name: "touch-after-stop",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("touch_after_stop.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    // Until the name is mended, nobody knows who asked for what.
    if !timeline.is_certain(life.prospect) {
        return;
    }
    let mut stop = None;
    for step in &life.moves {
        if step.part == Part::Step && step.effect == Effect::Stop {
            stop = Some(step.touch);
        }
        if step.part != Part::PassedOver || !step.outbound {
            continue;
        }
        sink.at(
            At::new(|| subject.timeline.date_place(step.touch)).of(life.prospect),
            || {
                let day = step.touch.touch.day;
                let name = timeline.name_touch(step);
                let Some(stop) = stop else {
                    return Words::new(format!("{name} on {day} comes after a stop"));
                };
                let asked = stop.touch.day;
                let when = match days_between(asked, day) {
                    0 => "on the very day".to_owned(),
                    later => format!("{} after the {asked}", days(later)),
                };
                Words::new(format!(
                    "{name} on {day} comes {when} on which they asked never to be contacted again"
                ))
                .help("leave them in peace; only their own wish begins it anew")
                .note("they asked here", timeline.outcome_place(stop))
            },
        );
    }
}
