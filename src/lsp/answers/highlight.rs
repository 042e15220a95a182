//! `textDocument/documentHighlight`: the places of the text that name whom this name names.

use gen_lsp_types::{DocumentHighlight, DocumentHighlightKind, DocumentHighlightRequest, Request};

use super::{Answer, answered};
use crate::lsp::asked::Asked;
use crate::lsp::occurrences::{Role, named, of_whom};

pub(super) const ANSWER: Answer = Answer {
    method: DocumentHighlightRequest::METHOD,
    waits_for_findings: false,
    announce: |_, capabilities| capabilities.document_highlight_provider = Some(true.into()),
    give: |workspace, params| {
        answered::<DocumentHighlightRequest>(params, |params| {
            let at = params.text_document_position_params;
            let Some(asked) = Asked::find(workspace, &at.text_document.uri) else {
                return Ok(None);
            };
            let Some(named) = named(&asked, asked.offset(at.position)) else {
                return Ok(None);
            };
            let found = of_whom(&asked, &named).into_iter();
            let here = found.filter(|occurrence| occurrence.place.file == asked.file);
            let highlights = here.map(|occurrence| {
                let kind = match occurrence.role {
                    Role::Used => DocumentHighlightKind::Read,
                    Role::Declared | Role::Alias => DocumentHighlightKind::Write,
                };
                DocumentHighlight::new(asked.range(occurrence.place.span), Some(kind))
            });
            Ok(Some(highlights.collect()))
        })
    },
};
