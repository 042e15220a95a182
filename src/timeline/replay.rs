//! The replay: touch by touch, the state of one prospect.

use super::outlook::Outlook;
use super::promise::{Fate, Promise, PromiseKind, Promises};
use super::pursuit::{Answer, Pursuit};
use super::{Timeline, outlook};
use crate::calendar::{Duration, Moment, Workdays};
use crate::finding::Place;
use crate::journal::{Journal, Plan, ProspectId, RepId, TouchRef};
use crate::settings::{CadenceId, Effect, MediumId, Rhythm, Target, Way};
use crate::syntax::{Detail, DetailKind, Fact, FieldKey, TouchFlags};
use crate::text::{Span, fold};

/// What part a touch plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It moves the pursuit.
    Step,
    /// An outbound silent `#thanks` or `#reminder`: it counts, and nothing else.
    Courtesy,
    /// An automatic answer, or thanks for thanks: it moves nothing.
    Automatic,
    /// It came after a stop: it moves nothing.
    PassedOver,
}

/// What a window is counted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowKind {
    /// An answer to the prospect.
    Reply,
    /// The first touch of a lead.
    FirstResponse,
    /// A step, by its number from 1.
    Step(u32),
    /// The interval of a nurture cadence.
    Nurture,
}

/// When a touch was to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window<'j> {
    /// What it is counted for.
    pub kind: WindowKind,
    /// What it is counted from.
    pub from: Moment,
    /// Whether that is the prospect's `since`.
    pub from_since: bool,
    /// At the latest so long after.
    pub within: Duration,
    /// And not before so long after.
    pub wait: Option<Duration>,
    /// The channels or media that the step asks for.
    pub by: &'j [Way],
    /// The last moment in time; none where no business day is left.
    pub deadline: Option<Moment>,
}

/// Whether a touch kept its window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It had no window.
    None,
    /// It kept it.
    Kept,
    /// It came after the deadline.
    Late,
    /// It came before the wait was over, at this moment.
    TooSoon(Moment),
}

/// One touch, and what the replay says of it.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of the replay\'s definition"
)]
pub struct Move<'j> {
    /// The touch.
    pub touch: TouchRef<'j>,
    /// Who made it.
    pub rep: Option<RepId>,
    /// The medium of its channel.
    pub medium: MediumId,
    /// The effect of its outcome.
    pub effect: Effect,
    /// Whether we contacted the prospect.
    pub outbound: bool,
    /// The part it plays.
    pub part: Part,
    /// The number of its pursuit, from 1.
    pub pursuit: u32,
    /// The count of outbound touches in its pursuit, itself included.
    pub number: u32,
    /// The cadence in force when it came.
    pub phase: Option<CadenceId>,
    /// The cadence in force after it.
    pub phase_after: Option<CadenceId>,
    /// Whether it led to a cadence, the same one anew among them.
    pub entered: bool,
    /// Its step in that phase, from 1; 0 for an inbound one, or one that is no step.
    pub step: u32,
    /// When it was to come.
    pub window: Option<Window<'j>>,
    /// Whether it did.
    pub verdict: Verdict,
    /// Whether it closed a promise.
    pub closed_promise: bool,
    /// Whether we owe an answer to it.
    pub owes_answer: bool,
}

impl Move<'_> {
    /// Says whether it is a courtesy.
    #[must_use]
    pub fn is_courtesy(&self) -> bool {
        self.part == Part::Courtesy
    }

    /// Says whether two people spoke at one time: engaged or advanced, by phone, video or in person.
    #[must_use]
    pub fn is_talk(&self) -> bool {
        self.effect.is_talk() && self.medium.is_live()
    }

    /// Says whether it is an outbound touch that nothing came back from.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.outbound && self.effect == Effect::Silent
    }
}

/// Where a prospect stands after some of its touches.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of the replay's definition"
)]
pub struct State {
    /// The cadence in force.
    pub phase: Option<CadenceId>,
    /// Outbound touches made in this phase.
    pub step: u32,
    /// What the next step counts from.
    pub anchor: Option<Moment>,
    /// Whether that is the prospect's `since`.
    pub anchor_is_since: bool,
    /// The number of the pursuit, from 1.
    pub pursuit: u32,
    /// Outbound touches in it.
    pub touches: u32,
    /// Silent outbound touches in a row.
    pub silent_run: u32,
    /// Whether somebody engaged in this pursuit.
    pub spoke: bool,
    /// How this pursuit was answered.
    pub answer: Option<Answer>,
    /// Whether something came back since that answer.
    pub revived: bool,
    /// Whether this pursuit has had a touch, courtesies aside.
    pub begun: bool,
    /// Whether the pursuit before this one was won.
    pub won_before: bool,
    /// Whether any touch was made at all.
    pub touched: bool,
    /// Whether any outbound touch was made, courtesies aside.
    pub contacted: bool,
    /// The last touch, by its place among the moves, courtesies and automatic ones aside.
    pub last: Option<u32>,
    /// Whether we owe an answer to the last touch.
    pub owes_answer: bool,
    /// The count when the nurture phase was entered that is in force.
    nurture_since: Option<u32>,
}

/// An assertion that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedAssertion {
    /// The touch, by its place among the moves.
    pub at: u32,
    /// Where its value stands.
    pub place: Place,
    /// What it is about.
    pub fact: &'static str,
    /// What holds instead.
    pub holds: String,
}

