//! `config`: the settings in force, and where each came from.

use clap::Args;

use super::session::output::PageFormat;
use super::{Answer, Failure, Session};
use crate::formats::{json, text};
use crate::reports::settings;

/// Show the settings in force, and where each came from
#[derive(Debug, Args)]
pub struct Config {
    /// The form of the answer
    #[arg(long, value_enum, default_value = "text")]
    format: PageFormat,
}

impl Config {
    pub(super) fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        let (in_force, path) = session.settings()?;
        let file = path.map(|path| path.to_string_lossy().replace('\\', "/"));
        let config = settings::Config::new(&in_force, file);
        let mut answer = Answer::default();
        let out = &mut answer.text;
        match self.format {
            PageFormat::Json => json::write(&config, out)?,
            PageFormat::Text => {
                for (at, table) in config.tables().iter().enumerate() {
                    if at > 0 {
                        out.push('\n');
                    }
                    text::write(table, session.look(), out)?;
                }
            }
        }
        Ok(answer)
    }
}
