//! The canonical form of a text, as `fmt` writes it, in edits for a client.

use gen_lsp_types::TextEdit;

use super::asked::Asked;
use crate::syntax::fmt;
use crate::text::Span;

/// The edits that lie in a stretch of the text.
pub(super) fn within(asked: &Asked<'_>, stretch: Span) -> Vec<TextEdit> {
    let edits = fmt(asked.parsed(), &asked.ledger.settings.vocabulary);
    edits
        .iter()
        .filter(|edit| stretch.start <= edit.span.start && edit.span.end <= stretch.end)
        .map(|edit| asked.edit(edit))
        .collect()
}
