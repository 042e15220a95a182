//! A character that nobody sees stands where names are compared.

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "invisible-character",
    level: Some(Level::Warning),
    kind: Kind::Text,
    page: include_str!("invisible_character.rs"),
    check: Check::Reading,
};
