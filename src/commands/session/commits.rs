//! A revision comes in, and out comes a session that reads the journal as that commit has it.

use std::path::{Path, PathBuf};

use super::writing::is_standard_input;
use super::{Failure, Session};
use crate::disk::folder_of;
use crate::git::{Commit, GitError, Repository};

impl<'a> Session<'a> {
    /// The commit of the journal's repository that a revision names.
    pub fn commit(&self, revision: &str) -> Result<Commit, Failure> {
        Commit::open(self.repository()?, revision, Path::new(".")).map_err(|error| failure(&error))
    }

    /// The repository that the journal is a part of.
    pub fn repository(&self) -> Result<Repository, Failure> {
        let named = self.arguments.file.first();
        let named = named.or(self.surroundings.file.as_ref());
        let folder = match named {
            Some(path) if !is_standard_input(path) => nearest_folder(folder_of(path)),
            _ => PathBuf::from("."),
        };
        Repository::around(&folder).map_err(|error| failure(&error))
    }

    /// The same session, in which all is read from a commit.
    pub fn at<'b>(&'b self, commit: &'b Commit) -> Session<'b>
    where
        'a: 'b,
    {
        Session {
            files: commit,
            at: Some(commit),
            ..*self
        }
    }

    /// The same session, whose day is the commit's whatever `--today` says.
    pub fn on_own_day(self) -> Session<'a> {
        Session {
            on_own_day: true,
            ..self
        }
    }
}

/// A folder, or the nearest above it that is there: it may have been there in a commit alone.
fn nearest_folder(folder: &Path) -> PathBuf {
    let above = folder.ancestors().find(|folder| folder.is_dir());
    above.map_or_else(|| PathBuf::from("."), Path::to_owned)
}

/// What git does not answer, as the failure of a command.
pub fn failure(error: &GitError) -> Failure {
    let failure = Failure::new(error.to_string());
    match error {
        GitError::NotInstalled => failure.help("install git, or see that it is on the PATH"),
        GitError::UnknownRevision {
            is_shallow: true, ..
        } => failure.help(
            "the clone is shallow and may lack it: `git fetch --unshallow` brings the rest; a CI \
             job clones all\nof it with `fetch-depth: 0` (GitHub) or `GIT_DEPTH: 0` (GitLab)",
        ),
        GitError::UnknownRevision { .. } => {
            failure.help("`git log --oneline` lists commits, `git branch -a` branches")
        }
        GitError::NoRepository { .. } | GitError::Failed(_) => failure,
    }
}
