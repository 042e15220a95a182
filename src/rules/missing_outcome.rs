//! A call has no outcome.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "missing-outcome",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("missing_outcome.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
