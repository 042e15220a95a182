//! A word that was not understood comes in with those that would have been, and out comes the
//! one that was most likely meant.

use crate::text::fold;

/// Longer words than this are not compared: nobody mistypes one, and the time grows with its square.
const LONGEST: usize = 64;

/// The candidate nearest to `word`, if one is near: a third of its letters may differ.
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let word = fold(word);
    let most = (word.chars().count() / 3).max(1);
    candidates
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| (distance(&word, candidate), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn distance(word: &str, candidate: &str) -> usize {
    strsim::damerau_levenshtein(word, &fold(candidate))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_another_word_does_not() {
        let words = ["holidays", "hours", "reps"];
        assert_eq!(nearest("Hollidays", words.into_iter()), Some("holidays"));
        assert_eq!(nearest("huors", words.into_iter()), Some("hours"));
        assert_eq!(nearest("colour", words.into_iter()), None);
    }
}
