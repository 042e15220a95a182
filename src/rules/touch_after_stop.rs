//! A touch after they asked never to be contacted again.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "touch-after-stop",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("touch_after_stop.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
