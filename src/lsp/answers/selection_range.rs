//! `textDocument/selectionRange`: a word, the part of the line, the line, the entry, the text.

use gen_lsp_types::{Request, SelectionRange, SelectionRangeRequest};

use super::{Answer, answered};
use crate::lsp::asked::Asked;
use crate::syntax::{LineKind, end_of_body, header_above, line_kind, words};
use crate::text::Span;

pub(super) const ANSWER: Answer = Answer {
    method: SelectionRangeRequest::METHOD,
    waits_for_findings: false,
    announce: |_, capabilities| {
        capabilities.selection_range_provider = Some(true.into());
    },
    give: |workspace, params| {
        answered::<SelectionRangeRequest>(params, |params| {
            let asked = Asked::find(workspace, &params.text_document.uri);
            Ok(asked.map(|asked| {
                let positions = params.positions.into_iter();
                positions
                    .map(|position| nested(&asked, asked.offset(position)))
                    .collect()
            }))
        })
    },
};

/// What a byte lies in, each within the next.
fn nested(asked: &Asked<'_>, offset: u32) -> SelectionRange {
    let source = asked.source();
    let whole = Span::new(0, source.bytes().len() as u32);
    let line = source.line_at(offset);
    let text = source.slice(line);
    let touches = |span: &Span| (span.start..=span.end).contains(&offset);
    let header = match line_kind(text) {
        LineKind::Touch | LineKind::Directive | LineKind::Other => Some(line.start),
        LineKind::Body => header_above(source, offset),
        LineKind::Blank | LineKind::Comment | LineKind::ConflictMarker => None,
    };
    let entry = header.map(|header| Span::new(header, end_of_body(source, header)));
    let part = asked.piece(offset).map(|piece| piece.span);
    let word = words(text, line.start).map(|(word, _)| word).find(touches);
    // A word may reach beyond its part, as in `Acme->sent`.
    let word = word.map(|word| match part {
        Some(part) => Span::new(word.start.max(part.start), word.end.min(part.end)),
        None => word,
    });
    let mut selection = SelectionRange {
        range: asked.range(whole),
        parent: None,
    };
    let mut outer = whole;
    for span in [entry, Some(line), part, word].into_iter().flatten() {
        let is_within = outer.start <= span.start && span.end <= outer.end;
        if is_within && span != outer && touches(&span) {
            selection = SelectionRange {
                range: asked.range(span),
                parent: Some(Box::new(selection)),
            };
            outer = span;
        }
    }
    selection
}
