//! `list`: every prospect.

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::arguments::TableFormat;
use super::check::{cannot_write, passed_over, sources};
use super::{Answer, Failure, Session};
use crate::finding::Places;
use crate::formats::{json, text};
use crate::reports::list::{self, SortKey};

/// List every prospect: status, step, touches, last and next date, owner, value
#[derive(Debug, Args)]
pub struct List {
    /// The column to sort by
    #[arg(long, value_name = "KEY", default_value = "prospect")]
    #[arg(value_parser = PossibleValuesParser::new(SortKey::NAMES))]
    sort: String,
    /// The form of the list
    #[arg(long, value_enum, default_value = "text")]
    format: TableFormat,
}

impl List {
    pub(super) fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        let opened = session.open()?;
        let sources = sources(&opened.ledger);
        let sort = SortKey::named(&self.sort).unwrap_or(SortKey::Prospect);
        let list = list::List::new(&opened.ledger.timeline(), &Places::new(&sources), sort);
        let mut answer = Answer {
            remark: passed_over(&opened.ledger),
            ..Answer::default()
        };
        match self.format {
            TableFormat::Text => text::write(&list.table(), session.look(), &mut answer.text),
            TableFormat::Json => json::write(&list, &mut answer.text),
        }
        .map_err(cannot_write)?;
        Ok(answer)
    }
}
