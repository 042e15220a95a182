//! `textDocument/formatting`: the text as `fmt` writes it.

use gen_lsp_types::{DocumentFormattingRequest, Request};

use super::{Answer, answered};
use crate::lsp::asked::Asked;
use crate::lsp::formatting::whole;

pub(super) const ANSWER: Answer = Answer {
    method: DocumentFormattingRequest::METHOD,
    waits_for_findings: false,
    announce: |_, capabilities| {
        capabilities.document_formatting_provider = Some(true.into());
    },
    give: |workspace, params| {
        answered::<DocumentFormattingRequest>(params, |params| {
            let asked = Asked::find(workspace, &params.text_document.uri);
            Ok(asked.as_ref().map(whole))
        })
    },
};
