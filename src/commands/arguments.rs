//! What may be typed: the grammar of the command line.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::{
    add, check, completions, config, dead, diff, due, explain, export, files, fmt, import, init,
    list, lsp, man, prep, report, show, watch,
};
use crate::calendar::Day;
use crate::syntax::{DateWord, date_word};

/// What `touchline` alone says.
pub const WELCOME: &str = "\
touchline: a plain-text ledger for sales follow-up

  touchline init     start a journal in this folder
  touchline add      write down a touch: touchline add call acme '->' voicemail
  touchline due      whom to contact today, and why
  touchline dead     who was given up, and after which touch
  touchline list     every prospect, a line each
  touchline show     one prospect and all its touches
  touchline prep     what to say at the touch that is due
  touchline report   the figures, beside what the field likes to say
  touchline check    what is wrong with the journal, and with the follow-up

`touchline help` lists all commands, `touchline help due` explains one.
";

/// A plain-text ledger for sales follow-up.
///
/// Reads a journal of touches (calls, emails, meetings), says whom to contact today, and checks
/// that no prospect is given up without a word.
#[derive(Debug, Parser)]
#[command(
    name = "touchline",
    version,
    about,
    max_term_width = 100,
    disable_help_subcommand = false
)]
#[command(
    after_help = "The journal: -f FILE, else TOUCHLINE_FILE, else `journal:` of the nearest\n\
touchline.yaml, else main.touch in this folder.\n\
Exit codes: 0 all is well; 1 check found errors; 2 wrong usage, settings or files;\n\
130 Ctrl-C ended watch."
)]
pub struct Arguments {
    #[command(flatten)]
    pub shared: Shared,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What every command takes.
#[derive(Clone, Debug, Args)]
pub struct Shared {
    /// A journal to read; may be repeated, `-` is standard input
    #[arg(short, long = "file", value_name = "FILE", global = true)]
    pub file: Vec<PathBuf>,
    /// The settings to use, in place of the nearest touchline.yaml
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// Show the journal as it stood on that day
    #[arg(long, value_name = "DATE", global = true, value_parser = read_day)]
    pub today: Option<Day>,
    /// Read the journal as a commit of its git repository has it; today is that commit's date
    #[arg(long, value_name = "REV", global = true)]
    pub at: Option<String>,
    /// Whether to colour
    #[arg(
        long,
        value_name = "WHEN",
        global = true,
        value_enum,
        default_value = "auto"
    )]
    pub color: Colour,
}

/// Whether to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// In any case
    Always,
    /// In no case
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Add(add::Add),
    Check(check::Check),
    Due(due::Due),
    Dead(dead::Dead),
    Diff(diff::Diff),
    List(list::List),
    Show(show::Show),
    Prep(prep::Prep),
    Explain(explain::Explain),
    Report(report::Report),
    Import(import::Import),
    Export(export::Export),
    Files(files::Files),
    Fmt(fmt::Fmt),
    Config(config::Config),
    Init(init::Init),
    Watch(watch::Watch),
    Lsp(lsp::Lsp),
    Completions(completions::Completions),
    Man(man::Man),
}

/// What a command does with a journal, and so how it may be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// It reads it, as it is or as a commit has it, and may do so again and again.
    Reads,
    /// It reads it as it is and as commits have it, which it names itself.
    Compares,
    /// It reads it, and writes down for later runs what it found: that it does so, in words.
    Records(&'static str),
    /// It writes to the files as they are: that it does so, in words.
    Writes(&'static str),
    /// It goes on by itself until it is ended: why it cannot be run again and again, in words.
    Serves(&'static str),
}

impl Command {
    /// What it does with a journal.
    pub fn nature(&self) -> Nature {
        match self {
            Command::Check(check) => check.nature(),
            Command::Due(_)
            | Command::Dead(_)
            | Command::List(_)
            | Command::Show(_)
            | Command::Prep(_)
            | Command::Explain(_)
            | Command::Report(_)
            | Command::Export(_)
            | Command::Files(_)
            | Command::Config(_)
            | Command::Completions(_)
            | Command::Man(_) => Nature::Reads,
            Command::Diff(_) => Nature::Compares,
            Command::Add(_) => Nature::Writes("`add` writes in the journal"),
            Command::Fmt(_) => Nature::Writes("`fmt` writes in the journal"),
            Command::Import(_) => Nature::Writes("`import` writes in the journal"),
            Command::Init(_) => Nature::Writes("`init` writes files"),
            Command::Watch(_) => Nature::Serves("`watch` cannot watch itself: say `watch` once"),
            Command::Lsp(_) => Nature::Serves("`lsp` watches the journal by itself"),
        }
    }
}

/// Reads a date of the command line.
pub fn read_day(text: &str) -> Result<Day, String> {
    match date_word(text.trim().as_bytes()) {
        DateWord::Day(day) => Ok(day),
        DateWord::NoSuchDay => Err(format!(
            "`{text}` is no date that a calendar has, between 1900 and 2199"
        )),
        _ => Err(format!("`{text}` is no date: write it as in 2026-03-09")),
    }
}

/// The arguments, with those that `add` takes for words, and clap would take for flags, spelt
/// otherwise: the arrow `->`, and days ago, `-2d`.
pub fn shield(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if !arguments.iter().any(|argument| argument == "add") {
        return arguments;
    }
    arguments
        .into_iter()
        .map(|argument| match argument.to_str() {
            Some(text) if !text.contains(char::is_whitespace) => match text.strip_prefix('-') {
                Some(rest) if rest.starts_with('>') => format!("→{}", &rest[1..]).into(),
                Some(rest) if add::days_ago(text).is_some() => format!("\u{2212}{rest}").into(),
                _ => argument,
            },
            _ => argument,
        })
        .collect()
}
