//! `textDocument/foldingRange`: sections, entries and runs of comments.

use gen_lsp_types::{FoldingRange, FoldingRangeKind, FoldingRangeRequest, Request};

use super::{Answer, answered};
use crate::lsp::asked::Asked;
use crate::syntax::{Fold, FoldKind, folds};

pub(super) const ANSWER: Answer = Answer {
    method: FoldingRangeRequest::METHOD,
    waits_for_findings: false,
    announce: |_, capabilities| {
        capabilities.folding_range_provider = Some(true.into());
    },
    give: |workspace, params| {
        answered::<FoldingRangeRequest>(params, |params| {
            let asked = Asked::find(workspace, &params.text_document.uri);
            Ok(asked.map(|asked| folds(asked.source()).into_iter().map(range).collect()))
        })
    },
};

/// Without columns it reaches from the end of its first line to that of its last, which is what
/// clients that fold whole lines alone make of any.
fn range(fold: Fold) -> FoldingRange {
    FoldingRange {
        start_line: fold.first,
        end_line: fold.last,
        kind: match fold.kind {
            FoldKind::Section => Some(FoldingRangeKind::Region),
            FoldKind::Comments => Some(FoldingRangeKind::Comment),
            FoldKind::Entry => None,
        },
        ..FoldingRange::default()
    }
}
