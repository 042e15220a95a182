//! We dropped a prospect and did not say why.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "dropped-without-reason",
    level: Some(Level::Warning),
    kind: Kind::History,
    page: include_str!("dropped_without_reason.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
