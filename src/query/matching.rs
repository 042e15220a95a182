//! A life, or one touch of it, comes in; out comes whether it is asked for.

use std::ops::RangeBounds;

use rust_decimal::Decimal;

use super::condition::Condition;
use super::{Query, Term};
use crate::calendar::Day;
use crate::journal::ProspectId;
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
            of_prospect(term) || moves.any(|step| holds_of_touch(term, timeline, step))
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
            wanted.all(|term| holds_of_touch(term, timeline, step))
        };
        wanted.is_empty() || life.moves.iter().any(all_hold)
    }

    /// Says whether all hold that its terms about prospects say.
    #[must_use]
    pub fn matches_prospect(&self, timeline: &Timeline<'_>, life: &Life<'_>) -> bool {
        let mut terms = self.terms.iter().filter(|term| !term.is_about_touches());
        terms.all(|term| holds_of_prospect(term, timeline, life) != term.negated)
    }

    /// Says whether all hold that its terms about touches say, of one touch.
    #[must_use]
    pub fn matches_touch(&self, timeline: &Timeline<'_>, life: &Life<'_>, step: &Move<'_>) -> bool {
        self.touch_terms().all(|term| {
            let holds =
                has_own_tag(term, timeline, life.prospect) || holds_of_touch(term, timeline, step);
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
        timeline.each_life(|life| {
            asked_for[life.prospect.0 as usize] = self.matches(timeline, life);
        });
        Some(asked_for)
    }

    fn touch_terms(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(|term| term.is_about_touches())
    }
}

fn holds_of_prospect(term: &Term, timeline: &Timeline<'_>, life: &Life<'_>) -> bool {
    let journal = timeline.journal;
    let prospect = journal.prospect(life.prospect);
    match &term.condition {
        Condition::Reps(reps) => prospect.owner.is_some_and(|owner| reps.contains(&owner)),
        Condition::Statuses(statuses) => statuses.contains(&life.outlook.status),
        Condition::Cadences(cadences) => life
            .state
            .phase
            .is_some_and(|phase| cadences.contains(&phase)),
        Condition::Numbers(ranges) => {
            let number = if term.key == QueryKey::Touches {
                Some(Decimal::from(life.state.touches))
            } else {
                value_of(timeline, life.prospect).map(|money| money.amount)
            };
            number.is_some_and(|number| within(ranges, &number))
        }
        Condition::Days(ranges) => {
            let day = if term.key == QueryKey::Since {
                life.since.map(|since| since.day)
            } else {
                life.moves.last().map(|step| step.touch.touch.day)
            };
            day.is_some_and(|day: Day| within(ranges, &day))
        }
        Condition::Words(words) => {
            let value = |key| {
                let values = journal.values(life.prospect, key);
                values.map(|place| fold(&journal.text(place)))
            };
            match term.key {
                QueryKey::Name => {
                    let name = fold(&journal.name(life.prospect));
                    let mut names = std::iter::once(name).chain(value(FieldKey::Aka));
                    names.any(|name| words.iter().any(|word| name.contains(word)))
                }
                QueryKey::Source => value(FieldKey::Source).any(|source| words.contains(&source)),
                _ => value(FieldKey::Potential).any(|potential| words.contains(&potential)),
            }
        }
        // It is about touches.
        Condition::Channels(_) => false,
    }
}

fn holds_of_touch(term: &Term, timeline: &Timeline<'_>, step: &Move<'_>) -> bool {
    let touch = step.touch.touch;
    let vocabulary = &timeline.settings.vocabulary;
    match &term.condition {
        Condition::Reps(reps) => step.rep.is_some_and(|rep| reps.contains(&rep)),
        Condition::Channels(ways) => ways.iter().any(|way| way.covers(touch.channel, vocabulary)),
        Condition::Days(ranges) => within(ranges, &touch.day),
        Condition::Words(words) => {
            let source = &timeline.journal.files[step.touch.file as usize].source;
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
