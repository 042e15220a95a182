//! A journal comes in; out comes whom an address or a name belongs to: prospects by their `email`,
//! reps by theirs.

use rustc_hash::FxHashMap;

use crate::finding::Place;
use crate::journal::{Journal, ProspectId};
use crate::syntax::{DirectiveKind, FieldKey};
use crate::text::fold;

/// The addresses of a journal.
#[derive(Debug, Default)]
pub struct People {
    prospects: FxHashMap<String, Vec<ProspectId>>,
    reps: FxHashMap<String, String>,
}

impl People {
    /// Gathers them.
    #[must_use]
    pub fn new(journal: &Journal) -> People {
        let mut people = People::default();
        for id in journal.prospect_ids() {
            for place in journal.values(id, FieldKey::Email) {
                for address in addresses(&journal.text(place)) {
                    let owners = people.prospects.entry(address).or_default();
                    if !owners.contains(&id) {
                        owners.push(id);
                    }
                }
            }
        }
        for (number, file) in (0_u32..).zip(&journal.files) {
            for (at, directive) in (0_u32..).zip(&file.directives) {
                let DirectiveKind::Rep(rep) = directive.kind else {
                    continue;
                };
                let text = |span| journal.text(Place { file: number, span });
                let fields = file.fields_of(at).iter();
                for field in fields.filter(|field| field.key == FieldKey::Email) {
                    for address in addresses(&text(field.value)) {
                        people.reps.insert(address, text(rep.span));
                    }
                }
            }
        }
        people
    }

    /// The prospects that have this address.
    #[must_use]
    pub fn prospects(&self, address: &str) -> &[ProspectId] {
        let owners = self.prospects.get(&fold(address));
        owners.map_or(&[], Vec::as_slice)
    }

    /// The rep who has this address.
    #[must_use]
    pub fn rep(&self, address: &str) -> Option<&str> {
        self.reps.get(&fold(address)).map(String::as_str)
    }

    /// Says whether any rep's address is known.
    #[must_use]
    pub fn knows_reps(&self) -> bool {
        !self.reps.is_empty()
    }
}

/// The addresses in a field: `jim@acme.example, Ann <ann@acme.example>`.
fn addresses(text: &str) -> Vec<String> {
    let words = text.split([',', ';', ' ', '<', '>', '(', ')']);
    let words = words.filter(|word| word.contains('@'));
    words
        .map(|word| fold(word.trim_start_matches("mailto:")))
        .collect()
}

/// The prospects whose name, or an alias, stands in a text as whole words.
#[must_use]
pub fn named_in(journal: &Journal, text: &str) -> Vec<ProspectId> {
    let text = fold(text);
    let mut found: Vec<ProspectId> = Vec::new();
    for (name, id) in journal.declared_names() {
        let name = String::from_utf8_lossy(name);
        if !found.contains(&id) && has_words(&text, &name) {
            found.push(id);
        }
    }
    found
}

fn has_words(text: &str, name: &str) -> bool {
    let is_part = |one: Option<char>| one.is_some_and(char::is_alphanumeric);
    // Shorter ones are words of other texts too.
    name.chars().count() > 2
        && text.match_indices(name).any(|(at, _)| {
            !is_part(text[..at].chars().next_back())
                && !is_part(text[at + name.len()..].chars().next())
        })
}
