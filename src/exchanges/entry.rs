//! What is known of a touch comes in; out come the lines of a journal that say it, and that are
//! read back before they are given: what cannot be said without a fault is not said.

use std::collections::HashSet;
use std::fmt::Write;
use std::sync::Arc;

use crate::calendar::Moment;
use crate::settings::Vocabulary;
use crate::syntax::{BodyLine, File, Mark, Touch, body_line, parse, tags_of};
use crate::text::{Source, fold, is_hidden};

/// The field that keeps where a touch came from, so that it comes once.
pub const IMPORT_ID: &str = "import-id";

/// A touch that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its date and time.
    pub moment: Moment,
    /// Who made it, or that it is planned.
    pub mark: Mark,
    /// Its channel, a word of the vocabulary.
    pub channel: String,
    /// The prospect.
    pub prospect: String,
    /// The outcome, a word of the vocabulary.
    pub outcome: Option<String>,
    /// The date in the outcome.
    pub when: Option<String>,
    /// The words after the outcome's colon.
    pub detail: Option<String>,
    /// Tags, without `#`.
    pub tags: Vec<String>,
    /// Who made it.
    pub rep: Option<String>,
    /// The person.
    pub with: Option<String>,
    /// The subject.
    pub subject: Option<String>,
    /// What was noted.
    pub notes: String,
    /// Whether the notes are lines of a journal.
    pub own: bool,
    /// Where it came from.
    pub id: Option<String>,
    /// Of the prospect.
    pub email: Option<String>,
    /// Of the prospect.
    pub phone: Option<String>,
}

impl Draft {
    /// A touch of which no more is known.
    #[must_use]
    pub fn new(moment: Moment, mark: Mark, channel: &str, prospect: &str) -> Draft {
        Draft {
            moment,
            mark,
            channel: channel.to_owned(),
            prospect: prospect.to_owned(),
            outcome: None,
            when: None,
            detail: None,
            tags: Vec::new(),
            rep: None,
            with: None,
            subject: None,
            notes: String::new(),
            own: false,
            id: None,
            email: None,
            phone: None,
        }
    }
}

