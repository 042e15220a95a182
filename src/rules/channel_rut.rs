//! One silent touch after another goes through the same medium.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "channel-rut",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("channel_rut.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
