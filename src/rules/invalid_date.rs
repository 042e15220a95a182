//! A date or a time that does not exist.
//!
//! Dates are written as `2026-03-09`, in the years 1900 to 2199, and times as `14:05`, in 24 hours.
//! A touch with such a date is not read.
//!
//! # Why it matters
//!
//! The date is the heart of a touch: everything that is due is counted from it. A slip of the
//! finger can make you a month late with somebody who was waiting for you.
//!
//! # Example
//!
//! ```touch
//! prospect Acme Corp
//!
//! 2026-02-30 call Acme Corp -> voicemail
//! 2026-03-02 9.30 call Acme Corp -> voicemail
//! ```
//!
//! # Instead
//!
//! ```touch
//! prospect Acme Corp
//!
//! 2026-02-28 call Acme Corp -> voicemail
//! 2026-03-02 09:30 call Acme Corp -> voicemail
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "invalid-date",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("invalid_date.rs"),
    check: Check::Reading,
};
