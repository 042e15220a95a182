//! What somebody typed for a prospect comes in; out comes the prospect, or those it may mean.

use super::{Journal, ProspectId};
use crate::syntax::near_word;
use crate::text::{fold, plain};

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

/// How a name fits what was typed of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is the same.
    Whole,
    /// It begins so.
    Begins,
    /// It holds it.
    Holds,
}

impl Fit {
    /// How a name fits, both in the form that comparisons use.
    fn of(name: &str, typed: &str) -> Option<Fit> {
        if name == typed {
            Some(Fit::Whole)
        } else if name.starts_with(typed) {
            Some(Fit::Begins)
        } else {
            name.contains(typed).then_some(Fit::Holds)
        }
    }
}

impl Journal {
    /// Finds the prospect of this name or alias; else the only one with a name that begins so;
    /// else the only one with a name that holds this, at last as a plain keyboard writes it. Case
    /// does not matter. Of the prospects only those that are `there` are looked at.
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
        if found.is_empty() {
            let wanted = plain(&wanted);
            found = matching(&|name| plain(name).contains(&wanted));
        }
        match found[..] {
            [] => Search::Unknown(self.nearest(&wanted, &names)),
            [one] => Search::Found(one),
            _ => Search::Several(found.into_iter().map(|id| self.name(id)).collect()),
        }
    }

    /// The prospects with a name or an alias that fits what somebody typed so far, case aside, the
    /// best fit first. Nothing fits all.
    #[must_use]
    pub fn fitting(
        &self,
        typed: &str,
        there: impl Fn(ProspectId) -> bool,
    ) -> Vec<(Fit, ProspectId)> {
        let typed = fold(typed);
        let mut found: Vec<(ProspectId, Fit)> = self
            .searched_names(there)
            .into_iter()
            .filter_map(|(name, id)| Some((id, Fit::of(&name, &typed)?)))
            .collect();
        found.sort_unstable();
        found.dedup_by_key(|(id, _)| *id);
        let mut found: Vec<(Fit, ProspectId)> =
            found.into_iter().map(|(id, fit)| (fit, id)).collect();
        found.sort_unstable();
        found
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
