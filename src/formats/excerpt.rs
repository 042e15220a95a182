//! A line of a journal and the words at fault come in, and out comes what fits on a screen of
//! it: UTF-8, harmless, cut around the words.

use std::borrow::Cow;
use std::ops::Range;

use crate::text::{clip_end, clip_start, harmless_at, width};

/// What is shown of a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The text, without a line end.
    pub text: String,
    /// Where the words at fault are in it.
    pub words: Range<usize>,
}

impl Excerpt {
    /// Cuts `line` so that it takes up no more than `columns`, and the beginning of `words`, a
    /// range of its bytes, stays in sight. What is left out becomes an `ellipsis`.
    pub fn new(line: &[u8], words: Range<usize>, columns: usize, ellipsis: &str) -> Excerpt {
        let words = whole_characters(line, words);
        let (window, words, mut cut) = window(line, words, columns * 8);
        let (text, mut words) = decode(window, words);
        let text = harmless_at(&text, &mut words);
        if !cut.any() && width(&text) <= columns {
            let mut text = text.into_owned();
            text.truncate(text.trim_end().len().max(words.end));
            return Excerpt { text, words };
        }

        let parts = [
            &text[..words.start],
            &text[words.clone()],
            &text[words.end..],
        ];
        let [mut before, mut fault, mut after] = parts;
        let dots = width(ellipsis);
        // A quarter of the line at least tells what stands before words that are very long.
        let room = columns.saturating_sub(width(before).min(columns / 4));
        if cut.fault || width(fault) > room {
            cut.fault = true;
            fault = clip_end(fault, room.saturating_sub(dots).max(1));
            after = "";
            cut.after = false;
        }
        let room = columns.saturating_sub(width(fault) + if cut.fault { dots } else { 0 });
        // A third of what is left goes to what follows, more where less stands before.
        let room_after = width(after).min((room / 3).max(room.saturating_sub(width(before))));
        let room_before = room.saturating_sub(room_after);
        if cut.before || width(before) > room_before {
            cut.before = true;
            before = clip_start(before, room_before.saturating_sub(dots));
        }
        if cut.after || width(after) > room_after {
            cut.after = true;
            after = clip_end(after, room_after.saturating_sub(dots));
        }

        let mut text = String::with_capacity(before.len() + fault.len() + after.len() + 12);
        text.push_str(if cut.before { ellipsis } else { "" });
        text.push_str(before);
        let start = text.len();
        text.push_str(fault);
        text.push_str(if cut.fault { ellipsis } else { "" });
        let words = start..text.len();
        text.push_str(after);
        text.push_str(if cut.after { ellipsis } else { "" });
        Excerpt { text, words }
    }
}

/// What has been left out of a line.
#[derive(Default)]
struct Cut {
    before: bool,
    fault: bool,
    after: bool,
}

impl Cut {
    fn any(&self) -> bool {
        self.before || self.fault || self.after
    }
}

/// So much of the line around `words` that it surely fills the screen, so that a line of
/// megabytes costs no more than another.
fn window(line: &[u8], words: Range<usize>, most: usize) -> (&[u8], Range<usize>, Cut) {
    if line.len() <= most {
        return (line, words, Cut::default());
    }
    let from = character_start(line, words.start.saturating_sub(most));
    let fault_end = character_start(line, words.end.min(words.start + most));
    let cut_fault = fault_end < words.end;
    let to = if cut_fault {
        fault_end
    } else {
        character_start(line, line.len().min(words.end + most))
    };
    let cut = Cut {
        before: from > 0,
        fault: cut_fault,
        after: to < line.len(),
    };
    let words = words.start - from..fault_end - from;
    (&line[from..to], words, cut)
}

/// The bytes as text, with U+FFFD for what is not UTF-8, and where the words went.
fn decode(bytes: &[u8], words: Range<usize>) -> (Cow<'_, str>, Range<usize>) {
    let text = String::from_utf8_lossy(bytes);
    if matches!(text, Cow::Borrowed(_)) {
        return (text, words);
    }
    let moved = |offset: usize| {
        let before = String::from_utf8_lossy(&bytes[..offset]).len();
        text.floor_char_boundary(before)
    };
    let words = moved(words.start)..moved(words.end);
    (text, words)
}

/// Widens a range so that it cuts no character.
fn whole_characters(line: &[u8], words: Range<usize>) -> Range<usize> {
    let start = words.start.min(line.len());
    let end = words.end.clamp(start, line.len());
    let last = character_start(line, end);
    let end = match line.get(last..).and_then(first_character) {
        Some(length) if last < end => last + length,
        _ => end,
    };
    character_start(line, start)..end
}

/// Where the character that `at` is in starts; `at` itself where it is in none.
fn character_start(line: &[u8], at: usize) -> usize {
    let near = at.saturating_sub(3)..at;
    let within = near.rev().find(|&start| {
        let length = line.get(start..).and_then(first_character);
        length.is_some_and(|length| start + length > at)
    });
    if at >= line.len() {
        at
    } else {
        within.unwrap_or(at)
    }
}

/// The length of the character that the bytes begin with, if they begin with a whole one.
fn first_character(bytes: &[u8]) -> Option<usize> {
    let most = bytes.len().min(4);
    let chunk = bytes[..most].utf8_chunks().next()?;
    chunk.valid().chars().next().map(char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str, words: &str, columns: usize) -> (String, String) {
        let at = line.find(words).unwrap();
        let excerpt = Excerpt::new(line.as_bytes(), at..at + words.len(), columns, "…");
        let words = excerpt.text[excerpt.words].to_owned();
        (excerpt.text, words)
    }

    #[test]
    fn a_line_that_fits_is_shown_whole() {
        let (text, words) = shown("2026-03-05\tcall Société", "Société", 40);
        assert_eq!((&*text, &*words), ("2026-03-05 call Société", "Société"));
    }

    #[test]
    fn a_long_line_is_cut_around_the_words() {
        let line = format!("{}fault{}", "a ".repeat(5000), " b".repeat(5000));
        let (text, words) = shown(&line, "fault", 40);
        assert_eq!(words, "fault");
        assert_eq!(width(&text), 40);
        assert!(text.starts_with('…') && text.ends_with('…'), "{text}");
        let (text, _) = shown(&line[9_990..], "fault", 40);
        assert!(text.starts_with("a a a a a fault b"), "{text}");
        assert_eq!(width(&text), 40);
    }

    #[test]
    fn very_long_words_at_fault_are_cut_themselves() {
        let line = format!("start {} end", "株".repeat(3000));
        let (text, words) = shown(&line, &"株".repeat(3000), 41);
        assert!(
            text.starts_with("start 株株") && text.ends_with("株…"),
            "{text}"
        );
        assert!(words.ends_with('…'));
        assert!(width(&text) <= 41, "{text}");
    }

    #[test]
    fn a_range_that_cuts_characters_is_widened() {
        let excerpt = Excerpt::new("aé株b".as_bytes(), 2..5, 40, "…");
        assert_eq!(&excerpt.text[excerpt.words], "é株");
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_shown_as_such() {
        let excerpt = Excerpt::new(b"caf\xe9 au lait", 5..7, 40, "…");
        assert_eq!(excerpt.text, "caf\u{fffd} au lait");
        assert_eq!(&excerpt.text[excerpt.words], "au");
        let excerpt = Excerpt::new(b"caf\xe9 au lait", 3..4, 40, "…");
        assert_eq!(&excerpt.text[excerpt.words], "\u{fffd}");
    }
}
