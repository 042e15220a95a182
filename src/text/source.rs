//! One text as it was read: a name for people, and the bytes, which need not be UTF-8.

use super::Span;

/// A text and the name it is known by.
#[derive(Debug)]
pub struct Source {
    /// The path as it was reached, with `/` between its parts; `-` for standard input.
    pub name: String,
    bytes: Vec<u8>,
}

impl Source {
    /// Takes the bytes of a text, without copying them.
    ///
    /// The caller has made sure that they are fewer than 4 GiB, since a place is a `u32`.
    #[must_use]
    pub fn new(name: String, bytes: Vec<u8>) -> Source {
        Source { name, bytes }
    }

    /// All bytes of the text.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes of `span`.
    #[must_use]
    pub fn slice(&self, span: Span) -> &[u8] {
        self.bytes.get(span.range()).unwrap_or_default()
    }

    /// The text of `span`, with U+FFFD for what is not UTF-8.
    #[must_use]
    pub fn text(&self, span: Span) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(self.slice(span))
    }

    /// The span of the line that holds `offset`, without its line end, and without a byte-order
    /// mark at the start of the text.
    #[must_use]
    pub fn line_at(&self, offset: u32) -> Span {
        let offset = (offset as usize).min(self.bytes.len());
        let mark = super::BYTE_ORDER_MARK;
        let first = if offset >= mark.len() && self.bytes.starts_with(mark) {
            mark.len()
        } else {
            0
        };
        let start = memchr::memrchr2(b'\n', b'\r', &self.bytes[..offset]);
        let start = start.map_or(first, |at| at + 1);
        let end = memchr::memchr2(b'\n', b'\r', &self.bytes[offset..])
            .map_or(self.bytes.len(), |at| offset + at);
        Span::new(start as u32, end as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_line() {
        let source = Source::new("a".into(), "\u{feff}one\r\ntwo".into());
        for (offset, line) in [(3, "one"), (6, "one"), (7, ""), (8, "two"), (11, "two")] {
            assert_eq!(source.text(source.line_at(offset)), line, "{offset}");
        }
    }
}
