//! Numbers come in, sorted; out come the one in the middle and the one that most are below.

/// The median: of an even count, the mean of the middle two. None of nothing.
#[must_use]
pub fn median(sorted: &[i64]) -> Option<f64> {
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    if sorted.len() % 2 == 1 {
        return Some(upper as f64);
    }
    Some(f64::midpoint(sorted[middle - 1] as f64, upper as f64))
}

/// The number that so many percent of them do not exceed, by nearest rank. None of nothing.
#[must_use]
pub fn nearest_rank(sorted: &[i64], percent: usize) -> Option<i64> {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_even_count_has_its_median_between_the_middle_two() {
        assert_eq!(median(&[1, 2, 4, 9]), Some(3.0));
        assert_eq!(median(&[1, 2, 4]), Some(2.0));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn the_nearest_rank_is_one_of_the_numbers() {
        let numbers: Vec<i64> = (1..=10).collect();
        assert_eq!(nearest_rank(&numbers, 90), Some(9));
        assert_eq!(nearest_rank(&[5], 90), Some(5));
        assert_eq!(nearest_rank(&[], 90), None);
    }
}
