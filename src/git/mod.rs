//! Repositories: a folder and a revision come in; out comes what files held in that commit, and
//! which of their lines are new since. All of it is asked of the `git` command, which is run
//! without a shell, and without what a hook or a script around us has set for another repository.

mod changes;
mod commit;

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub use changes::{Changes, Lines};
pub use commit::Commit;

/// What git obeys if it is set, and what is about another repository or another way of showing
/// things than the one asked for.
const SET_BY_OTHERS: [&str; 17] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIFF_OPTS",
    "GIT_DIR",
    "GIT_EXTERNAL_DIFF",
    "GIT_GLOB_PATHSPECS",
    "GIT_GRAFT_FILE",
    "GIT_ICASE_PATHSPECS",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_LITERAL_PATHSPECS",
    "GIT_NAMESPACE",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// Why git has no answer.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no git.
    #[error("the `git` command is not found")]
    NotInstalled,
    /// There is no repository.
    #[error("{} is in no git repository: {said}", folder.display())]
    NoRepository {
        /// The folder.
        folder: PathBuf,
        /// What git says.
        said: String,
    },
    /// There is no such commit.
    #[error("this repository has no commit `{revision}`")]
    UnknownRevision {
        /// What was asked for.
        revision: String,
        /// Whether the repository lacks a part of its history.
        is_shallow: bool,
    },
    /// Anything else.
    #[error("git fails: {0}")]
    Failed(String),
}

/// A repository with files in it.
#[derive(Clone, Debug)]
pub struct Repository {
    root: PathBuf,
}

impl Repository {
    /// The repository that a folder is a part of.
    ///
    /// # Errors
    ///
    /// Where there is none, or no git.
    pub fn around(folder: &Path) -> Result<Repository, GitError> {
        let output = run(git(folder).args(["rev-parse", "--show-toplevel"]))?;
        if !output.status.success() {
            return Err(GitError::NoRepository {
                folder: folder.to_owned(),
                said: said(&output),
            });
        }
        let path = output.stdout.strip_suffix(b"\n").unwrap_or(&output.stdout);
        let path = PathBuf::from(String::from_utf8_lossy(path).into_owned());
        let root = path
            .canonicalize()
            .map_err(|error| GitError::Failed(error.to_string()))?;
        Ok(Repository { root })
    }

    /// The folder that it begins in, links resolved.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The name of a file from its root on, with `/`; none for one that lies outside.
    #[must_use]
    pub fn name_of(&self, path: &Path) -> Option<String> {
        let below = path.strip_prefix(&self.root).ok()?;
        let parts: Vec<_> = below.iter().map(OsStr::to_string_lossy).collect();
        Some(parts.join("/"))
    }

    /// The full name of the commit that a revision names.
    ///
    /// # Errors
    ///
    /// Where it names none.
    pub fn commit_name(&self, revision: &str) -> Result<String, GitError> {
        let unknown = || GitError::UnknownRevision {
            revision: revision.to_owned(),
            is_shallow: self.is_shallow(),
        };
        if revision.is_empty() || revision.contains('\0') {
            return Err(unknown());
        }
        let object = self.verify(revision)?.ok_or_else(unknown)?;
        self.verify(&format!("{object}^{{commit}}"))?
            .ok_or_else(unknown)
    }

    fn verify(&self, revision: &str) -> Result<Option<String>, GitError> {
        let mut command = self.git();
        command.args(["rev-parse", "--verify", "--quiet", "--end-of-options"]);
        let output = run(command.arg(revision))?;
        let name = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        let is_name = name.len() >= 40 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        Ok(is_name.then_some(name))
    }

    fn is_shallow(&self) -> bool {
        let mut command = self.git();
        let output = run(command.args(["rev-parse", "--is-shallow-repository"]));
        output.is_ok_and(|output| output.stdout.starts_with(b"true"))
    }

    /// What a git command that must not fail prints.
    fn ask(&self, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
        answer(self.git().args(arguments))
    }

    fn git(&self) -> Command {
        git(&self.root)
    }
}

/// The folder above which there is no repository that `folder` is a part of, links resolved; found
/// without git.
#[must_use]
pub fn root_around(folder: &Path) -> Option<PathBuf> {
    let folder = folder.canonicalize().ok()?;
    let mut above = folder.ancestors();
    above
        .find(|folder| folder.join(".git").exists())
        .map(Path::to_owned)
}

fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    // Neither settings of the repository nor of the user change what comes out, or run anything.
    command
        .args(["--no-pager", "--literal-pathspecs"])
        .args(["-c", "core.quotePath=false"])
        .args(["-c", "core.fsmonitor=false"])
        .args(["-c", "log.showSignature=false"])
        .arg("-C")
        .arg(folder);
    for name in SET_BY_OTHERS {
        command.env_remove(name);
    }
    command
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::null());
    command
}

fn run(command: &mut Command) -> Result<Output, GitError> {
    command.output().map_err(|error| not_run(&error))
}

/// What a command that must not fail prints.
fn answer(command: &mut Command) -> Result<Vec<u8>, GitError> {
    let output = run(command)?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(GitError::Failed(said(&output)))
    }
}

fn not_run(error: &io::Error) -> GitError {
    if error.kind() == io::ErrorKind::NotFound {
        GitError::NotInstalled
    } else {
        GitError::Failed(error.to_string())
    }
}

/// The first line of what git says is wrong.
fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let line = text.lines().next().unwrap_or("it does not say why");
    line.trim_start_matches("fatal: ").to_owned()
}
