//! A file includes itself, by way of others.

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "include-cycle",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("include_cycle.rs"),
    check: Check::Reading,
};
