//! `diff`: what changed for prospects between two commits, or one and the files as they are.

use clap::Args;

use super::session::opening::{Opened, passed_over};
use super::session::output::{Output, Showing};
use super::{Answer, Failure, Session};
use crate::git::Commit;
use crate::reports::diff::{self, State};

/// Show what changed for prospects between two commits: won, lost, newly dead, revived, overdue
///
/// Each state is looked at on its own day: a commit on its date, the files as they are today.
#[derive(Debug, Args)]
pub struct Diff {
    /// The commit to start from, as git names it: `main`, `HEAD~10`, `v1`, `@{1.week.ago}`
    #[arg(value_name = "REV")]
    from: String,
    /// The commit to end with, in place of the files as they are
    #[arg(value_name = "REV")]
    to: Option<String>,
    #[command(flatten)]
    output: Output,
}

impl Diff {
    pub(super) fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        let from = session.commit(&self.from)?;
        let to = self.to.as_deref().map(|name| session.commit(name));
        let to = to.transpose()?;
        // A day that is asked for is that of the later state; the earlier one keeps its own.
        let before = session.at(&from).on_own_day().open()?;
        let after = match &to {
            None => session.open()?,
            Some(commit) => session.at(commit).open()?,
        };
        let diff = diff::Diff::new(
            (
                state(Some((&self.from, &from)), &before),
                &before.ledger.timeline(),
            ),
            (
                state(self.to.as_ref().zip(to.as_ref()), &after),
                &after.ledger.timeline(),
            ),
        );
        let showing = Showing {
            tables: &|| vec![diff.table()],
            data: &diff,
            rows: diff.rows(),
            columns: Some(&diff::COLUMNS),
            remark: passed_over(&after.ledger),
            read: &[&before, &after],
        };
        self.output.show(session, showing)
    }
}

fn state(commit: Option<(&String, &Commit)>, opened: &Opened) -> State {
    State {
        revision: commit.map(|(revision, _)| revision.clone()),
        commit: commit.map(|(_, commit)| commit.name.clone()),
        date: opened.ledger.today.day,
    }
}
