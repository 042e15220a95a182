//! Rows come in, and out comes one line of JSON for each, as harmless as the JSON of [`json`].
//!
//! [`json`]: super::json

use std::fmt;

use serde::Serialize;

use super::json::harmless_json;

/// Writes each row as a line.
///
/// # Errors
///
/// Where `out` cannot be written to, or a row is none that JSON can hold.
pub fn write(
    rows: impl IntoIterator<Item = impl Serialize>,
    out: &mut impl fmt::Write,
) -> fmt::Result {
    for row in rows {
        let json = serde_json::to_string(&row).map_err(|_| fmt::Error)?;
        writeln!(out, "{}", harmless_json(&json))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_is_a_line_whatever_it_holds() {
        let mut out = String::new();
        write(["a\nb\u{2028}c", "::error::\u{1b}"], &mut out).unwrap();
        assert_eq!(out, "\"a\\nb\\u2028c\"\n\"::error::\\u001b\"\n");
    }
}
