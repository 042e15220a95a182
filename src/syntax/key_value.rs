//! `key: value`.

use super::word::skip_space;
use crate::text::{Span, fold, is_invisible};

/// A line's `key: value`: the key, its place, and where the value stands (empty where none is).
pub struct KeyValue<'a> {
    /// The key in the form that comparisons use.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: &'a [u8],
    /// Where it stands.
    pub span: Span,
}

/// Reads `key: value`, a letter first, then letters, digits or `-`, then a colon and white space
/// or the end. `line` begins at offset `base` and has no white space round it. Characters that
/// nobody sees are taken for part of the key, since that is what they are seen as.
pub fn key_value(line: &[u8], base: u32) -> Option<KeyValue<'_>> {
    let colon = memchr::memchr(b':', line)?;
    let value = skip_space(&line[colon + 1..]);
    if value.len() == line.len() - colon - 1 && !value.is_empty() {
        return None;
    }
    let key = std::str::from_utf8(&line[..colon]).ok()?;
    let mut seen = key.chars().filter(|character| !is_invisible(*character));
    let is_key = seen.next().is_some_and(char::is_alphabetic)
        && seen.all(|character| character.is_alphanumeric() || character == '-');
    is_key.then(|| KeyValue {
        key: fold(key),
        key_span: Span::new(base, base + colon as u32),
        value,
        span: Span::new(
            base + (line.len() - value.len()) as u32,
            base + line.len() as u32,
        ),
    })
}
