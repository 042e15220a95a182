//! What every text's findings are comes in, and what the client has not been told yet goes out.

use std::io;
use std::sync::Arc;

use gen_lsp_types::{Diagnostic, PublishDiagnosticsNotification, PublishDiagnosticsParams, Uri};
use rustc_hash::FxHashMap;

use super::asked::Asked;
use super::diagnostics::{of_settings, of_text};
use super::uris::uri_of;
use super::wire::Wire;
use super::workspace::Workspace;
use crate::finding::Finding;
use crate::syntax::File;

/// What the client was told last, by text.
#[derive(Debug, Default)]
pub(super) struct Published {
    texts: FxHashMap<Uri, Vec<Seen>>,
    settings: FxHashMap<Uri, Vec<Diagnostic>>,
}

/// A text as one journal has it, and what was found in it.
#[derive(Debug)]
struct Seen {
    file: Arc<File>,
    /// Which opening it is from, where it is open: some clients forget then what they knew of it.
    opening: Option<u32>,
    /// All that was found in the journal, and which part of that is this text's.
    found: Arc<Vec<Finding>>,
    own: std::ops::Range<usize>,
}

impl Seen {
    fn findings(&self) -> &[Finding] {
        &self.found[self.own.clone()]
    }

    /// Says whether the client would be told the same of both.
    fn is_same(&self, other: &Seen) -> bool {
        let points_elsewhere = |finding: &Finding| {
            let mut places = finding.notes.iter().filter_map(|note| note.place);
            places.any(|place| place.file != finding.place.file)
        };
        Arc::ptr_eq(&self.file, &other.file)
            && self.opening == other.opening
            && self.findings() == other.findings()
            && !self.findings().iter().any(points_elsewhere)
    }
}

impl Published {
    /// Tells what is new, and that is gone which is. Texts that are open are left to a client that
    /// asks for them itself.
    pub fn tell(&mut self, workspace: &Workspace<'_>, wire: &mut Wire<'_>) -> io::Result<()> {
        self.tell_of_settings(workspace, wire)?;
        let mut before = std::mem::take(&mut self.texts);
        for (uri, asked) in texts(workspace) {
            let seen: Vec<Seen> = asked.iter().filter_map(seen).collect();
            let known = before.remove(&uri).unwrap_or_default();
            let is_known = known.len() == seen.len()
                && known
                    .iter()
                    .zip(&seen)
                    .all(|(one, other)| one.is_same(other));
            let is_empty = |all: &[Seen]| all.iter().all(|one| one.findings().is_empty());
            let is_nothing = is_empty(&known) && is_empty(&seen);
            if !(is_known || is_nothing) {
                let version = asked[0].document().map(|open| open.version);
                publish(wire, &uri, version, in_all(&asked))?;
            }
            self.texts.insert(uri, seen);
        }
        for (uri, known) in before {
            if known.iter().any(|one| !one.findings().is_empty()) {
                publish(wire, &uri, None, Vec::new())?;
            }
        }
        Ok(())
    }

    fn tell_of_settings(
        &mut self,
        workspace: &Workspace<'_>,
        wire: &mut Wire<'_>,
    ) -> io::Result<()> {
        let mut before = std::mem::take(&mut self.settings);
        for tree in workspace.trees() {
            let trouble = tree.trouble.as_ref();
            let Some((path, errors)) = trouble.and_then(|trouble| trouble.settings.as_ref()) else {
                continue;
            };
            let uri = uri_of(&tree.key.folder.join(path));
            let found: Vec<Diagnostic> = errors.iter().map(of_settings).collect();
            if before.remove(&uri).as_ref() != Some(&found) {
                publish(wire, &uri, None, found.clone())?;
            }
            self.settings.insert(uri, found);
        }
        for uri in before.into_keys() {
            publish(wire, &uri, None, Vec::new())?;
        }
        Ok(())
    }
}

/// The texts that the client is to be told of, each in all journals that it is a part of.
fn texts<'a>(workspace: &'a Workspace<'_>) -> FxHashMap<Uri, Vec<Asked<'a>>> {
    let mut texts: FxHashMap<Uri, Vec<Asked<'a>>> = FxHashMap::default();
    for tree in workspace.trees() {
        for file in 0..tree.ledger.paths.len() as u32 {
            let asked = Asked::new(workspace, tree, file);
            if asked.document().is_none() || !workspace.client.pulls {
                texts.entry(asked.uri()).or_default().push(asked);
            }
        }
    }
    texts
}

fn seen(asked: &Asked<'_>) -> Option<Seen> {
    Some(Seen {
        file: Arc::clone(&asked.ledger.journal.files[asked.file as usize]),
        opening: asked.document().map(|open| open.opening),
        found: Arc::clone(asked.tree.findings.as_ref()?),
        own: asked.range_of_findings(),
    })
}

/// What was found in a text, in whichever journal.
fn in_all(asked: &[Asked<'_>]) -> Vec<Diagnostic> {
    let mut all: Vec<Diagnostic> = Vec::new();
    for diagnostic in asked.iter().flat_map(of_text) {
        // The journals may agree.
        if asked.len() == 1 || !all.contains(&diagnostic) {
            all.push(diagnostic);
        }
    }
    all
}

fn publish(
    wire: &mut Wire<'_>,
    uri: &Uri,
    version: Option<i32>,
    diagnostics: Vec<Diagnostic>,
) -> io::Result<()> {
    wire.tell::<PublishDiagnosticsNotification>(PublishDiagnosticsParams {
        uri: uri.clone(),
        version,
        diagnostics,
    })
}
