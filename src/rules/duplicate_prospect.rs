//! Two prospects have one name.
//!
//! A name, or a name given as `aka`, belongs to one prospect; case and runs of spaces make no
//! difference. The second is passed over, and a note points at the first.
//!
//! # Why it matters
//!
//! When two of you bring in the same company, somebody will be called twice on one day and hear two
//! different stories. Settle now whose they are; one owner, one cadence, one voice.
//!
//! # Example
//!
//! ```touch
//! prospect Acme Corp
//!     owner: dana
//!
//! prospect ACME Corp
//!     owner: lee
//! ```
//!
//! # Instead
//!
//! ```touch
//! prospect Acme Corp
//!     owner: dana
//!     aka: Acme Industries
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "duplicate-prospect",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("duplicate_prospect.rs"),
    check: Check::Reading,
};
