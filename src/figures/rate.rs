//! Counts come in; out comes the share with Wilson's 95 % interval.

/// From how many cases on a rate is shown, and not the counts alone.
pub const ENOUGH: u64 = 20;

/// The two ends of a 95 % interval.
pub type Interval = (f64, f64);

/// A share, with its counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    /// How many did.
    pub numerator: u64,
    /// How many could.
    pub denominator: u64,
}

impl Rate {
    /// So many of so many.
    #[must_use]
    pub fn new(numerator: u64, denominator: u64) -> Rate {
        Rate {
            numerator,
            denominator,
        }
    }

    /// The share; none of nothing.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        (self.denominator > 0).then(|| self.numerator as f64 / self.denominator as f64)
    }

    /// The interval; none where the cases are too few for a rate.
    #[must_use]
    pub fn interval(self) -> Option<Interval> {
        (self.denominator >= ENOUGH).then(|| {
            let share = self.numerator as f64 / self.denominator as f64;
            wilson(share, self.denominator as f64)
        })
    }
}

/// Wilson's 95 % interval of a share of so many cases. They need not be a whole number: a product
/// of rates is as sure as a share of some number of cases would be.
#[must_use]
pub fn wilson(share: f64, cases: f64) -> Interval {
    const Z: f64 = 1.959_963_984_540_054;
    let middle = (share + Z * Z / (2.0 * cases)) / (1.0 + Z * Z / cases);
    let variance = share * (1.0 - share) / cases + Z * Z / (4.0 * cases * cases);
    let half = Z / (1.0 + Z * Z / cases) * variance.sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_lies_round_its_share() {
        let (low, high) = Rate::new(10, 20).interval().unwrap();
        assert!((low - 0.2993).abs() < 1e-3 && (high - 0.7007).abs() < 1e-3);
        assert!(Rate::new(0, 20).interval().unwrap().0 < 1e-9);
    }

    #[test]
    fn too_few_cases_have_no_interval_and_none_no_share() {
        assert_eq!(Rate::new(10, 19).interval(), None);
        assert_eq!(Rate::new(0, 0).share(), None);
    }
}
