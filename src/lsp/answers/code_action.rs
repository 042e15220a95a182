//! `textDocument/codeAction`: what can be done at a place with a click: mend, declare, allow, tick,
//! log again; and all that is sure in a file at once.

use gen_lsp_types::{
    Code, CodeAction, CodeActionKind, CodeActionOptions, CodeActionParams, CodeActionRequest,
    CodeActionResponse, Request,
};

use super::{Answer, answered};
use crate::finding::Finding;
use crate::journal::TouchRef;
use crate::lsp::asked::Asked;
use crate::lsp::diagnostics::of_finding;
use crate::lsp::edits::of_text;
use crate::mending::{change, is_sure, mend};
use crate::placing::{Entry, place};
use crate::syntax::{DirectiveKind, Part, allow_edit};
use crate::text::{Edit, Span, apply, fold, harmless, usual_line_end};

/// What the editor asks for when it saves, and may be told to do then.
const FIX_ALL: CodeActionKind =
    CodeActionKind::Custom(std::borrow::Cow::Borrowed("source.fixAll.touchline"));

pub(super) const ANSWER: Answer = Answer {
    method: CodeActionRequest::METHOD,
    waits_for_findings: true,
    announce: |client, capabilities| {
        let options = CodeActionOptions {
            code_action_kinds: Some(vec![
                CodeActionKind::QuickFix,
                CodeActionKind::RefactorRewrite,
                CodeActionKind::SourceFixAll,
                FIX_ALL,
            ]),
            ..CodeActionOptions::default()
        };
        capabilities.code_action_provider = client.action_literals.then(|| options.into());
    },
    give: |workspace, params| {
        answered::<CodeActionRequest>(params, |params| {
            // Who knows commands alone cannot be given edits.
            let asked = Asked::find(workspace, &params.text_document.uri);
            let asked = asked.filter(|_| workspace.client.action_literals);
            Ok(asked.map(|asked| {
                let actions = actions(&asked, &params).into_iter();
                actions.map(CodeActionResponse::CodeAction).collect()
            }))
        })
    },
};

fn actions(asked: &Asked<'_>, params: &CodeActionParams) -> Vec<CodeAction> {
    let wants = |kind: CodeActionKind| {
        let kind = String::from(kind);
        let only = params.context.only.as_deref();
        only.is_none_or(|only| only.iter().any(|wanted| covers(wanted, &kind)))
    };
    let mut actions = Vec::new();
    if wants(CodeActionKind::QuickFix) {
        let findings: Vec<&Finding> = asked
            .findings()
            .iter()
            .filter(|finding| is_meant(asked, finding, params))
            .collect();
        actions.extend(findings.iter().filter_map(|finding| fix(asked, finding)));
        actions.extend(
            findings
                .iter()
                .filter_map(|finding| declare(asked, finding)),
        );
        actions.extend(findings.iter().filter_map(|finding| allow(asked, finding)));
    }
    if wants(CodeActionKind::RefactorRewrite) {
        let offset = asked.offset(params.range.start);
        actions.extend(tick(asked, offset));
        actions.extend(log_again(asked, offset));
    }
    if wants(FIX_ALL) {
        actions.extend(fix_all(asked));
    }
    actions
}

/// Whether a kind is one that is wanted, or below it.
fn covers(wanted: &CodeActionKind, kind: &str) -> bool {
    let wanted = String::from(wanted.clone());
    let below = kind.strip_prefix(&wanted);
    wanted.is_empty() || below.is_some_and(|below| below.is_empty() || below.starts_with('.'))
}

/// Whether it is this finding that is asked about: by its place, or by what the client was told.
fn is_meant(asked: &Asked<'_>, finding: &Finding, params: &CodeActionParams) -> bool {
    let span = finding.place.span;
    let wanted = asked.span(params.range);
    if span.start <= wanted.end && wanted.start <= span.end {
        return true;
    }
    let mut told = params.context.diagnostics.iter();
    told.any(|told| {
        let is_rule = matches!(&told.code, Some(Code::String(rule)) if rule == finding.rule);
        is_rule && asked.span(told.range) == span
    })
}

/// What mends a finding.
fn fix(asked: &Asked<'_>, finding: &Finding) -> Option<CodeAction> {
    let edit = finding.fix.as_ref()?;
    let title = format!("Mend: {}", change(asked.source(), edit));
    Some(CodeAction {
        is_preferred: is_sure(finding).then_some(true),
        ..about(asked, finding, title, edit)
    })
}

