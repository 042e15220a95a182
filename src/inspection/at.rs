//! The place of a finding.

use crate::calendar::Day;
use crate::finding::{Kind, Level, Place};
use crate::journal::ProspectId;

/// Where a finding stands, and what decides whether it is shown. Most are of the past and are not:
/// the place is looked up for those that are.
#[derive(Clone, Copy, Debug)]
pub struct At<P> {
    pub(super) place: P,
    pub(super) prospect: Option<ProspectId>,
    pub(super) date: Option<Day>,
    pub(super) kind: Option<Kind>,
    pub(super) level: Option<Level>,
}

impl<P: FnOnce() -> Place> At<P> {
    /// At the words that `place` looks up.
    #[must_use]
    pub fn new(place: P) -> At<P> {
        At {
            place,
            prospect: None,
            date: None,
            kind: None,
            level: None,
        }
    }

    /// About this prospect.
    #[must_use]
    pub fn of(self, prospect: ProspectId) -> At<P> {
        At {
            prospect: Some(prospect),
            ..self
        }
    }

    /// Of this day: what lies further back than `look_back` is counted, not shown.
    #[must_use]
    pub fn on(self, date: Day) -> At<P> {
        At {
            date: Some(date),
            ..self
        }
    }

    /// Of another kind and level than the rule's own.
    #[must_use]
    pub fn as_kind(self, kind: Kind, level: Level) -> At<P> {
        At {
            kind: Some(kind),
            level: Some(level),
            ..self
        }
    }

    /// Of another level than the rule's own.
    #[must_use]
    pub fn as_level(self, level: Level) -> At<P> {
        At {
            level: Some(level),
            ..self
        }
    }
}
