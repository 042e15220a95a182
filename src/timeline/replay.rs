//! The replay: touch by touch, the state of one prospect.

use super::life::{Life, Move, Part, State};
use super::outlook::{Outlook, Status, outlook};
use super::promise::{PromiseKind, Promises};
use super::pursuit::{Answer, Pursuit};
use super::window::Verdict;
use super::{Timeline, assertions, window};
use crate::calendar::Day;
use crate::journal::{Journal, Plan, ProspectId, TouchRef};
use crate::settings::{CadenceId, Effect, Target};
use crate::syntax::{DetailKind, FieldKey, TouchFlags};

impl<'j> Timeline<'j> {
    /// Replays a prospect's touches.
    #[must_use]
    pub fn life(&self, prospect: ProspectId) -> Life<'j> {
        let mut life = Life {
            prospect,
            since: None,
            moves: Vec::new(),
            promises: Promises::default(),
            pursuits: Vec::new(),
            failed: Vec::new(),
            state: State::new(None),
            outlook: Outlook::default(),
        };
        self.replay(prospect, &mut life);
        life
    }

    /// The same, in the space of another prospect's life.
    pub fn replay(&self, prospect: ProspectId, life: &mut Life<'j>) {
        life.prospect = prospect;
        life.since = self.journal.since(prospect);
        life.moves.clear();
        life.promises.clear();
        life.pursuits.clear();
        life.failed.clear();
        life.state = State::new(life.since);
        let mut replay = Replay {
            timeline: self,
            journal: self.journal,
            source: self.journal.value(prospect, FieldKey::Source),
            own: self.own_cadence(prospect),
            plans: self.journal.plans(prospect),
            pursuit: Pursuit::default(),
            entered: false,
            life,
        };
        replay.run();
    }
}

/// A replay on its way through one prospect's touches.
pub(super) struct Replay<'a, 'j> {
    pub(super) timeline: &'a Timeline<'j>,
    pub(super) journal: &'j Journal,
    source: Option<String>,
    own: CadenceId,
    /// The planned touches that nothing made yet.
    pub(super) plans: &'j [Plan],
    pursuit: Pursuit,
    /// Whether the touch at hand led to a cadence.
    entered: bool,
    pub(super) life: &'a mut Life<'j>,
}

