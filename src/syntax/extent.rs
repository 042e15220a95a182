//! How far an entry reaches.

use super::line::{LineKind, kind};
use crate::text::{Source, raw_lines};

/// The end of an entry whose header begins at `offset`: behind its last indented line, or its
/// header where it has none, and what ends that line.
#[must_use]
pub fn end_of_body(source: &Source, offset: u32) -> u32 {
    let start = offset as usize;
    let rest = source.bytes().get(start..).unwrap_or_default();
    let mut end = start;
    for line in raw_lines(rest) {
        let is_header = line.start == 0;
        match kind(line.bytes) {
            _ if is_header => {}
            LineKind::Body => {}
            LineKind::Blank | LineKind::Comment | LineKind::ConflictMarker => continue,
            LineKind::Touch | LineKind::Directive | LineKind::Other => break,
        }
        end = start + line.start + line.bytes.len() + line.end.len();
    }
    end as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_ends_with_its_last_indented_line() {
        let text =
            "2026-03-01 call A\r\n    a\r\n\r\n; c\r\n\tb\r\n\r\n; of nobody\r\nrep dana\r\n";
        let source = Source::new("a".into(), text.into());
        let end = end_of_body(&source, 0) as usize;
        assert!(text[..end].ends_with("\tb\r\n"));
        let source = Source::new("a".into(), b"2026-03-01 call A".to_vec());
        assert_eq!(end_of_body(&source, 0), 17);
    }
}
