//! Findings come in, and out comes the JSON of `check`, whose keys are a promise.

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;

use crate::calendar::Day;
use crate::finding::{Finding, Note, Places};
use crate::text::{Edit, name_in_short};

use super::{Summary, json};

/// Writes the findings and their summary as one JSON object.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write(
    findings: &[Finding],
    places: &Places<'_>,
    summary: &Summary,
    today: Day,
    out: &mut impl fmt::Write,
) -> fmt::Result {
    let check = Check {
        version: 1,
        today: today.to_string(),
        summary,
        findings: findings
            .iter()
            .map(|finding| JsonFinding::new(finding, places))
            .collect(),
    };
    json::write(&check, out)
}

#[derive(Serialize)]
struct Check<'a> {
    version: u32,
    today: String,
    summary: &'a Summary,
    findings: Vec<JsonFinding<'a>>,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    rule: &'a str,
    level: &'a str,
    message: &'a str,
    file: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    prospect: Option<Cow<'a, str>>,
    notes: Vec<JsonNote<'a>>,
    fix: Option<JsonFix<'a>>,
}

#[derive(Serialize)]
struct JsonNote<'a> {
    message: &'a str,
    file: Option<&'a str>,
    line: Option<u32>,
    column: Option<u32>,
}

#[derive(Serialize)]
struct JsonFix<'a> {
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    text: &'a str,
}

impl<'a> JsonFinding<'a> {
    fn new(finding: &'a Finding, places: &Places<'a>) -> JsonFinding<'a> {
        let located = places.locate(finding.place);
        let notes = finding.notes.iter();
        let fix = finding.fix.as_ref();
        JsonFinding {
            rule: finding.rule,
            level: finding.level.name(),
            message: &finding.message,
            file: located.file,
            line: located.start.line,
            column: located.start.column,
            end_line: located.end.line,
            end_column: located.end.column,
            prospect: finding.prospect.as_deref().map(name_in_short),
            notes: notes.map(|note| JsonNote::new(note, places)).collect(),
            fix: fix.map(|edit| JsonFix::new(edit, finding.place.file, places)),
        }
    }
}

impl<'a> JsonNote<'a> {
    fn new(note: &'a Note, places: &Places<'a>) -> JsonNote<'a> {
        let located = note.place.map(|place| places.locate(place));
        JsonNote {
            message: &note.message,
            file: located.map(|located| located.file),
            line: located.map(|located| located.start.line),
            column: located.map(|located| located.start.column),
        }
    }
}

impl<'a> JsonFix<'a> {
    fn new(edit: &'a Edit, file: u32, places: &Places<'_>) -> JsonFix<'a> {
        let (start, end) = places.range(file, edit.span);
        JsonFix {
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            text: &edit.text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Level, Place};
    use crate::text::{Source, Span};
    use std::sync::Arc;

    #[test]
    fn the_keys_are_those_of_the_manual_and_columns_count_characters() {
        let text = "2026-03-05 call Société é -> voicmail\n";
        let sources = [Arc::new(Source::new("a/b.touch".into(), text.into()))];
        let place = |word: &str| {
            let at = text.find(word).unwrap() as u32;
            Place {
                file: 0,
                span: Span::new(at, at + word.len() as u32),
            }
        };
        let findings = [
            Finding {
                rule: "unknown-outcome",
                level: Level::Error,
                message: "no outcome is called voicmail".into(),
                place: place("voicmail"),
                help: Some("it is voicemail".into()),
                prospect: Some("Société é".into()),
                notes: vec![
                    Note {
                        message: "the touch".into(),
                        place: Some(place("call")),
                    },
                    Note {
                        message: "so they say".into(),
                        place: None,
                    },
                ],
                fix: Some(Edit {
                    span: place("voicmail").span,
                    text: "voicemail".into(),
                }),
            },
            Finding {
                rule: "syntax",
                level: Level::Notice,
                message: "odd".into(),
                place: place("\n"),
                help: None,
                prospect: None,
                notes: Vec::new(),
                fix: None,
            },
        ];
        let summary = Summary {
            files: 1,
            prospects: 1,
            touches: 1,
            hidden: 2,
            ..Summary::default()
        }
        .counting(&findings);
        let mut out = String::new();
        let today = Day::new(2026, 4, 1).unwrap();
        write(&findings, &Places::new(&sources), &summary, today, &mut out).unwrap();
        let written: serde_json::Value = serde_json::from_str(&out).unwrap();
        let wanted = serde_json::json!({
            "version": 1,
            "today": "2026-04-01",
            "summary": {"files": 1, "prospects": 1, "touches": 1,
                "errors": 1, "warnings": 0, "notices": 1, "hidden": 2},
            "findings": [
                {"rule": "unknown-outcome", "level": "error",
                    "message": "no outcome is called voicmail",
                    "file": "a/b.touch", "line": 1, "column": 30, "end_line": 1, "end_column": 38,
                    "prospect": "Société é",
                    "notes": [
                        {"message": "the touch", "file": "a/b.touch", "line": 1, "column": 12},
                        {"message": "so they say", "file": null, "line": null, "column": null}],
                    "fix": {"line": 1, "column": 30, "end_line": 1, "end_column": 38,
                        "text": "voicemail"}},
                {"rule": "syntax", "level": "notice", "message": "odd",
                    "file": "a/b.touch", "line": 1, "column": 38, "end_line": 2, "end_column": 1,
                    "prospect": null, "notes": [], "fix": null},
            ],
        });
        assert_eq!(written, wanted);
        assert!(out.starts_with("{\n  \"version\": 1,\n  \"today\": \"2026-04-01\",\n"));
    }
}
