//! One prospect's touches, its cadence and today come in; out comes its `Life`: what the
//! replay says of each touch, the promises, the answers, the status, and what is due. Pure.

mod advice;
mod assertions;
mod circumstances;
mod courtesies;
mod life;
mod missed;
mod naming;
mod outlook;
mod promise;
mod promising;
mod pursuit;
mod replay;
mod window;

pub use courtesies::{Thanks, reminded};
pub use life::{FailedAssertion, Life, Move, Part, State};
pub use missed::{LateArrival, Missed};
pub use outlook::{Outlook, Status, Why};
pub use promise::{Fate, Promise, PromiseKind};
pub use pursuit::{Answer, Pursuit};
pub use window::{Verdict, Window, WindowKind};

use crate::calendar::{Day, DayRange, Workdays};
use crate::journal::{Journal, ProspectId, RepId, TouchId};
use crate::settings::{CadenceId, ChannelId, OutcomeId, Settings};

/// Whose today it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Today {
    /// The day.
    pub day: Day,
    /// Whether it was asked for (`--today`): then the journal is shown as it stood, and later
    /// touches are no mistakes.
    pub asked: bool,
}

/// What the replay of every prospect of one journal needs.
#[derive(Debug)]
pub struct Timeline<'j> {
    /// The journal.
    pub journal: &'j Journal,
    /// The settings.
    pub settings: &'j Settings,
    /// Today.
    pub today: Today,
    away: Vec<&'j [DayRange]>,
    words: Words,
}

/// The outcomes, and the one channel, that the replay knows by name.
#[derive(Clone, Copy, Debug)]
struct Words {
    no_show: OutcomeId,
    bounced: OutcomeId,
    interested: OutcomeId,
    replied: OutcomeId,
    cancelled: OutcomeId,
    card: Option<ChannelId>,
}

impl<'j> Timeline<'j> {
    /// Prepares the replay.
    #[must_use]
    pub fn new(journal: &'j Journal, settings: &'j Settings, today: Today) -> Timeline<'j> {
        let mut away: Vec<&[DayRange]> = vec![&[]; journal.rep_count()];
        for (name, days) in &settings.absences {
            if let Some(rep) = journal.find_rep(name) {
                away[rep.0 as usize] = days;
            }
        }
        let word = |word| settings.vocabulary.built_in(word);
        let words = Words {
            no_show: word("no-show"),
            bounced: word("bounced"),
            interested: word("interested"),
            replied: word("replied"),
            cancelled: word("cancelled"),
            card: settings.vocabulary.channel(b"card"),
        };
        Timeline {
            journal,
            settings,
            today,
            away,
            words,
        }
    }

    /// The business days of a rep, absences taken out; everybody's where there is no rep.
    #[must_use]
    pub fn workdays(&self, rep: Option<RepId>) -> Workdays<'j> {
        let away = rep.map_or(&[][..], |rep| self.away[rep.0 as usize]);
        self.settings.calendar.without(away)
    }

    /// A prospect's own cadence.
    #[must_use]
    pub fn own_cadence(&self, prospect: ProspectId) -> CadenceId {
        self.journal
            .prospect(prospect)
            .cadence
            .unwrap_or(self.settings.default_cadence)
    }

    /// Says whether a prospect is part of the journal as it stood on a day that was asked for:
    /// not where only later touches name it, or where it had none by then and arrived later.
    #[must_use]
    pub fn is_there(&self, prospect: ProspectId) -> bool {
        if !self.today.asked {
            return true;
        }
        let journal = self.journal;
        let had_touch = self.made_count(prospect) > 0;
        if had_touch {
            return true;
        }
        if journal.prospect(prospect).declaration.is_none() {
            return self.plan_count(prospect) > 0;
        }
        journal
            .since(prospect)
            .is_none_or(|since| since.day <= self.today.day)
    }

    /// How many of a prospect's touches were made by today.
    #[must_use]
    pub fn made_count(&self, prospect: ProspectId) -> usize {
        let made = self.journal.made(prospect);
        let is_past = |id: TouchId| self.journal.touch(id).touch.day <= self.today.day;
        // Nearly always all of them were.
        match made.last() {
            Some(&last) if !is_past(last) => made.partition_point(|&id| is_past(id)),
            _ => made.len(),
        }
    }

    /// How many of a prospect's planned touches were planned by today.
    #[must_use]
    pub fn plan_count(&self, prospect: ProspectId) -> usize {
        if self.journal.plans(prospect).is_empty() {
            return 0;
        }
        let made = self.made_count(prospect);
        let plans = self.journal.plans(prospect);
        plans.partition_point(|plan| plan.maker.is_none_or(|maker| (maker as usize) < made))
    }

    /// The prospects that are there.
    pub fn prospects(&self) -> impl Iterator<Item = ProspectId> + '_ {
        self.journal.prospect_ids().filter(|id| self.is_there(*id))
    }

    /// Shows the life of every prospect that is there, one after another, in the space of one.
    pub fn each_life(&self, see: impl FnMut(&Life<'j>)) {
        self.each_life_of(self.prospects(), see);
    }

    /// The same for some of the prospects.
    pub fn each_life_of(
        &self,
        prospects: impl Iterator<Item = ProspectId>,
        mut see: impl FnMut(&Life<'j>),
    ) {
        let mut life = None;
        for prospect in prospects {
            match &mut life {
                None => see(life.insert(self.life(prospect))),
                Some(life) => {
                    self.replay(prospect, life);
                    see(life);
                }
            }
        }
    }

    /// Says whether a prospect's follow-up can be told: not where the name is likely misspelt.
    #[must_use]
    pub fn is_certain(&self, prospect: ProspectId) -> bool {
        self.journal.prospect(prospect).meant.is_none()
    }

    /// How many touches there are, planned and future ones included, those left out aside.
    #[must_use]
    pub fn touch_count(&self) -> usize {
        if !self.today.asked {
            return self.journal.touch_count() as usize;
        }
        let ids = self.journal.prospect_ids();
        ids.map(|id| self.made_count(id) + self.plan_count(id))
            .sum()
    }
}
