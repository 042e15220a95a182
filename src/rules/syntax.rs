//! A line fits no form of the journal.

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "syntax",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("syntax.rs"),
    check: Check::Reading,
};
