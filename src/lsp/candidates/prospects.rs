//! What was typed of a name comes in; out come the prospects, those first that one is likely to
//! touch now.

use std::cmp::Reverse;

use super::{About, Candidate, Choice, Kind, typed};
use crate::calendar::Day;
use crate::journal::{ProspectId, RepId};
use crate::lsp::asked::Asked;
use crate::lsp::slots::Slot;
use crate::syntax::FieldKey;
use crate::timeline::{Life, Status, Timeline};
use crate::wording::near_date;

/// Of more prospects the likeliest are told, and the list is asked for again when more is typed.
const MOST: usize = 1000;
/// Of the likeliest prospects it is told how they stand, as long as they have not more touches than
/// this together: a list must not take longer than a key.
const TOUCHES: usize = 20_000;

/// All prospects, and their other names.
pub(super) fn all(asked: &Asked<'_>, timeline: &Timeline<'_>, slot: &Slot) -> Choice {
    let journal = timeline.journal;
    let is_there = |id: ProspectId| timeline.is_there(id) && !asked.is_only_at(id, slot.cursor);
    let rep = asked.rep(slot.cursor);
    let found = fitting(asked, slot, is_there, |id| guess(timeline, id, rep));
    let mut left = TOUCHES;
    let (told, others): (Vec<ProspectId>, Vec<ProspectId>) = found.into_iter().partition(|id| {
        let rest = left.checked_sub(journal.made(*id).len());
        left = rest.unwrap_or(left);
        rest.is_some()
    });
    let mut stands = Vec::new();
    timeline.each_life_of(told.into_iter(), |life| {
        stands.push(Standing::new(timeline, life, rep));
    });
    stands.sort_by_key(|standing| standing.rank);
    let mut candidates = Vec::new();
    for standing in stands {
        name(
            timeline,
            standing.prospect,
            &standing.words,
            &mut candidates,
        );
    }
    for id in others {
        name(timeline, id, "", &mut candidates);
    }
    Choice {
        candidates,
        has_more: has_more(asked),
    }
}

/// Whether there are more prospects than are told.
fn has_more(asked: &Asked<'_>) -> bool {
    asked.ledger.journal.prospects.len() > MOST
}

/// Of the prospects that are `there`, the best; where there are more than are told, of those that
/// fit what was typed.
fn fitting<Rank: Ord>(
    asked: &Asked<'_>,
    slot: &Slot,
    there: impl Fn(ProspectId) -> bool,
    rank: impl Fn(ProspectId) -> Rank,
) -> Vec<ProspectId> {
    let typed = if has_more(asked) {
        typed(asked, slot)
    } else {
        String::new()
    };
    let mut found = asked.ledger.journal.fitting(&typed, there);
    found.sort_by_cached_key(|(fit, id)| (*fit, rank(*id)));
    found.truncate(MOST);
    found.into_iter().map(|(_, id)| id).collect()
}

/// The prospects that nothing declares, those first that are no slip of the finger.
pub(super) fn undeclared(asked: &Asked<'_>, timeline: &Timeline<'_>, slot: &Slot) -> Choice {
    let journal = timeline.journal;
    let is_undeclared = |id: ProspectId| journal.prospect(id).declaration.is_none();
    let ids = fitting(asked, slot, is_undeclared, |id| !timeline.is_certain(id));
    let mut candidates = Vec::new();
    for id in ids {
        let touches = journal.made(id).len() + journal.plans(id).len();
        let touches = crate::wording::count(touches, "touch", "touches");
        name(timeline, id, &touches, &mut candidates);
    }
    Choice {
        candidates,
        has_more: has_more(asked),
    }
}

/// How likely a prospect is, as far as it shows without its life: one's own, open, touched lately.
fn guess(
    timeline: &Timeline<'_>,
    id: ProspectId,
    rep: Option<RepId>,
) -> (bool, bool, bool, Reverse<Option<Day>>) {
    let journal = timeline.journal;
    let last = journal.made(id).last().map(|last| journal.touch(*last));
    let vocabulary = &timeline.settings.vocabulary;
    let is_closed =
        last.is_some_and(|last| vocabulary.outcome_of(last.touch.outcome).effect.closes());
    (
        !timeline.is_certain(id),
        rep.is_some() && journal.prospect(id).owner != rep,
        is_closed,
        Reverse(last.map(|last| last.touch.day)),
    )
}

/// How a prospect stands.
struct Standing {
    prospect: ProspectId,
    /// Not certain, not one's own, closed, not due; the last touch.
    rank: (bool, bool, bool, bool, Reverse<Option<Day>>),
    words: String,
}

impl Standing {
    fn new(timeline: &Timeline<'_>, life: &Life<'_>, rep: Option<RepId>) -> Standing {
        let today = timeline.today.day;
        let (status, due) = (life.outlook.status, life.outlook.due);
        let owner = timeline.journal.prospect(life.prospect).owner;
        let is_closed = matches!(
            status,
            Status::Stopped | Status::Won | Status::Lost | Status::Dropped | Status::Finished
        );
        let is_due = due.is_some_and(|due| due.day <= today);
        let due = due.map(|due| format!("; due {}", near_date(due.day, today)));
        let words = format!("{}{}", status.name(), due.unwrap_or_default());
        Standing {
            prospect: life.prospect,
            rank: (
                !timeline.is_certain(life.prospect),
                rep.is_some() && owner != rep,
                is_closed,
                !is_due,
                Reverse(life.last_move().map(|last| last.touch.touch.day)),
            ),
            words,
        }
    }
}

/// A prospect by its name, and by each of its other names.
fn name(timeline: &Timeline<'_>, id: ProspectId, words: &str, candidates: &mut Vec<Candidate>) {
    let journal = timeline.journal;
    let own = journal.name(id);
    let about = Some(About::Prospect(own.clone()));
    candidates.push(Candidate {
        about: about.clone(),
        ..Candidate::new(own.as_str(), Kind::Variable, words)
    });
    for place in journal.values(id, FieldKey::Aka) {
        let text = journal.text(place);
        let aliases = text.split(',').map(str::trim);
        // What another has is not this one's.
        let aliases = aliases.filter(|alias| journal.find_prospect(alias) == Some(id));
        candidates.extend(aliases.map(|alias| {
            let detail = if words.is_empty() {
                own.clone()
            } else {
                format!("{own}: {words}")
            };
            Candidate {
                about: about.clone(),
                ..Candidate::new(alias, Kind::Variable, detail)
            }
        }));
    }
}
