//! Findings come in, and out comes a line for each: `FILE:LINE:COL: LEVEL RULE: MESSAGE`.

use std::fmt;

use crate::finding::{Finding, Places};
use crate::text::harmless_line;

use super::{Look, Theme};

/// Writes a line for each finding.
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
    findings
        .iter()
        .try_for_each(|finding| write_line(finding, places, Theme::new(look), out))
}

/// Writes the line of one finding.
pub(super) fn write_line(
    finding: &Finding,
    places: &Places<'_>,
    theme: Theme,
    out: &mut impl fmt::Write,
) -> fmt::Result {
    let located = places.locate(finding.place);
    // A file's name begins the line, and may be any: `::error::` or `##[error]`, too.
    let place = format!(
        "{}:{}:{}",
        located.file, located.start.line, located.start.column
    );
    writeln!(
        out,
        "{}: {} {}: {}",
        harmless_line(&place),
        theme.level(finding.level),
        finding.rule,
        crate::text::harmless(&finding.message)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Level, Place, Places};
    use crate::text::{Source, Span};
    use std::sync::Arc;

    #[test]
    fn a_finding_is_a_line_that_no_name_and_no_message_can_break_or_command() {
        let sources = [Arc::new(Source::new(
            "::error::x".into(),
            "é1\nwords".into(),
        ))];
        let finding = Finding {
            rule: "late-homework",
            level: Level::Warning,
            message: "a\n::stop-commands::b\u{1b} ##[error]".into(),
            place: Place {
                file: 0,
                span: Span::new(5, 7),
            },
            help: None,
            prospect: None,
            notes: Vec::new(),
            fix: None,
        };
        let mut out = String::new();
        write(
            &[finding],
            &Places::new(&sources),
            Look::default(),
            &mut out,
        )
        .unwrap();
        assert_eq!(
            out,
            "\\u{3a}:error::x:2:2: warning late-homework: \
             a\\u{a}::stop-commands::b\\u{1b} \\u{23}#[error]\n"
        );
    }
}
