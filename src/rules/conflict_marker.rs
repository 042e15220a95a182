//! Git could not merge two versions, and left its markers.

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "conflict-marker",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("conflict_marker.rs"),
    check: Check::Reading,
};
