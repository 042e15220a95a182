//! `textDocument/completion`: what may be written at the cursor.

use gen_lsp_types::{
    CompletionItem, CompletionItemTextEdit, CompletionList, CompletionOptions, CompletionRequest,
    InsertReplaceEdit, InsertTextFormat, Request, TextEdit,
};
use serde::{Deserialize, Serialize};

use super::{Answer, answered};
use crate::lsp::asked::Asked;
use crate::lsp::candidates::{About, Candidate, choice};
use crate::lsp::slots::{Slot, slots};
use crate::text::{Span, fold};

/// What one types just before something is to be chosen.
const TRIGGERS: [&str; 8] = [" ", ">", "→", ":", "#", "[", "=", ","];

pub(super) const ANSWER: Answer = Answer {
    method: CompletionRequest::METHOD,
    waits_for_findings: false,
    announce: |_, capabilities| {
        capabilities.completion_provider = Some(CompletionOptions {
            trigger_characters: Some(TRIGGERS.map(str::to_owned).to_vec()),
            resolve_provider: Some(true),
            ..CompletionOptions::default()
        });
    },
    answer: |workspace, params| {
        answered::<CompletionRequest>(params, |params| {
            let place = params.text_document_position_params;
            let asked = workspace.asked(&place.text_document.uri);
            let list = asked.map(|asked| list(&asked, asked.offset(place.position)));
            Ok(list.map(Into::into))
        })
    },
};

/// Names what there is a page of, and the journal that knows it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Ticket {
    pub uri: gen_lsp_types::Uri,
    pub about: About,
}

fn list(asked: &Asked<'_>, offset: u32) -> CompletionList {
    let timeline = asked.ledger.timeline();
    let uri = asked.uri();
    let mut list = CompletionList::default();
    for slot in slots(asked, offset) {
        let choice = choice(asked, &timeline, &slot);
        list.is_incomplete |= choice.has_more;
        let end = end(asked, &slot, &choice.candidates);
        for candidate in choice.candidates {
            // The client would sort by the alphabet.
            let rank = format!("{:05}", list.items.len());
            list.items.push(CompletionItem {
                sort_text: Some(rank),
                ..item(asked, &slot, end, candidate, &uri)
            });
        }
    }
    list
}

/// Where that ends which a candidate replaces. Where nothing was typed and something else follows,
/// the word was left out before it.
fn end(asked: &Asked<'_>, slot: &Slot, candidates: &[Candidate]) -> u32 {
    if !slot.typed().is_empty() {
        return slot.span.end;
    }
    let stands = fold(&asked.source().text(slot.span));
    let is_known =
        |candidate: &Candidate| fold(&candidate.text) == stands || fold(&candidate.label) == stands;
    if candidates.iter().any(is_known) {
        slot.span.end
    } else {
        slot.cursor
    }
}

fn item(
    asked: &Asked<'_>,
    slot: &Slot,
    end: u32,
    candidate: Candidate,
    uri: &gen_lsp_types::Uri,
) -> CompletionItem {
    let client = &asked.workspace.client;
    let snippet = candidate.snippet.filter(|_| client.snippets);
    let format = snippet.is_some().then_some(InsertTextFormat::Snippet);
    let space = if slot.is_glued { " " } else { "" };
    let text = format!("{space}{}", snippet.unwrap_or(candidate.text));
    let replace = asked.range(Span::new(slot.span.start, end));
    let insert = asked.range(slot.typed());
    let edit = if client.replaces && insert != replace {
        CompletionItemTextEdit::from(InsertReplaceEdit::new(text, insert, replace))
    } else {
        TextEdit::new(replace, text).into()
    };
    let ticket = candidate.about.map(|about| Ticket {
        uri: uri.clone(),
        about,
    });
    CompletionItem {
        label: candidate.label,
        kind: Some(candidate.kind),
        detail: Some(candidate.detail).filter(|detail| !detail.is_empty()),
        filter_text: Some(candidate.filter),
        insert_text_format: format,
        text_edit: Some(edit),
        data: ticket.and_then(|ticket| serde_json::to_value(ticket).ok()),
        ..CompletionItem::default()
    }
}
