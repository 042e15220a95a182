//! What touchline has to say about a place in a text: a rule's name, a level, words, and where.

mod places;

pub use places::{Line, Located, Places};

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::text::{Edit, Span};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Notice,
    /// Follow-up suffers, or the text is not what its writer meant.
    Warning,
    /// The text could not be taken as it stands.
    Error,
}

impl Level {
    /// The level's name, as settings and output spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Level::Notice => "notice",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl Serialize for Level {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// What a finding is about, which decides how long it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Is the journal sound? Always shown.
    Text,
    /// What holds today, and can be mended by a touch. Always shown.
    State,
    /// What was once done late or badly. Shown for `look_back`, then with `--all` alone.
    History,
}

impl Kind {
    /// The kind's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::State => "state",
            Kind::History => "history",
        }
    }
}

/// A place in one of the files that were read: the file's number in the order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which file, counted from 0 in the order in which files were read.
    pub file: u32,
    /// Where in it.
    pub span: Span,
}

/// A remark that points at another place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What is said.
    pub message: String,
    /// Where it points, if anywhere.
    pub place: Option<Place>,
}

/// A finding that may be shown: what, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name.
    pub rule: &'static str,
    /// How much it matters, with the settings taken into account.
    pub level: Level,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// The words at fault.
    pub place: Place,
    /// What to do about it, where that is not plain from the message.
    pub help: Option<String>,
    /// The prospect concerned, as it is spelt.
    pub prospect: Option<Arc<str>>,
    /// Remarks that point elsewhere.
    pub notes: Vec<Note>,
    /// An edit in the same file that mends it for sure.
    pub fix: Option<Edit>,
}
