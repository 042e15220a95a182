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
use crate::text::{Edit, fold, name_in_short};
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
            words(timeline, place, prospect.meant)
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

/// A declared prospect's name and an outcome, where a name that nothing declares is just that.
fn without_outcome<'w>(timeline: &Timeline<'_>, written: &'w str) -> Option<(&'w str, &'w str)> {
    let (name, outcome) = written.rsplit_once(' ')?;
    timeline.settings.vocabulary.outcome(outcome.as_bytes())?;
    let declared = timeline.journal.find_prospect(&fold(name))?;
    let declaration = timeline.journal.prospect(declared).declaration;
    declaration.is_some().then_some((name.trim_end(), outcome))
}

fn words(timeline: &Timeline<'_>, place: Place, meant: Option<ProspectId>) -> Words {
    let journal = timeline.journal;
    let written = journal.text(place);
    let given = name_in_short(&written);
    let words = Words::new(format!("nothing declares the prospect `{given}`"));
    let Some(meant) = meant else {
        if let Some((name, outcome)) = without_outcome(timeline, &written) {
            return words.help(format!(
                "is `{name}` meant? An outcome comes after an arrow: `{name} -> {outcome}`"
            ));
        }
        return words.help(format!("add `prospect {given}`, or mend the name"));
    };
    let whole = journal.name(meant);
    let name = name_in_short(&whole);
    let declared = journal.prospect(meant).name;
    let folded = fold(&written);
    let rest = folded.strip_prefix(&fold(&whole)).map(str::trim_start);
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
