//! A touch ended in a way that nobody knows.
//!
//! The outcome is the word after the arrow, such as `voicemail`, `reached` or `booked`. What you
//! want to say besides comes after a colon. The touch counts, but as if it had no outcome. A word
//! of your own goes into touchline.yaml, below `outcomes:`, with the effect that it has.
//!
//! # Why it matters
//!
//! The outcome decides what comes next: the next step, a fresh start, or peace for ever. If it
//! cannot be read, you may go on chasing somebody who has said yes.
//!
//! # Example
//!
//! ```touch
//! prospect Acme Corp
//!
//! 2026-03-02 call Acme Corp -> voicemial
//! ```
//!
//! # Instead
//!
//! ```touch
//! prospect Acme Corp
//!
//! 2026-03-02 call Acme Corp -> voicemail: call back after lunch
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "unknown-outcome",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("unknown_outcome.rs"),
    check: Check::Reading,
};
