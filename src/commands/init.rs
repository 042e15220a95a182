//! `init`: a journal to start with.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Answer, Failure};
use crate::disk::create_new;

/// Start a journal: main.touch and touchline.yaml, never over files that are there
#[derive(Debug, Args)]
pub struct Init {
    /// The folder to put them in
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

const JOURNAL: &str = include_str!("init/main.touch");
const SETTINGS: &str = include_str!("init/touchline.yaml");

impl Init {
    pub(super) fn run(&self) -> Result<Answer, Failure> {
        let folder = self.folder.display();
        std::fs::create_dir_all(&self.folder)
            .map_err(|error| Failure::new(format!("cannot make the folder {folder}: {error}")))?;
        let mut lines = Vec::new();
        for (name, content) in [("main.touch", JOURNAL), ("touchline.yaml", SETTINGS)] {
            let path = self.folder.join(name);
            match create_new(&path, content) {
                Ok(()) => lines.push(format!("wrote {}", shown(&path))),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    lines.push(format!("kept {}, which was there already", shown(&path)));
                }
                Err(error) => {
                    return Err(Failure::new(format!(
                        "cannot write {}: {error}",
                        shown(&path)
                    )));
                }
            }
        }
        lines.push("Write your first prospect into main.touch, then: touchline due\n".to_owned());
        Ok(Answer {
            text: lines.join("\n"),
            ..Answer::default()
        })
    }
}

fn shown(path: &Path) -> String {
    let plain = path.strip_prefix(".").unwrap_or(path);
    crate::text::harmless_line(&plain.to_string_lossy()).into_owned()
}
