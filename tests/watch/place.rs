//! A folder with a journal, a watch beside it, and what the watch has said.

use std::fs::{self, File};
use std::io::Write;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// So long a watch may take on the busiest of machines.
const LONGEST: Duration = Duration::from_secs(20);

/// A folder of its own, with a journal in a folder in it.
pub struct Place {
    root: PathBuf,
}

impl Place {
    /// Makes the folder, and a journal of four files in it.
    pub fn new(name: &str) -> Place {
        // Not below /tmp where the target is not: there, editors save in another way.
        let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("watch")
            .join(name);
        let _ = fs::remove_dir_all(&root);
        let place = Place { root };
        place.write(
            "main.touch",
            "rep dana\n2026-03-02 call Acme -> voicemail\n\ninclude reps/*.touch\ninclude linked.touch\n",
        );
        place.write("reps/a.touch", "2026-03-02 call Bolt -> voicemail\n");
        place.write("reps/b.touch", "2026-03-03 call Cube -> voicemail\n");
        place.write("store/one.touch", "2026-03-04 call Dome -> voicemail\n");
        place.write(
            "store/two.touch",
            "2026-03-04 email Dome\n2026-03-05 hoot Dome\n",
        );
        place.link("store/one.touch", "linked.touch");
        place
    }

    /// Where the journal is.
    pub fn folder(&self) -> PathBuf {
        self.root.join("journal")
    }

    /// A path in the journal's folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// Writes a file in place, its folder made where it is not there.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Adds to the end of a file.
    pub fn append(&self, name: &str, text: &str) {
        let mut file = File::options().append(true).open(self.path(name)).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }

    /// What a file holds.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn rename(&self, from: &str, to: &str) {
        fs::rename(self.path(from), self.path(to)).unwrap();
    }

    pub fn delete(&self, name: &str) {
        fs::remove_file(self.path(name)).unwrap();
    }

    pub fn link(&self, target: &str, name: &str) {
        std::os::unix::fs::symlink(target, self.path(name)).unwrap();
    }

    /// Takes all of it away.
    pub fn remove(&self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

fn command(place: &Place) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_touchline"));
    command
        .current_dir(place.folder())
        .env_clear()
        .env("TOUCHLINE_TODAY", "2026-03-09")
        .stdin(Stdio::null());
    command
}

/// What a fresh run says of the journal as it is now.
pub fn touchline(place: &Place, arguments: &[&str]) -> String {
    let check = ["check", "--format", "short"];
    let output = command(place)
        .args(check)
        .args(arguments.iter().filter(|word| !word.starts_with("--poll")))
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// A watch that runs.
pub struct Watching {
    child: Child,
    text: PathBuf,
    status: PathBuf,
    /// How much of both was there at the mark.
    seen: (usize, usize),
}

impl Watching {
    /// Starts a watch, and waits for its first result.
    pub fn start(place: &Place, arguments: &[&str]) -> Watching {
        let text = place.root.join("text.log");
        let status = place.root.join("status.log");
        let (own, passed): (Vec<&str>, Vec<&str>) = arguments
            .iter()
            .partition(|word| word.starts_with("--poll"));
        let child = command(place)
            .arg("watch")
            .args(own)
            .args(["check", "--format", "short"])
            .args(passed)
            .stdout(File::create(&text).unwrap())
            .stderr(File::create(&status).unwrap())
            .spawn()
            .unwrap();
        let mut watching = Watching {
            child,
            text,
            status,
            seen: (0, 0),
        };
        if let Err(complaint) = watching.wait(|watching| watching.runs() >= 1) {
            panic!("no first result: {complaint}");
        }
        watching.mark();
        watching
    }

    /// What is said from now on counts.
    pub fn mark(&mut self) {
        self.seen = (said(&self.text).len(), said(&self.status).len());
    }

    /// How many results came since the mark.
    fn runs(&self) -> usize {
        let status = &said(&self.status)[self.seen.1..];
        let complete = status
            .split_inclusive('\n')
            .filter(|line| line.ends_with('\n'));
        complete.filter(|line| line.contains("watching ")).count()
    }

    /// Expects so many new results, the last of which is the right one, and no more for a while.
    pub fn expect(
        &mut self,
        runs: RangeInclusive<usize>,
        right: &str,
        a_while: Duration,
    ) -> Result<(), String> {
        let is_done = |watching: &Watching| {
            watching.runs() >= *runs.start() && said(&watching.text).ends_with(right)
        };
        self.wait(is_done)?;
        thread::sleep(a_while);
        let text = &said(&self.text)[self.seen.0..];
        let came = self.runs();
        if !runs.contains(&came) || !text.ends_with(right) || (came == 1 && text != right) {
            return Err(format!(
                "{came} results, expected {runs:?}:\n{text}--- right:\n{right}--- status:\n{}",
                &said(&self.status)[self.seen.1..]
            ));
        }
        Ok(())
    }

    /// Expects a status line, or what goes with one, that has these words.
    pub fn expect_status(&mut self, words: &str) -> Result<(), String> {
        let has_words = |watching: &Watching| {
            watching.runs() >= 1 && said(&watching.status)[watching.seen.1..].contains(words)
        };
        self.wait(has_words)
    }

    fn wait(&mut self, is_done: impl Fn(&Watching) -> bool) -> Result<(), String> {
        let began = Instant::now();
        while !is_done(self) {
            if let Some(status) = self.child.try_wait().unwrap() {
                return Err(format!("it ended, {status}: {}", said(&self.status)));
            }
            if began.elapsed() > LONGEST {
                let (text, status) = (said(&self.text), said(&self.status));
                return Err(format!("nothing came:\n{text}--- status:\n{status}"));
            }
            thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    }

    /// How often it was woken, where the system says so.
    pub fn wake_ups(&self) -> Option<String> {
        let id = self.child.id();
        let status = fs::read_to_string(format!("/proc/{id}/task/{id}/status")).ok()?;
        let mut lines = status.lines();
        let line = lines.find(|line| line.starts_with("voluntary"))?;
        Some(line.to_owned())
    }

    /// Presses Ctrl-C.
    pub fn interrupt(mut self) -> ExitStatus {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-INT", &id]).status().unwrap();
        assert!(sent.success());
        self.child.wait().unwrap()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn said(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}
