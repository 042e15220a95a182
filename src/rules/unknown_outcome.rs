//! A touch ended in a way that nobody knows.

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "unknown-outcome",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("unknown_outcome.rs"),
    check: Check::Reading,
};
