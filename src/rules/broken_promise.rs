//! A promise was kept too late, or is open past its date.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "broken-promise",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("broken_promise.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
