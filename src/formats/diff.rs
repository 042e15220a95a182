//! A text and its edits come in, and out comes what they change: a unified diff, with three
//! lines round each change.
//!
//! Nothing is compared: the edits say what is new. A diff of two texts that differ in every line
//! would take time with the square of their length.

use std::fmt;

use super::{Look, Theme};
use crate::table::Class;
use crate::text::{Edit, Span, apply, harmless, raw_lines};

/// The unchanged lines that are shown round a change.
const CONTEXT: usize = 3;

/// Writes what `edits`, which stand in order and do not overlap, change in the text `bytes` of
/// the file `name`.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write(
    name: &str,
    bytes: &[u8],
    edits: &[Edit],
    look: Look,
    out: &mut impl fmt::Write,
) -> fmt::Result {
    let theme = Theme::new(look);
    let lines = lines(bytes);
    let changes = changes(bytes, &lines, edits);
    if changes.is_empty() {
        return Ok(());
    }
    let name = harmless(name);
    writeln!(
        out,
        "{}",
        theme.paint(Class::Strong, &format!("--- {name}"))
    )?;
    writeln!(
        out,
        "{}",
        theme.paint(Class::Strong, &format!("+++ {name}"))
    )?;
    let mut moved = 0_isize;
    for hunk in changes.chunk_by(|one, next| next.first <= one.last + 2 * CONTEXT) {
        moved += write_hunk(hunk, &lines, moved, theme, out)?;
    }
    Ok(())
}

/// Old lines, from the first up to, not including, the last, and what stands there afterwards.
struct Change {
    first: usize,
    last: usize,
    new: Vec<Vec<u8>>,
}

/// The lines of a text, each with what ends it.
fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    let mut lines: Vec<&[u8]> = raw_lines(bytes)
        .map(|line| &bytes[line.start..line.start + line.bytes.len() + line.end.len()])
        .collect();
    // A byte-order mark belongs to the first.
    let skipped = bytes.len() - lines.iter().map(|line| line.len()).sum::<usize>();
    if let Some(first) = lines.first_mut() {
        *first = &bytes[..skipped + first.len()];
    }
    lines
}

/// The lines that edits touch, and what becomes of them.
fn changes(bytes: &[u8], lines: &[&[u8]], edits: &[Edit]) -> Vec<Change> {
    let mut starts = Vec::with_capacity(lines.len() + 1);
    let mut at = 0;
    for line in lines {
        starts.push(at);
        at += line.len();
    }
    starts.push(at);
    let line_of = |offset: usize| starts[..lines.len()].partition_point(|start| *start <= offset);
    let mut groups: Vec<(usize, usize, Vec<&Edit>)> = Vec::new();
    for edit in edits {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        // An insertion between two lines, of whole lines, touches neither.
        let between = start == end
            && (start == 0 || matches!(bytes.get(start - 1), Some(b'\n' | b'\r')))
            && starts.binary_search(&start).is_ok()
            && edit.text.ends_with(['\n', '\r']);
        let first = if between {
            starts.partition_point(|line| *line < start)
        } else {
            line_of(start).saturating_sub(1)
        };
        let last = if between {
            first
        } else {
            line_of(end.max(start + 1) - 1).max(first)
        };
        match groups.last_mut() {
            Some((_, before, edits)) if first <= *before => {
                *before = last.max(*before);
                edits.push(edit);
            }
            _ => groups.push((first, last, vec![edit])),
        }
    }
    groups
        .into_iter()
        .map(|(first, last, edits)| {
            let (start, end) = (
                starts[first.min(lines.len())],
                starts[last.min(lines.len())],
            );
            let edits: Vec<Edit> = edits
                .into_iter()
                .map(|edit| Edit {
                    span: Span::new(edit.span.start - start as u32, edit.span.end - start as u32),
                    text: edit.text.clone(),
                })
                .collect();
            let new = apply(&bytes[start..end], &edits);
            let new = self::lines(&new).into_iter().map(<[u8]>::to_vec).collect();
            Change { first, last, new }
        })
        .collect()
}

