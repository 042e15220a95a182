//! A touch names a prospect that nothing declares.
//!
//! The touches count all the same, for a prospect of that name, and only the first is reported. But
//! where a declared prospect was plainly meant, by a slip of the finger or with a person's name
//! behind it, the touches count for neither until the name is mended.
//!
//! # Why it matters
//!
//! One wrong letter, and the call that you made is not on the prospect's page: tomorrow somebody
//! calls again and asks the same questions. Nobody likes to be asked twice.
//!
//! # Example
//!
//! ```touch
//! prospect Globex
//!
//! 2026-03-02 call Globex -> voicemail
//! 2026-03-04 email Globx
//! ```
//!
//! # Instead
//!
//! ```touch
//! prospect Globex
//!
//! 2026-03-02 call Globex -> voicemail
//! 2026-03-04 email Globex
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level, Place};
use crate::inspection::{At, Sink, Words};
use crate::journal::{Journal, ProspectId};
use crate::text::{Edit, name_in_short};
use crate::timeline::Timeline;

pub(super) const RULE: Rule = Rule {
    name: "unknown-prospect",
    level: Some(Level::Warning),
    kind: Kind::Text,
    page: include_str!("unknown_prospect.rs"),
    check: Check::Ledger(check),
};

fn check(timeline: &Timeline<'_>, sink: &mut Sink<'_>) {
    let journal = timeline.journal;
    for id in journal.prospect_ids() {
        let prospect = journal.prospect(id);
        if prospect.declaration.is_some() || !timeline.is_there(id) {
            continue;
        }
        let place = first_use(timeline, id).unwrap_or(prospect.name);
        sink.at(At::new(|| place).of(id), || {
            words(journal, place, prospect.meant)
        });
    }
}

/// Where the name stands in the first touch, in the order of reading, that is not left out.
fn first_use(timeline: &Timeline<'_>, id: ProspectId) -> Option<Place> {
    if !timeline.today.asked {
        return None;
    }
    let journal = timeline.journal;
    let made = journal.made(id)[..timeline.made_count(id)].iter().copied();
    let plans = journal.plans(id)[..timeline.plan_count(id)]
        .iter()
        .map(|plan| plan.touch);
    let touch = journal.touch(made.chain(plans).min()?);
    let header = journal.header(touch, &timeline.settings.vocabulary)?;
    Some(Journal::place(touch, header.name))
}

fn words(journal: &Journal, place: Place, meant: Option<ProspectId>) -> Words {
    let written = journal.text(place);
    let given = name_in_short(&written);
    let words = Words::new(format!("nothing declares the prospect `{given}`"));
    let Some(meant) = meant else {
        return words.help(format!("add `prospect {given}`, or mend the name"));
    };
    let whole = journal.name(meant);
    let name = name_in_short(&whole);
    let declared = journal.prospect(meant).name;
    let folded = crate::text::fold(&written);
    let rest = folded
        .strip_prefix(&crate::text::fold(&whole))
        .map(str::trim_start);
    let words = words.note(format!("`{name}` is declared here"), declared);
    match rest.and_then(|rest| rest.chars().next()) {
        Some('(' | ',') => words.help(format!(
            "is `{name}` meant? A person goes on a line of its own: `with: Jim`"
        )),
        Some(':' | '-' | '>' | '=') => words.help(format!(
            "is `{name}` meant? An outcome comes after an arrow: `{name} -> reached`"
        )),
        _ => words
            .help(format!(
                "is `{name}` meant? Until the name is mended, this touch counts for neither"
            ))
            .fix(Edit {
                span: place.span,
                text: whole,
            }),
    }
}
