//! Findings come in, and out comes what people read: the source line with the words at fault
//! underlined, and what to do. Of each rule the first ten are shown in full, the rest a line each.

use std::borrow::Cow;
use std::fmt;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Title, Renderer, Snippet};
use rustc_hash::FxHashMap;

use crate::finding::{Finding, Level, Line, Place, Places};
use crate::text::{harmless, harmless_line, wrap};

use super::excerpt::Excerpt;
use super::{Look, Theme, findings_short};

/// How many findings of a rule are shown in full.
const IN_FULL: usize = 10;

/// Writes the findings, in their order. A blank line stands after each that is shown in full,
/// and after a run of those that are not.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write(
    findings: &[Finding],
    places: &Places<'_>,
    look: Look,
    out: &mut impl fmt::Write,
) -> fmt::Result {
    let renderer = renderer(look);
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    let mut in_run = false;
    for finding in findings {
        let seen = seen.entry(finding.rule).or_default();
        *seen += 1;
        if *seen > IN_FULL {
            in_run = true;
            findings_short::write_line(finding, places, Theme::new(look), out)?;
            continue;
        }
        if std::mem::take(&mut in_run) {
            out.write_char('\n')?;
        }
        write_in_full(finding, places, look, &renderer, out)?;
    }
    if in_run {
        out.write_char('\n')?;
    }
    Ok(())
}

fn renderer(look: Look) -> Renderer {
    let renderer = if look.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    // Lines come cut to the screen, around the fault; the renderer is not to cut them again.
    renderer.term_width(1 << 20)
}

fn write_in_full(
    finding: &Finding,
    places: &Places<'_>,
    look: Look,
    renderer: &Renderer,
    out: &mut impl fmt::Write,
) -> fmt::Result {
    let level = match finding.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
        Level::Notice => Title::INFO.with_name(Level::Notice.name()),
    };
    let elsewhere: Vec<_> = finding
        .notes
        .iter()
        .filter_map(|note| Some((&note.message, Shown::new(note.place?, places)?)))
        .collect();
    let here = Shown::new(finding.place, places);
    let all = here.iter().chain(elsewhere.iter().map(|(_, shown)| shown));
    // The line numbers of all parts stand in one gutter: `12 | `.
    let gutter = all.clone().map(Shown::digits).max().unwrap_or(1) + 3;
    let mut origins = Vec::new();

    let lead = finding.level.name().len() + finding.rule.len() + "[]: ".len();
    let title = level.primary_title(folded(&finding.message, lead, look));
    let mut group = Group::with_title(title.id(finding.rule));
    let fold = |text, word: &str| folded(text, gutter + word.len() + "= : ".len(), look);
    if let Some(here) = &here {
        group = group.element(here.snippet(gutter, look, &mut origins));
    }
    if let Some(help) = &finding.help {
        group = group.element(Title::HELP.message(fold(help, "help")));
    }
    for note in finding.notes.iter().filter(|note| note.place.is_none()) {
        group = group.element(Title::NOTE.message(fold(&note.message, "note")));
    }
    let mut groups = vec![group];
    for (message, shown) in &elsewhere {
        let title = Title::NOTE.secondary_title(folded(message, "note: ".len(), look));
        groups.push(title.element(shown.snippet(gutter, look, &mut origins)));
    }

    let drawing = renderer.render(&groups);
    let mut rest = drawing.as_str();
    for Origin { true_place, drawn } in &origins {
        if let Some((before, after)) = rest.split_once(drawn.as_str()) {
            write!(out, "{before}{true_place}")?;
            rest = after;
        }
    }
    writeln!(out, "{rest}\n")
}

/// A text in lines that fit the screen, where there is one, behind what leads the first of them.
fn folded(text: &str, lead: usize, look: Look) -> String {
    let text = harmless(text);
    if !look.cuts {
        return text.into_owned();
    }
    let lines = wrap(&text, look.width.saturating_sub(lead).max(20));
    let lines: Vec<Cow<'_, str>> = lines.into_iter().map(harmless_line).collect();
    lines.join("\n")
}

/// A place in the journal, ready to be drawn.
struct Shown<'a> {
    file: Cow<'a, str>,
    line: Line<'a>,
    column: u32,
}

