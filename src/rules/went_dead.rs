//! A prospect died late: nobody is at it any more, after a good number of touches.

use super::{Check, Rule, gave_up};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};
use crate::timeline::Status;

pub(super) const RULE: Rule = Rule {
    name: "went-dead",
    level: Some(Level::Warning),
    kind: Kind::State,
    page: include_str!("went_dead.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let touches = subject.life.state.touches;
    if subject.life.outlook.status == Status::Dead
        && touches > subject.timeline.settings.give_up_touch
    {
        gave_up::report_death(subject, sink, "went dead");
    }
}
