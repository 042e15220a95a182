//! Text with positions: bytes come in with a name, and out come spans, lines and columns.

mod edit;
mod fold;
mod lines;
mod source;
mod span;

pub use edit::Edit;
pub use fold::{fold, is_bidirectional, is_invisible, is_override};
pub use lines::{LineIndex, Position};
pub use source::Source;
pub use span::Span;
