//! A life comes in; out come its touches one under another: number, date, channel, outcome, the
//! days between, what was promised and kept, notes, homework, findings.

mod lines;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

pub(super) use lines::{block, heads};

use super::said::Said;
use crate::calendar::{Day, Time, days_between};
use crate::finding::{Finding, Place, Places};
use crate::journal::{Journal, TouchId, TouchRef, field};
use crate::portrait::PromiseRow;
use crate::syntax::{BodyLine, HomeworkOf, Mark, TouchFlags};
use crate::timeline::{Fate, Life, Move, Part, Promise, PromiseKind, Timeline, Verdict};

/// A touch, as it is shown.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Entry {
    /// Its number in its pursuit; none for an inbound one, a planned one, or one after a stop.
    number: Option<u32>,
    date: Day,
    time: Option<Time>,
    mark: Mark,
    channel: String,
    outcome: Option<String>,
    /// Whether nothing is written, and the outcome is what that means.
    #[serde(skip)]
    implied: bool,
    /// What stands between the outcome's word and its detail.
    #[serde(skip)]
    outcome_date: String,
    detail: Option<String>,
    tags: Vec<String>,
    rep: Option<String>,
    pursuit: Option<u32>,
    /// The cadence in force when it came.
    cadence: Option<String>,
    step: Option<u32>,
    /// Days since the touch before it.
    gap: Option<i64>,
    verdict: Option<&'static str>,
    /// The promises that it made.
    promised: Vec<Made>,
    /// The promises that it kept or broke.
    closed: Vec<Closed>,
    with: Option<String>,
    notes: Vec<String>,
    homework: Vec<Homework>,
    findings: Vec<Said>,
    file: String,
    line: u32,
    #[serde(skip)]
    lines: Vec<BodyLine>,
    /// The cadence that it led to, where that is another than before.
    switched_to: Option<String>,
    /// Whether the journal has it on a day that has not come.
    #[serde(skip)]
    ahead: bool,
}

impl Entry {
    /// Says whether it was made, and by today.
    pub fn is_made(&self) -> bool {
        self.pursuit.is_some()
    }
}

