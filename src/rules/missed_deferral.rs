//! The day that a prospect named went by.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "missed-deferral",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("missed_deferral.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
