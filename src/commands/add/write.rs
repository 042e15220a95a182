//! An entry is written to its place in the journal, whatever others write there meanwhile.

use std::path::Path;
use std::sync::Arc;

use super::super::session::writing::not_written;
use super::super::{Failure, Session};
use super::ask::show;
use super::entry::Entry;
use super::name::{Named, complete};
use super::place::place;
use crate::disk::{Unwritten, is_being_written, replace};
use crate::finding::Level;
use crate::ledger::Ledger;
use crate::settings::Vocabulary;
use crate::syntax::{File, parse};
use crate::text::{Source, apply};

/// How often one tries to write to a file that others keep writing to.
const TRIES: u32 = 200;

/// Reads the journal; again where an editor seems to be writing to it.
pub fn open(session: &Session<'_>) -> Result<Ledger, Failure> {
    let mut ledger = session.open()?.ledger;
    for _ in 0..TRIES {
        let mut files = ledger.paths.iter().zip(&ledger.journal.files);
        if !files.any(|(path, file)| is_being_written(path, file.source.bytes())) {
            break;
        }
        ledger = session.open()?.ledger;
    }
    Ok(ledger)
}

/// Writes the entry. Where somebody else was quicker, the journal is read again: the place may be
/// another one, and so may the name, of which only a part was typed. Out comes what was written.
pub fn write(
    session: &Session<'_>,
    mut ledger: Ledger,
    mut entry: Entry,
    rep: Option<&str>,
    to: Option<&Path>,
) -> Result<Entry, Failure> {
    let mut attempt = 0;
    loop {
        attempt += 1;
        let placement = place(&ledger, &entry, rep, to)?;
        let file = &ledger.journal.files[placement.file as usize];
        let path = &ledger.paths[placement.file as usize];
        let (name, before) = (&file.source.name, file.source.bytes());
        if attempt == 1 {
            show(&format!("to {name}:\n{}", placement.text));
        }
        let after = apply(before, &[placement.edit]);
        let vocabulary = &ledger.settings.vocabulary;
        let check = |after: &[u8]| adds_one(file, after, vocabulary);
        match replace(path, before, &after, check) {
            Ok(()) => return Ok(entry),
            Err(Unwritten::Changed) if attempt < TRIES => {}
            Err(problem) => return Err(not_written(name, &problem)),
        }
        ledger = open(session)?;
        entry = named_in_full(&ledger, entry)?;
    }
}

/// A touch under the name that the journal has for its prospect, where that is plain.
fn named_in_full(ledger: &Ledger, entry: Entry) -> Result<Entry, Failure> {
    let journal = &ledger.journal;
    match complete(journal, &entry.name) {
        Ok(Named::One(id)) if entry.day.is_some() => {
            entry.renamed(&journal.name(id), &ledger.settings.vocabulary)
        }
        _ => Ok(entry),
    }
}

/// What is written holds what was there, and one entry more; nothing else becomes a mistake.
fn adds_one(before: &File, after: &[u8], vocabulary: &Vocabulary) -> Result<(), String> {
    let source = Source::new(before.source.name.clone(), after.to_vec());
    let after = parse(Arc::new(source), vocabulary);
    let count = |file: &File| file.touches.len() + file.directives.len();
    let mistakes = |file: &File| -> Vec<(&'static str, String)> {
        let faults = file.faults.iter();
        let errors = faults.filter(|fault| fault.level == Level::Error);
        errors
            .map(|fault| (fault.rule, fault.message.clone()))
            .collect()
    };
    if count(&after) == count(before) + 1 && mistakes(&after) == mistakes(before) {
        Ok(())
    } else {
        Err("the rest of the file would not be read as before".into())
    }
}
