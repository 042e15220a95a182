//! A touch stands there twice.
//!
//! As a rule a merge has gone wrong. The two are equal in date, time, direction, channel, prospect
//! and outcome, and both have a time, or stand in different files, or beside each other with the
//! same words under them. Two touches of one day that really were two are told apart by their
//! times.
//!
//! # Why it matters
//!
//! A touch that is counted twice makes you look more persistent than you were: the cadence moves on
//! a step that nobody made, and a prospect is put aside one call too early.
//!
//! # Example
//!
//! ```touch
//! prospect Acme Corp
//!
//! 2026-03-02 10:00 call Acme Corp -> voicemail
//! 2026-03-04 email Acme Corp
//! 2026-03-02 10:00 call Acme Corp -> voicemail
//! ```
//!
//! # Instead
//!
//! ```touch
//! prospect Acme Corp
//!
//! 2026-03-02 10:00 call Acme Corp -> voicemail
//! 2026-03-02 15:30 call Acme Corp -> voicemail
//! 2026-03-04 email Acme Corp
//! ```

use super::{Check, Rule};
use crate::calendar::{Day, Time};
use crate::finding::{Kind, Level, Place};
use crate::inspection::{At, Sink, Words};
use crate::journal::{Journal, ProspectId, TouchId, TouchRef};
use crate::syntax::{Mark, TouchFlags, body_text};
use crate::text::Span;
use crate::timeline::Timeline;
use rustc_hash::FxHashMap;

pub(super) const RULE: Rule = Rule {
    name: "duplicate-touch",
    level: Some(Level::Warning),
    kind: Kind::Text,
    page: include_str!("duplicate_touch.rs"),
    check: Check::Ledger(check),
};

fn check(timeline: &Timeline<'_>, sink: &mut Sink<'_>) {
    let journal = timeline.journal;
    let mut day = Vec::new();
    for prospect in journal.prospect_ids() {
        let mut made = journal.made(prospect).iter().copied().peekable();
        while let Some(first) = made.next() {
            let date = journal.touch(first).touch.day;
            let same_day = |id: &TouchId| journal.touch(*id).touch.day == date;
            if !made.peek().is_some_and(same_day) {
                continue;
            }
            day.clear();
            day.push(first);
            while let Some(next) = made.next_if(same_day) {
                day.push(next);
            }
            report(timeline, prospect, &mut day, sink);
        }
        let mut plans: Vec<TouchId> = journal
            .plans(prospect)
            .iter()
            .map(|plan| plan.touch)
            .collect();
        if plans.len() > 1 {
            report(timeline, prospect, &mut plans, sink);
        }
    }
}

/// What two touches of one prospect have in common, if one of them is there twice.
#[derive(PartialEq, Eq, Hash)]
struct Likeness {
    day: Day,
    time: Option<Time>,
    mark: Mark,
    channel: u16,
    outcome: Option<u16>,
    /// The outcome's date and detail as they are written.
    rest: String,
}

/// Reports those that equal one above, of touches of one prospect.
fn report(
    timeline: &Timeline<'_>,
    prospect: ProspectId,
    touches: &mut [TouchId],
    sink: &mut Sink<'_>,
) {
    let journal = timeline.journal;
    touches.sort_unstable();
    let mut above: FxHashMap<Likeness, Vec<TouchId>> = FxHashMap::default();
    for &id in touches.iter() {
        let touch = journal.touch(id);
        let alike = above.entry(likeness(timeline, touch)).or_default();
        // Of many that are alike the last above is the one that tells: the nearest neighbour, or
        // one in another file.
        let twin = alike.iter().rev().take(8).map(|id| journal.touch(*id));
        let twin = twin
            .into_iter()
            .find(|twin| is_twice(journal, *twin, touch));
        alike.push(id);
        let Some(twin) = twin else { continue };
        let place = |touch: TouchRef<'_>| {
            let source = &journal.files[touch.file as usize].source;
            let line = source.line_at(touch.touch.offset);
            let (header, _) = crate::syntax::split_comment(source.slice(line));
            Place {
                file: touch.file,
                span: Span::new(line.start, line.start + header.len() as u32),
            }
        };
        sink.at(At::new(|| place(touch)).of(prospect), || {
            Words::new("this touch stands there twice")
                .help("take one of the two out, if it was one; a time tells two apart")
                .note("the other is here", place(twin))
        });
    }
}

fn likeness(timeline: &Timeline<'_>, touch: TouchRef<'_>) -> Likeness {
    let written = touch.touch.flags.has(TouchFlags::OUTCOME);
    let header = timeline
        .journal
        .header(touch, &timeline.settings.vocabulary);
    let source = &timeline.journal.files[touch.file as usize].source;
    let rest = header.and_then(|header| header.outcome).map(|outcome| {
        let when = outcome.when.map_or(Span::default(), |(_, span)| span);
        let detail = outcome.detail.unwrap_or_default();
        let word = if outcome.id.is_some() {
            Span::default()
        } else {
            outcome.span
        };
        format!(
            "{}|{}|{}",
            source.text(word),
            source.text(when),
            source.text(detail)
        )
    });
    Likeness {
        day: touch.touch.day,
        time: touch.touch.time(),
        mark: touch.touch.mark(),
        channel: touch.touch.channel.0,
        outcome: written.then_some(touch.touch.outcome.0),
        rest: rest.unwrap_or_default(),
    }
}

/// Says whether two touches that look alike are one: they have a time, stand in different files,
/// or beside each other with the same words under them.
fn is_twice(journal: &Journal, one: TouchRef<'_>, other: TouchRef<'_>) -> bool {
    if other.touch.time().is_some() || one.file != other.file {
        return true;
    }
    let file = &journal.files[one.file as usize];
    let body = |touch: TouchRef<'_>| body_text(&file.source, touch.touch.offset);
    let neighbours = one.index + 1 == other.index;
    neighbours && !body(one).is_empty() && body(one) == body(other)
}
