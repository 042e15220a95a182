//! The terms of a query, as they are typed.

use clap::Args;

use super::Failure;
use crate::ledger::Ledger;
use crate::query::Query;

/// What is said of a query that finds nobody, where that is not to be seen.
pub const NOBODY: &str = "note: nobody is found so: `touchline list` names them all\n";

/// The terms of a query.
#[derive(Debug, Args)]
pub struct Terms {
    /// Only what all of these terms hold of, as in `owner:dana status:dead,active acme`
    ///
    /// Terms: owner: rep: status: cadence: tag: source: channel: touches: value: potential:
    /// since: date: last: name: (a bare word is name:), not: before any of them; a comma means
    /// any of these. Numbers and dates are one value or a range: touches:..2, value:10000..,
    /// date:2026-01..2026-03, since:2026-Q1.
    #[arg(value_name = "QUERY")]
    pub terms: Vec<String>,
}

impl Terms {
    /// Reads them.
    pub fn read(&self, ledger: &Ledger) -> Result<Query, Failure> {
        read(&self.terms, ledger)
    }
}

/// Reads these terms.
pub fn read(terms: &[String], ledger: &Ledger) -> Result<Query, Failure> {
    Query::read(terms, ledger).map_err(|error| {
        let failure = Failure::new(error.message);
        match error.help {
            Some(help) => failure.help(help),
            None => failure,
        }
    })
}
