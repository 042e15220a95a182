//! Pursuits come in; out comes what a journal shows of each claim, in the order of
//! [`crate::claims::ALL`].

use serde::Serialize;

use super::give_up::{GivenUpBy, given_up_between, given_up_by};
use super::rate::{ENOUGH, Interval, Rate};
use super::spread::median;
use crate::timeline::Pursuit;

/// What a journal shows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Measured {
    /// How many did; none of a median.
    pub numerator: Option<u64>,
    /// How many cases there are.
    pub denominator: u64,
    /// The share or the median; none where there is no case.
    pub value: Option<f64>,
    /// The lower end of the share's interval, where the cases are enough.
    pub low: Option<f64>,
    /// The upper end of it.
    pub high: Option<f64>,
    /// Whether the cases are enough for a figure.
    #[serde(skip)]
    pub enough: bool,
}

impl Measured {
    fn with_interval(self, interval: Option<Interval>) -> Measured {
        Measured {
            low: interval.map(|(low, _)| low),
            high: interval.map(|(_, high)| high),
            ..self
        }
    }

    fn share(numerator: u64, denominator: u64) -> Measured {
        let rate = Rate::new(numerator, denominator);
        let measured = Measured {
            numerator: Some(numerator),
            denominator,
            value: rate.share(),
            low: None,
            high: None,
            enough: denominator >= ENOUGH,
        };
        measured.with_interval(rate.interval())
    }

    fn given_up(by: &GivenUpBy) -> Measured {
        let measured = Measured {
            value: by.share,
            enough: by.fewest >= ENOUGH,
            ..Measured::share(by.gave_up, by.at_risk)
        };
        measured.with_interval(by.interval())
    }

    fn median(numbers: impl Iterator<Item = u32>) -> Measured {
        let mut numbers: Vec<i64> = numbers.map(i64::from).collect();
        numbers.sort_unstable();
        let cases = numbers.len() as u64;
        Measured {
            numerator: None,
            denominator: cases,
            value: median(&numbers),
            low: None,
            high: None,
            enough: cases >= ENOUGH,
        }
    }
}

/// Measures the claims: for each, the figure that stands against it, then those beside it.
#[must_use]
pub fn measure(pursuits: &[Pursuit]) -> [Vec<Measured>; 8] {
    let curve = given_up_by(pursuits);
    let given_up = |after, most| Measured::given_up(&given_up_between(&curve, after, most));
    let dead = || pursuits.iter().filter_map(|pursuit| pursuit.died_at);
    let early = dead().filter(|touch| *touch <= 2).count() as u64;
    let won = || pursuits.iter().filter_map(|pursuit| pursuit.won_at);
    let wins = |from: u32, to: u32| {
        let within = won().filter(|touch| (from..=to).contains(touch)).count();
        Measured::share(within as u64, won().count() as u64)
    };
    let first_step = |pursuit: &Pursuit| {
        let both = [pursuit.advanced_at, pursuit.won_at];
        both.into_iter().flatten().min()
    };
    let answers = pursuits.iter().filter_map(|pursuit| pursuit.answered_at);
    [
        vec![
            given_up(None, 2),
            Measured::share(early, dead().count() as u64),
        ],
        vec![given_up(None, 3)],
        vec![given_up(Some(1), 3)],
        vec![wins(5, u32::MAX)],
        vec![wins(4, 6)],
        vec![Measured::median(pursuits.iter().filter_map(first_step))],
        vec![Measured::median(answers)],
        vec![wins(5, 8)],
    ]
}
