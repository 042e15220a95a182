//! An outcome has what it cannot have.

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "bad-outcome",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("bad_outcome.rs"),
    check: Check::Reading,
};
