//! They spoke, and now they are silent: time for the truth call.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "silent-treatment",
    level: Some(Level::Notice),
    kind: Kind::State,
    page: include_str!("silent_treatment.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
