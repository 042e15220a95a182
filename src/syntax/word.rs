//! White space and words, in bytes: any Unicode white space separates.

use nom::IResult;
use nom::Parser;
use nom::bytes::complete::take_while_m_n;
use nom::combinator::recognize;

use crate::text::Span;

/// How many bytes of white space `bytes` begin with: one character of it, or none.
#[must_use]
#[inline]
pub fn space_length(bytes: &[u8]) -> usize {
    match bytes.first() {
        Some(b' ' | b'\t') => 1,
        Some(0xc2 | 0xe1..=0xe3) => wide_space_length(bytes),
        _ => 0,
    }
}

fn wide_space_length(bytes: &[u8]) -> usize {
    match bytes {
        [0xc2, 0xa0, ..] => 2,
        [0xe1, 0x9a, 0x80, ..]
        | [0xe2, 0x80, 0x80..=0x8a | 0xa8 | 0xa9 | 0xaf, ..]
        | [0xe2, 0x81, 0x9f, ..]
        | [0xe3, 0x80, 0x80, ..] => 3,
        _ => 0,
    }
}

/// Says whether a line is indented, and so belongs to the entry above it.
#[must_use]
pub fn is_indented(line: &[u8]) -> bool {
    space_length(line) > 0
}

/// Says whether `bytes` end with white space.
#[must_use]
pub fn ends_with_space(bytes: &[u8]) -> bool {
    trailing_space_length(bytes) > 0
}

fn trailing_space_length(bytes: &[u8]) -> usize {
    let last = |count: usize| {
        bytes
            .len()
            .checked_sub(count)
            .map(|at| space_length(&bytes[at..]))
    };
    match bytes.last() {
        None | Some(0x21..=0x7f) => 0,
        Some(_) => (1..=3)
            .find(|&count| last(count) == Some(count))
            .unwrap_or(0),
    }
}

/// Skips white space: what is left of `bytes`.
#[must_use]
#[inline]
pub fn skip_space(mut bytes: &[u8]) -> &[u8] {
    while let length @ 1.. = space_length(bytes) {
        bytes = &bytes[length..];
    }
    bytes
}

/// `bytes` without the white space at their end.
#[must_use]
pub fn trim_end(mut bytes: &[u8]) -> &[u8] {
    while let length @ 1.. = trailing_space_length(bytes) {
        bytes = &bytes[..bytes.len() - length];
    }
    bytes
}

/// `bytes` without the white space round them.
#[must_use]
pub fn trim(bytes: &[u8]) -> &[u8] {
    trim_end(skip_space(bytes))
}

/// The length of the arrow that `bytes` begin with, `->` or `→`, or 0.
#[must_use]
pub fn arrow_length(bytes: &[u8]) -> usize {
    match bytes {
        [b'-', b'>', ..] => 2,
        [0xe2, 0x86, 0x92, ..] => 3,
        _ => 0,
    }
}

/// The bytes that can end a word or begin an arrow, a tag or a detail: most bytes cannot, and
/// are passed over with one look each.
const TELLING: [bool; 256] = {
    let mut telling = [false; 256];
    let bytes = b" \t-:#\xc2\xe1\xe2\xe3";
    let mut at = 0;
    while at < bytes.len() {
        telling[bytes[at] as usize] = true;
        at += 1;
    }
    telling
};

/// Where the next byte stands, from `at` on, that is white space or one of `-`, `:`, `#` or `→`,
/// or begins like one.
#[must_use]
pub fn next_telling(bytes: &[u8], at: usize) -> usize {
    let rest = &bytes[at..];
    at + rest
        .iter()
        .position(|&byte| TELLING[byte as usize])
        .unwrap_or(rest.len())
}

/// The length of the word that `bytes` begin with: up to white space, or where `stop` says so,
/// which is asked at `-`, `:`, `#` and `→` alone.
pub fn word_length(bytes: &[u8], stop: impl Fn(&[u8]) -> bool) -> usize {
    let mut at = 0;
    loop {
        at = next_telling(bytes, at);
        let rest = &bytes[at..];
        if rest.is_empty() || space_length(rest) > 0 || stop(rest) {
            return at;
        }
        at += 1;
    }
}

/// One to `most` ASCII digits.
pub fn digits<'a>(
    least: usize,
    most: usize,
) -> impl Parser<&'a [u8], Output = &'a [u8], Error = nom::error::Error<&'a [u8]>> {
    recognize(take_while_m_n(least, most, |byte: u8| {
        byte.is_ascii_digit()
    }))
}

/// Runs a parser over the whole of `bytes`: what it gives, if it takes them all.
pub fn whole<'a, O>(
    bytes: &'a [u8],
    mut parser: impl Parser<&'a [u8], Output = O, Error = nom::error::Error<&'a [u8]>>,
) -> Option<O> {
    let result: IResult<&[u8], O> = parser.parse(bytes);
    match result {
        Ok(([], output)) => Some(output),
        _ => None,
    }
}

/// The words of `bytes`, which begin at offset `base`, each with its place.
pub fn words(bytes: &[u8], base: u32) -> impl Iterator<Item = (Span, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at = bytes.len() - skip_space(&bytes[at..]).len();
        let length = word_length(&bytes[at..], |_| false);
        if length == 0 {
            return None;
        }
        let start = at;
        at += length;
        Some((
            Span::new(base + start as u32, base + at as u32),
            &bytes[start..at],
        ))
    })
}

/// The number that ASCII digits spell; digits that are too many give the largest number.
#[must_use]
pub fn number(digits: &[u8]) -> u32 {
    digits.iter().fold(0_u32, |sum, digit| {
        sum.saturating_mul(10)
            .saturating_add(u32::from(digit - b'0'))
    })
}
