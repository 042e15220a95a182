//! A life comes in; out come the promises that were not kept on time, each day's as one.

use super::Timeline;
use super::life::{Life, Part};
use super::promise::{Fate, Promise};
use crate::calendar::Moment;

/// A promise that was kept too late, or is open past its date.
#[derive(Clone, Copy, Debug)]
pub struct Missed<'a> {
    /// The promise.
    pub promise: &'a Promise,
    /// The touch that closed it too late, by its place among the moves; none where it is open.
    pub closed_by: Option<u32>,
}

/// An appointment to which we came late.
#[derive(Clone, Copy, Debug)]
pub struct LateArrival<'a> {
    /// The appointment.
    pub appointment: &'a Promise,
    /// The touch that came late, by its place among the moves.
    pub at: u32,
    /// By how many minutes.
    pub minutes: u16,
}

/// How far from its time a touch may lie and still belong to an appointment, in minutes.
const NEAR: u16 = 60;

impl<'j> Timeline<'j> {
    /// The promises that were broken, or are open past their last day. Of those of one day that
    /// one touch closed, or that are open, only the one that stands for the others.
    #[must_use]
    pub fn missed<'a>(&self, life: &'a Life<'j>) -> Vec<Missed<'a>> {
        let today = self.today.day;
        let missed = life.promises.all.iter().filter_map(|promise| {
            let closed_by = match promise.fate {
                Fate::Broken(at) => Some(at),
                Fate::Open if promise.last < today => None,
                _ => return None,
            };
            Some(Missed { promise, closed_by })
        });
        // A planned courtesy leaves what else was promised as if it were not there.
        let (courtesies, others): (Vec<_>, Vec<_>) =
            missed.partition(|missed| missed.promise.courtesy);
        let mut all = one_a_day(others);
        all.extend(one_a_day(courtesies));
        all
    }

    /// The appointments, planned courtesies aside, to which the first touch near their time came
    /// late.
    #[must_use]
    pub fn late_arrivals<'a>(&self, life: &'a Life<'j>) -> Vec<LateArrival<'a>> {
        let appointments = life.promises.all.iter().filter_map(|promise| {
            let closed_by = match promise.fate {
                Fate::Kept(at) | Fate::Broken(at) => Some(at),
                Fate::Open => None,
                Fate::CalledOff(_) | Fate::Ended => return None,
            };
            let stands = promise.is_appointment() && !promise.courtesy;
            stands.then_some(Missed { promise, closed_by })
        });
        let appointments = one_a_day(appointments.collect());
        if appointments.is_empty() {
            return Vec::new();
        }
        // Those with a time stand in the order of their times, whatever lies between.
        let timed: Vec<(Moment, u32)> = (0_u32..)
            .zip(&life.moves)
            .filter(|(_, step)| step.outbound && step.part == Part::Step)
            .map(|(at, step)| (step.touch.touch.moment(), at))
            .filter(|(moment, _)| moment.time.is_some())
            .collect();
        let late = |Missed { promise, closed_by }: Missed<'a>| {
            // Where they called themselves before its time, nobody waited for us.
            let theirs = closed_by.map(|at| &life.moves[at as usize]);
            let theirs = theirs.filter(|step| !step.outbound && step.is_talk());
            if theirs.is_some_and(|step| step.touch.touch.time() <= promise.time) {
                return None;
            }
            let due = promise.time?.minutes();
            let minutes = |moment: Moment| moment.time.map_or(0, crate::calendar::Time::minutes);
            let first = timed.partition_point(|(moment, _)| {
                moment.day < promise.day
                    || (moment.day == promise.day && minutes(*moment) + NEAR < due)
            });
            // What closes a promise comes after the touch that made it.
            let mut rest = timed[first..].iter();
            let (moment, at) = *rest.find(|(_, at)| promise.made_by < Some(*at))?;
            let came = minutes(moment);
            let late = moment.day == promise.day && came > due && came <= due + NEAR;
            late.then(|| LateArrival {
                appointment: promise,
                at,
                minutes: came - due,
            })
        };
        let mut arrivals: Vec<LateArrival<'_>> =
            appointments.into_iter().filter_map(late).collect();
        // What was booked and planned for one time is one, whichever touches closed the two.
        arrivals.dedup_by_key(|arrival| (arrival.at, arrival.minutes));
        arrivals
    }
}

/// On-promises of one day are one: leaves, of those that one touch closed, or that are open, the
/// one that stands for the others.
fn one_a_day(mut missed: Vec<Missed<'_>>) -> Vec<Missed<'_>> {
    if missed.len() > 1 {
        let group =
            |missed: &Missed<'_>| (missed.promise.is_on(), missed.promise.day, missed.closed_by);
        missed.sort_by_key(|missed| (group(missed), missed.promise.rank()));
        missed.dedup_by(|other, first| first.promise.is_on() && group(other) == group(first));
    }
    missed
}
