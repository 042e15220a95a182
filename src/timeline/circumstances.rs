//! A touch or a phase comes in; out comes what more than one rule asks about it: whether that is
//! nurture, whether a step went the way that it asks for, whether an email bounced, what is open.

use super::life::{Life, Move};
use super::{PromiseKind, Timeline};
use crate::journal::TouchRef;
use crate::settings::{CadenceId, MediumId, Way};
use crate::syntax::{DetailKind, TouchFlags};

impl<'j> Timeline<'j> {
    /// Says whether a phase repeats for ever.
    #[must_use]
    pub fn is_nurture(&self, phase: Option<CadenceId>) -> bool {
        phase.is_some_and(|phase| self.settings.cadence_of(phase).every().is_some())
    }

    /// Says whether a touch went one of the ways that the window of its own step asks for; none
    /// where it had no such window, or its step asks for none.
    #[must_use]
    pub fn went_its_way(&self, step: &Move<'_>) -> Option<bool> {
        let by = step.window?.by;
        (!by.is_empty()).then(|| self.goes_by(step, by))
    }

    /// Says whether a touch went one of the ways that its step asks for, whether or not it was
    /// held to that: a promise that was open then took its window away, not its step.
    #[must_use]
    pub fn kept_its_steps_way(&self, step: &Move<'_>) -> bool {
        let cadence = step.phase.map(|phase| self.settings.cadence_of(phase));
        let place = (step.step as usize).checked_sub(1);
        let made = cadence.and_then(|cadence| cadence.steps().get(place?));
        made.is_some_and(|made| self.goes_by(step, &made.by))
    }

    fn goes_by(&self, step: &Move<'_>, ways: &[Way]) -> bool {
        let channel = step.touch.touch.channel;
        ways.iter()
            .any(|way| way.covers(channel, &self.settings.vocabulary))
    }

    /// Says whether a touch is an email of ours, and if so, whether it bounced.
    #[must_use]
    pub fn email_of_ours(&self, step: &Move<'_>) -> Option<bool> {
        (step.outbound && step.medium == MediumId::EMAIL)
            .then(|| step.touch.touch.outcome == self.words.bounced)
    }

    /// A prospect's touches that homework may stand under: those that were made, and the planned.
    pub fn touches_with_homework<'a>(
        &'a self,
        life: &'a Life<'j>,
    ) -> impl Iterator<Item = TouchRef<'j>> + 'a {
        let plans = &self.journal.plans(life.prospect)[..self.plan_count(life.prospect)];
        let planned = plans.iter().map(|plan| self.journal.touch(plan.touch));
        let made = life.moves.iter().map(|step| step.touch);
        made.chain(planned).filter(|touch| {
            let flags = touch.touch.flags;
            flags.has(TouchFlags::HOMEWORK_ME) || flags.has(TouchFlags::HOMEWORK_THEM)
        })
    }

    /// Says whether a planned touch or homework, of either side, is open.
    #[must_use]
    pub fn has_something_planned(&self, life: &Life<'j>) -> bool {
        let planned = |kind| kind == PromiseKind::Planned;
        life.open_promises().any(|promise| planned(promise.kind))
            || self.touches_with_homework(life).any(|touch| {
                let details = self.journal.details(touch).iter();
                let mut kinds = details.map(|detail| detail.kind);
                kinds.any(|kind| matches!(kind, DetailKind::Homework { done: false, .. }))
            })
    }
}
