//! What the client says of itself when it begins: what it can show, and what it wants.

use gen_lsp_types::{InitializeParams, MarkupKind, WorkspaceFolders};
use serde::Deserialize;

use super::positions::Encoding;

/// The client.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that a client can do or cannot"
)]
pub(super) struct Client {
    /// How it counts columns.
    pub encoding: Encoding,
    /// Whether it asks for the findings of the texts that are open.
    pub pulls: bool,
    /// Whether it can be told to ask again.
    pub refreshes_diagnostics: bool,
    /// Whether findings can point elsewhere.
    pub related_information: bool,
    /// Whether an edit may name the version of the text that it is for.
    pub document_changes: bool,
    /// Whether a completion may hold places to jump to.
    pub snippets: bool,
    /// Whether actions may come as more than commands.
    pub action_literals: bool,
    /// Whether symbols may hold others.
    pub nested_symbols: bool,
    /// Whether hovers may be Markdown.
    pub markdown: bool,
    /// Whether it asks what can be renamed before it asks for the new name.
    pub prepares_renames: bool,
    /// Whether hints and lenses can be asked for again.
    pub refreshes_hints: bool,
    /// The same for lenses.
    pub refreshes_lenses: bool,
}

impl Client {
    /// Takes what it says.
    pub fn new(params: &InitializeParams) -> Client {
        let capabilities = &params.capabilities;
        let general = capabilities.general.as_ref();
        let encodings = general.and_then(|general| general.position_encodings.as_deref());
        let text = capabilities.text_document.clone().unwrap_or_default();
        let workspace = capabilities.workspace.clone().unwrap_or_default();
        let published = text.publish_diagnostics.as_ref();
        let published = published.map(|published| &published.diagnostics_capabilities);
        let pulled = text.diagnostic.as_ref();
        let pulled = pulled.map(|pulled| &pulled.diagnostics_capabilities);
        let related = |findings: Option<&gen_lsp_types::DiagnosticsCapabilities>| {
            findings.and_then(|findings| findings.related_information) == Some(true)
        };
        let completion = text.completion.as_ref();
        let completion = completion.and_then(|completion| completion.completion_item.as_ref());
        let hover = text.hover.as_ref();
        let hover = hover.and_then(|hover| hover.content_format.as_deref());
        Client {
            encoding: Encoding::best_of(encodings.unwrap_or_default()),
            pulls: text.diagnostic.is_some(),
            refreshes_diagnostics: workspace
                .diagnostics
                .is_some_and(|diagnostics| diagnostics.refresh_support == Some(true)),
            related_information: related(published) || related(pulled),
            document_changes: workspace
                .workspace_edit
                .is_some_and(|edit| edit.document_changes == Some(true)),
            snippets: completion.is_some_and(|item| item.snippet_support == Some(true)),
            action_literals: text
                .code_action
                .is_some_and(|action| action.code_action_literal_support.is_some()),
            nested_symbols: text
                .document_symbol
                .is_some_and(|symbol| symbol.hierarchical_document_symbol_support == Some(true)),
            markdown: hover.is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
            prepares_renames: text
                .rename
                .is_some_and(|rename| rename.prepare_support == Some(true)),
            refreshes_hints: workspace
                .inlay_hint
                .is_some_and(|hint| hint.refresh_support == Some(true)),
            refreshes_lenses: workspace
                .code_lens
                .is_some_and(|lens| lens.refresh_support == Some(true)),
        }
    }
}

/// What is shown only to those who want it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Options {
    /// Hints at the ends of lines.
    pub inlay_hints: bool,
    /// What is due, above the prospects.
    pub code_lens: bool,
}

impl Options {
    /// Reads them, alone or below `touchline`; what cannot be read is as if it were not there.
    pub fn read(value: &serde_json::Value) -> Options {
        let own = value.get("touchline").unwrap_or(value);
        Options::deserialize(own).unwrap_or_default()
    }
}

/// The addresses of the folders that the client has open.
#[expect(deprecated, reason = "older clients know no other way")]
pub(super) fn folders(params: &InitializeParams) -> Vec<gen_lsp_types::Uri> {
    let listed = &params.workspace_folders_initialize_params.workspace_folders;
    match listed {
        Some(WorkspaceFolders::WorkspaceFolderList(folders)) => {
            folders.iter().map(|folder| folder.uri.clone()).collect()
        }
        Some(WorkspaceFolders::Null) | None => params.root_uri.iter().cloned().collect(),
    }
}
