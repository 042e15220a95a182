//! `textDocument/documentLink`: the files that are included; a pattern links to one alone.

use gen_lsp_types::{DocumentLink, DocumentLinkOptions, DocumentLinkRequest, Request};

use super::{Answer, answered};
use crate::lsp::asked::Asked;
use crate::lsp::includes::{includes, named};
use crate::lsp::uris::uri_of;

pub(super) const ANSWER: Answer = Answer {
    method: DocumentLinkRequest::METHOD,
    waits_for_findings: false,
    announce: |_, capabilities| {
        capabilities.document_link_provider = Some(DocumentLinkOptions::default());
    },
    give: |workspace, params| {
        answered::<DocumentLinkRequest>(params, |params| {
            let asked = Asked::find(workspace, &params.text_document.uri);
            Ok(asked.map(|asked| {
                let links =
                    includes(&asked).filter_map(|path| match named(&asked, path).as_slice() {
                        [one] => Some(DocumentLink {
                            range: asked.range(path),
                            target: Some(uri_of(one)),
                            tooltip: None,
                            data: None,
                        }),
                        _ => None,
                    });
                links.collect()
            }))
        })
    },
};
