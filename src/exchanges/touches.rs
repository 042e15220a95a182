//! A ledger and a query come in; out come the touches that are asked for, each as other programs
//! see it.

use serde::Serialize;

use crate::calendar::{Day, Time};
use crate::finding::{Place, Places};
use crate::journal::{Journal, TouchId, TouchRef};
use crate::query::Query;
use crate::syntax::{BodyLine, TouchFlags, body_line, body_text, tags_of};
use crate::text::Span;
use crate::timeline::{Life, Move, Timeline};

/// The touches that are asked for, in the order of their days, those of one day as they stand.
#[derive(Debug, Serialize)]
pub struct Touches {
    version: u32,
    today: Day,
    /// The touches.
    pub touches: Vec<TouchRow>,
}

/// A touch.
#[derive(Clone, Debug, Serialize)]
pub struct TouchRow {
    /// Its date.
    pub date: Day,
    /// Its time.
    pub time: Option<Time>,
    /// Who made it, or that it is planned.
    pub mark: &'static str,
    /// Its channel.
    pub channel: String,
    /// The medium of that.
    pub medium: String,
    /// The prospect.
    pub prospect: String,
    /// Who made it.
    pub rep: Option<String>,
    /// The outcome, where it is written.
    pub outcome: Option<String>,
    /// What the outcome does, written or not; a planned touch has none.
    pub effect: Option<&'static str>,
    /// The date in the outcome, as it is written.
    pub when: Option<String>,
    /// The words after the outcome's colon.
    pub detail: Option<String>,
    /// Its tags, without `#`.
    pub tags: Vec<String>,
    /// The count of outbound touches in its pursuit, itself included.
    pub number: Option<u32>,
    /// The number of its pursuit.
    pub pursuit: Option<u32>,
    /// The step that it is.
    pub step: Option<u32>,
    /// The lines under it, `rep:` aside.
    pub notes: Vec<String>,
    /// Its file.
    pub file: String,
    /// Its line there, from 1.
    pub line: u32,
    /// Whether reports count it: it was made, by today, with a prospect whose name is certain.
    #[serde(skip)]
    pub counts: bool,
    #[serde(skip)]
    place: (u32, u32),
}

impl Touches {
    /// Gathers the touches: those that were made, then what is planned or dated after today.
    #[must_use]
    pub fn new(timeline: &Timeline<'_>, places: &Places<'_>, query: &Query) -> Touches {
        let mut touches = Vec::new();
        timeline.each_life(|life| {
            if !query.matches_prospect(timeline, life) {
                return;
            }
            for step in &life.moves {
                if query.matches_touch(timeline, life, step.touch) {
                    touches.push(row(timeline, places, step.touch, Some(step)));
                }
            }
            for id in outstanding(timeline, life) {
                let touch = timeline.journal.touch(id);
                if query.matches_touch(timeline, life, touch) {
                    touches.push(row(timeline, places, touch, None));
                }
            }
        });
        touches.sort_by_key(|row| (row.date, row.place));
        Touches {
            version: 1,
            today: timeline.today.day,
            touches,
        }
    }
}

/// The touches that the replay has not seen: planned ones, and those dated after today.
fn outstanding(timeline: &Timeline<'_>, life: &Life<'_>) -> Vec<TouchId> {
    let journal = timeline.journal;
    let (mut plans, mut made) = (journal.plans(life.prospect), &[][..]);
    if timeline.today.asked {
        // The journal as it stood: without what came later, and what that planned.
        plans = &plans[..timeline.plan_count(life.prospect)];
    } else {
        made = &journal.made(life.prospect)[timeline.made_count(life.prospect)..];
    }
    let mut ids: Vec<TouchId> = plans.iter().map(|plan| plan.touch).collect();
    ids.extend(made);
    ids
}

/// A touch, and what the replay says of it; nothing of one that it has not seen.
fn row(
    timeline: &Timeline<'_>,
    places: &Places<'_>,
    at: TouchRef<'_>,
    replayed: Option<&Move<'_>>,
) -> TouchRow {
    let journal = timeline.journal;
    let vocabulary = &timeline.settings.vocabulary;
    let touch = at.touch;
    let source = &journal.files[at.file as usize].source;
    let channel = vocabulary.channel_of(touch.channel);
    let meant = vocabulary.outcome_of(touch.outcome);
    let header = journal.header(at, vocabulary);
    let outcome = header.as_ref().and_then(|header| header.outcome.as_ref());
    let text = |span: Span| journal.text(Journal::place(at, span));
    let written = touch.flags.has(TouchFlags::OUTCOME);
    let located = places.locate(Place {
        file: at.file,
        span: Span::at(touch.offset),
    });
    let prospect = journal.prospect_of(at);
    let mut tags = tags_of(source, touch.offset, vocabulary);
    let mut seen = std::collections::HashSet::new();
    tags.retain(|tag| seen.insert(tag.clone()));
    TouchRow {
        date: touch.day,
        time: touch.time(),
        mark: touch.mark().name(),
        channel: channel.word.clone(),
        medium: vocabulary.media[channel.medium.0 as usize].clone(),
        prospect: journal.name(prospect),
        rep: journal.rep_of(at).map(|rep| journal.rep_name(rep)),
        outcome: written.then(|| meant.word.clone()),
        effect: (!touch.is_planned()).then(|| meant.effect.name()),
        when: outcome
            .and_then(|outcome| outcome.when)
            .map(|(_, span)| text(span)),
        detail: outcome.and_then(|outcome| outcome.detail).map(text),
        tags,
        number: replayed
            .filter(|step| step.outbound)
            .map(|step| step.number),
        pursuit: replayed.map(|step| step.pursuit),
        step: replayed.map(|step| step.step).filter(|step| *step > 0),
        notes: notes(source, touch.offset),
        file: located.file.to_owned(),
        line: located.start.line,
        counts: replayed.is_some() && timeline.is_certain(prospect),
        place: (at.file, touch.offset),
    }
}

/// The lines under a touch; who made it has a place of its own.
fn notes(source: &crate::text::Source, offset: u32) -> Vec<String> {
    let mut lines = body_text(source, offset);
    lines.retain(|line| !matches!(body_line(line), BodyLine::Field(key, _) if key == "rep"));
    lines
}
