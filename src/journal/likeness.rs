//! Which declared prospect was plainly meant by a name that nothing declares.

use hashbrown::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Journal, ProspectId};

/// Legal forms of companies, which are no part of what tells one from another.
const LEGAL_FORMS: [&str; 25] = [
    "inc",
    "incorporated",
    "ltd",
    "limited",
    "llc",
    "llp",
    "plc",
    "corp",
    "corporation",
    "co",
    "company",
    "gmbh",
    "ag",
    "kg",
    "sa",
    "sas",
    "sarl",
    "bv",
    "nv",
    "oy",
    "ab",
    "as",
    "srl",
    "spa",
    "pty",
];

/// A name without case, accents, punctuation and a company's legal form: two prospects with one
/// key are likely one. Where nothing else is left, the legal form stays.
#[must_use]
pub fn likeness_key(name: &str) -> String {
    let plain: String = name
        .nfd()
        .filter(|character| character.is_alphanumeric() || character.is_whitespace())
        .filter(|character| !is_combining_mark(*character))
        .flat_map(char::to_lowercase)
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let telling: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !LEGAL_FORMS.contains(word))
        .collect();
    if telling.is_empty() {
        words.join(" ")
    } else {
        telling.join(" ")
    }
}

/// Finds, for each prospect that nothing declares, the declared one that was plainly meant.
pub(super) fn find_meant(journal: &mut Journal) {
    let undeclared: Vec<ProspectId> = journal
        .prospect_ids()
        .filter(|id| journal.prospect(*id).declaration.is_none())
        .collect();
    if undeclared.is_empty() {
        return;
    }
    let index = Index::new(journal);
    let meant: Vec<(ProspectId, Option<ProspectId>)> = undeclared
        .into_iter()
        .map(|id| {
            (
                id,
                index.meant(&String::from_utf8_lossy(journal.folded_name(id))),
            )
        })
        .collect();
    drop(index);
    for (id, meant) in meant {
        journal.prospects[id.0 as usize].meant = meant;
    }
}

/// The declared prospect that a name plainly means.
pub(super) fn meant_by(journal: &Journal, name: &str) -> Option<ProspectId> {
    Index::new(journal).meant(&crate::text::fold(name))
}

/// The declared names, findable by what the given one may have in common with them.
#[derive(Default)]
struct Index {
    names: Vec<Known>,
    by_name: HashMap<String, ProspectId>,
    by_key: HashMap<String, ProspectId>,
    /// The prospects whose name begins with these words, and has more: one, or more than one.
    by_first_words: HashMap<String, Option<ProspectId>>,
    /// Names by length, the number of a quarter, and that quarter's characters. Of two names
    /// within distance 2 of each other one quarter of the one stands in the other unchanged, at
    /// most two characters away from its place, but where letters were swapped twice.
    by_quarter: HashMap<(usize, usize, Vec<char>), Vec<u32>>,
    /// Names by their letters in order, which swapping does not change.
    by_letters: HashMap<Vec<char>, Vec<u32>>,
}

struct Known {
    name: String,
    length: usize,
    /// A bit for each of its letters, which tells most names apart at a glance.
    letters: u64,
    prospect: ProspectId,
}

impl Index {
    fn new(journal: &Journal) -> Index {
        let mut index = Index::default();
        for (name, prospect) in journal.declared_names() {
            index.add(&String::from_utf8_lossy(name), prospect);
        }
        index
    }

    fn add(&mut self, name: &str, prospect: ProspectId) {
        let number = self.names.len() as u32;
        self.by_name.entry(name.to_owned()).or_insert(prospect);
        self.by_key.entry(likeness_key(name)).or_insert(prospect);
        for (space, _) in name.match_indices(' ') {
            let words = name[..space].to_owned();
            let other = self.by_first_words.entry(words).or_insert(Some(prospect));
            if *other != Some(prospect) {
                *other = None;
            }
        }
        let characters: Vec<char> = name.chars().collect();
        for quarter in 0..4 {
            let part = characters[quarter_of(characters.len(), quarter)].to_vec();
            self.by_quarter
                .entry((characters.len(), quarter, part))
                .or_default()
                .push(number);
        }
        self.by_letters
            .entry(in_order(&characters))
            .or_default()
            .push(number);
        self.names.push(Known {
            name: name.to_owned(),
            length: characters.len(),
            letters: letters(&characters),
            prospect,
        });
    }

    /// The declared prospect that `given`, in the form that comparisons use, plainly means.
    fn meant(&self, given: &str) -> Option<ProspectId> {
        self.before_outcome(given)
            .or_else(|| self.by_key.get(&likeness_key(given)).copied())
            .or_else(|| self.near(given))
            .or_else(|| self.by_first_words.get(given).copied().flatten())
    }

