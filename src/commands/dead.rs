//! `dead`: who was given up, and after which touch.

use clap::Args;

use super::arguments::TableFormat;
use super::check::{cannot_write, passed_over, sources};
use super::{Answer, Failure, Session};
use crate::finding::Places;
use crate::formats::{json, text};
use crate::reports::dead;

/// Show the prospects given up early: where each died, how long ago, whose they were
///
/// Dead is who is so long overdue that nobody is at it any more (30 days), with no answer, no
/// date agreed and no word why.
#[derive(Debug, Args)]
pub struct Dead {
    /// Given up at this touch or before [default: the settings' give_up_touch, 2]
    #[arg(long, value_name = "N")]
    max: Option<u32>,
    /// All of the dead
    #[arg(long)]
    all: bool,
    /// The form of the report
    #[arg(long, value_enum, default_value = "text")]
    format: TableFormat,
}

impl Dead {
    pub(super) fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        let opened = session.open()?;
        let ledger = &opened.ledger;
        let sources = sources(ledger);
        let most = self.max.unwrap_or(ledger.settings.give_up_touch);
        let dead = dead::Dead::new(&ledger.timeline(), &Places::new(&sources), most, self.all);
        let mut answer = Answer {
            remark: passed_over(ledger),
            ..Answer::default()
        };
        match self.format {
            TableFormat::Text => text::write(&dead.table(), session.look(), &mut answer.text),
            TableFormat::Json => json::write(&dead, &mut answer.text),
        }
        .map_err(cannot_write)?;
        Ok(answer)
    }
}
