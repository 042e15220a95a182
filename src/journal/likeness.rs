//! Which declared prospect was plainly meant by a name that nothing declares.

use std::collections::BTreeMap;
use std::ops::Range;

use hashbrown::{HashMap, HashSet};
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
    by_name: BTreeMap<String, ProspectId>,
    /// How many bytes long the declared names are: nothing of another length is one.
    lengths: HashSet<usize>,
    by_key: HashMap<String, ProspectId>,
    by_part: HashMap<PartKey, Vec<Candidate>>,
}

struct Known {
    characters: Vec<char>,
    prospect: ProspectId,
}

/// A part of a name at its place in it, beside the digits of all of it, which near names share.
#[derive(PartialEq, Eq, Hash)]
struct PartKey {
    digits: String,
    length: usize,
    part: usize,
    characters: Vec<char>,
}

/// A name that shares a part with the given one.
struct Candidate {
    number: u32,
    /// A bit for each of its letters, which tells most names apart at a glance.
    letters: u64,
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
        self.lengths.insert(name.len());
        self.by_key.entry(likeness_key(name)).or_insert(prospect);
        let characters: Vec<char> = name.chars().collect();
        let letters = letters(&characters);
        for (part, place) in parts(characters.len()).enumerate() {
            let key = PartKey {
                digits: digits(name),
                length: characters.len(),
                part,
                characters: characters[place].to_vec(),
            };
            let candidate = Candidate { number, letters };
            self.by_part.entry(key).or_default().push(candidate);
        }
        self.names.push(Known {
            characters,
            prospect,
        });
    }

    /// The declared prospect that `given`, in the form that comparisons use, plainly means.
    fn meant(&self, given: &str) -> Option<ProspectId> {
        self.before_outcome(given)
            .or_else(|| self.by_key.get(&likeness_key(given)).copied())
            .or_else(|| self.near(given))
            .or_else(|| self.by_first_words(given))
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
            })
            .filter(|name| self.lengths.contains(&name.len()));
        // The longest name that fits is the one that was meant.
        cuts.filter_map(|name| self.by_name.get(name).copied())
            .next_back()
    }

    /// The nearest name within edit distance 2 and a quarter of its length, the digits equal.
    fn near(&self, given: &str) -> Option<ProspectId> {
        let characters: Vec<char> = given.chars().collect();
        let mut near = self.sharing_a_part(given, &characters);
        near.sort_unstable();
        near.dedup();
        let near = near.into_iter().filter_map(|number| {
            let known = &self.names[number as usize];
            let most = most_edits(known.characters.len());
            Some((edits(&characters, &known.characters, most)?, number))
        });
        near.min()
            .map(|(_, number)| self.names[number as usize].prospect)
    }

    /// The numbers of the names that may be near the given one, some of them more than once.
    fn sharing_a_part(&self, given: &str, characters: &[char]) -> Vec<u32> {
        let letters = letters(characters);
        let digits = digits(given);
        let mut numbers = Vec::new();
        for length in characters.len().saturating_sub(2)..=characters.len() + 2 {
            let most = most_edits(length);
            if length.abs_diff(characters.len()) > most {
                continue;
            }
            for (part, place) in parts(length).enumerate() {
                for start in place.start.saturating_sub(most)..=place.start + most {
                    let Some(shared) = characters.get(start..start + place.len()) else {
                        continue;
                    };
                    let key = PartKey {
                        digits: digits.clone(),
                        length,
                        part,
                        characters: shared.to_vec(),
                    };
                    let candidates = self.by_part.get(&key).into_iter().flatten();
                    // Each edit changes two letters at the most.
                    let near = candidates.filter(|candidate| {
                        (candidate.letters ^ letters).count_ones() as usize <= 2 * most
                    });
                    numbers.extend(near.map(|candidate| candidate.number));
                }
            }
        }
        numbers
    }

    /// The one prospect whose names begin with the given words, and have more.
    fn by_first_words(&self, given: &str) -> Option<ProspectId> {
        let first_words = format!("{given} ");
        let mut prospects = self
            .by_name
            .range(first_words.clone()..)
            .take_while(|(name, _)| name.starts_with(&first_words))
            .map(|(_, prospect)| *prospect);
        let first = prospects.next()?;
        prospects.all(|other| other == first).then_some(first)
    }
}

