//! A field has a value that it cannot hold.
//!
//! `since` and `close` hold a date, `value` an amount of money, `potential` one of high, medium and
//! low. A `next` may begin with a date, but with none that lies before its own touch, and with none
//! that can be read in two ways. The value is passed over, and all else is kept.
//!
//! # Why it matters
//!
//! `3/4/26` is in March for some of you and in April for others, and `12.000` is twelve or twelve
//! thousand. A promise on a date that nobody is sure of is a promise that you will break.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-05
//! prospect Acme Corp
//!     since: last Monday
//!     value: 12.000 EUR
//!
//! 2026-03-02 call Acme Corp -> reached
//!     next: 3/4/26 send the outline
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-05
//! prospect Acme Corp
//!     since: 2026-03-02
//!     value: 12,000 EUR
//!
//! 2026-03-02 call Acme Corp -> reached
//!     next: 2026-03-04 send the outline
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "bad-field",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("bad_field.rs"),
    check: Check::Reading,
};
