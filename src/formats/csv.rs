//! Rows of data come in, and out comes a sheet that a spreadsheet opens and does not run: a line
//! of column names, then a line for each row, quoted where RFC 4180 wants it.

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
    let mut writer = csv::Writer::from_writer(Vec::new());
    let names = columns.iter().map(|column| column.replace('/', "_"));
    writer.write_record(names).map_err(|_| fmt::Error)?;
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
        writer.write_record(cells).map_err(|_| fmt::Error)?;
    }
    let bytes = writer.into_inner().map_err(|_| fmt::Error)?;
    out.write_str(&String::from_utf8_lossy(&bytes))
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

/// Text that a spreadsheet shows and does not reckon: a `'` before what begins like a formula and
/// is no number, or what would be taken for one so guarded.
pub(crate) fn guarded(text: &str) -> Cow<'_, str> {
    let bare = text.trim_start_matches('\'');
    let begins = bare.trim_start().starts_with(['=', '+', '-', '@'])
        || bare.starts_with(['\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if begins && !is_number(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text that [`guarded`] made this of.
pub(crate) fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(bare) if guarded(bare) == text => bare,
        _ => text,
    }
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
            "tags,value\na; b,12 EUR; 5\n"
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
}