/// One prospect's life up to today.
#[derive(Debug)]
pub struct Life<'j> {
    /// Whose it is.
    pub prospect: ProspectId,
    /// When the lead arrived.
    pub since: Option<Moment>,
    /// Its touches, in order.
    pub moves: Vec<Move<'j>>,
    /// Its promises, and which are open.
    pub promises: Promises,
    /// The pursuits, the current one last.
    pub pursuits: Vec<Pursuit>,
    /// The assertions that do not hold.
    pub failed: Vec<FailedAssertion>,
    /// Where it stands at the end.
    pub state: State,
    /// What follows from that today.
    pub outlook: Outlook,
}

impl State {
    fn new(since: Option<Moment>) -> State {
        State {
            phase: None,
            step: 0,
            anchor: since,
            anchor_is_since: since.is_some(),
            pursuit: 1,
            touches: 0,
            silent_run: 0,
            spoke: false,
            answer: None,
            revived: false,
            begun: false,
            won_before: false,
            touched: false,
            contacted: false,
            last: None,
            owes_answer: false,
            nurture_since: None,
        }
    }
}

impl<'j> Life<'j> {
    /// Promises that stand today.
    pub fn open_promises(&self) -> impl Iterator<Item = &Promise> {
        self.promises.open()
    }

    /// The last touch, courtesies and automatic ones aside.
    #[must_use]
    pub fn last_move(&self) -> Option<&Move<'j>> {
        self.state.last.map(|at| &self.moves[at as usize])
    }
}

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

struct Replay<'a, 'j> {
    timeline: &'a Timeline<'j>,
    journal: &'j Journal,
    source: Option<String>,
    own: CadenceId,
    /// The planned touches that nothing made yet.
    plans: &'j [Plan],
    pursuit: Pursuit,
    /// Whether the touch at hand led to a cadence.
    entered: bool,
    life: &'a mut Life<'j>,
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
            (self.life.outlook.status == outlook::Status::Dead).then_some(self.life.state.touches);
        self.end_pursuit();
    }

    fn outlook(&self, today: crate::calendar::Day) -> Outlook {
        outlook::outlook(self.timeline, self.life, self.source.as_deref(), today)
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
            self.check_assertions(at, &step);
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
        let nurture =
            phase.is_some_and(|phase| self.timeline.settings.cadence_of(phase).every().is_some());
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
                outlook::window(self.timeline, self.life, self.source.as_deref(), workdays);
        }
        touch.verdict = verdict(touch, workdays);
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

    fn make_promises(&mut self, at: u32, touch: &Move<'j>) {
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
    fn make_plans(&mut self, maker: Option<u32>) {
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

    fn check_assertions(&mut self, at: u32, touch: &Move<'j>) {
        let details: &'j [Detail] = self.journal.details(touch.touch);
        let mut outlook = None;
        for detail in details {
            let DetailKind::Assertion(fact) = detail.kind else {
                continue;
            };
            let outlook = outlook.get_or_insert_with(|| self.outlook(touch.touch.touch.day));
            let place = Journal::place(touch.touch, detail.span);
            let (fact, holds) = self.fact(fact, touch, outlook, place);
            if let Some(holds) = holds {
                self.life.failed.push(FailedAssertion {
                    at,
                    place,
                    fact,
                    holds,
                });
            }
        }
    }

    /// What an assertion is about, and what holds instead, where it does not hold.
    fn fact(
        &self,
        fact: Fact,
        touch: &Move<'j>,
        outlook: &Outlook,
        place: Place,
    ) -> (&'static str, Option<String>) {
        let state = &self.life.state;
        let number = |stated: Option<u32>, holds: Option<u32>| {
            (stated != holds)
                .then(|| holds.map_or_else(|| "none".to_owned(), |holds| holds.to_string()))
        };
        let words = |holds: &str| {
            (fold(&self.journal.text(place)) != fold(holds)).then(|| holds.to_owned())
        };
        match fact {
            Fact::Touch(stated) => {
                let own =
                    (touch.outbound && touch.part != Part::PassedOver).then_some(touch.number);
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
                    .map(|phase| self.timeline.settings.cadence_of(phase).name.as_str());
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
}

/// Whether a touch kept its window.
fn verdict(touch: &Move<'_>, workdays: Workdays<'_>) -> Verdict {
    let Some(window) = touch.window else {
        return Verdict::None;
    };
    let moment = touch.touch.touch.moment();
    if window
        .deadline
        .is_some_and(|deadline| is_after(moment, deadline, window.within))
    {
        return Verdict::Late;
    }
    let earliest = window
        .wait
        .and_then(|wait| Some((wait, workdays.add(window.from, wait)?)));
    match earliest {
        Some((wait, earliest)) if is_after(earliest, moment, wait) => Verdict::TooSoon(earliest),
        _ => Verdict::Kept,
    }
}

/// Says whether `moment` is after `other`: by its date; or, where a duration of minutes or hours
/// lies between and both have times, by date and time.
fn is_after(moment: Moment, other: Moment, between: Duration) -> bool {
    if between.is_clocked() && moment.time.is_some() && other.time.is_some() {
        moment > other
    } else {
        moment.day > other.day
    }
}

/// The rhythm of a phase: the step that comes next, or the interval.
pub(super) fn next_in_rhythm(
    settings: &crate::settings::Settings,
    phase: CadenceId,
    step: u32,
) -> Option<(WindowKind, Duration, Option<Duration>, &[Way])> {
    match &settings.cadence_of(phase).rhythm {
        Rhythm::Steps(steps) => {
            let next = steps.get(step as usize)?;
            Some((WindowKind::Step(step + 1), next.within, next.wait, &next.by))
        }
        Rhythm::Every(every) => Some((WindowKind::Nurture, *every, None, &[])),
    }
}
