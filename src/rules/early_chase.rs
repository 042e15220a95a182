//! We chased a prospect before the day that they named.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "early-chase",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("early_chase.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
