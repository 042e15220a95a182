//! What a touch asserts of its prospect (`= touch 3`, `= due 2026-03-09`), held against the replay.

use super::Timeline;
use super::life::{FailedAssertion, Life, Move, Part};
use super::outlook::{Outlook, outlook};
use crate::finding::Place;
use crate::journal::Journal;
use crate::syntax::{DetailKind, Fact};
use crate::text::fold;

/// Adds the assertions of the life's last move that do not hold.
pub(super) fn check(timeline: &Timeline<'_>, life: &mut Life<'_>, source: Option<&str>) {
    let Some(at) = life.moves.len().checked_sub(1) else {
        return;
    };
    let touch = life.moves[at];
    let mut on_its_day = None;
    for detail in timeline.journal.details(touch.touch) {
        let DetailKind::Assertion(fact) = detail.kind else {
            continue;
        };
        let outlook = on_its_day
            .get_or_insert_with(|| outlook(timeline, life, source, touch.touch.touch.day));
        let place = Journal::place(touch.touch, detail.span);
        let (fact, holds) = judge(timeline, life, &touch, outlook, fact, place);
        if let Some(holds) = holds {
            life.failed.push(FailedAssertion {
                at: at as u32,
                place,
                fact,
                holds,
            });
        }
    }
}

/// What an assertion is about, and what holds instead, where it does not hold.
fn judge(
    timeline: &Timeline<'_>,
    life: &Life<'_>,
    touch: &Move<'_>,
    outlook: &Outlook,
    fact: Fact,
    place: Place,
) -> (&'static str, Option<String>) {
    let state = &life.state;
    let number = |stated: Option<u32>, holds: Option<u32>| {
        (stated != holds)
            .then(|| holds.map_or_else(|| "none".to_owned(), |holds| holds.to_string()))
    };
    let words = |holds: &str| {
        (fold(&timeline.journal.text(place)) != fold(holds)).then(|| holds.to_owned())
    };
    match fact {
        Fact::Touch(stated) => {
            let own = (touch.outbound && touch.part != Part::PassedOver).then_some(touch.number);
            ("touch", number(stated, own))
        }
        Fact::Step(stated) => {
            // Where no cadence is in force, no step was made, or none can be.
            let none = stated.is_none() && state.phase.is_none();
            let holds = if none { None } else { Some(state.step) };
            ("step", number(stated, holds))
        }
        Fact::Cadence => {
            let phase = state
                .phase
                .map(|phase| timeline.settings.cadence_of(phase).name.as_str());
            ("cadence", words(phase.unwrap_or("none")))
        }
        Fact::Due(stated) => {
            let due = outlook.due.map(|due| due.day);
            let holds = || due.map_or_else(|| "none".to_owned(), |due| due.to_string());
            ("due", (stated != due).then(holds))
        }
        Fact::Status => ("status", words(outlook.status.name())),
    }
}
