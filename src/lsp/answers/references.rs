//! `textDocument/references`: all places that name whom this name names, over the whole journal.

use gen_lsp_types::{ReferencesRequest, Request};

use super::{Answer, answered};
use crate::lsp::asked::Asked;
use crate::lsp::occurrences::{Kind, Role, declaration, named, of_whom, places};

pub(super) const ANSWER: Answer = Answer {
    method: ReferencesRequest::METHOD,
    waits_for_findings: false,
    announce: |_, capabilities| capabilities.references_provider = Some(true.into()),
    give: |workspace, params| {
        answered::<ReferencesRequest>(params, |params| {
            let at = params.text_document_position_params;
            let Some(asked) = Asked::find(workspace, &at.text_document.uri) else {
                return Ok(None);
            };
            let Some(named) = named(&asked, asked.offset(at.position)) else {
                return Ok(None);
            };
            let mut found = of_whom(&asked, &named);
            if !params.context.include_declaration {
                let first = declaration(&asked, &named);
                // A `rep` after the first uses the name: it says whose touches follow.
                found.retain(|occurrence| match (named.kind, occurrence.role) {
                    (_, Role::Used) => true,
                    (Kind::Rep, _) => Some(occurrence.place) != first,
                    (Kind::Prospect, _) => false,
                });
            }
            Ok(Some(asked.locations(&places(&found))))
        })
    },
};
