//! A talk left no W.I.N. note.

use super::{Check, Rule};
use crate::finding::Kind;
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "missing-win",
    level: None,
    kind: Kind::History,
    page: include_str!("missing_win.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
