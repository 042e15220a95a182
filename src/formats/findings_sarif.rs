//! Findings come in, and out comes SARIF 2.1.0, as code scanning wants it: relative URIs, whole
//! regions, the page of each rule, and fingerprints that do not count lines.

use std::fmt::{self, Write};

use serde::Serialize;

use crate::finding::{Finding, Level, Place, Places};
use crate::fingerprint::Fingerprint;
use crate::rules::{ALL, Rule};
use crate::text::harmless;

use super::json;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// What the URIs are relative to: where the repository begins.
const ROOT: &str = "%SRCROOT%";

/// How many results code scanning takes; of a report with more it takes none.
const MOST: usize = 25_000;

/// Writes the report; `fingerprints` are the findings', in their order.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write(
    findings: &[Finding],
    fingerprints: &[Fingerprint],
    places: &Places<'_>,
    out: &mut impl fmt::Write,
) -> fmt::Result {
    let mut all: Vec<_> = findings.iter().zip(fingerprints).collect();
    let left_out = all.len().saturating_sub(MOST);
    if left_out > 0 {
        all.sort_by_key(|(finding, _)| std::cmp::Reverse(finding.level));
        all.truncate(MOST);
    }
    let rules: Vec<&Rule> = ALL
        .iter()
        .filter(|rule| all.iter().any(|(finding, _)| finding.rule == rule.name))
        .collect();
    let results = all.iter().map(|(finding, fingerprint)| {
        let rule = rules.iter().position(|rule| rule.name == finding.rule);
        Outcome::new(finding, rule.unwrap_or_default(), fingerprint, places)
    });
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "touchline",
                    version: env!("CARGO_PKG_VERSION"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    information_uri: env!("CARGO_PKG_REPOSITORY"),
                    rules: rules.iter().map(|rule| Descriptor::new(rule)).collect(),
                },
            },
            automation_details: AutomationDetails { id: "touchline/" },
            invocations: [Invocation {
                execution_successful: true,
                notifications: notifications(left_out),
            }],
            column_kind: "unicodeCodePoints",
            results: results.collect(),
        }],
    };
    json::write(&log, out)
}

fn notifications(left_out: usize) -> Vec<Notification> {
    if left_out == 0 {
        return Vec::new();
    }
    let text = format!("{left_out} findings of the lowest levels are left out: {MOST} are taken");
    vec![Notification {
        level: "warning",
        message: Message { text },
    }]
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    automation_details: AutomationDetails,
    invocations: [Invocation; 1],
    column_kind: &'static str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    information_uri: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
struct AutomationDetails {
    id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(rename = "toolExecutionNotifications")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    /// None where it would be the id once more.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    short_description: Message,
    full_description: Message,
    help: Help,
    default_configuration: Configuration,
    properties: Properties,
}

#[derive(Serialize)]
struct Configuration {
    enabled: bool,
    level: &'static str,
}

#[derive(Serialize)]
struct Properties {
    tags: [&'static str; 1],
}

impl Descriptor {
    fn new(rule: &Rule) -> Descriptor {
        let text = rule.page_text();
        let page = rule.parts().unwrap_or_default();
        let full = match page.details.as_str() {
            "" => page.summary.clone(),
            details => format!("{} {details}", page.summary),
        };
        Descriptor {
            id: rule.name,
            name: rule.name.contains('-').then(|| pascal_case(rule.name)),
            short_description: Message {
                text: rule.summary(),
            },
            full_description: Message {
                text: full.split_whitespace().collect::<Vec<_>>().join(" "),
            },
            help: Help {
                markdown: text.clone(),
                text,
            },
            default_configuration: Configuration {
                enabled: rule.level.is_some(),
                level: rule.level.map_or("note", level),
            },
            properties: Properties {
                tags: [rule.kind.name()],
            },
        }
    }
}

/// `late-touch` as `LateTouch`, which is how names of rules are spelt there.
fn pascal_case(name: &str) -> String {
    let mut words = String::new();
    for word in name.split('-') {
        let mut letters = word.chars();
        words.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        words.push_str(letters.as_str());
    }
    words
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Notice => "note",
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: PartialFingerprints,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PartialFingerprints {
    primary_location_line_hash: String,
}

#[derive(Serialize)]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(rename = "physicalLocation")]
    place: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

/// Text for a message: a link there is `[words](target)`, and no words of a journal become one.
fn words(text: &str) -> String {
    harmless(text).replace('[', "\\[").replace(']', "\\]")
}

impl<'a> Outcome<'a> {
    fn new(
        finding: &'a Finding,
        rule_index: usize,
        fingerprint: &Fingerprint,
        places: &Places<'_>,
    ) -> Outcome<'a> {
        let elsewhere = finding.notes.iter().filter_map(|note| {
            let place = note.place?;
            Some((place, words(&note.message)))
        });
        let related = elsewhere.enumerate().map(|(at, (place, text))| Location {
            id: Some(at + 1),
            message: Some(Message { text }),
            ..Location::new(place, places)
        });
        let mut text = words(&finding.message);
        let remarks = finding.notes.iter().filter(|note| note.place.is_none());
        let remarks = remarks.map(|note| &note.message);
        for more in finding.help.iter().chain(remarks) {
            text = format!("{text}\n{}", words(more));
        }
        Outcome {
            rule_id: finding.rule,
            rule_index,
            level: level(finding.level),
            message: Message { text },
            locations: [Location::new(finding.place, places)],
            related_locations: related.collect(),
            partial_fingerprints: PartialFingerprints {
                primary_location_line_hash: fingerprint.to_string(),
            },
        }
    }
}

impl Location {
    fn new(place: Place, places: &Places<'_>) -> Location {
        let located = places.locate(place);
        let is_absolute = located.file.starts_with('/');
        Location {
            id: None,
            message: None,
            place: PhysicalLocation {
                artifact_location: ArtifactLocation {
                    uri: uri(located.file),
                    uri_base_id: (!is_absolute).then_some(ROOT),
                },
                region: Region {
                    start_line: located.start.line,
                    start_column: located.start.column,
                    end_line: located.end.line,
                    end_column: located.end.column,
                },
            },
        }
    }
}

/// A path as a URI: all but what may stand there is escaped. A colon in a first part that is not
/// escaped would make a scheme of what is before it.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            other => {
                // Writing to a string does not fail.
                let _ = write!(uri, "%{other:02X}");
            }
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_escaped_for_a_uri() {
        assert_eq!(uri("reps/dana.touch"), "reps/dana.touch");
        assert_eq!(uri("a b:c,d\n%é.touch"), "a%20b%3Ac%2Cd%0A%25%C3%A9.touch");
        assert_eq!(uri("/x/a.touch"), "file:///x/a.touch");
    }

    #[test]
    fn a_rules_name_is_spelt_as_one_word() {
        assert_eq!(pascal_case("no-thank-you"), "NoThankYou");
    }
}
