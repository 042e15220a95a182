//! Two prospects have one name.

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "duplicate-prospect",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("duplicate_prospect.rs"),
    check: Check::Reading,
};
