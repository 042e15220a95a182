//! Four silent touches or more within seven days.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "pestering",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("pestering.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
