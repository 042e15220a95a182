//! Findings come in, and out comes JUnit's XML: a test suite for each file, a failed test for each
//! finding that fails the check, a skipped one for each other.

use std::collections::BTreeMap;
use std::fmt;

use rustc_hash::FxHashMap;

use crate::finding::{Finding, Places};
use crate::text::{harmless, name_in_short};

/// Writes the report: `fails` says whether a finding fails the check.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write(
    findings: &[Finding],
    places: &Places<'_>,
    fails: impl Fn(&Finding) -> bool,
    out: &mut impl fmt::Write,
) -> fmt::Result {
    let failures = findings.iter().filter(|finding| fails(finding)).count();
    out.write_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
    // A report without any test is taken for a job that did not run.
    let tests = findings.len().max(1);
    writeln!(
        out,
        "<testsuites name=\"touchline\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">"
    )?;
    if findings.is_empty() {
        open_suite("touchline check", 1, 0, 0, out)?;
        out.write_str(
            "    <testcase name=\"no findings\" classname=\"touchline check\" time=\"0\"/>\n",
        )?;
        out.write_str("  </testsuite>\n")?;
    }
    let mut by_file: BTreeMap<u32, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        by_file.entry(finding.place.file).or_default().push(finding);
    }
    for of_file in by_file.values() {
        write_suite(of_file, places, &fails, out)?;
    }
    out.write_str("</testsuites>\n")
}

fn open_suite(
    name: &str,
    tests: usize,
    failures: usize,
    skipped: usize,
    out: &mut impl fmt::Write,
) -> fmt::Result {
    writeln!(
        out,
        "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" \
         skipped=\"{skipped}\" time=\"0\">"
    )
}

fn write_suite(
    findings: &[&Finding],
    places: &Places<'_>,
    fails: impl Fn(&Finding) -> bool,
    out: &mut impl fmt::Write,
) -> fmt::Result {
    let Some(first) = findings.first() else {
        return Ok(());
    };
    let file = escaped(places.locate(first.place).file);
    let failures = findings.iter().filter(|finding| fails(finding)).count();
    let skipped = findings.len() - failures;
    open_suite(&file, findings.len(), failures, skipped, out)?;
    let mut seen: FxHashMap<String, u32> = FxHashMap::default();
    for finding in findings {
        let located = places.locate(finding.place);
        // A name that stays the same from run to run: neither a line nor a date is in it.
        let mut name = match &finding.prospect {
            Some(prospect) => format!("{}: {}", finding.rule, escaped(&name_in_short(prospect))),
            None => finding.rule.to_owned(),
        };
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        if *count > 1 {
            name = format!("{name} ({count})");
        }
        writeln!(
            out,
            "    <testcase name=\"{name}\" classname=\"{file}\" time=\"0\">"
        )?;
        let (message, start) = (escaped(&finding.message), located.start);
        let what = if fails(finding) { "failure" } else { "skipped" };
        write!(out, "      <{what} message=\"{message}\"")?;
        if what == "failure" {
            write!(out, " type=\"{}\"", finding.rule)?;
        }
        write!(
            out,
            ">{file}:{}:{}: {}: {message}",
            start.line,
            start.column,
            finding.level.name()
        )?;
        if let Some(help) = &finding.help {
            write!(out, "\nhelp: {}", escaped(help))?;
        }
        for note in &finding.notes {
            write!(out, "\nnote: {}", escaped(&note.message))?;
        }
        write!(out, "</{what}>\n    </testcase>\n")?;
    }
    out.write_str("  </testsuite>\n")
}

/// Text for an element or an attribute: XML 1.0 has no way at all to write most control
/// characters and the two last code points of its first plane.
fn escaped(text: &str) -> String {
    let clean = harmless(text);
    let mut escaped = String::with_capacity(clean.len());
    for character in clean.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => escaped.extend(character.escape_unicode()),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_shown_instead() {
        assert_eq!(
            escaped("]]> <a b='c'> & \0\u{1b}\u{ffff}\""),
            "]]&gt; &lt;a b=&apos;c&apos;&gt; &amp; \\u{0}\\u{1b}\\u{ffff}&quot;"
        );
    }
}
