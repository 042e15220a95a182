//! Headers: their parts with one space between them, their dates in full.

use super::super::date::{DateWord, date_word};
use super::super::header::touch_header;
use super::super::outcome::When;
use super::super::word::{arrow_length, skip_space, trim, word_length, words};
use super::text;
use crate::settings::Vocabulary;
use crate::text::Span;

/// The header of a touch out of its `content`, which has neither a comment nor white space at its
/// end. None where it cannot be read.
pub fn touch(content: &[u8], vocabulary: &Vocabulary) -> Option<String> {
    let mut faults = Vec::new();
    let header = touch_header(content, 0, vocabulary, &mut faults)?;
    let part = |span: Span| &content[span.range()];
    let mut said = header.moment.to_string();
    let start = header.time.unwrap_or(header.date).end as usize;
    let mark = &content[start..header.channel_span.start as usize];
    push_words(&mut said, mark)?;
    push_words(&mut said, part(header.channel_span))?;
    push_words(&mut said, part(header.name))?;
    let rest = &content[header.name.end as usize..];
    let arrow = (0..rest.len()).find(|&at| arrow_length(&rest[at..]) > 0);
    let Some(arrow) = arrow else {
        push_words(&mut said, rest)?;
        return Some(said);
    };
    push_words(&mut said, &rest[..arrow])?;
    let length = arrow_length(&rest[arrow..]);
    push_words(&mut said, &rest[arrow..arrow + length])?;
    let outcome = header.outcome?;
    push_words(&mut said, part(outcome.span))?;
    let mut end = outcome.span.end as usize;
    if let Some((when, span)) = outcome.when {
        said.push(' ');
        said += &date_of_outcome(when, part(span))?;
        end = span.end as usize;
    }
    let rest = skip_space(&content[end..]);
    let Some(rest) = rest.strip_prefix(b":") else {
        push_words(&mut said, rest)?;
        return Some(said);
    };
    said.push(':');
    let mut tags = rest;
    if let Some(detail) = outcome.detail {
        // Behind a space, a semicolon would begin a comment.
        if part(detail)[0] != b';' {
            said.push(' ');
        }
        said += &text(part(detail))?;
        tags = &content[detail.end as usize..];
    }
    push_words(&mut said, tags)?;
    Some(said)
}

/// A date in full: of `later` in the form in which it names its day, month, quarter or year.
fn date_of_outcome(when: When, written: &[u8]) -> Option<String> {
    if let When::Booked(moment) = when {
        return Some(moment.to_string());
    }
    if let DateWord::Day(day) = date_word(written) {
        return Some(day.to_string());
    }
    let written = text(written)?;
    match written.split_once('-') {
        Some((year, month)) if month.len() == 1 => Some(format!("{year}-0{month}")),
        _ => Some(written.to_uppercase()),
    }
}

/// The header of a directive, whose value begins at byte `value` of its `content`. A path keeps
/// the white space in it.
pub fn directive(content: &[u8], value: usize, is_path: bool) -> Option<String> {
    let word = word_length(content, |_| false);
    let mut said = text(&content[..word])?;
    if is_path {
        said.push(' ');
        said += &text(trim(content.get(value..)?))?;
    } else {
        push_words(&mut said, content.get(value..)?)?;
    }
    Some(said)
}

/// Adds words, with one space before each.
fn push_words(said: &mut String, bytes: &[u8]) -> Option<()> {
    for (_, word) in words(bytes, 0) {
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(std::str::from_utf8(word).ok()?);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::super::super::date::period_word;
    use super::*;

    #[test]
    fn every_form_of_a_later_date_stays_what_it_means() {
        for word in ["2027-1", "2027-q2", "2027", "2027-01", "1.2.2027"] {
            let when = When::Later(crate::calendar::Day::LAST, crate::calendar::Day::LAST);
            let written = date_of_outcome(when, word.as_bytes()).unwrap();
            assert_eq!(
                period_word(written.as_bytes()),
                period_word(word.as_bytes())
            );
        }
    }
}
