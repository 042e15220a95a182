//! `export`: touches, prospects and due dates for other programs.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::session::opening::passed_over;
use super::session::output::deliver;
use super::session::terms;
use super::{Answer, Failure, Session};
use crate::exchanges::touches::Touches;
use crate::exchanges::{csv_export, hledger_export, ics_export};
use crate::finding::Places;
use crate::formats::{csv, json, jsonl};
use crate::ledger::Ledger;
use crate::portrait::COLUMNS;
use crate::query::Query;
use crate::reports::{due, list};

/// So many days ahead everything that is due is given.
const ALL_DAYS: u32 = 400_000;

/// Give touches, prospects or due dates to other programs
///
/// `csv`, `json` and `jsonl` give `touches`, unless `prospects` or `due` is said; `ics` gives due
/// dates and appointments, for a calendar; `hledger` gives touches as transactions, for hledger's
/// reports.
#[derive(Debug, Args)]
pub struct Export {
    /// The form
    #[arg(value_enum)]
    format: Format,
    /// What is given (`touches`, `prospects` or `due`), and the terms of a query, all of which
    /// must hold: `export csv prospects owner:dana`
    #[arg(value_name = "WHAT|QUERY")]
    terms: Vec<String>,
    /// Write it to a file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For spreadsheets
    Csv,
    /// For programs
    Json,
    /// For programs, a line for each
    Jsonl,
    /// For calendars: due dates and appointments
    Ics,
    /// For hledger: touches that it counts
    Hledger,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Touches,
    Prospects,
    Due,
}

impl Subject {
    fn named(name: &str) -> Option<Subject> {
        match name {
            "touches" => Some(Subject::Touches),
            "prospects" => Some(Subject::Prospects),
            "due" => Some(Subject::Due),
            _ => None,
        }
    }
}

impl Export {
    pub(super) fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        let (subject, terms) = self.subject()?;
        let opened = session.open()?;
        let ledger = &opened.ledger;
        let query = terms::read(terms, ledger)?;
        let text = self.text(ledger, subject, &query)?;
        deliver(
            text,
            passed_over(ledger),
            self.output.as_deref(),
            &[&opened],
        )
    }

    /// What is given, and the terms.
    fn subject(&self) -> Result<(Subject, &[String]), Failure> {
        let named = self.terms.split_first();
        let named = named.and_then(|(first, rest)| Some((Subject::named(first)?, rest)));
        let (subject, rest) = named.unwrap_or((Subject::Touches, &self.terms));
        let given = match self.format {
            Format::Ics => "due dates and appointments",
            Format::Hledger => "touches",
            Format::Csv | Format::Json | Format::Jsonl => return Ok((subject, rest)),
        };
        match named {
            Some((Subject::Prospects, _)) => Err(wrong_subject(given, "prospects")),
            Some((Subject::Touches, _)) if self.format == Format::Ics => {
                Err(wrong_subject(given, "touches"))
            }
            Some((Subject::Due, _)) if self.format == Format::Hledger => {
                Err(wrong_subject(given, "due"))
            }
            _ => Ok((subject, rest)),
        }
    }

    fn text(&self, ledger: &Ledger, subject: Subject, query: &Query) -> Result<String, Failure> {
        let timeline = ledger.timeline();
        let sources = ledger.sources();
        let places = Places::new(&sources);
        let mut text = String::new();
        match self.format {
            Format::Ics => ics_export::write(&timeline, query, &mut text),
            Format::Hledger => {
                let touches = Touches::new(&timeline, &places, query);
                hledger_export::write(&touches.touches, timeline.today.day, &mut text)
            }
            Format::Csv if subject == Subject::Touches => {
                let touches = Touches::new(&timeline, &places, query);
                csv_export::write(&touches.touches, &mut text)
            }
            Format::Csv | Format::Json | Format::Jsonl => match subject {
                Subject::Touches => {
                    let touches = Touches::new(&timeline, &places, query);
                    self.data(&touches, &touches.touches, &mut text)
                }
                Subject::Prospects => {
                    let list = list::List::new(&timeline, &places, query, list::SortKey::Prospect);
                    self.data(&list, &list.prospects, &mut text)
                }
                Subject::Due => {
                    let asked = due::Asked {
                        days: ALL_DAYS,
                        all: false,
                        owner: due::Owner::Anybody,
                        query,
                    };
                    let due = due::Due::new(&timeline, &places, asked);
                    self.data(&due, &due.prospects, &mut text)
                }
            },
        }?;
        Ok(text)
    }

    fn data(
        &self,
        data: &impl Serialize,
        rows: &[impl Serialize],
        text: &mut String,
    ) -> std::fmt::Result {
        match self.format {
            Format::Json => json::write(data, text),
            Format::Csv => csv::write(rows, &COLUMNS, text),
            _ => jsonl::write(rows, text),
        }
    }
}

fn wrong_subject(given: &str, asked: &str) -> Failure {
    Failure::new(format!("this form gives {given}, not `{asked}`"))
        .help("csv, json and jsonl give touches, prospects or due")
}
