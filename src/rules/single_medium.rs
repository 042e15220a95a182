//! A whole pursuit goes through one medium.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "single-medium",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("single_medium.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
