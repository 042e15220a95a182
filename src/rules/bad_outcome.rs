//! An outcome has what it cannot have.
//!
//! Only `booked` and `later` take a date, and none that lies before the touch; a planned touch has
//! not happened, so it has no outcome; and a remark needs a colon before it. Where the outcome
//! closes nothing, inserting the colon is offered as a fix.
//!
//! # Why it matters
//!
//! `no interest until May` may be a no, or a date in your calendar. A sale can hang on which of
//! them it was, and only you know; write it so that it can be read in one way.
//!
//! # Example
//!
//! ```touch
//! prospect Acme Corp
//!
//! 2026-03-02 call Acme Corp -> voicemail left a message
//! 2026-03-04 call Acme Corp -> later 2026-02: not before their year is closed
//! ```
//!
//! # Instead
//!
//! ```touch
//! prospect Acme Corp
//!
//! 2026-03-02 call Acme Corp -> voicemail: left a message
//! 2026-03-04 call Acme Corp -> later 2026-05: not before their year is closed
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "bad-outcome",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("bad_outcome.rs"),
    check: Check::Reading,
};
