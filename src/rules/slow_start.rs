//! The first touch of a lead came late.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "slow-start",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("slow_start.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
