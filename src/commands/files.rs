//! `files`: what was read.

use clap::Args;

use super::{Answer, Failure, Session};

/// List the files that were read, the settings first
#[derive(Debug, Args)]
pub struct Files {}

impl Files {
    #[expect(clippy::unused_self, reason = "every command is run the same way")]
    pub(super) fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        let opened = session.open()?;
        let settings = opened
            .settings_path
            .iter()
            .map(|path| path.to_string_lossy().replace('\\', "/"));
        let files = opened
            .ledger
            .journal
            .files
            .iter()
            .map(|file| file.source.name.clone());
        let lines = settings
            .chain(files)
            .map(|name| format!("{}\n", crate::text::harmless_line(&name)));
        Ok(Answer {
            text: lines.collect(),
            ..Answer::default()
        })
    }
}
