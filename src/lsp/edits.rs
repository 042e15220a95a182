//! Edits of a journal's files come in, and out comes one edit in the form that the client takes.

use std::collections::HashMap;

use gen_lsp_types::{
    DocumentChange, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit,
    TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};

use super::asked::Asked;
use crate::finding::Place;
use crate::text::Edit;

/// Puts a text at each of these places, which stand in the order of the files.
pub(super) fn replacing(asked: &Asked<'_>, places: &[Place], text: &str) -> WorkspaceEdit {
    let files = places.chunk_by(|one, other| one.file == other.file);
    let edits = files.map(|places| {
        let other = asked.other(places[0].file);
        let edit = |place: &Place| TextEdit::new(other.range(place.span), text.to_owned());
        (places[0].file, places.iter().map(edit).collect())
    });
    of_files(asked, edits.collect())
}

/// Edits of files of the journal, by their numbers.
pub(super) fn of_files(asked: &Asked<'_>, files: Vec<(u32, Vec<TextEdit>)>) -> WorkspaceEdit {
    let workspace = asked.workspace;
    let uri = |file: u32| workspace.uri(asked.tree, file);
    if !workspace.client.document_changes {
        let changes: HashMap<Uri, Vec<TextEdit>> = files
            .into_iter()
            .map(|(file, edits)| (uri(file), edits))
            .collect();
        return WorkspaceEdit {
            changes: Some(changes),
            ..WorkspaceEdit::default()
        };
    }
    let changes = files.into_iter().map(|(file, edits)| {
        let open = workspace.document(&asked.ledger.paths[file as usize]);
        DocumentChange::TextDocumentEdit(TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                version: open.map(|open| open.version),
                text_document_identifier: TextDocumentIdentifier::new(uri(file)),
            },
            edits: edits.into_iter().map(Into::into).collect(),
        })
    });
    WorkspaceEdit {
        document_changes: Some(changes.collect()),
        ..WorkspaceEdit::default()
    }
}

/// The edits of one text.
pub(super) fn of_text(asked: &Asked<'_>, edits: &[Edit]) -> WorkspaceEdit {
    let edits = edits.iter().map(|edit| asked.edit(edit));
    of_files(asked, vec![(asked.file, edits.collect())])
}
