//! Text out of a journal comes in, and out comes text that a terminal and a CI log show and
//! do not obey.
//!
//! What has no shape of its own is written as Rust would escape it, `\u{1b}`: it can be told
//! from its neighbours, has a width that everybody agrees on, and needs no Unicode to be seen.

use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

use super::is_invisible;

/// Says whether a character would do something, or nothing, instead of being shown: control
/// characters, line ends of any kind, invisible characters, and those that steer direction.
#[must_use]
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || is_invisible(character)
        || matches!(character,
            '\u{2028}' | '\u{2029}' | '\u{2065}' | '\u{206a}'..='\u{206f}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Makes text fit for a terminal: one line, without control and invisible characters, and
/// without what a CI log obeys anywhere in a line (`##[error]`, `##vso[…]`, `##teamcity[…]`).
///
/// A tab becomes a space, all else an escape. Text that is fit already is borrowed.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    harmless_at(text, &mut (0..0))
}

/// Like [`harmless`], for text that may begin a line: a `::` at its start, which GitHub's log
/// takes for a command even after white space, is broken too.
#[must_use]
pub fn harmless_line(text: &str) -> Cow<'_, str> {
    let clean = harmless(text);
    let words = clean.trim_start();
    if !words.starts_with("::") {
        return clean;
    }
    let indent = clean.len() - words.len();
    Cow::Owned(format!("{}\\u{{3a}}{}", &clean[..indent], &words[1..]))
}

/// Like [`harmless`], and moves `range`, which counts bytes of `text`, along with its words.
#[must_use]
pub fn harmless_at<'a>(text: &'a str, range: &mut Range<usize>) -> Cow<'a, str> {
    let asked = range.clone();
    escape(text, |at, character, clean| {
        let before = clean.len();
        if character == '\t' {
            clean.push(' ');
        } else {
            // Writing to a string does not fail.
            let _ = write!(clean, "{}", character.escape_unicode());
        }
        let grown = clean.len() - before;
        for (end, asked) in [(&mut range.start, asked.start), (&mut range.end, asked.end)] {
            if asked > at {
                *end = *end + grown - character.len_utf8();
            }
        }
    })
}

/// Rewrites the characters of `text` that are hidden or begin a command: `write` is given each
/// one's offset and itself, and what has been written so far.
///
/// Borrows where there is none.
pub(crate) fn escape(text: &str, mut write: impl FnMut(usize, char, &mut String)) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::new();
    let mut copied = 0;
    for (at, character) in text.char_indices() {
        if is_hidden(character) || (character == '#' && begins_command(&text[at..])) {
            clean.push_str(&text[copied..at]);
            write(at, character, &mut clean);
            copied = at + character.len_utf8();
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    clean.push_str(&text[copied..]);
    Cow::Owned(clean)
}

/// Most text is printable ASCII without `##`; that is quick to see.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) && !text.contains("##")
}

/// `##[`, or `##` and letters and `[`: the forms that runners look for anywhere in a line.
fn begins_command(text: &str) -> bool {
    let words = text.strip_prefix("##").map(str::as_bytes);
    let after = words.and_then(|words| words.iter().find(|byte| !byte.is_ascii_alphabetic()));
    after == Some(&b'[')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_text_is_borrowed() {
        for text in ["Acme Corp", "Société", "株式会社", "😀 ok", "# one ## two"] {
            assert!(matches!(harmless_line(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn what_a_terminal_would_obey_is_shown_instead() {
        assert_eq!(harmless("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(harmless("a\tb\r\nc\u{7f}"), "a b\\u{d}\\u{a}c\\u{7f}");
        assert_eq!(harmless("é\u{9b}2J"), "é\\u{9b}2J");
        assert_eq!(harmless("a\u{202e}b\u{2028}"), "a\\u{202e}b\\u{2028}");
    }

    #[test]
    fn what_a_ci_log_would_obey_is_broken() {
        assert_eq!(harmless("a ##[error]b"), "a \\u{23}#[error]b");
        assert_eq!(harmless("###[group]"), "#\\u{23}#[group]");
        assert_eq!(harmless("##vso[x]"), "\\u{23}#vso[x]");
        assert_eq!(harmless("::error::x"), "::error::x");
        assert_eq!(harmless_line(" ::error::x"), " \\u{3a}:error::x");
        assert_eq!(harmless_line("a::b"), "a::b");
    }

    #[test]
    fn a_range_moves_along_with_its_words() {
        let text = "\u{1b}é\u{7f}words";
        let at = text.find("words").unwrap();
        let mut range = at..text.len();
        let clean = harmless_at(text, &mut range);
        assert_eq!(&clean[range], "words");
    }
}
