//! A nurture touch is late.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "nurture-lapsed",
    level: Some(Level::Warning),
    kind: Kind::State,
    page: include_str!("nurture_lapsed.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
