//! Which channel to use for what is due.

use super::life::{Life, Part};
use super::{PromiseKind, Timeline, Why};
use crate::settings::{ChannelId, MediumId, Way};

impl<'j> Timeline<'j> {
    /// The channel for what is due: the one that was promised or asked for, else one that is not
    /// worn out. None where nothing is due.
    #[must_use]
    pub fn next_channel(&self, life: &Life<'j>) -> Option<ChannelId> {
        let why = life.outlook.why?;
        let bounced = self.email_bounced(life);
        let usable = |channel: &ChannelId| !(bounced && self.medium(*channel) == MediumId::EMAIL);
        self.wanted_channels(life, why)
            .into_iter()
            .find(usable)
            .or_else(|| self.unworn_channel(life, bounced))
    }

    fn medium(&self, channel: ChannelId) -> MediumId {
        self.settings.vocabulary.channel_of(channel).medium
    }

    fn word(&self, word: &str) -> Option<ChannelId> {
        self.settings.vocabulary.channel(word.as_bytes())
    }

    /// Says whether the prospect's last outbound email bounced.
    #[must_use]
    pub fn email_bounced(&self, life: &Life<'j>) -> bool {
        let mut emails = life.moves.iter().rev();
        let last = emails.find(|step| step.outbound && step.medium == MediumId::EMAIL);
        last.is_some_and(|step| step.touch.touch.outcome == self.words.bounced)
    }

    /// The channels that what is due asks for, the most telling first.
    fn wanted_channels(&self, life: &Life<'j>, why: Why) -> Vec<ChannelId> {
        let Some(due) = life.outlook.due else {
            return Vec::new();
        };
        // What comes first within the day leaves the promises of the day aside.
        let on_day = life.promises.on(due.day);
        let mut promises: Vec<_> = on_day
            .filter(|promise| due.time.is_none() && promise.courtesy == life.outlook.courtesy)
            .collect();
        promises.sort_by_key(|promise| promise.rank());
        let of_kind = |kind| promises.iter().filter(move |promise| promise.kind == kind);
        let mut wanted: Vec<ChannelId> = of_kind(PromiseKind::Planned)
            .filter_map(|promise| promise.channel)
            .collect();
        if why == Why::Appointment {
            wanted.extend(self.word("call"));
        }
        if life.outlook.replies
            && let Some(last) = life.last_move()
        {
            wanted.push(last.touch.touch.channel);
        }
        wanted.extend(of_kind(PromiseKind::Next).filter_map(|promise| promise.channel));
        if matches!(why, Why::Step | Why::First) && promises.is_empty() {
            wanted.extend(self.step_ways(life));
        }
        wanted
    }

    fn step_ways(&self, life: &Life<'j>) -> Vec<ChannelId> {
        let phase = life
            .state
            .phase
            .map(|phase| self.settings.cadence_of(phase));
        let step = phase.and_then(|cadence| cadence.steps().get(life.state.step as usize));
        let ways = step.map(|step| step.by.as_slice()).unwrap_or_default();
        ways.iter()
            .filter_map(|way| match way {
                Way::Medium(medium) => self.settings.vocabulary.first_channel(*medium),
                Way::Channel(channel) => Some(*channel),
            })
            .collect()
    }

    /// A channel that this pursuit has not worn out.
    fn unworn_channel(&self, life: &Life<'j>, bounced: bool) -> Option<ChannelId> {
        let (written, word) = if bounced {
            (MediumId::SOCIAL, "social")
        } else {
            (MediumId::EMAIL, "email")
        };
        let pursuit = life.state.pursuit;
        let moves = || {
            life.moves
                .iter()
                .rev()
                .filter(|step| step.pursuit == pursuit)
        };
        let steps = || moves().filter(|step| step.part == Part::Step);
        let mut last = steps().take(2);
        if let (Some(one), Some(other)) = (last.next(), last.next())
            && one.is_silent()
            && other.is_silent()
            && one.medium == other.medium
        {
            if one.medium == MediumId::PHONE {
                return self.word(word);
            }
            if one.medium == MediumId::EMAIL {
                return self.word("call");
            }
        }
        let run = life.state.silent_run;
        if run >= 4
            && steps()
                .take(run as usize)
                .all(|step| step.medium != MediumId::SOCIAL)
        {
            return self.word("social");
        }
        let count = |medium| {
            steps()
                .filter(|step| step.outbound && step.medium == medium)
                .count()
        };
        self.word(if count(MediumId::PHONE) <= count(written) {
            "call"
        } else {
            word
        })
    }
}
