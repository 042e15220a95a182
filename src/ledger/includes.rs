//! Walks the includes: which files are read, in which order, and which are not.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Known, LedgerFault};
use crate::disk::{Files, Unread, is_glob};
use crate::finding::Level;
use crate::journal::{Piece, Reading};
use crate::settings::Vocabulary;
use crate::syntax::{DirectiveKind, Fault, File, NameId};
use crate::text::{Source, Span};

/// Where reading begins.
#[derive(Debug)]
pub enum Root {
    /// A file.
    Path {
        /// Its path.
        path: PathBuf,
        /// The folder that its includes may reach, links resolved.
        within: Option<PathBuf>,
        /// Whether whoever asked named it: any other has to lie in that folder too.
        is_named: bool,
    },
    /// A text that was read already, standard input for one; what it includes is found from the
    /// current folder.
    Text {
        /// The name it is known by.
        name: String,
        /// What it holds.
        bytes: Vec<u8>,
        /// The folder that its includes may reach, links resolved.
        within: Option<PathBuf>,
    },
}

/// A root that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}: {problem}", path.display())]
pub struct RootError {
    /// Its path.
    pub path: PathBuf,
    /// Why.
    #[source]
    pub problem: Unread,
}

pub(super) struct Tree {
    pub reading: Reading,
    pub faults: Vec<LedgerFault>,
    pub paths: Vec<PathBuf>,
}

pub(super) fn read(
    roots: Vec<Root>,
    files: &dyn Files,
    vocabulary: &Vocabulary,
    known: &mut Known,
) -> Result<Tree, RootError> {
    known.begin(vocabulary);
    let tree = Tree {
        reading: Reading::default(),
        faults: Vec::new(),
        paths: Vec::new(),
    };
    let mut walk = Walk {
        files,
        vocabulary,
        known,
        within: None,
        numbers: FxHashMap::default(),
        open: Vec::new(),
        tree,
    };
    for root in roots {
        walk.root(root)?;
    }
    walk.known.end();
    Ok(walk.tree)
}

/// A file that is being read: its includes up to `directive` are done.
struct Open {
    file: u32,
    folder: PathBuf,
    path: PathBuf,
    directive: u32,
    /// Where the current piece begins.
    piece: (u32, u32),
    /// What the current include still has to read, the next one last.
    pending: Vec<PathBuf>,
}

struct Walk<'a> {
    files: &'a dyn Files,
    vocabulary: &'a Vocabulary,
    /// What was parsed before.
    known: &'a mut Known,
    /// The folder that the includes of the current root may reach.
    within: Option<PathBuf>,
    /// Files by identity.
    numbers: FxHashMap<PathBuf, u32>,
    /// The files that are being read, each included by the one before it. A stack of our own:
    /// a chain of includes may be as long as its writer likes.
    open: Vec<Open>,
    tree: Tree,
}

