//! A row of a sheet and a mapping come in; out comes what the row says of each field, in the words
//! of a journal.

use rustc_hash::FxHashMap;

use super::sheet::Row;
use crate::settings::Mapping;
use crate::text::fold;

/// The fields that a mapping may name.
pub const FIELDS: [&str; 17] = [
    "date", "time", "mark", "done", "channel", "prospect", "rep", "outcome", "when", "detail",
    "tags", "with", "subject", "notes", "id", "email", "phone",
];

/// A mapping laid over a header: which cells hold what.
#[derive(Debug)]
pub struct Columns<'m> {
    places: FxHashMap<&'m str, Vec<usize>>,
    values: FxHashMap<&'m str, FxHashMap<String, Option<&'m str>>>,
    defaults: FxHashMap<&'m str, &'m str>,
}

/// What a cell's word means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word<'a> {
    /// One of ours, by the mapping.
    Ours(&'a str),
    /// Nothing that the mapping knows.
    Theirs(&'a str),
}

/// The form in which columns and values are compared: case, `_`, `-` and a `*` at the end, which
/// marks what must be filled in, make no other.
#[must_use]
pub fn compared(text: &str) -> String {
    let text = text.trim().trim_end_matches('*').replace(['_', '-'], " ");
    fold(&text)
}

impl<'m> Columns<'m> {
    /// Lays mappings over a header; those that come first add to those that come after.
    #[must_use]
    pub fn new(mappings: &'m [Mapping], header: &[String]) -> Columns<'m> {
        let header: Vec<String> = header.iter().map(|name| compared(name)).collect();
        let place = |column: &str| {
            let column = compared(column);
            header.iter().position(|name| *name == column)
        };
        let mut columns = Columns {
            places: FxHashMap::default(),
            values: FxHashMap::default(),
            defaults: FxHashMap::default(),
        };
        for mapping in mappings {
            for (field, names) in &mapping.columns {
                let places = columns.places.entry(field.as_str()).or_default();
                for at in names.iter().filter_map(|name| place(name)) {
                    if !places.contains(&at) {
                        places.push(at);
                    }
                }
            }
            for (field, meanings) in &mapping.values {
                let values = columns.values.entry(field.as_str()).or_default();
                for (word, meaning) in meanings {
                    values.entry(compared(word)).or_insert(meaning.as_deref());
                }
            }
            let own = mapping.defaults.iter().map(|(field, word)| (field, word));
            let present = mapping
                .with_column
                .iter()
                .filter(|(column, _)| place(column).is_some());
            let present = present.flat_map(|(_, means)| means.iter());
            for (field, word) in own.chain(present.map(|(field, word)| (field, word))) {
                columns.defaults.entry(field.as_str()).or_insert(word);
            }
        }
        columns
    }

    /// Says whether a column, or a default, can hold this field.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.places
            .get(field)
            .is_some_and(|places| !places.is_empty())
            || self.defaults.contains_key(field)
    }

    /// The cells of a field that hold something, in the order of the mapping.
    pub fn cells<'r>(&self, field: &str, row: &'r Row) -> impl Iterator<Item = &'r str> {
        let places = self.places.get(field).cloned().unwrap_or_default();
        places.into_iter().filter_map(|at| {
            let cell = row.cells.get(at)?.trim();
            (!cell.is_empty()).then_some(cell)
        })
    }

    /// The first cell of a field that holds something.
    #[must_use]
    pub fn text<'r>(&self, field: &str, row: &'r Row) -> Option<&'r str> {
        self.cells(field, row).next()
    }

    /// The first word of a field that means something; of those that the mapping does not know,
    /// one that `is_ours` says is one of ours, else the first.
    pub fn word<'a>(
        &'a self,
        field: &str,
        row: &'a Row,
        is_ours: impl Fn(&str) -> bool,
    ) -> Option<Word<'a>> {
        let values = self.values.get(field);
        let mut unknown = None;
        for cell in self.cells(field, row) {
            match values.and_then(|values| values.get(&compared(cell))) {
                Some(Some(meaning)) => return Some(Word::Ours(meaning)),
                Some(None) => {}
                None if is_ours(cell) => return Some(Word::Ours(cell)),
                None => unknown = unknown.or(Some(cell)),
            }
        }
        let default = self.defaults.get(field).copied();
        match (unknown, default) {
            (Some(cell), _) => Some(Word::Theirs(cell)),
            (None, default) => default.map(Word::Ours),
        }
    }
}
