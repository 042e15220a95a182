//! A touch goes through a channel that nobody knows.
//!
//! The channel is the word after the date, such as `call`, `email` or `meeting`. Where one of the
//! known words is near, it is offered. A word of your own goes into touchline.yaml, below
//! `channels:`, with the medium that it belongs to.
//!
//! # Why it matters
//!
//! People answer where they like to be asked. Only if each touch says how it was made can you see
//! that four emails in a row went nowhere, and that it is time to pick up the phone.
//!
//! # Example
//!
//! ```touch
//! prospect Acme Corp
//!
//! 2026-03-02 cal Acme Corp -> voicemail
//! ```
//!
//! # Instead
//!
//! ```touch
//! prospect Acme Corp
//!
//! 2026-03-02 call Acme Corp -> voicemail
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};

pub(super) const RULE: Rule = Rule {
    name: "unknown-channel",
    level: Some(Level::Error),
    kind: Kind::Text,
    page: include_str!("unknown_channel.rs"),
    check: Check::Reading,
};
