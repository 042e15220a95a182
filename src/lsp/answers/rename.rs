//! `textDocument/rename`: another name for a prospect or a rep, in every file of the journal. The
//! touches that name a prospect by another of its names stay as they are.

use gen_lsp_types::{RenameOptions, RenameRequest, Request, WorkspaceEdit};

use super::{Answer, answered};
use crate::lsp::asked::Asked;
use crate::lsp::edits::replacing;
use crate::lsp::occurrences::{Kind, Named, Occurrence, Role, named, of_name, places};
use crate::lsp::wire::Refusal;
use crate::syntax::name_of;
use crate::text::fold;

pub(super) const ANSWER: Answer = Answer {
    method: RenameRequest::METHOD,
    waits_for_findings: false,
    announce: |client, capabilities| {
        let options = RenameOptions {
            prepare_provider: Some(true),
            ..RenameOptions::default()
        };
        capabilities.rename_provider = Some(if client.prepares_renames {
            options.into()
        } else {
            true.into()
        });
    },
    give: |workspace, params| {
        answered::<RenameRequest>(params, |params| {
            let at = params.text_document_position_params;
            let Some(asked) = Asked::find(workspace, &at.text_document.uri) else {
                return Ok(None);
            };
            match named(&asked, asked.offset(at.position)) {
                Some(named) => rename(&asked, &named, &params.new_name).map(Some),
                None => Ok(None),
            }
        })
    },
};

/// Refuses what cannot be renamed in the journal alone.
pub(super) fn may_be_renamed(asked: &Asked<'_>, named: &Named) -> Result<(), Refusal> {
    let settings = &asked.ledger.settings;
    let absent = settings.absences.iter().map(|(rep, _)| rep);
    let mut reps = settings.reps.iter().chain(absent);
    let name = fold(&named.spelling);
    if named.kind == Kind::Rep && reps.any(|rep| fold(rep) == name) {
        let message = format!(
            "the settings name the rep `{}`: rename them there too, by hand",
            named.spelling
        );
        return Err(Refusal::failed(message));
    }
    Ok(())
}

fn rename(asked: &Asked<'_>, named: &Named, new: &str) -> Result<WorkspaceEdit, Refusal> {
    may_be_renamed(asked, named)?;
    let new = name_of(new).map_err(Refusal::failed)?;
    let found = of_name(asked, named.kind, &named.spelling);
    if is_taken(asked, named, &new) {
        let whom = match named.kind {
            Kind::Prospect => "prospect",
            Kind::Rep => "rep",
        };
        let message = format!("`{new}` already names another {whom}: renaming would make them one");
        return Err(Refusal::failed(message));
    }
    let is_alias = |occurrence: &Occurrence| occurrence.role == Role::Alias;
    if new.contains(',') && found.iter().any(is_alias) {
        let message = "a name that stands in an `aka` cannot hold a comma: that begins another";
        return Err(Refusal::failed(message));
    }
    Ok(replacing(asked, &places(&found), &new))
}

/// Says whether a new name is somebody else's.
fn is_taken(asked: &Asked<'_>, named: &Named, new: &str) -> bool {
    let journal = &asked.ledger.journal;
    match named.kind {
        Kind::Prospect => {
            let other = journal.find_prospect(new);
            other.is_some() && other != journal.find_prospect(&named.spelling)
        }
        Kind::Rep => {
            let other = journal.find_rep(new);
            other.is_some() && other != journal.find_rep(&named.spelling)
        }
    }
}
