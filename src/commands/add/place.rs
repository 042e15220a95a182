//! A journal and an entry come in; out comes the file that it belongs to, and where in it.

use std::path::Path;

use super::super::Failure;
use super::super::writing::is_standard_input;
use super::entry::Entry;
use crate::journal::{Journal, RepId};
use crate::ledger::Ledger;
use crate::syntax::{DirectiveKind, File, NameId, end_of_body, is_utf16};
use crate::text::{BYTE_ORDER_MARK, Edit, Span, usual_line_end};

/// Where an entry goes.
#[derive(Debug)]
pub struct Placement {
    /// The file, in the order of reading.
    pub file: u32,
    /// What is inserted.
    pub edit: Edit,
    /// The entry's own lines in it.
    pub text: String,
}

/// Finds the place of an entry of the rep of this name, in the file `to` where one is named.
pub fn place(
    ledger: &Ledger,
    entry: &Entry,
    rep: Option<&str>,
    to: Option<&Path>,
) -> Result<Placement, Failure> {
    let journal = &ledger.journal;
    let number = if let Some(path) = to {
        named(ledger, path)?
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
    let bytes = file.source.bytes();
    let owner = journal
        .find_prospect(&entry.name)
        .filter(|_| entry.day.is_some())
        .and_then(|id| journal.prospect(id).owner);
    let reps = reps_in_force(journal, number);
    // Who it is for whoever reads it at this place.
    let read_as = |offset: u32| {
        let above = reps.partition_point(|(at, _)| *at <= offset);
        let rep = above.checked_sub(1).and_then(|at| reps[at].1);
        rep.or(owner)
    };
    let wanted = match rep {
        Some(rep) => Some(journal.find_rep(rep)),
        None => owner.map(Some),
    };
    let right = |offset: u32| {
        entry.own_rep
            || wanted.is_none_or(|wanted| {
                let read_as = read_as(offset);
                read_as.is_some() && read_as == wanted
            })
    };
    let end = bytes.len() as u32;
    let (offset, text) = match last_before(file, entry, right) {
        Some(offset) => (offset, entry.text.clone()),
        None if right(end) => (end, entry.text.clone()),
        None => match rep
            .map(str::to_owned)
            .or_else(|| owner.map(|owner| journal.rep_name(owner)))
        {
            Some(name) if entry.day.is_some() => (end, entry.with_line(&format!("rep: {name}"))),
            Some(name) => (end, entry.with_line(&format!("owner: {name}"))),
            None => (end, entry.text.clone()),
        },
    };
    Ok(Placement {
        file: number,
        edit: insertion(bytes, offset, &text, entry.day.is_none()),
        text,
    })
}

/// From where on in a file which rep is in force; from before its start on the inherited one.
fn reps_in_force(journal: &Journal, number: u32) -> Vec<(u32, Option<RepId>)> {
    let directives = journal.files[number as usize].directives.iter();
    let own = directives.filter_map(|directive| match directive.kind {
        DirectiveKind::Rep(rep) => Some((directive.offset, journal.rep_in(number, rep.name))),
        _ => None,
    });
    let inherited = (0, journal.rep_in(number, NameId::NONE));
    std::iter::once(inherited).chain(own).collect()
}

/// The file that was named, if it is part of the journal.
fn named(ledger: &Ledger, path: &Path) -> Result<u32, Failure> {
    let name = path.display();
    let identity = std::fs::canonicalize(path)
        .map_err(|error| Failure::new(format!("cannot write to {name}: {error}")))?;
    let number = ledger.paths.iter().position(|known| *known == identity);
    number.map(|number| number as u32).ok_or_else(|| {
        Failure::new(format!("{name} is no part of the journal"))
            .help("a touch there would not be read: `include` the file first")
    })
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

/// The end of the last touch dated on or before the entry's, or of the last prospect, its body
/// included, among those where the place is `right`.
fn last_before(file: &File, entry: &Entry, right: impl Fn(u32) -> bool) -> Option<u32> {
    let header = match entry.day {
        Some(day) => file
            .touches
            .iter()
            .rev()
            .filter(|touch| touch.day <= day)
            .map(|touch| touch.offset)
            .find(|offset| right(*offset)),
        None => file
            .directives
            .iter()
            .rev()
            .filter(|directive| matches!(directive.kind, DirectiveKind::Prospect(_)))
            .map(|directive| directive.offset)
            .find(|offset| right(*offset)),
    };
    header.map(|offset| end_of_body(&file.source, offset))
}

/// The edit that puts the lines `text` in at `offset`, with the line ends of the file; set off by
/// a blank line where asked for.
fn insertion(bytes: &[u8], offset: u32, text: &str, set_off: bool) -> Edit {
    let line_end = usual_line_end(bytes);
    let before = &bytes[..offset as usize];
    let before = before.strip_prefix(BYTE_ORDER_MARK).unwrap_or(before);
    let mut lines = String::new();
    if !before.is_empty() {
        if !before.ends_with(b"\n") && !before.ends_with(b"\r") {
            lines += line_end;
        }
        if set_off && !ends_with_blank_line(before) {
            lines += line_end;
        }
    }
    for line in text.lines() {
        lines += line;
        lines += line_end;
    }
    Edit {
        span: Span::at(offset),
        text: lines,
    }
}

fn ends_with_blank_line(text: &[u8]) -> bool {
    let ends: [&[u8]; 3] = [b"\n\n", b"\r\r", b"\r\n\r\n"];
    ends.iter().any(|end| text.ends_with(end))
}
