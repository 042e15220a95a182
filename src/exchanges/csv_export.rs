//! Touches come in; out comes a sheet of them that the preset `touchline` of `import csv` reads
//! as the same touches, and that no spreadsheet runs.
//!
//! Notes are lines in one cell. What is hidden is spelt `\u{…}`, and so is a backslash that
//! would be taken for the beginning of that, so that the way back is sure.

use std::fmt;

use super::touches::TouchRow;
use crate::formats::csv::{guarded, unguarded, write_line};
use crate::text::harmless_line;

/// The columns, in their order.
pub const COLUMNS: [&str; 18] = [
    "date", "time", "mark", "channel", "medium", "prospect", "rep", "outcome", "effect", "when",
    "detail", "tags", "number", "pursuit", "step", "notes", "file", "line",
];

/// Writes the sheet.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write(rows: &[TouchRow], out: &mut impl fmt::Write) -> fmt::Result {
    write_line(COLUMNS, out)?;
    rows.iter().try_for_each(|row| write_line(cells(row), out))
}

fn cells(row: &TouchRow) -> [String; 18] {
    let number = |number: Option<u32>| number.map_or_else(String::new, |number| number.to_string());
    let text = |text: &str| guarded(&spelt(text)).into_owned();
    let maybe = |words: &Option<String>| words.as_deref().map_or_else(String::new, text);
    let lines: Vec<String> = row.notes.iter().map(|line| spelt(line)).collect();
    [
        row.date.to_string(),
        row.time.map_or_else(String::new, |time| time.to_string()),
        row.mark.to_owned(),
        text(&row.channel),
        text(&row.medium),
        text(&row.prospect),
        maybe(&row.rep),
        maybe(&row.outcome),
        row.effect.unwrap_or_default().to_owned(),
        maybe(&row.when),
        maybe(&row.detail),
        text(&row.tags.join("; ")),
        number(row.number),
        number(row.pursuit),
        number(row.step),
        guarded(&lines.join("\n")).into_owned(),
        text(&row.file),
        row.line.to_string(),
    ]
}

fn spelt(text: &str) -> String {
    harmless_line(&text.replace("\\u{", "\\u{5c}u{")).into_owned()
}

/// The text that a cell of such a sheet stands for.
#[must_use]
pub fn meant(cell: &str) -> String {
    let cell = unguarded(cell);
    let mut text = String::new();
    let mut rest = cell.as_str();
    while let Some(at) = rest.find("\\u{") {
        text.push_str(&rest[..at]);
        let spelt = &rest[at + 3..];
        let character = spelt.split_once('}').and_then(|(digits, after)| {
            let number = u32::from_str_radix(digits, 16).ok()?;
            Some((char::from_u32(number)?, after))
        });
        if let Some((character, after)) = character {
            text.push(character);
            rest = after;
        } else {
            text.push_str("\\u{");
            rest = spelt;
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spelt_is_meant_again() {
        for text in [
            "plain",
            "=1+1",
            "'=1",
            "''=1",
            "'quoted'",
            "\\u{1b}",
            "\u{1b}[2J",
            "::error::x",
            "##[error]x",
            "\\\\u{5c}",
            "-",
            "- one\n- two",
            "a;=1",
            "+49 30",
            "👩\u{200d}💻",
            "\\u{",
            "\\u{zz}",
        ] {
            assert_eq!(meant(&guarded(&spelt(text))), text);
        }
    }
}