/// How the renderer writes a place, and what is to stand there.
///
/// It counts columns in the text that it is given, which is a clean cut out of the line, so it is
/// given `FILE:LINE:COLUMN` for a file's name, to which it adds its own `:LINE:COLUMN`.
struct Origin {
    true_place: String,
    drawn: String,
}

impl<'a> Shown<'a> {
    fn new(place: Place, places: &Places<'a>) -> Option<Shown<'a>> {
        let located = places.locate(place);
        Some(Shown {
            file: harmless(located.file),
            line: places.line(place)?,
            column: located.start.column,
        })
    }

    fn digits(&self) -> usize {
        self.line.number.to_string().len()
    }

    fn snippet(
        &self,
        gutter: usize,
        look: Look,
        origins: &mut Vec<Origin>,
    ) -> Snippet<'static, Annotation<'static>> {
        // A caret after the line's last character takes a column, too.
        let room = look.width.saturating_sub(gutter + 1).max(20);
        let line = &self.line;
        let cut = Excerpt::new(line.bytes, line.words.clone(), room, look.ellipsis());
        let true_place = format!("{}:{}:{}", self.file, line.number, self.column);
        let before = cut.text[..cut.words.start].chars().count();
        origins.push(Origin {
            drawn: format!("{true_place}:{}:{}", line.number, before + 1),
            true_place: true_place.clone(),
        });
        Snippet::source(cut.text)
            .path(true_place)
            .line_start(line.number as usize)
            .annotation(AnnotationKind::Primary.span(cut.words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Note;
    use crate::text::{Source, Span, is_hidden, width};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn finding(start: usize, end: usize) -> Finding {
        Finding {
            rule: "late-homework",
            level: Level::Warning,
            message: "it is late".into(),
            place: place(start, end),
            help: None,
            prospect: None,
            notes: Vec::new(),
            fix: None,
        }
    }

    fn place(start: usize, end: usize) -> Place {
        Place {
            file: 0,
            span: Span::new(start as u32, end as u32),
        }
    }

    fn find(text: &str, words: &str) -> Finding {
        let at = text.find(words).unwrap();
        finding(at, at + words.len())
    }

    fn written(bytes: impl Into<Vec<u8>>, findings: &[Finding], look: Look) -> String {
        let sources = [Arc::new(Source::new("a.touch".into(), bytes.into()))];
        let mut out = String::new();
        write(findings, &Places::new(&sources), look, &mut out).unwrap();
        out
    }

    fn plain(text: &str, words: &str) -> String {
        written(text, &[find(text, words)], Look::default())
    }

    #[test]
    fn a_finding_shows_its_line_its_words_and_what_to_do() {
        let text = "prospect Acme Corp\n\n2026-03-05 < email Acme Corp -> replied\n    [x] me 2026-03-06 send the case study\n";
        let mut late = find(text, "2026-03-06");
        late.message = "the case study was promised for 6 Mar and is 8 days late".into();
        late.help = Some("send it, and tick it off: `[x]`".into());
        let note = |message: &str, place| Note {
            message: message.into(),
            place,
        };
        late.notes = vec![
            note("no touch since", None),
            note("they asked here", Some(find(text, "replied").place)),
        ];
        let wanted = "\
warning[late-homework]: the case study was promised for 6 Mar and is 8 days late
 --> a.touch:4:12
  |
4 |     [x] me 2026-03-06 send the case study
  |            ^^^^^^^^^^
  |
  = help: send it, and tick it off: `[x]`
  = note: no touch since
note: they asked here
 --> a.touch:3:33
  |
3 | 2026-03-05 < email Acme Corp -> replied
  |                                 ^^^^^^^

";
        assert_eq!(written(text, &[late], Look::default()), wanted);
    }

    #[test]
    fn the_caret_stands_under_the_words_whatever_stands_before_them() {
        for before in [
            "\t",
            "é",
            "株式 ",
            "e\u{301}",
            "😀",
            "\u{1b}[31m",
            "\u{feff}",
        ] {
            let text = format!("x\r\n{before}words at fault\r\n");
            let out = plain(&text, "words");
            let lines: Vec<_> = out.lines().collect();
            let at = lines[3].find("words").unwrap();
            let columns = width(&lines[3][..at]);
            let underline = format!("  |{}^^^^^", " ".repeat(columns - 3));
            assert_eq!(lines[4], underline, "{out}");
            let column = before.chars().count() + 1;
            assert_eq!(lines[1], format!(" --> a.touch:2:{column}"));
        }
    }

    #[test]
    fn what_is_missing_at_a_lines_end_gets_one_caret() {
        for end in ["\n", "\r\n", ""] {
            let text = format!("2026-03-05 call{end}");
            let out = written(text, &[finding(15, 15)], Look::default());
            let lines: Vec<_> = out.lines().collect();
            assert_eq!(
                lines[1..5],
                [
                    " --> a.touch:1:16",
                    "  |",
                    "1 | 2026-03-05 call",
                    "  |                ^",
                ]
            );
        }
    }

    #[test]
    fn a_line_that_is_not_utf_8_is_shown_as_far_as_it_can_be() {
        let out = written(
            b"caf\xe9 au lait".to_vec(),
            &[finding(5, 7)],
            Look::default(),
        );
        assert!(
            out.contains("1 | caf\u{fffd} au lait\n  |      ^^\n"),
            "{out}"
        );
    }

    #[test]
    fn a_very_long_line_is_cut_around_the_words() {
        let text = format!("{} words {}", "a".repeat(9000), "b".repeat(9000));
        let out = plain(&text, "words");
        assert!(out.contains(" --> a.touch:1:9002\n"), "{out}");
        assert!(
            out.contains("a words b") && out.contains("  ^^^^^\n"),
            "{out}"
        );
        assert!(out.lines().all(|line| width(line) <= 80), "{out}");
    }

    #[test]
    fn a_line_of_the_journal_is_no_command_to_a_ci_log() {
        let text = "::error::words ##[error]";
        let out = plain(text, "words");
        assert!(
            out.contains("1 | ::error::words \\u{23}#[error]\n"),
            "{out}"
        );
    }

    #[test]
    fn of_each_rule_ten_are_shown_in_full_and_the_rest_a_line_each() {
        let mut findings: Vec<_> = (0..12).map(|at| finding(at, at + 1)).collect();
        findings.push(Finding {
            rule: "syntax",
            ..finding(0, 1)
        });
        let out = written("twelve words and more", &findings, Look::default());
        assert_eq!(out.matches("warning[late-homework]").count(), 10);
        assert!(
            out.contains(
                "^\n\na.touch:1:11: warning late-homework: it is late\n\
                 a.touch:1:12: warning late-homework: it is late\n\n\
                 warning[syntax]: it is late\n"
            ),
            "{out}"
        );
    }

    proptest! {
        #[test]
        fn any_bytes_and_any_place_are_shown_without_a_control_character(
            bytes in proptest::collection::vec(prop_oneof![
                3 => any::<u8>(),
                1 => prop::sample::select(&b"##[ \n\r\t\xe2\x80\xae\xc3\xa9\xf0\x9f\x98\x80"[..]),
            ], 0..400),
            mut ends in any::<[prop::sample::Index; 4]>(),
            message in ".*",
            width in 0..200_usize,
        ) {
            let mut ends: Vec<_> = ends.iter_mut().map(|end| end.index(bytes.len() + 1)).collect();
            ends.sort_unstable();
            let sources = [Arc::new(Source::new("a.touch".into(), bytes.clone()))];
            let mut finding = finding(ends[1], ends[2]);
            finding.message.clone_from(&message);
            finding.help = Some(message.clone());
            finding.notes.push(Note { message, place: Some(place(ends[0], ends[3])) });
            for colour in [false, true] {
                let look = Look { colour, width, cuts: true, unicode: colour, pictures: colour };
                let mut out = written(bytes.clone(), std::slice::from_ref(&finding), look);
                if colour {
                    while let Some(escape) = out.find("\u{1b}[") {
                        let end = escape + out[escape..].find('m').unwrap();
                        out.replace_range(escape..=end, "");
                    }
                }
                prop_assert!(!out.chars().any(|c| c != '\n' && is_hidden(c)), "{out:?}");
                prop_assert!(!out.contains("##["), "{out}");
                for at in [finding.place, place(ends[0], ends[3])] {
                    let start = Places::new(&sources).locate(at).start;
                    let origin = format!("--> a.touch:{}:{}\n", start.line, start.column);
                    prop_assert!(out.contains(&origin), "{origin}{out}");
                }
            }
        }
    }
}
