//! A touch comes in; out come the words that findings call it by, and the places of its words.

use super::life::{Move, Part};
use super::{Life, Promise, PromiseKind, Timeline};
use crate::calendar::Day;
use crate::finding::Place;
use crate::journal::{Journal, TouchRef};
use crate::settings::CadenceId;
use crate::syntax::{TouchHeader, first_word};

impl Life<'_> {
    /// When somebody last spoke to us or answered, in this pursuit, and how many touches went
    /// unanswered since.
    #[must_use]
    pub fn silence(&self) -> (Option<Day>, u32) {
        let steps = self
            .moves
            .iter()
            .rev()
            .filter(|step| step.part == Part::Step);
        let mut count = 0;
        for step in steps.take_while(|step| step.pursuit == self.state.pursuit) {
            if !step.is_silent() {
                return (Some(step.touch.touch.day), count);
            }
            count += 1;
        }
        (None, count)
    }
}

impl<'j> Timeline<'j> {
    /// Says whether the cadence in force has this name.
    #[must_use]
    pub fn is_in(&self, life: &Life<'j>, name: &str) -> bool {
        life.state
            .phase
            .is_some_and(|phase| self.is_cadence(phase, name))
    }

    /// Says whether a cadence has this name, a built-in one's.
    #[must_use]
    pub fn is_cadence(&self, phase: CadenceId, name: &str) -> bool {
        self.settings
            .cadence_of(phase)
            .name
            .eq_ignore_ascii_case(name)
    }

    /// A touch by its number, its cadence and its step: `touch 3 (eight-touch, step 2 of 8)`;
    /// an inbound one, which has no number, by its channel: `their email`.
    #[must_use]
    pub fn name_touch(&self, step: &Move<'j>) -> String {
        let channel = &self
            .settings
            .vocabulary
            .channel_of(step.touch.touch.channel)
            .word;
        if !step.outbound {
            return format!("their {channel}");
        }
        if step.part == Part::PassedOver {
            return format!("this {channel}");
        }
        let number = step.number;
        let Some(phase) = step.phase.map(|phase| self.settings.cadence_of(phase)) else {
            return format!("touch {number}");
        };
        let name = &phase.name;
        match (step.step, phase.steps().len()) {
            (0, _) | (_, 0) => format!("touch {number} ({name})"),
            (at, steps) => format!("touch {number} ({name}, step {at} of {steps})"),
        }
    }

    /// Where the date of a touch stands.
    #[must_use]
    pub fn date_place(&self, touch: TouchRef<'j>) -> Place {
        let source = &self.journal.files[touch.file as usize].source;
        Journal::place(touch, first_word(source, touch.touch.offset))
    }

    /// Where the time of a touch stands; its date, where it has none.
    #[must_use]
    pub fn time_place(&self, touch: TouchRef<'j>) -> Place {
        self.part_of_header(touch, |header| header.time)
    }

    /// Where the channel of a touch stands.
    #[must_use]
    pub fn channel_place(&self, touch: TouchRef<'j>) -> Place {
        self.part_of_header(touch, |header| Some(header.channel_span))
    }

    /// Where the word of a touch's outcome stands; its date, where none is written.
    #[must_use]
    pub fn outcome_place(&self, touch: TouchRef<'j>) -> Place {
        self.part_of_header(touch, |header| {
            header.outcome.as_ref().map(|outcome| outcome.span)
        })
    }

    /// Where a promise stands: its date; the outcome's word of a `later` without one; the date
    /// of a planned touch.
    #[must_use]
    pub fn promise_place(&self, life: &Life<'j>, promise: &Promise) -> Place {
        if let Some(plan) = promise.plan {
            return self.date_place(self.journal.touch(plan));
        }
        match promise.made_by {
            Some(at) if promise.kind == PromiseKind::Later && promise.place.span.is_empty() => {
                self.outcome_place(life.moves[at as usize].touch)
            }
            _ => promise.place,
        }
    }

    fn part_of_header(
        &self,
        touch: TouchRef<'j>,
        part: impl FnOnce(&TouchHeader) -> Option<crate::text::Span>,
    ) -> Place {
        let header = self.journal.header(touch, &self.settings.vocabulary);
        match header.as_ref().and_then(part) {
            Some(span) => Journal::place(touch, span),
            None => self.date_place(touch),
        }
    }
}
