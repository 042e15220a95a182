//! A text comes in, and out comes its tree, or, where it is no YAML, the one complaint that says
//! so in words that do not ask for knowledge of YAML.

use super::error::{SettingsError, quote};
use super::locate::{Place, place_at, place_of};
use super::node::{self, Node};

/// Longer texts are refused before they are read: some that are no YAML at all would take minutes.
const LONGEST: usize = 1024 * 1024;

/// Deeper brackets are refused before they are read: the parser's time grows with their square.
const DEEPEST: usize = 64;

/// Reads a text, which has no byte-order mark, as a tree.
pub fn parse(text: &str) -> Result<Node<'_>, SettingsError> {
    if text.len() > LONGEST {
        let start = place_at("", 0);
        let help = "settings are small; is this the file that was meant?";
        return Err(complaint(
            start,
            "this file is larger than a mebibyte".into(),
            help,
        ));
    }
    if let Some((offset, character)) = text.char_indices().find(|(_, at)| !is_allowed(*at)) {
        let place = place_at(text, offset);
        let message = format!(
            "a character that nobody sees (U+{:04X}) stands here",
            u32::from(character)
        );
        return Err(complaint(place, message, "take it out"));
    }
    if let Some(offset) = too_deep(text) {
        let place = place_at(text, offset);
        let message = format!("there are more than {DEEPEST} open brackets here");
        return Err(complaint(
            place,
            message,
            "put texts with brackets into quotes",
        ));
    }
    node::parse(text).map_err(|error| {
        let (message, help) = explain(&error.to_string());
        complaint(place_of(text, &error), message, help)
    })
}

fn complaint(place: Place, message: String, help: &str) -> SettingsError {
    SettingsError {
        line: place.line,
        column: place.column,
        end_column: place.end_column,
        message,
        help: Some(help.to_owned()).filter(|help| !help.is_empty()),
    }
}

/// Says whether YAML allows a character to stand in a text.
fn is_allowed(character: char) -> bool {
    matches!(character,
        '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{a0}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..)
}

/// Where more than [`DEEPEST`] brackets are open. Those in quotes and comments are counted too,
/// where a count that is off does no harm: nobody leaves so many open.
fn too_deep(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    for (offset, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        if open > DEEPEST {
            return Some(offset);
        }
    }
    None
}

/// The parser's words, and what they mean to somebody who does not know YAML.
const MEANINGS: [(&str, &str, &str); 12] = [
    (
        "more than one document",
        "a second document starts here, after `---`",
        "settings are one document: take the `---` out",
    ),
    (
        "recursion limit",
        "this is nested too deep",
        "settings need at most six levels",
    ),
    (
        "repetition limit",
        "aliases (`*…`) repeat too much",
        "write it out, or take them out",
    ),
    (
        "unknown anchor",
        "a word that starts with `*` refers to an anchor (`&…`), and there is none of this name",
        "put the word in quotes",
    ),
    (
        "mapping values are not allowed",
        "a colon cannot stand here",
        "put a text that holds `: ` in quotes, and line keys up with those above",
    ),
    (
        "cannot start any token",
        "a word cannot start with this character",
        "put the word in quotes; indent by spaces, not tabs",
    ),
    (
        "could not find expected ':'",
        "the colon after a key is missing before this place",
        "write each setting as `key: value`",
    ),
    (
        "did not find expected ',' or",
        "a list or mapping in brackets is not closed before this place",
        "put commas between its parts, and close it with `]` or `}`",
    ),
    (
        "did not find expected key",
        "this does not line up with the lines above",
        "write each key on a line of its own, as far in as its neighbours",
    ),
    (
        "did not find expected '-'",
        "this does not line up with the list above",
        "start each item with `- `, as far in as its neighbours",
    ),
    (
        "unexpected end of stream",
        "a quote is opened and not closed before the end",
        "close it with the same quote",
    ),
    (
        "aliases (`*…`) repeat too much",
        "aliases (`*…`) repeat too much",
        "write it out, or take them out",
    ),
];

fn explain(words: &str) -> (String, &'static str) {
    let known = MEANINGS
        .iter()
        .find(|(problem, _, _)| words.contains(problem));
    if let Some((_, message, help)) = known {
        return ((*message).to_owned(), help);
    }
    let problem = words.split(" at line ").next().unwrap_or(words);
    let message = format!("this cannot be read as YAML: {}", quote(problem));
    (
        message,
        "write each setting as `key: value` on a line of its own",
    )
}
