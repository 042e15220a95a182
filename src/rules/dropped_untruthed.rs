//! We dropped a silent prospect without asking for the truth by phone.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "dropped-untruthed",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("dropped_untruthed.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
