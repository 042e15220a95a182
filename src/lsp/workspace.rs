//! Everything that is known: the open texts, and the journals that they belong to.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};
use rustc_hash::FxHashMap;

use super::buffers::Buffers;
use super::client::{Client, Options};
use super::documents::Document;
use super::journals::Journals;
use super::tree::{Key, Tree};
use super::uris::{path_of, uri_of};
use crate::calendar::Day;
use crate::disk::without_dots;
use crate::finding::Finding;

/// The open texts and their journals.
pub(super) struct Workspace<'j> {
    journals: &'j dyn Journals,
    /// Who asks.
    pub client: Client,
    /// What they want to see.
    pub options: Options,
    folders: Vec<PathBuf>,
    documents: Vec<Document>,
    /// How many texts were opened up to now.
    openings: u32,
    trees: Vec<Tree>,
    /// How many numbers of states were given out up to now.
    states: u64,
    /// For each open text, by its path, the journal that it belongs to.
    homes: FxHashMap<PathBuf, Key>,
    /// Whether an open text has changed since the journals were read.
    is_stale: bool,
    day: Option<Day>,
}

impl<'j> Workspace<'j> {
    /// A workspace in which nothing is open.
    pub fn new(
        journals: &'j dyn Journals,
        client: Client,
        options: Options,
        folders: &[Uri],
    ) -> Workspace<'j> {
        Workspace {
            journals,
            client,
            options,
            folders: folders.iter().map(path_of).collect(),
            documents: Vec::new(),
            openings: 0,
            trees: Vec::new(),
            states: 0,
            homes: FxHashMap::default(),
            is_stale: true,
            day: None,
        }
    }

    /// A text was opened.
    pub fn open(&mut self, item: TextDocumentItem) {
        self.close(&item.uri);
        self.openings += 1;
        self.documents.push(Document::new(item, self.openings));
    }

    /// A text was changed. What was never opened is passed over.
    pub fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
    ) {
        let encoding = self.client.encoding;
        let mut documents = self.documents.iter_mut();
        if let Some(document) = documents.find(|document| document.uri == *uri) {
            document.change(version, changes, encoding);
            self.is_stale = true;
        }
    }

    /// A text was closed: what is on disk counts again.
    pub fn close(&mut self, uri: &Uri) {
        self.documents.retain(|document| document.uri != *uri);
        self.is_stale = true;
    }

    /// Folders were opened and closed.
    pub fn change_folders(&mut self, added: &[Uri], removed: &[Uri]) {
        let removed: Vec<PathBuf> = removed.iter().map(path_of).collect();
        self.folders.retain(|folder| !removed.contains(folder));
        self.folders.extend(added.iter().map(path_of));
        self.is_stale = true;
    }

    /// Something happened, nobody knows what: all is looked at again.
    pub fn doubt(&mut self) {
        self.is_stale = true;
    }

    /// Says whether the client told of something that was not read yet.
    pub fn is_stale(&self) -> bool {
        self.is_stale
    }

    /// Reads again what is not as it was, in the editor or on disk; false where all is.
    pub fn refresh(&mut self) -> bool {
        let today = self.journals.today();
        let mut trees = self.trees.iter_mut();
        let is_as_it_was = !self.is_stale && self.day == Some(today);
        if is_as_it_was && !trees.any(Tree::has_changed_on_disk) {
            return false;
        }
        self.is_stale = false;
        self.day = Some(today);
        let mut before = std::mem::take(&mut self.trees);
        let mut homes = FxHashMap::default();
        let folders = self.folders.clone();
        for folder in folders {
            if let Some(key) = self.home_of_folder(&folder) {
                self.read(key, &mut before);
            }
        }
        for at in 0..self.documents.len() {
            let key = self.home_of_document(at, &mut before);
            homes.insert(self.documents[at].path.clone(), key);
        }
        self.homes = homes;
        true
    }

    /// The journals.
    pub fn trees(&self) -> &[Tree] {
        &self.trees
    }

    /// The text that is open at a path without links.
    pub fn document(&self, identity: &Path) -> Option<&Document> {
        let mut documents = self.documents.iter();
        documents.find(|document| document.identity == identity)
    }

    /// The address of a file of a journal: the client's own, where the file is open.
    pub fn uri(&self, tree: &Tree, file: u32) -> Uri {
        let open = self.document(&tree.ledger.paths[file as usize]);
        open.map_or_else(|| uri_of(&tree.path(file)), |open| open.uri.clone())
    }

    /// Takes what was found in a state of a journal; false where no journal is in that any more.
    pub fn take_findings(&mut self, state: u64, findings: Vec<Finding>) -> bool {
        let mut trees = self.trees.iter_mut();
        let Some(tree) = trees.find(|tree| tree.state == state) else {
            return false;
        };
        tree.findings = Some(Arc::new(findings));
        true
    }

    /// Whether it is known of all journals what is to be found in them.
    pub fn is_judged(&self) -> bool {
        self.trees.iter().all(|tree| tree.findings.is_some())
    }

    /// The journal that the text at an address belongs to, and the text's number in it.
    pub fn find(&self, uri: &Uri) -> Option<(&Tree, u32)> {
        let path = path_of(uri);
        let mut documents = self.documents.iter();
        let open = documents.find(|document| document.uri == *uri);
        let identity = match open {
            Some(open) => open.identity.clone(),
            None => std::fs::canonicalize(&path).ok()?,
        };
        let home = self.homes.get(&path);
        let mut trees = self.trees.iter();
        let tree = match home {
            Some(home) => trees.find(|tree| tree.key == *home),
            None => trees.find(|tree| tree.file(&identity).is_some()),
        }?;
        Some((tree, tree.file(&identity)?))
    }

    /// Reads a journal, again where it was read before.
    fn read(&mut self, key: Key, before: &mut Vec<Tree>) -> Option<&Tree> {
        if let Some(at) = self.trees.iter().position(|tree| tree.key == key) {
            return self.trees.get(at);
        }
        self.states += 1;
        let at = before.iter().position(|tree| tree.key == key);
        let tree = match at.map(|at| before.swap_remove(at)) {
            Some(mut tree) => tree
                .read_again(self.states, self.journals, &self.documents)
                .then_some(tree),
            None => Tree::read(key, self.states, self.journals, &self.documents),
        };
        self.trees.push(tree?);
        self.trees.last()
    }

    /// The journal of a folder that is open.
    fn home_of_folder(&self, folder: &Path) -> Option<Key> {
        if self.journals.is_named() {
            return named();
        }
        let files = Buffers::new(folder, &self.documents);
        let home = self.journals.home(&files).map(|home| folder.join(home));
        let main = || {
            let main = folder.join("main.touch");
            main.is_file().then(|| folder.to_owned())
        };
        Some(Key {
            folder: without_dots(&home.or_else(main)?),
            root: None,
        })
    }

    /// The journal of an open text: the one that its settings name, or that begins in main.touch
    /// beside it or above, if it is a part of that; else it is a journal of its own.
    fn home_of_document(&mut self, at: usize, before: &mut Vec<Tree>) -> Key {
        let identity = self.documents[at].identity.clone();
        let path = self.documents[at].path.clone();
        let folder = path.parent().unwrap_or(Path::new("/")).to_owned();
        let above = self.folders.iter().find(|open| folder.starts_with(open));
        let top = above.cloned().unwrap_or_else(|| folder.clone());
        let candidates = folder
            .ancestors()
            .take_while(|above| above.starts_with(&top));
        let candidates: Vec<PathBuf> = candidates.map(Path::to_owned).collect();
        for candidate in candidates {
            let Some(key) = self.home_of_folder(&candidate) else {
                continue;
            };
            let tree = self.read(key, before);
            if let Some(tree) = tree.filter(|tree| tree.file(&identity).is_some()) {
                return tree.key.clone();
            }
        }
        let own = Key {
            folder,
            root: path.file_name().map(PathBuf::from),
        };
        self.read(own.clone(), before);
        own
    }
}

/// The journal that was named on the command line, as seen from where that was.
fn named() -> Option<Key> {
    Some(Key {
        folder: std::env::current_dir().ok()?,
        root: None,
    })
}
