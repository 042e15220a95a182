//! A value comes in, and out comes its JSON, indented, with nothing in it that a terminal or a
//! CI log would obey. It means what it meant: only the spelling of such characters differs.

use std::fmt;

use serde::Serialize;

use crate::text::escape;

/// Writes a value and a line end.
///
/// # Errors
///
/// Where `out` cannot be written to, or the value is none that JSON can hold.
pub fn write(value: &impl Serialize, out: &mut impl fmt::Write) -> fmt::Result {
    let json = serde_json::to_string_pretty(value).map_err(|_| fmt::Error)?;
    writeln!(out, "{}", harmless_json(&json))
}

/// Outside of strings JSON is ASCII without `#`, so that whatever is to be escaped is in one.
pub(super) fn harmless_json(json: &str) -> std::borrow::Cow<'_, str> {
    escape(json, |_, character, clean| {
        if character == '\n' {
            // Those of strings are escaped already: this one is between values.
            clean.push('\n');
            return;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            use fmt::Write;
            // Writing to a string does not fail.
            let _ = write!(clean, "\\u{unit:04x}");
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_spelt_otherwise_and_means_the_same() {
        let text = "a\n\u{9b}2J\u{202e}\\##[error]\u{e0041}é";
        let mut out = String::new();
        write(&[text], &mut out).unwrap();
        assert_eq!(
            out,
            "[\n  \"a\\n\\u009b2J\\u202e\\\\\\u0023#[error]\\udb40\\udc41é\"\n]\n"
        );
        assert_eq!(serde_json::from_str::<[String; 1]>(&out).unwrap(), [text]);
    }
}
