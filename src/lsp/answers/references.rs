//! `textDocument/references`: all places that name whom this name names, over the whole journal.

use gen_lsp_types::{ReferencesRequest, Request};

use super::{Answer, answered};
use crate::lsp::occurrences::{Kind, Role, named, of_whom, places};

pub(super) const ANSWER: Answer = Answer {
    method: ReferencesRequest::METHOD,
    waits_for_findings: false,
    announce: |_, capabilities| capabilities.references_provider = Some(true.into()),
    answer: |workspace, params| {
        answered::<ReferencesRequest>(params, |params| {
            let at = params.text_document_position_params;
            let Some(asked) = workspace.asked(&at.text_document.uri) else {
                return Ok(None);
            };
            let Some(named) = named(&asked, asked.offset(at.position)) else {
                return Ok(None);
            };
            let mut found = of_whom(&asked, &named);
            if !params.context.include_declaration {
                // A `rep` says whose touches follow, each time anew.
                let is_use = |role: Role| match named.kind {
                    Kind::Prospect => role == Role::Used,
                    Kind::Rep => true,
                };
                found.retain(|occurrence| is_use(occurrence.role));
            }
            Ok(Some(asked.locations(&places(&found))))
        })
    },
};
