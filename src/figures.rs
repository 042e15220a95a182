//! Pursuits come in, rates come out: how many are given up at each touch, each rate with the
//! counts behind it.

use serde::Serialize;

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

/// What is given up by one touch: the share, and the counts behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GivenUpBy {
    /// Those that gave up at that touch or before.
    pub gave_up: u64,
    /// Those at risk at the first.
    pub at_risk: u64,
    /// The fewest at risk at any of the touches, on which it hangs whether the share says much.
    pub fewest: u64,
    /// The share; none where nothing is at risk.
    pub share: Option<f64>,
}

/// What is given up by touch `most`.
#[must_use]
pub fn given_up_by_touch(curve: &[GivenUp], most: u32) -> GivenUpBy {
    let counted = || curve.iter().filter(|point| point.touch <= most);
    GivenUpBy {
        gave_up: counted().map(|point| point.gave_up).sum(),
        at_risk: curve.first().map_or(0, |point| point.at_risk),
        fewest: counted().map(|point| point.at_risk).min().unwrap_or(0),
        share: counted().next_back().map(|point| point.cumulative),
    }
}

/// From how many cases on a rate is shown, and not the counts alone.
pub const ENOUGH: u64 = 20;

/// Wilson's 95 % interval of a share.
#[must_use]
pub fn wilson(numerator: u64, denominator: u64) -> (f64, f64) {
    const Z: f64 = 1.959_963_984_540_054;
    let (n, p) = (denominator as f64, numerator as f64 / denominator as f64);
    let middle = (p + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
    let half = Z / (1.0 + Z * Z / n) * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
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
    fn an_interval_lies_round_its_share() {
        let (low, high) = wilson(10, 20);
        assert!((low - 0.2993).abs() < 1e-3 && (high - 0.7007).abs() < 1e-3);
        assert!(wilson(0, 20).0 < 1e-9);
    }
}
