//! What makes two spellings one name, and which characters nobody sees.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The form of a name that comparisons use: NFC, each character's lower case, runs of white
/// space as one space, none at the ends.
#[must_use]
pub fn fold(name: &str) -> String {
    if is_folded_but_for_case(name.as_bytes()) {
        return name.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(name.len());
    fold_characters(name.nfc(), &mut folded);
    folded
}

/// Says whether ASCII's lower case is all that makes this the form that comparisons use, as it is
/// for nearly all names: ASCII words with one space between them.
#[must_use]
pub fn is_folded_but_for_case(name: &[u8]) -> bool {
    let is_plain = name.iter().all(|byte| matches!(byte, b' '..=b'~'));
    let mut spaces = name.windows(2).filter(|pair| *pair == b"  ");
    is_plain && !name.starts_with(b" ") && !name.ends_with(b" ") && spaces.next().is_none()
}

fn fold_characters(characters: impl Iterator<Item = char>, folded: &mut String) {
    let mut space = false;
    for character in characters {
        if character.is_whitespace() {
            space = !folded.is_empty();
            continue;
        }
        if std::mem::take(&mut space) {
            folded.push(' ');
        }
        folded.extend(character.to_lowercase());
    }
}

/// Says whether a character takes up no room, or steers the direction of others: nobody sees it.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    is_bidirectional(character)
        || matches!(character,
            '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// A name as a plain keyboard writes it: `SUSSMANN` for `Süßmann`.
#[must_use]
pub fn plain(name: &str) -> String {
    let letters = name.nfd().filter(|letter| !is_combining_mark(*letter));
    letters.flat_map(char::to_uppercase).collect()
}

/// Says whether a character steers the direction of those around it, so that what is shown is
/// not what is written.
#[must_use]
pub fn is_bidirectional(character: char) -> bool {
    is_override(character) || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}')
}

/// Says whether a character embeds, overrides or isolates a direction: it can reorder a whole line.
#[must_use]
pub fn is_override(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_white_space_and_composition_do_not_make_another_name() {
        assert_eq!(
            fold("  Société\u{a0} Générale "),
            fold("socie\u{301}te\u{301} GE\u{301}NE\u{301}RALE")
        );
        assert_ne!(fold("Acme Corp"), fold("AcmeCorp"));
    }
}
