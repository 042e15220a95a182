//! The texts that are open in the editor, as they are there: what is on disk does not count.

use std::path::{Path, PathBuf};

use gen_lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use super::positions::{Encoding, Lines};
use super::uris::path_of;
use crate::text::{Edit, Source, apply};

/// A text that is open.
#[derive(Debug)]
pub(super) struct Document {
    /// Its address, as the client spells it.
    pub uri: Uri,
    /// Its path, as the address has it.
    pub path: PathBuf,
    /// Its path without links: what makes it the same as a file that was read.
    pub identity: PathBuf,
    /// Its version, as the client counts.
    pub version: i32,
    /// Which of all openings this was: some clients count versions from the same number each time.
    pub opening: u32,
    source: Source,
}

impl Document {
    /// Takes a text that was opened.
    pub fn new(item: TextDocumentItem, opening: u32) -> Document {
        let path = path_of(&item.uri);
        Document {
            identity: identity(&path),
            path,
            uri: item.uri,
            version: item.version,
            opening,
            source: Source::new(String::new(), item.text.into_bytes()),
        }
    }

    /// What it holds.
    pub fn bytes(&self) -> &[u8] {
        self.source.bytes()
    }

    /// Makes the changes, one after another.
    pub fn change(
        &mut self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) {
        self.version = version;
        for change in changes {
            let bytes = match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    whole.text.into_bytes()
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    let span = Lines::new(&self.source, encoding, true).span(part.range);
                    let edit = Edit {
                        span,
                        text: part.text,
                    };
                    apply(self.source.bytes(), &[edit])
                }
            };
            self.source = Source::new(String::new(), bytes);
        }
    }
}

/// A path without links; of a file that is not there yet, its folder's and its name.
fn identity(path: &Path) -> PathBuf {
    let whole = std::fs::canonicalize(path).ok();
    let folder = || {
        let folder = std::fs::canonicalize(path.parent()?).ok()?;
        Some(folder.join(path.file_name()?))
    };
    whole.or_else(folder).unwrap_or_else(|| path.to_owned())
}
