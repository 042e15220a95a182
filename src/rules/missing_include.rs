//! An include names nothing that can be read.
//!
//! The file is not there, cannot be read, is a folder, lies outside the journal's own folder and those
//! below, or has a name that is not UTF-8. A pattern such as `reps/*.touch` that matches nothing is a
//! warning.
//!
//! # Why it matters
//!
//! With the file a whole rep's touches are gone: their prospects look given up, and those who were
//! promised something are on nobody's list.
//!
//! # Example
//!
//! ```touch
//! include reps/dana.touch
//! ```
//!
//! # Instead
//!
//! ```touch
//! include reps/dana.touch
//! ```
//!
//! ```touch
//! ; file reps/dana.touch
//! prospect Acme Corp
//!
//! 2026-03-02 call Acme Corp -> voicemail
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "missing-include",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("missing_include.rs"),
    check: Check::Reading,
};
