//! A journal and an entry come in; out comes the file that it belongs to, and where in it.

use std::path::Path;

use super::super::Failure;
use super::super::session::opening::file_named;
use super::super::session::writing::is_standard_input;
use super::entry::Entry;
use crate::journal::{Journal, RepId};
use crate::ledger::Ledger;
use crate::placing::{self, Placement, reps_in_force};
use crate::syntax::{File, is_utf16};

/// Finds the place of an entry of the rep of this name, in the file `to` where one is named.
pub fn place(
    ledger: &Ledger,
    entry: &Entry,
    rep: Option<&str>,
    to: Option<&Path>,
) -> Result<Placement, Failure> {
    let journal = &ledger.journal;
    let number = if let Some(path) = to {
        file_named(ledger, path)?
    } else {
        let rep = rep.and_then(|rep| journal.find_rep(rep));
        rep.and_then(|rep| own_file(journal, rep)).unwrap_or(0)
    };
    let file = &journal.files[number as usize];
    if is_standard_input(&ledger.paths[number as usize]) {
        return Err(Failure::new("nothing can be added to standard input")
            .help("name the journal with -f FILE, or a file of it with --to FILE"));
    }
    sound(file)?;
    Ok(placing::place(journal, number, entry, rep))
}

/// The file in which a rep is in force and that holds most of their touches.
fn own_file(journal: &Journal, rep: RepId) -> Option<u32> {
    let is_in_force = |number: u32| {
        let mut reps = reps_in_force(journal, number).into_iter();
        reps.any(|(_, other)| other == Some(rep))
    };
    let count = |number: u32, file: &File| {
        let touches = file.touches.iter();
        touches
            .filter(|touch| journal.rep_in(number, touch.rep) == Some(rep))
            .count()
    };
    let files = (0_u32..).zip(&journal.files);
    let own = files.filter(|(number, _)| is_in_force(*number));
    let counted = own.map(|(number, file)| (count(number, file), number));
    // Of equals the first.
    counted
        .max_by_key(|(count, number)| (*count, std::cmp::Reverse(*number)))
        .map(|(_, number)| number)
}

/// A file that waits for its owner to mend it is no place to write.
fn sound(file: &File) -> Result<(), Failure> {
    let name = &file.source.name;
    let mut faults = file.faults.iter();
    if faults.any(|fault| fault.rule == "conflict-marker") {
        return Err(Failure::new(format!(
            "{name} holds what git could not merge: nothing is added to it"
        ))
        .help("keep what holds of the two versions, and take the marker lines out"));
    }
    let bytes = file.source.bytes();
    if is_utf16(bytes) {
        return Err(
            Failure::new(format!("{name} is UTF-16: nothing is added to it"))
                .help("save it as UTF-8"),
        );
    }
    Ok(())
}
