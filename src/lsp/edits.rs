//! Edits of a journal's texts come in, and out comes what a client makes of them all at once.

use std::collections::HashMap;

use gen_lsp_types::{
    DocumentChange, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit,
    TextDocumentIdentifier, WorkspaceEdit,
};

use super::asked::Asked;
use crate::text::Edit;

/// The edits of one text, for the version of it that they were made for where the client can tell.
pub(super) fn of_text(asked: &Asked<'_>, edits: &[Edit]) -> WorkspaceEdit {
    let workspace = asked.workspace;
    let edits = edits.iter().map(|edit| asked.edit(edit));
    if !workspace.client.document_changes {
        return WorkspaceEdit {
            changes: Some(HashMap::from([(asked.uri(), edits.collect())])),
            ..WorkspaceEdit::default()
        };
    }
    let open = workspace.document(&asked.ledger.paths[asked.file as usize]);
    let text = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier {
            version: open.map(|open| open.version),
            text_document_identifier: TextDocumentIdentifier { uri: asked.uri() },
        },
        edits: edits.map(Into::into).collect(),
    };
    WorkspaceEdit {
        document_changes: Some(vec![DocumentChange::TextDocumentEdit(text)]),
        ..WorkspaceEdit::default()
    }
}
