//! `dead`: who was given up, and after which touch.

use clap::Args;

use super::session::opening::passed_over;
use super::session::output::{Output, Showing};
use super::session::terms::Terms;
use super::{Answer, Failure, Session};
use crate::finding::Places;
use crate::portrait::COLUMNS;
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
    #[command(flatten)]
    query: Terms,
    #[command(flatten)]
    output: Output,
}

impl Dead {
    pub(super) fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        let opened = session.open()?;
        let ledger = &opened.ledger;
        let sources = ledger.sources();
        let most = self.max.unwrap_or(ledger.settings.give_up_touch);
        let query = self.query.read(ledger)?;
        let asked = dead::Asked {
            query: &query,
            most,
            all: self.all,
        };
        let dead = dead::Dead::new(&ledger.timeline(), &Places::new(&sources), asked);
        let columns: Vec<&'static str> = COLUMNS
            .into_iter()
            .chain(["died_at", "dead_since"])
            .collect();
        let showing = Showing {
            tables: &|| vec![dead.table()],
            data: &dead,
            rows: &dead.prospects,
            columns: Some(&columns),
            remark: passed_over(ledger),
            read: &[&opened],
        };
        self.output.show(session, showing)
    }
}
