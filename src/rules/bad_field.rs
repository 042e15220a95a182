//! A field has a value that it cannot hold.

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "bad-field",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("bad_field.rs"),
    check: Check::Reading,
};
