//! `due`: whom to contact, and why.

use clap::Args;

use super::check::{passed_over, sources};
use super::output::{Output, Showing};
use super::terms::Terms;
use super::{Answer, Failure, Session};
use crate::finding::Places;
use crate::journal::RepId;
use crate::ledger::Ledger;
use crate::portrait::COLUMNS;
use crate::reports::due::{self, Asked, Owner};
use crate::syntax::near_word;
use crate::text::fold;

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
            Some(rep) => find_rep(ledger, rep)?,
        };
        let sources = sources(ledger);
        let asked = Asked {
            days: self.days,
            all: self.all,
            owner,
            query: &query,
        };
        let due = due::Due::new(&ledger.timeline(), &Places::new(&sources), asked);
        let showing = Showing {
            tables: &[due.table(session.look().width >= WIDE)],
            data: &due,
            rows: "/prospects",
            columns: Some(&COLUMNS),
            remark: passed_over(ledger),
        };
        self.output.show(session, showing)
    }
}

/// The rep of this name: one of the journal's; one that only the settings know owns nothing yet.
fn find_rep(ledger: &Ledger, name: &str) -> Result<Owner, Failure> {
    if let Some(rep) = ledger.journal.find_rep(name) {
        return Ok(Owner::Rep(rep));
    }
    let folded = fold(name);
    if ledger.settings.reps.iter().any(|rep| fold(rep) == folded) {
        return Ok(Owner::NobodyYet);
    }
    let known: Vec<String> = (0..ledger.journal.rep_count() as u32)
        .map(|rep| ledger.journal.rep_name(RepId(rep)))
        .chain(ledger.settings.reps.iter().cloned())
        .collect();
    let failure = Failure::new(format!("TOUCHLINE_REP: nobody here is called `{name}`"));
    Err(match near_word(name, known.iter().map(String::as_str)) {
        Some(near) => failure.help(format!("is `{near}` meant?")),
        None if known.is_empty() => {
            failure.help("the journal names no rep: add `rep NAME` above the touches")
        }
        None => failure.help(format!("the reps are {}", known.join(", "))),
    })
}
