//! A touch goes through a channel that nobody knows.

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "unknown-channel",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("unknown_channel.rs"),
    check: Check::Reading,
};
