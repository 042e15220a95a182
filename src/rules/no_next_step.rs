//! A talk ended without a next step.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "no-next-step",
    level: Some(Level::Warning),
    kind: Kind::State,
    page: include_str!("no_next_step.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
