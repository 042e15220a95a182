//! What rules report to: it knows the levels, what is allowed and how far back to look, and
//! decides whether a finding is made before its words are.

mod allows;
mod sink;

pub use allows::{Allows, KnownAllow};
pub use sink::{At, Checked, Reporter, Scope, Sink, Subject, Words};
