//! Mappings and lists of a tree: a node comes in, and out come its keys or items, with complaints
//! about what has another shape, about unknown keys, and about doubled ones.

use rustc_hash::FxHashSet;

use super::error::{Complaints, quote};
use super::node::{Kind, Node};
use crate::text::fold;

/// More keys or items than this are a mistake, and none of those beyond are looked at.
const MOST: usize = 10_000;

/// One key of a mapping whose keys are the user's own words.
#[derive(Clone, Copy)]
pub struct Entry<'n> {
    /// The key's words.
    pub name: &'n str,
    /// The key.
    pub key: &'n Node<'n>,
    /// The value.
    pub value: &'n Node<'n>,
}

/// The entries of a mapping, each name once; one that is left empty has none.
pub fn entries<'n>(
    node: &'n Node,
    wanted: &str,
    example: &str,
    complaints: &mut Complaints,
) -> Vec<Entry<'n>> {
    let pairs = match &node.kind {
        Kind::Mapping(pairs) => pairs,
        Kind::Empty => return Vec::new(),
        _ => {
            complaints.wrong_type(node, wanted, example);
            return Vec::new();
        }
    };
    let mut seen = FxHashSet::default();
    let mut entries = Vec::with_capacity(pairs.len().min(MOST));
    if let Some((first_beyond, _)) = pairs.get(MOST) {
        complain_of_length(first_beyond, "keys", complaints);
    }
    for (key, value) in pairs.iter().take(MOST) {
        let Kind::Text(name) = &key.kind else {
            let message = format!(
                "a word is wanted before the colon, not {}",
                key.kind.describe()
            );
            complaints.say(key, message, "put it in quotes if it is meant as a name");
            continue;
        };
        let folded = fold(name);
        if folded.is_empty() {
            complaints.say(key, "a name is wanted before the colon", "");
        } else if seen.insert(folded) {
            entries.push(Entry { name, key, value });
        } else {
            let message = format!("`{}` stands here a second time", quote(name));
            complaints.say(key, message, "keep one of the two");
        }
    }
    entries
}

/// The values of a mapping with fixed keys.
pub struct Fields<'n>(Vec<Entry<'n>>);

impl<'n> Fields<'n> {
    /// Reads a mapping that may hold only `known` keys.
    pub fn of(
        node: &'n Node,
        what: &str,
        known: &[&str],
        example: &str,
        complaints: &mut Complaints,
    ) -> Fields<'n> {
        let mut fields = entries(node, &format!("{what} with its keys"), example, complaints);
        fields.retain(|field| {
            let is_known = known.contains(&field.name);
            if !is_known {
                let what = format!("key of {what}");
                complaints.unknown(field.key, field.name, &what, known.iter().copied());
            }
            is_known
        });
        Fields(fields)
    }

    /// The value of a key, where it is there.
    pub fn get(&self, name: &str) -> Option<&'n Node<'n>> {
        self.entry(name).map(|field| field.value)
    }

    /// A key with its value, where it is there.
    pub fn entry(&self, name: &str) -> Option<Entry<'n>> {
        self.0.iter().find(|field| field.name == name).copied()
    }
}

/// The items of a list; one that is left empty has none.
pub fn items<'n>(
    node: &'n Node<'n>,
    wanted: &str,
    example: &str,
    complaints: &mut Complaints,
) -> &'n [Node<'n>] {
    match &node.kind {
        Kind::List(items) => {
            if let Some(first_beyond) = items.get(MOST) {
                complain_of_length(first_beyond, "items", complaints);
            }
            &items[..items.len().min(MOST)]
        }
        Kind::Empty => &[],
        _ => {
            complaints.wrong_type(node, wanted, example);
            &[]
        }
    }
}

fn complain_of_length(first_beyond: &Node, what: &str, complaints: &mut Complaints) {
    let message = format!("there are more than {MOST} {what} here");
    complaints.say(first_beyond, message, "settings are small; leave some out");
}
