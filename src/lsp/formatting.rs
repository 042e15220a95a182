//! The canonical form of a text, as `fmt` writes it, in edits for a client.

use gen_lsp_types::TextEdit;

use super::asked::Asked;
use crate::syntax::{fmt, fmt_within};
use crate::text::{Edit, Span};

/// The edits of the whole text.
pub(super) fn whole(asked: &Asked<'_>) -> Vec<TextEdit> {
    let edits = fmt(asked.parsed(), &asked.ledger.settings.vocabulary);
    for_client(asked, &edits)
}

/// Those that lie in a stretch of it.
pub(super) fn within(asked: &Asked<'_>, stretch: Span) -> Vec<TextEdit> {
    let vocabulary = &asked.ledger.settings.vocabulary;
    for_client(asked, &fmt_within(asked.parsed(), stretch, vocabulary))
}

fn for_client(asked: &Asked<'_>, edits: &[Edit]) -> Vec<TextEdit> {
    edits.iter().map(|edit| asked.edit(edit)).collect()
}
