//! What kind of line it is, and where its comment begins.

use super::word::{ends_with_space, is_indented, skip_space, space_length, trim, trim_end};

/// A line by its first characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// White space alone.
    Blank,
    /// A comment in column 0.
    Comment,
    /// What git leaves where two versions could not be merged.
    ConflictMarker,
    /// A digit first: a touch.
    Touch,
    /// A letter first: a directive.
    Directive,
    /// Indented: it belongs to the entry above.
    Body,
    /// Anything else in column 0.
    Other,
}

/// Tells the kind of a line, without its line end.
#[must_use]
pub fn kind(line: &[u8]) -> LineKind {
    match line.first() {
        None => LineKind::Blank,
        Some(b'0'..=b'9') => LineKind::Touch,
        Some(b'a'..=b'z' | b'A'..=b'Z') => LineKind::Directive,
        Some(b';' | b'#' | b'*' | b'%') => LineKind::Comment,
        Some(b'<' | b'=' | b'>' | b'|') if is_conflict_marker(line) => LineKind::ConflictMarker,
        Some(_) if space_length(line) > 0 => {
            if skip_space(line).is_empty() {
                LineKind::Blank
            } else {
                LineKind::Body
            }
        }
        Some(_) if starts_with_letter(line) => LineKind::Directive,
        Some(_) => LineKind::Other,
    }
}

/// A comment that is a heading, as Markdown and Org write them: its level, from 1, and its words.
#[must_use]
pub fn heading(line: &[u8]) -> Option<(usize, &[u8])> {
    let mark = *line.first().filter(|mark| matches!(mark, b'#' | b'*'))?;
    let level = line.iter().take_while(|&&byte| byte == mark).count();
    let rest = &line[level..];
    let words = trim(rest);
    (is_indented(rest) && !words.is_empty()).then_some((level, words))
}

fn is_conflict_marker(line: &[u8]) -> bool {
    let mark = line[0];
    let count = line.iter().take_while(|&&byte| byte == mark).count();
    count == 7 && matches!(line.get(7), None | Some(b' '))
}

fn starts_with_letter(line: &[u8]) -> bool {
    let first = line
        .utf8_chunks()
        .next()
        .and_then(|chunk| chunk.valid().chars().next());
    first.is_some_and(char::is_alphabetic)
}

/// Parts a line into what it says and its comment, which begins at `;` after white space. What
/// it says has no white space at its end; an indented line keeps its indentation.
#[must_use]
pub fn split_comment(line: &[u8]) -> (&[u8], Option<&[u8]>) {
    for at in memchr::memchr_iter(b';', line) {
        if ends_with_space(&line[..at]) {
            return (trim_end(&line[..at]), Some(&line[at + 1..]));
        }
    }
    (trim_end(line), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_character_tells_the_kind() {
        for (line, expected) in [
            ("", LineKind::Blank),
            (" \t\u{a0}", LineKind::Blank),
            ("# heading", LineKind::Comment),
            ("<<<<<<< HEAD", LineKind::ConflictMarker),
            ("=======", LineKind::ConflictMarker),
            ("======= x", LineKind::ConflictMarker),
            ("========", LineKind::Other),
            ("=======x", LineKind::Other),
            ("2026", LineKind::Touch),
            ("Éric", LineKind::Directive),
            ("\u{a0}note", LineKind::Body),
            ("- item", LineKind::Other),
        ] {
            assert_eq!(kind(line.as_bytes()), expected, "{line}");
        }
    }

    #[test]
    fn a_heading_is_a_mark_or_more_and_words() {
        assert_eq!(heading(b"## Hot leads "), Some((2, &b"Hot leads"[..])));
        assert_eq!(heading(b"* Q1"), Some((1, &b"Q1"[..])));
        for line in ["#tag", "##", "; a", "% a", ""] {
            assert_eq!(heading(line.as_bytes()), None, "{line}");
        }
    }

    #[test]
    fn a_comment_begins_after_white_space() {
        assert_eq!(split_comment(b"a;b ; c"), (&b"a;b"[..], Some(&b" c"[..])));
        assert_eq!(split_comment(b"a;b  "), (&b"a;b"[..], None));
        assert_eq!(split_comment(b"    ; c"), (&b""[..], Some(&b" c"[..])));
    }
}
