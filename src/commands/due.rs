//! `due`: whom to contact, and why.

use clap::Args;

use super::arguments::TableFormat;
use super::check::{cannot_write, passed_over, sources};
use super::prospect::find_rep;
use super::{Answer, Failure, Session};
use crate::finding::Places;
use crate::formats::{json, text};
use crate::reports::due::{self, Asked, Owner};

/// The screen from which on there is room for contact details.
const WIDE: usize = 100;

/// Say whom to contact, today and over the next days, and why
///
/// With TOUCHLINE_REP set, that rep's prospects alone.
#[derive(Debug, Args)]
pub struct Due {
    /// Look so many days ahead
    #[arg(long, value_name = "N", default_value_t = 0)]
    days: u32,
    /// The dead and the lapsed too
    #[arg(long)]
    all: bool,
    /// Everyone's prospects, whoever TOUCHLINE_REP is
    #[arg(long)]
    everyone: bool,
    /// The form of the report
    #[arg(long, value_enum, default_value = "text")]
    format: TableFormat,
}

impl Due {
    pub(super) fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        let opened = session.open()?;
        let ledger = &opened.ledger;
        let rep = session
            .surroundings
            .rep
            .as_deref()
            .filter(|_| !self.everyone);
        let owner = match rep {
            None => Owner::Anybody,
            Some(rep) => find_rep(ledger, rep)?.map_or(Owner::NobodyYet, Owner::Rep),
        };
        let sources = sources(ledger);
        let asked = Asked {
            days: self.days,
            all: self.all,
            owner,
        };
        let due = due::Due::new(&ledger.timeline(), &Places::new(&sources), asked);
        let mut answer = Answer {
            remark: passed_over(ledger),
            ..Answer::default()
        };
        let look = session.look();
        match self.format {
            TableFormat::Text => {
                text::write(&due.table(look.width >= WIDE), look, &mut answer.text)
            }
            TableFormat::Json => json::write(&due, &mut answer.text),
        }
        .map_err(cannot_write)?;
        Ok(answer)
    }
}
