//! Rows of data come in, and out comes a sheet that a spreadsheet opens and does not run: a line
//! of column names, then a line for each row.
//!
//! Cells are parted by commas, and quoted where RFC 4180 wants it, or where there is a semicolon
//! in them: where the comma is the decimal sign, spreadsheets part cells by that, and then neither
//! what follows it, nor what begins a line within a cell, is to be a formula.

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;
use serde_json::Value;

use crate::text::{harmless, harmless_line};

/// Writes the columns, each named by the keys that lead to it, with `/` between: `promise/date`
/// becomes `promise_date`.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write(
    rows: impl IntoIterator<Item = impl Serialize>,
    columns: &[&str],
    out: &mut impl fmt::Write,
) -> fmt::Result {
    let names = columns.iter().map(|column| column.replace('/', "_"));
    write_line(names, out)?;
    let paths: Vec<Vec<&str>> = columns
        .iter()
        .map(|column| column.split('/').collect())
        .collect();
    for row in rows {
        let row = serde_json::to_value(row).map_err(|_| fmt::Error)?;
        let cells = paths.iter().map(|path| {
            let mut keys = path.iter();
            let value = keys.try_fold(&row, |value, key| value.get(key));
            value.map(cell).unwrap_or_default()
        });
        write_line(cells, out)?;
    }
    Ok(())
}

/// Writes the cells of one row, of which there are two at least, and ends the line.
pub(crate) fn write_line(
    cells: impl IntoIterator<Item = impl AsRef<str>>,
    out: &mut impl fmt::Write,
) -> fmt::Result {
    for (at, cell) in cells.into_iter().enumerate() {
        let cell = cell.as_ref();
        if at > 0 {
            out.write_char(',')?;
        }
        if cell.contains([',', ';', '"', '\n', '\r']) {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            out.write_str(cell)?;
        }
    }
    out.write_char('\n')
}

/// What stands in a cell: lists in one, with `; ` between.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(yes) => yes.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => guarded(&harmless_line(text)).into_owned(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(part).collect();
            guarded(&harmless_line(&items.join("; "))).into_owned()
        }
        Value::Object(_) => guarded(&harmless_line(&part(value))).into_owned(),
    }
}

/// A value within a list: of an object, its values, with spaces between.
fn part(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let parts = fields.values().filter(|value| !value.is_null()).map(part);
            parts.collect::<Vec<_>>().join(" ")
        }
        Value::String(text) => harmless(text).into_owned(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Where a spreadsheet may begin a cell within another one's text.
const ENDS: [char; 2] = [';', '\n'];

/// Text that a spreadsheet shows and does not reckon, wherever it begins a cell: a `'` before what
/// begins like a formula, or would be taken for one so guarded; none in a number.
pub(crate) fn guarded(text: &str) -> Cow<'_, str> {
    let is_harmless = |part: &str| !begins_formula(part);
    if is_number(text) || text.split(ENDS).all(is_harmless) {
        return Cow::Borrowed(text);
    }
    let mut guarded = String::with_capacity(text.len() + 1);
    for part in text.split_inclusive(ENDS) {
        if begins_formula(part) {
            guarded.push('\'');
        }
        guarded.push_str(part);
    }
    Cow::Owned(guarded)
}

/// The text that [`guarded`] made this of.
pub(crate) fn unguarded(text: &str) -> String {
    let parts = text
        .split_inclusive(ENDS)
        .map(|part| match part.strip_prefix('\'') {
            Some(bare) if begins_formula(bare) => bare,
            _ => part,
        });
    parts.collect()
}

/// Says whether a spreadsheet would reckon it, were it not for a `'` that may stand before it.
fn begins_formula(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    bare.trim_start().starts_with(['=', '+', '-', '@'])
        || bare.starts_with(['\t', '\r', '＝', '＋', '－', '＠'])
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let mut parts = digits.splitn(2, '.');
    let all_digits =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.next().is_some_and(all_digits) && parts.next().is_none_or(all_digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn written(rows: &[Value], columns: &[&str]) -> String {
        let mut out = String::new();
        write(rows, columns, &mut out).unwrap();
        out
    }

    #[test]
    fn columns_are_found_by_their_keys_and_what_is_absent_is_empty() {
        let rows = [
            json!({"name": "Acme, Inc", "value": {"amount": "12000", "currency": "EUR"}, "due": null}),
            json!({"name": "a \"b\"", "value": null, "due": "2026-03-01"}),
        ];
        assert_eq!(
            written(&rows, &["name", "value/amount", "due"]),
            "name,value_amount,due\n\"Acme, Inc\",12000,\n\"a \"\"b\"\"\",,2026-03-01\n"
        );
    }

    #[test]
    fn lists_stand_in_one_cell() {
        let row = json!({"tags": ["a", "b"], "value": [
            {"amount": "12", "currency": "EUR"}, {"amount": "5", "currency": null}]});
        assert_eq!(
            written(&[row], &["tags", "value"]),
            "tags,value\n\"a; b\",\"12 EUR; 5\"\n"
        );
    }

    #[test]
    fn no_cell_is_a_formula_and_numbers_stay_numbers() {
        for text in [
            "=cmd()", "+1+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "=1", "-", "+49 30 1",
        ] {
            let line = written(&[json!({ "a": text })], &["a"]);
            let cell = line.lines().nth(1).unwrap();
            assert!(
                cell.starts_with('\'') || cell.starts_with("\"'"),
                "{text:?}: {cell}"
            );
        }
        for number in ["-5", "+5", "-1.5", "12"] {
            assert_eq!(
                written(&[json!({ "a": number })], &["a"]),
                format!("a\n{number}\n")
            );
        }
        assert_eq!(written(&[json!({ "a": -1.5 })], &["a"]), "a\n-1.5\n");
    }

    #[test]
    fn no_cell_breaks_a_line_or_reaches_a_terminal() {
        let row = json!({"a": "x\r\n=1\u{1b}[2J"});
        assert_eq!(written(&[row], &["a"]), "a\nx\\u{d}\\u{a}=1\\u{1b}[2J\n");
    }

    #[test]
    fn no_cell_is_a_formula_where_semicolons_part_them() {
        let row = json!({"a": "Foo;=1+1", "b": "x; y", "c": ["=1", "-2"]});
        let line = written(&[row], &["a", "b", "c"]);
        assert_eq!(line, "a,b,c\n\"Foo;'=1+1\",\"x; y\",\"'=1;' -2\"\n");
        for text in [
            "Foo;=1+1",
            "- one\n- two; -3\n'=4",
            "-5",
            "a;'b",
            ";;=",
            "\n",
        ] {
            let guarded = guarded(text);
            let mut cells = guarded.split(ENDS);
            assert!(
                is_number(text) || cells.all(|cell| !cell.trim_start().starts_with(['=', '-']))
            );
            assert_eq!(unguarded(&guarded), text);
        }
    }
}
