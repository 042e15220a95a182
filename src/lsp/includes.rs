//! The path of an `include` comes in, and out come the files of the journal that it names.

use std::path::Path;

use super::asked::Asked;
use crate::disk::{Disk, Files, is_glob};
use crate::text::Span;

/// The files that the include reads whose path stands at a place of the text.
pub(super) fn files_at(asked: &Asked<'_>, path: Span) -> Vec<u32> {
    let written = asked.source().text(path);
    let own = asked.tree.path(asked.file);
    let folder = own.parent().unwrap_or(Path::new("/"));
    let named = if is_glob(&written) {
        Disk.matches(folder, &written)
    } else {
        vec![folder.join(&*written)]
    };
    let files = named.into_iter().filter_map(|path| {
        let identity = std::fs::canonicalize(&path).unwrap_or(path);
        asked.tree.file(&identity)
    });
    files.filter(|file| *file != asked.file).collect()
}
