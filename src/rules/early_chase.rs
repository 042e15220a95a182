//! They asked for a later date, and were contacted before it.
//!
//! It speaks of an outbound touch before the date of an open `later`, made on a later day than the
//! one that asked, which reached nobody. Courtesies (`#thanks`, `#reminder`) are welcome at any time,
//! and a touch that keeps another promise of an earlier date is no chase.
//!
//! # Why it matters
//!
//! They told you when, and you agreed. Every call before that day says that you did not listen, or
//! that your quarter counts for more than their calendar. A card is fine; a chase uses up the
//! goodwill that would have opened the door on the day.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-04-20
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-02 call Acme Corp -> later 2026-09-01: the budget is frozen until then
//! 2026-04-14 call Acme Corp -> voicemail
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-04-20
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-02 call Acme Corp -> later 2026-09-01: the budget is frozen until then
//! 2026-04-14 card Acme Corp #thanks
//! ```

use super::{Check, Rule};
use crate::calendar::{Day, days_between};
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};
use crate::timeline::{Fate, Life, Move, Part, Promise, PromiseKind};
use crate::wording::days;
use rustc_hash::FxHashMap;

pub(super) const RULE: Rule = Rule {
    name: "early-chase",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("early_chase.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let life = subject.life;
    let mut deferrals = life
        .promises
        .all
        .iter()
        .filter(|promise| promise.kind == PromiseKind::Later)
        .peekable();
    if deferrals.peek().is_none() {
        return;
    }
    let earliest_closed = earliest_closed(life);
    // A `later` calls off the one before it, so that no two are open at a time.
    let mut open: Option<&Promise> = None;
    for (at, step) in (0_u32..).zip(&life.moves) {
        if let Some(deferral) = open
            && is_chase(life, step, deferral)
            && earliest_closed
                .get(&at)
                .is_none_or(|day| *day >= deferral.day)
        {
            report(subject, step, deferral, sink);
        }
        if let Some(deferral) = open
            && (step.part == Part::Step && step.effect.closes()
                || ends_at(deferral.fate) == Some(at))
        {
            open = None;
        }
        if let Some(made) = deferrals.next_if(|made| made.made_by == Some(at)) {
            open = Some(made);
        }
    }
}

/// For each touch that closed promises, the date of the earliest of them.
fn earliest_closed(life: &Life<'_>) -> FxHashMap<u32, Day> {
    let mut earliest = FxHashMap::default();
    for promise in &life.promises.all {
        if let Fate::Kept(at) | Fate::Broken(at) = promise.fate {
            let day = earliest.entry(at).or_insert(promise.day);
            *day = promise.day.min(*day);
        }
    }
    earliest
}

/// The touch that a promise was closed or called off by; an answer ends it without a trace.
fn ends_at(fate: Fate) -> Option<u32> {
    match fate {
        Fate::Kept(at) | Fate::Broken(at) | Fate::CalledOff(at) => Some(at),
        Fate::Open | Fate::Ended => None,
    }
}

/// Says whether a touch comes before the day they asked for, without need and without an answer.
fn is_chase(life: &Life<'_>, step: &Move<'_>, deferral: &Promise) -> bool {
    let day = step.touch.touch.day;
    let made_by = deferral.made_by.map(|at| &life.moves[at as usize]);
    step.outbound
        && step.part == Part::Step
        && !step.effect.is_talk()
        && day < deferral.day
        && made_by.is_some_and(|made_by| made_by.touch.touch.day < day)
}

fn report(subject: &Subject<'_, '_>, step: &Move<'_>, deferral: &Promise, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    let day = step.touch.touch.day;
    let at = At::new(|| subject.timeline.date_place(step.touch))
        .of(life.prospect)
        .on(day);
    sink.at(at, || {
        Words::new(format!(
            "{} on {day} comes {} before the {} that they asked for",
            timeline.name_touch(step),
            days(days_between(day, deferral.day)),
            deferral.day
        ))
        .help("leave them in peace until then; a card tagged #thanks is welcome at any time")
        .note(
            "they asked for later here",
            timeline.promise_place(life, deferral),
        )
    });
}