    /// A declared name, followed by what looks like the start of an outcome or a person.
    fn before_outcome(&self, given: &str) -> Option<ProspectId> {
        let cuts = given
            .char_indices()
            .filter_map(|(at, character)| match character {
                ':' | ',' | '(' => Some(given[..at].trim_end()),
                ' ' => {
                    let word = given[at + 1..].split(' ').next()?;
                    ["-", ">", "=>"].contains(&word).then(|| &given[..at])
                }
                _ => None,
            });
        // The longest name that fits is the one that was meant.
        cuts.filter_map(|name| self.by_name.get(name).copied())
            .next_back()
    }

    /// The nearest name within edit distance 2 and a quarter of its length, the digits equal.
    fn near(&self, given: &str) -> Option<ProspectId> {
        let characters: Vec<char> = given.chars().collect();
        let letters = letters(&characters);
        let mut best: Option<(usize, u32)> = None;
        let mut consider = |number: u32| {
            let known = &self.names[number as usize];
            let most = 2.min(known.length / 4);
            // Each edit changes two letters at the most.
            let differ = (known.letters ^ letters).count_ones() as usize;
            if most == 0 || differ > 2 * most || known.length.abs_diff(characters.len()) > most {
                return;
            }
            let distance = strsim::osa_distance(given, &known.name);
            if distance <= most && digits(given).eq(digits(&known.name)) {
                best = Some(best.map_or((distance, number), |best| best.min((distance, number))));
            }
        };
        for &number in self
            .by_letters
            .get(&in_order(&characters))
            .into_iter()
            .flatten()
        {
            consider(number);
        }
        for length in characters.len().saturating_sub(2)..=characters.len() + 2 {
            for quarter in 0..4 {
                let place = quarter_of(length, quarter);
                for start in place.start.saturating_sub(2)..=place.start + 2 {
                    let Some(part) = characters.get(start..start + place.len()) else {
                        continue;
                    };
                    let key = (length, quarter, part.to_vec());
                    for &number in self.by_quarter.get(&key).into_iter().flatten() {
                        consider(number);
                    }
                }
            }
        }
        best.map(|(_, number)| self.names[number as usize].prospect)
    }
}

fn quarter_of(length: usize, quarter: usize) -> std::ops::Range<usize> {
    length * quarter / 4..length * (quarter + 1) / 4
}

fn in_order(characters: &[char]) -> Vec<char> {
    let mut sorted = characters.to_vec();
    sorted.sort_unstable();
    sorted
}

fn letters(characters: &[char]) -> u64 {
    characters.iter().fold(0, |letters, character| {
        letters | 1 << (u32::from(*character) % 64)
    })
}

fn digits(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().filter(char::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(names: &[&str]) -> Index {
        let mut index = Index::default();
        for (number, name) in names.iter().enumerate() {
            index.add(&crate::text::fold(name), ProspectId(number as u32));
        }
        index
    }

    #[test]
    fn a_declared_name_is_plainly_meant() {
        let index = index(&[
            "Acme Corp",
            "Dunder Mifflin",
            "Weber & Söhne",
            "Prestige 1",
            "Bo",
            "Müller GmbH",
        ]);
        let meant = |given: &str| index.meant(&crate::text::fold(given)).map(|id| id.0);
        assert_eq!(meant("Acme Crop"), Some(0));
        assert_eq!(meant("Acme, Inc."), Some(0));
        assert_eq!(meant("Dunder"), Some(1));
        assert_eq!(meant("Weber & Söhne > no-answer"), Some(2));
        assert_eq!(meant("Acme Corp: hello"), Some(0));
        assert_eq!(meant("Acme Corp (Jim)"), Some(0));
        assert_eq!(meant("Acem Corp"), Some(0), "a swap is one edit");
        assert_eq!(meant("Dundre Mifflni"), Some(1), "two swaps are two");
        assert_eq!(
            meant("Dundre Miflin"),
            Some(1),
            "so are a swap and a missing letter"
        );
        assert_eq!(meant("Prestige 2"), None);
        assert_eq!(meant("Bob"), None);
        assert_eq!(meant("Muller"), Some(5));
        assert_eq!(meant("Somebody else"), None);
    }

    #[test]
    fn a_name_that_begins_two_prospects_means_neither() {
        let index = index(&["Acme Corp", "Acme Tools"]);
        assert_eq!(index.meant("acme tool"), Some(ProspectId(1)));
        assert_eq!(
            index.meant("acme"),
            Some(ProspectId(0)),
            "a legal form aside, it is the name"
        );
        let two = super::tests::index(&["Acme Paper", "Acme Tools"]);
        assert_eq!(two.meant("acme"), None);
    }
}
