//! A step was made through another channel than it asks for.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "wrong-channel",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("wrong_channel.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
