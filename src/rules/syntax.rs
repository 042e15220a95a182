//! A line fits no form of the journal.
//!
//! A line that starts with a digit is a touch, one that starts with a letter is `prospect`, `rep`
//! or `include`, and an indented line belongs to the one above. The finding stands at the first
//! word that does not fit, and says what was expected there. Reading goes on with the next line.
//!
//! # Why it matters
//!
//! A touch that cannot be read is a touch that nobody counts: the prospect looks neglected though
//! you called, and somebody calls again. It takes ten seconds to mend now, and an argument in three
//! weeks.
//!
//! # Example
//!
//! ```touch
//! prospect Acme Corp
//!
//! 2026-03-02 call Acme Corp ->
//! 2026-03-04 email
//! ```
//!
//! # Instead
//!
//! ```touch
//! prospect Acme Corp
//!
//! 2026-03-02 call Acme Corp -> voicemail
//! 2026-03-04 email Acme Corp
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "syntax",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("syntax.rs"),
    check: Check::Reading,
};
