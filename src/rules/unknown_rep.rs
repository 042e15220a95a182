//! A rep is named whom `reps` does not list.
//!
//! It looks at `rep` lines, at `rep:` under a touch, and at `owner:` under a prospect. Without
//! `reps:` in touchline.yaml anybody may be named.
//!
//! # Why it matters
//!
//! A prospect that belongs to nobody gets no call. A misspelt name, or one of somebody who has
//! left, is how good leads end up on no list at all.
//!
//! # Example
//!
//! ```yaml
//! reps: [dana, lee]
//! ```
//!
//! ```touch
//! prospect Acme Corp
//!     owner: dnaa
//! ```
//!
//! # Instead
//!
//! ```yaml
//! reps: [dana, lee]
//! ```
//!
//! ```touch
//! prospect Acme Corp
//!     owner: dana
//! ```

use rustc_hash::FxHashSet;

use super::{Check, Rule};
use crate::finding::{Kind, Level, Place};
use crate::inspection::{At, Sink, Words};
use crate::syntax::{DirectiveKind, FieldKey, near_word};
use crate::text::{Edit, fold, name_in_short};
use crate::timeline::Timeline;

pub(super) const RULE: Rule = Rule {
    name: "unknown-rep",
    level: Some(Level::Warning),
    kind: Kind::Text,
    page: include_str!("unknown_rep.rs"),
    check: Check::Ledger(check),
};

fn check(timeline: &Timeline<'_>, sink: &mut Sink<'_>) {
    let reps = &timeline.settings.reps;
    if reps.is_empty() {
        return;
    }
    let known: FxHashSet<String> = reps.iter().map(|rep| fold(rep)).collect();
    let journal = timeline.journal;
    for (number, file) in journal.files.iter().enumerate() {
        let number = number as u32;
        let mut report = |span, prospect| {
            let place = Place { file: number, span };
            let name = journal.text(place);
            if known.contains(&fold(&name)) {
                return;
            }
            let mut at = At::new(|| place);
            if let Some(prospect) = prospect {
                at = at.of(prospect);
            }
            sink.at(at, || {
                let words = Words::new(format!(
                    "`reps` in the settings does not list `{}`",
                    name_in_short(&name)
                ));
                match near_word(&name, reps.iter().map(String::as_str)) {
                    Some(near) => words.help(format!("is `{near}` meant?")).fix(Edit {
                        span,
                        text: near.to_owned(),
                    }),
                    None => words.help("mend the name, or add it to `reps`"),
                }
            });
        };
        for (at, directive) in file.directives.iter().enumerate() {
            match directive.kind {
                DirectiveKind::Rep(rep) => report(rep.span, None),
                DirectiveKind::Prospect(_) if journal.is_passed_over(number, directive.offset) => {}
                DirectiveKind::Prospect(entry) => {
                    let prospect = journal.prospect_of_name(number, entry.name);
                    let owners = file.fields_of(at as u32).iter();
                    for owner in owners.filter(|field| field.key == FieldKey::Owner) {
                        report(owner.value, Some(prospect));
                    }
                }
                DirectiveKind::Include { .. } => {}
            }
        }
        for &(touch, span) in &file.touch_reps {
            let name = file.touches[touch as usize].prospect;
            report(span, Some(journal.prospect_of_name(number, name)));
        }
    }
}
