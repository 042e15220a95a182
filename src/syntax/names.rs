//! The names of one text, each kept once: two spellings of one name have one number.

use std::hash::Hasher;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use super::file::NameId;
use super::word::{skip_space, trim_end};
use crate::text::{Span, fold, is_folded_but_for_case};

/// Names by number, in the order of their first use.
#[derive(Debug, Default)]
pub struct Names {
    folded: Vec<u8>,
    entries: Vec<Entry>,
    by_hash: HashTable<u32>,
    buffer: Vec<u8>,
}

/// Names that wait to be looked up together.
///
/// A name that was not used lately lies in memory that the processor has to wait for, several
/// times over: for the table, the entry, the text. Many lookups side by side wait once.
#[derive(Debug, Default)]
pub struct Batch {
    folded: Vec<u8>,
    waiting: Vec<Waiting>,
}

#[derive(Clone, Copy, Debug)]
struct Waiting {
    end: u32,
    span: Span,
    hash: u64,
    /// The first name whose hash looks alike, where there is one.
    candidate: NameId,
}

impl Batch {
    /// How many names wait at the most.
    pub const FULL: usize = 256;

    /// Lets a name wait that stands at `span`.
    pub fn push(&mut self, spelling: &[u8], span: Span) {
        let start = self.folded.len();
        fold_onto(spelling, &mut self.folded);
        let hash = hash(&self.folded[start..]);
        let end = self.folded.len() as u32;
        self.waiting.push(Waiting {
            end,
            span,
            hash,
            candidate: NameId::NONE,
        });
    }

    /// How many names wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }
}

#[derive(Debug)]
struct Entry {
    end: u32,
    first: Span,
}

impl Names {
    /// Makes room for so many names more.
    pub fn reserve(&mut self, count: usize) {
        self.entries.reserve(count);
        let (texts, entries) = (&self.folded, &self.entries);
        self.by_hash
            .reserve(count, |&id| hash_of(texts, entries, id));
    }

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
        self.intern_hashed(folded, hash(folded), span)
    }

    fn intern_hashed(&mut self, folded: &[u8], hash: u64, span: Span) -> NameId {
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

    /// Looks up the names that wait, in their order, and empties the batch.
    pub fn intern_batch(&mut self, batch: &mut Batch, mut each: impl FnMut(NameId)) {
        // Each loop waits for one kind of memory, for all names at once.
        for waiting in &mut batch.waiting {
            let alike = self.by_hash.find(waiting.hash, |_| true);
            waiting.candidate = alike.map_or(NameId::NONE, |&id| NameId(id));
        }
        let mut start = 0;
        for waiting in &batch.waiting {
            let folded = &batch.folded[start..waiting.end as usize];
            start = waiting.end as usize;
            let candidate = waiting.candidate.known();
            let id = match candidate.filter(|&id| self.folded(id) == folded) {
                Some(id) => id,
                None => self.intern_hashed(folded, waiting.hash, waiting.span),
            };
            each(id);
        }
        batch.folded.clear();
        batch.waiting.clear();
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

/// The aliases that the value of an `aka` lists, which begins at offset `base`: where each stands,
/// white space round it aside.
pub fn aliases(value: &[u8], base: u32) -> impl Iterator<Item = Span> {
    let mut start = base;
    value.split(|&byte| byte == b',').filter_map(move |alias| {
        let name = trim_end(skip_space(alias));
        let before = alias.len() - skip_space(alias).len();
        let span = Span::new(start + before as u32, start + (before + name.len()) as u32);
        start += alias.len() as u32 + 1;
        (!name.is_empty()).then_some(span)
    })
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

/// Writes the folded form of a name into `buffer`.
fn fold_into(spelling: &[u8], buffer: &mut Vec<u8>) {
    buffer.clear();
    fold_onto(spelling, buffer);
}

/// Adds the folded form of a name to `buffer`.
fn fold_onto(spelling: &[u8], buffer: &mut Vec<u8>) {
    if is_folded_but_for_case(spelling) {
        let start = buffer.len();
        buffer.extend_from_slice(spelling);
        buffer[start..].make_ascii_lowercase();
    } else {
        let text = String::from_utf8_lossy(spelling);
        buffer.extend_from_slice(fold(&text).as_bytes());
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
