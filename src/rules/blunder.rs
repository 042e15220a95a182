//! A subject line says nothing but that we want something.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "blunder",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("blunder.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
