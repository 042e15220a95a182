//! The bytes of another program's CSV file and a mapping come in; out come the touches that its
//! rows are, or why a row is none.

use std::collections::HashMap;

use super::csv_export::meant;
use super::digest::digest;
use super::entry::{Draft, IMPORT_ID, one_line};
use super::html::plain;
use super::import::{Imported, Problem, write};
use super::moments::{Clock, DateOrder, Unread, moment, time};
pub use super::rows::FIELDS;
use super::rows::{Columns, Word, compared};
use super::sheet::{Row, Sheet, decode, read};
use crate::calendar::{Day, Moment};
use crate::journal::Journal;
use crate::settings::{Mapping, MediumId, Vocabulary};
use crate::syntax::{Mark, near_word};

/// What is asked for.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The mappings, the user's own first.
    pub mappings: &'a [Mapping],
    /// What the source is called in ids.
    pub source: &'a str,
    /// Which comes first in `03/04/2026`.
    pub dates: Option<DateOrder>,
    /// The local time of a moment elsewhere.
    pub clock: Clock<'a>,
    /// Today.
    pub today: Day,
}

/// Why a file is not imported at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refused {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// Why a row is no touch.
enum NoTouch {
    /// It cannot be read.
    Problem(String),
    /// It is none, and that is no mistake.
    PassedOver(String),
    /// Its date can be read in two ways.
    Ambiguous(String),
}

/// Says whether nothing stands in a file, not even the names of columns.
#[must_use]
pub fn is_empty(bytes: &[u8]) -> bool {
    decode(bytes).trim().is_empty()
}

/// Says whether the columns of a file are those of our own export.
#[must_use]
pub fn is_own_export(bytes: &[u8]) -> bool {
    let text = decode(bytes);
    let ours = &super::csv_export::COLUMNS;
    let sheet = read(&text, &|name| ours.contains(&name));
    sheet.header == ours
}

/// Reads the file.
///
/// # Errors
///
/// Where no column can hold what a touch must have, or a date can be read in two ways.
pub fn import(
    bytes: &[u8],
    asked: Asked<'_>,
    journal: &Journal,
    vocabulary: &Vocabulary,
) -> Result<Imported, Refused> {
    let text = decode(bytes);
    let known = |name: &str| is_known(asked.mappings, name);
    let mut sheet = read(&text, &known);
    let mut imported = Imported::default();
    if sheet.is_open
        && let Some(row) = sheet.rows.pop()
    {
        imported.problems.push(Problem {
            line: row.line,
            reason: "a quote is opened here and never closed: the rest of the file is in it".into(),
        });
    }
    let columns = Columns::new(asked.mappings, &sheet.header);
    must_have(&columns, &sheet)?;
    let reader = Reader {
        columns: &columns,
        asked,
        vocabulary,
        own: asked.mappings.iter().any(|mapping| mapping.own),
    };
    let mut drafts = Vec::new();
    let mut ambiguous: Vec<(u64, String)> = Vec::new();
    let mut copies: HashMap<String, u32> = HashMap::new();
    for row in &sheet.rows {
        let line = row.line;
        if row.cells.len() != sheet.header.len() {
            let reason = format!(
                "it has {} cells, and the header has {}",
                row.cells.len(),
                sheet.header.len()
            );
            imported.problems.push(Problem { line, reason });
            continue;
        }
        match reader.draft(row, &mut copies) {
            Ok(draft) => drafts.push((line, draft)),
            Err(NoTouch::Problem(reason)) => imported.problems.push(Problem { line, reason }),
            Err(NoTouch::PassedOver(reason)) => imported.passed_over.push(Problem { line, reason }),
            Err(NoTouch::Ambiguous(date)) => ambiguous.push((line, date)),
        }
    }
    if let Some((line, date)) = ambiguous.first() {
        let more = match ambiguous.len() {
            1 => String::new(),
            count => format!(", and {} more like it", count - 1),
        };
        return Err(Refused {
            message: format!("line {line}: `{date}` can be read in two ways{more}"),
            help: "say --dates dmy where the day comes first, --dates mdy where the month does"
                .into(),
        });
    }
    let mut imported = write(drafts, journal, vocabulary, imported);
    imported.problems.sort_by_key(|problem| problem.line);
    imported.passed_over.sort_by_key(|passed| passed.line);
    Ok(imported)
}

fn is_known(mappings: &[Mapping], name: &str) -> bool {
    let name = compared(name);
    let mut columns = mappings.iter().flat_map(|mapping| &mapping.columns);
    columns.any(|(_, names)| names.iter().any(|known| compared(known) == name))
}

