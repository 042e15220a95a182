//! The parts of a text's lines come in, and out come the tokens that themes colour.

use gen_lsp_types::{SemanticToken, SemanticTokenTypes};

use super::asked::Asked;
use crate::syntax::{Part, Piece, each_anatomy};
use crate::text::Span;

/// The kinds of token: a number in what goes out is a place in this list.
pub(super) const LEGEND: [SemanticTokenTypes; 13] = [
    SemanticTokenTypes::Number,
    SemanticTokenTypes::Operator,
    SemanticTokenTypes::Function,
    SemanticTokenTypes::Class,
    SemanticTokenTypes::Decorator,
    SemanticTokenTypes::EnumMember,
    SemanticTokenTypes::String,
    SemanticTokenTypes::Keyword,
    SemanticTokenTypes::Variable,
    SemanticTokenTypes::Property,
    SemanticTokenTypes::Type,
    SemanticTokenTypes::Comment,
    SemanticTokenTypes::Macro,
];

/// What a part is coloured as: as the thing of a programming language that looks most like it, as
/// themes know no others. Running text stays plain, and what git leaves is a finding.
fn kind(part: Part) -> Option<SemanticTokenTypes> {
    use SemanticTokenTypes as Types;
    Some(match part {
        Part::Date | Part::Time | Part::When => Types::Number,
        Part::Mark | Part::Arrow | Part::Box | Part::Assertion => Types::Operator,
        Part::Channel => Types::Function,
        Part::Prospect | Part::Alias => Types::Class,
        Part::Tag => Types::Decorator,
        Part::Outcome => Types::EnumMember,
        Part::Detail | Part::Value | Part::Stated | Part::Path => Types::String,
        Part::Directive => Types::Keyword,
        Part::Rep | Part::Who => Types::Variable,
        Part::Key | Part::Fact => Types::Property,
        Part::Cadence => Types::Type,
        Part::Comment => Types::Comment,
        Part::Rule => Types::Macro,
        Part::Text | Part::Conflict => return None,
    })
}

/// The tokens of the lines that a stretch touches. None is longer than its line, and they do not
/// overlap: a comment is parted by the names in it.
pub(super) fn within(asked: &Asked<'_>, stretch: Span) -> Vec<SemanticToken> {
    let vocabulary = &asked.ledger.settings.vocabulary;
    let encoding = asked.workspace.client.encoding;
    let source = asked.source();
    let mut tokens = Vec::new();
    let mut before = (0, 0);
    let mut line = asked.range(stretch).start.line;
    each_anatomy(source, stretch, vocabulary, |span, pieces| {
        let text = source.slice(span);
        let (mut at, mut column) = (span.start, 0);
        let mut advance = |to: u32| {
            let from = (at - span.start) as usize;
            let passed = text.get(from..(to - span.start) as usize);
            column += encoding.length(passed.unwrap_or_default());
            at = to;
            column
        };
        for Piece { part, span } in apart(pieces) {
            let Some(kind) = kind(part) else { continue };
            let Some(kind) = LEGEND.iter().position(|known| *known == kind) else {
                continue;
            };
            let start = advance(span.start);
            let end = advance(span.end);
            let (line_before, start_before) = before;
            let is_first = line > line_before;
            tokens.push(SemanticToken {
                delta_line: line - line_before,
                delta_start: start - if is_first { 0 } else { start_before },
                length: end - start,
                token_type: kind as u32,
                token_modifiers_bitset: 0,
            });
            before = (line, start);
        }
        line += 1;
    });
    tokens
}

/// The pieces of a line, one behind another.
fn apart(pieces: Vec<Piece>) -> Vec<Piece> {
    let comment = pieces.iter().position(|piece| piece.part == Part::Comment);
    let Some(comment) = comment.filter(|at| at + 1 < pieces.len()) else {
        return pieces;
    };
    let mut apart = pieces[..comment].to_vec();
    let Span { mut start, end } = pieces[comment].span;
    let mut add = |part, start, end| {
        if start < end {
            let span = Span::new(start, end);
            apart.push(Piece { part, span });
        }
    };
    for rule in &pieces[comment + 1..] {
        add(Part::Comment, start, rule.span.start);
        add(rule.part, rule.span.start, rule.span.end);
        start = rule.span.end;
    }
    add(Part::Comment, start, end);
    apart
}
