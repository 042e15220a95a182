//! We dropped a prospect with whom nobody spoke, after a touch or two.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "dropped-early",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("dropped_early.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
