//! What a touch promises: its own words, and the planned touches that follow it.

use super::life::{Move, Part};
use super::promise::{Fate, Promise, PromiseKind};
use super::replay::Replay;
use crate::calendar::Moment;
use crate::journal::Journal;
use crate::settings::Effect;
use crate::syntax::{Detail, DetailKind, TouchFlags};
use crate::text::Span;

impl<'j> Replay<'_, 'j> {
    /// The promises that a touch makes, and those that it calls off.
    pub(super) fn make_promises(&mut self, at: u32, touch: &Move<'j>) {
        let details: &'j [Detail] = self.journal.details(touch.touch);
        let effect = touch.effect;
        if touch.part == Part::Step {
            let has =
                |wanted: fn(&DetailKind) -> bool| details.iter().any(|detail| wanted(&detail.kind));
            let plans_next = has(|kind| matches!(kind, DetailKind::Next(..)));
            let books = has(|kind| matches!(kind, DetailKind::Booked(_)));
            let vocabulary = &self.timeline.settings.vocabulary;
            let meaning = vocabulary.outcome_of(touch.touch.touch.outcome).meaning;
            let cancels = meaning == self.timeline.words.cancelled;
            self.life
                .promises
                .call_off(at, touch, plans_next, books, cancels);
        }
        let promise = |kind, moment: Moment, last, span, channel| Promise {
            kind,
            day: moment.day,
            time: moment.time,
            last,
            made_by: Some(at),
            place: Journal::place(touch.touch, span),
            channel,
            courtesy: false,
            plan: None,
            fate: Fate::Open,
        };
        let mut dated_later = false;
        for detail in details {
            let made = match detail.kind {
                DetailKind::Next(moment, channel) => {
                    promise(PromiseKind::Next, moment, moment.day, detail.span, channel)
                }
                DetailKind::Booked(moment) => {
                    promise(PromiseKind::Booked, moment, moment.day, detail.span, None)
                }
                DetailKind::Later { first, last } => {
                    dated_later = true;
                    promise(
                        PromiseKind::Later,
                        Moment::day(first),
                        last,
                        detail.span,
                        None,
                    )
                }
                _ => continue,
            };
            self.life.promises.make(made);
        }
        if effect == Effect::Later && !dated_later {
            let after = self.timeline.settings.later_default;
            let workdays = self.timeline.settings.calendar.for_all();
            if let Some(later) = workdays.add(touch.touch.touch.moment(), after) {
                let header = Span::at(touch.touch.touch.offset);
                let day = Moment::day(later.day);
                self.life
                    .promises
                    .make(promise(PromiseKind::Later, day, later.day, header, None));
            }
        }
        self.make_plans(Some(at));
    }

    /// The planned touches that the move at this place makes.
    pub(super) fn make_plans(&mut self, maker: Option<u32>) {
        while let [plan, rest @ ..] = self.plans
            && plan.maker <= maker
        {
            self.plans = rest;
            // What was passed over made nothing.
            if plan.maker < maker {
                continue;
            }
            let touch = self.journal.touch(plan.touch);
            let flags = touch.touch.flags;
            self.life.promises.make(Promise {
                kind: PromiseKind::Planned,
                day: touch.touch.day,
                time: touch.touch.time(),
                last: touch.touch.day,
                made_by: maker,
                place: Journal::place(touch, Span::at(touch.touch.offset)),
                channel: Some(touch.touch.channel),
                courtesy: flags.has(TouchFlags::THANKS) || flags.has(TouchFlags::REMINDER),
                plan: Some(plan.touch),
                fate: Fate::Open,
            });
        }
    }
}
