//! `due`: whom to contact, and why.

use clap::Args;

use super::session::opening::passed_over;
use super::session::output::{Output, Showing};
use super::session::prospect::find_rep;
use super::session::terms::{NOBODY, Terms};
use super::{Answer, Failure, Session};
use crate::finding::Places;
use crate::portrait::COLUMNS;
use crate::reports::due::{self, Asked, Owner};

/// The screen from which on there is room for contact details.
const WIDE: usize = 100;

/// Say whom to contact, today and over the next days, and why
///
/// With TOUCHLINE_REP set, that rep's prospects alone, unless the query has `owner:`.
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
    #[command(flatten)]
    query: Terms,
    #[command(flatten)]
    output: Output,
}

impl Due {
    pub(super) fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        let opened = session.open()?;
        let ledger = &opened.ledger;
        let query = self.query.read(ledger)?;
        let rep = session
            .surroundings
            .rep
            .as_deref()
            .filter(|_| !self.everyone && !query.asks_for_owner());
        let owner = match rep {
            None => Owner::Anybody,
            Some(rep) => find_rep(ledger, rep)?.map_or(Owner::NobodyYet, Owner::Rep),
        };
        let sources = ledger.sources();
        let asked = Asked {
            days: self.days,
            all: self.all,
            owner,
            query: &query,
        };
        let due = due::Due::new(&ledger.timeline(), &Places::new(&sources), asked);
        let mut remark = passed_over(ledger);
        if due.total() == 0 && !query.is_empty() {
            remark += NOBODY;
        }
        let showing = Showing {
            tables: &|| vec![due.table(session.look().width >= WIDE)],
            data: &due,
            rows: &due.prospects,
            columns: Some(&COLUMNS),
            remark,
            read: &[&opened],
        };
        self.output.show(session, showing)
    }
}
