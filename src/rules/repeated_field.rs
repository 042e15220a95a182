//! A field that holds one value is given twice.

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "repeated-field",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("repeated_field.rs"),
    check: Check::Reading,
};
