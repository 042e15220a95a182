//! `workspace/symbol`: the prospects and reps of all journals whose names hold what was typed.

use gen_lsp_types::{
    BaseSymbolInformation, Location, Request, SymbolInformation, SymbolKind,
    WorkspaceSymbolRequest, WorkspaceSymbolResponse,
};

use super::{Answer, answered};
use crate::finding::Place;
use crate::journal::{Journal, ProspectId, RepId};
use crate::lsp::asked::Asked;
use crate::lsp::occurrences::place_of_rep;
use crate::syntax::{FieldKey, aliases};
use crate::text::{fold, harmless};

/// More are of no use: whoever looks for one types on.
const MOST: usize = 300;

pub(super) const ANSWER: Answer = Answer {
    method: WorkspaceSymbolRequest::METHOD,
    waits_for_findings: false,
    announce: |_, capabilities| capabilities.workspace_symbol_provider = Some(true.into()),
    give: |workspace, params| {
        answered::<WorkspaceSymbolRequest>(params, |params| {
            let mut symbols: Vec<SymbolInformation> = Vec::new();
            for tree in workspace.trees() {
                let asked = Asked::new(workspace, tree, 0);
                let reps = reps(&asked, &params.query);
                for symbol in prospects(&asked, &params.query).into_iter().chain(reps) {
                    // A file may belong to more than one journal.
                    let is_new = |known: &SymbolInformation| known.location != symbol.location;
                    if symbols.iter().all(is_new) {
                        symbols.push(symbol);
                    }
                }
            }
            symbols.truncate(MOST);
            Ok(Some(WorkspaceSymbolResponse::from(symbols)))
        })
    },
};

fn prospects(asked: &Asked<'_>, query: &str) -> Vec<SymbolInformation> {
    let journal = &asked.ledger.journal;
    let found = journal.fitting(query, |_| true).into_iter().take(MOST);
    let mut found: Vec<ProspectId> = found.map(|(_, id)| id).collect();
    // The order of the files is cheaper to tell places in; what fits best stands first.
    let ranks = found.clone();
    found.sort_by_key(|id| journal.prospect(*id).name);
    let places: Vec<Place> = found.iter().map(|id| journal.prospect(*id).name).collect();
    let mut symbols: Vec<(Option<usize>, SymbolInformation)> = found
        .iter()
        .zip(asked.locations(&places))
        .map(|(id, location)| {
            let owner = journal.prospect(*id).owner;
            let owner = owner.map(|owner| journal.rep_name(owner));
            let name = shown(journal, *id, query);
            let rank = ranks.iter().position(|other| other == id);
            (rank, symbol(&name, SymbolKind::Object, location, owner))
        })
        .collect();
    symbols.sort_by_key(|(rank, _)| *rank);
    symbols.into_iter().map(|(_, symbol)| symbol).collect()
}

/// The name of a prospect, and the alias by which it was found, so that a client that looks at
/// names itself finds it too.
fn shown(journal: &Journal, id: ProspectId, query: &str) -> String {
    let wanted = fold(query);
    let name = journal.name(id);
    if fold(&name).contains(&wanted) {
        return name;
    }
    let alias = journal.values(id, FieldKey::Aka).find_map(|value| {
        let source = &journal.files[value.file as usize].source;
        let mut aliases = aliases(source.slice(value.span), value.span.start);
        let span = aliases.find(|alias| fold(&source.text(*alias)).contains(&wanted))?;
        Some(journal.text(Place { span, ..value }))
    });
    alias.map_or(name.clone(), |alias| format!("{name} ({alias})"))
}

fn reps(asked: &Asked<'_>, query: &str) -> Vec<SymbolInformation> {
    let journal = &asked.ledger.journal;
    let wanted = fold(query);
    let reps = (0..journal.rep_count() as u32).map(|rep| journal.rep_name(RepId(rep)));
    let reps = reps.filter(|name| fold(name).contains(&wanted)).take(MOST);
    let symbols = reps.filter_map(|name| {
        // One that only the settings name has no place.
        let location = asked.location(place_of_rep(asked, &name)?);
        Some(symbol(&name, SymbolKind::Namespace, location, None))
    });
    symbols.collect()
}

#[expect(deprecated, reason = "older clients know no other kind of symbol")]
fn symbol(
    name: &str,
    kind: SymbolKind,
    location: Location,
    container_name: Option<String>,
) -> SymbolInformation {
    SymbolInformation {
        deprecated: None,
        location,
        base_symbol_information: BaseSymbolInformation {
            name: harmless(name).into_owned(),
            kind,
            tags: None,
            container_name,
        },
    }
}
