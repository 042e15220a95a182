//! What the field likes to say of following up: each claim with how a journal measures it, and
//! what is known of its source. Plain data; beside it what published figures show.

/// A claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The claim in its own words.
    pub words: &'static str,
    /// The share that it names, in percent, where it names one.
    pub percent: Option<u8>,
    /// How a journal measures it.
    pub measure: &'static str,
    /// What is known of its source.
    pub source: &'static str,
}

/// What published data show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// Whose data they are, and what they are about.
    pub source: &'static str,
    /// What they show.
    pub figures: &'static [&'static str],
}

/// The claims, in the order in which they are shown.
pub const ALL: [Claim; 8] = [
    Claim {
        words: "93 % give up after the second touch",
        percent: Some(93),
        measure: "given up by touch 2; beside it the share of the dead at touch 2 or before",
        source: "Folklore: no study can be found, and none of those who repeat it says what was \
                 counted as giving up.",
    },
    Claim {
        words: "80 % stop after the third",
        percent: Some(80),
        measure: "given up by touch 3",
        source: "Folklore: no study can be found. It cannot hold beside the 93 % either, since \
                 whoever has given up by the second touch has by the third.",
    },
    Claim {
        words: "70 % stop after the second or third",
        percent: Some(70),
        measure: "given up by touch 3, less given up by touch 1",
        source: "Folklore: no study can be found.",
    },
    Claim {
        words: "80 % of conversions come after the fifth touch",
        percent: Some(80),
        measure: "wins after touch 5: won pursuits of 5 touches or more, of all won ones",
        source: "Folklore: no study can be found. A team that stops at two has no wins after \
                 five, so the win rate at each touch says more.",
    },
    Claim {
        words: "80 % of sales are made on the fourth to sixth contact",
        percent: Some(80),
        measure: "won pursuits of 4 to 6 touches, of all won ones",
        source: "Folklore: no study can be found.",
    },
    Claim {
        words: "five to seven touches before the next step",
        percent: None,
        measure: "the median number of touches at the first outcome that is advanced or won",
        source: "Folklore: no study can be found.",
    },
    Claim {
        words: "seven communications before the customer decides",
        percent: None,
        measure: "the median number of touches at the first answer: won, lost or stop",
        source: "Folklore: no study can be found; a rule of thumb that is older than email.",
    },
    Claim {
        words: "wins come between the fifth and eighth touch",
        percent: None,
        measure: "won pursuits of 5 to 8 touches, of all won ones",
        source: "Folklore: no study can be found.",
    },
];

/// What published data show; it is one medium, and consumers.
pub const PUBLISHED: Published = Published {
    source: "UCI Bank Marketing, the 10 % sample (Moro, Cortez and Rita, 2014): 4,119 clients \
             whom a bank called about a deposit; one medium, consumers",
    figures: &[
        "451 said yes: 219 at the first call, 119 at the second, 62 at the third, 32 at the \
         fourth, 19 (4 %) at the fifth or later",
        "45 (10 %) at the fourth to sixth",
        "the median win came at call 2, and 476 clients were called five times or more",
    ],
};

/// The claims that hold these words, one after the other; case aside.
#[must_use]
pub fn with_words(words: &str) -> Vec<Claim> {
    let wanted = words_of(words);
    let holds = |claim: &Claim| {
        let own = words_of(claim.words);
        !wanted.is_empty() && own.windows(wanted.len()).any(|run| run == wanted)
    };
    ALL.into_iter().filter(holds).collect()
}

fn words_of(text: &str) -> Vec<String> {
    let folded = crate::text::fold(text);
    let words = folded.split(|character: char| !character.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_names_the_share_that_it_speaks_of() {
        for claim in ALL {
            let begins = claim.words.split_once(" % ").map(|(number, _)| number);
            let named = claim.percent.map(|percent| percent.to_string());
            assert_eq!(begins, named.as_deref(), "{}", claim.words);
        }
    }

    #[test]
    fn words_find_the_claims_that_hold_them() {
        let found = |words| with_words(words).into_iter().map(|claim| claim.words);
        assert_eq!(
            found("after the THIRD").collect::<Vec<_>>(),
            ["80 % stop after the third"]
        );
        assert_eq!(found("93%").count(), 1);
        assert_eq!(found("third").count(), 2);
        assert_eq!(found("thir").count(), 0);
        assert_eq!(found(" % ").count(), 0);
    }

    #[test]
    fn each_claim_has_words_that_only_it_holds() {
        for claim in ALL {
            assert_eq!(with_words(claim.words), [claim]);
        }
    }
}
