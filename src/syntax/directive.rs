//! The headers of directives: `prospect NAME`, `rep NAME`, `include PATH`.

use super::fault::{Fault, near_word, quote};
use super::word::{arrow_length, ends_with_space, skip_space, word_length};
use crate::text::{Span, fold, is_hidden};

/// A directive's header: what it is, and where its name or path stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DirectiveHeader {
    /// `prospect NAME`.
    Prospect(Span),
    /// `rep NAME`.
    Rep(Span),
    /// `include PATH`.
    Include(Span),
}

const WORDS: [&str; 3] = ["prospect", "rep", "include"];

/// Reads the header of a directive out of `content`, which begins at offset `base` and has
/// neither a comment nor white space at its end.
pub fn directive_header(
    content: &[u8],
    base: u32,
    faults: &mut Vec<Fault>,
) -> Option<DirectiveHeader> {
    let length = word_length(content, |_| false);
    let (word, rest) = content.split_at(length);
    let folded = fold(&String::from_utf8_lossy(word));
    let Some(which) = WORDS.iter().position(|known| *known == folded) else {
        faults.push(unknown_directive(
            word,
            Span::new(base, base + length as u32),
        ));
        return None;
    };
    let value = skip_space(rest);
    let start = base + (content.len() - value.len()) as u32;
    let span = Span::new(start, base + content.len() as u32);
    if value.is_empty() {
        let what = ["the prospect's name", "the rep's name", "the path"][which];
        faults.push(Fault::syntax(
            Span::at(base + content.len() as u32),
            format!("{what} is missing here"),
        ));
        return None;
    }
    if which == 2 {
        return Some(DirectiveHeader::Include(span));
    }
    if let Some((at, length)) = no_name(value) {
        let at_fault = Span::new(start + at as u32, start + (at + length) as u32);
        let message = format!("a name cannot hold {}", quote(&value[at..at + length]));
        faults.push(Fault::syntax(at_fault, message).help("take it out: a name is words alone"));
        return None;
    }
    Some(if which == 0 {
        DirectiveHeader::Prospect(span)
    } else {
        DirectiveHeader::Rep(span)
    })
}

/// A name that somebody typed, runs of white space as one space.
///
/// # Errors
///
/// Where it can be no name: why, in words.
pub fn name_of(text: &str) -> Result<String, String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err("a name is words, and here are none".to_owned());
    }
    if text.contains(['\n', '\r']) {
        return Err("a name stands on one line".to_owned());
    }
    if let Some(hidden) = name.chars().find(|&character| is_hidden(character)) {
        let code = u32::from(hidden);
        return Err(format!(
            "a name cannot hold a character that nobody sees, U+{code:04X}"
        ));
    }
    if let Some((at, length)) = no_name(name.as_bytes()) {
        let found = quote(&name.as_bytes()[at..at + length]);
        return Err(format!("a name cannot hold {found}: it is words alone"));
    }
    if name.split(' ').any(|word| word.starts_with(';')) {
        return Err("a name cannot hold `;` after a space: that begins a comment".to_owned());
    }
    Ok(name)
}

/// Finds what cannot stand in a name, an arrow or a word that starts with `#`: where, how long.
fn no_name(name: &[u8]) -> Option<(usize, usize)> {
    (0..name.len()).find_map(|at| {
        let rest = &name[at..];
        if arrow_length(rest) > 0 {
            return Some((at, arrow_length(rest)));
        }
        let begins_word = at == 0 || ends_with_space(&name[..at]);
        (rest[0] == b'#' && begins_word).then(|| (at, word_length(rest, |_| false)))
    })
}

fn unknown_directive(word: &[u8], span: Span) -> Fault {
    let message = format!("{} begins no entry", quote(word));
    let fault = Fault::syntax(span, message);
    let text = String::from_utf8_lossy(word);
    if let Some(near) = near_word(&text, WORDS.into_iter()) {
        return fault.help(format!("is `{near}` meant?")).fix(span, near);
    }
    if text.ends_with(':') {
        return fault.help("a field is indented, under its prospect or its touch");
    }
    fault.help("an entry begins with a date, `prospect`, `rep` or `include`; a note is indented, a comment begins with ;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_a_name_is_tidied_and_what_cannot_is_refused() {
        assert_eq!(
            name_of(" Acmé\t𝄞  Corp; C# "),
            Ok("Acmé 𝄞 Corp; C#".to_owned())
        );
        for (text, why) in [
            (" ", "none"),
            ("A\nB", "one line"),
            ("A\u{200b}B", "U+200B"),
            ("A #b", "`#b`"),
            ("A -> b", "`->`"),
            ("A→b", "`→`"),
            ("A ;b", "comment"),
            ("; b", "comment"),
        ] {
            let refused = name_of(text).unwrap_err();
            assert!(refused.contains(why), "{refused}");
        }
    }
}
