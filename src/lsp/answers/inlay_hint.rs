//! `textDocument/inlayHint`: behind a touch which one it was and how long after the one before,
//! and behind a prospect's last one what is due; for those who want it.

use gen_lsp_types::{InlayHint, InlayHintRequest, Request};
use rustc_hash::FxHashMap;

use super::{Answer, answered};
use crate::calendar::days_between;
use crate::journal::ProspectId;
use crate::lsp::asked::Asked;
use crate::lsp::upcoming::upcoming;
use crate::text::Span;
use crate::timeline::{Life, Part, Timeline};
use crate::wording::days;

pub(super) const ANSWER: Answer = Answer {
    method: InlayHintRequest::METHOD,
    waits_for_findings: false,
    // Whoever does not want them gets none: that may change, and what was announced cannot.
    announce: |_, capabilities| {
        capabilities.inlay_hint_provider = Some(true.into());
    },
    give: |workspace, params| {
        answered::<InlayHintRequest>(params, |params| {
            let asked = Asked::find(workspace, &params.text_document.uri);
            let asked = asked.filter(|_| workspace.options.inlay_hints);
            Ok(asked.map(|asked| hints(&asked, asked.span(params.range))))
        })
    },
};

fn hints(asked: &Asked<'_>, stretch: Span) -> Vec<InlayHint> {
    let timeline = asked.ledger.timeline();
    let journal = timeline.journal;
    let touches = &asked.parsed().touches;
    let first = asked.source().line_at(stretch.start).start;
    let first = touches.partition_point(|touch| touch.offset < first);
    let end = touches.partition_point(|touch| touch.offset <= stretch.end);
    let mut lives: FxHashMap<ProspectId, Life<'_>> = FxHashMap::default();
    let mut hints = Vec::new();
    for (index, touch) in (first as u32..).zip(&touches[first..end]) {
        let prospect = journal.prospect_of_name(asked.file, touch.prospect);
        let life = lives
            .entry(prospect)
            .or_insert_with(|| timeline.life(prospect));
        let Some(label) = label(&timeline, life, (asked.file, index)) else {
            continue;
        };
        let header = asked.source().line_at(touch.offset);
        hints.push(InlayHint {
            // Within the line it would push away what is being written.
            position: asked.range(Span::at(header.end)).start,
            label: label.into(),
            kind: None,
            text_edits: None,
            tooltip: None,
            padding_left: Some(true),
            padding_right: None,
            data: None,
        });
    }
    hints
}

/// What there is to say of a touch, by its file and its place there.
fn label(timeline: &Timeline<'_>, life: &Life<'_>, (file, index): (u32, u32)) -> Option<String> {
    let is_it = |touch: crate::journal::TouchRef<'_>| (touch.file, touch.index) == (file, index);
    let at = life.moves.iter().position(|step| is_it(step.touch))?;
    let step = &life.moves[at];
    let mut words = Vec::new();
    if step.outbound && step.part != Part::PassedOver {
        words.push(format!("touch {}", step.number));
    }
    let phase = step.phase.filter(|_| step.step > 0);
    if let Some(phase) = phase.map(|phase| timeline.settings.cadence_of(phase)) {
        let steps = phase.steps().len();
        if phase.every().is_none() {
            words.push(format!("step {} of {steps}", step.step));
        }
    }
    if let Some(before) = at.checked_sub(1).map(|before| &life.moves[before]) {
        let gap = days_between(before.touch.touch.day, step.touch.touch.day);
        words.push(format!("{} after the last", days(gap)));
    }
    let is_last = at + 1 == life.moves.len();
    words.extend(upcoming(timeline, life).filter(|_| is_last));
    (!words.is_empty()).then(|| words.join("; "))
}