/// Writes changes that stand near each other: by how many lines the text grows.
fn write_hunk(
    hunk: &[Change],
    lines: &[&[u8]],
    moved: isize,
    theme: Theme,
    out: &mut impl fmt::Write,
) -> Result<isize, fmt::Error> {
    let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else {
        return Ok(0);
    };
    let start = first.first.saturating_sub(CONTEXT);
    let end = (last.last + CONTEXT).min(lines.len());
    let removed: usize = hunk.iter().map(|change| change.last - change.first).sum();
    let added: usize = hunk.iter().map(|change| change.new.len()).sum();
    let old = end - start;
    let new = old - removed + added;
    // A stretch of no lines is named by the line before it.
    let number = |start: usize, count: usize| if count == 0 { start } else { start + 1 };
    let head = format!(
        "@@ -{},{old} +{},{new} @@",
        number(start, old),
        number(start.saturating_add_signed(moved), new)
    );
    writeln!(out, "{}", theme.paint(Class::New, &head))?;
    let mut at = start;
    for change in hunk {
        for line in &lines[at..change.first] {
            write_line(' ', line, false, theme, out)?;
        }
        let old = &lines[change.first..change.last];
        // What ends a line is shown where nothing else changes, or else the two would look alike.
        let ends = old
            .iter()
            .zip(&change.new)
            .any(|(old, new)| content(old) == content(new) && *old != new.as_slice());
        for line in old {
            write_line('-', line, ends, theme, out)?;
        }
        for line in &change.new {
            write_line('+', line, ends, theme, out)?;
        }
        at = change.last;
    }
    for line in &lines[at..end] {
        write_line(' ', line, false, theme, out)?;
    }
    Ok(added as isize - removed as isize)
}

fn content(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

fn write_line(
    mark: char,
    line: &[u8],
    end: bool,
    theme: Theme,
    out: &mut impl fmt::Write,
) -> fmt::Result {
    let class = match mark {
        '-' => Class::Late,
        '+' => Class::Good,
        _ => Class::Plain,
    };
    let shown = if end && line.contains(&b'\r') {
        line.strip_suffix(b"\n").unwrap_or(line)
    } else {
        content(line)
    };
    let text = String::from_utf8_lossy(shown);
    let text: String = text
        .split('\t')
        .map(harmless)
        .collect::<Vec<_>>()
        .join("\t");
    writeln!(out, "{}", theme.paint(class, &format!("{mark}{text}")))?;
    if line.len() == content(line).len() {
        writeln!(out, "\\ No newline at end of file")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(text: &str, edits: &[(u32, u32, &str)]) -> String {
        let edits: Vec<Edit> = edits
            .iter()
            .map(|&(start, end, text)| Edit {
                span: Span::new(start, end),
                text: text.into(),
            })
            .collect();
        let mut out = String::new();
        write(
            "a.touch",
            text.as_bytes(),
            &edits,
            Look::default(),
            &mut out,
        )
        .unwrap();
        out
    }

    #[test]
    fn changed_lines_stand_between_three_that_are_not() {
        assert_eq!(
            diff("a\nb\nc\nd\ne\nf\ng\nh\n", &[(8, 9, "E"), (9, 9, "!")]),
            "--- a.touch\n+++ a.touch\n@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E!\n f\n g\n h\n"
        );
        assert_eq!(diff("a\n", &[]), "");
    }

    #[test]
    fn lines_are_inserted_deleted_and_ended() {
        assert_eq!(
            diff("a\nb\n", &[(2, 2, "x\ny\n")]),
            "--- a.touch\n+++ a.touch\n@@ -1,2 +1,4 @@\n a\n+x\n+y\n b\n"
        );
        assert_eq!(
            diff("a\n\n\n", &[(2, 3, "")]),
            "--- a.touch\n+++ a.touch\n@@ -1,3 +1,2 @@\n a\n-\n \n"
        );
        assert_eq!(
            diff("a", &[(1, 1, "\n")]),
            "--- a.touch\n+++ a.touch\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n"
        );
        assert_eq!(
            diff("a\r\nb\n", &[(1, 3, "\n")]),
            "--- a.touch\n+++ a.touch\n@@ -1,2 +1,2 @@\n-a\\u{d}\n+a\n b\n"
        );
        assert_eq!(
            diff("", &[(0, 0, "a\n")]),
            "--- a.touch\n+++ a.touch\n@@ -0,0 +1,1 @@\n+a\n"
        );
    }

    #[test]
    fn changes_far_apart_are_hunks_of_their_own() {
        let text: String = (0..30).map(|_| "x\n").collect();
        let shown = diff(&text, &[(0, 1, "a"), (58, 59, "b\nc")]);
        assert!(shown.contains(
            "@@ -1,4 +1,4 @@\n-x\n+a\n x\n x\n x\n@@ -27,4 +27,5 @@\n x\n x\n x\n-x\n+b\n+c\n"
        ));
    }
}
