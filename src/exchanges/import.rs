//! Touches that were read out of another program's file come in; out come the lines that a
//! journal lacks: what is there already is told by its `import-id`, and passed over.

use std::collections::HashSet;

use super::entry::{Draft, IMPORT_ID, faultless, parsed, prospect_lines, safe_name, touch_lines};
use crate::calendar::Moment;
use crate::journal::Journal;
use crate::settings::Vocabulary;
use crate::syntax::{BodyLine, body_line, body_text};
use crate::text::fold;

/// Something that is not read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line of the file on which it begins, or its number there.
    pub line: u64,
    /// What is wrong.
    pub reason: String,
}

/// What is to be added to a journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The lines, prospects first, then touches by day.
    pub text: String,
    /// How many touches there are in them.
    pub touches: usize,
    /// The prospects that the journal did not know.
    pub prospects: Vec<String>,
    /// How many were in the journal already.
    pub known: usize,
    /// How many have to do with nobody in the journal.
    pub unconcerned: usize,
    /// What cannot be read.
    pub problems: Vec<Problem>,
    /// What is passed over, since it is no touch.
    pub passed_over: Vec<Problem>,
}

/// The ids of all touches that were imported.
#[must_use]
pub fn known_ids(journal: &Journal) -> HashSet<String> {
    let mut ids = HashSet::new();
    for file in &journal.files {
        if memchr::memmem::find(file.source.bytes(), IMPORT_ID.as_bytes()).is_none() {
            continue;
        }
        for touch in &file.touches {
            for line in body_text(&file.source, touch.offset) {
                if let BodyLine::Field(key, value) = body_line(&line)
                    && key == IMPORT_ID
                {
                    ids.insert(value);
                }
            }
        }
    }
    ids
}

/// Writes the drafts, each with its line, that the journal lacks.
#[must_use]
pub fn write(
    drafts: Vec<(u64, Draft)>,
    journal: &Journal,
    vocabulary: &Vocabulary,
    mut imported: Imported,
) -> Imported {
    let mut ids = known_ids(journal);
    let mut declared: HashSet<String> = HashSet::new();
    let mut blocks = String::new();
    let mut touches: Vec<(Moment, String)> = Vec::new();
    for (line, mut draft) in drafts {
        let mut problem = |reason: String| imported.problems.push(Problem { line, reason });
        draft.prospect = safe_name(&draft.prospect);
        if draft.prospect.is_empty() {
            problem("it names no prospect".into());
            continue;
        }
        if let Some(id) = &draft.id
            && ids.contains(id)
        {
            imported.known += 1;
            continue;
        }
        let lines = match touch_lines(&draft, vocabulary) {
            Ok(lines) => lines,
            Err(reason) => {
                problem(reason);
                continue;
            }
        };
        let known = journal.find_prospect(&draft.prospect);
        let is_declared = known.is_some_and(|id| journal.prospect(id).declaration.is_some());
        if !is_declared && !declared.contains(&fold(&draft.prospect)) {
            match prospect_lines(&draft, vocabulary) {
                Ok(lines) => {
                    blocks += &lines;
                    blocks.push('\n');
                }
                Err(reason) => {
                    problem(reason);
                    continue;
                }
            }
            declared.insert(fold(&draft.prospect));
            imported.prospects.push(draft.prospect.clone());
        }
        ids.extend(draft.id.clone());
        touches.push((draft.moment, lines));
    }
    imported.touches = touches.len();
    imported.text = blocks + &in_order(touches);
    if let Err(reason) = faultless(&parsed(&imported.text, vocabulary)) {
        // What is sound line by line is sound together; if it is not, nothing is written.
        imported.problems.push(Problem { line: 1, reason });
        imported.text.clear();
        imported.touches = 0;
        imported.prospects.clear();
    }
    imported
}

/// The touches by day. A list that begins with the latest is turned round first, so that those of
/// one day stand as they happened; where all of a day have a time, that says how.
fn in_order(mut touches: Vec<(Moment, String)>) -> String {
    if let (Some((first, _)), Some((last, _))) = (touches.first(), touches.last())
        && first.day > last.day
    {
        touches.reverse();
    }
    touches.sort_by_key(|(moment, _)| moment.day);
    let same_day = |one: &(Moment, String), other: &(Moment, String)| one.0.day == other.0.day;
    for day in touches.chunk_by_mut(same_day) {
        if day.iter().all(|(moment, _)| moment.time.is_some()) {
            day.sort_by_key(|(moment, _)| *moment);
        }
    }
    touches.into_iter().map(|(_, lines)| lines).collect()
}
