//! Two reps work on one prospect without knowing of each other.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "crossed-wires",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("crossed_wires.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
