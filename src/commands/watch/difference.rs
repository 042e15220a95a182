//! What two runs said comes in, and out comes how the later differs.

/// How a run differs from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// There is nothing to compare: no run before it, or its result went to a file.
    Unknown,
    /// So many findings came, and so many went.
    Findings {
        /// Those that were not there.
        new: usize,
        /// Those that are there no more.
        gone: usize,
    },
    /// The text is another, or the same.
    Text {
        /// Whether it is the same.
        same: bool,
    },
    /// It could not be carried out.
    Failed,
}

/// What is compared of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Its findings, a mark each.
    Findings(Vec<u64>),
    /// Its text.
    Text(String),
}

impl Said {
    /// How this differs from what was said before.
    #[must_use]
    pub fn since(&self, before: Option<&Said>) -> News {
        match (before, self) {
            (None, _) => News::Unknown,
            (Some(Said::Findings(before)), Said::Findings(now)) => {
                let (new, gone) = count_new_and_gone(before, now);
                News::Findings { new, gone }
            }
            (_, Said::Text(text)) if text.is_empty() => News::Unknown,
            (Some(before), now) => News::Text {
                same: before == now,
            },
        }
    }
}

/// How many marks came and how many went, each as often as it stands there.
fn count_new_and_gone(before: &[u64], now: &[u64]) -> (usize, usize) {
    let sorted = |marks: &[u64]| {
        let mut marks = marks.to_vec();
        marks.sort_unstable();
        marks
    };
    let (before, now) = (sorted(before), sorted(now));
    let (mut old, mut new) = (before.iter().peekable(), now.iter().peekable());
    let mut both = 0;
    while let (Some(one), Some(other)) = (old.peek(), new.peek()) {
        let order = one.cmp(other);
        if order.is_eq() {
            both += 1;
        }
        if order.is_le() {
            old.next();
        }
        if order.is_ge() {
            new.next();
        }
    }
    (now.len() - both, before.len() - both)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_counted_as_often_as_they_stand_there() {
        assert_eq!(count_new_and_gone(&[7, 1, 7], &[7, 2, 3]), (2, 2));
        assert_eq!(count_new_and_gone(&[], &[1, 1]), (2, 0));
        assert_eq!(count_new_and_gone(&[2, 1], &[1, 2]), (0, 0));
    }

    #[test]
    fn texts_are_the_same_or_not_and_the_first_has_nothing_before_it() {
        let said = Said::Text("a".into());
        assert_eq!(said.since(None), News::Unknown);
        assert_eq!(said.since(Some(&said)), News::Text { same: true });
        let other = Said::Text("b".into());
        assert_eq!(other.since(Some(&said)), News::Text { same: false });
    }
}
