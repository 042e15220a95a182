//! What may be typed: the grammar of the command line.

use std::ffi::OsString;

use clap::{Parser, Subcommand};

use super::session::{Nature, Shared};
use super::{
    add, check, completions, config, dead, diff, due, explain, export, files, fmt, import, init,
    list, lsp, man, prep, report, show, watch,
};

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
