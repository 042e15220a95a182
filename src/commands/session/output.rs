//! How a table is shown, and where it goes: `--format` and `-o`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::opening::Opened;
use super::writing::not_written;
use super::{Answer, Failure, Session};
use crate::disk;
use crate::formats::{csv, html, json, jsonl, md, text};
use crate::table::Table;

/// The form of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// For programs, a line for each row
    Jsonl,
    /// For spreadsheets
    Csv,
    /// For a merge request: Markdown
    Md,
    /// For a browser: one page that stands alone
    Html,
}

/// The form of what is no table of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// The form of the answer, and where it goes.
#[derive(Debug, Args)]
pub struct Output {
    /// The form of the answer [default: what FILE's name ends in, as in report.html, else text]
    #[arg(long, value_enum)]
    pub format: Option<TableFormat>,
    /// Write the answer to a file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// What a command has to show.
pub struct Showing<'a, D, R> {
    /// For people; made where it is people who ask.
    pub tables: &'a dyn Fn() -> Vec<Table>,
    /// For programs.
    pub data: &'a D,
    /// The rows of that.
    pub rows: &'a [R],
    /// The columns of a sheet; none where the rows are of several kinds.
    pub columns: Option<&'a [&'static str]>,
    /// For standard error.
    pub remark: String,
    /// What it was made of, which no answer is written over.
    pub read: &'a [&'a Opened],
}

impl Output {
    /// The form that was asked for, else the one that the file's name ends in.
    fn format(&self) -> TableFormat {
        let ending = || self.output.as_deref()?.extension()?.to_str();
        let named = || TableFormat::from_str(ending()?, true).ok();
        (self.format.or_else(named)).unwrap_or(TableFormat::Text)
    }

    /// Shows it, or writes it to the file.
    pub fn show<D: Serialize, R: Serialize>(
        &self,
        session: &Session<'_>,
        showing: Showing<'_, D, R>,
    ) -> Result<Answer, Failure> {
        let mut shown = String::new();
        let out = &mut shown;
        match self.format() {
            TableFormat::Text => {
                let mut look = session.look();
                if self.output.is_some() {
                    look = look.in_a_file();
                }
                (showing.tables)()
                    .iter()
                    .enumerate()
                    .try_for_each(|(at, table)| {
                        if at > 0 {
                            out.push('\n');
                        }
                        text::write(table, look, out)
                    })
            }
            TableFormat::Json => json::write(showing.data, out),
            TableFormat::Jsonl => jsonl::write(showing.rows, out),
            TableFormat::Csv => {
                let Some(columns) = showing.columns else {
                    return Err(Failure::new("a sheet holds the rows of one report").help(
                        "name the report, as in `touchline report persistence --format csv`",
                    ));
                };
                csv::write(showing.rows, columns, out)
            }
            TableFormat::Md => md::write(&(showing.tables)(), out),
            TableFormat::Html => html::write(&(showing.tables)(), out),
        }?;
        deliver(shown, showing.remark, self.output.as_deref(), showing.read)
    }
}

/// The answer that shows a text, or has written it to a file, though never over what was `read`.
pub fn deliver(
    text: String,
    remark: String,
    path: Option<&Path>,
    read: &[&Opened],
) -> Result<Answer, Failure> {
    let mut answer = Answer {
        remark,
        ..Answer::default()
    };
    match path {
        None => answer.text = text,
        Some(path) => {
            read.iter().try_for_each(|opened| opened.spare(path))?;
            disk::write_whole(path, &text)
                .map_err(|problem| not_written(&path.display().to_string(), &problem))?;
        }
    }
    Ok(answer)
}
