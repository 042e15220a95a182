//! Findings come in, and out comes GitLab's code quality report: a JSON array, whose fingerprints
//! tell it which findings a merge request adds and which it mends.

use std::fmt;

use serde::Serialize;

use crate::finding::{Finding, Level, Places};
use crate::fingerprint::Fingerprint;

use super::json;

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
    let issues: Vec<_> = findings
        .iter()
        .zip(fingerprints)
        .map(|(finding, fingerprint)| Issue::new(finding, fingerprint, places))
        .collect();
    json::write(&issues, out)
}

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

impl<'a> Issue<'a> {
    fn new(finding: &'a Finding, fingerprint: &Fingerprint, places: &Places<'a>) -> Issue<'a> {
        let located = places.locate(finding.place);
        Issue {
            description: &finding.message,
            check_name: finding.rule,
            fingerprint: fingerprint.to_string(),
            severity: match finding.level {
                Level::Error => "major",
                Level::Warning => "minor",
                Level::Notice => "info",
            },
            location: Location {
                path: located.file,
                lines: Lines {
                    begin: located.start.line,
                    end: located.end.line,
                },
            },
        }
    }
}
