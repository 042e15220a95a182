//! A talk left no full W.I.N. note: what, insight and next.
//!
//! Off, unless the settings give it a level. Then it is reported where somebody was reached, or
//! took a step, and the touch lacks one of `what` (what they want or lack), `insight` (what you
//! learned about them) and `next` (the next step).
//!
//! # Why it matters
//!
//! Three lines after the call are what the next call begins with. In a month you will not
//! remember a word of it, and "as you told me in March" opens doors that nothing else opens.
//!
//! # Example
//!
//! ```yaml
//! rules: {missing-win: warning}
//! ```
//!
//! ```touch
//! ; today 2026-03-04
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 call Acme Corp -> reached
//!     n: 2026-03-10 call
//! ```
//!
//! # Instead
//!
//! ```yaml
//! rules: {missing-win: warning}
//! ```
//!
//! ```touch
//! ; today 2026-03-04
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 call Acme Corp -> reached
//!     w: losing leads after the first call
//!     i: the owner decides alone
//!     n: 2026-03-10 call
//! ```

use super::{Check, Rule};
use crate::finding::Kind;
use crate::inspection::{At, Sink, Subject, Words};
use crate::syntax::TouchFlags;
use crate::timeline::Part;

pub(super) const RULE: Rule = Rule {
    name: "missing-win",
    level: None,
    kind: Kind::History,
    page: include_str!("missing_win.rs"),
    check: Check::Life(check),
};

const NOTES: [(TouchFlags, &str); 3] = [
    (TouchFlags::WHAT, "what"),
    (TouchFlags::INSIGHT, "insight"),
    (TouchFlags::NEXT, "next"),
];

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    for step in &subject.life.moves {
        let flags = step.touch.touch.flags;
        if step.part == Part::PassedOver
            || !step.effect.is_talk()
            || NOTES.iter().all(|(note, _)| flags.has(*note))
        {
            continue;
        }
        let at = At::new(|| subject.timeline.date_place(step.touch))
            .of(subject.life.prospect)
            .on(step.touch.touch.day);
        sink.at(at, || {
            let missing = NOTES.iter().filter(|(note, _)| !flags.has(*note));
            let missing: Vec<&str> = missing.map(|(_, name)| *name).collect();
            Words::new(format!(
                "{} on {} has no {}",
                subject.timeline.name_touch(step),
                step.touch.touch.day,
                missing.join(", no ")
            ))
            .help("add `w:` what they want, `i:` what you learned, `n:` what comes next and when")
        });
    }
}
