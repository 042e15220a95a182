//! Says on the terminal that work goes on, once it has taken a second.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::writing::is_standard_input;
use super::{Nature, Screen, Session};

const PATIENCE: Duration = Duration::from_secs(1);

/// The line that says so; it is gone once this is dropped.
pub struct Progress {
    working: Option<Sender<()>>,
    line: Option<JoinHandle<()>>,
}

impl Progress {
    /// Says so about a command of this nature; nothing about one that somebody may be at, and where
    /// nobody looks.
    pub fn of(nature: Nature, session: &Session<'_>) -> Option<Progress> {
        let is_typed = session.surroundings.input_is_terminal
            && (session.arguments.file.iter())
                .chain(&session.surroundings.file)
                .any(|path| is_standard_input(path));
        let is_alone = match nature {
            Nature::Reads | Nature::Compares | Nature::Records(_) => !is_typed,
            Nature::Writes(_) | Nature::Serves(_) => false,
        };
        (session.surroundings.errors_on_terminal && is_alone)
            .then(|| Progress::start(session.surroundings.screen))
    }

    fn start(screen: Screen) -> Progress {
        let (working, finished) = channel();
        let line = std::thread::Builder::new().spawn(move || show(screen, &finished));
        Progress {
            working: Some(working),
            // Work goes on without the line where there is no thread to be had.
            line: line.ok(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.working = None;
        if let Some(line) = self.line.take() {
            // The thread only writes; where that went wrong, nothing is to be done about it.
            let _ = line.join();
        }
    }
}

/// Counts the seconds until the work is done, then wipes the line.
fn show(screen: Screen, finished: &Receiver<()>) {
    let start = Instant::now();
    let mut shown = 0;
    while finished.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
        let line = format!("still at work, {} s", start.elapsed().as_secs());
        shown = line.len();
        if (screen.write)("", &format!("\r{line}")).is_err() {
            return;
        }
    }
    if shown > 0 {
        // Blanks wipe it on every terminal, and a line that was not wiped is no fault.
        let _ = (screen.write)("", &format!("\r{:shown$}\r", ""));
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::Mutex;

    use super::*;

    static WRITTEN: Mutex<String> = Mutex::new(String::new());

    fn written() -> String {
        WRITTEN.lock().unwrap().clone()
    }

    #[expect(clippy::unnecessary_wraps, reason = "a screen's writing may fail")]
    fn keep(_: &str, remark: &str) -> io::Result<()> {
        *WRITTEN.lock().unwrap() += remark;
        Ok(())
    }

    #[test]
    fn the_line_is_wiped_when_the_work_is_done() {
        let screen = Screen {
            width: || None,
            stamp: String::new,
            write: keep,
        };
        let progress = Progress::start(screen);
        while written().is_empty() {
            std::thread::sleep(Duration::from_millis(10));
        }
        drop(progress);
        let written = written();
        let (line, wiped) = written.rsplit_once("s\r").unwrap();
        assert!(line.starts_with("\rstill at work, "), "{line:?}");
        assert!(wiped.ends_with('\r') && wiped.trim().is_empty() && wiped.len() > 18);
    }
}
