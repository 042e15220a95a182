//! `textDocument/onTypeFormatting`: behind a line end, the line that was just finished.

use gen_lsp_types::{
    DocumentOnTypeFormattingOptions, DocumentOnTypeFormattingRequest, Position, Request,
};

use super::{Answer, answered};
use crate::lsp::asked::Asked;
use crate::lsp::formatting::within;

pub(super) const ANSWER: Answer = Answer {
    method: DocumentOnTypeFormattingRequest::METHOD,
    waits_for_findings: false,
    announce: |_, capabilities| {
        capabilities.document_on_type_formatting_provider = Some(DocumentOnTypeFormattingOptions {
            first_trigger_character: "\n".to_owned(),
            more_trigger_character: None,
        });
    },
    give: |workspace, params| {
        answered::<DocumentOnTypeFormattingRequest>(params, |params| {
            let asked = Asked::find(workspace, &params.text_document.uri);
            let finished = params.position.line.checked_sub(1);
            Ok(asked.zip(finished).map(|(asked, finished)| {
                // What ends the line, and a blank one itself, stay: more may follow.
                let start = asked.offset(Position::new(finished, 0));
                within(&asked, asked.source().line_at(start))
            }))
        })
    },
};
