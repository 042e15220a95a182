//! Bytes that a text should not hold: no UTF-8, control characters, characters that nobody sees.

use std::fmt::Write as _;

use super::fault::Fault;
use crate::finding::Level;
use crate::text::{Span, is_bidirectional, is_invisible, is_override};

/// Says whether a text is UTF-16: by its mark, or by a NUL in each of its first three lines.
#[must_use]
pub fn is_utf16(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return true;
    }
    let mut lines = bytes.split(|&byte| byte == b'\n').take(3).peekable();
    lines.peek().is_some_and(|line| !line.is_empty())
        && bytes.iter().filter(|&&byte| byte == b'\n').take(2).count() == 2
        && lines.all(|line| line.contains(&0))
}

/// Says whether nothing in `bytes` needs a second look: printable ASCII, tabs and line ends.
#[must_use]
pub fn is_plain(bytes: &[u8]) -> bool {
    // A block at a time, with no early exit within it, so that it is vectorised.
    let is_odd = |byte: u8| byte >= 0x7f || (byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r'));
    bytes
        .chunks(4096)
        .all(|block| !block.iter().fold(false, |odd, &byte| odd | is_odd(byte)))
}

/// What keeps a line from being read.
#[derive(Clone, Copy, Debug)]
pub enum Unreadable {
    /// It is not UTF-8, from this byte of it on.
    NotUtf8(usize),
    /// It holds a control character, from this byte of it on.
    Control(usize, char),
}

/// Looks for what keeps a line from being read.
#[must_use]
pub fn unreadable(line: &[u8]) -> Option<Unreadable> {
    let text = match std::str::from_utf8(line) {
        Ok(text) => text,
        Err(error) => return Some(Unreadable::NotUtf8(error.valid_up_to())),
    };
    let mut characters = text.char_indices();
    let control = characters.find(|(_, character)| character.is_control() && *character != '\t');
    control.map(|(at, character)| Unreadable::Control(at, character))
}

/// The fault of a line with a control character `at` an offset.
#[must_use]
pub fn control_character(at: u32, character: char) -> Fault {
    let span = Span::new(at, at + character.len_utf8() as u32);
    let message = format!(
        "a control character, U+{:04X}: the line is not read",
        u32::from(character)
    );
    Fault::error("encoding", span, message).help("delete it, and type what is meant")
}

/// How many bytes a line begins with that nobody sees.
#[must_use]
pub fn hidden_length(line: &[u8]) -> usize {
    let text = line.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let seen = text.find(|character| !is_invisible(character));
    seen.unwrap_or(text.len())
}

/// The rule that characters which nobody sees fall under.
const INVISIBLE: &str = "invisible-character";

/// How many characters that nobody sees are told of one line, of each level.
const TOLD: usize = 3;

/// Finds the characters that nobody sees in `bytes`, which begin at offset `base` and are UTF-8.
/// Where `named`, these words are compared, and any of them matters; elsewhere only those that
/// reorder what is shown.
pub fn invisible_characters(bytes: &[u8], base: u32, named: bool, faults: &mut Vec<Fault>) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    for (at, character) in text
        .char_indices()
        .filter(|(_, character)| !character.is_ascii())
    {
        let odd_space = character.is_whitespace();
        if !(is_override(character) || (named && (odd_space || is_invisible(character)))) {
            continue;
        }
        let start = base + at as u32;
        let span = Span::new(start, start + character.len_utf8() as u32);
        let code = u32::from(character);
        let mut fault = if odd_space {
            Fault::warning(
                INVISIBLE,
                span,
                format!("a space that is not the plain one, U+{code:04X}"),
            )
            .help("type a plain space")
        } else {
            Fault::warning(
                INVISIBLE,
                span,
                format!("a character that nobody sees, U+{code:04X}"),
            )
            .help("delete it: a search for the name would not find it")
        };
        if is_bidirectional(character) {
            fault.level = Level::Error;
            fault.help = Some("delete it: it makes the line look other than it is".into());
        }
        faults.push(fault);
    }
}

/// Of the faults of one line, those from `before` on, keeps of each level the first about characters
/// that nobody sees; the last that is kept says how many more there are.
pub fn tell_few_invisible(faults: &mut Vec<Fault>, before: usize) {
    if faults.len() - before <= TOLD {
        return;
    }
    for level in [Level::Warning, Level::Error] {
        let of_line = faults.drain(before..);
        let (mut invisible, others): (Vec<Fault>, Vec<Fault>) =
            of_line.partition(|fault| fault.rule == INVISIBLE && fault.level == level);
        invisible.sort_by_key(|fault| fault.span);
        let more = invisible.len().saturating_sub(TOLD);
        invisible.truncate(TOLD);
        if let Some(last) = invisible.last_mut().filter(|_| more > 0) {
            let _ = write!(last.message, "; {more} more on this line");
        }
        faults.extend(others);
        faults.extend(invisible);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_on_a_line_the_first_of_each_level_are_told_and_the_others_counted() {
        let mut faults = vec![Fault::syntax(Span::at(0), "on the line above".into())];
        let line = "\u{200b}\u{a0}\u{202e}\u{a0}\u{a0}\u{a0}";
        invisible_characters(line.as_bytes(), 10, true, &mut faults);
        tell_few_invisible(&mut faults, 1);
        let told: Vec<_> = faults
            .iter()
            .map(|fault| (fault.span.start, fault.level, fault.message.as_str()))
            .collect();
        let space = "a space that is not the plain one, U+00A0";
        assert_eq!(
            told,
            [
                (0, Level::Error, "on the line above"),
                (10, Level::Warning, "a character that nobody sees, U+200B"),
                (13, Level::Warning, space),
                (18, Level::Warning, &format!("{space}; 2 more on this line")),
                (15, Level::Error, "a character that nobody sees, U+202E"),
            ]
        );
    }

    #[test]
    fn three_on_a_line_are_all_told() {
        let mut faults = Vec::new();
        invisible_characters("\u{a0}a\u{a0}b\u{a0}".as_bytes(), 0, true, &mut faults);
        let all = faults.clone();
        tell_few_invisible(&mut faults, 0);
        assert_eq!(faults, all);
    }
}