impl Walk<'_> {
    fn root(&mut self, root: Root) -> Result<(), RootError> {
        match root {
            Root::Text {
                name,
                bytes,
                within,
            } => {
                self.within = within;
                self.tree.paths.push(PathBuf::from(&name));
                self.begin(&PathBuf::new(), name, bytes, None);
            }
            Root::Path {
                path,
                within,
                is_named,
            } => {
                self.within = within;
                let reach = self.within.as_deref().filter(|_| !is_named);
                match self.files.read(&path, reach) {
                    Ok(read) if self.numbers.contains_key(&read.identity) => return Ok(()),
                    Ok(read) => {
                        self.number(read.identity);
                        self.begin(&path, display(&path), read.bytes, None);
                    }
                    Err(problem) => return Err(RootError { path, problem }),
                }
            }
        }
        while !self.open.is_empty() {
            self.advance();
        }
        Ok(())
    }

    fn number(&mut self, identity: PathBuf) {
        let number = self.tree.reading.files.len() as u32;
        self.numbers.insert(identity.clone(), number);
        self.tree.paths.push(identity);
    }

    fn begin(&mut self, path: &Path, name: String, bytes: Vec<u8>, rep: Option<(u32, NameId)>) {
        let number = self.tree.reading.files.len() as u32;
        let identity = &self.tree.paths[number as usize];
        let source = Source::new(name, bytes);
        let file = self.known.file(identity, source, self.vocabulary);
        self.tree.reading.files.push(file);
        self.tree.reading.inherited.push(rep);
        self.open.push(Open {
            file: number,
            folder: path.parent().map_or_else(PathBuf::new, Path::to_owned),
            path: path.to_owned(),
            directive: 0,
            piece: (0, 0),
            pending: Vec::new(),
        });
    }

    /// Does the next thing in the file that is being read: an include, or its end.
    fn advance(&mut self) {
        let Some(open) = self.open.last_mut() else {
            return;
        };
        let file = Arc::clone(&self.tree.reading.files[open.file as usize]);
        if let Some(path) = open.pending.pop() {
            let DirectiveKind::Include { path: span, rep } =
                file.directives[open.directive as usize - 1].kind
            else {
                return;
            };
            let including = (open.file, rep);
            self.include(&path, including, span);
            return;
        }
        let rest = file
            .directives
            .get(open.directive as usize..)
            .unwrap_or_default();
        let next = rest
            .iter()
            .position(|directive| matches!(directive.kind, DirectiveKind::Include { .. }));
        let Some(next) = next else {
            let end = (file.touches.len() as u32, file.directives.len() as u32);
            let piece = piece(open, end);
            self.tree.reading.pieces.push(piece);
            self.open.pop();
            return;
        };
        let at = open.directive + next as u32;
        let directive = &file.directives[at as usize];
        let touches = file
            .touches
            .partition_point(|touch| touch.offset < directive.offset);
        let piece = piece(open, (touches as u32, at + 1));
        open.directive = at + 1;
        self.tree.reading.pieces.push(piece);
        if let DirectiveKind::Include { path, .. } = directive.kind {
            self.expand(&file, path);
        }
    }

    /// Finds what an include names, and leaves it for the next steps.
    fn expand(&mut self, file: &File, span: Span) {
        let Some(open) = self.open.last_mut() else {
            return;
        };
        let Ok(written) = std::str::from_utf8(file.source.slice(span)) else {
            return;
        };
        if !is_glob(written) {
            open.pending.push(open.folder.join(written));
            return;
        }
        let number = open.file;
        let mut matches = self.files.matches(&open.folder, written);
        let own = display(&open.path);
        matches.retain(|path| display(path) != own);
        if matches.is_empty() {
            let message = "no file matches this pattern".to_owned();
            let fault = Fault::warning("missing-include", span, message);
            self.fault(
                number,
                fault.help("see whether the pattern or the folder is misspelt"),
            );
            return;
        }
        matches.reverse();
        open.pending = matches;
    }

    fn include(&mut self, path: &Path, including: (u32, NameId), span: Span) {
        let number = including.0;
        let name = display(path);
        let folder = self.open.last().map_or(Path::new(""), |open| &open.folder);
        let is_nameable = path.strip_prefix(folder).unwrap_or(path).to_str().is_some();
        let read = if is_nameable {
            self.files.read(path, self.within.as_deref())
        } else {
            Err(Unread::Unnameable)
        };
        let read = match read {
            Ok(read) => read,
            Err(problem) => {
                let message = format!("`{name}` is not read: {problem}");
                let fault = Fault::error("missing-include", span, message);
                let fault = match problem {
                    Unread::Directory => {
                        fault.help("name a file in it, or a pattern such as `reps/*.touch`")
                    }
                    _ => fault,
                };
                self.fault(number, fault);
                return;
            }
        };
        let Some(&known) = self.numbers.get(&read.identity) else {
            self.number(read.identity);
            self.begin(path, name, read.bytes, Some(including));
            return;
        };
        let is_open = self.open.iter().any(|open| open.file == known);
        if is_open && known == number && is_glob_at(&self.tree.reading.files[number as usize], span)
        {
            // A pattern passes over the file that it stands in, by whatever path.
            return;
        }
        let fault = if is_open {
            let message = format!("`{name}` is being read: it includes this file");
            Fault::error("include-cycle", span, message).help("take this line out")
        } else {
            let message = format!("`{name}` was read already");
            Fault {
                level: Level::Warning,
                ..Fault::error("repeated-include", span, message)
            }
            .help("take this line out: a file is read once")
        };
        self.fault(number, fault);
    }

    fn fault(&mut self, file: u32, fault: Fault) {
        self.tree.faults.push(LedgerFault {
            file,
            fault,
            notes: Vec::new(),
        });
    }
}

fn is_glob_at(file: &File, span: Span) -> bool {
    is_glob(&file.source.text(span))
}

/// Closes the current piece of a file at `end`, places among its touches and directives.
fn piece(open: &mut Open, end: (u32, u32)) -> Piece {
    let piece = Piece {
        file: open.file,
        touches: open.piece.0..end.0,
        directives: open.piece.1..end.1,
    };
    open.piece = end;
    piece
}

/// A path as it is shown: `/` between its parts, and no `.` or `..` that can be left out.
fn display(path: &Path) -> String {
    use std::path::Component;
    let mut parts: Vec<String> = Vec::new();
    let mut absolute = "";
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if parts.last().is_some_and(|part| part != "..") => {
                parts.pop();
            }
            Component::RootDir => absolute = "/",
            other => parts.push(other.as_os_str().to_string_lossy().into_owned()),
        }
    }
    let name = format!("{absolute}{}", parts.join("/"));
    if name.is_empty() {
        ".".to_owned()
    } else {
        name
    }
}
