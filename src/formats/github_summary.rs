//! Findings come in, and out comes the Markdown that GitHub shows on a run's page: how many there
//! are, and a table of them, the worst first.

use std::fmt;

use crate::finding::{Finding, Places};
use crate::text::harmless;

use super::Summary;

/// How many findings are listed: GitHub takes no page that is very long.
const LISTED: usize = 500;

/// Writes the page.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write(
    findings: &[Finding],
    places: &Places<'_>,
    summary: &Summary,
    out: &mut impl fmt::Write,
) -> fmt::Result {
    out.write_str("### touchline\n\n")?;
    let mut lines = String::new();
    summary.write(&mut lines)?;
    // A line each, as they stand.
    for line in lines.lines() {
        writeln!(out, "{}  ", escaped(line))?;
    }
    if findings.is_empty() {
        return out.write_char('\n');
    }
    out.write_str("\n| level | rule | place | finding |\n| --- | --- | --- | --- |\n")?;
    let mut sorted: Vec<_> = findings.iter().collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    for finding in sorted.iter().take(LISTED) {
        let located = places.locate(finding.place);
        let place = format!("{}:{}", located.file, located.start.line);
        writeln!(
            out,
            "| {} | {} | {} | {} |",
            finding.level.name(),
            finding.rule,
            escaped(&place),
            escaped(&finding.message)
        )?;
    }
    if let Some(more @ 1..) = findings.len().checked_sub(LISTED) {
        writeln!(out, "\n{more} more are in the log.")?;
    }
    out.write_char('\n')
}

/// Text that Markdown shows as it stands: whatever could mean something is escaped, so that there
/// is neither a link nor a mention nor HTML in it.
fn escaped(text: &str) -> String {
    let clean = harmless(text);
    let mut escaped = String::with_capacity(clean.len());
    for character in clean.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            // Behind a character of no width an at sign names nobody.
            '@' => escaped.push_str("&#8203;@"),
            ' ' | ',' | '\'' | '"' | ';' => escaped.push(character),
            other if other.is_ascii_punctuation() => {
                escaped.push('\\');
                escaped.push(other);
            }
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_means_anything_to_markdown() {
        assert_eq!(
            escaped("a|b <img> `x` [y](https://z) @dana\n"),
            "a\\|b &lt;img\\> \\`x\\` \\[y\\]\\(https\\:\\/\\/z\\) &#8203;@dana\\\\u\\{a\\}"
        );
    }
}
