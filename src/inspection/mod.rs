//! What rules report to: it knows the levels, what is allowed and how far back to look, and
//! decides whether a finding is made before its words are.

mod allows;
mod memory;
mod sink;

pub use allows::{Allows, KnownAllow};
pub use memory::{Kept, Memory};
pub use sink::{At, Checked, Mark, Reporter, Scope, Sink, Subject, Words};
