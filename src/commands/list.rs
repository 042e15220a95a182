//! `list`: every prospect.

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::session::opening::passed_over;
use super::session::output::{Output, Showing};
use super::session::terms::Terms;
use super::{Answer, Failure, Session};
use crate::finding::Places;
use crate::portrait::COLUMNS;
use crate::reports::list::{self, SortKey};

/// List every prospect: status, step, touches, last and next date, owner, value
#[derive(Debug, Args)]
pub struct List {
    /// The column to sort by
    #[arg(long, value_name = "KEY", default_value = "prospect")]
    #[arg(value_parser = PossibleValuesParser::new(SortKey::NAMES))]
    sort: String,
    #[command(flatten)]
    query: Terms,
    #[command(flatten)]
    output: Output,
}

impl List {
    pub(super) fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        let opened = session.open()?;
        let sources = opened.ledger.sources();
        let sort = SortKey::named(&self.sort).unwrap_or(SortKey::Prospect);
        let query = self.query.read(&opened.ledger)?;
        let timeline = opened.ledger.timeline();
        let list = list::List::new(&timeline, &Places::new(&sources), &query, sort);
        let showing = Showing {
            tables: &|| vec![list.table()],
            data: &list,
            rows: &list.prospects,
            columns: Some(&COLUMNS),
            remark: passed_over(&opened.ledger),
            read: &[&opened],
        };
        self.output.show(session, showing)
    }
}
