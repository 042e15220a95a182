//! `textDocument/codeLens`: above a prospect what is due; for those who want it.

use gen_lsp_types::{CodeLens, CodeLensOptions, CodeLensRequest, Command, Request};

use super::{Answer, answered};
use crate::lsp::asked::Asked;
use crate::lsp::upcoming::upcoming;
use crate::syntax::{Directive, DirectiveKind};

pub(super) const ANSWER: Answer = Answer {
    method: CodeLensRequest::METHOD,
    waits_for_findings: false,
    // As with hints: whoever does not want them gets none.
    announce: |_, capabilities| {
        capabilities.code_lens_provider = Some(CodeLensOptions::default());
    },
    give: |workspace, params| {
        answered::<CodeLensRequest>(params, |params| {
            let asked = Asked::find(workspace, &params.text_document.uri);
            let asked = asked.filter(|_| workspace.options.code_lens);
            Ok(asked.map(|asked| lenses(&asked)))
        })
    },
};

fn lenses(asked: &Asked<'_>) -> Vec<CodeLens> {
    let timeline = asked.ledger.timeline();
    let journal = timeline.journal;
    let entry = |directive: &Directive| match directive.kind {
        DirectiveKind::Prospect(entry) => Some((directive.offset, entry)),
        _ => None,
    };
    let declared = asked.parsed().directives.iter().filter_map(entry);
    // What is declared a second time is passed over.
    let declared = declared.filter(|(offset, _)| !journal.is_passed_over(asked.file, *offset));
    let declared: Vec<_> = declared
        .map(|(_, entry)| (journal.prospect_of_name(asked.file, entry.name), entry.span))
        .filter(|(prospect, _)| timeline.is_there(*prospect))
        .collect();
    let mut places = declared.iter().map(|(_, span)| *span);
    let mut lenses = Vec::new();
    timeline.each_life_of(declared.iter().map(|(prospect, _)| *prospect), |life| {
        let Some(place) = places.next() else { return };
        lenses.extend(upcoming(&timeline, life).map(|title| CodeLens {
            range: asked.range(place),
            // Nothing is done where it is clicked: a command without a name is plain text.
            command: Some(Command {
                title,
                tooltip: None,
                command: String::new(),
                arguments: None,
            }),
            data: None,
        }));
    });
    lenses
}
