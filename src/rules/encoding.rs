//! A line is not UTF-8, or holds a control character, and is not read.

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "encoding",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("encoding.rs"),
    check: Check::Reading,
};
