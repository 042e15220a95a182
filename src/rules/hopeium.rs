//! A deal is hoped for on a date, and nobody answers.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "hopeium",
    level: Some(Level::Warning),
    kind: Kind::State,
    page: include_str!("hopeium.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
