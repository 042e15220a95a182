//! The language server: an editor's texts and questions come in, and out come findings, words to
//! choose from, places and edits. It is a door to the same `Ledger` as the command line, and what
//! it says is what that would say of the same texts.
//!
//! Messages come by `wire` to `server`, which keeps the order, and hands them to `service` while
//! there is a client to serve. `workspace` knows the open texts and reads the journals they belong
//! to, a `tree` each, when one is asked about and something is new. `judge` looks at them beside,
//! and `publishing` tells what was found. Each kind of request is a file on the shelf of `answers`.
//! What may be written at the cursor is told by `slots`, and the words for it by `candidates`.

mod answers;
mod asked;
mod buffers;
mod candidates;
mod client;
mod diagnostics;
mod documents;
mod edits;
mod events;
mod formatting;
mod includes;
mod journals;
mod judge;
mod occurrences;
mod positions;
mod publishing;
mod server;
mod service;
mod slots;
mod tokens;
mod tree;
mod upcoming;
mod uris;
mod wire;
mod workspace;

pub use journals::{Found, Journals, Trouble};
pub use server::serve;
