//! Touches that were read out of another program's file come in; out come the lines that a
//! journal lacks: what is there already is told by its `import-id`, or by what it says, and
//! passed over.

use std::collections::HashSet;

use super::alike::held;
use super::entry::{Draft, IMPORT_ID, faultless, parsed, prospect_lines, safe_name, touch_lines};
use crate::calendar::Moment;
use crate::journal::Journal;
use crate::settings::Vocabulary;
use crate::syntax::{BodyLine, Touch, body_line, body_text};
use crate::text::{Source, fold};

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
    /// What is no name in a journal, and the name that is written in its place, each once.
    pub renamed: Vec<(String, String)>,
    /// How many were in the journal already.
    pub known: usize,
    /// How many have to do with nobody in the journal.
    pub unconcerned: usize,
    /// What cannot be read.
    pub problems: Vec<Problem>,
    /// What is passed over, since it is no touch, or the journal has one like it.
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
        let touches = file.touches.iter();
        ids.extend(touches.flat_map(|touch| import_ids(&file.source, touch.offset)));
    }
    ids
}

/// The ids of the touch whose header begins at `offset`: none where it was not imported, several
/// where somebody made one touch of two.
pub fn import_ids(source: &Source, offset: u32) -> impl Iterator<Item = String> + use<> {
    let lines = body_text(source, offset).into_iter();
    lines.filter_map(|line| match body_line(&line) {
        BodyLine::Field(key, value) if key == IMPORT_ID => Some(value),
        _ => None,
    })
}

/// A touch that can be written.
struct Ready {
    /// Its line in the other program's file.
    line: u64,
    draft: Draft,
    /// Its prospect, as the other program has it.
    given: String,
    lines: String,
    touch: Touch,
}

/// Writes the drafts, each with its line, that the journal lacks.
#[must_use]
pub fn write(
    drafts: Vec<(u64, Draft)>,
    journal: &Journal,
    vocabulary: &Vocabulary,
    mut imported: Imported,
) -> Imported {
    let wanted: HashSet<String> = drafts
        .iter()
        .filter_map(|(_, draft)| draft.id.clone())
        .collect();
    let ready = ready(drafts, journal, vocabulary, &mut imported);
    let read: Vec<(&str, Touch)> = ready
        .iter()
        .map(|ready| (ready.draft.prospect.as_str(), ready.touch))
        .collect();
    let held = held(&read, &wanted, journal);
    let mut declared: HashSet<String> = HashSet::new();
    let mut told: HashSet<String> = HashSet::new();
    let mut blocks = String::new();
    let mut touches: Vec<(Moment, String)> = Vec::new();
    for (ready, is_held) in ready.into_iter().zip(held) {
        let (line, draft) = (ready.line, &ready.draft);
        if is_held && draft.own {
            imported.known += 1;
            continue;
        }
        if is_held {
            let reason = "the journal has a touch like it, without the id of this one".to_owned();
            imported.passed_over.push(Problem { line, reason });
            continue;
        }
        let known = journal.find_prospect(&draft.prospect);
        let is_declared = known.is_some_and(|id| journal.prospect(id).declaration.is_some());
        if !is_declared && !declared.contains(&fold(&draft.prospect)) {
            match prospect_lines(draft, vocabulary) {
                Ok(lines) => {
                    blocks += &lines;
                    blocks.push('\n');
                }
                Err(reason) => {
                    imported.problems.push(Problem { line, reason });
                    continue;
                }
            }
            declared.insert(fold(&draft.prospect));
            imported.prospects.push(draft.prospect.clone());
        }
        let (given, written) = (ready.given, &draft.prospect);
        if fold(&given) != fold(written) && told.insert(given.clone()) {
            imported.renamed.push((given, written.clone()));
        }
        touches.push((draft.moment, ready.lines));
    }
    imported.touches = touches.len();
    imported.text = blocks + &in_order(touches);
    if let Err(reason) = faultless(&parsed(&imported.text, vocabulary)) {
        // What is sound line by line is sound together; if it is not, nothing is written.
        imported.problems.push(Problem { line: 1, reason });
        imported.text.clear();
        imported.touches = 0;
        imported.prospects.clear();
        imported.renamed.clear();
    }
    imported
}

/// The drafts that can be written, and whose id is not in the journal, nor in the drafts before.
fn ready(
    drafts: Vec<(u64, Draft)>,
    journal: &Journal,
    vocabulary: &Vocabulary,
    imported: &mut Imported,
) -> Vec<Ready> {
    let mut ids = known_ids(journal);
    let mut all = Vec::with_capacity(drafts.len());
    for (line, mut draft) in drafts {
        let mut problem = |reason: String| imported.problems.push(Problem { line, reason });
        let given = std::mem::take(&mut draft.prospect);
        draft.prospect = safe_name(&given);
        if draft.prospect.is_empty() {
            problem("it names no prospect".into());
            continue;
        }
        if draft.id.as_ref().is_some_and(|id| ids.contains(id)) {
            imported.known += 1;
            continue;
        }
        match touch_lines(&draft, vocabulary) {
            Ok((lines, touch)) => {
                ids.extend(draft.id.clone());
                all.push(Ready {
                    line,
                    draft,
                    given,
                    lines,
                    touch,
                });
            }
            Err(reason) => problem(reason),
        }
    }
    all
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
