//! `textDocument/completion`: what may be written at the cursor.

use gen_lsp_types::{
    CompletionItem, CompletionItemTextEdit, CompletionList, CompletionOptions, CompletionRequest,
    CompletionTriggerKind, InsertReplaceEdit, InsertTextFormat, Request, TextEdit,
};
use serde::{Deserialize, Serialize};

use super::{Answer, answered};
use crate::lsp::asked::Asked;
use crate::lsp::candidates::{About, Candidate, choice};
use crate::lsp::slots::{Slot, Wanted, slots};
use crate::text::{Span, fold};

/// What one types just before something is to be chosen.
const TRIGGERS: [&str; 9] = [" ", ">", "→", ":", "#", "[", "=", ",", "/"];

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
    give: |workspace, params| {
        answered::<CompletionRequest>(params, |params| {
            let place = params.text_document_position_params;
            let asked = Asked::find(workspace, &place.text_document.uri);
            let by_trigger = params.context.is_some_and(|context| {
                context.trigger_kind == CompletionTriggerKind::TriggerCharacter
            });
            let list = |asked: Asked<'_>| list(&asked, asked.offset(place.position), by_trigger);
            let list = asked.map(list);
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

/// What may be written at a byte. `by_trigger`, nobody has asked for it: a character was typed.
fn list(asked: &Asked<'_>, offset: u32, by_trigger: bool) -> CompletionList {
    let timeline = asked.ledger.timeline();
    let uri = asked.uri();
    let mut list = CompletionList::default();
    let mut slots = slots(asked, offset);
    // Most comments are for people.
    slots.retain(|slot| {
        let is_empty_comment = slot.wants == Wanted::Allow && slot.typed().is_empty();
        !(by_trigger && is_empty_comment)
    });
    // Some clients know one place only that all of a list begins at: the first.
    let starts = slots.iter().map(|slot| slot.span.start);
    let start = starts.min().unwrap_or(offset);
    for slot in slots {
        let choice = choice(asked, &timeline, &slot);
        list.is_incomplete |= choice.has_more;
        let end = end(asked, &slot, &choice.candidates);
        for candidate in choice.candidates {
            // The client would sort by the alphabet.
            let rank = format!("{:05}", list.items.len());
            list.items.push(CompletionItem {
                sort_text: Some(rank),
                ..item(asked, &slot, Span::new(start, end), candidate, &uri)
            });
        }
    }
    list
}

/// Where that ends which a candidate replaces. Where nothing was typed and something else follows,
/// the word was left out before it.
fn end(asked: &Asked<'_>, slot: &Slot, candidates: &[Candidate]) -> u32 {
    let stands = fold(&asked.source().text(slot.span));
    let is_known =
        |candidate: &Candidate| fold(&candidate.text) == stands || fold(&candidate.label) == stands;
    let is_of_its_kind = match slot.wants {
        // Nothing else can stand there.
        Wanted::Undeclared
        | Wanted::Fact
        | Wanted::Stated(_)
        | Wanted::Cadence
        | Wanted::Rep
        | Wanted::Source
        | Wanted::Potential
        | Wanted::Path => true,
        Wanted::Date | Wanted::Promise { .. } => {
            stands.starts_with(|one: char| one.is_ascii_digit())
        }
        _ => candidates.iter().any(is_known),
    };
    if slot.typed().is_empty() && !is_of_its_kind {
        slot.cursor
    } else {
        slot.span.end
    }
}

/// A candidate as the client takes it. What stands in `span` before the slot stays.
fn item(
    asked: &Asked<'_>,
    slot: &Slot,
    span: Span,
    candidate: Candidate,
    uri: &gen_lsp_types::Uri,
) -> CompletionItem {
    let client = &asked.workspace.client;
    let snippet = candidate.snippet.filter(|_| client.snippets);
    let format = snippet.is_some().then_some(InsertTextFormat::Snippet);
    let kept = asked.source().text(Span::new(span.start, slot.span.start));
    let before = if slot.is_glued { " " } else { "" };
    let after = if span.end < slot.span.end { " " } else { "" };
    let text = snippet.unwrap_or(candidate.text);
    let text = format!("{kept}{before}{text}{after}");
    let replace = asked.range(span);
    let insert = asked.range(Span::new(span.start, slot.cursor));
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
        filter_text: Some(format!("{kept}{}", candidate.filter)),
        insert_text_format: format,
        text_edit: Some(edit),
        data: ticket.and_then(|ticket| serde_json::to_value(ticket).ok()),
        ..CompletionItem::default()
    }
}
