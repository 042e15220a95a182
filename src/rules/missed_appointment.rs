//! Nobody was there at the time that was booked.

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};

pub(super) const RULE: Rule = Rule {
    name: "missed-appointment",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("missed_appointment.rs"),
    check: Check::Life(check),
};

fn check(_subject: &Subject<'_, '_>, _sink: &mut Sink<'_>) {}
