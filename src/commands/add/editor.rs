//! An entry comes in, somebody edits it in a program of their own, and out it comes.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;

use tempfile::TempPath;

use super::super::Failure;
use crate::disk::in_words;

const ADVICE: &str = "; Save and close, and the entry is added; empty the file, and nothing is.\n";

/// Lets somebody edit `text` with the command `editor`, and hands on what comes out, empty where
/// nothing is to be added. Whatever goes wrong, there too: what they wrote is kept in its file, and
/// the failure says in which.
pub fn edit<T>(
    editor: &str,
    text: &str,
    hand_on: impl FnOnce(&str) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let failed = |error| {
        let why = in_words(&error);
        Failure::new(format!("no temporary file can be written: {why}"))
    };
    let offered = format!("{}\n{ADVICE}", text.trim_end_matches('\n'));
    let file = offer(&offered).map_err(failed)?;
    let edited = come_back(editor, &file).and_then(|text| hand_on(&text));
    edited.map_err(|failure| match keep(file, &offered) {
        Some(kept) => Failure {
            message: format!("{}\n{kept}", failure.message),
            ..failure
        },
        None => failure,
    })
}

/// A file with this text in it.
fn offer(text: &str) -> io::Result<TempPath> {
    let mut file = tempfile::Builder::new()
        .prefix("touchline-")
        .suffix(".touch")
        .tempfile()?;
    file.write_all(text.as_bytes())?;
    Ok(file.into_temp_path())
}

/// What the editor leaves in the file, without our advice.
fn come_back(editor: &str, file: &Path) -> Result<String, Failure> {
    let status = command(editor, file).status().map_err(|error| {
        Failure::new(format!(
            "nothing was added: `{editor}` cannot be run: {}",
            in_words(&error)
        ))
    })?;
    if !status.success() {
        return Err(Failure::new(format!(
            "nothing was added: `{editor}` ended with {status}"
        )));
    }
    let text = fs::read_to_string(file).map_err(|error| {
        Failure::new(format!(
            "nothing was added: what the editor wrote cannot be read: {}",
            in_words(&error)
        ))
    })?;
    let lines = text.split_inclusive('\n');
    let lines = lines.filter(|line| line.trim_end() != ADVICE.trim_end());
    Ok(lines.collect::<String>().trim().to_owned())
}

/// Keeps the file, unless nobody wrote anything in it: what is to be said of it.
fn keep(file: TempPath, offered: &str) -> Option<String> {
    let is_untouched = fs::read(&file).is_ok_and(|text| text == offered.as_bytes());
    if is_untouched || !file.exists() {
        return None;
    }
    Some(match file.keep() {
        Ok(path) => format!("what you wrote is in {}", path.display()),
        Err(error) => format!("what you wrote cannot be kept: {}", in_words(&error.error)),
    })
}

/// The editor may be a command with arguments, as `code --wait` is.
#[cfg(unix)]
fn command(editor: &str, file: &Path) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("{editor} \"$1\"")).arg("sh");
    command.arg(file);
    command
}

#[cfg(not(unix))]
fn command(editor: &str, file: &Path) -> Command {
    let mut words = editor.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or(editor));
    command.args(words).arg(file);
    command
}