/// How many edits from a name of so many characters another is still near it.
fn most_edits(length: usize) -> usize {
    2.min(length / 4)
}

/// The parts of a name of so many characters. An edit changes one of them, or two where it swaps
/// letters on both sides of a border: one part more than that stands in a near name unchanged, at
/// most as many characters away from its place as there are edits.
fn parts(length: usize) -> impl Iterator<Item = Range<usize>> {
    let count = match most_edits(length) {
        0 => 0,
        most => 2 * most + 1,
    };
    (0..count).map(move |part| length * part / count..length * (part + 1) / count)
}

/// The edit distance, a swap being one edit, where it is `most` or less.
fn edits(one: &[char], other: &[char], most: usize) -> Option<usize> {
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same..], &other[same..]);
    if one.is_empty() || other.is_empty() {
        let left = one.len().max(other.len());
        return (left <= most).then_some(left);
    }
    let left = most.checked_sub(1)?;
    let is_swapped = matches!((one, other), ([a, b, ..], [c, d, ..]) if a == d && b == c);
    let ways = [(1, 1), (1, 0), (0, 1), (2, 2)];
    ways[..if is_swapped { 4 } else { 3 }]
        .iter()
        .filter_map(|&(taken, given)| edits(&one[taken..], &other[given..], left))
        .min()
        .map(|edits| edits + 1)
}

fn letters(characters: &[char]) -> u64 {
    characters.iter().fold(0, |letters, character| {
        letters | 1 << (u32::from(*character) % 64)
    })
}

fn digits(name: &str) -> String {
    name.chars().filter(char::is_ascii_digit).collect()
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

    /// What [`Index::near`] finds, found by looking at each name.
    fn nearest_of_all(names: &[String], given: &str) -> Option<ProspectId> {
        let near = names.iter().zip(0..).filter_map(|(name, number)| {
            let most = 2.min(name.chars().count() / 4);
            let distance = strsim::osa_distance(given, name);
            let is_near = most > 0 && distance <= most && digits(given) == digits(name);
            is_near.then_some((distance, number))
        });
        near.min().map(|(_, number)| ProspectId(number))
    }

    proptest::proptest! {
        #[test]
        fn the_nearest_name_is_found_as_if_each_was_looked_at(
            names in proptest::collection::vec("[abc1]{1,14}", 1..40),
            given in proptest::collection::vec("[abc1]{1,14}", 1..40),
        ) {
            let index = index(&names.iter().map(String::as_str).collect::<Vec<_>>());
            for given in given {
                proptest::prop_assert_eq!(index.near(&given), nearest_of_all(&names, &given));
            }
        }

        #[test]
        fn two_edits_of_a_name_are_found(
            name in "[a-d]{8,30}",
            edits in proptest::collection::vec((0_usize..30, 0..4, "[a-d]"), 2),
        ) {
            let mut given: Vec<char> = name.chars().collect();
            for (at, kind, letter) in edits {
                let at = at % (given.len() - 1);
                match kind {
                    0 => given.swap(at, at + 1),
                    1 => drop(given.remove(at)),
                    2 => given.splice(at..at, letter.chars()).for_each(drop),
                    _ => given.splice(at..=at, letter.chars()).for_each(drop),
                }
            }
            let given: String = given.into_iter().collect();
            let names = [name];
            let index = index(&[names[0].as_str()]);
            proptest::prop_assert_eq!(index.near(&given), nearest_of_all(&names, &given));
        }
    }
}
