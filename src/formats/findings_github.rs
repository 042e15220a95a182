//! Findings come in, and out come GitHub's annotations, the worst findings first: as many as it
//! shows for one step, and a plain line for each of the rest.
//!
//! An annotation is a line `::error file=…,line=…::MESSAGE`. What stands in its message is escaped
//! by one rule, what stands in its properties by another; a file's name may hold anything.

use std::fmt;

use crate::finding::{Finding, Level, Places};
use crate::text::{escape, harmless};

use super::{Look, Theme, findings_short};

/// How many annotations of each level GitHub shows for a step.
const SHOWN: usize = 10;

/// Writes the annotations, then the lines.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write(findings: &[Finding], places: &Places<'_>, out: &mut impl fmt::Write) -> fmt::Result {
    let mut rest = Vec::new();
    for level in [Level::Error, Level::Warning, Level::Notice] {
        let of_level = findings.iter().filter(|finding| finding.level == level);
        for (at, finding) in of_level.enumerate() {
            if at < SHOWN {
                write_annotation(finding, places, out)?;
            } else {
                rest.push(finding);
            }
        }
    }
    let plain = Theme::new(Look::default());
    rest.iter()
        .try_for_each(|finding| findings_short::write_line(finding, places, plain, out))
}

fn write_annotation(
    finding: &Finding,
    places: &Places<'_>,
    out: &mut impl fmt::Write,
) -> fmt::Result {
    let located = places.locate(finding.place);
    let (start, end) = (located.start, located.end);
    write!(
        out,
        "::{} file={},line={},endLine={}",
        finding.level.name(),
        property(located.file),
        start.line,
        end.line
    )?;
    // Columns mean something to it within one line alone.
    if start.line == end.line {
        write!(out, ",col={},endColumn={}", start.column, end.column)?;
    }
    write!(
        out,
        ",title={}::{}",
        property(finding.rule),
        data(&finding.message)
    )?;
    let notes = finding.notes.iter().map(|note| ("note", &note.message));
    let help = finding.help.iter().map(|help| ("help", help));
    for (what, text) in help.chain(notes) {
        write!(out, "%0A{what}: {}", data(text))?;
    }
    out.write_char('\n')
}

/// Text for behind the second `::`.
fn data(text: &str) -> String {
    harmless(text).replace('%', "%25")
}

/// Text for a property's value. Line ends are spelt so that they come out as what they are, since
/// they may be a part of a file's name; what else would be obeyed is shown instead.
fn property(text: &str) -> String {
    let text = text
        .replace('%', "%25")
        .replace(':', "%3A")
        .replace(',', "%2C");
    let clean = escape(&text, |_, character, clean| match character {
        '\n' => clean.push_str("%0A"),
        '\r' => clean.push_str("%0D"),
        other => clean.extend(other.escape_unicode()),
    });
    clean.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_and_properties_are_escaped_by_their_own_rules() {
        assert_eq!(data("50 %, a:b\n::error::x"), "50 %25, a:b\\u{a}::error::x");
        assert_eq!(
            data("%0A##[error]\u{1b}[31m"),
            "%250A\\u{23}#[error]\\u{1b}[31m"
        );
        assert_eq!(
            property("a,b:c%\r\n::x.touch"),
            "a%2Cb%3Ac%25%0D%0A%3A%3Ax.touch"
        );
        assert_eq!(property("##[group]\u{202e}"), "\\u{23}#[group]\\u{202e}");
    }
}
