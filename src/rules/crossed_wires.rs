//! Two reps work on one prospect without knowing of each other.
//!
//! Reported is an unanswered outbound touch by one rep within five days after one by another,
//! where nothing came in between; a reminder or thanks is a touch too. It is not reported where
//! the prospect's owner made it, or is absent that day and so stood in for.
//!
//! # Why it matters
//!
//! Two strangers from one firm with the same question make the firm look small. Whoever owns the
//! prospect makes the touches; everybody else tells the owner first.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-09
//! rep dana
//!
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 email Acme Corp
//!
//! rep lee
//!
//! 2026-03-05 call Acme Corp -> no-answer
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-09
//! rep dana
//!
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-03 email Acme Corp
//! 2026-03-05 call Acme Corp -> no-answer
//! ```

use super::{Check, Rule};
use crate::calendar::{Day, days_between};
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};
use crate::journal::{Journal, RepId, TouchRef};
use crate::text::name_in_short;
use crate::timeline::{Move, Part};
use crate::wording::days;

pub(super) const RULE: Rule = Rule {
    name: "crossed-wires",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("crossed_wires.rs"),
    check: Check::Life(check),
};

/// So many days later it is still the same conversation.
const DAYS: i64 = 5;

/// The last silent touch of a rep.
#[derive(Clone, Copy)]
struct Last<'j> {
    rep: RepId,
    day: Day,
    touch: TouchRef<'j>,
}

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    // The last touch, and the last by anybody else.
    let (mut newest, mut other): (Option<Last<'_>>, Option<Last<'_>>) = (None, None);
    for step in &subject.life.moves {
        if matches!(step.part, Part::PassedOver | Part::Automatic) {
            continue;
        }
        if !step.outbound {
            (newest, other) = (None, None);
        }
        let (true, Some(rep)) = (step.is_silent(), step.rep) else {
            continue;
        };
        let day = step.touch.touch.day;
        let by_another = match newest {
            Some(last) if last.rep != rep => newest,
            _ => other,
        };
        if let Some(before) = by_another
            && days_between(before.day, day) <= DAYS
            && !is_owners_business(subject, rep, day)
        {
            report(subject, sink, step, rep, before);
        }
        other = by_another;
        let touch = step.touch;
        newest = Some(Last { rep, day, touch });
    }
}

/// Says whether the owner made it, or is away, so that somebody stood in.
fn is_owners_business(subject: &Subject<'_, '_>, rep: RepId, day: Day) -> bool {
    let Subject { timeline, life } = *subject;
    let owner = timeline.journal.prospect(life.prospect).owner;
    owner.is_some_and(|owner| owner == rep || timeline.workdays(Some(owner)).is_away(day))
}

fn report(
    subject: &Subject<'_, '_>,
    sink: &mut Sink<'_>,
    step: &Move<'_>,
    rep: RepId,
    before: Last<'_>,
) {
    let Subject { timeline, life } = *subject;
    let journal = timeline.journal;
    let name = || match journal.header(step.touch, &timeline.settings.vocabulary) {
        Some(header) => Journal::place(step.touch, header.name),
        None => subject.timeline.date_place(step.touch),
    };
    let day = step.touch.touch.day;
    sink.at(At::new(name).of(life.prospect).on(day), || {
        let rep_name = |rep| name_in_short(&journal.rep_name(rep)).into_owned();
        let other = rep_name(before.rep);
        let later = match days_between(before.day, day) {
            0 => "on the same day as".to_owned(),
            later => format!("{} after", days(later)),
        };
        let owner = journal.prospect(life.prospect).owner;
        let help = match owner {
            Some(owner) => format!(
                "{} owns this prospect: talk to each other, or change the `owner:`",
                rep_name(owner)
            ),
            None => "agree on one owner, and write `owner:` under the prospect".to_owned(),
        };
        Words::new(format!(
            "{} by {} on {day} came {later} one by {other}, and neither was answered",
            subject.timeline.name_touch(step),
            rep_name(rep)
        ))
        .help(help)
        .note(
            format!("the touch by {other}"),
            subject.timeline.date_place(before.touch),
        )
    });
}
