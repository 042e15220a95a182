//! A journal comes in; out comes which touches of an import it holds already, though no id says
//! so: those that people wrote by hand, or that our own export was made of.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::import::import_ids;
use crate::calendar::{Day, Time};
use crate::journal::{Journal, ProspectId};
use crate::settings::{ChannelId, OutcomeId};
use crate::syntax::{Mark, Touch};

/// The id of what came out of our own export begins so. A hash of its row follows, in which its
/// line is: another export of the same touch has another one.
const OWN_SOURCE: &str = "touchline:";

/// In what two touches are alike, times aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Kind {
    prospect: ProspectId,
    day: Day,
    channel: ChannelId,
    mark: Mark,
    outcome: OutcomeId,
}

impl Kind {
    fn new(prospect: ProspectId, touch: &Touch) -> Kind {
        Kind {
            prospect,
            day: touch.day,
            channel: touch.channel,
            mark: touch.mark(),
            outcome: touch.outcome,
        }
    }
}

/// The times at which touches of one kind stand, and how many at each.
type Times = BTreeMap<Option<Time>, u32>;

/// Says of each touch, that comes with its prospect's name, whether the journal holds one like it:
/// of the same prospect, day, channel, mark and outcome, and at the same time, or one of the two
/// has none. Each touch of the journal stands for one, and for none where its id tells that it is
/// another one, or is among `ids`, and so is told by that.
#[must_use]
pub fn held(touches: &[(&str, Touch)], ids: &HashSet<String>, journal: &Journal) -> Vec<bool> {
    let kinds: Vec<Option<Kind>> = touches
        .iter()
        .map(|(name, touch)| Some(Kind::new(journal.find_prospect(name)?, touch)))
        .collect();
    let mut times: HashMap<Kind, Times> = HashMap::new();
    let prospects: HashSet<ProspectId> = kinds.iter().flatten().map(|kind| kind.prospect).collect();
    for prospect in prospects {
        let plans = journal.plans(prospect).iter().map(|plan| plan.touch);
        for id in journal.made(prospect).iter().copied().chain(plans) {
            let at = journal.touch(id);
            let source = &journal.files[at.file as usize].source;
            let mut own_ids = import_ids(source, at.touch.offset);
            if !own_ids.any(|id| ids.contains(&id) || !id.starts_with(OWN_SOURCE)) {
                let times = times.entry(Kind::new(prospect, at.touch)).or_default();
                *times.entry(at.touch.time()).or_default() += 1;
            }
        }
    }
    let mut held = vec![false; touches.len()];
    // Those at the same time first: one without a time must not take the place of another.
    for take in [take_at, take_where_one_has_none] {
        for ((held, kind), (_, touch)) in held.iter_mut().zip(&kinds).zip(touches) {
            let times = kind.as_ref().and_then(|kind| times.get_mut(kind));
            *held = *held || times.is_some_and(|times| take(times, touch.time()));
        }
    }
    held
}

/// Takes one of those at this time; says whether there was one.
fn take_at(times: &mut Times, time: Option<Time>) -> bool {
    let Some(count) = times.get_mut(&time) else {
        return false;
    };
    *count -= 1;
    if *count == 0 {
        times.remove(&time);
    }
    true
}

/// Takes one without a time, or any for one that has none itself; says whether there was one.
fn take_where_one_has_none(times: &mut Times, time: Option<Time>) -> bool {
    let taken = match time {
        Some(_) => Some(None),
        None => times.keys().next().copied(),
    };
    taken.is_some_and(|taken| take_at(times, taken))
}
