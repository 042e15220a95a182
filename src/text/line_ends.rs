//! Bytes come in; out come their lines, each with what ends it, and what ends most of them.

/// The byte-order mark of UTF-8.
pub const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// One line of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawLine<'a> {
    /// Where it starts.
    pub start: usize,
    /// What stands on it.
    pub bytes: &'a [u8],
    /// What ends it: LF, CRLF, CR; nothing at the end of the text.
    pub end: &'a [u8],
}

/// The lines of a text, a byte-order mark at its start aside. Behind a last line end there is
/// none.
pub fn raw_lines(bytes: &[u8]) -> impl Iterator<Item = RawLine<'_>> {
    raw_lines_from(bytes, first_line(bytes))
}

/// Where the first line of a text begins: behind a byte-order mark.
#[must_use]
pub fn first_line(bytes: &[u8]) -> usize {
    if bytes.starts_with(BYTE_ORDER_MARK) {
        BYTE_ORDER_MARK.len()
    } else {
        0
    }
}

/// Those from the one on that begins at `start`.
pub fn raw_lines_from(bytes: &[u8], mut start: usize) -> impl Iterator<Item = RawLine<'_>> {
    std::iter::from_fn(move || {
        let rest = bytes.get(start..).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let end = match &rest[length..] {
            [] => 0,
            [b'\r', b'\n', ..] => 2,
            _ => 1,
        };
        let line = RawLine {
            start,
            bytes: &rest[..length],
            end: &rest[length..length + end],
        };
        start += length + end;
        Some(line)
    })
}

/// What ends most lines of a text; of equals the first of LF, CRLF, CR. LF where nothing does.
#[must_use]
pub fn usual_line_end(bytes: &[u8]) -> &'static str {
    const ENDS: [&str; 3] = ["\n", "\r\n", "\r"];
    let mut counts = [0_usize; 3];
    for line in raw_lines(bytes) {
        if let Some(at) = ENDS.iter().position(|end| end.as_bytes() == line.end) {
            counts[at] += 1;
        }
    }
    let most = counts.iter().max().copied().unwrap_or_default();
    let first = counts.iter().position(|count| *count == most);
    ENDS[first.unwrap_or_default()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_comes_with_what_ends_it() {
        let text = "\u{feff}a\r\n\rb\nc";
        let lines: Vec<_> = raw_lines(text.as_bytes())
            .map(|line| (line.start, line.bytes, line.end))
            .collect();
        let expected: [(usize, &[u8], &[u8]); 4] = [
            (3, b"a", b"\r\n"),
            (6, b"", b"\r"),
            (7, b"b", b"\n"),
            (9, b"c", b""),
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn the_usual_line_end_is_that_of_most_lines() {
        assert_eq!(usual_line_end(b"a\r\nb\r\nc\n"), "\r\n");
        assert_eq!(usual_line_end(b"a\rb\r"), "\r");
        assert_eq!(usual_line_end(b"a\r\nb\n"), "\n");
        assert_eq!(usual_line_end(b"a"), "\n");
    }
}
