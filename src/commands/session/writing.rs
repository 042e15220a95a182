//! What the commands that read and write files by name have in common.

use std::io::ErrorKind;
use std::path::Path;

use super::Failure;
use crate::disk::{Unread, Unwritten};

/// Why a file was not written, for people.
pub fn not_written(name: &str, problem: &Unwritten) -> Failure {
    let failure = Failure::new(format!("{name} is not written: {problem}"));
    match problem {
        Unwritten::Changed => failure.help("nothing is lost: run the command again"),
        Unwritten::Busy => failure.help("see whether one of them waits for something"),
        Unwritten::Refused(_) => failure.help("nothing was changed"),
        Unwritten::NoFolder(_) => failure.help("make the folder first, or name another one"),
        Unwritten::Unread(Unread::Directory) => failure.help("name a file in it"),
        Unwritten::ReadOnly => failure.help("name another file, or let it be written to"),
        Unwritten::System(error) if error.kind() == ErrorKind::PermissionDenied => {
            failure.help("see who may write in its folder")
        }
        _ => failure,
    }
}

/// Why a file was not read, for people.
pub fn not_read(name: &str, problem: &Unread) -> Failure {
    let failure = Failure::new(format!("cannot read {name}: {problem}"));
    match problem {
        Unread::Directory => failure.help("name a file in it"),
        Unread::System(error) if error.kind() == ErrorKind::PermissionDenied => {
            failure.help("see who may read it: its owner can let you")
        }
        _ => failure,
    }
}

/// Says whether a path stands for standard input.
pub fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}
