//! The files that an `include` names, as it is read: from its own file's folder on.

use std::path::{Path, PathBuf};

use super::asked::Asked;
use crate::disk::{Disk, Files, is_glob, without_dots};
use crate::syntax::{Directive, DirectiveKind};
use crate::text::Span;

/// The includes of a text, each with where its path stands.
pub(super) fn includes<'a>(asked: &Asked<'a>) -> impl Iterator<Item = Span> + use<'a> {
    let path = |directive: &Directive| match directive.kind {
        DirectiveKind::Include { path, .. } => Some(path),
        _ => None,
    };
    asked.parsed().directives.iter().filter_map(path)
}

/// The absolute paths of the files that an include names; of a pattern, of those that are there.
pub(super) fn named(asked: &Asked<'_>, path: Span) -> Vec<PathBuf> {
    let own = asked.tree.path(asked.file);
    let folder = own.parent().unwrap_or(Path::new("/"));
    let written = asked.source().text(path);
    if !is_glob(&written) {
        return vec![without_dots(&folder.join(&*written))];
    }
    let matches = Disk.matches(folder, &written).into_iter();
    let matches = matches.map(|path| without_dots(&path));
    // A pattern passes over the file that it stands in.
    matches.filter(|path| *path != without_dots(&own)).collect()
}

/// The files of the journal that an include names, by number.
pub(super) fn files_at(asked: &Asked<'_>, path: Span) -> Vec<u32> {
    let files = named(asked, path).into_iter().filter_map(|path| {
        let identity = std::fs::canonicalize(&path).unwrap_or(path);
        asked.tree.file(&identity)
    });
    files.filter(|file| *file != asked.file).collect()
}
