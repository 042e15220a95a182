//! `textDocument/semanticTokens/full`: what to colour how, for editors that have no grammar.

use gen_lsp_types::{
    Request, SemanticTokens, SemanticTokensLegend, SemanticTokensOptions, SemanticTokensRequest,
};

use super::{Answer, answered};
use crate::lsp::asked::Asked;
use crate::lsp::tokens::{LEGEND, within};
use crate::text::Span;

pub(super) const ANSWER: Answer = Answer {
    method: SemanticTokensRequest::METHOD,
    waits_for_findings: false,
    announce: |_, capabilities| {
        let options = SemanticTokensOptions {
            legend: SemanticTokensLegend {
                token_types: LEGEND.into_iter().map(String::from).collect(),
                token_modifiers: Vec::new(),
            },
            range: Some(true.into()),
            full: Some(true.into()),
            ..SemanticTokensOptions::default()
        };
        capabilities.semantic_tokens_provider = Some(options.into());
    },
    give: |workspace, params| {
        answered::<SemanticTokensRequest>(params, |params| {
            let asked = Asked::find(workspace, &params.text_document.uri);
            Ok(asked.map(|asked| SemanticTokens {
                result_id: None,
                data: within(&asked, Span::new(0, asked.source().bytes().len() as u32)),
            }))
        })
    },
};
