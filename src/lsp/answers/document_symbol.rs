//! `textDocument/documentSymbol`: the outline of a text. Its headings are sections, and in each
//! stand the prospects, reps, includes and touches.

use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolRequest, DocumentSymbolResponse, Location,
    Request, SymbolInformation, SymbolKind, Uri,
};

use super::{Answer, answered};
use crate::lsp::asked::Asked;
use crate::syntax::{Directive, DirectiveKind, Touch, end_of_body, heading, read_header};
use crate::text::{Span, harmless, raw_lines};

pub(super) const ANSWER: Answer = Answer {
    method: DocumentSymbolRequest::METHOD,
    waits_for_findings: false,
    announce: |_, capabilities| capabilities.document_symbol_provider = Some(true.into()),
    give: |workspace, params| {
        answered::<DocumentSymbolRequest>(params, |params| {
            let Some(asked) = Asked::find(workspace, &params.text_document.uri) else {
                return Ok(None);
            };
            let symbols = outline(&asked);
            Ok(Some(if workspace.client.nested_symbols {
                DocumentSymbolResponse::DocumentSymbolList(symbols)
            } else {
                let mut flat = Vec::new();
                flatten(symbols, None, &asked.uri(), &mut flat);
                DocumentSymbolResponse::SymbolInformationList(flat)
            }))
        })
    },
};

/// What stands in the text, in its order.
enum Item<'a> {
    Heading(usize, Span),
    Directive(&'a Directive),
    Touch(&'a Touch),
}

/// A section that is not at its end yet.
struct Open {
    level: usize,
    start: u32,
    words: Span,
    children: Vec<DocumentSymbol>,
}

fn outline(asked: &Asked<'_>) -> Vec<DocumentSymbol> {
    let mut done = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for (offset, item) in items(asked) {
        let symbol = match item {
            Item::Heading(level, words) => {
                close(asked, &mut open, &mut done, level, offset);
                open.push(Open {
                    level,
                    start: offset,
                    words,
                    children: Vec::new(),
                });
                continue;
            }
            Item::Directive(directive) => Some(of_directive(asked, directive)),
            Item::Touch(touch) => of_touch(asked, touch),
        };
        let section = open.last_mut().map(|open| &mut open.children);
        section.unwrap_or(&mut done).extend(symbol);
    }
    let end = asked.source().bytes().len() as u32;
    close(asked, &mut open, &mut done, 0, end);
    done
}

fn items<'a>(asked: &Asked<'a>) -> Vec<(u32, Item<'a>)> {
    let file = asked.parsed();
    let touches = file.touches.iter();
    let touches = touches.map(|touch| (touch.offset, Item::Touch(touch)));
    let directives = file.directives.iter();
    let directives = directives.map(|entry| (entry.offset, Item::Directive(entry)));
    let headings = raw_lines(asked.source().bytes()).filter_map(|line| {
        let (level, words) = heading(line.bytes)?;
        let start = line.start as u32;
        let at = start + (words.as_ptr() as usize - line.bytes.as_ptr() as usize) as u32;
        let words = Span::new(at, at + words.len() as u32);
        Some((start, Item::Heading(level, words)))
    });
    let mut items: Vec<(u32, Item<'_>)> = touches.chain(directives).chain(headings).collect();
    items.sort_by_key(|(offset, _)| *offset);
    items
}

/// Ends the sections that a heading of this level ends.
fn close(
    asked: &Asked<'_>,
    open: &mut Vec<Open>,
    done: &mut Vec<DocumentSymbol>,
    level: usize,
    end: u32,
) {
    while let Some(section) = open.pop_if(|section| section.level >= level) {
        let words = asked.source().text(section.words);
        let whole = Span::new(section.start, end);
        let mut symbol = symbol(asked, &words, SymbolKind::String, whole, section.words);
        symbol.children = Some(section.children);
        let above = open.last_mut().map(|open| &mut open.children);
        above.unwrap_or(done).push(symbol);
    }
}

fn of_directive(asked: &Asked<'_>, directive: &Directive) -> DocumentSymbol {
    let (kind, words) = match directive.kind {
        DirectiveKind::Prospect(entry) => (SymbolKind::Object, entry.span),
        DirectiveKind::Rep(entry) => (SymbolKind::Namespace, entry.span),
        DirectiveKind::Include { path, .. } => (SymbolKind::File, path),
    };
    let name = asked.source().text(words);
    let whole = entry(asked, directive.offset);
    symbol(asked, &name, kind, whole, words)
}

fn of_touch(asked: &Asked<'_>, touch: &Touch) -> Option<DocumentSymbol> {
    let source = asked.source();
    let header = read_header(source, touch.offset, &asked.ledger.settings.vocabulary)?;
    let name = source.text(Span::new(header.date.start, header.name.end));
    let whole = entry(asked, touch.offset);
    let mut symbol = symbol(asked, &name, SymbolKind::Event, whole, header.name);
    symbol.detail = header.outcome.map(|outcome| {
        let end = outcome.detail.map_or(outcome.span.end, |detail| detail.end);
        let words = source.text(Span::new(outcome.span.start, end));
        harmless(&words).into_owned()
    });
    Some(symbol)
}

/// An entry, without what ends its last line.
fn entry(asked: &Asked<'_>, offset: u32) -> Span {
    let source = asked.source();
    let end = end_of_body(source, offset);
    let bytes = source.slice(Span::new(offset, end));
    Span::new(offset, offset + bytes.trim_ascii_end().len() as u32)
}

#[expect(deprecated, reason = "the type wants it said that it is not")]
fn symbol(
    asked: &Asked<'_>,
    name: &str,
    kind: SymbolKind,
    whole: Span,
    words: Span,
) -> DocumentSymbol {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    DocumentSymbol {
        name: harmless(&name).into_owned(),
        detail: None,
        kind,
        tags: None,
        deprecated: None,
        range: asked.range(whole),
        selection_range: asked.range(words),
        children: None,
    }
}

#[expect(deprecated, reason = "the type wants it said that it is not")]
fn flatten(
    symbols: Vec<DocumentSymbol>,
    section: Option<&str>,
    uri: &Uri,
    flat: &mut Vec<SymbolInformation>,
) {
    for symbol in symbols {
        flat.push(SymbolInformation {
            deprecated: None,
            location: Location::new(uri.clone(), symbol.range),
            base_symbol_information: BaseSymbolInformation {
                name: symbol.name.clone(),
                kind: symbol.kind,
                tags: None,
                container_name: section.map(str::to_owned),
            },
        });
        flatten(
            symbol.children.unwrap_or_default(),
            Some(&symbol.name),
            uri,
            flat,
        );
    }
}
