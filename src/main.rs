//! The command line: arguments, clock and terminal in, an exit code out.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use touchline::calendar;
use touchline::commands::{Screen, Surroundings, run};

fn main() -> ExitCode {
    let answer = run(std::env::args_os(), &surroundings());
    let written = io::stdout()
        .write_all(&answer.bytes)
        .and_then(|()| write(&answer.text, &answer.remark));
    match written {
        // Whoever reads us has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(answer.code),
        Err(_) => ExitCode::from(2),
        Ok(()) => ExitCode::from(answer.code),
    }
}

fn write(text: &str, remark: &str) -> io::Result<()> {
    io::stdout()
        .write_all(text.as_bytes())
        .and_then(|()| io::stdout().flush())
        .and_then(|()| io::stderr().write_all(remark.as_bytes()))
}

/// The columns of the terminal; where there is none, or it does not say, those of `COLUMNS`.
fn width() -> Option<usize> {
    let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let asked = || std::env::var("COLUMNS").ok()?.parse().ok();
    width.filter(|_| io::stdout().is_terminal()).or_else(asked)
}

fn surroundings() -> Surroundings {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    let text = |name| variable(name).map(|value| value.to_string_lossy().into_owned());
    let choice = anstream::AutoStream::choice(&io::stdout());
    Surroundings {
        now: calendar::now(),
        today: text("TOUCHLINE_TODAY"),
        file: variable("TOUCHLINE_FILE").map(Into::into),
        rep: text("TOUCHLINE_REP"),
        completing: text("TOUCHLINE_COMPLETE"),
        terminal: io::stdout().is_terminal(),
        errors_on_terminal: io::stderr().is_terminal(),
        input_is_terminal: io::stdin().is_terminal(),
        editor: text("VISUAL").or_else(|| text("EDITOR")),
        width: width(),
        colour: choice != anstream::ColorChoice::Never,
        step_summary: variable("GITHUB_STEP_SUMMARY").map(Into::into),
        unicode: speaks_unicode(["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(text)),
        clock: calendar::now,
        screen: Screen {
            width,
            stamp: calendar::time_of_day,
            write,
        },
    }
}

/// Says whether text in this locale may be more than ASCII: also where none is set.
fn speaks_unicode(locale: Option<String>) -> bool {
    let names_utf8 = |locale: String| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    };
    cfg!(windows) || locale.is_none_or(names_utf8)
}
