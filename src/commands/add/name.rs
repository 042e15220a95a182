//! A name that was typed comes in; out comes the prospect of the journal that it is short for.

use super::super::Failure;
use crate::journal::{Journal, ProspectId};
use crate::text::fold;

/// Whom a name names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// One of the journal.
    One(ProspectId),
    /// Any of these.
    Any(Vec<ProspectId>),
    /// Nobody, but this one is near.
    Near(ProspectId),
    /// Nobody.
    Nobody,
}

/// Completes a name: it or an alias whole, then as the beginning of one, then as the beginning of
/// words in one; then what is near.
pub fn complete(journal: &Journal, given: &str) -> Named {
    if let Some(id) = journal.find_prospect(given) {
        return match journal.prospect(id).meant {
            None => Named::One(id),
            Some(meant) => Named::Near(meant),
        };
    }
    let given_folded = fold(given);
    let begins = |name: &str| name.starts_with(&given_folded);
    let has_words = |name: &str| has_words(name, &given_folded);
    let fits: [&dyn Fn(&str) -> bool; 2] = [&begins, &has_words];
    for fits in fits {
        match *matching(journal, fits).as_slice() {
            [] => {}
            [one] => return Named::One(one),
            ref many => return Named::Any(many.to_vec()),
        }
    }
    match journal.meant_by(given) {
        Some(near) => Named::Near(near),
        None => Named::Nobody,
    }
}

/// The prospects with a name or an alias that fits.
fn matching(journal: &Journal, fits: &dyn Fn(&str) -> bool) -> Vec<ProspectId> {
    let undeclared = journal.prospect_ids().filter(|id| {
        let prospect = journal.prospect(*id);
        prospect.declaration.is_none() && prospect.meant.is_none()
    });
    let undeclared = undeclared.map(|id| (journal.folded_name(id), id));
    let mut matching: Vec<ProspectId> = journal
        .declared_names()
        .chain(undeclared)
        .filter(|(name, _)| fits(&String::from_utf8_lossy(name)))
        .map(|(_, id)| id)
        .collect();
    matching.sort_unstable();
    matching.dedup();
    matching
}

/// Says whether words that follow each other in `name` begin with those of `given`, one by one.
fn has_words(name: &str, given: &str) -> bool {
    let name: Vec<&str> = name.split(' ').collect();
    let given: Vec<&str> = given.split(' ').collect();
    name.windows(given.len()).any(|words| {
        let mut pairs = words.iter().zip(&given);
        pairs.all(|(word, given)| word.starts_with(given))
    })
}

/// A name that is short for more than one.
pub fn one_of(journal: &Journal, given: &str, ids: &[ProspectId]) -> Failure {
    let names = ids.iter().take(8).map(|id| journal.name(*id));
    let mut names = names.collect::<Vec<_>>().join(", ");
    if ids.len() > 8 {
        names += ", …";
    }
    Failure::new(format!("`{given}` can be {names}")).help("write more of the name")
}
