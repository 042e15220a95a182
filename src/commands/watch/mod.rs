//! `watch`: another command, again and again, whenever what it read has changed.

mod change;
mod debounce;
mod difference;
mod interest;
mod midnight;
mod mounts;
mod output;
mod status;
mod turns;
mod watches;

use std::ffi::OsString;
use std::io;
use std::time::{Duration, Instant};

use clap::{Args, Parser};

use super::arguments::{Arguments, Command};
use super::session::memory::Memory;
use super::session::writing::is_standard_input;
use super::session::{Colour, Nature, Shared};
use super::{Answer, Failure, Session, Surroundings, carry_out, explain_usage, refuse};
use crate::calendar::Day;
use crate::disk::{Record, Witness};
use crate::formats::Theme;
use crate::table::Class;
use change::Change;
use difference::{News, Said};
use output::{INTERRUPTED, Shown};
use status::Status;
use turns::Turns;

/// Run a command again whenever what it read changes
///
/// Runs `check`, or the command given, and again at every save: when a file of the journal
/// changes, appears under a pattern, moves or goes, when the settings change, and at midnight.
/// Ctrl-C ends it.
#[derive(Debug, Args)]
pub struct Watch {
    /// Look at the files every so many milliseconds [default: 1000], where the system sends no events
    #[arg(
        long,
        value_name = "MS",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "1000",
        value_parser = clap::value_parser!(u64).range(50..=3_600_000)
    )]
    poll: Option<u64>,
    /// Leave on the terminal what stands there
    #[arg(long)]
    no_clear: bool,
    /// The command and its arguments
    #[arg(
        value_name = "COMMAND",
        trailing_var_arg = true,
        allow_hyphen_values = true
    )]
    command: Vec<OsString>,
}

/// What one run came to.
struct Run {
    answer: Answer,
    record: Record,
    said: Option<Said>,
    took: Duration,
    /// The clock's date when it began.
    day: Day,
}

impl Watch {
    pub(super) fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        let surroundings = session.surroundings;
        let arguments = match self.repeated() {
            Ok(arguments) => arguments.below(session.arguments),
            Err(error) => return Ok(explain_usage(&error, surroundings.colour)),
        };
        refuse_what_cannot_be_watched(&arguments, surroundings)?;
        let memory = Memory::kept();
        output::end_on_interrupt(surroundings);
        let follows_clock = surroundings.today.is_none() && arguments.shared.today.is_none();
        let clock = follows_clock.then_some(surroundings.clock);
        let mut turns = Turns::new(self.poll.map(Duration::from_millis), clock);
        let mut before: Option<Said> = None;
        let mut changes: Vec<Change> = Vec::new();
        loop {
            let run = once(&arguments, surroundings, &memory);
            let files = run.record.file_count();
            turns.begin(run.record, run.day);
            let status = Status {
                stamp: &(surroundings.screen.stamp)(),
                took: run.took,
                changes: &changes,
                news: run
                    .said
                    .as_ref()
                    .map_or(News::Failed, |said| said.since(before.as_ref())),
                files,
                polling: turns.polling(),
            };
            match self.show(&run.answer, &status, session) {
                Ok(false) => {}
                Ok(true) => return Ok(ended(INTERRUPTED)),
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(ended(0)),
                Err(error) => {
                    return Err(Failure::new(format!("cannot show the result: {error}")));
                }
            }
            before = run.said.or(before);
            changes = turns.wait();
        }
    }

    /// The command that is run again and again: `check`, where none is named.
    fn repeated(&self) -> Result<Arguments, clap::Error> {
        let first = self.command.first();
        let is_named = first.is_some_and(|word| !word.to_string_lossy().starts_with('-'));
        let mut words = vec![OsString::from("touchline")];
        if !is_named {
            words.push("check".into());
        }
        words.extend(self.command.iter().cloned());
        Arguments::try_parse_from(words)
    }

    fn show(
        &self,
        answer: &Answer,
        status: &Status<'_>,
        session: &Session<'_>,
    ) -> io::Result<bool> {
        let surroundings = session.surroundings;
        let plain = status.line();
        let line = if surroundings.terminal {
            let theme = Theme::new(session.look());
            format!("{}", theme.paint(Class::Dim, &plain))
        } else {
            plain
        };
        let shown = Shown {
            text: &answer.text,
            remark: &answer.remark,
            status: &line,
            clears: !self.no_clear,
        };
        output::show(shown, surroundings)
    }
}

impl Arguments {
    /// These arguments, where they say nothing themselves with what was said before `watch`.
    fn below(mut self, outer: &Shared) -> Arguments {
        let inner = &mut self.shared;
        if inner.file.is_empty() {
            inner.file.clone_from(&outer.file);
        }
        if inner.config.is_none() {
            inner.config.clone_from(&outer.config);
        }
        inner.today = inner.today.or(outer.today);
        if inner.color == Colour::Auto {
            inner.color = outer.color;
        }
        self
    }
}

/// Runs the command, and sees what it reads.
fn once(arguments: &Arguments, surroundings: &Surroundings, memory: &Memory) -> Run {
    let began = Instant::now();
    let witness = Witness::default();
    let surroundings = Surroundings {
        now: (surroundings.clock)(),
        width: (surroundings.screen.width)(),
        ..surroundings.clone()
    };
    let session = Session {
        arguments: &arguments.shared,
        surroundings: &surroundings,
        files: &witness,
        memory,
        at: None,
        on_own_day: false,
    };
    let carried_out = carry_out(arguments, &session);
    let found = memory.take_findings();
    let said = carried_out.as_ref().ok().map(|answer| match found {
        Some(findings) => Said::Findings(findings),
        None => Said::Text(answer.text.clone()),
    });
    Run {
        answer: carried_out.unwrap_or_else(|failure| refuse(&failure)),
        record: witness.into_record(),
        said,
        took: began.elapsed(),
        day: surroundings.now.day,
    }
}

/// Refuses what would not give the same again, and what no save can mend.
fn refuse_what_cannot_be_watched(
    arguments: &Arguments,
    surroundings: &Surroundings,
) -> Result<(), Failure> {
    match arguments.command.as_ref().map(Command::nature) {
        None | Some(Nature::Reads | Nature::Compares) => {}
        Some(Nature::Records(what) | Nature::Writes(what)) => {
            return Err(Failure::new(format!(
                "{what}: `watch` repeats commands that only read"
            )));
        }
        Some(Nature::Serves(why)) => return Err(Failure::new(why)),
    }
    if arguments.shared.at.is_some() {
        return Err(Failure::new(
            "a commit never changes: `watch` takes no --at",
        ));
    }
    let named = arguments.shared.file.iter().chain(&surroundings.file);
    if named.into_iter().any(|path| is_standard_input(path)) {
        return Err(
            Failure::new("standard input can be read once only").help("name a file to watch")
        );
    }
    let session = Session {
        arguments: &arguments.shared,
        surroundings,
        files: &crate::disk::Disk,
        memory: &Memory::default(),
        at: None,
        on_own_day: false,
    };
    session.clock().map(|_| ())
}

/// The answer of a watch that ended.
fn ended(code: u8) -> Answer {
    Answer {
        code,
        ..Answer::default()
    }
}
