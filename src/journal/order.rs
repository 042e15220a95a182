//! Each prospect's touches laid beside each other and put in order; and which touch makes
//! which planned one.

use rustc_hash::FxHashMap;

use super::{Journal, ProspectId, TouchId, TouchRef};
use crate::calendar::{Day, Time};

/// A planned touch, and what makes it a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The planned touch.
    pub touch: TouchId,
    /// The place, among its prospect's made touches, of the one that makes it; none where it is
    /// open from the start.
    pub maker: Option<u32>,
}

/// Lays out the made and the planned touches by prospect, in order.
pub(super) fn lay_out(journal: &mut Journal) {
    let count = journal.prospects.len();
    let (mut made_starts, mut plan_starts) = (vec![0_u32; count + 1], vec![0_u32; count + 1]);
    each_touch(journal, |prospect, _, planned| {
        let starts = if planned {
            &mut plan_starts
        } else {
            &mut made_starts
        };
        starts[prospect.0 as usize + 1] += 1;
    });
    for starts in [&mut made_starts, &mut plan_starts] {
        let mut sum = 0;
        for start in starts {
            sum += *start;
            *start = sum;
        }
    }
    let mut made = vec![TouchId(0); made_starts[count] as usize];
    let mut plans = vec![TouchId(0); plan_starts[count] as usize];
    let (mut made_ends, mut plan_ends) = (made_starts.clone(), plan_starts.clone());
    each_touch(journal, |prospect, touch, planned| {
        let (ends, list) = if planned {
            (&mut plan_ends, &mut plans)
        } else {
            (&mut made_ends, &mut made)
        };
        let end = &mut ends[prospect.0 as usize];
        list[*end as usize] = touch;
        *end += 1;
    });
    drop((made_ends, plan_ends));
    let mut all_plans = Vec::with_capacity(plans.len());
    for prospect in 0..count {
        let made = &mut made[made_starts[prospect] as usize..made_starts[prospect + 1] as usize];
        let plans = &plans[plan_starts[prospect] as usize..plan_starts[prospect + 1] as usize];
        let makers = makers(journal, made, plans);
        sort(journal, made);
        all_plans.extend(settle(journal, made, plans, makers));
    }
    journal.made = made;
    journal.made_starts = made_starts;
    journal.plans = all_plans;
    journal.plan_starts = plan_starts;
}

fn each_touch(journal: &Journal, mut each: impl FnMut(ProspectId, TouchId, bool)) {
    for (piece, start) in journal.pieces() {
        let file = &journal.files[piece.file as usize];
        let prospects = &journal.contexts[piece.file as usize].prospects;
        for (index, touch) in file.touches[range(&piece.touches)].iter().enumerate() {
            each(
                prospects[touch.prospect.0 as usize],
                TouchId(start + index as u32),
                touch.is_planned(),
            );
        }
    }
}

/// Sorts one prospect's touches, which stand in the order of reading: by date; on one date
/// those with a time by time, and one without takes that of the touch of its date above it in
/// its file.
fn sort(journal: &Journal, made: &mut [TouchId]) {
    let touch = |id: TouchId| journal.touch(id);
    let untimed = made.iter().all(|&id| touch(id).touch.time().is_none());
    if untimed {
        if !made.is_sorted_by_key(|&id| touch(id).touch.day) {
            made.sort_by_cached_key(|&id| (touch(id).touch.day, id));
        }
        return;
    }
    let mut above: FxHashMap<(u32, Day), Option<Time>> = FxHashMap::default();
    let mut keyed: Vec<(Day, Option<Time>, TouchId)> = Vec::with_capacity(made.len());
    for &id in made.iter() {
        let TouchRef { file, touch, .. } = touch(id);
        let time = match touch.time() {
            Some(time) => Some(time),
            None => above.get(&(file, touch.day)).copied().flatten(),
        };
        above.insert((file, touch.day), time);
        keyed.push((touch.day, time, id));
    }
    keyed.sort_unstable();
    for (slot, (_, _, id)) in made.iter_mut().zip(keyed) {
        *slot = id;
    }
}

/// For each planned touch of one prospect, the nearest made one above it in its file that is
/// dated before it. Both lists stand in the order of reading.
///
/// Within a file, of the touches above only those can be an answer that no later one undercuts:
/// they are kept as a stack, their dates rising, and the last one dated before is searched.
fn makers(journal: &Journal, made: &[TouchId], plans: &[TouchId]) -> Vec<Option<TouchId>> {
    let mut stacks: FxHashMap<u32, Vec<(Day, TouchId)>> = FxHashMap::default();
    let mut next = 0;
    let mut makers = Vec::with_capacity(plans.len());
    for &plan in plans {
        while let Some(&id) = made.get(next).filter(|id| **id < plan) {
            let TouchRef { file, touch, .. } = journal.touch(id);
            let stack = stacks.entry(file).or_default();
            while stack.last().is_some_and(|(day, _)| *day >= touch.day) {
                stack.pop();
            }
            stack.push((touch.day, id));
            next += 1;
        }
        let TouchRef { file, touch, .. } = journal.touch(plan);
        let stack = stacks.get(&file).map_or(&[][..], Vec::as_slice);
        let before = stack.partition_point(|(day, _)| *day < touch.day);
        makers.push(before.checked_sub(1).map(|at| stack[at].1));
    }
    makers
}

/// Turns the makers into places among the sorted touches; where there was none in the file, it
/// is the last touch dated before, wherever that stands.
fn settle(
    journal: &Journal,
    made: &[TouchId],
    plans: &[TouchId],
    makers: Vec<Option<TouchId>>,
) -> Vec<Plan> {
    if plans.is_empty() {
        return Vec::new();
    }
    let places: FxHashMap<TouchId, u32> = made
        .iter()
        .enumerate()
        .map(|(at, id)| (*id, at as u32))
        .collect();
    let place = |plan: TouchId, maker: Option<TouchId>| {
        if let Some(maker) = maker {
            return Some(places[&maker]);
        }
        let day = journal.touch(plan).touch.day;
        let before = made.partition_point(|&id| journal.touch(id).touch.day < day);
        before.checked_sub(1).map(|at| at as u32)
    };
    let mut settled: Vec<Plan> = plans
        .iter()
        .zip(makers)
        .map(|(&touch, maker)| Plan {
            touch,
            maker: place(touch, maker),
        })
        .collect();
    settled.sort_by_key(|plan| (plan.maker, plan.touch));
    settled
}

/// A stretch of a file's touches or directives, as a slice is cut.
pub(super) fn range(range: &std::ops::Range<u32>) -> std::ops::Range<usize> {
    range.start as usize..range.end as usize
}
