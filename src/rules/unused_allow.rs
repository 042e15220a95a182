//! A comment allows a rule, and silences nothing.
//!
//! `; touchline: allow RULE` at the end of a header silences the rule for that entry, and at the
//! end of a `prospect` line for that prospect. Reported are names that are no rule's, and rules of
//! the text that were not silenced there; the rules of the follow-up come and go with the days, and
//! are left alone.
//!
//! # Why it matters
//!
//! An exception is a decision, and it should be plain what it was for. One that silences nothing is
//! either misspelt, and then the thing that you settled is still on the list, or left over, and
//! will hide the next real mistake.
//!
//! # Example
//!
//! ```touch
//! prospect Acme ; touchline: allow similar-prospect
//!
//! prospect Globex ; touchline: allow similar-prospects
//! ```
//!
//! # Instead
//!
//! ```touch
//! prospect Acme
//!
//! prospect Acme Ltd ; touchline: allow similar-prospects
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level};
use crate::inspection::{At, KnownAllow, Sink, Words};
use crate::syntax::near_word;
use crate::text::Edit;

pub(super) const RULE: Rule = Rule {
    name: "unused-allow",
    level: Some(Level::Warning),
    kind: Kind::Text,
    page: include_str!("unused_allow.rs"),
    check: Check::After(check),
};

fn check(sink: &mut Sink<'_>) {
    // Only when the others are told is it known whether an allow of this very rule was of use.
    for of_itself in [false, true] {
        let all = sink.allows().all();
        let some: Vec<(KnownAllow, bool)> = all
            .filter(|(allow, _)| (allow.rule == RULE.name) == of_itself)
            .map(|(allow, is_used)| (allow.clone(), is_used))
            .collect();
        for (allow, is_used) in some {
            report(&allow, is_used, sink);
        }
    }
}

fn report(allow: &KnownAllow, is_used: bool, sink: &mut Sink<'_>) {
    let KnownAllow { place, rule, .. } = allow;
    let known = super::kind_of(rule);
    match known {
        None => sink.at(At::new(|| *place), || {
            let words = Words::new(format!("there is no rule `{rule}`"));
            match near_word(rule, super::names().iter().copied()) {
                Some(near) => words.help(format!("is `{near}` meant?")).fix(Edit {
                    span: place.span,
                    text: near.to_owned(),
                }),
                None => words.help("`touchline explain` lists the rules"),
            }
        }),
        Some(Kind::Text) if !is_used => sink.at(At::new(|| *place), || {
            Words::new(format!("`{rule}` has nothing to say here"))
                .help("take it out of the comment")
        }),
        Some(_) => {}
    }
}
