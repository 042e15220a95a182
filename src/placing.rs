//! An entry and a file of the journal come in; out comes where in it the entry goes, and what is
//! inserted there.

use crate::calendar::Day;
use crate::journal::{Journal, RepId};
use crate::syntax::{DateWord, DirectiveKind, File, NameId, date_word, end_of_body, first_word};
use crate::text::{BYTE_ORDER_MARK, Edit, Span, usual_line_end};

/// An entry, in canonical form.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its lines, each ended by LF.
    pub text: String,
    /// The name in its header.
    pub name: String,
    /// Where that stands.
    pub name_span: Span,
    /// The day of a touch; none of a prospect.
    pub day: Option<Day>,
    /// Whether it has not happened yet.
    pub planned: bool,
    /// Whether it says itself whose it is.
    pub own_rep: bool,
}

impl Entry {
    /// The same with a line more, right under its header.
    #[must_use]
    pub fn with_line(&self, line: &str) -> String {
        let (header, body) = self.text.split_once('\n').unwrap_or((&self.text, ""));
        format!("{header}\n    {line}\n{body}")
    }
}

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

/// Finds the place of an entry of the rep of this name in a file, by its number.
#[must_use]
pub fn place(journal: &Journal, number: u32, entry: &Entry, rep: Option<&str>) -> Placement {
    let file = &journal.files[number as usize];
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
    Placement {
        file: number,
        edit: insertion(bytes, offset, &text, entry.day.is_none()),
        text,
    }
}

/// From where on in a file which rep is in force; from before its start on the inherited one.
#[must_use]
pub fn reps_in_force(journal: &Journal, number: u32) -> Vec<(u32, Option<RepId>)> {
    let directives = journal.files[number as usize].directives.iter();
    let own = directives.filter_map(|directive| match directive.kind {
        DirectiveKind::Rep(rep) => Some((directive.offset, journal.rep_in(number, rep.name))),
        _ => None,
    });
    let inherited = (0, journal.rep_in(number, NameId::NONE));
    std::iter::once(inherited).chain(own).collect()
}

/// The end of the last touch dated on or before the entry's, or of the last prospect, its body
/// included, among those where the place is `right`.
fn last_before(file: &File, entry: &Entry, right: impl Fn(u32) -> bool) -> Option<u32> {
    let header = match entry.day {
        Some(day) => {
            let touches = file.touches.iter().rev();
            let sound = touches
                .filter(|touch| touch.day <= day)
                .map(|touch| touch.offset)
                .find(|offset| right(*offset));
            let faulty = dated_with_mistakes(file)
                .filter(|(_, date)| *date <= day)
                .map(|(offset, _)| offset)
                .filter(|offset| right(*offset));
            sound.into_iter().chain(faulty).max()
        }
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

/// The lines with a mistake in them that begin with a date: touches all the same, to whoever reads.
fn dated_with_mistakes(file: &File) -> impl Iterator<Item = (u32, Day)> + '_ {
    file.faults.iter().filter_map(|fault| {
        let line = file.source.line_at(fault.span.start);
        match date_word(file.source.slice(first_word(&file.source, line.start))) {
            DateWord::Day(day) => Some((line.start, day)),
            _ => None,
        }
    })
}

/// The edit that puts the lines `text` in at the byte `offset` of a file that holds `bytes`, with its
/// line ends; set off by a blank line where asked for.
#[must_use]
pub fn insertion(bytes: &[u8], offset: u32, text: &str, set_off: bool) -> Edit {
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
