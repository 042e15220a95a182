//! A touch of a nurture cadence is overdue: somebody who is to hear from us now and then, doesn't.
//!
//! Reported where the interval of a cadence with `every` is over and no promise is what is
//! overdue. It is shown as long as `look_back` reaches to the day on which it came due; older
//! ones are counted, and `check --all` shows them.
//!
//! # Why it matters
//!
//! Those who said "not now" buy one day, from whoever comes to mind. Two friendly lines each
//! quarter are enough to be the one; a year of silence hands them to somebody else.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-06-10
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 call Acme Corp -> no: they have a vendor
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-06-10
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 call Acme Corp -> no: they have a vendor
//! 2026-06-02 article Acme Corp
//! ```

use super::{Check, Rule, overdue};
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "nurture-lapsed",
    level: Some(Level::Warning),
    kind: Kind::State,
    page: include_str!("nurture_lapsed.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    if !overdue::is_cadences_alone(subject) || !timeline.is_nurture(life.state.phase) {
        return;
    }
    let Some(due) = life.outlook.due else {
        return;
    };
    let at = At::new(|| subject.last_touch_or_prospect())
        .of(life.prospect)
        .on(due.day);
    sink.at(at, || {
        overdue::words(subject).help("two lines will do, how they are and how business is; or send something that they can use")
    });
}
