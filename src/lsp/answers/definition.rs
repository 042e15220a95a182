//! `textDocument/definition`: where what stands here is said to be what it is.

use gen_lsp_types::{
    Definition, DefinitionRequest, Location, Position, Range, Request, ServerCapabilities,
};

use super::{Answer, answered};
use crate::lsp::asked::Asked;
use crate::lsp::client::Client;
use crate::lsp::includes::files_at;
use crate::lsp::occurrences::{declaration, named};
use crate::lsp::uris::uri_of;
use crate::syntax::{Part, Piece};

pub(super) const ANSWER: Answer = Answer {
    method: DefinitionRequest::METHOD,
    waits_for_findings: false,
    announce: |_: &Client, capabilities: &mut ServerCapabilities| {
        capabilities.definition_provider = Some(true.into());
    },
    give: |workspace, params| {
        answered::<DefinitionRequest>(params, |params| {
            let at = params.text_document_position_params;
            let Some(asked) = Asked::find(workspace, &at.text_document.uri) else {
                return Ok(None);
            };
            let offset = asked.offset(at.position);
            let mut locations = locations(&asked, offset);
            Ok(match locations.len() {
                0 => None,
                1 => Some(Definition::Location(locations.remove(0)).into()),
                _ => Some(Definition::LocationList(locations).into()),
            })
        })
    },
};

fn locations(asked: &Asked<'_>, offset: u32) -> Vec<Location> {
    if let Some(named) = named(asked, offset) {
        let place = declaration(asked, &named);
        return place.iter().map(|place| asked.location(*place)).collect();
    }
    let Some(piece) = asked.piece(offset) else {
        return Vec::new();
    };
    if piece.part == Part::Path {
        let start = Range::default();
        let files = files_at(asked, piece.span).into_iter();
        let locations = files.map(|file| Location::new(asked.other(file).uri(), start));
        return locations.collect();
    }
    in_settings(asked, piece).into_iter().collect()
}

/// The line of the settings that adds the word.
fn in_settings(asked: &Asked<'_>, piece: Piece) -> Option<Location> {
    let settings = &asked.ledger.settings;
    let vocabulary = &settings.vocabulary;
    let written = asked.source().text(piece.span);
    let (key, word) = match piece.part {
        Part::Cadence => {
            let cadence = settings.cadence_of(settings.cadence(&written)?);
            ("cadences", &cadence.name)
        }
        Part::Channel => {
            let channel = vocabulary.channel(written.as_bytes())?;
            ("channels", &vocabulary.channel_of(channel).word)
        }
        Part::Outcome => {
            let outcome = vocabulary.outcome_in_words(&written)?;
            ("outcomes", &vocabulary.outcome_of(outcome).word)
        }
        _ => return None,
    };
    let line = settings.lines().below(key, word)?;
    let start = Position::new(line - 1, 0);
    let uri = uri_of(&asked.tree.settings_path()?);
    Some(Location::new(uri, Range::new(start, start)))
}
