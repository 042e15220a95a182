//! The tags that a journal uses.

use super::{Candidate, Kind};
use crate::lsp::asked::Asked;

/// The tags, the most used first; those that mean something to touchline are always there.
pub(super) fn used(asked: &Asked<'_>, bare: bool) -> Vec<Candidate> {
    const MEANING: [(&str, &str); 2] = [
        ("thanks", "a thank-you: polite, and no step"),
        ("reminder", "reminds of an appointment: polite, and no step"),
    ];
    let mut tags = asked.ledger.journal.tags_used();
    if !bare {
        let missing = MEANING.iter().map(|(tag, _)| *tag);
        let missing = missing.filter(|tag| !tags.iter().any(|used| used.eq_ignore_ascii_case(tag)));
        let missing: Vec<String> = missing.map(str::to_owned).collect();
        tags.extend(missing);
    }
    let hash = if bare { "" } else { "#" };
    tags.into_iter()
        .map(|tag| {
            let meaning = MEANING.iter().find(|(known, _)| *known == tag && !bare);
            let detail = meaning.map_or("", |(_, meaning)| meaning);
            Candidate::new(format!("{hash}{tag}"), Kind::Property, detail)
        })
        .collect()
}
