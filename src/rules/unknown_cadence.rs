//! A prospect follows a cadence that is not defined.

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "unknown-cadence",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("unknown_cadence.rs"),
    check: Check::Reading,
};
