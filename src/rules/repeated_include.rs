//! A file is included a second time.
//!
//! It is read once, where it is included first, and the second `include` does nothing. Often a
//! pattern such as `reps/*.touch` has matched the file already.
//!
//! # Why it matters
//!
//! The rep in force where a file is included first is the one whose touches these are. With two
//! includes it is easy to believe in the wrong one, and to praise or to chase the wrong person.
//!
//! # Example
//!
//! ```touch
//! include reps/*.touch
//! include reps/dana.touch
//! ```
//!
//! ```touch
//! ; file reps/dana.touch
//! prospect Acme Corp
//! ```
//!
//! # Instead
//!
//! ```touch
//! include reps/*.touch
//! ```
//!
//! ```touch
//! ; file reps/dana.touch
//! prospect Acme Corp
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "repeated-include",
    level: Some(Level::Warning),
    kind: Kind::Text,
    page: include_str!("repeated_include.rs"),
    check: Check::Reading,
};
