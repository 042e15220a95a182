//! When a touch is to come: its window, and whether it kept it.

use super::Timeline;
use super::life::{Life, Move};
use crate::calendar::{Duration, Moment, Workdays};
use crate::settings::{CadenceId, Rhythm, Settings, Way};
use crate::text::fold;

/// What a window is counted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowKind {
    /// An answer to the prospect.
    Reply,
    /// The first touch of a lead.
    FirstResponse,
    /// A step, by its number from 1.
    Step(u32),
    /// The interval of a nurture cadence.
    Nurture,
}

/// When a touch was to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window<'j> {
    /// What it is counted for.
    pub kind: WindowKind,
    /// What it is counted from.
    pub from: Moment,
    /// Whether that is the prospect's `since`.
    pub from_since: bool,
    /// At the latest so long after.
    pub within: Duration,
    /// And not before so long after.
    pub wait: Option<Duration>,
    /// The channels or media that the step asks for.
    pub by: &'j [Way],
    /// The last moment in time; none where no business day is left.
    pub deadline: Option<Moment>,
}

/// Whether a touch kept its window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It had no window.
    None,
    /// It kept it.
    Kept,
    /// It came after the deadline.
    Late,
    /// It came before the wait was over, at this moment.
    TooSoon(Moment),
}

/// The window of the next outbound touch, for whoever has these business days: the answer that
/// is owed, the first response, the next step, the interval. None where nothing is counted.
pub(super) fn window<'j>(
    timeline: &Timeline<'j>,
    life: &Life<'j>,
    source: Option<&str>,
    workdays: Workdays<'_>,
) -> Option<Window<'j>> {
    let (state, settings) = (&life.state, timeline.settings);
    let anchor = state.anchor?;
    let (kind, within, wait, by) = if state.owes_answer {
        (WindowKind::Reply, settings.reply_within, None, &[][..])
    } else {
        next_in_rhythm(settings, state.phase?, state.step)?
    };
    // An answer and a first response wait for nobody's day off.
    let all = settings.calendar.for_all();
    let mut window = Window {
        kind,
        from: anchor,
        from_since: state.anchor_is_since,
        within,
        wait,
        by,
        deadline: None,
    };
    if let (false, Some(since)) = (state.contacted, life.since)
        && anchor.day == since.day
        && let Some(within) = first_response(timeline, source)
    {
        window = Window {
            kind: WindowKind::FirstResponse,
            from: since,
            from_since: true,
            within,
            wait: None,
            ..window
        };
    }
    let waits = matches!(window.kind, WindowKind::Step(_) | WindowKind::Nurture);
    window.deadline = if waits { workdays } else { all }.deadline(window.from, window.within);
    Some(window)
}

fn first_response(timeline: &Timeline<'_>, source: Option<&str>) -> Option<Duration> {
    let named = &timeline.settings.first_response;
    if named.is_empty() {
        return None;
    }
    let find = |name: &str| {
        let folded = fold(name);
        named
            .iter()
            .find(|(source, _)| fold(source) == folded)
            .map(|(_, within)| *within)
    };
    source.and_then(find).or_else(|| find("any"))
}

/// The rhythm of a phase: the step that comes next, or the interval.
pub(super) fn next_in_rhythm(
    settings: &Settings,
    phase: CadenceId,
    step: u32,
) -> Option<(WindowKind, Duration, Option<Duration>, &[Way])> {
    match &settings.cadence_of(phase).rhythm {
        Rhythm::Steps(steps) => {
            let next = steps.get(step as usize)?;
            Some((WindowKind::Step(step + 1), next.within, next.wait, &next.by))
        }
        Rhythm::Every(every) => Some((WindowKind::Nurture, *every, None, &[])),
    }
}

/// Whether a touch kept its window.
pub(super) fn verdict(touch: &Move<'_>, workdays: Workdays<'_>) -> Verdict {
    let Some(window) = touch.window else {
        return Verdict::None;
    };
    let moment = touch.touch.touch.moment();
    if window
        .deadline
        .is_some_and(|deadline| is_after(moment, deadline, window.within))
    {
        return Verdict::Late;
    }
    let earliest = window
        .wait
        .and_then(|wait| Some((wait, workdays.add(window.from, wait)?)));
    match earliest {
        Some((wait, earliest)) if is_after(earliest, moment, wait) => Verdict::TooSoon(earliest),
        _ => Verdict::Kept,
    }
}

/// Says whether `moment` is after `other`: by its date; or, where a duration of minutes or hours
/// lies between and both have times, by date and time.
fn is_after(moment: Moment, other: Moment, between: Duration) -> bool {
    if between.is_clocked() && moment.time.is_some() && other.time.is_some() {
        moment > other
    } else {
        moment.day > other.day
    }
}
