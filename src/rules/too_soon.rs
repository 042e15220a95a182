//! A touch came before the wait was over.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "too-soon",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("too_soon.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
