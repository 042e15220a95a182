//! A folder of its own for a test, gone when it ends: files in it, a git repository where one is
//! wanted, and the program run in it with nothing of the surroundings but the PATH.

#![allow(dead_code, reason = "each test uses a part of it")]

mod case;
mod editor;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[allow(unused_imports, reason = "each test uses a part of it")]
pub use case::{Case, DEFAULTS, findings};
#[allow(unused_imports, reason = "each test uses a part of it")]
pub use editor::{Editor, place};
use serde_json::Value;
use tempfile::TempDir;
use touchline::page::Example;
use walkdir::WalkDir;

/// The program.
pub const TOUCHLINE: &str = env!("CARGO_BIN_EXE_touchline");

/// The folder.
pub struct Workshop {
    folder: TempDir,
    /// What `TOUCHLINE_TODAY` is.
    pub today: String,
}

/// What the program said.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub error: String,
}

impl Workshop {
    /// An empty folder; its settings keep those of the folders above out.
    pub fn new() -> Workshop {
        Workshop::on("2026-03-24")
    }

    /// The same on another day.
    pub fn on(today: &str) -> Workshop {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let today = today.to_owned();
        Workshop { folder, today }.with("touchline.yaml", "journal: main.touch\n")
    }

    /// A folder with the example of a rule's page, on its day.
    pub fn of_example(example: &Example) -> Workshop {
        let settings = format!("journal: main.touch\n{}", example.settings);
        let workshop = Workshop::on(example.today.as_deref().unwrap_or("2026-04-01"))
            .with("touchline.yaml", settings);
        for (name, text) in &example.files {
            workshop.write(name, with_characters(text));
        }
        workshop
    }

    /// The folder with one more file in it.
    pub fn with(self, name: &str, text: impl AsRef<[u8]>) -> Workshop {
        self.write(name, text);
        self
    }

    /// The folder with all that is in another, which the project holds by this path.
    pub fn with_copy_of(self, folder: impl AsRef<Path>) -> Workshop {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in WalkDir::new(&folder) {
            let entry = entry.expect("it can be read");
            if entry.file_type().is_file() {
                let name = entry.path().strip_prefix(&folder);
                let name = name.expect("it lies in the folder");
                self.write(name, fs::read(entry.path()).expect("it can be read"));
            }
        }
        self
    }

    /// A folder that is a repository.
    pub fn with_git() -> Workshop {
        let workshop = Workshop::new();
        workshop.git(&["init", "--quiet", "--initial-branch=main"]);
        workshop
    }

    pub fn path(&self) -> PathBuf {
        fs::canonicalize(self.folder.path()).expect("the folder is there")
    }

    pub fn write(&self, name: impl AsRef<Path>, text: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        let folder = path.parent().expect("it lies in a folder");
        fs::create_dir_all(folder).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).expect("the file can be read")
    }

    /// The names of what is in the folder, in their order, hidden ones too.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path()).expect("the folder can be read");
        let names = entries.map(|entry| entry.expect("it can be read").file_name());
        let mut names: Vec<String> = names
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// A command in the folder, with the program first on the PATH.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        let own = Path::new(TOUCHLINE).parent();
        let own = own.expect("it lies in a folder").to_owned();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let all = std::iter::once(own).chain(std::env::split_paths(&path));
        command
            .current_dir(self.path())
            .env_clear()
            .env(
                "PATH",
                std::env::join_paths(all).expect("no path has a colon"),
            )
            .env("HOME", self.path())
            .env("TZ", "UTC")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_AUTHOR_NAME", "Dana")
            .env("GIT_AUTHOR_EMAIL", "dana@example.com")
            .env("GIT_AUTHOR_DATE", "2026-03-23T09:00:00Z")
            .env("GIT_COMMITTER_NAME", "Dana")
            .env("GIT_COMMITTER_EMAIL", "dana@example.com")
            .env("GIT_COMMITTER_DATE", "2026-03-23T09:00:00Z")
            .env("TOUCHLINE_TODAY", &self.today);
        command
    }

    /// Runs git, which must not fail.
    pub fn git(&self, arguments: &[&str]) {
        let output = self.command("git").args(arguments).output();
        let output = output.expect("git can be run");
        assert!(output.status.success(), "git {arguments:?}: {output:?}");
    }

    /// Commits all there is, on a day.
    pub fn commit(&self, day: &str) {
        self.git(&["add", "--all"]);
        let date = format!("{day}T12:00:00Z");
        let mut command = self.command("git");
        command
            .args(["commit", "--quiet", "--allow-empty", "--message", day])
            .env("GIT_COMMITTER_DATE", date);
        let output = command.output().expect("git can be run");
        assert!(output.status.success(), "{output:?}");
    }

    /// Runs the program.
    pub fn touchline(&self, arguments: &[&str]) -> Said {
        self.touchline_with(&[], arguments)
    }

    /// Runs the program with these variables of the environment.
    pub fn touchline_with(&self, variables: &[(&str, &str)], arguments: &[&str]) -> Said {
        let mut command = self.command(TOUCHLINE);
        command.envs(variables.iter().copied()).args(arguments);
        Said::new(command.output())
    }

    /// The findings of `check --format short`, as `FILE:LINE RULE`.
    pub fn check(&self, arguments: &[&str]) -> Vec<String> {
        let said = self.touchline(&[&["check", "--format", "short"], arguments].concat());
        assert_ne!(said.code, 2, "{said:?}");
        let lines = said.out.lines();
        lines
            .filter_map(|line| {
                let mut words = line.split(' ');
                let place = words.next()?.strip_suffix(':')?;
                let (place, _column) = place.rsplit_once(':')?;
                let rule = words.nth(1)?.trim_end_matches(':');
                Some(format!("{place} {rule}"))
            })
            .collect()
    }
}

impl Said {
    pub fn new(output: std::io::Result<Output>) -> Said {
        let output = output.expect("the program can be run");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("what it says is UTF-8");
        Said {
            code: output.status.code().unwrap_or(-1),
            out: text(output.stdout),
            error: text(output.stderr),
        }
    }

    /// Exit code 0: what is on standard output.
    pub fn done(self) -> String {
        assert_eq!(self.code, 0, "{self:?}");
        self.out
    }

    /// What is on standard output, which is JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Exit code 2, nothing on standard output, and these words on standard error.
    pub fn refuses(&self, words: &str) {
        assert_eq!(self.code, 2, "{self:?}");
        assert_eq!(self.out, "", "{self:?}");
        assert!(self.error.starts_with("error: "), "{self:?}");
        assert!(self.error.contains(words), "{self:?}");
    }
}

/// The text with `\u{1b}` turned into the character that it stands for.
fn with_characters(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut all = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, after) = part.split_once('}').expect("an escape has an end");
        let code = u32::from_str_radix(code, 16).expect("an escape has a number");
        all.push(char::from_u32(code).expect("the number is a character's"));
        all += after;
    }
    all
}

/// Where a part of a text begins, which it must hold.
pub fn position(text: &str, part: &str) -> usize {
    let at = text.find(part);
    at.unwrap_or_else(|| panic!("{part:?} is not in\n{text}"))
}
