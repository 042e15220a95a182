//! Four unanswered touches or more within seven days, whoever made them.
//!
//! Reported is the fourth outbound touch that nothing came back from, and every later one, where
//! the last four lie within seven days, the first and the last day counted, and nobody was
//! reached and nothing came in between. Reminders and thanks do not count, nor do the touches of
//! `persistent`: who missed an appointment is called again at once.
//!
//! # Why it matters
//!
//! Follow-up that does not stop is a courtesy; four knocks in a week is a nuisance, and the
//! answer to it is "please stop". Space them: you have months.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-09
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-02 email Acme Corp
//! 2026-03-03 call Acme Corp -> no-answer
//! 2026-03-05 linkedin Acme Corp
//! 2026-03-06 call Acme Corp -> voicemail
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-09
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-02 email Acme Corp
//! 2026-03-03 call Acme Corp -> no-answer
//! 2026-03-05 linkedin Acme Corp
//! 2026-03-09 call Acme Corp -> voicemail
//! ```

use super::{Check, Rule};
use crate::calendar::{Day, days_between};
use crate::finding::{Kind, Level};
use crate::inspection::{At, Sink, Subject, Words};
use crate::settings::CadenceId;
use crate::timeline::Part;
use crate::wording::days;

pub(super) const RULE: Rule = Rule {
    name: "pestering",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("pestering.rs"),
    check: Check::Life(check),
};

/// So many touches in so many days, the first and the last counted, are too many.
const TOO_MANY: usize = 4;
const DAYS: i64 = 7;

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let life = subject.life;
    if life.moves.len() < TOO_MANY {
        return;
    }
    // The days of the last silent touches, the oldest first.
    let mut last: [Option<Day>; TOO_MANY] = [None; TOO_MANY];
    for step in life.moves.iter().filter(|step| step.part == Part::Step) {
        if !step.outbound || step.effect.is_talk() {
            last = [None; TOO_MANY];
        }
        if !step.is_silent() || is_persistent(subject, step.phase) {
            continue;
        }
        let day = step.touch.touch.day;
        last.rotate_left(1);
        last[TOO_MANY - 1] = Some(day);
        let Some(first) = last[0] else { continue };
        if days_between(first, day) >= DAYS {
            continue;
        }
        let at = At::new(|| subject.timeline.date_place(step.touch))
            .of(life.prospect)
            .on(day);
        sink.at(at, || {
            Words::new(format!(
                "{} on {day} and the {} before it lie within {}, since {first}, and nothing came back",
                subject.timeline.name_touch(step),
                TOO_MANY - 1,
                days(days_between(first, day) + 1)
            ))
            .help("let some days pass before the next one, and bring something new with it")
        });
    }
}

/// Says whether a touch belongs to the cadence for a missed appointment, where it is meant to be
/// one call after another.
fn is_persistent(subject: &Subject<'_, '_>, phase: Option<CadenceId>) -> bool {
    let settings = subject.timeline.settings;
    phase.is_some_and(|phase| {
        settings
            .cadence_of(phase)
            .name
            .eq_ignore_ascii_case("persistent")
    })
}
