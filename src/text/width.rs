//! How many columns of a terminal a text takes up, and where to cut it so that it fits.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns that `text` takes up.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        UnicodeWidthStr::width(text)
    }
}

/// The longest beginning of `text` that fits into `columns`; no character is parted from the
/// marks that combine with it.
#[must_use]
pub fn clip_end(text: &str, columns: usize) -> &str {
    if text.is_ascii() {
        return &text[..columns.min(text.len())];
    }
    let mut used = 0;
    for (start, cluster) in clusters(text) {
        used += width(cluster);
        if used > columns {
            return &text[..start];
        }
    }
    text
}

/// The longest end of `text` that fits into `columns`.
#[must_use]
pub fn clip_start(text: &str, columns: usize) -> &str {
    if text.is_ascii() {
        return &text[text.len().saturating_sub(columns)..];
    }
    let all: Vec<_> = clusters(text).collect();
    let mut used = 0;
    for &(start, cluster) in all.iter().rev() {
        used += width(cluster);
        if used > columns {
            return &text[start + cluster.len()..];
        }
    }
    text
}

/// What stands in one place on the screen: a character and the marks on it, a flag's two
/// letters; each with its offset.
fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = &text[start..];
        let mut characters = rest.chars();
        let first = characters.next()?;
        let mut length = first.len_utf8();
        let mut flag = is_flag_letter(first);
        for next in characters {
            let second = std::mem::take(&mut flag) && is_flag_letter(next);
            if !second && !is_mark(next) {
                break;
            }
            length += next.len_utf8();
        }
        let cluster = (start, &rest[..length]);
        start += length;
        Some(cluster)
    })
}

fn is_mark(character: char) -> bool {
    character.width() == Some(0) || matches!(character, '\u{1f3fb}'..='\u{1f3ff}')
}

fn is_flag_letter(character: char) -> bool {
    matches!(character, '\u{1f1e6}'..='\u{1f1ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_counts_columns() {
        assert_eq!(width("Acme"), 4);
        assert_eq!(width("Société"), 7);
        assert_eq!(width("Socie\u{301}te\u{301}"), 7);
        assert_eq!(width("株式会社"), 8);
        assert_eq!(width("😀"), 2);
    }

    #[test]
    fn a_cut_parts_no_character_from_its_marks() {
        assert_eq!(clip_end("cafe\u{301}s", 4), "cafe\u{301}");
        assert_eq!(clip_start("cafe\u{301}s", 2), "e\u{301}s");
        assert_eq!(clip_end("株式", 3), "株");
        assert_eq!(clip_start("株式", 3), "式");
        assert_eq!(clip_end("🇩🇪🇫🇷", 3), "🇩🇪");
        assert_eq!(clip_end("👍🏽x", 2), "👍🏽");
        assert_eq!(clip_start("abc", 9), "abc");
    }
}