/// A touch has a date, a prospect and a channel.
fn must_have(columns: &Columns<'_>, sheet: &Sheet) -> Result<(), Refused> {
    let missing: Vec<&str> = ["date", "prospect", "channel"]
        .into_iter()
        .filter(|field| !columns.has(field))
        .collect();
    let Some(first) = missing.first() else {
        return Ok(());
    };
    let ids = ["WhoId", "WhatId", "AccountId"];
    let has_ids = sheet.header.iter().any(|name| ids.contains(&name.as_str()));
    let header: Vec<String> = sheet.header.iter().map(|name| one_line(name)).collect();
    Err(Refused {
        message: format!(
            "no column holds the {}; the columns are: {}",
            missing.join(", nor the "),
            header.join(", ")
        ),
        help: if *first == "prospect" && has_ids {
            "WhoId, WhatId and AccountId hold ids, not names: export Who.Name, What.Name or \
             Account.Name too"
                .into()
        } else {
            format!("say which one does in a mapping: `columns: {{{first}: COLUMN}}`")
        },
    })
}

struct Reader<'a> {
    columns: &'a Columns<'a>,
    asked: Asked<'a>,
    vocabulary: &'a Vocabulary,
    own: bool,
}

impl Reader<'_> {
    fn draft(&self, row: &Row, copies: &mut HashMap<String, u32>) -> Result<Draft, NoTouch> {
        // Rows that are alike are told apart by how many there were before.
        let id = self.id(row, copies);
        let moment = self.moment(row)?;
        let mut draft = Draft::new(
            moment,
            self.mark(row, moment.day)?,
            &self.channel(row)?,
            &self.text("prospect", row).unwrap_or_default(),
        );
        draft.outcome = self.outcome(row)?;
        for (field, value) in [
            ("when", &mut draft.when),
            ("detail", &mut draft.detail),
            ("rep", &mut draft.rep),
            ("with", &mut draft.with),
            ("subject", &mut draft.subject),
            ("email", &mut draft.email),
            ("phone", &mut draft.phone),
        ] {
            *value = self.text(field, row);
        }
        draft.with = draft.with.filter(|with| *with != draft.prospect);
        draft.tags = self.tags(row);
        draft.own = self.own;
        draft.notes = self.notes(row);
        self.place_subject(&mut draft);
        let marked = self.own && draft.notes.lines().any(|line| line.starts_with(IMPORT_ID));
        draft.id = Some(id).filter(|_| !marked);
        if marked {
            // A line that was imported once is the same one.
            let own = draft.notes.lines().find_map(|line| {
                let rest = line.strip_prefix(IMPORT_ID)?.strip_prefix(':')?;
                Some(rest.trim().to_owned())
            });
            let lines = draft
                .notes
                .lines()
                .filter(|line| !line.starts_with(IMPORT_ID));
            draft.notes = lines.collect::<Vec<_>>().join("\n");
            draft.id = own;
        }
        if draft.own {
            // What is in the notes of a journal has its own words there.
            draft.with = None;
            draft.subject = None;
        }
        Ok(draft)
    }

    /// Emails have subjects; of all else it is the first note.
    fn place_subject(&self, draft: &mut Draft) {
        let channel = self.vocabulary.channel(draft.channel.as_bytes());
        let medium = channel.map(|channel| self.vocabulary.channel_of(channel).medium);
        if medium != Some(MediumId::EMAIL)
            && let Some(subject) = draft.subject.take()
        {
            draft.notes = format!("{subject}\n{}", draft.notes);
        }
    }

    /// The text of a field, as it was before it went into a cell.
    fn text(&self, field: &str, row: &Row) -> Option<String> {
        let cell = self.columns.text(field, row)?;
        Some(if self.own {
            meant(cell)
        } else {
            cell.to_owned()
        })
    }

    fn moment(&self, row: &Row) -> Result<Moment, NoTouch> {
        let Some(cell) = self.columns.text("date", row) else {
            return Err(NoTouch::Problem("it has no date".into()));
        };
        let read = moment(cell, self.asked.dates, self.asked.clock);
        let mut read = read.map_err(|why| match why {
            Unread::Ambiguous => NoTouch::Ambiguous(one_line(cell)),
            Unread::NoDate => NoTouch::Problem(format!("`{}` is no date", one_line(cell))),
        })?;
        if read.time.is_none()
            && let Some(cell) = self.columns.text("time", row)
        {
            let Some(time) = time(cell) else {
                let reason = format!("`{}` is no time of day", one_line(cell));
                return Err(NoTouch::Problem(reason));
            };
            read.time = Some(time);
        }
        Ok(read)
    }

    /// Who made it. What nothing is said of, and is dated after today, has not happened.
    fn mark(&self, row: &Row, day: Day) -> Result<Mark, NoTouch> {
        let done = ["done", "planned", "skip"];
        let marks = ["outbound", "inbound", "planned", "skip"];
        let is_one = |words: &'static [&'static str]| move |word: &str| words.contains(&word);
        let said = |field: &str, is_ours: &dyn Fn(&str) -> bool| match self
            .columns
            .word(field, row, is_ours)
        {
            None => Ok(None),
            Some(Word::Ours("skip")) => {
                let cells: Vec<String> = self.columns.cells(field, row).map(one_line).collect();
                let reason = format!("`{}` is no touch", cells.join(", "));
                Err(NoTouch::PassedOver(reason))
            }
            Some(Word::Ours(word)) => Ok(Some(word.to_owned())),
            Some(Word::Theirs(word)) => Err(unknown(field, word, &done, &marks)),
        };
        let state = said("done", &is_one(&["done", "planned", "skip"]))?;
        let mark = said("mark", &is_one(&["outbound", "inbound", "planned", "skip"]))?;
        let planned = |word: &Option<String>| word.as_deref() == Some("planned");
        if planned(&state) || planned(&mark) {
            return Ok(Mark::Planned);
        }
        if state.is_none() && !self.own && day > self.asked.today {
            return Ok(Mark::Planned);
        }
        Ok(match mark.as_deref() {
            Some("inbound") => Mark::Inbound,
            _ => Mark::Outbound,
        })
    }

    fn channel(&self, row: &Row) -> Result<String, NoTouch> {
        let is_ours = |word: &str| self.vocabulary.channel(word.as_bytes()).is_some();
        match self.columns.word("channel", row, is_ours) {
            Some(Word::Ours("skip")) => {
                let cells = self.columns.cells("channel", row).map(one_line);
                let cells: Vec<String> = cells.collect();
                Err(NoTouch::PassedOver(format!(
                    "`{}` is no touch",
                    cells.join(", ")
                )))
            }
            Some(Word::Ours(word)) if is_ours(word) => Ok(word.to_owned()),
            None => Err(NoTouch::Problem("it does not say by which channel".into())),
            Some(Word::Ours(word) | Word::Theirs(word)) => {
                let channels = self.vocabulary.channels.iter();
                Err(no_word(
                    "channel",
                    word,
                    channels.map(|one| one.word.as_str()),
                ))
            }
        }
    }

    fn outcome(&self, row: &Row) -> Result<Option<String>, NoTouch> {
        let known = |word: &str| {
            let word = word.trim().replace(' ', "-");
            self.vocabulary.outcome(word.as_bytes())
        };
        match self
            .columns
            .word("outcome", row, |word| known(word).is_some())
        {
            None => Ok(None),
            Some(Word::Ours(word) | Word::Theirs(word)) => {
                if let Some(id) = known(word) {
                    return Ok(Some(self.vocabulary.outcome_of(id).word.clone()));
                }
                let outcomes = self.vocabulary.outcomes.iter();
                let outcomes = outcomes.map(|one| one.word.as_str());
                Err(no_word("outcome", word, outcomes))
            }
        }
    }

    fn tags(&self, row: &Row) -> Vec<String> {
        let Some(cell) = self.text("tags", row) else {
            return Vec::new();
        };
        let tags: Vec<&str> = if self.own {
            cell.split("; ").collect()
        } else {
            cell.split([',', ';']).collect()
        };
        tags.into_iter().map(str::to_owned).collect()
    }

    fn notes(&self, row: &Row) -> String {
        if self.own {
            return self.text("notes", row).unwrap_or_default();
        }
        let mut parts: Vec<String> = Vec::new();
        for cell in self.columns.cells("notes", row) {
            let part = plain(cell);
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        parts.join("\n")
    }

    /// The row's own id, else a hash of its cells, which is the same whatever file they are in.
    fn id(&self, row: &Row, copies: &mut HashMap<String, u32>) -> String {
        if let Some(id) = self.columns.text("id", row) {
            return format!("{}:{}", self.asked.source, one_line(id));
        }
        let cells = row.cells.iter().map(|cell| cell.trim().as_bytes());
        let mut id = format!("{}:{}", self.asked.source, digest(cells, 10));
        let count = copies.entry(id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            id = format!("{id}-{count}");
        }
        id
    }
}

fn unknown(field: &str, word: &str, done: &[&str], marks: &[&str]) -> NoTouch {
    let words = if field == "done" { done } else { marks };
    no_word(field, word, words.iter().copied())
}

fn no_word<'w>(field: &str, word: &str, ours: impl Iterator<Item = &'w str>) -> NoTouch {
    let word = one_line(word);
    let near = near_word(&word, ours);
    let meaning = near.unwrap_or("…");
    NoTouch::Problem(format!(
        "`{word}` is no {field} that is known: say what it means in a mapping, \
         `values: {{{field}: {{{word}: {meaning}}}}}`"
    ))
}
