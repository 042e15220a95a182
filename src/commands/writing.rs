//! What the commands that write to a journal have in common.

use std::path::Path;

use super::Failure;
use crate::disk::Unwritten;

/// Why a file was not written, for people.
pub(super) fn not_written(name: &str, problem: &Unwritten) -> Failure {
    let failure = Failure::new(format!("{name} is not written: {problem}"));
    match problem {
        Unwritten::Changed => failure.help("nothing is lost: run the command again"),
        Unwritten::Busy => failure.help("see whether one of them waits for something"),
        Unwritten::Refused(_) => failure.help("nothing was changed"),
        _ => failure,
    }
}

/// Says whether a path stands for standard input.
pub(super) fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}
