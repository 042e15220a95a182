//! A text and the number of a key or value come in, and out comes its line and column.
//!
//! `serde_yaml` tells places only of errors. So the text is read again, counting as
//! [`super::node`] counts, and at the number wanted reading fails: that error has the place.

use std::borrow::Cow;
use std::fmt;

use serde::de::{
    DeserializeSeed, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde_yaml::Deserializer;

use super::node::{Kind, Node};

/// A place in the text: line and columns from 1, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: u32,
    /// Where it starts.
    pub column: u32,
    /// Just past its end on that line; always after `column`.
    pub end_column: u32,
}

/// Looks up places in one text.
pub struct Locator<'a> {
    text: &'a str,
    /// How many bytes may still be read again, so that a long text with many faults does not
    /// take minutes.
    left: usize,
}

impl<'a> Locator<'a> {
    /// Makes one for `text`, which is the one that was read.
    pub fn new(text: &'a str) -> Locator<'a> {
        Locator {
            text,
            left: (4 * 1024 * 1024).max(text.len() * 4),
        }
    }

    /// Where the key or value with this number stands; none where too much was asked for.
    pub fn place(&mut self, id: u32) -> Option<Place> {
        self.left = self.left.checked_sub(self.text.len())?;
        let mut next = 0;
        let finder = Finder {
            next: &mut next,
            wanted: id,
        };
        let error = finder.deserialize(Deserializer::from_str(self.text)).err();
        let offset = error
            .and_then(|error| error.location())
            .map_or(0, |at| at.index());
        Some(place_at(self.text, offset))
    }
}

/// The line of `text` on which a key of it stands.
pub fn line_of(text: &str, key: &Node) -> Option<u32> {
    // A key is nearly always read as it is written, and lies in the text.
    if let Kind::Text(Cow::Borrowed(word)) = key.kind {
        let offset = (word.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
        return Some(place_at(text, offset).line);
    }
    Some(Locator::new(text).place(key.id)?.line)
}

/// Where an error of the parser's stands.
pub fn place_of(text: &str, error: &serde_yaml::Error) -> Place {
    match error.location() {
        Some(location) => place_at(text, location.index()),
        None => place_at(text, second_document(text).unwrap_or(0)),
    }
}

/// Where a second document starts, if there is one.
fn second_document(text: &str) -> Option<usize> {
    let second = Deserializer::from_str(text).nth(1)?;
    let mut next = 0;
    let finder = Finder {
        next: &mut next,
        wanted: 0,
    };
    let location = finder.deserialize(second).err()?.location()?;
    Some(location.index())
}

/// The place of this byte offset. The parser's own lines are not used: it ends one at U+2028
/// too, which editors and the journal do not.
pub fn place_at(text: &str, offset: usize) -> Place {
    let (before, after) = text.split_at(text.floor_char_boundary(offset));
    let breaks = before.matches('\n').count() + lone_returns(before, after);
    let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let column = before[start..].chars().count() as u32 + 1;
    Place {
        line: breaks as u32 + 1,
        column,
        end_column: column + length(after).max(1),
    }
}

/// How many carriage returns of `before` are line ends by themselves.
fn lone_returns(before: &str, after: &str) -> usize {
    let all = before.matches('\r').count();
    let split = before.ends_with('\r') && after.starts_with('\n');
    all - before.matches("\r\n").count() - usize::from(split)
}

/// How many characters the word or text at the start of `after` takes up on its line.
fn length(after: &str) -> u32 {
    let line = after.split(['\n', '\r']).next().unwrap_or_default();
    let bytes = match line.chars().next() {
        Some(mark @ ('"' | '\'')) => {
            let end = line[1..].find(mark);
            end.map_or(line.len(), |end| end + 2)
        }
        Some('[' | '{' | '|' | '>') => 1,
        _ => plain_length(line),
    };
    line[..bytes].trim_end().chars().count() as u32
}

/// Where a plain word or text ends: before a comment, a colon, or what ends it in a list.
fn plain_length(line: &str) -> usize {
    let ends = [": ", " #", ",", "]", "}", "\t"];
    let end = ends.iter().filter_map(|end| line.find(end)).min();
    end.unwrap_or_else(|| line.trim_end().trim_end_matches(':').len())
}

struct Finder<'n> {
    next: &'n mut u32,
    wanted: u32,
}

impl Finder<'_> {
    fn check<E: Error>(&self) -> Result<(), E> {
        // What is being visited was counted just before.
        if *self.next == self.wanted + 1 {
            Err(E::custom("here"))
        } else {
            Ok(())
        }
    }

    fn below(&mut self) -> Finder<'_> {
        Finder {
            next: self.next,
            wanted: self.wanted,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Finder<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        *self.next += 1;
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Finder<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.check()
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.check()
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.check()
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.check()
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.check()
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<(), E> {
        self.check()
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<(), E> {
        self.check()
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.check()
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        self.check()
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut access: A) -> Result<(), A::Error> {
        self.check()?;
        while access.next_element_seed(self.below())?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut access: A) -> Result<(), A::Error> {
        self.check()?;
        while access.next_key_seed(self.below())?.is_some() {
            access.next_value_seed(self.below())?;
        }
        Ok(())
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        self.check()?;
        let (IgnoredAny, content) = access.variant()?;
        let IgnoredAny = content.newtype_variant()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, id: u32) -> (u32, u32, u32) {
        let place = Locator::new(text).place(id).unwrap();
        (place.line, place.column, place.end_column)
    }

    #[test]
    fn numbers_find_keys_and_values() {
        let text = "# a\nreps: [dana, 'lee k']\r\nhours: \"8\"\n";
        assert_eq!(place(text, 1), (2, 1, 5));
        assert_eq!(place(text, 2), (2, 7, 8));
        assert_eq!(place(text, 3), (2, 8, 12));
        assert_eq!(place(text, 4), (2, 14, 21));
        assert_eq!(place(text, 5), (3, 1, 6));
        assert_eq!(place(text, 6), (3, 8, 11));
    }

    #[test]
    fn columns_are_characters_and_lines_are_the_editors() {
        assert_eq!(place("Øyvind: 1d", 1), (1, 1, 7));
        assert_eq!(place("Øyvind: é x # no", 2), (1, 9, 12));
        assert_eq!(place("a: \"x\u{2028}y\"\nb: c", 3), (2, 1, 2));
    }
}
