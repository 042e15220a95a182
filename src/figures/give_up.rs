//! Pursuits come in; out comes how many are given up at each touch, and by each touch.

use serde::Serialize;

use super::rate::{ENOUGH, Interval, Rate, wilson};
use crate::timeline::Pursuit;

/// What is given up at one touch.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct GivenUp {
    /// The count of outbound touches.
    pub touch: u32,
    /// Pursuits that could be given up there: those that were, and those that went on unanswered.
    pub at_risk: u64,
    /// Pursuits that died or were dropped there.
    pub gave_up: u64,
    /// The share of the two; none where nothing is at risk.
    pub rate: Option<f64>,
    /// The share that would be given up by then, if nobody answered.
    pub cumulative: f64,
}

/// The give-up curve, from touch 0 to the last at which any pursuit is at risk. Open pursuits
/// count as far as they have come.
#[must_use]
pub fn given_up_by(pursuits: &[Pursuit]) -> Vec<GivenUp> {
    let last = pursuits
        .iter()
        .map(|pursuit| pursuit.touches)
        .max()
        .unwrap_or(0) as usize;
    // By touch, how many gave up there, and by how much the number of those that go on changes.
    let mut gave_up = vec![0_u64; last + 2];
    let mut went_on = vec![0_i64; last + 2];
    for pursuit in pursuits {
        let died = pursuit
            .died_at
            .filter(|died| Some(*died) != pursuit.dropped_at);
        for at in [pursuit.dropped_at, died].into_iter().flatten() {
            gave_up[at as usize] += 1;
        }
        // It went on after each count that it passed before it was answered or dropped.
        let end = [pursuit.answered_at, pursuit.dropped_at]
            .into_iter()
            .flatten()
            .min();
        let end = end.map_or(pursuit.touches, |end| end.min(pursuit.touches));
        went_on[0] += 1;
        went_on[end as usize] -= 1;
    }
    let mut curve = Vec::new();
    let (mut going_on, mut kept) = (0_i64, 1.0);
    for touch in 0..=last {
        going_on += went_on[touch];
        let at_risk = gave_up[touch] + going_on as u64;
        let rate = (at_risk > 0).then(|| gave_up[touch] as f64 / at_risk as f64);
        kept *= 1.0 - rate.unwrap_or(0.0);
        let touch = touch as u32;
        let gave_up = gave_up[touch as usize];
        curve.push(GivenUp {
            touch,
            at_risk,
            gave_up,
            rate,
            cumulative: 1.0 - kept,
        });
    }
    while curve.last().is_some_and(|point| point.at_risk == 0) {
        curve.pop();
    }
    curve
}

impl GivenUp {
    /// The rate with its counts.
    #[must_use]
    pub fn counts(&self) -> Rate {
        Rate::new(self.gave_up, self.at_risk)
    }
}

/// What is given up by one touch: the share, and the counts behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GivenUpBy {
    /// Those that gave up at these touches.
    pub gave_up: u64,
    /// Those at risk at the first.
    pub at_risk: u64,
    /// The fewest at risk at any of the touches, on which it hangs whether the share says much.
    pub fewest: u64,
    /// The share; none where nothing is at risk.
    pub share: Option<f64>,
    /// Of how many cases a plain share would be as sure.
    cases: f64,
}

impl GivenUpBy {
    /// The interval; none where the cases are too few for a rate.
    ///
    /// Its width is Greenwood's: where all pursuits are closed it is that of the counts, and
    /// where open ones left the count on the way, it still lies round the share.
    #[must_use]
    pub fn interval(&self) -> Option<Interval> {
        let share = self.share.filter(|_| self.fewest >= ENOUGH)?;
        Some(wilson(share, self.cases))
    }
}

/// What is given up by touch `most`.
#[must_use]
pub fn given_up_by_touch(curve: &[GivenUp], most: u32) -> GivenUpBy {
    given_up_between(curve, None, most)
}

