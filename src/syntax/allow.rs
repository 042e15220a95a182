//! `; touchline: allow RULE …`: what it allows, and the edit that writes it.

use super::encoding::unreadable;
use super::entry::header_above;
use super::line::{LineKind, kind, split_comment};
use super::word::{trim, words};
use crate::text::{Edit, Source, Span, usual_line_end};

/// The rules that a comment allows, each with its place; none where it is another comment. The
/// comment begins behind its mark, at offset `base`.
pub fn allowed_rules(comment: &[u8], base: u32) -> Option<impl Iterator<Item = (Span, &[u8])>> {
    let mut rest = words(comment, base);
    let mut says = |expected: &[u8]| {
        rest.next()
            .is_some_and(|(_, word)| word.eq_ignore_ascii_case(expected))
    };
    let allows = says(b"touchline:") && says(b"allow");
    let rules = rest.flat_map(|(span, word)| {
        let names = word
            .split(|&byte| byte == b',')
            .scan(span.start, |at, name| {
                let start = *at;
                *at += name.len() as u32 + 1;
                Some((Span::new(start, start + name.len() as u32), name))
            });
        names.filter(|(_, name)| !name.is_empty())
    });
    allows.then_some(rules)
}

/// The edit that writes `; touchline: allow RULE` into the header of the entry that an offset lies
/// in; none where it lies in no entry, or the header is not read. A rule joins those that are
/// allowed there already, and another comment of the header moves to a line under it.
#[must_use]
pub fn allow_edit(source: &Source, offset: u32, rule: &str) -> Option<Edit> {
    let line = source.line_at(offset);
    let header = match kind(source.slice(line)) {
        LineKind::Touch | LineKind::Directive | LineKind::Other => line,
        _ => source.line_at(header_above(source, offset)?),
    };
    let bytes = source.slice(header);
    if unreadable(bytes).is_some() {
        return None;
    }
    let (content, comment) = split_comment(bytes);
    let start = header.start + content.len() as u32;
    let allow = format!(" ; touchline: allow {rule}");
    let comment = comment.map(trim).filter(|comment| !comment.is_empty());
    Some(match comment {
        None => Edit {
            span: Span::new(start, header.end),
            text: allow,
        },
        Some(comment) if allowed_rules(comment, 0).is_some() => {
            let end = comment.as_ptr() as usize - bytes.as_ptr() as usize + comment.len();
            Edit {
                span: Span::new(header.start + end as u32, header.end),
                text: format!(" {rule}"),
            }
        }
        Some(comment) => Edit {
            span: Span::new(start, header.end),
            text: format!(
                "{allow}{}    ; {}",
                usual_line_end(source.bytes()),
                String::from_utf8_lossy(comment)
            ),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::apply;

    fn allowed(text: &str, at: &str) -> Option<String> {
        let source = Source::new("a".into(), text.as_bytes().to_vec());
        let edit = allow_edit(&source, text.find(at).unwrap() as u32, "overdue")?;
        Some(String::from_utf8(apply(text.as_bytes(), &[edit])).unwrap())
    }

    #[test]
    fn a_rule_is_allowed_in_the_header() {
        for (text, at, expected) in [
            (
                "2026-03-01 call Acmé 𝄞 \n",
                "Acm",
                "2026-03-01 call Acmé 𝄞 ; touchline: allow overdue\n",
            ),
            (
                "2026-03-01 call Acme\r\n    note\r\n",
                "note",
                "2026-03-01 call Acme ; touchline: allow overdue\r\n    note\r\n",
            ),
            (
                "rep dana ; Touchline: ALLOW a,b \n",
                "dana",
                "rep dana ; Touchline: ALLOW a,b overdue\n",
            ),
            (
                "rep dana ;  in Wien \r\n\r\n; x\r\n",
                "dana",
                "rep dana ; touchline: allow overdue\r\n    ; in Wien\r\n\r\n; x\r\n",
            ),
            ("- x ;\n", "x", "- x ; touchline: allow overdue\n"),
        ] {
            assert_eq!(allowed(text, at).as_deref(), Some(expected));
        }
    }

    #[test]
    fn where_no_entry_is_nothing_is_allowed() {
        assert_eq!(allowed("; x\n\nrep dana\n", "x"), None);
        assert_eq!(allowed("    x\n", "x"), None);
        assert_eq!(allowed("\u{feff}    x\n", "x"), None);
        assert_eq!(allowed("2026-03-01 call\u{1} x\n", "x"), None);
    }
}
