//! An include names nothing that can be read.

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "missing-include",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("missing_include.rs"),
    check: Check::Reading,
};
