//! A date that no calendar has, or a time that no clock shows.

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "invalid-date",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("invalid_date.rs"),
    check: Check::Reading,
};
