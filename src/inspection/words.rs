//! The words of a finding.

use crate::finding::{Note, Place};
use crate::text::Edit;

/// What a finding says.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub(super) message: String,
    pub(super) help: Option<String>,
    pub(super) notes: Vec<Note>,
    pub(super) fix: Option<Edit>,
}

impl Words {
    /// What is wrong, in a sentence without a full stop.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Words {
        Words {
            message: message.into(),
            ..Words::default()
        }
    }

    /// And what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Words {
        self.help = Some(help.into());
        self
    }

    /// And what stands elsewhere.
    #[must_use]
    pub fn note(mut self, message: impl Into<String>, place: Place) -> Words {
        self.notes.push(Note {
            message: message.into(),
            place: Some(place),
        });
        self
    }

    /// And the edit that mends it.
    #[must_use]
    pub fn fix(mut self, edit: Edit) -> Words {
        self.fix = Some(edit);
        self
    }
}
