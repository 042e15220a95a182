//! Promises: what makes them, what closes them, what calls them off.

use std::collections::BTreeSet;

use super::life::Move;
use crate::calendar::{Day, Time};
use crate::finding::Place;
use crate::journal::TouchId;
use crate::settings::{ChannelId, Effect};

/// What made a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PromiseKind {
    /// `booked DATE`: on that day.
    Booked,
    /// A planned touch: on that day.
    Planned,
    /// `later`: on that day.
    Later,
    /// `next: DATE`: by that day.
    Next,
}

impl PromiseKind {
    /// The kind's name in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            PromiseKind::Booked => "booked",
            PromiseKind::Planned => "planned",
            PromiseKind::Later => "later",
            PromiseKind::Next => "next",
        }
    }
}

/// What became of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stands.
    Open,
    /// A touch, by its place among the moves, closed it in time.
    Kept(u32),
    /// A touch closed it too late.
    Broken(u32),
    /// A touch called it off: it was planned anew, moved or cancelled.
    CalledOff(u32),
    /// An answer ended it with everything else.
    Ended,
}

/// A promise to touch a prospect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// What made it.
    pub kind: PromiseKind,
    /// Its day; of a month, quarter or year the first.
    pub day: Day,
    /// Its time, where it has one.
    pub time: Option<Time>,
    /// The last day on which it is kept.
    pub last: Day,
    /// The touch that made it, by its place among the moves; none where it stood from the start.
    pub made_by: Option<u32>,
    /// The words that promise it.
    pub place: Place,
    /// The channel it names: a planned touch's, or the word that the text of a `next` begins with.
    pub channel: Option<ChannelId>,
    /// Whether it is a planned courtesy.
    pub courtesy: bool,
    /// The planned touch, where that is what it is.
    pub plan: Option<TouchId>,
    /// What became of it.
    pub fate: Fate,
}

impl Promise {
    /// Says whether it is kept on a day, not by one.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.kind != PromiseKind::Next
    }

    /// Says whether it is an appointment: on a day, with a time.
    #[must_use]
    pub fn is_appointment(&self) -> bool {
        self.is_on() && self.time.is_some()
    }

    /// Which of the promises of one day stands for the others: one with a time first; then
    /// booked, planned, later, next; of those the earliest.
    #[must_use]
    pub fn rank(&self) -> (bool, PromiseKind, Option<Time>) {
        (self.time.is_none(), self.kind, self.time)
    }

    /// Says whether a touch on its day or later keeps the appointment, as a matter of time.
    fn is_met_by(&self, by: &Move<'_>) -> bool {
        let day = by.touch.touch.day;
        let (Some(time), Some(at)) = (self.time, by.touch.touch.time()) else {
            return day >= self.day;
        };
        if day != self.day {
            return day > self.day;
        }
        // People who talk are there a little early; whatever else comes before does not count.
        let early = if by.medium.is_live() { 60 } else { 0 };
        at.minutes() + early >= time.minutes()
    }
}

/// All promises of one prospect, and which of them are open.
#[derive(Debug, Default)]
pub struct Promises {
    pub all: Vec<Promise>,
    /// The open ones, planned touches aside: there are few at a time.
    open: Vec<u32>,
    /// The open planned touches, courtesies aside, by day: there may be many.
    plans: BTreeSet<(Day, u32)>,
    /// The open planned courtesies, by day: they leave all else as if they were not there.
    courtesies: BTreeSet<(Day, u32)>,
    /// What the last touch closed.
    pub closed: Vec<u32>,
}

impl Promises {
    pub fn clear(&mut self) {
        self.all.clear();
        self.open.clear();
        self.plans.clear();
        self.courtesies.clear();
        self.closed.clear();
    }

    pub fn make(&mut self, promise: Promise) {
        let number = self.all.len() as u32;
        if promise.courtesy {
            self.courtesies.insert((promise.day, number));
        } else if promise.kind == PromiseKind::Planned {
            self.plans.insert((promise.day, number));
        } else {
            self.open.push(number);
        }
        self.all.push(promise);
    }

    /// Says whether any promise is open, planned courtesies aside.
    pub fn any_open(&self) -> bool {
        !self.open.is_empty() || !self.plans.is_empty()
    }

    /// The first day that an open promise is for, planned courtesies aside.
    pub fn earliest(&self) -> Option<Day> {
        let plan = self.plans.first().map(|(day, _)| *day);
        self.open_days().chain(plan).min()
    }

    fn open_days(&self) -> impl Iterator<Item = Day> {
        self.open_but_plans().map(|promise| promise.day)
    }

    /// The first day that an open planned courtesy is for.
    pub fn first_courtesy(&self) -> Option<Day> {
        self.courtesies.first().map(|(day, _)| *day)
    }

    /// The last day that an open promise is for, planned courtesies aside.
    pub fn latest(&self) -> Option<Day> {
        let plan = self.plans.last().map(|(day, _)| *day);
        self.open_days().chain(plan).max()
    }

    /// The open promises for a day.
    pub fn on(&self, day: Day) -> impl Iterator<Item = &Promise> {
        let others = self
            .open
            .iter()
            .filter(move |number| self.all[**number as usize].day == day);
        let on_day = (day, 0)..=(day, u32::MAX);
        let plans = self.plans.range(on_day.clone());
        let plans = plans.chain(self.courtesies.range(on_day));
        others
            .chain(plans.map(|(_, number)| number))
            .map(|number| &self.all[*number as usize])
    }

