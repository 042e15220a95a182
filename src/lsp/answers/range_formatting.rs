//! `textDocument/rangeFormatting`: some lines of the text as `fmt` writes them.

use gen_lsp_types::{DocumentRangeFormattingRequest, Position, Request};

use super::{Answer, answered};
use crate::lsp::asked::Asked;
use crate::lsp::formatting::within;
use crate::text::Span;

pub(super) const ANSWER: Answer = Answer {
    method: DocumentRangeFormattingRequest::METHOD,
    waits_for_findings: false,
    announce: |_, capabilities| {
        capabilities.document_range_formatting_provider = Some(true.into());
    },
    give: |workspace, params| {
        answered::<DocumentRangeFormattingRequest>(params, |params| {
            let (start, end) = (params.range.start, params.range.end);
            let asked = Asked::find(workspace, &params.text_document.uri);
            Ok(asked.map(|asked| {
                // Whoever marks whole lines ends in front of the first that is not meant.
                let ends_before = end.character == 0 && end.line > start.line;
                let next = end.line.saturating_add(u32::from(!ends_before));
                let first = asked.offset(Position::new(start.line, 0));
                let last = asked.offset(Position::new(next, 0));
                within(&asked, Span::new(first, last))
            }))
        })
    },
};
