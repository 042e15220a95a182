//! What every text's findings are comes in, and what the client has not been told yet goes out.

use std::io;

use gen_lsp_types::{Diagnostic, PublishDiagnosticsNotification, PublishDiagnosticsParams, Uri};
use rustc_hash::FxHashMap;

use super::asked::Asked;
use super::diagnostics::{of_settings, of_text};
use super::tree::Tree;
use super::uris::uri_of;
use super::wire::Wire;
use super::workspace::Workspace;

/// What the client was told last, by text; nothing is kept where that was nothing.
#[derive(Debug, Default)]
pub(super) struct Published {
    told: FxHashMap<Uri, Vec<Diagnostic>>,
}

impl Published {
    /// Tells what is new, and that is gone which is. Texts that are open are left to a client that
    /// asks for them itself.
    pub fn tell(&mut self, workspace: &Workspace<'_>, wire: &mut Wire<'_>) -> io::Result<()> {
        let mut now: FxHashMap<Uri, (Option<i32>, Vec<Diagnostic>)> = FxHashMap::default();
        for tree in workspace.trees() {
            for (uri, version, found) in of_tree(workspace, tree) {
                // A text of two journals has the findings of both.
                let entry = now.entry(uri).or_insert((version, Vec::new()));
                let new = found.into_iter().filter(|one| !entry.1.contains(one));
                let new: Vec<Diagnostic> = new.collect();
                entry.1.extend(new);
            }
        }
        let gone = self.told.keys().filter(|uri| !now.contains_key(uri));
        for uri in gone.cloned().collect::<Vec<_>>() {
            now.insert(uri, (None, Vec::new()));
        }
        for (uri, (version, found)) in now {
            if self.told.get(&uri).map(Vec::as_slice).unwrap_or_default() == found {
                continue;
            }
            wire.notify::<PublishDiagnosticsNotification>(PublishDiagnosticsParams {
                uri: uri.clone(),
                version,
                diagnostics: found.clone(),
            })?;
            if found.is_empty() {
                self.told.remove(&uri);
            } else {
                self.told.insert(uri, found);
            }
        }
        Ok(())
    }
}

type OfText = (Uri, Option<i32>, Vec<Diagnostic>);

fn of_tree<'a>(
    workspace: &'a Workspace<'_>,
    tree: &'a Tree,
) -> impl Iterator<Item = OfText> + use<'a> {
    let settings = tree.trouble.iter().filter_map(|trouble| {
        let (path, errors) = trouble.settings.as_ref()?;
        let uri = uri_of(&tree.key.folder.join(path));
        Some((uri, None, errors.iter().map(of_settings).collect()))
    });
    let files = 0..tree.ledger.paths.len() as u32;
    let texts = files.filter_map(move |file| {
        let open = workspace.document(&tree.ledger.paths[file as usize]);
        if open.is_some() && workspace.client.pulls {
            return None;
        }
        let asked = Asked::new(workspace, tree, file);
        let version = open.map(|open| open.version);
        Some((asked.uri(), version, of_text(&asked)))
    });
    settings.chain(texts)
}
