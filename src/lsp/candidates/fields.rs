//! An entry comes in; out come the fields that it may have, and an item of homework.

use super::{Candidate, Kind};
use crate::lsp::asked::Asked;
use crate::lsp::slots::Slot;
use crate::syntax::{BodyLine, EntryKind, body_line, body_text, header_of, known_keys};
use crate::timeline::Timeline;

/// The keys; last those that the entry has already, and may have only once.
pub(super) fn keys(asked: &Asked<'_>, slot: &Slot, entry: EntryKind) -> Vec<Candidate> {
    let source = asked.source();
    let body = header_of(source, slot.cursor).map(|header| body_text(source, header));
    let given: Vec<String> = body
        .unwrap_or_default()
        .iter()
        .filter_map(|line| match body_line(line) {
            BodyLine::Field(key, _) => Some(key),
            _ => None,
        })
        .collect();
    let mut keys = known_keys(entry).to_vec();
    keys.sort_by_key(|key| key.is_once() && given.iter().any(|given| given == key.word));
    // Where the colon stands already, it stays.
    let after = source.bytes().get(slot.span.end as usize);
    let colon = if after == Some(&b':') { "" } else { ":" };
    keys.into_iter()
        .map(|key| Candidate {
            text: format!("{}{colon}", key.word),
            ..Candidate::new(key.word, Kind::Field, key.holds)
        })
        .collect()
}

/// An item of homework.
pub(super) fn homework(asked: &Asked<'_>, timeline: &Timeline<'_>, slot: &Slot) -> Candidate {
    let workdays = timeline.workdays(asked.rep(slot.cursor));
    let day = workdays.after(timeline.today.day);
    let day = day.map_or_else(String::new, |day| day.to_string());
    Candidate {
        snippet: Some(format!("[ ] ${{1:me}} ${{2:{day}}} $0")),
        ..Candidate::new("[ ]", Kind::Snippet, "what somebody has to do: me or them")
    }
}
