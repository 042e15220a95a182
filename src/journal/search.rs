//! What somebody typed for a prospect comes in; out comes the prospect, or those it may mean.

use rustc_hash::FxHashSet;

use super::{Journal, ProspectId};
use crate::syntax::near_word;
use crate::text::fold;

/// What came of looking for a prospect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Search {
    /// This one is meant.
    Found(ProspectId),
    /// Each of these may be meant: their names.
    Several(Vec<String>),
    /// None is; the name of the nearest, where one is near.
    Unknown(Option<String>),
}

impl Journal {
    /// Finds the prospect of this name or alias; else the only one with a name that begins so;
    /// else the only one with a name that holds this. Case does not matter. Of the prospects only
    /// those that are `there` are looked at.
    #[must_use]
    pub fn search(&self, wanted: &str, there: impl Fn(ProspectId) -> bool) -> Search {
        if let Some(found) = self.find_prospect(wanted).filter(|id| there(*id)) {
            return Search::Found(found);
        }
        let wanted = fold(wanted);
        let names = self.searched_names(there);
        if wanted.is_empty() {
            return Search::Unknown(None);
        }
        let matching = |fits: &dyn Fn(&str) -> bool| {
            let mut found: Vec<ProspectId> = names
                .iter()
                .filter(|(name, _)| fits(name))
                .map(|(_, id)| *id)
                .collect();
            found.sort_unstable();
            found.dedup();
            found
        };
        let mut found = matching(&|name| name.starts_with(&wanted));
        if found.is_empty() {
            found = matching(&|name| name.contains(&wanted));
        }
        match found[..] {
            [] => Search::Unknown(self.nearest(&wanted, &names)),
            [one] => Search::Found(one),
            _ => Search::Several(found.into_iter().map(|id| self.name(id)).collect()),
        }
    }

    /// The prospects that have a name or alias that holds this, whatever its case: first those
    /// of this very name, then those with one that begins so; at most so many.
    #[must_use]
    pub fn holding(&self, wanted: &str, most: usize) -> Vec<ProspectId> {
        let wanted = fold(wanted);
        let rank = |name: &str| match name.find(&wanted)? {
            0 => Some(u8::from(name.len() > wanted.len())),
            _ => Some(2),
        };
        let names = self.searched_names(|_| true).into_iter();
        let mut found: Vec<(u8, ProspectId)> = names
            .filter_map(|(name, id)| Some((rank(&name)?, id)))
            .collect();
        found.sort_unstable();
        let mut seen = FxHashSet::default();
        let ids = found.into_iter().map(|(_, id)| id);
        ids.filter(|id| seen.insert(*id)).take(most).collect()
    }

    /// All names and aliases in the form that comparisons use.
    fn searched_names(&self, there: impl Fn(ProspectId) -> bool) -> Vec<(String, ProspectId)> {
        let text = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
        let declared = self.declared_names().map(|(name, id)| (text(name), id));
        let others = self.prospect_ids().filter(|id| {
            let prospect = self.prospect(*id);
            prospect.declaration.is_none()
        });
        let others = others.map(|id| (text(self.folded_name(id)), id));
        declared
            .chain(others)
            .filter(|(_, id)| there(*id))
            .collect()
    }

    /// The name of the prospect that is spelt most like this, as a whole or in one of its words.
    fn nearest(&self, wanted: &str, names: &[(String, ProspectId)]) -> Option<String> {
        let whole = || names.iter().map(|(name, _)| name.as_str());
        let words = || {
            whole()
                .flat_map(|name| name.split(' '))
                .filter(|word| word.len() > 3)
        };
        let near = near_word(wanted, whole()).or_else(|| near_word(wanted, words()))?;
        let holds = |name: &str| name == near || name.split(' ').any(|word| word == near);
        let (_, id) = names.iter().find(|(name, _)| holds(name))?;
        Some(self.name(*id))
    }
}
