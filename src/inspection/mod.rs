//! What rules report to: it knows the levels, what is allowed and how far back to look, and
//! decides whether a finding is made before its words are.

mod allows;
mod at;
mod faults;
mod memory;
mod sink;
mod subject;
mod words;

pub use allows::{Allows, KnownAllow};
pub use at::At;
pub use memory::{Kept, Memory};
pub use sink::{Checked, Filled, Reporter, Scope, Sink};
pub use subject::Subject;
pub use words::Words;
