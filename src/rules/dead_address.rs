//! A second email to an address that bounces.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "dead-address",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("dead_address.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
