//! Touches and pursuits come in; out come groups of them: by rep, channel, source, cadence, week
//! or month. A report keeps its counts in each.

use rustc_hash::FxHashMap;

use crate::calendar::Day;
use crate::journal::RepId;
use crate::settings::{CadenceId, ChannelId};
use crate::syntax::FieldKey;
use crate::text::fold;
use crate::timeline::{Life, Move, Part, Pursuit, Timeline};

/// What a report is parted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Who made the touch; of a pursuit, the prospect's owner.
    Rep,
    /// The touch's channel; of a pursuit, its first touch's.
    Channel,
    /// Where the lead came from.
    Source,
    /// The prospect's own cadence; of a window, the one that it belongs to.
    Cadence,
    /// The touch's week; of a pursuit, its first touch's.
    Week,
    /// The touch's month; of a pursuit, its first touch's.
    Month,
}

impl By {
    /// What the report is parted by, as it is typed.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            By::Rep => "rep",
            By::Channel => "channel",
            By::Source => "source",
            By::Cadence => "cadence",
            By::Week => "week",
            By::Month => "month",
        }
    }
}

/// A group's name; none of what belongs to no group.
pub type GroupName = Option<String>;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Key {
    All,
    None,
    Rep(RepId),
    Channel(ChannelId),
    Source(u32),
    Cadence(CadenceId),
    Day(Day),
}

/// What is counted in each group.
#[derive(Debug)]
pub struct Groups<T> {
    by: Option<By>,
    counts: FxHashMap<Key, T>,
    /// The sources, in the form that comparisons use, and as they were first written.
    sources: FxHashMap<String, u32>,
    source_names: Vec<String>,
}

impl<T: Default> Groups<T> {
    /// No group yet.
    #[must_use]
    pub fn new(by: Option<By>) -> Groups<T> {
        Groups {
            by,
            counts: FxHashMap::default(),
            sources: FxHashMap::default(),
            source_names: Vec::new(),
        }
    }

    /// The counts of a touch's group.
    pub fn of_touch(
        &mut self,
        timeline: &Timeline<'_>,
        life: &Life<'_>,
        step: &Move<'_>,
    ) -> &mut T {
        let key = match self.by {
            Some(By::Rep) => step.rep.map_or(Key::None, Key::Rep),
            Some(By::Channel) => Key::Channel(step.touch.touch.channel),
            Some(By::Week) => Key::Day(step.touch.touch.day.monday()),
            Some(By::Month) => Key::Day(step.touch.touch.day.first_of_month()),
            _ => self.key_of_prospect(timeline, life),
        };
        self.counts.entry(key).or_default()
    }

    /// The counts of the group of a touch that had a window.
    pub fn of_window(
        &mut self,
        timeline: &Timeline<'_>,
        life: &Life<'_>,
        step: &Move<'_>,
    ) -> &mut T {
        if self.by == Some(By::Cadence) {
            let key = step.phase.map_or(Key::None, Key::Cadence);
            return self.counts.entry(key).or_default();
        }
        self.of_touch(timeline, life, step)
    }

    /// The counts of a pursuit's group, by its number from 1.
    pub fn of_pursuit(&mut self, timeline: &Timeline<'_>, life: &Life<'_>, number: u32) -> &mut T {
        let first = || {
            let mut moves = life.moves.iter();
            moves.find(|step| {
                step.outbound && step.pursuit == number && step.part != Part::PassedOver
            })
        };
        let day = || {
            let since = life.since.filter(|_| number == 1).map(|since| since.day);
            first().map(|step| step.touch.touch.day).or(since)
        };
        let key = match self.by {
            Some(By::Channel) => {
                first().map_or(Key::None, |step| Key::Channel(step.touch.touch.channel))
            }
            Some(By::Week) => day().map_or(Key::None, |day| Key::Day(day.monday())),
            Some(By::Month) => day().map_or(Key::None, |day| Key::Day(day.first_of_month())),
            _ => self.key_of_prospect(timeline, life),
        };
        self.counts.entry(key).or_default()
    }

    fn key_of_prospect(&mut self, timeline: &Timeline<'_>, life: &Life<'_>) -> Key {
        let journal = timeline.journal;
        match self.by {
            None => Key::All,
            Some(By::Rep) => {
                let owner = journal.prospect(life.prospect).owner;
                owner.map_or(Key::None, Key::Rep)
            }
            Some(By::Cadence) => Key::Cadence(timeline.own_cadence(life.prospect)),
            Some(By::Source) => {
                let Some(source) = journal.value(life.prospect, FieldKey::Source) else {
                    return Key::None;
                };
                let next = self.source_names.len() as u32;
                let number = *self.sources.entry(fold(&source)).or_insert(next);
                if number == next {
                    self.source_names.push(source);
                }
                Key::Source(number)
            }
            // Those are of a touch; a prospect without one has none.
            Some(By::Channel | By::Week | By::Month) => Key::None,
        }
    }

    /// The groups with their names, in the order of these; what has none is last.
    #[must_use]
    pub fn finish(self, timeline: &Timeline<'_>) -> Vec<(GroupName, T)> {
        let name = |key: Key| match key {
            Key::All | Key::None => None,
            Key::Rep(rep) => Some(timeline.journal.rep_name(rep)),
            Key::Channel(channel) => Some(
                timeline
                    .settings
                    .vocabulary
                    .channel_of(channel)
                    .word
                    .clone(),
            ),
            Key::Source(number) => self.source_names.get(number as usize).cloned(),
            Key::Cadence(cadence) => Some(timeline.settings.cadence_of(cadence).name.clone()),
            Key::Day(day) if self.by == Some(By::Month) => {
                Some(format!("{:04}-{:02}", day.year(), day.month()))
            }
            Key::Day(day) => Some(day.to_string()),
        };
        let groups = self.counts.into_iter();
        let mut groups: Vec<(GroupName, T)> =
            groups.map(|(key, counts)| (name(key), counts)).collect();
        groups.sort_by_cached_key(|(name, _)| {
            (name.is_none(), name.as_deref().map(fold), name.clone())
        });
        groups
    }
}

impl Groups<Vec<Pursuit>> {
    /// Keeps each of a life's pursuits in its group.
    pub fn keep_pursuits(&mut self, timeline: &Timeline<'_>, life: &Life<'_>) {
        for (number, pursuit) in (1..).zip(&life.pursuits) {
            self.of_pursuit(timeline, life, number).push(*pursuit);
        }
    }
}
