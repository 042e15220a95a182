//! A file is included a second time.

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "repeated-include",
    level: Some(Level::Warning),
    kind: Kind::Text,
    page: include_str!("repeated_include.rs"),
    check: Check::Reading,
};