    /// The open promises that are no planned touches.
    pub fn open_but_plans(&self) -> impl Iterator<Item = &Promise> {
        self.open.iter().map(|number| &self.all[*number as usize])
    }

    /// The open promises; planned ones by day, after the others, and the courtesies last.
    pub fn open(&self) -> impl Iterator<Item = &Promise> {
        let plans = self.plans.iter().chain(&self.courtesies);
        self.open
            .iter()
            .chain(plans.map(|(_, number)| number))
            .map(|number| &self.all[*number as usize])
    }

    /// Says whether a touch meets what was promised for its own day. Promises on one day are one,
    /// planned courtesies aside: it is the first of them that has to be met.
    fn is_day_met(&self, by: &Move<'_>) -> bool {
        let on_day = self.on(by.touch.touch.day);
        let first = on_day
            .filter(|promise| promise.is_on() && !promise.courtesy)
            .min_by_key(|promise| promise.rank());
        first.is_some_and(|first| first.is_met_by(by))
    }

    /// Closes what the touch at place `at` of the moves, which is no automatic one, closes.
    pub fn close(&mut self, at: u32, by: &Move<'_>) {
        self.closed.clear();
        if !self.any_open() && self.courtesies.is_empty() {
            return;
        }
        let day = by.touch.touch.day;
        let today_met = self.is_day_met(by);
        if !by.is_courtesy() {
            let talk = by.is_talk();
            let mut open = std::mem::take(&mut self.open);
            open.retain(|&number| {
                let promise = &self.all[number as usize];
                let met = if promise.day == day {
                    today_met
                } else {
                    promise.is_met_by(by)
                };
                let closes = match promise.kind {
                    PromiseKind::Next => (by.outbound || talk) && day >= promise.day.plus_days(-7),
                    PromiseKind::Later => met || !by.outbound || by.effect.is_talk(),
                    PromiseKind::Booked | PromiseKind::Planned => met,
                };
                if closes {
                    self.closed.push(number);
                }
                !closes
            });
            self.open = open;
        }
        self.close_plans(by, today_met);
        for &number in &self.closed {
            let promise = &mut self.all[number as usize];
            promise.fate = if day > promise.last {
                Fate::Broken(at)
            } else {
                Fate::Kept(at)
            };
        }
    }

    fn close_plans(&mut self, by: &Move<'_>, today_met: bool) {
        let day = by.touch.touch.day;
        let may_close = |promise: &Promise| promise.courtesy || !by.is_courtesy();
        let so_far = ..=(day, u32::MAX);
        let due = self.plans.range(so_far);
        let met: Vec<(Day, u32)> = due
            .chain(self.courtesies.range(so_far))
            .copied()
            .filter(|(_, number)| {
                let promise = &self.all[*number as usize];
                let one_of_many = promise.day == day && !promise.courtesy;
                let met = if one_of_many {
                    today_met
                } else {
                    promise.is_met_by(by)
                };
                may_close(promise) && met
            })
            .collect();
        for key in &met {
            self.close_plan(*key);
        }
        if !met.is_empty() || !by.outbound {
            return;
        }
        let soon = (day.plus_days(1), 0)..=(day.plus_days(7), u32::MAX);
        let early = |plans: &BTreeSet<(Day, u32)>| {
            plans.range(soon.clone()).copied().find(|(_, number)| {
                let promise = &self.all[*number as usize];
                may_close(promise)
                    && promise.time.is_none()
                    && promise.channel == Some(by.touch.touch.channel)
            })
        };
        let earliest = [&self.plans, &self.courtesies]
            .into_iter()
            .filter_map(early)
            .min();
        if let Some(key) = earliest {
            self.close_plan(key);
        }
    }

    fn close_plan(&mut self, key: (Day, u32)) {
        let _ = self.plans.remove(&key) || self.courtesies.remove(&key);
        self.closed.push(key.1);
    }

    /// Calls off what the touch at place `at` of the moves puts something else in place of.
    pub fn call_off(
        &mut self,
        at: u32,
        by: &Move<'_>,
        plans_next: bool,
        books: bool,
        cancels: bool,
    ) {
        let day = by.touch.touch.day;
        let is_later = by.effect == Effect::Later;
        let all = &mut self.all;
        self.open.retain(|&number| {
            let promise = &mut all[number as usize];
            let called_off = match promise.kind {
                PromiseKind::Next => plans_next,
                PromiseKind::Booked => (books || is_later || cancels) && promise.day >= day,
                PromiseKind::Later => is_later,
                PromiseKind::Planned => false,
            };
            if called_off {
                promise.fate = Fate::CalledOff(at);
            }
            !called_off
        });
    }

    /// Ends them all.
    pub fn end(&mut self) {
        let mut plans = std::mem::take(&mut self.plans);
        plans.append(&mut self.courtesies);
        let plans = plans.into_iter().map(|(_, number)| number);
        for number in self.open.drain(..).chain(plans) {
            self.all[number as usize].fate = Fate::Ended;
        }
    }
}
