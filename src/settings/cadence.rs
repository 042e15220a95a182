//! A cadence: steps with time windows, and what switches to another one.

use super::vocabulary::{ChannelId, Effect, MediumId, OutcomeId, Vocabulary};
use crate::calendar::Duration;

/// A cadence's place in [`super::Settings::cadences`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CadenceId(pub u16);

/// A channel or a medium that a step asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Any channel of this medium.
    Medium(MediumId),
    /// This channel.
    Channel(ChannelId),
}

impl Way {
    /// Says whether a touch through `channel` goes this way.
    #[must_use]
    pub fn covers(self, channel: ChannelId, vocabulary: &Vocabulary) -> bool {
        match self {
            Way::Medium(medium) => vocabulary.channel_of(channel).medium == medium,
            Way::Channel(wanted) => wanted == channel,
        }
    }
}

/// One step: when the touch that makes it is to come, and through what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// At the latest so long after the anchor.
    pub within: Duration,
    /// And not before so long after it.
    pub wait: Option<Duration>,
    /// The channels or media wanted; any, where empty.
    pub by: Vec<Way>,
}

/// How a cadence goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// Step after step, until the last was made. Never empty.
    Steps(Vec<Step>),
    /// For ever, at this interval: nurture.
    Every(Duration),
}

/// Where a transition leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// To this cadence.
    Cadence(CadenceId),
    /// To the prospect's own cadence.
    Own,
    /// To none: nothing more is due.
    End,
}

/// What a cadence's `on` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transitions {
    /// By outcome word, as written.
    pub outcomes: Vec<(OutcomeId, Target)>,
    /// By channel word, as written.
    pub channels: Vec<(ChannelId, Target)>,
    /// By effect.
    pub effects: Vec<(Effect, Target)>,
    /// When the last step was made.
    pub exhausted: Option<Target>,
    /// When somebody who spoke has stopped answering.
    pub gone_silent: Option<Target>,
}

impl Transitions {
    /// Where an outcome's word leads, or a word that means the same.
    #[must_use]
    pub fn by_outcome(&self, outcome: OutcomeId, vocabulary: &Vocabulary) -> Option<Target> {
        let meaning = vocabulary.outcome_of(outcome).meaning;
        let exact = self.outcomes.iter().find(|(word, _)| *word == outcome);
        let alike = || {
            self.outcomes
                .iter()
                .find(|(word, _)| vocabulary.outcome_of(*word).meaning == meaning)
        };
        exact.or_else(alike).map(|(_, target)| *target)
    }

    /// Where a channel's word leads.
    #[must_use]
    pub fn by_channel(&self, channel: ChannelId) -> Option<Target> {
        self.channels
            .iter()
            .find(|(word, _)| *word == channel)
            .map(|(_, target)| *target)
    }

    /// Where an effect leads.
    #[must_use]
    pub fn by_effect(&self, effect: Effect) -> Option<Target> {
        self.effects
            .iter()
            .find(|(key, _)| *key == effect)
            .map(|(_, target)| *target)
    }
}

/// A cadence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cadence {
    /// Its name, as it is declared.
    pub name: String,
    /// One line for `explain`; may be empty.
    pub about: String,
    /// Steps, or an interval.
    pub rhythm: Rhythm,
    /// The effects that start the steps again.
    pub restart: Vec<Effect>,
    /// What switches to another cadence.
    pub on: Transitions,
}

impl Cadence {
    /// The steps; none where it repeats.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        match &self.rhythm {
            Rhythm::Steps(steps) => steps,
            Rhythm::Every(_) => &[],
        }
    }

    /// The interval at which it repeats, where it is a nurture cadence.
    #[must_use]
    pub fn every(&self) -> Option<Duration> {
        match self.rhythm {
            Rhythm::Steps(_) => None,
            Rhythm::Every(every) => Some(every),
        }
    }
}
