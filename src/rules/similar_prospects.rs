//! Two prospects have names that look like one.
//!
//! Case, accents, punctuation, and endings such as Inc, Ltd, `GmbH` or SA are left out of the
//! comparison. If the two are one, keep one, with the other name as its `aka`; if they are not,
//! allow the rule at the second.
//!
//! # Why it matters
//!
//! It is the same company, entered twice: by two reps, or once from a card and once from a web
//! form. Each half looks neglected, and the customer hears from two people who do not know of each
//! other.
//!
//! # Example
//!
//! ```touch
//! prospect Acme
//!
//! prospect Acme, Inc.
//! ```
//!
//! # Instead
//!
//! ```touch
//! prospect Acme
//!     aka: Acme Incorporated
//! ```

use rustc_hash::FxHashMap;

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Words};
use crate::journal::{ProspectId, likeness_key};
use crate::text::name_in_short;
use crate::timeline::Timeline;

pub(super) const RULE: Rule = Rule {
    name: "similar-prospects",
    level: Some(Level::Warning),
    kind: Kind::Text,
    page: include_str!("similar_prospects.rs"),
    check: Check::Ledger(check),
};

fn check(timeline: &Timeline<'_>, sink: &mut Sink<'_>) {
    if sink.is_off(RULE.name, RULE.level) {
        return;
    }
    let journal = timeline.journal;
    let mut seen: FxHashMap<String, ProspectId> = FxHashMap::default();
    for id in journal.prospect_ids() {
        let prospect = journal.prospect(id);
        if prospect.declaration.is_none() {
            continue;
        }
        let key = likeness_key(&String::from_utf8_lossy(journal.folded_name(id)));
        let first = *seen.entry(key).or_insert(id);
        if first == id {
            continue;
        }
        sink.at(At::new(|| prospect.name).of(id), || {
            let (name, other) = (journal.name(id), journal.name(first));
            let (name, other) = (name_in_short(&name), name_in_short(&other));
            Words::new(format!("`{name}` and `{other}` look like one prospect"))
                .help(format!(
                    "if they are one, make it one, with `aka: {name}`; if not, `; touchline: allow similar-prospects`"
                ))
                .note("the first is here", journal.prospect(first).name)
        });
    }
}
