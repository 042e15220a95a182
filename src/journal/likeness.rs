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
struct Index {
    names: Vec<(Vec<char>, ProspectId)>,
    by_name: HashMap<String, ProspectId>,
    by_key: HashMap<String, ProspectId>,
    /// The prospects whose name begins with these words, and has more: one, or more than one.
    by_first_words: HashMap<String, Option<ProspectId>>,
    /// Names by length, the number of a third, and that third's characters: of two names within
    /// distance 2 of each other, one third of the one stands in the other unchanged, at most two
    /// characters away from its place.
    by_third: HashMap<(usize, usize, Vec<char>), Vec<u32>>,
}

impl Index {
    fn new(journal: &Journal) -> Index {
        let mut index = Index {
            names: Vec::new(),
            by_name: HashMap::new(),
            by_key: HashMap::new(),
            by_first_words: HashMap::new(),
            by_third: HashMap::new(),
        };
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
            let other = self
                .by_first_words
                .entry(name[..space].to_owned())
                .or_insert(Some(prospect));
            if *other != Some(prospect) {
                *other = None;
            }
        }
        let characters: Vec<char> = name.chars().collect();
        for third in 0..3 {
            let part = characters[third_of(characters.len(), third)].to_vec();
            self.by_third
                .entry((characters.len(), third, part))
                .or_default()
                .push(number);
        }
        self.names.push((characters, prospect));
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
        let given: Vec<char> = given.chars().collect();
        let mut best: Option<(usize, u32)> = None;
        for length in given.len().saturating_sub(2)..=given.len() + 2 {
            for third in 0..3 {
                let place = third_of(length, third);
                for start in place.start.saturating_sub(2)..=place.start + 2 {
                    let Some(part) = given.get(start..start + place.len()) else {
                        continue;
                    };
                    let key = (length, third, part.to_vec());
                    for &number in self.by_third.get(&key).into_iter().flatten() {
                        let name = &self.names[number as usize].0;
                        if let Some(distance) = distance(&given, name) {
                            best = Some(best.unwrap_or((distance, number)).min((distance, number)));
                        }
                    }
                }
            }
        }
        best.map(|(_, number)| self.names[number as usize].1)
    }
}

fn third_of(length: usize, third: usize) -> std::ops::Range<usize> {
    length * third / 3..length * (third + 1) / 3
}

/// The edit distance of two names, where they are near enough to be one.
fn distance(given: &[char], name: &[char]) -> Option<usize> {
    let digits = |name: &[char]| -> Vec<char> {
        name.iter().copied().filter(char::is_ascii_digit).collect()
    };
    let most = 2.min(name.len() / 4);
    if most == 0 || given.len().abs_diff(name.len()) > most || digits(given) != digits(name) {
        return None;
    }
    let distance = strsim::generic_levenshtein(&Word(given), &Word(name));
    (distance <= most).then_some(distance)
}

/// Characters in the form that strsim takes.
struct Word<'a>(&'a [char]);

impl<'b> IntoIterator for &'b Word<'_> {
    type Item = &'b char;
    type IntoIter = std::slice::Iter<'b, char>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(names: &[&str]) -> Index {
        let mut index = Index {
            names: Vec::new(),
            by_name: HashMap::new(),
            by_key: HashMap::new(),
            by_first_words: HashMap::new(),
            by_third: HashMap::new(),
        };
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
