//! A character that nobody sees stands in a name.
//!
//! A no-break space, a zero-width character or a byte-order mark in a header, a key or a name is a
//! warning: it makes two names of what looks like one. One that turns the direction of writing is
//! an error anywhere, for it can make a line read as what it is not.
//!
//! # Why it matters
//!
//! You see one Acme, and the ledger sees two: one that was called five times, and one that nobody
//! ever touched. Such characters come in with text pasted from a web page; take them out where they
//! stand.
//!
//! # Example
//!
//! ```touch
//! prospect Acme Corp
//!
//! 2026-03-02 call Acme\u{a0}Corp -> voicemail
//! ```
//!
//! # Instead
//!
//! ```touch
//! prospect Acme Corp
//!
//! 2026-03-02 call Acme Corp -> voicemail
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "invisible-character",
    level: Some(Level::Warning),
    kind: Kind::Text,
    page: include_str!("invisible_character.rs"),
    check: Check::Reading,
};
