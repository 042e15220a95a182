//! An appointment had no reminder.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "no-reminder",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("no_reminder.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
