//! They said later, and no date is noted.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "undated-later",
    level: Some(Level::Warning),
    kind: Kind::History,
    page: include_str!("undated_later.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
