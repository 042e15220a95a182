//! A prospect as reports and other programs see it: its facts and where it stands, in words.

use serde::Serialize;

use crate::calendar::{Day, Moment};
use crate::finding::Places;
use crate::journal::ProspectId;
use crate::syntax::{FieldKey, Money, money};
use crate::timeline::{Life, Promise, Status, Timeline, Why};

/// A prospect.
#[derive(Clone, Debug, Serialize)]
pub struct Portrait {
    /// Its name.
    pub name: String,
    /// Its owner.
    pub owner: Option<String>,
    /// Its status.
    pub status: Status,
    /// The cadence in force.
    pub cadence: Option<String>,
    /// Its own cadence.
    pub own_cadence: String,
    /// Touches made in the cadence in force.
    pub step: u32,
    /// That cadence's steps; none where it repeats.
    pub steps: Option<usize>,
    /// Outbound touches in this pursuit.
    pub touches: u32,
    /// The pursuit's number, from 1.
    pub pursuit: u32,
    /// When the lead arrived.
    pub since: Option<Moment>,
    /// The first outbound touch of all.
    pub first_touch: Option<Moment>,
    /// The last outbound touch of all.
    pub last_touch: Option<Moment>,
    /// The last touch of either direction.
    pub last_contact: Option<Moment>,
    /// When something is due.
    pub due: Option<Moment>,
    /// Days since the last day on which it was in time.
    pub overdue: u32,
    /// Why it is due.
    pub why: Option<Why>,
    /// The channel to use.
    pub next_channel: Option<String>,
    /// The earliest open promise.
    pub promise: Option<PromiseRow>,
    /// How this pursuit was answered.
    pub answer: Option<&'static str>,
    /// What the deal is worth.
    pub value: Option<MoneyRow>,
    /// The same, to count with.
    #[serde(skip)]
    pub money: Option<Money>,
    /// High, medium or low.
    pub potential: Option<String>,
    /// Where the lead came from.
    pub source: Option<String>,
    /// The tags of its `tags` field.
    pub tags: Vec<String>,
    /// The file that declares it, or first uses it.
    pub file: String,
    /// The line there, from 1.
    pub line: u32,
    /// The count of touches at which it died, and the day, where it is dead.
    #[serde(flatten)]
    pub death: Option<Death>,
}

/// The columns of a sheet of prospects: the keys of their JSON.
pub const COLUMNS: [&str; 28] = [
    "name",
    "owner",
    "status",
    "cadence",
    "own_cadence",
    "step",
    "steps",
    "touches",
    "pursuit",
    "since",
    "first_touch",
    "last_touch",
    "last_contact",
    "due",
    "overdue",
    "why",
    "next_channel",
    "promise/date",
    "promise/time",
    "promise/kind",
    "answer",
    "value/amount",
    "value/currency",
    "potential",
    "source",
    "tags",
    "file",
    "line",
];

/// Where and when a prospect died.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Death {
    /// The count of outbound touches in its pursuit.
    pub died_at: u32,
    /// The day on which it died.
    pub dead_since: Day,
}

/// A promise.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct PromiseRow {
    /// Its day.
    pub date: Day,
    /// Its time.
    pub time: Option<crate::calendar::Time>,
    /// What made it.
    pub kind: &'static str,
}

/// An amount of money; exact, so in a string.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MoneyRow {
    /// How much.
    pub amount: String,
    /// Of what.
    pub currency: Option<String>,
}

impl From<&Money> for MoneyRow {
    fn from(money: &Money) -> MoneyRow {
        MoneyRow {
            amount: money.amount.to_string(),
            currency: money.currency.clone(),
        }
    }
}

/// What a prospect's deal is worth, where that is said.
#[must_use]
pub fn value_of(timeline: &Timeline<'_>, prospect: ProspectId) -> Option<Money> {
    let place = timeline.journal.values(prospect, FieldKey::Value).next()?;
    let source = &timeline.journal.files[place.file as usize].source;
    money(source.slice(place.span)).ok()
}

/// The words of a prospect's `tags`, without a `#`.
pub fn tags_of<'j>(
    timeline: &Timeline<'j>,
    prospect: ProspectId,
) -> impl Iterator<Item = String> + use<'j> {
    let journal = timeline.journal;
    let values = journal.values(prospect, FieldKey::Tags);
    values.flat_map(|place| {
        let text = journal.text(place);
        let words = text.split([',', ' ']).filter(|word| !word.is_empty());
        let words = words.map(|word| word.trim_start_matches('#').to_owned());
        let words = words.filter(|word| !word.is_empty());
        words.collect::<Vec<_>>()
    })
}

impl Portrait {
    /// Draws a prospect.
    #[must_use]
    pub fn new(timeline: &Timeline<'_>, life: &Life<'_>, places: &Places<'_>) -> Portrait {
        let (journal, settings) = (timeline.journal, timeline.settings);
        let prospect = journal.prospect(life.prospect);
        let (state, outlook) = (&life.state, &life.outlook);
        let phase = state.phase.map(|phase| settings.cadence_of(phase));
        let located = places.locate(prospect.name);
        let outbound = || life.moves.iter().filter(|step| step.outbound);
        let promise = life
            .open_promises()
            .min_by_key(|promise| (promise.day, promise.rank()));
        let value = value_of(timeline, life.prospect);
        let channel = timeline.next_channel(life);
        Portrait {
            name: journal.text(prospect.name),
            owner: prospect.owner.map(|owner| journal.rep_name(owner)),
            status: outlook.status,
            cadence: phase.map(|cadence| cadence.name.clone()),
            own_cadence: settings
                .cadence_of(timeline.own_cadence(life.prospect))
                .name
                .clone(),
            step: state.step,
            steps: phase
                .filter(|cadence| cadence.every().is_none())
                .map(|cadence| cadence.steps().len()),
            touches: state.touches,
            pursuit: state.pursuit,
            since: life.since,
            first_touch: outbound().next().map(|step| step.touch.touch.moment()),
            last_touch: outbound().next_back().map(|step| step.touch.touch.moment()),
            last_contact: life.moves.last().map(|step| step.touch.touch.moment()),
            due: outlook.due,
            overdue: outlook.overdue,
            why: outlook.why,
            next_channel: channel
                .map(|channel| settings.vocabulary.channel_of(channel).word.clone()),
            promise: promise.map(PromiseRow::from),
            answer: state.answer.map(crate::timeline::Answer::name),
            value: value.as_ref().map(MoneyRow::from),
            money: value,
            potential: journal
                .value(life.prospect, FieldKey::Potential)
                .map(|text| crate::text::fold(&text)),
            source: journal.source(life.prospect),
            tags: tags_of(timeline, life.prospect).collect(),
            file: located.file.to_owned(),
            line: located.start.line,
            death: outlook.dead_since.map(|since| Death {
                died_at: state.touches,
                dead_since: since,
            }),
        }
    }
}

impl From<&Promise> for PromiseRow {
    fn from(promise: &Promise) -> PromiseRow {
        PromiseRow {
            date: promise.day,
            time: promise.time,
            kind: promise.kind.name(),
        }
    }
}
