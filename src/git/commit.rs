//! A commit's files, as if they were on the disk: its tree is listed once, and what is read of it
//! comes through one process.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use glob::{MatchOptions, Pattern};

use super::{GitError, Repository, not_run};
use crate::calendar::Day;
use crate::disk::{Bytes, Files, Unread, is_glob, without_dots};

/// How many links one path may lead through.
const MOST_LINKS: u32 = 40;

/// A commit and its files.
#[derive(Debug)]
pub struct Commit {
    /// Its full name.
    pub name: String,
    /// The day on which it was made, where it was made.
    pub day: Day,
    repository: Repository,
    /// The folder that relative paths start from, links resolved.
    here: PathBuf,
    tree: BTreeMap<String, Entry>,
    blobs: RefCell<Blobs>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    kind: Kind,
    object: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    File,
    Link,
    Submodule,
}

impl Commit {
    /// Opens the commit that a revision names; relative paths start from `here`.
    ///
    /// # Errors
    ///
    /// Where there is no such commit, or git fails.
    pub fn open(repository: Repository, revision: &str, here: &Path) -> Result<Commit, GitError> {
        let name = repository.commit_name(revision)?;
        let failed = |error: io::Error| GitError::Failed(error.to_string());
        let date = repository.ask(&[
            "show",
            "--no-patch",
            "--no-notes",
            "--format=%cs",
            &name,
            "--",
        ])?;
        let date = String::from_utf8_lossy(&date);
        let day = read_day(date.trim())
            .ok_or_else(|| GitError::Failed(format!("`{}` is no date", date.trim())))?;
        let listing = repository.ask(&["ls-tree", "-r", "-z", "--full-tree", &name])?;
        let blobs = Blobs::start(&repository)?;
        Ok(Commit {
            name,
            day,
            here: here.canonicalize().map_err(failed)?,
            tree: read_tree(&listing),
            blobs: RefCell::new(blobs),
            repository,
        })
    }

    /// The repository that it is a part of.
    #[must_use]
    pub fn repository(&self) -> &Repository {
        &self.repository
    }

    /// A path from the repository's root on, in its parts, links not yet resolved.
    fn parts(&self, path: &Path) -> Result<Vec<String>, Unread> {
        let absolute = without_dots(&self.here.join(path));
        let root = self.repository.root();
        if let Ok(below) = absolute.strip_prefix(root) {
            return Ok(parts_of(below));
        }
        // It may be reached by a link that is no part of the repository.
        let above = absolute.ancestors();
        let resolved = above.filter_map(|folder| Some((folder, folder.canonicalize().ok()?)));
        for (folder, resolved) in resolved {
            if let (Ok(below), Ok(rest)) =
                (resolved.strip_prefix(root), absolute.strip_prefix(folder))
            {
                let mut parts = parts_of(below);
                parts.extend(parts_of(rest));
                return Ok(parts);
            }
        }
        Err(Unread::Outside)
    }

    /// Follows the links of a path: the name that is left, and what is there.
    fn resolve(&self, path: &Path) -> Result<(String, &Entry), Unread> {
        let mut waiting = self.parts(path)?;
        waiting.reverse();
        let mut reached: Vec<String> = Vec::new();
        let mut links = 0;
        while let Some(part) = waiting.pop() {
            match part.as_str() {
                "." => continue,
                ".." => {
                    reached.pop().ok_or(Unread::Outside)?;
                    continue;
                }
                _ => reached.push(part),
            }
            let Some(entry) = self.tree.get(&reached.join("/")) else {
                continue;
            };
            if entry.kind != Kind::Link {
                continue;
            }
            links += 1;
            let target = self.blobs.borrow_mut().read(&entry.object)?;
            let target = String::from_utf8_lossy(&target).into_owned();
            if links > MOST_LINKS || target.starts_with('/') {
                return Err(Unread::Outside);
            }
            reached.pop();
            let target = target.split('/').filter(|part| !part.is_empty());
            let target: Vec<_> = target.map(str::to_owned).collect();
            waiting.extend(target.into_iter().rev());
        }
        let name = reached.join("/");
        match self.tree.get(&name) {
            Some(entry) if entry.kind == Kind::File => Ok((name, entry)),
            Some(_) => Err(Unread::Directory),
            None if self.is_folder(&name) => Err(Unread::Directory),
            None => Err(Unread::Missing),
        }
    }

    fn is_folder(&self, name: &str) -> bool {
        let within = format!("{name}/");
        let mut after = self.tree.range(within.clone()..);
        name.is_empty()
            || after
                .next()
                .is_some_and(|(name, _)| name.starts_with(&within))
    }
}