impl<'j> Replay<'_, 'j> {
    fn run(&mut self) {
        self.enter(Some(self.own));
        self.make_plans(None);
        for &id in self.journal.made(self.life.prospect) {
            let touch = self.journal.touch(id);
            if touch.touch.day > self.timeline.today.day {
                break;
            }
            self.touch(touch);
        }
        self.life.outlook = self.outlook(self.timeline.today.day);
        self.pursuit.died_at =
            (self.life.outlook.status == Status::Dead).then_some(self.life.state.touches);
        self.end_pursuit();
    }

    fn outlook(&self, today: Day) -> Outlook {
        outlook(self.timeline, self.life, self.source.as_deref(), today)
    }

    fn touch(&mut self, touch: TouchRef<'j>) {
        let settings = self.timeline.settings;
        let outbound = !touch.touch.flags.has(TouchFlags::INBOUND);
        let mut step = Move {
            touch,
            rep: self.journal.rep_of(touch),
            medium: settings.vocabulary.channel_of(touch.touch.channel).medium,
            effect: settings.vocabulary.outcome_of(touch.touch.outcome).effect,
            outbound,
            part: Part::Step,
            pursuit: self.life.state.pursuit,
            number: self.life.state.touches,
            phase: self.life.state.phase,
            phase_after: self.life.state.phase,
            entered: false,
            step: 0,
            window: None,
            verdict: Verdict::None,
            closed_promise: false,
            owes_answer: false,
        };
        step.part = self.part(&step);
        let at = self.life.moves.len() as u32;
        match step.part {
            Part::PassedOver => {}
            Part::Automatic => self.make_promises(at, &step),
            Part::Courtesy => {
                self.life.state.touched = true;
                self.life.state.touches += 1;
                step.number = self.life.state.touches;
                self.life.promises.close(at, &step);
                self.make_promises(at, &step);
            }
            Part::Step => self.step(at, &mut step),
        }
        step.phase_after = self.life.state.phase;
        step.entered = std::mem::take(&mut self.entered);
        self.life.moves.push(step);
        if touch.touch.flags.has(TouchFlags::DETAILS) {
            assertions::check(self.timeline, self.life, self.source.as_deref());
        }
    }

    fn part(&self, touch: &Move<'_>) -> Part {
        let flags = touch.touch.touch.flags;
        if self.life.state.answer == Some(Answer::Stop) {
            let outcome = touch.touch.touch.outcome;
            let wish = matches!(touch.effect, Effect::Advanced | Effect::Won)
                || outcome == self.timeline.words.interested;
            return if !touch.outbound && wish {
                Part::Step
            } else {
                Part::PassedOver
            };
        }
        let thanks = flags.has(TouchFlags::THANKS);
        if touch.outbound {
            let courtesy = thanks || flags.has(TouchFlags::REMINDER);
            return if courtesy && touch.effect == Effect::Silent {
                Part::Courtesy
            } else {
                Part::Step
            };
        }
        let thanked = thanks && touch.touch.touch.outcome == self.timeline.words.replied;
        if thanked || touch.effect == Effect::Silent {
            Part::Automatic
        } else {
            Part::Step
        }
    }

    /// A touch that moves the pursuit; the numbers are those of the replay's definition.
    fn step(&mut self, at: u32, touch: &mut Move<'j>) {
        self.begin(); // 1
        touch.pursuit = self.life.state.pursuit;
        touch.phase = self.life.state.phase;
        let promised = self.life.promises.any_open();
        self.life.promises.close(at, touch); // 2
        touch.closed_promise = !self.life.promises.closed.is_empty();
        if touch.outbound {
            self.outbound(touch, promised); // 3
        }
        touch.number = self.life.state.touches;
        self.take_effect(touch); // 4
        self.life.state.begun = true;
        self.life.state.touched = true;
        self.life.state.last = Some(at);
        if touch.effect.closes() {
            self.close(touch); // 5
        } else {
            self.switch(touch); // 6
        }
        self.make_promises(at, touch); // 7
        if touch.effect == Effect::Stop {
            self.life.promises.end();
        }
    }

    /// Begins anew after a stop, or where no cadence is in force.
    fn begin(&mut self) {
        let state = &self.life.state;
        if state.answer == Some(Answer::Stop) {
            self.next_pursuit(false);
            self.enter(Some(self.own));
        } else if state.phase.is_none() {
            if state.begun || state.touches > 0 {
                self.next_pursuit(false);
            }
            self.enter(Some(self.own));
            self.life.state.anchor = None;
            self.life.state.anchor_is_since = false;
        }
    }

    fn next_pursuit(&mut self, won: bool) {
        self.end_pursuit();
        let state = &mut self.life.state;
        state.pursuit += 1;
        state.touches = 0;
        state.silent_run = 0;
        state.spoke = false;
        state.answer = None;
        state.revived = false;
        state.begun = false;
        state.won_before = won;
        state.nurture_since = None;
    }

    fn end_pursuit(&mut self) {
        let state = &self.life.state;
        let in_full = self.pursuit.won_at.is_some() || state.answer == Some(Answer::Stop);
        let touches = state
            .nurture_since
            .filter(|_| !in_full)
            .unwrap_or(state.touches);
        self.life.pursuits.push(Pursuit {
            touches,
            ..self.pursuit
        });
        self.pursuit = Pursuit::default();
    }

    /// Puts a cadence in force.
    fn enter(&mut self, phase: Option<CadenceId>) {
        let nurture = self.timeline.is_nurture(phase);
        let state = &mut self.life.state;
        state.phase = phase;
        state.step = 0;
        state.silent_run = 0;
        state.nurture_since = nurture.then_some(state.touches);
    }

    fn follow(&mut self, target: Target) {
        self.entered = true;
        match target {
            Target::Cadence(cadence) => self.enter(Some(cadence)),
            Target::Own => self.enter(Some(self.own)),
            Target::End => self.enter(None),
        }
    }

    fn outbound(&mut self, touch: &mut Move<'j>, promised: bool) {
        let state = &self.life.state;
        let workdays = self.timeline.workdays(touch.rep);
        if state.owes_answer || !promised {
            touch.window =
                window::window(self.timeline, self.life, self.source.as_deref(), workdays);
        }
        touch.verdict = window::verdict(touch, workdays);
        let state = &mut self.life.state;
        state.step += 1;
        state.touches += 1;
        state.contacted = true;
        touch.step = state.step;
    }

    fn take_effect(&mut self, touch: &mut Move<'j>) {
        let owes = self.owes_answer(touch);
        touch.owes_answer = owes;
        let restart = self.life.state.phase.is_some_and(|phase| {
            self.timeline
                .settings
                .cadence_of(phase)
                .restart
                .contains(&touch.effect)
        });
        let state = &mut self.life.state;
        // The wait for an answer began with the first touch that wants it.
        if !(owes && state.owes_answer && state.anchor.is_some()) {
            state.anchor = Some(touch.touch.touch.moment());
            state.anchor_is_since = false;
        }
        state.owes_answer = owes;
        state.silent_run = if touch.is_silent() {
            state.silent_run + 1
        } else {
            0
        };
        if touch.effect.is_talk() || !touch.outbound {
            state.revived = true;
        }
        if touch.effect.is_talk() {
            state.spoke = true;
            if restart {
                state.step = u32::from(touch.outbound);
            }
        }
        if touch.effect == Effect::Advanced {
            self.pursuit.advanced_at.get_or_insert(state.touches);
        }
    }

    fn owes_answer(&self, touch: &Move<'j>) -> bool {
        if touch.outbound
            || touch.effect.closes()
            || touch.effect == Effect::Later
            || touch.is_talk()
        {
            return false;
        }
        let details = self.journal.details(touch.touch);
        !details
            .iter()
            .any(|detail| matches!(detail.kind, DetailKind::Booked(_) | DetailKind::Next(..)))
    }

    fn close(&mut self, touch: &Move<'j>) {
        self.life.promises.end();
        let state = &mut self.life.state;
        let touches = state.touches;
        let answer = match touch.effect {
            Effect::Lost => Some(Answer::Lost),
            Effect::Dropped => Some(Answer::Dropped),
            Effect::Stop => Some(Answer::Stop),
            _ => None,
        };
        match answer {
            Some(Answer::Dropped) => {
                self.pursuit.dropped_at.get_or_insert(touches);
            }
            _ => {
                self.pursuit.answered_at.get_or_insert(touches);
            }
        }
        state.revived = false;
        let target = if touch.effect == Effect::Stop {
            None
        } else {
            self.closing_target(touch)
        };
        if answer.is_none() {
            self.pursuit.won_at = Some(touches);
            self.next_pursuit(true);
        } else {
            self.life.state.answer = answer;
        }
        self.follow(target.unwrap_or(Target::End));
    }

    fn closing_target(&self, touch: &Move<'j>) -> Option<Target> {
        let settings = self.timeline.settings;
        let on = &settings.cadence_of(self.life.state.phase?).on;
        on.by_outcome(touch.touch.touch.outcome, &settings.vocabulary)
            .or_else(|| on.by_effect(touch.effect))
    }

    fn switch(&mut self, touch: &Move<'j>) {
        let settings = self.timeline.settings;
        if touch.effect == Effect::Later {
            self.life.state.step = 0;
        }
        let Some(phase) = self.life.state.phase else {
            return;
        };
        let cadence = settings.cadence_of(phase);
        let state = &self.life.state;
        let outcome = if self.is_no_show(touch) {
            self.timeline.words.no_show
        } else {
            touch.touch.touch.outcome
        };
        let gone_silent =
            touch.outbound && state.spoke && state.silent_run == settings.silent_after;
        let steps = cadence.steps().len() as u32;
        let exhausted = touch.outbound && steps > 0 && state.step >= steps;
        let target = cadence
            .on
            .by_outcome(outcome, &settings.vocabulary)
            .or_else(|| cadence.on.by_channel(touch.touch.touch.channel))
            .or_else(|| cadence.on.by_effect(touch.effect))
            .or_else(|| cadence.on.gone_silent.filter(|_| gone_silent))
            .or_else(|| cadence.on.exhausted.filter(|_| exhausted));
        if let Some(target) = target {
            self.follow(target);
            // The talk itself was the first step of what it led to.
            if touch.outbound && touch.effect.is_talk() {
                self.life.state.step = 1;
            }
        }
    }

    /// Says whether nobody was there for an appointment, by whatever word.
    fn is_no_show(&self, touch: &Move<'j>) -> bool {
        touch.is_silent()
            && touch.medium.is_live()
            && touch.touch.touch.flags.has(TouchFlags::OUTCOME)
            && self.life.promises.closed.iter().any(|&number| {
                let promise = &self.life.promises.all[number as usize];
                promise.kind == PromiseKind::Booked
                    && promise.time.is_some()
                    && promise.day == touch.touch.touch.day
            })
    }
}