#[derive(Clone, Debug, Serialize)]
struct Made {
    #[serde(flatten)]
    promise: PromiseRow,
    fate: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct Closed {
    #[serde(flatten)]
    promise: PromiseRow,
    fate: &'static str,
    days_late: i64,
}

#[derive(Clone, Debug, Serialize)]
struct Homework {
    who: &'static str,
    done: bool,
    date: Option<Day>,
    text: String,
}

impl From<crate::journal::Homework> for Homework {
    fn from(homework: crate::journal::Homework) -> Homework {
        Homework {
            who: match homework.who {
                HomeworkOf::Me => "me",
                HomeworkOf::Them => "them",
            },
            done: homework.done,
            date: homework.day,
            text: homework.text,
        }
    }
}

/// The touches of a prospect, and what was found that is about none of them.
pub(super) struct Gathered {
    pub entries: Vec<Entry>,
    pub others: Vec<Said>,
}

/// Gathers the touches: those that were made, those that are ahead, those that are planned.
pub(super) fn gather(
    timeline: &Timeline<'_>,
    life: &Life<'_>,
    places: &Places<'_>,
    findings: &[Finding],
) -> Gathered {
    let journal = timeline.journal;
    let gathering = Gathering::new(timeline, life, places, findings);
    let mut entries = Vec::new();
    let mut before: Option<Day> = None;
    for (at, step) in (0_u32..).zip(&life.moves) {
        let mut entry = gathering.made(at, step);
        entry.gap = before.map(|before| days_between(before, entry.date));
        before = Some(entry.date);
        entries.push(entry);
    }
    if !timeline.today.asked {
        for &id in &journal.made(life.prospect)[life.moves.len()..] {
            entries.push(Entry {
                ahead: true,
                ..gathering.entry(journal.touch(id))
            });
        }
    }
    let plans = &journal.plans(life.prospect)[..timeline.plan_count(life.prospect)];
    let mut planned: Vec<Entry> = plans
        .iter()
        .map(|plan| gathering.planned(journal.touch(plan.touch)))
        .collect();
    planned.sort_by_key(|entry| (entry.date, entry.time));
    entries.append(&mut planned);
    let told: usize = entries.iter().map(|entry| entry.findings.len()).sum();
    let mut others = Vec::new();
    if told < findings.len() {
        let own = gathering.touches();
        let is_told = |finding: &Finding| {
            touch_of(timeline.journal, finding).is_some_and(|touch| own.contains(&touch))
        };
        let left = findings.iter().filter(|finding| !is_told(finding));
        others = left.map(Said::from).collect();
    }
    Gathered { entries, others }
}

/// A touch by its file and its place among those of it.
type InFile = (u32, u32);

/// The touch on whose lines a finding stands.
fn touch_of(journal: &Journal, finding: &Finding) -> Option<InFile> {
    let Place { file: number, span } = finding.place;
    let file = &journal.files[number as usize];
    let touches = file.touches.partition_point(|it| it.offset <= span.start);
    let directives = file
        .directives
        .partition_point(|it| it.offset <= span.start);
    let index = touches.checked_sub(1)?;
    let directive = file.directives[..directives].last();
    let is_below_directive = directive.is_some_and(|it| it.offset > file.touches[index].offset);
    (!is_below_directive).then_some((number, index as u32))
}

struct Gathering<'a, 'j> {
    timeline: &'a Timeline<'j>,
    life: &'a Life<'j>,
    places: &'a Places<'a>,
    findings: FxHashMap<InFile, Vec<&'a Finding>>,
    /// The promises by the number of the move that made them.
    made: FxHashMap<u32, Vec<&'a Promise>>,
    /// The promises by the number of the move that kept or broke them.
    closed: FxHashMap<u32, Vec<&'a Promise>>,
    /// The promises by the planned touch that stands for them.
    planned: FxHashMap<TouchId, &'a Promise>,
}

impl<'a, 'j> Gathering<'a, 'j> {
    fn new(
        timeline: &'a Timeline<'j>,
        life: &'a Life<'j>,
        places: &'a Places<'a>,
        findings: &'a [Finding],
    ) -> Gathering<'a, 'j> {
        let mut gathering = Gathering {
            timeline,
            life,
            places,
            findings: FxHashMap::default(),
            made: FxHashMap::default(),
            closed: FxHashMap::default(),
            planned: FxHashMap::default(),
        };
        for finding in findings {
            if let Some(touch) = touch_of(timeline.journal, finding) {
                gathering.findings.entry(touch).or_default().push(finding);
            }
        }
        for promise in &life.promises.all {
            if let Some(by) = promise.made_by {
                gathering.made.entry(by).or_default().push(promise);
            }
            if let Fate::Kept(by) | Fate::Broken(by) = promise.fate {
                gathering.closed.entry(by).or_default().push(promise);
            }
            if let Some(plan) = promise.plan {
                gathering.planned.entry(plan).or_insert(promise);
            }
        }
        gathering
    }

    fn touches(&self) -> FxHashSet<InFile> {
        let journal = self.timeline.journal;
        let made = journal.made(self.life.prospect).iter().copied();
        let plans = journal
            .plans(self.life.prospect)
            .iter()
            .map(|plan| plan.touch);
        let touches = made.chain(plans).map(|id| journal.touch(id));
        touches.map(|touch| (touch.file, touch.index)).collect()
    }