impl Files for Commit {
    fn read(&self, path: &Path, within: Option<&Path>) -> Result<Bytes, Unread> {
        let (name, entry) = self.resolve(path)?;
        let identity = self.repository.root().join(name);
        if within.is_some_and(|folder| !identity.starts_with(folder)) {
            return Err(Unread::Outside);
        }
        let bytes = self.blobs.borrow_mut().read(&entry.object)?;
        Ok(Bytes { identity, bytes })
    }

    fn matches(&self, folder: &Path, pattern: &str) -> Vec<PathBuf> {
        let parts: Vec<&str> = pattern.split('/').collect();
        let fixed = parts.iter().take_while(|part| !is_glob(part)).count();
        let root = parts[..fixed]
            .iter()
            .fold(folder.to_owned(), |root, part| root.join(part));
        let (Ok(compiled), Ok(start)) =
            (Pattern::new(&parts[fixed..].join("/")), self.parts(&root))
        else {
            return Vec::new();
        };
        let options = MatchOptions {
            case_sensitive: true,
            require_literal_separator: true,
            require_literal_leading_dot: true,
        };
        let start: String = start.iter().flat_map(|part| [part, "/"]).collect();
        let below = self.tree.range(start.clone()..);
        let below = below.map_while(|(name, _)| name.strip_prefix(&start));
        below
            .filter(|name| !name.split('/').any(|part| part.starts_with('.')))
            .filter(|name| compiled.matches_with(name, options))
            .map(|name| root.join(name))
            .filter(|path| self.resolve(path).is_ok())
            .collect()
    }

    fn is_file(&self, path: &Path) -> bool {
        self.resolve(path).is_ok()
    }

    fn is_there(&self, path: &Path) -> bool {
        !matches!(self.resolve(path), Err(Unread::Missing))
    }

    fn folder(&self, path: &Path) -> Option<PathBuf> {
        let parts = self.parts(path).ok()?;
        Some(self.repository.root().join(parts.join("/")))
    }
}

fn parts_of(path: &Path) -> Vec<String> {
    let parts = path.iter();
    parts
        .map(|part| part.to_string_lossy().into_owned())
        .collect()
}

fn read_day(text: &str) -> Option<Day> {
    let mut parts = text.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    Day::new(year, month, parts.next()?.parse().ok()?)
}

/// Reads `MODE TYPE OBJECT\tNAME`, each ended by a NUL.
fn read_tree(listing: &[u8]) -> BTreeMap<String, Entry> {
    let mut tree = BTreeMap::new();
    for line in listing.split(|&byte| byte == 0) {
        let Some(tab) = memchr::memchr(b'\t', line) else {
            continue;
        };
        let facts = String::from_utf8_lossy(&line[..tab]).into_owned();
        let mut facts = facts.split(' ');
        let (Some(mode), Some(_), Some(object)) = (facts.next(), facts.next(), facts.next()) else {
            continue;
        };
        let kind = match mode {
            "120000" => Kind::Link,
            "160000" => Kind::Submodule,
            _ => Kind::File,
        };
        let entry = Entry {
            kind,
            object: object.to_owned(),
        };
        tree.insert(
            String::from_utf8_lossy(&line[tab + 1..]).into_owned(),
            entry,
        );
    }
    tree
}

/// The process that blobs come from.
#[derive(Debug)]
struct Blobs {
    child: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Blobs {
    fn start(repository: &Repository) -> Result<Blobs, GitError> {
        let mut child = repository
            .git()
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| not_run(&error))?;
        let answers = child.stdout.take();
        let answers = answers.ok_or_else(|| GitError::Failed("it has no output".into()))?;
        Ok(Blobs {
            questions: child.stdin.take(),
            answers: BufReader::new(answers),
            child,
        })
    }

    fn read(&mut self, object: &str) -> Result<Vec<u8>, Unread> {
        let ended = || Unread::System(io::Error::other("git has ended"));
        let questions = self.questions.as_mut().ok_or_else(ended)?;
        writeln!(questions, "{object}").map_err(Unread::System)?;
        questions.flush().map_err(Unread::System)?;
        let mut answer = String::new();
        self.answers
            .read_line(&mut answer)
            .map_err(Unread::System)?;
        let size = answer.trim_end().rsplit_once(' ');
        let size = size.and_then(|(_, size)| size.parse::<u64>().ok());
        let Some(size) = size else {
            // It is named in the tree, and not there: a clone of a part.
            return Err(Unread::Missing);
        };
        if size >= u64::from(u32::MAX) {
            self.questions = None;
            return Err(Unread::TooLarge);
        }
        let mut bytes = vec![0; size as usize];
        self.answers
            .read_exact(&mut bytes)
            .map_err(Unread::System)?;
        let mut line_end = [0];
        self.answers
            .read_exact(&mut line_end)
            .map_err(Unread::System)?;
        Ok(bytes)
    }
}

impl Drop for Blobs {
    fn drop(&mut self) {
        // Without questions it ends by itself; one that is in the middle of an answer does not.
        self.questions = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
