//! A line is not UTF-8, or has control characters.
//!
//! Such a line is not read. All lines of a file that are not UTF-8 are one finding, which says how
//! many they are: most often the file was saved as Windows-1252. A control character, such as the
//! escape that a terminal's colours begin with, comes along when text is copied from a terminal or
//! a mail program.
//!
//! # Why it matters
//!
//! A name that cannot be read cannot be called. And a journal that several people write has to look
//! the same on every machine; otherwise one of them sees `Müller`, the next one rubbish, and the
//! touches of one prospect are counted for two.
//!
//! # Example
//!
//! ```touch
//! prospect Acme Corp
//!
//! 2026-03-02 call Acme Corp -> voicemail
//!     \u{1b}[1mThey are back on Thursday.
//! ```
//!
//! # Instead
//!
//! ```touch
//! prospect Acme Corp
//!
//! 2026-03-02 call Acme Corp -> voicemail
//!     They are back on Thursday.
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "encoding",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("encoding.rs"),
    check: Check::Reading,
};
