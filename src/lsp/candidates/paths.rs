//! The files that a journal could include.

use super::{Candidate, Kind};
use crate::disk::{Disk, Files};
use crate::lsp::asked::Asked;

/// The files beside a text and in the folders below that the journal does not read yet. Deeper
/// than three folders nobody looks: the folder may be somebody's home.
pub(super) fn not_included(asked: &Asked<'_>) -> Vec<Candidate> {
    let path = asked.tree.path(asked.file);
    let Some(folder) = path.parent() else {
        return Vec::new();
    };
    let patterns = ["*.touch", "*/*.touch", "*/*/*.touch", "*/*/*/*.touch"];
    let found = patterns
        .iter()
        .flat_map(|pattern| Disk.matches(folder, pattern));
    let new = found.filter(|path| {
        let identity = std::fs::canonicalize(path).ok();
        identity.is_some_and(|identity| asked.tree.file(&identity).is_none())
    });
    new.filter_map(|path| {
        let below = path.strip_prefix(folder).ok()?;
        let parts = below.iter().map(|part| part.to_str());
        let parts: Option<Vec<&str>> = parts.collect();
        Some(Candidate::new(parts?.join("/"), Kind::File, ""))
    })
    .collect()
}
