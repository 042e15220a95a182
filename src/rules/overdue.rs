//! A step of the cadence is late, and nothing was promised.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "overdue",
    level: Some(Level::Warning),
    kind: Kind::State,
    page: include_str!("overdue.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
