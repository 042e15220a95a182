//! Text with positions: bytes come in with a name, and out come spans, lines and columns.

mod edit;
mod fold;
mod harmless;
mod hex;
mod line_ends;
mod lines;
mod name;
mod source;
mod span;
mod width;
mod wrap;

pub use edit::{Edit, apply};
pub use fold::{fold, is_bidirectional, is_folded_but_for_case, is_invisible, is_override, plain};
pub(crate) use harmless::escape;
pub use harmless::{harmless, harmless_at, harmless_line, is_hidden};
pub use hex::hexadecimal;
pub use line_ends::{
    BYTE_ORDER_MARK, RawLine, first_line, raw_lines, raw_lines_from, usual_line_end,
};
pub use lines::{LineIndex, Position};
pub use name::name_in_short;
pub use source::Source;
pub use span::Span;
pub use width::{clip_end, clip_start, width};
pub use wrap::wrap;
