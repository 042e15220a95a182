//! What is known of a touch comes in; out come the outcomes, those that fit it first.

use super::{Candidate, Kind};
use crate::lsp::asked::Asked;
use crate::settings::MediumId;
use crate::text::fold;

/// The outcomes that a touch of its kind mostly has, the most usual first.
fn usual(mark: Option<&str>, medium: Option<MediumId>) -> &'static [&'static str] {
    match (mark, medium) {
        (Some("<"), Some(MediumId::PHONE | MediumId::VIDEO | MediumId::IN_PERSON)) => &[
            "reached",
            "booked",
            "interested",
            "objection",
            "later",
            "cancelled",
        ],
        (Some("<"), _) => &[
            "replied",
            "booked",
            "interested",
            "objection",
            "later",
            "cancelled",
            "auto-reply",
            "bounced",
        ],
        (_, Some(MediumId::PHONE)) => &["reached", "voicemail", "no-answer", "busy", "booked"],
        (_, Some(MediumId::VIDEO | MediumId::IN_PERSON)) => &["met", "no-show", "booked", "agreed"],
        _ => &["sent", "bounced"],
    }
}

/// All outcomes. Where the hyphen of one was `typed` as a space, it is compared so.
pub(super) fn all(
    asked: &Asked<'_>,
    mark: Option<&str>,
    channel: &str,
    typed: &str,
) -> Vec<Candidate> {
    let vocabulary = &asked.ledger.settings.vocabulary;
    let channel = vocabulary.channel(channel.as_bytes());
    let medium = channel.map(|channel| vocabulary.channel_of(channel).medium);
    let usual = usual(mark, medium);
    let rank = |word: &str| {
        let word = fold(word);
        usual.iter().position(|known| *known == word)
    };
    let mut outcomes: Vec<_> = vocabulary.outcomes.iter().collect();
    outcomes.sort_by_key(|outcome| {
        let rank = rank(&outcome.word);
        (rank.is_none(), rank, outcome.effect)
    });
    let outcomes = outcomes.into_iter();
    outcomes
        .map(|outcome| {
            let word = outcome.word.as_str();
            let candidate = Candidate::new(word, Kind::Enum, outcome.effect.name());
            if typed.contains(' ') {
                let filter = word.replace('-', " ");
                Candidate {
                    filter,
                    ..candidate
                }
            } else {
                candidate
            }
        })
        .collect()
}
