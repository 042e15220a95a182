//! A prospect waited too long for an answer, or still waits.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "slow-reply",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("slow_reply.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
