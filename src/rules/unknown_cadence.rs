//! A prospect follows a cadence that is not defined.
//!
//! The cadences are the built-in ones and those below `cadences:` in touchline.yaml; `touchline
//! explain` lists them all. Until the name is mended the prospect follows the default cadence.
//!
//! # Why it matters
//!
//! A plan that does not exist is no plan. You meant to stay with this prospect for a year, and
//! after eight touches nothing more will be due.
//!
//! # Example
//!
//! ```touch
//! prospect Acme Corp
//!     cadence: nine-touch
//! ```
//!
//! # Instead
//!
//! ```touch
//! prospect Acme Corp
//!     cadence: eight-touch
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "unknown-cadence",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("unknown_cadence.rs"),
    check: Check::Reading,
};
