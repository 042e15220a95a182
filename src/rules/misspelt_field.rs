//! A field is one slip away from one that is known.
//!
//! Fields with names of your own are welcome, and kept. But `insigth:` is most likely meant to be
//! `insight:`, and as it stands no report finds it. Names of fewer than five letters are not
//! compared.
//!
//! # Why it matters
//!
//! What you learned in a talk is worth something at the next call only if it is found again. A note
//! that is filed under a slip of the finger is a note that you did not take.
//!
//! # Example
//!
//! ```touch
//! prospect Acme Corp
//!
//! 2026-03-02 call Acme Corp -> reached
//!     insigth: the owner decides alone
//! ```
//!
//! # Instead
//!
//! ```touch
//! prospect Acme Corp
//!
//! 2026-03-02 call Acme Corp -> reached
//!     insight: the owner decides alone
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "misspelt-field",
    level: Some(Level::Warning),
    kind: Kind::Text,
    page: include_str!("misspelt_field.rs"),
    check: Check::Reading,
};
