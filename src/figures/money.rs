//! Amounts come in, and out come their sums, one for each currency: never one across.

use crate::syntax::Money;

/// Sums by currency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums(Vec<Money>);

impl Sums {
    /// Adds an amount to the sum of its currency.
    pub fn add(&mut self, money: &Money) {
        match self.0.iter_mut().find(|sum| sum.currency == money.currency) {
            Some(sum) => sum.amount = sum.amount.saturating_add(money.amount),
            None => self.0.push(money.clone()),
        }
    }

    /// Adds all of these sums.
    pub fn add_all(&mut self, other: &Sums) {
        for money in &other.0 {
            self.add(money);
        }
    }

    /// The sums, by currency; what named none last.
    #[must_use]
    pub fn sorted(&self) -> Vec<Money> {
        let mut sums = self.0.clone();
        sums.sort_by_cached_key(|sum| (sum.currency.is_none(), sum.currency.clone()));
        sums
    }
}

impl<'a> FromIterator<&'a Money> for Sums {
    fn from_iter<I: IntoIterator<Item = &'a Money>>(money: I) -> Sums {
        let mut sums = Sums::default();
        for money in money {
            sums.add(money);
        }
        sums
    }
}
