//! A first talk was followed by no thanks.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "no-thank-you",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("no_thank_you.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