/// What is given up by touch `most`, less what is given up by touch `after`.
#[must_use]
pub fn given_up_between(curve: &[GivenUp], after: Option<u32>, most: u32) -> GivenUpBy {
    let counted = || curve.iter().filter(|point| point.touch <= most);
    let is_before = |point: &&GivenUp| after.is_some_and(|after| point.touch <= after);
    let fewest = counted().map(|point| point.at_risk).min().unwrap_or(0);
    // What was kept before these touches, what at them, and how unsure each of the two is.
    let (mut kept_before, mut unsure_before) = (1.0, 0.0);
    let (mut kept, mut unsure) = (1.0, 0.0);
    for point in counted().filter(|point| point.at_risk > 0) {
        let (gave_up, at_risk) = (point.gave_up as f64, point.at_risk as f64);
        let (factor, term) = (
            1.0 - gave_up / at_risk,
            gave_up / (at_risk * (at_risk - gave_up)),
        );
        if is_before(&point) {
            kept_before *= factor;
            unsure_before += term;
        } else {
            kept *= factor;
            unsure += term;
        }
    }
    let share = kept_before * (1.0 - kept);
    let variance = kept_before
        * kept_before
        * (kept * kept * unsure + (1.0 - kept) * (1.0 - kept) * unsure_before);
    let cases = share * (1.0 - share) / variance;
    GivenUpBy {
        gave_up: counted()
            .filter(|point| !is_before(point))
            .map(|point| point.gave_up)
            .sum(),
        at_risk: curve.first().map_or(0, |point| point.at_risk),
        fewest,
        share: (!curve.is_empty()).then_some(share),
        // Of nothing, and of all, there is no variance to go by.
        cases: if cases.is_finite() && cases > 0.0 {
            cases
        } else {
            fewest as f64
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_pursuit_counts_as_far_as_it_has_come() {
        let died = |at| Pursuit {
            touches: at,
            died_at: Some(at),
            ..Pursuit::default()
        };
        let open = Pursuit {
            touches: 1,
            ..Pursuit::default()
        };
        let won = Pursuit {
            touches: 3,
            answered_at: Some(3),
            won_at: Some(3),
            ..Pursuit::default()
        };
        let curve = given_up_by(&[died(1), died(2), open, won]);
        let counts: Vec<_> = curve
            .iter()
            .map(|point| (point.at_risk, point.gave_up))
            .collect();
        assert_eq!(counts, [(4, 0), (3, 1), (2, 1)]);
        let by_two = given_up_by_touch(&curve, 2);
        assert!((by_two.share.unwrap() - (1.0 - 2.0 / 3.0 * 0.5)).abs() < 1e-9);
        assert_eq!((by_two.gave_up, by_two.at_risk, by_two.fewest), (2, 4, 2));
    }

    #[test]
    fn where_nothing_is_open_the_interval_is_that_of_the_counts() {
        let died = |at| Pursuit {
            touches: at,
            died_at: Some(at),
            ..Pursuit::default()
        };
        let pursuits: Vec<Pursuit> = (0..100).map(|number| died(number % 5)).collect();
        let by_two = given_up_by_touch(&given_up_by(&pursuits), 2);
        let (low, high) = by_two.interval().unwrap();
        let (wanted_low, wanted_high) = Rate::new(60, 100).interval().unwrap();
        assert!((low - wanted_low).abs() < 1e-9 && (high - wanted_high).abs() < 1e-9);
        let later = given_up_between(&given_up_by(&pursuits), Some(1), 3);
        let (low, high) = later.interval().unwrap();
        let (wanted_low, wanted_high) = Rate::new(40, 100).interval().unwrap();
        assert_eq!((later.gave_up, later.at_risk), (40, 100));
        assert!((later.share.unwrap() - 0.4).abs() < 1e-9);
        assert!((low - wanted_low).abs() < 1e-9 && (high - wanted_high).abs() < 1e-9);
    }
}
