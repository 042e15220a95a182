//! `textDocument/semanticTokens/range`: what to colour how, of the lines that are in sight.

use gen_lsp_types::{Request, SemanticTokens, SemanticTokensRangeRequest};

use super::{Answer, answered};
use crate::lsp::asked::Asked;
use crate::lsp::tokens::within;

pub(super) const ANSWER: Answer = Answer {
    method: SemanticTokensRangeRequest::METHOD,
    waits_for_findings: false,
    // It is announced with the whole text's.
    announce: |_, _| {},
    give: |workspace, params| {
        answered::<SemanticTokensRangeRequest>(params, |params| {
            let asked = Asked::find(workspace, &params.text_document.uri);
            Ok(asked.map(|asked| SemanticTokens {
                result_id: None,
                data: within(&asked, asked.span(params.range)),
            }))
        })
    },
};
