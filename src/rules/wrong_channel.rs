//! A step was made through another channel than it asks for.
//!
//! A step of a cadence may name channels or media (`by: [phone]`). Any of them will do, and so
//! will any channel of a medium that is named. An answer, or a touch that follows a promise, is
//! free; and where a step asks for `email` alone and the email before it bounced, any other way
//! is right.
//!
//! # Why it matters
//!
//! A cadence says "call" where an email is the way out: after silence, after a missed
//! appointment. The voice tells you in ten seconds what ten emails will not.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-03-10
//! prospect Acme Corp
//!     cadence: disqualify
//!     since: 2026-03-02
//!
//! 2026-03-03 email Acme Corp
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-03-10
//! prospect Acme Corp
//!     cadence: disqualify
//!     since: 2026-03-02
//!
//! 2026-03-03 call Acme Corp -> voicemail
//! ```

use super::{Check, Rule};
use crate::finding::{Kind, Level, Place};
use crate::inspection::{At, Sink, Subject, Words};
use crate::journal::{Journal, TouchRef};
use crate::settings::{MediumId, Way};

pub(super) const RULE: Rule = Rule {
    name: "wrong-channel",
    level: Some(Level::Notice),
    kind: Kind::History,
    page: include_str!("wrong_channel.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let Subject { timeline, life } = *subject;
    let mut email_bounced = false;
    for step in &life.moves {
        if timeline.went_its_way(step) == Some(false)
            && let Some(window) = &step.window
            && !(email_bounced && *window.by == [Way::Medium(MediumId::EMAIL)])
        {
            let at = At::new(|| channel_of(subject, step.touch))
                .of(life.prospect)
                .on(step.touch.touch.day);
            sink.at(at, || {
                let vocabulary = &timeline.settings.vocabulary;
                let channel = &vocabulary.channel_of(step.touch.touch.channel).word;
                let ways: Vec<&str> = window.by.iter().map(|way| way_name(subject, *way)).collect();
                let ways = ways.join(" or ");
                Words::new(format!(
                    "{} went by {channel} on {}, and its step asks for {ways}",
                    subject.timeline.name_touch(step),
                    step.touch.touch.day
                ))
                .help(format!("the next time, go by {ways}; if another way is better here, change the step's `by`"))
            });
        }
        email_bounced = timeline.email_of_ours(step).unwrap_or(email_bounced);
    }
}

fn way_name<'a>(subject: &'a Subject<'_, '_>, way: Way) -> &'a str {
    let vocabulary = &subject.timeline.settings.vocabulary;
    match way {
        Way::Medium(medium) => &vocabulary.media[medium.0 as usize],
        Way::Channel(channel) => &vocabulary.channel_of(channel).word,
    }
}

/// Where a touch's channel stands.
pub(super) fn channel_of(subject: &Subject<'_, '_>, touch: TouchRef<'_>) -> Place {
    let timeline = subject.timeline;
    let vocabulary = &timeline.settings.vocabulary;
    match timeline.journal.header(touch, vocabulary) {
        Some(header) => Journal::place(touch, header.channel_span),
        None => subject.timeline.date_place(touch),
    }
}
