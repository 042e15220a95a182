//! Byte offsets to lines and columns, both from 1; a column counts characters.

use std::ops::Range;

use super::{Source, first_line};

/// A place for people: line and column, both from 1, the column in Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
}

/// Where the lines of one text start, so that many offsets can be looked up.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// Offsets in long lines, each with how many characters of its line stand before it, so that
    /// not each lookup counts a line of megabytes from its start.
    counted: Vec<(u32, u32)>,
}

/// How many bytes of a line are counted anew for each lookup at the most, or nearly so.
const STRIDE: usize = 1024;

impl LineIndex {
    /// Finds the line starts of `source`: after LF, CRLF or CR, and after a byte-order mark.
    #[must_use]
    pub fn new(source: &Source) -> LineIndex {
        let bytes = source.bytes();
        let mut starts = vec![first_line(bytes) as u32];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let crlf = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
            if !crlf {
                starts.push(at as u32 + 1);
            }
        }
        let ends = starts.iter().skip(1).map(|&end| end as usize);
        let lines = starts.iter().zip(ends.chain([bytes.len()]));
        let long = lines.filter(|&(&start, end)| end - start as usize > STRIDE);
        let counted = long.flat_map(|(&start, end)| count_along(bytes, start as usize..end));
        LineIndex {
            counted: counted.collect(),
            starts,
        }
    }

    /// The line, from 1, that holds `offset`.
    #[must_use]
    pub fn line(&self, offset: u32) -> u32 {
        (self.starts.partition_point(|&start| start <= offset) as u32).max(1)
    }

    /// The offset at which `line`, counted from 1, starts.
    #[must_use]
    pub fn start(&self, line: u32) -> Option<u32> {
        self.starts.get((line as usize).checked_sub(1)?).copied()
    }

    /// The number of lines, an empty last one counted.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.starts.len() as u32
    }

    /// Says whether the text has no line, which no text is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The place of `offset` in `source`, the text that this index was made of.
    #[must_use]
    pub fn position(&self, source: &Source, offset: u32) -> Position {
        let line = self.line(offset);
        let start = self.starts[line as usize - 1].min(offset);
        let counted = self.counted.partition_point(|(at, _)| *at <= offset);
        let last = counted.checked_sub(1).map(|last| self.counted[last]);
        let (from, before) = last.filter(|(at, _)| *at > start).unwrap_or((start, 0));
        let rest = &source.bytes()[from as usize..offset as usize];
        Position {
            line,
            column: before + count_characters(rest) + 1,
        }
    }
}

/// Offsets within a line, a stride from each other, each with how many characters stand before it.
fn count_along(bytes: &[u8], line: Range<usize>) -> Vec<(u32, u32)> {
    let mut counted = Vec::new();
    let (mut from, mut before) = (line.start, 0);
    while let Some(rest) = bytes.get(from + STRIDE..line.end) {
        // No character is cut in two.
        let Some(more) = rest.iter().position(|byte| byte & 0xc0 != 0x80) else {
            break;
        };
        let at = from + STRIDE + more;
        before += count_characters(&bytes[from..at]);
        counted.push((at as u32, before));
        from = at;
    }
    counted
}

/// Counts characters; a byte that belongs to none counts as one, as it is shown.
fn count_characters(bytes: &[u8]) -> u32 {
    let characters = bytes
        .utf8_chunks()
        .map(|chunk| chunk.valid().chars().count() + usize::from(!chunk.invalid().is_empty()));
    characters.sum::<usize>() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_line_end_ends_a_line_and_columns_count_characters() {
        let source = Source::new("a".into(), "\u{feff}é1\r\n𝄞2\rx\n".into());
        let index = LineIndex::new(&source);
        assert_eq!(index.len(), 4);
        assert_eq!(index.position(&source, 5), Position { line: 1, column: 2 });
        assert_eq!(index.position(&source, 12), Position { line: 2, column: 2 });
        assert_eq!(index.position(&source, 14), Position { line: 3, column: 1 });
    }

    #[test]
    fn a_column_of_a_long_line_is_counted_from_the_lines_start() {
        let bytes = [
            &b"short\n"[..],
            "é𝄞\u{200b}a".repeat(900).as_bytes(),
            b"\xe2\x80\nx",
        ]
        .concat();
        let source = Source::new("a".into(), bytes.clone());
        let index = LineIndex::new(&source);
        for offset in 6..bytes.len() - 2 {
            let column = count_characters(&bytes[6..offset]) + 1;
            let position = index.position(&source, offset as u32);
            assert_eq!(position, Position { line: 2, column });
        }
    }
}
