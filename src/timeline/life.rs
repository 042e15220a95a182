//! One prospect's life: its touches with what the replay says of each, and where it stands.

use super::outlook::Outlook;
use super::promise::{Promise, Promises};
use super::pursuit::{Answer, Pursuit};
use super::window::{Verdict, Window};
use crate::calendar::Moment;
use crate::finding::Place;
use crate::journal::{ProspectId, RepId, TouchRef};
use crate::settings::{CadenceId, Effect, MediumId};

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

/// One touch, and what the replay says of it.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of the replay's definition"
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
    pub(super) nurture_since: Option<u32>,
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
    pub(super) fn new(since: Option<Moment>) -> State {
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
