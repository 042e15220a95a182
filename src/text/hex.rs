//! Bytes come in; out come their hexadecimal digits.

use std::fmt::Write;

/// Two digits for each byte, in lower case.
#[must_use]
pub fn hexadecimal(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a string does not fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}
