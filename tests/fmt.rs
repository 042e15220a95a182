//! What `fmt` promises of any text: done twice it is done once; the journal says the same before
//! and after; and a line with a mistake in it is there byte for byte.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "workshop/nearly.rs"]
mod nearly;

use std::sync::Arc;

use nearly::line;
use proptest::prelude::*;
use touchline::finding::Level;
use touchline::settings::Vocabulary;
use touchline::syntax::{
    BodyLine, DirectiveKind, File, body_line, body_text, fmt, fmt_within, formatted, parse,
    says_the_same,
};
use touchline::text::{Edit, Source, Span, raw_lines};

fn read(bytes: &[u8]) -> File {
    let source = Source::new("main.touch".into(), bytes.to_vec());
    parse(Arc::new(source), &Vocabulary::default())
}

/// The notes of all entries, and the fields that are the user's own: text that nothing changes.
fn notes(file: &File) -> Vec<BodyLine> {
    let touches = file.touches.iter().map(|touch| touch.offset);
    let directives = file.directives.iter().map(|directive| directive.offset);
    let own = |line: &BodyLine| match line {
        BodyLine::Note(_) => true,
        BodyLine::Field(key, _) => !["next", "n", "since", "close"].contains(&key.as_str()),
        BodyLine::Homework(_) | BodyLine::Assertion(_) => false,
    };
    touches
        .chain(directives)
        .flat_map(|offset| body_text(&file.source, offset))
        .map(|line| body_line(&line))
        .filter(own)
        .collect()
}

/// The lines that have a mistake in them.
fn bad_lines(file: &File) -> Vec<Vec<u8>> {
    let errors = file
        .faults
        .iter()
        .filter(|fault| fault.level == Level::Error);
    let starts: Vec<u32> = errors
        .map(|fault| file.source.line_at(fault.span.start).start)
        .collect();
    raw_lines(file.source.bytes())
        .filter(|line| starts.contains(&(line.start as u32)))
        .map(|line| line.bytes.to_vec())
        .collect()
}

/// The comments, white space at their ends aside.
fn comments(file: &File) -> Vec<String> {
    raw_lines(file.source.bytes())
        .filter_map(|line| {
            let (_, comment) = touchline::syntax::split_comment(line.bytes);
            comment.map(|comment| String::from_utf8_lossy(comment).trim_end().to_owned())
        })
        .collect()
}

fn hold(bytes: &[u8]) {
    let vocabulary = Vocabulary::default();
    let before = read(bytes);
    let once = formatted(&before, &vocabulary);
    let after = read(&once);
    assert!(
        says_the_same(&before, &after),
        "{:?}\n{:?}",
        String::from_utf8_lossy(bytes),
        String::from_utf8_lossy(&once)
    );
    assert_eq!(notes(&before), notes(&after));
    assert_eq!(bad_lines(&before), bad_lines(&after));
    assert_eq!(comments(&before), comments(&after));
    let twice = fmt(&after, &vocabulary);
    assert!(
        twice.is_empty(),
        "{twice:?} in {:?}",
        String::from_utf8_lossy(&once)
    );
    line_by_line(&before, &vocabulary);
    for (directive, other) in before.directives.iter().zip(&after.directives) {
        if let (DirectiveKind::Include { path, .. }, DirectiveKind::Include { path: other, .. }) =
            (directive.kind, other.kind)
        {
            assert_eq!(before.source.slice(path), after.source.slice(other));
        }
    }
}

/// The edits of all lines, each asked for alone, are those of the text.
fn line_by_line(file: &File, vocabulary: &Vocabulary) {
    let whole = fmt(file, vocabulary);
    let lines = raw_lines(file.source.bytes()).map(|line| {
        let end = line.start + line.bytes.len() + line.end.len();
        Span::new(line.start as u32, end as u32)
    });
    let parts: Vec<Edit> = lines
        .flat_map(|line| fmt_within(file, line, vocabulary))
        .collect();
    // Where all of them together are dangerous, none is made.
    if !whole.is_empty() {
        assert_eq!(parts, whole);
    }
}

/// A header as it may stand in somebody's journal.
fn header() -> impl Strategy<Value = String> {
    let pick = |words: &'static [&'static str]| prop::sample::select(words);
    (
        pick(&["2026-03-02", "2026-3-2", "2.3.2026", "2026/03/2"]),
        pick(&["", " 9:05", "  14:30"]),
        pick(&[" ", " < ", "  > ", " ! ", "\t"]),
        pick(&["call", "E-Mail", "zoom"]),
        pick(&[" Acme", "  Acme   Corp", "\u{a0}Société\u{a0}X", " A-B"]),
        pick(&["", " #a", "  #thanks  #b"]),
        pick(&[
            "",
            " -> sent",
            "->no  answer",
            " → booked 2026-3-9  9:00:demo",
            " -> later 2027-3 : x  y",
            " -> replied :  yes  and  no #x",
            "  ->  sent:",
            " -> dropped: no  ; why",
            " ; c ",
        ]),
    )
        .prop_map(|parts| {
            [
                parts.0, parts.1, parts.2, parts.3, parts.4, parts.5, parts.6,
            ]
            .concat()
        })
}

fn ends() -> impl Strategy<Value = &'static str> {
    prop::sample::select(
        &[
            "\n", "\n    ", "\n  ", "\n\t", "\n \t ", "\r\n", "\r", "\n\n", "\n \n\n",
        ][..],
    )
}

fn nearly_a_journal() -> impl Strategy<Value = Vec<u8>> {
    let line = prop_oneof![line(), header()];
    let mark = prop::sample::select(&["", "", "\u{feff}"][..]);
    (mark, prop::collection::vec((line, ends()), 0..40)).prop_map(|(mark, lines)| {
        let text: String = lines.into_iter().map(|(line, end)| line + end).collect();
        (mark.to_owned() + &text).into_bytes()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn what_is_nearly_a_journal_says_the_same(bytes in nearly_a_journal()) {
        hold(&bytes);
    }

    #[test]
    fn any_bytes_say_the_same(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        hold(&bytes);
    }

    #[test]
    fn any_bytes_of_few_kinds_say_the_same(
        bytes in prop::collection::vec(prop::sample::select(&b"2- a:;#\0\n\r\t\xc2\xa0\xff"[..]), 0..60)
    ) {
        hold(&bytes);
    }

    #[test]
    fn headers_are_canonical_whatever_their_spelling(header in header()) {
        let before = read(header.as_bytes());
        prop_assume!(bad_lines(&before).is_empty());
        let once = formatted(&before, &Vocabulary::default());
        prop_assert!(once.starts_with(b"2026-03-02 ") && once.ends_with(b"\n"));
        let content = touchline::syntax::split_comment(&once).0;
        let name = content.split(|&byte| byte == b':').next().unwrap();
        prop_assert!(!name.windows(2).any(|two| two == b"  "), "{:?}", String::from_utf8_lossy(&once));
    }
}

#[test]
fn the_samples_and_examples_are_held_too() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("samples"), root.join("tests/examples")];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "touch") {
                hold(&std::fs::read(&path).unwrap());
                count += 1;
            }
        }
    }
    assert!(count > 10);
}
