//! Where findings go.

use std::cell::LazyCell;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::allows::Allows;
use super::memory::Kept;
use super::{At, Words};
use crate::calendar::{Day, Moment};
use crate::finding::{Finding, Kind, Level, Place};
use crate::journal::ProspectId;
use crate::ledger::Ledger;

/// How much is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope<'a> {
    /// All of the history, however long ago.
    pub all: bool,
    /// Of which prospects, by number; where none, of all. What concerns no prospect is shown
    /// whatever is asked for.
    pub only: Option<&'a [bool]>,
}

impl Scope<'_> {
    /// Says whether what concerns a prospect, or none, is asked for.
    #[must_use]
    pub fn covers(self, prospect: Option<ProspectId>) -> bool {
        let asked_for = self.only.zip(prospect);
        asked_for.is_none_or(|(only, prospect)| only[prospect.0 as usize])
    }
}

/// A rule that reports, with what the settings say of it.
#[derive(Clone, Copy, Debug)]
pub struct Reporter {
    name: &'static str,
    level: Option<Level>,
    kind: Kind,
    /// Whether the settings give it its level, whatever the rule itself says.
    is_set: bool,
}

/// What came of checking.
#[derive(Debug)]
pub struct Checked {
    /// The findings that are shown, in the order of files, lines, columns and rules.
    pub findings: Vec<Finding>,
    /// How many of the past are not.
    pub hidden: usize,
}

/// Takes findings, and makes those that are to be shown.
#[derive(Debug)]
pub struct Sink<'l> {
    pub(super) ledger: &'l Ledger,
    scope: Scope<'l>,
    pub(super) levels: FxHashMap<&'static str, Option<Level>>,
    pub(super) allows: Allows,
    reporter: Reporter,
    /// How the prospects that something was found of are spelt.
    names: FxHashMap<ProspectId, Arc<str>>,
    findings: Vec<Finding>,
    hidden: usize,
    silenced: usize,
}

/// How far a sink was filled.
#[derive(Clone, Copy, Debug)]
pub struct Filled {
    findings: usize,
    hidden: usize,
    silenced: usize,
}

impl<'l> Sink<'l> {
    /// Makes a sink for the findings of a ledger.
    #[must_use]
    pub fn new(ledger: &'l Ledger, scope: Scope<'l>) -> Sink<'l> {
        Sink {
            ledger,
            scope,
            levels: ledger.settings.levels.iter().copied().collect(),
            allows: Allows::new(ledger),
            reporter: Reporter {
                name: "",
                level: None,
                kind: Kind::Text,
                is_set: false,
            },
            names: FxHashMap::default(),
            findings: Vec::new(),
            hidden: 0,
            silenced: 0,
        }
    }

    /// What is allowed.
    #[must_use]
    pub fn allows(&self) -> &Allows {
        &self.allows
    }

    /// Says whether a rule of this level is off, by the settings or by itself.
    #[must_use]
    pub fn is_off(&self, rule: &str, level: Option<Level>) -> bool {
        self.levels.get(rule).copied().unwrap_or(level).is_none()
    }

    /// A rule of this name, level and kind, to report with.
    #[must_use]
    pub fn reporter(&self, name: &'static str, level: Option<Level>, kind: Kind) -> Reporter {
        let set = self.levels.get(name).copied();
        Reporter {
            name,
            level: set.unwrap_or(level),
            kind,
            is_set: set.is_some(),
        }
    }

    /// From now on it is this rule that reports.
    pub fn begin(&mut self, reporter: Reporter) {
        self.reporter = reporter;
    }

    /// Another sink for findings of the same ledger, to fill beside this one.
    #[must_use]
    pub fn beside(&self) -> Sink<'l> {
        Sink {
            ledger: self.ledger,
            scope: self.scope,
            levels: self.levels.clone(),
            allows: self.allows.clone(),
            reporter: self.reporter,
            names: FxHashMap::default(),
            findings: Vec::new(),
            hidden: 0,
            silenced: 0,
        }
    }

    /// Another sink, for all prospects, whichever this one is for.
    #[must_use]
    pub fn unscoped(&self) -> Sink<'l> {
        let mut sink = self.beside();
        sink.scope.only = None;
        sink
    }

    /// Remembers what was allowed to another sink.
    pub fn recall_allows(&mut self, other: &Sink<'l>) {
        self.allows.absorb(&other.allows);
    }

    /// Takes over what another sink was filled with.
    pub fn absorb(&mut self, mut other: Sink<'l>) {
        self.findings.append(&mut other.findings);
        self.hidden += other.hidden;
        self.silenced += other.silenced;
        self.allows.absorb(&other.allows);
    }

    /// How far it is filled.
    #[must_use]
    pub fn mark(&self) -> Filled {
        Filled {
            findings: self.findings.len(),
            hidden: self.hidden,
            silenced: self.silenced,
        }
    }

    /// What it was filled with since.
    #[must_use]
    pub fn since(&self, mark: Filled) -> Kept {
        Kept {
            findings: self.findings[mark.findings..].to_vec(),
            hidden: self.hidden - mark.hidden,
            was_silenced: self.silenced > mark.silenced,
        }
    }

    /// Takes what was found before.
    pub fn recall(&mut self, kept: &Kept) {
        self.findings.extend_from_slice(&kept.findings);
        self.hidden += kept.hidden;
    }

    /// Takes a finding of the rule that reports; its place and its words are made where they are
    /// shown.
    pub fn at(&mut self, at: At<impl FnOnce() -> Place>, words: impl FnOnce() -> Words) {
        let Reporter {
            name,
            level,
            kind,
            is_set,
        } = self.reporter;
        let place = LazyCell::new(at.place);
        let allowed = !self.allows.is_empty() && self.allows.silence(name, *place, at.prospect);
        if allowed {
            self.silenced += 1;
            return;
        }
        if !self.scope.covers(at.prospect) {
            return;
        }
        let own = at.level.filter(|_| !is_set);
        let Some(level) = own.or(level) else {
            return;
        };
        if at.kind.unwrap_or(kind) != Kind::Text
            && at.date.is_some_and(|date| self.is_long_ago(date))
        {
            self.hidden += 1;
            return;
        }
        let prospect = at.prospect.map(|prospect| self.name(prospect));
        let words = words();
        self.findings.push(Finding {
            rule: name,
            level,
            message: words.message,
            place: *place,
            help: words.help,
            prospect,
            notes: words.notes,
            fix: words.fix,
        });
    }

    fn name(&mut self, prospect: ProspectId) -> Arc<str> {
        let journal = &self.ledger.journal;
        let name = self.names.entry(prospect);
        Arc::clone(name.or_insert_with(|| journal.name(prospect).into()))
    }

    fn is_long_ago(&self, date: Day) -> bool {
        if self.scope.all {
            return false;
        }
        let settings = &self.ledger.settings;
        let until = settings
            .calendar
            .for_all()
            .add(Moment::day(date), settings.look_back);
        until.is_some_and(|until| until.day < self.ledger.today.day)
    }

    /// The findings, in their order.
    #[must_use]
    pub fn finish(mut self) -> Checked {
        self.findings.sort_by(|one, other| {
            let key =
                |finding: &Finding| (finding.place.file, finding.place.span.start, finding.rule);
            key(one).cmp(&key(other))
        });
        Checked {
            findings: self.findings,
            hidden: self.hidden,
        }
    }
}
