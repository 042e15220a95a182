//! The shelf of commands: arguments come in, text and an exit code go out.

mod add;
mod check;
mod completions;
mod config;
mod dead;
mod diff;
mod due;
mod explain;
mod export;
mod files;
mod fmt;
mod import;
mod init;
mod list;
mod lsp;
mod man;
mod prep;
mod report;
mod show;
mod watch;

mod arguments;
mod commits;
mod memory;
mod opening;
mod output;
mod progress;
mod prospect;
mod terms;
mod writing;

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

use clap::Parser;

use arguments::Nature;
use memory::Memory;
pub use opening::Opened;
use progress::Progress;

use crate::calendar::{Day, Moment};
use crate::disk::{Disk, Files};
use crate::formats::Look;
use crate::git::Commit;

/// What the surroundings say: clock, environment, terminal. Nothing below asks them itself.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that the terminal is or is not"
)]
pub struct Surroundings {
    /// The clock's date and time.
    pub now: Moment,
    /// `TOUCHLINE_TODAY`, `TOUCHLINE_FILE`, `TOUCHLINE_REP`, where they are set and not empty.
    pub today: Option<String>,
    /// The journal to read.
    pub file: Option<PathBuf>,
    /// The rep at the keyboard.
    pub rep: Option<String>,
    /// The shell that asks for completions, where one does.
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
    fn interactive(&self) -> bool {
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

/// Carries out what the arguments, the program's name first, ask for.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>, surroundings: &Surroundings) -> Answer {
    if let Some(shell) = &surroundings.completing {
        let words = arguments.into_iter().skip_while(|word| word != "--");
        return completions::complete(shell, words.skip(1).collect(), surroundings);
    }
    match arguments::Arguments::try_parse_from(arguments::shield(arguments)) {
        Ok(arguments) => {
            answer(&arguments, surroundings).unwrap_or_else(|failure| refuse(&failure))
        }
        Err(error) => explain_usage(&error, surroundings.colour),
    }
}

fn answer(
    arguments: &arguments::Arguments,
    surroundings: &Surroundings,
) -> Result<Answer, Failure> {
    let session = Session {
        arguments: &arguments.shared,
        surroundings,
        files: &Disk,
        memory: &Memory::default(),
        at: None,
        on_own_day: false,
    };
    match &arguments.shared.at {
        None => carry_out(arguments, &session),
        Some(_) if arguments.command.as_ref().is_some_and(is_about_files) => Err(Failure::new(
            "only commands that read the journal take --at",
        )),
        Some(revision) => carry_out(arguments, &session.at(&session.commit(revision)?)),
    }
}

/// Says whether a command is about the files as they are, and not about those of one commit.
fn is_about_files(command: &arguments::Command) -> bool {
    match command.nature() {
        Nature::Reads | Nature::Records(_) => false,
        Nature::Compares | Nature::Writes(_) | Nature::Serves(_) => true,
    }
}

fn carry_out(arguments: &arguments::Arguments, session: &Session<'_>) -> Result<Answer, Failure> {
    use arguments::Command;
    let _until_done =
        (arguments.command.as_ref()).and_then(|command| Progress::of(command, session));
    match &arguments.command {
        None => Ok(Answer {
            text: arguments::WELCOME.to_owned(),
            ..Answer::default()
        }),
        Some(Command::Add(command)) => command.run(session),
        Some(Command::Check(command)) => command.run(session),
        Some(Command::Due(command)) => command.run(session),
        Some(Command::Dead(command)) => command.run(session),
        Some(Command::Diff(command)) => command.run(session),
        Some(Command::List(command)) => command.run(session),
        Some(Command::Show(command)) => command.run(session),
        Some(Command::Prep(command)) => command.run(session),
        Some(Command::Config(command)) => command.run(session),
        Some(Command::Explain(command)) => command.run(session),
        Some(Command::Report(command)) => command.run(session),
        Some(Command::Export(command)) => command.run(session),
        Some(Command::Import(command)) => command.run(session),
        Some(Command::Lsp(command)) => command.run(session),
        Some(Command::Completions(command)) => command.run(),
        Some(Command::Man(_)) => man::Man::run(session),
        Some(Command::Files(command)) => command.run(session),
        Some(Command::Fmt(command)) => command.run(session),
        Some(Command::Init(command)) => command.run(session),
        Some(Command::Watch(command)) => command.run(session),
    }
}

fn refuse(failure: &Failure) -> Answer {
    let clean = |text: &str| {
        let lines = text.lines().map(crate::text::harmless_line);
        lines.collect::<Vec<_>>().join("\n")
    };
    let mut remark = format!("error: {}\n", clean(&failure.message));
    if let Some(help) = &failure.help {
        remark = format!("{remark}help: {}\n", clean(help));
    }
    Answer {
        remark,
        code: 2,
        ..Answer::default()
    }
}

/// What clap says of wrong arguments, or of `--help`.
fn explain_usage(error: &clap::Error, colour: bool) -> Answer {
    let rendered = error.render();
    let text = if colour {
        rendered.ansi().to_string()
    } else {
        rendered.to_string()
    };
    if error.use_stderr() {
        Answer {
            remark: text,
            code: 2,
            ..Answer::default()
        }
    } else {
        Answer {
            text,
            ..Answer::default()
        }
    }
}

/// What every command is given.
struct Session<'a> {
    arguments: &'a arguments::Shared,
    surroundings: &'a Surroundings,
    /// What the journal and its settings are read through.
    files: &'a dyn Files,
    /// What is kept for another run.
    memory: &'a Memory,
    /// The commit that they are read from; none where they are read as they are.
    at: Option<&'a Commit>,
    /// Whether `--today` is about another state than this one.
    on_own_day: bool,
}

impl Session<'_> {
    /// How text is to look.
    fn look(&self) -> Look {
        let colour = match self.arguments.color {
            arguments::Colour::Auto => self.surroundings.colour,
            arguments::Colour::Always => true,
            arguments::Colour::Never => false,
        };
        Look {
            colour,
            width: self.surroundings.width.unwrap_or(80).max(40),
            cuts: self.surroundings.width.is_some() || self.surroundings.terminal,
            unicode: self.surroundings.unicode,
            pictures: self.surroundings.terminal
                || self.arguments.color == arguments::Colour::Always,
        }
    }

    /// The clock's date, or the one that `TOUCHLINE_TODAY` sets it to.
    fn clock(&self) -> Result<Day, Failure> {
        match &self.surroundings.today {
            None => Ok(self.surroundings.now.day),
            Some(text) => arguments::read_day(text)
                .map_err(|message| Failure::new(format!("TOUCHLINE_TODAY: {message}"))),
        }
    }
}
