//! A field of your own is one slip away from one that touchline knows.

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "misspelt-field",
    level: Some(Level::Warning),
    kind: Kind::Text,
    page: include_str!("misspelt_field.rs"),
    check: Check::Reading,
};