    /// What the text says of a touch.
    fn entry(&self, touch: TouchRef<'j>) -> Entry {
        let (journal, vocabulary) = (self.timeline.journal, &self.timeline.settings.vocabulary);
        let header = journal.header(touch, vocabulary);
        let outcome = header.as_ref().and_then(|header| header.outcome.as_ref());
        let text = |span| journal.text(Journal::place(touch, span));
        let is_written = touch.touch.flags.has(TouchFlags::OUTCOME);
        let word = || vocabulary.outcome_of(touch.touch.outcome).word.clone();
        let lines = journal.body(touch);
        let place = self.timeline.date_place(touch);
        let located = self.places.locate(place);
        let notes = lines.iter().filter_map(|line| match line {
            BodyLine::Note(note) => Some(note.clone()),
            _ => None,
        });
        let findings = self.findings.get(&(touch.file, touch.index));
        Entry {
            number: None,
            date: touch.touch.day,
            time: touch.touch.time(),
            mark: touch.touch.mark(),
            channel: vocabulary.channel_of(touch.touch.channel).word.clone(),
            outcome: match outcome.filter(|_| !is_written) {
                // A word that is none stands as it is written.
                Some(faulty) => Some(text(faulty.span)),
                None => (!touch.touch.is_planned()).then(word),
            },
            implied: outcome.is_none(),
            outcome_date: outcome
                .and_then(|outcome| outcome.when)
                .map_or_else(String::new, |(_, span)| text(span)),
            detail: outcome.and_then(|outcome| outcome.detail).map(text),
            tags: header.map_or_else(Vec::new, |header| journal.tags_of(touch, &header)),
            rep: journal.rep_of(touch).map(|rep| journal.rep_name(rep)),
            pursuit: None,
            cadence: None,
            step: None,
            gap: None,
            verdict: None,
            promised: Vec::new(),
            closed: Vec::new(),
            with: field(&lines, &["with"]),
            notes: notes.collect(),
            homework: journal.homework(touch).map(Homework::from).collect(),
            findings: findings
                .into_iter()
                .flatten()
                .copied()
                .map(Said::from)
                .collect(),
            file: located.file.to_owned(),
            line: located.start.line,
            lines,
            switched_to: None,
            ahead: false,
        }
    }

    /// A touch that was made, with what the replay says of it.
    fn made(&self, at: u32, step: &Move<'j>) -> Entry {
        let settings = self.timeline.settings;
        let name = |phase| settings.cadence_of(phase).name.clone();
        let made = self.made.get(&at).into_iter().flatten().copied();
        let promised = made
            .filter(|promise| promise.kind != PromiseKind::Planned)
            .map(|promise| Made {
                promise: promise.into(),
                fate: fate(promise.fate),
            });
        let closed = self.closed.get(&at).into_iter().flatten().copied();
        let closed = closed.map(|promise| Closed {
            promise: promise.into(),
            fate: fate(promise.fate),
            days_late: days_late(promise, step.touch.touch.day),
        });
        let before = step.phase.filter(|_| step.part == Part::Step);
        let switched = before.is_some() && step.phase_after != step.phase;
        Entry {
            number: (step.outbound && step.part != Part::PassedOver).then_some(step.number),
            pursuit: Some(step.pursuit),
            cadence: step.phase.map(name),
            step: (step.step > 0).then_some(step.step),
            verdict: match step.verdict {
                Verdict::None => None,
                Verdict::Kept => Some("kept"),
                Verdict::Late => Some("late"),
                Verdict::TooSoon(_) => Some("too-soon"),
            },
            promised: promised.collect(),
            closed: closed.collect(),
            switched_to: switched.then(|| step.phase_after.map_or_else(|| "none".to_owned(), name)),
            ..self.entry(step.touch)
        }
    }

    /// A planned touch, with what became of it.
    fn planned(&self, touch: TouchRef<'j>) -> Entry {
        let plan = self.planned.get(&touch.id).copied();
        let promised = plan.map(|promise| Made {
            promise: promise.into(),
            fate: fate(promise.fate),
        });
        Entry {
            promised: promised.into_iter().collect(),
            ..self.entry(touch)
        }
    }
}

fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Open => "open",
        Fate::Kept(_) => "kept",
        Fate::Broken(_) => "broken",
        Fate::CalledOff(_) => "called off",
        Fate::Ended => "ended",
    }
}

fn days_late(promise: &Promise, day: Day) -> i64 {
    days_between(promise.last, day).max(0)
}