/// A declaration of a prospect that has none: where the others of the file are, else above the
/// touch that names it.
fn declare(asked: &Asked<'_>, finding: &Finding) -> Option<CodeAction> {
    let name = finding.prospect.as_deref();
    let name = name.filter(|_| finding.rule == "unknown-prospect")?;
    let touch = touch_at(asked, finding.place.span.start)?;
    let text = format!("prospect {name}\n");
    let title = format!("Declare {}", harmless(name));
    let mut directives = asked.parsed().directives.iter();
    let has_others =
        directives.any(|directive| matches!(directive.kind, DirectiveKind::Prospect(_)));
    let edit = if has_others {
        let entry = Entry {
            text,
            name: name.to_owned(),
            name_span: Span::at(0),
            day: None,
            planned: false,
            own_rep: false,
        };
        placed(asked, touch, &entry)
    } else {
        let line_end = usual_line_end(asked.source().bytes());
        Edit {
            span: Span::at(touch.touch.offset),
            text: format!("prospect {name}{line_end}{line_end}"),
        }
    };
    Some(about(asked, finding, title, &edit))
}

/// A comment that makes it right as it is.
fn allow(asked: &Asked<'_>, finding: &Finding) -> Option<CodeAction> {
    let edit = allow_edit(asked.source(), finding.place.span.start, finding.rule)?;
    let title = format!("Allow {} here", finding.rule);
    Some(about(asked, finding, title, &edit))
}

fn about(asked: &Asked<'_>, finding: &Finding, title: String, edit: &Edit) -> CodeAction {
    CodeAction {
        diagnostics: Some(vec![of_finding(asked, finding)]),
        ..action(
            asked,
            CodeActionKind::QuickFix,
            title,
            std::slice::from_ref(edit),
        )
    }
}

/// The box of a homework line, ticked or not.
fn tick(asked: &Asked<'_>, offset: u32) -> Option<CodeAction> {
    let pieces = asked.pieces(offset);
    let homework = pieces.iter().find(|piece| piece.part == Part::Box)?;
    let (title, text) = match asked.source().slice(homework.span) {
        b"[ ]" => ("Tick this homework", "[x]"),
        b"[x]" | b"[X]" => ("Take the tick from this homework", "[ ]"),
        _ => return None,
    };
    let edit = Edit {
        span: homework.span,
        text: text.to_owned(),
    };
    let kind = CodeActionKind::RefactorRewrite;
    Some(action(asked, kind, title.to_owned(), &[edit]))
}

/// The touch in whose header a byte lies, once more: today, and with no word yet of how it ended.
fn log_again(asked: &Asked<'_>, offset: u32) -> Option<CodeAction> {
    let touch = touch_at(asked, offset)?;
    let source = asked.source();
    let today = asked.ledger.today.day;
    let mut words = vec![today.to_string()];
    let mut name = None;
    for piece in asked.pieces(offset) {
        let text = source.text(piece.span);
        match piece.part {
            Part::Mark if text == "!" => {}
            Part::Prospect => {
                words.push(text.to_string());
                name = Some(text.into_owned());
            }
            // A new touch is no courtesy because that one was.
            Part::Tag if is_courtesy(&text) => {}
            Part::Mark | Part::Channel | Part::Tag => words.push(text.into_owned()),
            Part::Arrow => break,
            _ => {}
        }
    }
    let entry = Entry {
        text: format!("{}\n", words.join(" ")),
        name: name?,
        name_span: Span::at(0),
        day: Some(today),
        planned: false,
        own_rep: false,
    };
    let edit = placed(asked, touch, &entry);
    let title = "Log a touch like this today".to_owned();
    Some(action(
        asked,
        CodeActionKind::RefactorRewrite,
        title,
        &[edit],
    ))
}

fn is_courtesy(tag: &str) -> bool {
    matches!(fold(tag).as_str(), "#thanks" | "#reminder")
}

/// All that `check --fix` would write in this file.
fn fix_all(asked: &Asked<'_>) -> Option<CodeAction> {
    let mending = mend(asked.ledger, asked.findings());
    let file = mending.files.first()?;
    let after = apply(asked.source().bytes(), &file.edits);
    file.check(&after, &asked.ledger.settings.vocabulary).ok()?;
    let title = "Mend all that is sure in this file".to_owned();
    Some(action(asked, FIX_ALL, title, &file.edits))
}

/// The touch in whose header a byte lies.
fn touch_at<'a>(asked: &Asked<'a>, offset: u32) -> Option<TouchRef<'a>> {
    let start = asked.source().line_at(offset).start;
    let touches = &asked.parsed().touches;
    let index = touches
        .binary_search_by_key(&start, |touch| touch.offset)
        .ok()?;
    asked.ledger.journal.touch_in(asked.file, index as u32)
}

/// The edit that puts an entry where `add` would in this file, for the rep of a touch.
fn placed(asked: &Asked<'_>, touch: TouchRef<'_>, entry: &Entry) -> Edit {
    let journal = &asked.ledger.journal;
    let rep = journal.rep_of(touch).map(|rep| journal.rep_name(rep));
    place(journal, asked.file, entry, rep.as_deref()).edit
}

fn action(asked: &Asked<'_>, kind: CodeActionKind, title: String, edits: &[Edit]) -> CodeAction {
    CodeAction {
        title,
        kind: Some(kind),
        edit: Some(of_text(asked, edits)),
        ..CodeAction::default()
    }
}
