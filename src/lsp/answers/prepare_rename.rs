//! `textDocument/prepareRename`: the name that would be renamed here, where one can be.

use gen_lsp_types::{PrepareRenamePlaceholder, PrepareRenameRequest, Request};

use super::rename::may_be_renamed;
use super::{Answer, answered};
use crate::lsp::asked::Asked;
use crate::lsp::occurrences::named;

pub(super) const ANSWER: Answer = Answer {
    method: PrepareRenameRequest::METHOD,
    waits_for_findings: false,
    // It is announced with `rename`.
    announce: |_, _| {},
    give: |workspace, params| {
        answered::<PrepareRenameRequest>(params, |params| {
            let at = params.text_document_position_params;
            let Some(asked) = Asked::find(workspace, &at.text_document.uri) else {
                return Ok(None);
            };
            let Some(named) = named(&asked, asked.offset(at.position)) else {
                return Ok(None);
            };
            may_be_renamed(&asked, &named)?;
            let placeholder = PrepareRenamePlaceholder {
                range: asked.range(named.span),
                placeholder: named.spelling,
            };
            Ok(Some(placeholder.into()))
        })
    },
};
