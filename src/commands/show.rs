//! `show`: one prospect.

use clap::Args;

use super::session::opening::passed_over;
use super::session::output::PageFormat;
use super::session::prospect::find_prospect;
use super::{Answer, Failure, Session};
use crate::finding::Places;
use crate::formats::{json, sheet};
use crate::reports::show;
use crate::rules;

/// Show one prospect: what comes next, its facts, and all its touches
///
/// Each touch has its number, the days since the one before, what was promised and kept, its notes
/// and what `check` finds about it.
#[derive(Debug, Args)]
pub struct Show {
    /// The prospect: its name or an alias, or a part that no other has
    #[arg(value_name = "PROSPECT", required = true)]
    prospect: Vec<String>,
    /// The form of the answer
    #[arg(long, value_enum, default_value = "text")]
    format: PageFormat,
}

impl Show {
    pub(super) fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        let opened = session.open()?;
        let ledger = &opened.ledger;
        let timeline = ledger.timeline();
        let life = timeline.life(find_prospect(&timeline, &self.prospect)?);
        let findings = rules::check_life(ledger, &timeline, &life);
        let sources = ledger.sources();
        let show = show::Show::new(&timeline, &life, &Places::new(&sources), &findings);
        let mut answer = Answer {
            remark: passed_over(ledger),
            ..Answer::default()
        };
        match self.format {
            PageFormat::Text => sheet::write(&show.sheet(), session.look(), &mut answer.text),
            PageFormat::Json => json::write(&show, &mut answer.text),
        }?;
        Ok(answer)
    }
}
