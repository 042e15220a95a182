//! What every command is given, and what they share: how the journal is opened, asked about,
//! shown and written.

pub(super) mod commits;
pub(super) mod memory;
pub(super) mod opening;
pub(super) mod output;
pub(super) mod progress;
pub(super) mod prospect;
pub(super) mod terms;
pub(super) mod writing;

use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use memory::Memory;

use crate::calendar::{Day, Moment};
use crate::disk::Files;
use crate::formats::Look;
use crate::git::Commit;
use crate::syntax::{DateWord, date_word};

/// What the surroundings say: clock, environment, terminal. Nothing below asks them itself. A variable
/// that is empty counts as one that is not set.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that the terminal is or is not"
)]
pub struct Surroundings {
    /// The clock's date and time.
    pub now: Moment,
    /// `TOUCHLINE_TODAY`: the day to take for today.
    pub today: Option<String>,
    /// `TOUCHLINE_FILE`: the journal to read.
    pub file: Option<PathBuf>,
    /// `TOUCHLINE_REP`: the rep at the keyboard.
    pub rep: Option<String>,
    /// `TOUCHLINE_COMPLETE`: the shell that asks for completions, where one does.
    pub completing: Option<String>,
    /// Whether a terminal shows what is written.
    pub terminal: bool,
    /// Whether a terminal shows what is written to standard error.
    pub errors_on_terminal: bool,
    /// Whether standard input is typed at a terminal.
    pub input_is_terminal: bool,
    /// `VISUAL`, else `EDITOR`: the command that edits a file.
    pub editor: Option<String>,
    /// The columns there are, of the terminal or as `COLUMNS` has it; none where nobody says.
    pub width: Option<usize>,
    /// Whether colours are wanted, where the arguments leave that open.
    pub colour: bool,
    /// `GITHUB_STEP_SUMMARY`: the file that a step's summary is added to.
    pub step_summary: Option<PathBuf>,
    /// Whether the terminal shows more than ASCII.
    pub unicode: bool,
    /// Asks the clock again, for a command that goes on.
    pub clock: fn() -> Moment,
    /// Where a command that goes on shows one answer after another.
    pub screen: Screen,
}

impl Surroundings {
    /// Whether somebody sits there who can be asked: input and output are terminals.
    #[must_use]
    pub fn interactive(&self) -> bool {
        self.input_is_terminal && self.terminal
    }
}

/// Where answers are shown, for a command that has more than one.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// Asks for the columns again; none where nobody says.
    pub width: fn() -> Option<usize>,
    /// The time of day to the second, `14:03:07`.
    pub stamp: fn() -> String,
    /// Writes to standard output and to standard error.
    pub write: fn(&str, &str) -> io::Result<()>,
}

/// What a command has to say.
#[derive(Debug, Default)]
pub struct Answer {
    /// Bytes for standard output, before the text: a journal, which need not be UTF-8.
    pub bytes: Vec<u8>,
    /// For standard output.
    pub text: String,
    /// For standard error.
    pub remark: String,
    /// The exit code.
    pub code: u8,
}

/// Why a command cannot be carried out: exit code 2.
#[derive(Debug)]
pub struct Failure {
    /// What is wrong, one line or several.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Failure {
    /// A failure without advice.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Failure {
        Failure {
            message: message.into(),
            help: None,
        }
    }

    /// The same with advice.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Failure {
        Failure {
            help: Some(help.into()),
            ..self
        }
    }
}

impl From<std::fmt::Error> for Failure {
    fn from(_: std::fmt::Error) -> Failure {
        Failure::new("the answer cannot be put into text")
    }
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

/// What every command is given.
pub struct Session<'a> {
    pub arguments: &'a Shared,
    pub surroundings: &'a Surroundings,
    /// What the journal and its settings are read through.
    pub files: &'a dyn Files,
    /// What is kept for another run.
    pub memory: &'a Memory,
    /// The commit that they are read from; none where they are read as they are.
    pub at: Option<&'a Commit>,
    /// Whether `--today` is about another state than this one.
    pub on_own_day: bool,
}

impl Session<'_> {
    /// How text is to look.
    pub fn look(&self) -> Look {
        let colour = match self.arguments.color {
            Colour::Auto => self.surroundings.colour,
            Colour::Always => true,
            Colour::Never => false,
        };
        Look {
            colour,
            width: self.surroundings.width.unwrap_or(80).max(40),
            cuts: self.surroundings.width.is_some() || self.surroundings.terminal,
            unicode: self.surroundings.unicode,
            pictures: self.surroundings.terminal || self.arguments.color == Colour::Always,
        }
    }

    /// The clock's date, or the one that `TOUCHLINE_TODAY` sets it to.
    pub fn clock(&self) -> Result<Day, Failure> {
        match &self.surroundings.today {
            None => Ok(self.surroundings.now.day),
            Some(text) => read_day(text)
                .map_err(|message| Failure::new(format!("TOUCHLINE_TODAY: {message}"))),
        }
    }
}

/// Reads a date of the command line.
fn read_day(text: &str) -> Result<Day, String> {
    match date_word(text.trim().as_bytes()) {
        DateWord::Day(day) => Ok(day),
        DateWord::NoSuchDay => Err(format!(
            "`{text}` is no date that a calendar has, between 1900 and 2199"
        )),
        _ => Err(format!("`{text}` is no date: write it as in 2026-03-09")),
    }
}
