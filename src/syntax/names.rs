//! The names of one text, each kept once: two spellings of one name have one number.

use std::hash::Hasher;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use super::file::NameId;
use super::word::{skip_space, space_length, trim_end};
use crate::text::{Span, fold};

/// Names by number, in the order of their first use.
#[derive(Debug, Default)]
pub struct Names {
    folded: Vec<u8>,
    entries: Vec<Entry>,
    by_hash: HashTable<u32>,
    buffer: Vec<u8>,
}

#[derive(Debug)]
struct Entry {
    end: u32,
    first: Span,
}

impl Names {
    /// The number of the name that `spelling` spells, which stands at `span`; a new one where the
    /// name is new.
    pub fn intern(&mut self, spelling: &[u8], span: Span) -> NameId {
        let mut buffer = std::mem::take(&mut self.buffer);
        fold_into(spelling, &mut buffer);
        let id = self.intern_folded(&buffer, span);
        self.buffer = buffer;
        id
    }

    /// The same for a name in the form that comparisons use.
    pub fn intern_folded(&mut self, folded: &[u8], span: Span) -> NameId {
        let hash = hash(folded);
        let known = self
            .by_hash
            .find(hash, |&id| self.folded(NameId(id)) == folded);
        if let Some(&id) = known {
            return NameId(id);
        }
        let id = self.entries.len() as u32;
        self.folded.extend_from_slice(folded);
        self.entries.push(Entry {
            end: self.folded.len() as u32,
            first: span,
        });
        let (texts, entries) = (&self.folded, &self.entries);
        self.by_hash
            .insert_unique(hash, id, |&id| hash_of(texts, entries, id));
        NameId(id)
    }

    /// The number of a name, whatever its spelling, where it is known.
    #[must_use]
    pub fn find(&self, spelling: &[u8]) -> Option<NameId> {
        let mut buffer = Vec::new();
        fold_into(spelling, &mut buffer);
        self.find_folded(&buffer)
    }

    /// The same for a name in the form that comparisons use.
    #[must_use]
    pub fn find_folded(&self, folded: &[u8]) -> Option<NameId> {
        let known = self
            .by_hash
            .find(hash(folded), |&id| self.folded(NameId(id)) == folded);
        known.map(|&id| NameId(id))
    }

    /// A name in the form that comparisons use.
    #[must_use]
    pub fn folded(&self, id: NameId) -> &[u8] {
        folded_of(&self.folded, &self.entries, id.0)
    }

    /// Where a name was first used.
    #[must_use]
    pub fn first(&self, id: NameId) -> Span {
        self.entries[id.0 as usize].first
    }

    /// How many names there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Says whether there is no name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

fn folded_of<'a>(folded: &'a [u8], entries: &[Entry], id: u32) -> &'a [u8] {
    let id = id as usize;
    let start = if id == 0 {
        0
    } else {
        entries[id - 1].end as usize
    };
    &folded[start..entries[id].end as usize]
}

fn hash_of(folded: &[u8], entries: &[Entry], id: u32) -> u64 {
    hash(folded_of(folded, entries, id))
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.finish()
}

/// Writes the folded form of a name into `buffer`, in one pass where it is ASCII.
fn fold_into(spelling: &[u8], buffer: &mut Vec<u8>) {
    buffer.clear();
    if !spelling.is_ascii() {
        let text = String::from_utf8_lossy(spelling);
        buffer.extend_from_slice(fold(&text).as_bytes());
        return;
    }
    let mut rest = trim_end(skip_space(spelling));
    while let [byte, tail @ ..] = rest {
        if space_length(rest) > 0 {
            buffer.push(b' ');
            rest = skip_space(rest);
        } else {
            buffer.push(byte.to_ascii_lowercase());
            rest = tail;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_spellings_of_a_name_have_one_number() {
        let mut names = Names::default();
        let acme = names.intern("Acme  Corp".as_bytes(), Span::new(0, 10));
        assert_eq!(
            names.intern("ACME\u{a0}corp".as_bytes(), Span::new(20, 30)),
            acme
        );
        assert_ne!(names.intern("Acme".as_bytes(), Span::new(40, 44)), acme);
        assert_eq!(names.first(acme), Span::new(0, 10));
        assert_eq!(names.find(b"acme corp"), Some(acme));
    }
}
