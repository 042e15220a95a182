//! touchline.yaml: its text comes in, and out come the vocabulary, the cadences and every
//! value that can be tuned, with its default and where it came from.

mod cadence;
mod cadences;
mod error;
mod locate;
mod mapping;
mod nearest;
mod node;
mod read;
mod shape;
mod steps;
mod transitions;
mod unreadable;
mod value;
mod vocabulary;
mod words;
mod workdays;

#[cfg(test)]
mod tests;

pub use cadence::{Cadence, CadenceId, Rhythm, Step, Target, Transitions, Way};
pub use error::SettingsError;
pub use mapping::{Mapping, read_mapping};
pub use read::{KEYS, Lines, read};
pub use vocabulary::{Channel, ChannelId, Effect, MediumId, Outcome, OutcomeId, Vocabulary};

use crate::calendar::{BusinessCalendar, DayRange, Duration};
use crate::finding::Level;

/// Everything that touchline.yaml can say, with the defaults for what it does not.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What is read when no file is named, relative to the settings' folder.
    pub journal: Option<String>,
    /// Channels and outcomes.
    pub vocabulary: Vocabulary,
    /// The built-in cadences, overridden or not, then those of the settings.
    pub cadences: Vec<Cadence>,
    /// The cadence of a prospect that names none.
    pub default_cadence: CadenceId,
    /// The reps there are, as written; where empty, anybody.
    pub reps: Vec<String>,
    /// Weekend, hours and holidays.
    pub calendar: BusinessCalendar,
    /// Who is away when: the rep's name as written, and their days.
    pub absences: Vec<(String, Vec<DayRange>)>,
    /// How soon the first touch is wanted, by source; `any` for all others.
    pub first_response: Vec<(String, Duration)>,
    /// How far back `check` shows what was once done late.
    pub look_back: Duration,
    /// How soon an answer is owed.
    pub reply_within: Duration,
    /// How long after its last day a prospect is given up for dead.
    pub dead_after: Duration,
    /// Dead at this touch or before: given up early.
    pub give_up_touch: u32,
    /// So many unanswered touches after somebody spoke: gone silent.
    pub silent_after: u32,
    /// When a `later` without a date is due.
    pub later_default: Duration,
    /// So many silent touches in a row through one medium: a rut.
    pub rut_after: u32,
    /// Worn-out subject lines, besides the built-in ones.
    pub blunders: Vec<String>,
    /// Scripts by name, which replace or join the built-in ones.
    pub scripts: Vec<(String, String)>,
    /// Levels by rule; none is `off`.
    pub levels: Vec<(&'static str, Option<Level>)>,
    /// What was read, to look up where a value came from; empty where all are defaults.
    text: String,
}

impl Settings {
    /// Says whether both were read from the same text.
    #[must_use]
    pub fn is_same_as(&self, other: &Settings) -> bool {
        self.text == other.text
    }

    /// The cadence of this name, whatever its case.
    #[must_use]
    pub fn cadence(&self, name: &str) -> Option<CadenceId> {
        let folded = crate::text::fold(name);
        let at = self
            .cadences
            .iter()
            .position(|cadence| crate::text::fold(&cadence.name) == folded)?;
        Some(CadenceId(at as u16))
    }

    /// What is known of a cadence.
    #[must_use]
    pub fn cadence_of(&self, id: CadenceId) -> &Cadence {
        &self.cadences[id.0 as usize]
    }
}
