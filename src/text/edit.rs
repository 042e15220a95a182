//! A change to one text, by span: nothing outside the span moves.

use super::Span;

/// Replaces the bytes of `span` by `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; an empty span inserts.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Edit {
    /// Says whether the two want the same place.
    #[must_use]
    pub fn overlaps(&self, other: &Edit) -> bool {
        let (one, two) = (self.span, other.span);
        one.start == two.start || (one.start < two.end && two.start < one.end)
    }
}

/// Makes the changes, which stand in order and do not overlap; one that does not fit is left out.
#[must_use]
pub fn apply(bytes: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut changed = Vec::with_capacity(bytes.len());
    let mut copied = 0;
    for edit in edits {
        let range = edit.span.range();
        if range.start < copied || range.end > bytes.len() || range.start > range.end {
            continue;
        }
        changed.extend_from_slice(&bytes[copied..range.start]);
        changed.extend_from_slice(edit.text.as_bytes());
        copied = range.end;
    }
    changed.extend_from_slice(&bytes[copied..]);
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_spans_moves() {
        let edit = |start, end, text: &str| Edit {
            span: Span::new(start, end),
            text: text.into(),
        };
        let edits = [
            edit(1, 2, "BB"),
            edit(2, 2, "-"),
            edit(4, 5, ""),
            edit(4, 9, "no"),
        ];
        assert_eq!(apply(b"abc\xffe", &edits), b"aBB-c\xff");
        assert!(edit(1, 3, "").overlaps(&edit(2, 5, "")));
        assert!(edit(2, 2, "").overlaps(&edit(2, 2, "")));
        assert!(!edit(1, 2, "").overlaps(&edit(2, 5, "")));
    }
}
