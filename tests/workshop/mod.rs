//! A folder of its own for a test: files in it, a git repository where one is wanted, and the
//! program run in it with nothing of the surroundings but the PATH.

#![allow(dead_code, reason = "each test uses a part of it")]

mod editor;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[allow(unused_imports, reason = "each test uses a part of it")]
pub use editor::{Editor, place};
use tempfile::TempDir;

/// The folder.
pub struct Workshop {
    folder: TempDir,
    /// What `TOUCHLINE_TODAY` is.
    pub today: &'static str,
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
        let workshop = Workshop {
            folder: tempfile::tempdir().expect("a folder can be made"),
            today: "2026-03-24",
        };
        workshop.write("touchline.yaml", "journal: main.touch\n");
        workshop
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

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        let folder = path.parent().expect("it lies in a folder");
        fs::create_dir_all(folder).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).expect("the file can be read")
    }

    /// A command in the folder, with the program first on the PATH.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        let binary = Path::new(env!("CARGO_BIN_EXE_touchline"));
        let own = binary.parent().expect("it lies in a folder").to_owned();
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
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_AUTHOR_NAME", "Dana")
            .env("GIT_AUTHOR_EMAIL", "dana@example.com")
            .env("GIT_AUTHOR_DATE", "2026-03-23T09:00:00Z")
            .env("GIT_COMMITTER_NAME", "Dana")
            .env("GIT_COMMITTER_EMAIL", "dana@example.com")
            .env("GIT_COMMITTER_DATE", "2026-03-23T09:00:00Z")
            .env("TOUCHLINE_TODAY", self.today);
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
        let program = env!("CARGO_BIN_EXE_touchline");
        Said::new(self.command(program).args(arguments).output())
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

    /// Exit code 2, nothing on standard output, and these words on standard error.
    pub fn refuses(&self, words: &str) {
        assert_eq!(self.code, 2, "{self:?}");
        assert_eq!(self.out, "", "{self:?}");
        assert!(self.error.starts_with("error: "), "{self:?}");
        assert!(self.error.contains(words), "{self:?}");
    }
}
