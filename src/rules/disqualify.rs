//! Time for the talk about whether to go on.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "disqualify",
    level: Some(Level::Notice),
    kind: Kind::State,
    page: include_str!("disqualify.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
