//! An entry comes in, somebody edits it in a program of their own, and out it comes.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

use super::super::Failure;

const ADVICE: &str = "; Save and close, and the entry is added; empty the file, and nothing is.\n";

/// What came out of the editor, and the file that holds it until it is written.
pub struct Edited {
    /// The entry; empty where nothing is to be added.
    pub text: String,
    file: tempfile::TempPath,
}

impl Edited {
    /// Keeps the file: what somebody wrote is not to be lost.
    pub fn keep(self) -> Option<PathBuf> {
        self.file.keep().ok()
    }
}

/// Lets somebody edit `text` with the command `editor`.
pub fn edit(editor: &str, text: &str) -> Result<Edited, Failure> {
    let failed = |what: &str, error: std::io::Error| {
        Failure::new(format!("nothing was added: {what}: {error}"))
    };
    let mut file = tempfile::Builder::new()
        .prefix("touchline-")
        .suffix(".touch")
        .tempfile()
        .map_err(|error| failed("no temporary file can be made", error))?;
    file.write_all(format!("{text}{ADVICE}").as_bytes())
        .map_err(|error| failed("the temporary file cannot be written", error))?;
    let file = file.into_temp_path();
    let status = command(editor, &file)
        .status()
        .map_err(|error| failed(&format!("`{editor}` cannot be run"), error))?;
    if !status.success() {
        return Err(Failure::new(format!(
            "nothing was added: `{editor}` ended with {status}"
        )));
    }
    let text = fs::read_to_string(&file)
        .map_err(|error| failed("the temporary file cannot be read", error))?;
    Ok(Edited {
        text: text.replace(ADVICE.trim_end(), "").trim().to_owned(),
        file,
    })
}

/// The editor may be a command with arguments, as `code --wait` is.
#[cfg(unix)]
fn command(editor: &str, file: &std::path::Path) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("{editor} \"$1\"")).arg("sh");
    command.arg(file);
    command
}

#[cfg(not(unix))]
fn command(editor: &str, file: &std::path::Path) -> Command {
    let mut words = editor.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or(editor));
    command.args(words).arg(file);
    command
}
