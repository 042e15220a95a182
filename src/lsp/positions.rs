//! Byte offsets come in, and out come lines and columns as the client counts them, from 0; and
//! the other way round. A place that is not there becomes the nearest that is.

use gen_lsp_types::{Position, PositionEncodingKind, Range};
use serde::Deserialize;
use serde_json::Value;

use crate::text::{LineIndex, Source, Span};

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum Encoding {
    /// Bytes.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Halves of what UTF-16 writes: the only one that every client knows.
    #[serde(rename = "utf-16")]
    Utf16,
    /// Characters.
    #[serde(rename = "utf-32")]
    Utf32,
}

impl Encoding {
    /// The one that costs least of those that a client offers.
    pub fn best_of(offered: &Value) -> Encoding {
        let is_offered = |encoding: &Encoding| {
            let name = Value::from(String::from(encoding.kind()));
            offered.as_array().is_some_and(|all| all.contains(&name))
        };
        let mut best = [Encoding::Utf8, Encoding::Utf32].into_iter();
        best.find(is_offered).unwrap_or(Encoding::Utf16)
    }

    /// Its name.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// How many columns bytes take, which are part of one line.
    pub fn length(self, bytes: &[u8]) -> u32 {
        if bytes.is_ascii() {
            return bytes.len() as u32;
        }
        let text = String::from_utf8_lossy(bytes);
        text.chars().map(|character| self.width(character)).sum()
    }

    /// How much of a column a character takes.
    fn width(self, character: char) -> u32 {
        match self {
            Encoding::Utf8 => character.len_utf8() as u32,
            Encoding::Utf16 => character.len_utf16() as u32,
            Encoding::Utf32 => 1,
        }
    }
}

/// The lines of one text, to look places up.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    source: &'a Source,
    index: LineIndex,
    encoding: Encoding,
    counts_mark: bool,
}

impl<'a> Lines<'a> {
    /// Finds the lines of a text. Where the client sent the text itself, it counts a byte-order
    /// mark that is in it; editors do not show the one of a file.
    pub fn new(source: &'a Source, encoding: Encoding, is_open: bool) -> Lines<'a> {
        Lines {
            source,
            index: LineIndex::new(source),
            encoding,
            counts_mark: is_open,
        }
    }

    /// Where a line, from 1, begins.
    fn start(&self, line: u32) -> Option<u32> {
        if line == 1 && self.counts_mark {
            return Some(0);
        }
        self.index.start(line)
    }

    /// The place of a byte.
    pub fn position(&self, offset: u32) -> Position {
        let offset = offset.min(self.source.bytes().len() as u32);
        let line = self.index.line(offset);
        let start = self.start(line).unwrap_or_default().min(offset);
        let before = self.source.slice(Span::new(start, offset));
        Position::new(line - 1, self.encoding.length(before))
    }

    /// The places of a span.
    pub fn range(&self, span: Span) -> Range {
        Range::new(self.position(span.start), self.position(span.end))
    }

    /// The byte at a place; within a character, the character's first.
    pub fn offset(&self, position: Position) -> u32 {
        let Some(start) = self.start(position.line.saturating_add(1)) else {
            return self.source.bytes().len() as u32;
        };
        let line = self.source.slice(self.source.line_at(start));
        let mut left = position.character;
        let mut offset = start;
        for chunk in line.utf8_chunks() {
            for character in chunk.valid().chars() {
                let width = self.encoding.width(character);
                if left < width {
                    return offset;
                }
                left -= width;
                offset += character.len_utf8() as u32;
            }
            if !chunk.invalid().is_empty() {
                let width = self.encoding.width(char::REPLACEMENT_CHARACTER);
                if left < width {
                    return offset;
                }
                left -= width;
                offset += chunk.invalid().len() as u32;
            }
        }
        offset
    }

    /// The bytes between two places.
    pub fn span(&self, range: Range) -> Span {
        let start = self.offset(range.start);
        Span::new(start, self.offset(range.end).max(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "one\r\né𝄞x\n\ny";

    #[test]
    fn a_place_is_counted_as_the_client_counts() {
        let source = Source::new("a".into(), TEXT.into());
        let x = TEXT.find('x').unwrap() as u32;
        for (encoding, column) in [
            (Encoding::Utf8, 6),
            (Encoding::Utf16, 3),
            (Encoding::Utf32, 2),
        ] {
            let lines = Lines::new(&source, encoding, false);
            assert_eq!(lines.position(x), Position::new(1, column));
            assert_eq!(lines.offset(Position::new(1, column)), x);
        }
    }

    #[test]
    fn every_character_is_found_again_in_every_encoding() {
        let source = Source::new("a".into(), TEXT.into());
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let lines = Lines::new(&source, encoding, false);
            let starts = TEXT
                .char_indices()
                .filter(|(_, character)| *character != '\n');
            for (offset, _) in starts {
                assert_eq!(lines.offset(lines.position(offset as u32)), offset as u32);
            }
        }
    }

    #[test]
    fn a_place_that_is_not_there_is_the_nearest_that_is() {
        let source = Source::new("a".into(), TEXT.into());
        let lines = Lines::new(&source, Encoding::Utf16, false);
        assert_eq!(lines.offset(Position::new(0, 99)), 3);
        assert_eq!(lines.offset(Position::new(9, 0)), TEXT.len() as u32);
        // In the middle of the two halves of 𝄞.
        assert_eq!(
            lines.offset(Position::new(1, 2)),
            TEXT.find('𝄞').unwrap() as u32
        );
        assert_eq!(lines.position(99), Position::new(3, 1));
    }

    #[test]
    fn a_byte_order_mark_is_counted_in_a_text_that_the_client_sent() {
        let source = Source::new("a".into(), "\u{feff}ab\nc".into());
        for (is_open, column) in [(true, 2), (false, 1)] {
            let lines = Lines::new(&source, Encoding::Utf16, is_open);
            assert_eq!(lines.position(4), Position::new(0, column));
            assert_eq!(lines.offset(Position::new(0, column)), 4);
            assert_eq!(lines.position(6), Position::new(1, 0));
        }
        let lines = Lines::new(&source, Encoding::Utf16, true);
        assert_eq!(lines.offset(Position::new(0, 0)), 0);
    }
}
