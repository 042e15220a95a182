//! A field that holds one value is given twice.
//!
//! A prospect has one owner, cadence, since, value, potential, close date and source. The first
//! that is given counts. Other fields, such as `aka`, may be repeated.
//!
//! # Why it matters
//!
//! Two owners are none: each leaves the call to the other. Somebody changed their mind and did not
//! take the old line out, and now the ledger believes the old one.
//!
//! # Example
//!
//! ```touch
//! prospect Acme Corp
//!     owner: dana
//!     owner: lee
//! ```
//!
//! # Instead
//!
//! ```touch
//! prospect Acme Corp
//!     owner: lee
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "repeated-field",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("repeated_field.rs"),
    check: Check::Reading,
};
