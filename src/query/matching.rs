//! A life, or one touch of it, comes in; out comes whether it is asked for.

use std::borrow::Cow;
use std::ops::RangeBounds;

use rust_decimal::Decimal;

use super::condition::Condition;
use super::{Query, Term};
use crate::journal::{ProspectId, TouchRef};
use crate::portrait::value_of;
use crate::syntax::{FieldKey, QueryKey, Range, tags_of};
use crate::text::fold;
use crate::timeline::{Life, Move, Timeline};

impl Query {
    /// Says whether a prospect is asked for.
    #[must_use]
    pub fn matches(&self, timeline: &Timeline<'_>, life: &Life<'_>) -> bool {
        if !self.matches_prospect(timeline, life) {
            return false;
        }
        let (unwanted, wanted): (Vec<&Term>, Vec<&Term>) =
            self.touch_terms().partition(|term| term.negated);
        let of_prospect = |term: &Term| has_own_tag(term, timeline, life.prospect);
        let is_such = |term: &Term| {
            let mut moves = life.moves.iter();
            of_prospect(term) || moves.any(|step| holds_of_touch(term, timeline, step.touch))
        };
        if unwanted.into_iter().any(is_such) {
            return false;
        }
        let wanted: Vec<&Term> = wanted
            .into_iter()
            .filter(|term| !of_prospect(term))
            .collect();
        let all_hold = |step: &Move<'_>| {
            let mut wanted = wanted.iter();
            wanted.all(|term| holds_of_touch(term, timeline, step.touch))
        };
        wanted.is_empty() || life.moves.iter().any(all_hold)
    }

    /// Says whether all hold that its terms about prospects say.
    #[must_use]
    pub fn matches_prospect(&self, timeline: &Timeline<'_>, life: &Life<'_>) -> bool {
        let mut terms = self.terms.iter().filter(|term| !term.is_about_touches());
        terms.all(|term| holds_of_prospect(term, timeline, life) != term.negated)
    }

    /// Says whether all hold that its terms about touches say, of one touch of a life, made or not.
    #[must_use]
    pub fn matches_touch(
        &self,
        timeline: &Timeline<'_>,
        life: &Life<'_>,
        touch: TouchRef<'_>,
    ) -> bool {
        self.touch_terms().all(|term| {
            let holds =
                has_own_tag(term, timeline, life.prospect) || holds_of_touch(term, timeline, touch);
            holds != term.negated
        })
    }

    /// Which prospects are asked for, by number; none where all are.
    #[must_use]
    pub fn prospects(&self, timeline: &Timeline<'_>) -> Option<Vec<bool>> {
        if self.is_empty() {
            return None;
        }
        let mut asked_for = vec![false; timeline.journal.prospects.len()];
        let undecided = timeline.prospects().filter(|prospect| {
            let decided = self.decided_by_fields(timeline, *prospect);
            asked_for[prospect.0 as usize] = decided == Some(true);
            decided.is_none()
        });
        let undecided: Vec<ProspectId> = undecided.collect();
        timeline.each_life_of(undecided.into_iter(), |life| {
            asked_for[life.prospect.0 as usize] = self.matches(timeline, life);
        });
        Some(asked_for)
    }

    /// Says whether a prospect is asked for, where that can be told without its life.
    fn decided_by_fields(&self, timeline: &Timeline<'_>, prospect: ProspectId) -> Option<bool> {
        let mut all_hold = Some(true);
        for term in &self.terms {
            match holds_of_fields(term, timeline, prospect) {
                Some(holds) if holds == term.negated => return Some(false),
                Some(_) => {}
                None => all_hold = None,
            }
        }
        all_hold
    }

    fn touch_terms(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(|term| term.is_about_touches())
    }
}

fn holds_of_prospect(term: &Term, timeline: &Timeline<'_>, life: &Life<'_>) -> bool {
    if let Some(holds) = holds_of_fields(term, timeline, life.prospect) {
        return holds;
    }
    match &term.condition {
        Condition::Statuses(statuses) => statuses.contains(&life.outlook.status),
        Condition::Cadences(cadences) => life
            .state
            .phase
            .is_some_and(|phase| cadences.contains(&phase)),
        Condition::Numbers(ranges) => within(ranges, &Decimal::from(life.state.touches)),
        Condition::Days(ranges) => {
            let last = life.moves.last();
            last.is_some_and(|step| within(ranges, &step.touch.touch.day))
        }
        // They are about touches, or fields.
        Condition::Channels(_) | Condition::Reps(_) | Condition::Words(_) => false,
    }
}

/// Says whether a term holds of what is declared of a prospect; none where it is about its touches,
/// or what they make of it.
fn holds_of_fields(term: &Term, timeline: &Timeline<'_>, prospect: ProspectId) -> Option<bool> {
    let journal = timeline.journal;
    let value = |key| {
        let values = journal.values(prospect, key);
        values.map(|place| fold(&journal.text(place)))
    };
    match (term.key, &term.condition) {
        _ if term.is_about_touches() => None,
        (_, Condition::Reps(reps)) => {
            let owner = journal.prospect(prospect).owner;
            Some(owner.is_some_and(|owner| reps.contains(&owner)))
        }
        (QueryKey::Value, Condition::Numbers(ranges)) => {
            let value = value_of(timeline, prospect);
            Some(value.is_some_and(|money| within(ranges, &money.amount)))
        }
        (QueryKey::Since, Condition::Days(ranges)) => {
            let since = journal.since(prospect);
            Some(since.is_some_and(|since| within(ranges, &since.day)))
        }
        (QueryKey::Name, Condition::Words(words)) => {
            let name = String::from_utf8_lossy(journal.folded_name(prospect));
            let mut names = std::iter::once(name).chain(value(FieldKey::Aka).map(Cow::Owned));
            Some(names.any(|name| words.iter().any(|word| name.contains(word))))
        }
        (QueryKey::Source, Condition::Words(words)) => {
            Some(value(FieldKey::Source).any(|source| words.contains(&source)))
        }
        (_, Condition::Words(words)) => {
            Some(value(FieldKey::Potential).any(|potential| words.contains(&potential)))
        }
        _ => None,
    }
}

fn holds_of_touch(term: &Term, timeline: &Timeline<'_>, at: TouchRef<'_>) -> bool {
    let (journal, touch) = (timeline.journal, at.touch);
    let vocabulary = &timeline.settings.vocabulary;
    match &term.condition {
        Condition::Reps(reps) => journal.rep_of(at).is_some_and(|rep| reps.contains(&rep)),
        Condition::Channels(ways) => ways.iter().any(|way| way.covers(touch.channel, vocabulary)),
        Condition::Days(ranges) => within(ranges, &touch.day),
        Condition::Words(words) => {
            let source = &journal.files[at.file as usize].source;
            let tags = tags_of(source, touch.offset, vocabulary);
            tags.iter().any(|tag| words.contains(tag))
        }
        // They are about prospects.
        Condition::Statuses(_) | Condition::Cadences(_) | Condition::Numbers(_) => false,
    }
}

/// Says whether the prospect itself has the tag: then all of its touches do.
fn has_own_tag(term: &Term, timeline: &Timeline<'_>, prospect: ProspectId) -> bool {
    let (QueryKey::Tag, Condition::Words(words)) = (term.key, &term.condition) else {
        return false;
    };
    crate::portrait::tags_of(timeline, prospect).any(|tag| words.contains(&fold(&tag)))
}

fn within<T: PartialOrd>(ranges: &[Range<T>], value: &T) -> bool {
    ranges.iter().any(|range| range.contains(value))
}
