//! What the client says of itself when it begins: what it can show, and what it wants.

use gen_lsp_types::Uri;
use serde::Deserialize;
use serde_json::Value;

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
    /// Whether a completion may say what to insert and, besides, what to replace.
    pub replaces: bool,
    /// Whether what is told about a completion may be Markdown.
    pub completion_markdown: bool,
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
    /// Takes what it says when it begins. It is looked up, and not read as a whole: clients leave
    /// out what they have to say, and are none the worse for it.
    pub fn new(params: &Value, options: Options) -> Client {
        let capabilities = &params["capabilities"];
        let (text, workspace) = (&capabilities["textDocument"], &capabilities["workspace"]);
        let is_set = |value: &Value| value.as_bool() == Some(true);
        let lists_markdown = |value: &Value| {
            value
                .as_array()
                .is_some_and(|all| all.contains(&"markdown".into()))
        };
        let item = &text["completion"]["completionItem"];
        let related = |findings: &str| is_set(&text[findings]["relatedInformation"]);
        Client {
            encoding: options.position_encoding.unwrap_or_else(|| {
                Encoding::best_of(&capabilities["general"]["positionEncodings"])
            }),
            pulls: text["diagnostic"].is_object(),
            refreshes_diagnostics: is_set(&workspace["diagnostics"]["refreshSupport"]),
            related_information: related("publishDiagnostics") || related("diagnostic"),
            document_changes: is_set(&workspace["workspaceEdit"]["documentChanges"]),
            snippets: is_set(&item["snippetSupport"]),
            replaces: is_set(&item["insertReplaceSupport"]),
            completion_markdown: lists_markdown(&item["documentationFormat"]),
            action_literals: text["codeAction"]["codeActionLiteralSupport"].is_object(),
            nested_symbols: is_set(&text["documentSymbol"]["hierarchicalDocumentSymbolSupport"]),
            markdown: lists_markdown(&text["hover"]["contentFormat"]),
            prepares_renames: is_set(&text["rename"]["prepareSupport"]),
            refreshes_hints: is_set(&workspace["inlayHint"]["refreshSupport"]),
            refreshes_lenses: is_set(&workspace["codeLens"]["refreshSupport"]),
        }
    }
}

/// What those want who set up a client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Options {
    /// Hints at the ends of lines.
    pub inlay_hints: bool,
    /// What is due, above the prospects.
    pub code_lens: bool,
    /// What the client's columns count, where it does not know that itself.
    pub position_encoding: Option<Encoding>,
}

impl Options {
    /// Reads them, alone or below `touchline`; what cannot be read is as if it were not there.
    pub fn read(value: &Value) -> Options {
        let own = value.get("touchline").unwrap_or(value);
        Options::deserialize(own).unwrap_or_default()
    }
}

/// The addresses of the folders that the client has open.
pub(super) fn folders(params: &Value) -> Vec<Uri> {
    let uri = |value: &Value| value.as_str().map(Uri::from);
    match &params["workspaceFolders"] {
        Value::Array(folders) => folders
            .iter()
            .filter_map(|folder| uri(&folder["uri"]))
            .collect(),
        _ => uri(&params["rootUri"]).into_iter().collect(),
    }
}
