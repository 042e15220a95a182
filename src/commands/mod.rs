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
mod session;

use std::ffi::OsString;

use clap::Parser;

use session::memory::Memory;
use session::progress::Progress;
pub use session::{Answer, Failure, Screen, Surroundings};
use session::{Nature, Session};

use crate::disk::Disk;
use crate::text::wrap;

/// Carries out what the arguments, the program's name first, ask for.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>, surroundings: &Surroundings) -> Answer {
    if let Some(shell) = &surroundings.completing {
        let words = arguments.into_iter().skip_while(|word| word != "--");
        return completions::complete(shell, words.skip(1).collect(), surroundings);
    }
    match arguments::Arguments::try_parse_from(arguments::shield(arguments)) {
        Ok(arguments) => {
            let mut answer =
                answer(&arguments, surroundings).unwrap_or_else(|failure| refuse(&failure));
            if let Some(width) = surroundings.width
                && surroundings.errors_on_terminal
            {
                answer.remark = folded(&answer.remark, width);
            }
            answer
        }
        Err(error) => explain_usage(&error, surroundings.colour),
    }
}

/// Breaks lines that are longer than the screen is wide, between words.
fn folded(remark: &str, width: usize) -> String {
    let mut folded = String::new();
    for line in remark.lines().flat_map(|line| wrap(line, width.max(20))) {
        folded += line;
        folded.push('\n');
    }
    folded
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
        (arguments.command.as_ref()).and_then(|command| Progress::of(command.nature(), session));
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
