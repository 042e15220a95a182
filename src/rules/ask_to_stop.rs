//! Time to ask whether to stop.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "ask-to-stop",
    level: Some(Level::Notice),
    kind: Kind::State,
    page: include_str!("ask_to_stop.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
