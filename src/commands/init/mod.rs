//! `init`: a journal to start with.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::Args;

use super::session::writing::not_written;
use super::{Answer, Failure, Session};
use crate::calendar::Day;
use crate::disk::{Unwritten, create_new, in_words};

/// Start a journal: main.touch and touchline.yaml, never over files that are there
#[derive(Debug, Args)]
pub struct Init {
    /// The folder to put them in
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

const JOURNAL: &str = include_str!("main.touch");
const SETTINGS: &str = include_str!("touchline.yaml");

/// What the starter journal has in place of dates, and how many days they lie back: an example with
/// dates of its own would be dead before anybody reads it.
const DATES: [(&str, i64); 3] = [("{four days ago}", 4), ("{yesterday}", 1), ("{today}", 0)];

impl Init {
    pub(super) fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        let journal = journal(session.today()?.day);
        let folder = self.folder.display();
        std::fs::create_dir_all(&self.folder).map_err(|error| {
            let why = in_words(&error);
            Failure::new(format!("cannot make the folder {folder}: {why}"))
        })?;
        let is_new = self.write("main.touch", &journal)?;
        let settings_are_new = self.write("touchline.yaml", SETTINGS)?;
        let next = if is_new {
            let path = shown(&self.folder.join("main.touch"));
            format!("write your first prospect into {path}, then run `touchline due` in its folder")
        } else {
            "run `touchline due` in its folder".to_owned()
        };
        let text = format!(
            "{}\n{}\nNext: {next}\n",
            self.told("main.touch", is_new),
            self.told("touchline.yaml", settings_are_new),
        );
        Ok(Answer {
            text,
            ..Answer::default()
        })
    }

    /// Writes a file of the folder, and says whether it did: one that is there is kept.
    fn write(&self, name: &str, content: &str) -> Result<bool, Failure> {
        let path = self.folder.join(name);
        match create_new(&path, content) {
            Ok(()) => Ok(true),
            Err(Unwritten::System(error)) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
            Err(problem) => Err(not_written(&shown(&path), &problem)),
        }
    }

    fn told(&self, name: &str, is_new: bool) -> String {
        let path = shown(&self.folder.join(name));
        if is_new {
            format!("wrote {path}")
        } else {
            format!("kept {path}, which was there already")
        }
    }
}

/// The starter journal, as on this day.
fn journal(today: Day) -> String {
    DATES.iter().fold(JOURNAL.to_owned(), |text, (word, ago)| {
        text.replace(word, &today.plus_days(-ago).to_string())
    })
}

fn shown(path: &Path) -> String {
    let plain = path.strip_prefix(".").unwrap_or(path);
    crate::text::harmless_line(&plain.to_string_lossy()).into_owned()
}
