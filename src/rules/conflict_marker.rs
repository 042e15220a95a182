//! Git left the markers of a merge that failed.
//!
//! A line of seven `<`, `=`, `>` or `|`, at the very start of a line, is what git writes where two
//! people changed the same place. The lines between are read all the same, those of both sides.
//!
//! # Why it matters
//!
//! Two of you wrote down what happened, and both are most likely right. Keep both touches, take the
//! markers out, and commit: until then nobody can say which of the two was meant to stand.
//!
//! # Example
//!
//! ```touch
//! prospect Acme Corp
//!
//! <<<<<<< HEAD
//! 2026-03-02 call Acme Corp -> voicemail
//! =======
//! 2026-03-02 email Acme Corp
//! >>>>>>> lee
//! ```
//!
//! # Instead
//!
//! ```touch
//! prospect Acme Corp
//!
//! 2026-03-02 call Acme Corp -> voicemail
//! 2026-03-02 email Acme Corp
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "conflict-marker",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("conflict_marker.rs"),
    check: Check::Reading,
};