/// A name that a journal can hold; empty where nothing is left of it.
#[must_use]
pub fn safe_name(name: &str) -> String {
    let words = one_line(name).replace("->", "-").replace('→', "-");
    let words = words
        .split(' ')
        .map(|word| word.trim_start_matches(['#', ';']));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The lines of a touch, and the touch that they are read as.
///
/// # Errors
///
/// Why it cannot be written.
pub fn touch_lines(draft: &Draft, vocabulary: &Vocabulary) -> Result<(String, Touch), String> {
    if draft.own {
        let lines: Vec<String> = own_lines(&draft.notes);
        let text = lines_with(draft, &lines, vocabulary);
        if let Ok(touch) = read_back(&text, draft, vocabulary) {
            return Ok((text, touch));
        }
        // A line that has a mistake becomes a note; the others stay what they are.
        let bare = header(draft, &[]);
        let is_sound = |line: &String| {
            faultless(&parsed(&format!("{bare}\n    {line}\n"), vocabulary)).is_ok()
        };
        let lines = lines.into_iter().filter_map(|line| {
            if is_sound(&line) {
                Some(line)
            } else {
                note_line(&line)
            }
        });
        let lines: Vec<String> = lines.collect();
        let text = lines_with(draft, &lines, vocabulary);
        if let Ok(touch) = read_back(&text, draft, vocabulary) {
            return Ok((text, touch));
        }
    }
    let lines: Vec<String> = draft.notes.lines().filter_map(note_line).collect();
    let text = lines_with(draft, &lines, vocabulary);
    let touch = read_back(&text, draft, vocabulary)?;
    Ok((text, touch))
}

/// The lines of a prospect's block.
///
/// # Errors
///
/// Why it cannot be written.
pub fn prospect_lines(draft: &Draft, vocabulary: &Vocabulary) -> Result<String, String> {
    let mut text = format!("prospect {}\n", draft.prospect);
    for (key, value) in [("email", &draft.email), ("phone", &draft.phone)] {
        let value = value.as_deref().map(field_value).unwrap_or_default();
        if !value.is_empty() {
            let _ = writeln!(text, "    {key}: {value}");
        }
    }
    let file = parsed(&text, vocabulary);
    faultless(&file)?;
    let is_one = file.directives.len() == 1 && file.names.find(draft.prospect.as_bytes()).is_some();
    if is_one {
        Ok(text)
    } else {
        Err(format!("`{}` cannot be a prospect's name", draft.prospect))
    }
}

fn lines_with(draft: &Draft, notes: &[String], vocabulary: &Vocabulary) -> String {
    let mut body = String::new();
    let mut field = |key: &str, value: &Option<String>| {
        let value = value.as_deref().map(field_value).unwrap_or_default();
        if !value.is_empty() {
            let _ = writeln!(body, "    {key}: {value}");
        }
    };
    field("rep", &draft.rep);
    field("with", &draft.with);
    field("subject", &draft.subject);
    for line in notes {
        let _ = writeln!(body, "    {line}");
    }
    if let Some(id) = &draft.id {
        let _ = writeln!(body, "    {IMPORT_ID}: {}", field_value(id));
    }
    let bare = header(draft, &[]);
    // The tags of notes are there already.
    let source = Source::new(String::new(), format!("{bare}\n{body}").into_bytes());
    let in_notes: HashSet<String> = tags_of(&source, 0, vocabulary).into_iter().collect();
    let mut tags: Vec<String> = Vec::new();
    for tag in &draft.tags {
        let tag = safe_tag(tag, draft.own);
        if !tag.is_empty() && !in_notes.contains(&fold(&tag)) && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    format!("{}\n{body}", header(draft, &tags))
}

fn header(draft: &Draft, tags: &[String]) -> String {
    let mark = match draft.mark {
        Mark::Outbound => "",
        Mark::Inbound => "< ",
        Mark::Planned => "! ",
    };
    let mut line = format!(
        "{} {mark}{} {}",
        draft.moment, draft.channel, draft.prospect
    );
    for tag in tags {
        line = format!("{line} #{tag}");
    }
    let Some(outcome) = draft
        .outcome
        .as_ref()
        .filter(|_| draft.mark != Mark::Planned)
    else {
        return line;
    };
    line = format!("{line} -> {outcome}");
    if let Some(when) = &draft.when {
        line = format!("{line} {}", field_value(when));
    }
    let detail = draft.detail.as_deref().map(field_value).unwrap_or_default();
    if !detail.is_empty() {
        line = format!("{line}: {detail}");
    }
    line
}

fn safe_tag(tag: &str, own: bool) -> String {
    let tag = one_line(tag);
    let tag = tag.trim_start_matches('#');
    if own && !tag.contains(' ') {
        return tag.to_owned();
    }
    let characters = tag
        .chars()
        .map(|one| if one.is_alphanumeric() { one } else { '-' });
    let tag: String = characters.collect();
    tag.trim_matches('-').to_owned()
}

/// Text on one line, without what nobody sees, runs of white space as one space.
#[must_use]
pub fn one_line(text: &str) -> String {
    let seen = text.chars().filter_map(|character| {
        if character.is_whitespace() || character.is_control() {
            Some(' ')
        } else if is_hidden(character) {
            None
        } else {
            Some(character)
        }
    });
    let seen: String = seen.collect();
    seen.split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Text as a field's value: no part of it is a comment.
fn field_value(text: &str) -> String {
    uncommented(&one_line(text))
}

/// Takes the white space before each `;` out, which would begin a comment.
fn uncommented(text: &str) -> String {
    let mut text = text.to_owned();
    while text.contains(" ;") {
        text = text.replace(" ;", ";");
    }
    text.trim_start_matches([';', ' ']).to_owned()
}

/// The lines of a journal's body, as they are.
fn own_lines(notes: &str) -> Vec<String> {
    let lines = notes.split('\n').map(|line| line.trim().to_owned());
    lines.filter(|line| !line.is_empty()).collect()
}

/// A line of other people's words, as a note and nothing else; none where nothing is left of it.
fn note_line(line: &str) -> Option<String> {
    let line = uncommented(&one_line(line));
    if line.is_empty() {
        return None;
    }
    let is_note = matches!(body_line(&line), BodyLine::Note(_)) && !line.starts_with(['=', '[']);
    let words = line.split(' ').map(|word| {
        let folded = fold(word);
        // Ours are courtesies, and theirs are words.
        if folded.starts_with("#thanks") || folded.starts_with("#reminder") {
            format!("({word})")
        } else {
            word.to_owned()
        }
    });
    let words = words.collect::<Vec<_>>().join(" ");
    Some(if is_note { words } else { format!("> {words}") })
}

/// Reads the lines of a touch back.
fn read_back(text: &str, draft: &Draft, vocabulary: &Vocabulary) -> Result<Touch, String> {
    let file = parsed(text, vocabulary);
    faultless(&file)?;
    let [touch] = file.touches.as_slice() else {
        return Err("it cannot be written as one touch".into());
    };
    let same = file.directives.is_empty()
        && touch.moment() == draft.moment
        && touch.mark() == draft.mark
        && Some(touch.channel) == vocabulary.channel(draft.channel.as_bytes())
        && file.names.find(draft.prospect.as_bytes()) == Some(touch.prospect);
    if same {
        Ok(*touch)
    } else {
        Err(format!("`{}` cannot be a prospect's name", draft.prospect))
    }
}

/// Parses lines on their own.
#[must_use]
pub fn parsed(text: &str, vocabulary: &Vocabulary) -> File {
    let source = Source::new("import".into(), text.as_bytes().to_vec());
    parse(Arc::new(source), vocabulary)
}

/// Says what the first fault is, where there is one.
///
/// # Errors
///
/// That fault's words.
pub fn faultless(file: &File) -> Result<(), String> {
    match file.faults.first() {
        None => Ok(()),
        Some(fault) => Err(fault.message.clone()),
    }
}
