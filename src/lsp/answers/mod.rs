//! The shelf of answers: each file is one kind of request, what the client is told of it at the
//! start, and how it is answered.

mod code_action;
mod code_lens;
mod completion;
mod completion_resolve;
mod definition;
mod diagnostic;
mod document_link;
mod document_symbol;
mod folding_range;
mod formatting;
mod highlight;
mod hover;
mod inlay_hint;
mod on_type_formatting;
mod prepare_rename;
mod range_formatting;
mod references;
mod rename;
mod selection_range;
mod semantic_tokens;
mod semantic_tokens_range;
mod workspace_symbol;

use gen_lsp_types::{
    LspRequestMethod, Request, ServerCapabilities, TextDocumentSync, TextDocumentSyncKind,
    TextDocumentSyncOptions, WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};
use lsp_server::ErrorCode;
use serde::Serialize;
use serde_json::Value;

use super::client::Client;
use super::wire::{Refusal, read};
use super::workspace::Workspace;

/// A kind of request: plain data, and the functions that announce and answer it.
pub(super) struct Answer {
    /// Its name in the protocol.
    pub method: LspRequestMethod<'static>,
    /// Whether it is answered only when it is known what is to be found in the present texts.
    pub waits_for_findings: bool,
    /// Tells a client that it may be asked.
    pub announce: fn(&Client, &mut ServerCapabilities),
    /// Answers it.
    pub give: fn(&Workspace<'_>, Value) -> Result<Value, Refusal>,
}

/// All kinds.
const ALL: [Answer; 22] = [
    code_action::ANSWER,
    code_lens::ANSWER,
    completion::ANSWER,
    completion_resolve::ANSWER,
    definition::ANSWER,
    diagnostic::ANSWER,
    document_link::ANSWER,
    document_symbol::ANSWER,
    folding_range::ANSWER,
    formatting::ANSWER,
    highlight::ANSWER,
    hover::ANSWER,
    inlay_hint::ANSWER,
    on_type_formatting::ANSWER,
    prepare_rename::ANSWER,
    range_formatting::ANSWER,
    references::ANSWER,
    rename::ANSWER,
    selection_range::ANSWER,
    semantic_tokens::ANSWER,
    semantic_tokens_range::ANSWER,
    workspace_symbol::ANSWER,
];

/// The kind of this name.
pub(super) fn find(method: &str) -> Option<&'static Answer> {
    ALL.iter()
        .find(|answer| String::from(answer.method) == method)
}

/// What a client is told at the start.
pub(super) fn capabilities(client: &Client) -> ServerCapabilities {
    let mut capabilities = ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(TextDocumentSync::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::Incremental),
            save: Some(true.into()),
            ..TextDocumentSyncOptions::default()
        })),
        workspace: Some(WorkspaceOptions {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(true.into()),
            }),
            ..WorkspaceOptions::default()
        }),
        ..ServerCapabilities::default()
    };
    for answer in &ALL {
        (answer.announce)(client, &mut capabilities);
    }
    capabilities
}

/// Reads what a request of this kind holds, and writes what is made of it.
fn answered<R: Request>(
    params: Value,
    answer: impl FnOnce(R::Params) -> Result<R::Result, Refusal>,
) -> Result<Value, Refusal> {
    value(answer(read(params)?)?)
}

/// Anything as the protocol writes it.
pub(super) fn value(answer: impl Serialize) -> Result<Value, Refusal> {
    serde_json::to_value(answer).map_err(|error| Refusal {
        code: ErrorCode::InternalError,
        message: error.to_string(),
    })
}
