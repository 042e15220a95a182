//! A talk left no homework for both sides.

use super::{Check, Rule};
use crate::finding::Kind;
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "no-homework",
    level: None,
    kind: Kind::History,
    page: include_str!("no_homework.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
