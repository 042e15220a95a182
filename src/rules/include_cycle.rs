//! A file includes itself, by way of others.
//!
//! Each file of a journal is read once. An `include` of a file that is just being read would never
//! come to an end, so it is passed over.
//!
//! # Why it matters
//!
//! The journal should have one root that names its parts, so that everybody who opens it reads the
//! same prospects in the same order. Take out the include that leads back.
//!
//! # Example
//!
//! ```touch
//! include reps/dana.touch
//! ```
//!
//! ```touch
//! ; file reps/dana.touch
//! include ../main.touch
//! prospect Acme Corp
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
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "include-cycle",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("include_cycle.rs"),
    check: Check::Reading,
};
