//! Results go out one at a time, and Ctrl-C ends the program between them, never within one: the
//! terminal is left as it was.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, TryLockError};

use crate::commands::Surroundings;

/// The exit code after Ctrl-C, as shells have it.
pub const INTERRUPTED: u8 = 130;

/// To the upper left, and away with what stands there; what was scrolled out of sight is kept.
const CLEAR: &str = "\u{1b}[H\u{1b}[J";

/// Held while a result goes out.
static OUTPUT: Mutex<()> = Mutex::new(());
/// Whether Ctrl-C was pressed while one did.
static IS_ENDING: AtomicBool = AtomicBool::new(false);

/// What is shown of a run.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The result.
    pub text: &'a str,
    /// What goes with it to standard error.
    pub remark: &'a str,
    /// The status line, without its end.
    pub status: &'a str,
    /// Whether the terminal is cleared first.
    pub clears: bool,
}

/// From now on, Ctrl-C ends the program with [`INTERRUPTED`].
pub fn end_on_interrupt(surroundings: &Surroundings) {
    let (is_terminal, screen) = (surroundings.terminal, surroundings.screen);
    let end = move || {
        let code = i32::from(INTERRUPTED);
        match OUTPUT.try_lock() {
            // A result is on its way out, and whoever writes it ends the program; unless that
            // hangs, and somebody presses Ctrl-C again.
            Err(TryLockError::WouldBlock) => {
                if IS_ENDING.swap(true, Ordering::SeqCst) {
                    std::process::exit(code);
                }
            }
            _guard => {
                if is_terminal {
                    // The prompt is not to stand after the terminal's `^C`.
                    let _ = (screen.write)("\n", "");
                }
                std::process::exit(code);
            }
        }
    };
    // Where that cannot be set, the signal itself ends the program.
    let _ = ctrlc::set_handler(end);
}

/// Shows a result: at once and whole on a terminal; else the result to standard output, the rest
/// to standard error. Says whether Ctrl-C was pressed meanwhile.
///
/// # Errors
///
/// Where nobody takes it.
pub fn show(shown: Shown<'_>, surroundings: &Surroundings) -> io::Result<bool> {
    let Shown {
        text,
        remark,
        status,
        clears,
    } = shown;
    let guard = OUTPUT.lock().unwrap_or_else(PoisonError::into_inner);
    let screen = &surroundings.screen;
    let written = if surroundings.terminal {
        let clear = if clears { CLEAR } else { "" };
        (screen.write)(&format!("{clear}{text}{remark}\n{status}\n"), "")
    } else {
        (screen.write)(text, &format!("{remark}{status}\n"))
    };
    drop(guard);
    written.map(|()| IS_ENDING.load(Ordering::SeqCst))
}
