//! A touch's place comes in, and out come its tags, read again: those of its header, and those
//! in its notes.

use super::word::{trim, words};
use super::{BodyLine, body_line, body_text, read_header, split_comment};
use crate::settings::Vocabulary;
use crate::text::{Source, fold};

/// The tags of the touch whose header begins at `offset`, in the form that comparisons use,
/// without their `#`.
#[must_use]
pub fn tags_of(source: &Source, offset: u32, vocabulary: &Vocabulary) -> Vec<String> {
    let mut tags = Vec::new();
    if let Some(header) = read_header(source, offset, vocabulary) {
        let line = source.line_at(offset);
        let (content, _) = split_comment(source.slice(line));
        let after = header.name.end.saturating_sub(line.start) as usize;
        let text = String::from_utf8_lossy(content.get(after..).unwrap_or_default());
        let arrow = [text.find("->"), text.find('→')]
            .into_iter()
            .flatten()
            .min();
        let (before, outcome) = text.split_at(arrow.unwrap_or(text.len()));
        let is_tag = |word: &&str| word.len() > 1 && word.starts_with('#');
        tags.extend(before.split_whitespace().filter(is_tag).map(tag));
        // In the detail of an outcome only what stands last is a tag.
        let last = outcome.split_whitespace().rev().take_while(is_tag);
        let last: Vec<String> = last.map(tag).collect();
        tags.extend(last.into_iter().rev());
    }
    for line in body_text(source, offset) {
        if let BodyLine::Note(note) = body_line(&line) {
            let note_words = words(trim(note.as_bytes()), 0);
            tags.extend(note_words.filter_map(|(_, word)| note_tag(word)));
        }
    }
    tags
}

fn tag(word: &str) -> String {
    fold(word.trim_start_matches('#'))
}

/// `#word`: letters, digits, `_` and `-`; what follows is not part of it.
fn note_tag(word: &[u8]) -> Option<String> {
    let word = String::from_utf8_lossy(word.strip_prefix(b"#")?).into_owned();
    let end = word.find(|one: char| !(one.is_alphanumeric() || one == '_' || one == '-'));
    let name = &word[..end.unwrap_or(word.len())];
    (!name.is_empty()).then(|| fold(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_stand_before_the_arrow_last_in_the_header_and_in_notes() {
        let text = "2026-03-01 call Acme #Intro -> reached: about #nothing here #warm\n    \
                    They asked about #pricing, twice.\n    what: #field\n";
        let source = Source::new("main.touch".into(), text.as_bytes().to_vec());
        let tags = tags_of(&source, 0, &Vocabulary::default());
        assert_eq!(tags, ["intro", "warm", "pricing"]);
    }
}
