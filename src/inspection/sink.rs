//! Where findings go.

use std::cell::LazyCell;

use rustc_hash::FxHashMap;

use super::allows::Allows;
use super::memory::Kept;
use crate::calendar::{Day, Moment};
use crate::finding::{Finding, Kind, Level, Note, Place};
use crate::journal::{ProspectId, TouchRef};
use crate::ledger::{Ledger, LedgerFault};
use crate::syntax::{DirectiveKind, Fault, first_word};
use crate::text::Edit;
use crate::timeline::{Life, Timeline};

/// One prospect's life, for the rules that look at it.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a, 'j> {
    /// The journal, the settings and today.
    pub timeline: &'a Timeline<'j>,
    /// The life.
    pub life: &'a Life<'j>,
}

impl Subject<'_, '_> {
    /// The date of the last touch; the prospect's name, where there was none.
    #[must_use]
    pub fn last_touch_or_prospect(&self) -> Place {
        let journal = self.timeline.journal;
        match self.life.last_move() {
            Some(last) => self.date_of(last.touch),
            None => journal.prospect(self.life.prospect).name,
        }
    }

    /// Where a touch's date stands.
    #[must_use]
    pub fn date_of(&self, touch: TouchRef<'_>) -> Place {
        let source = &self.timeline.journal.files[touch.file as usize].source;
        Place {
            file: touch.file,
            span: first_word(source, touch.touch.offset),
        }
    }
}

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

/// Where a finding stands, and what decides whether it is shown. Most are of the past and are not:
/// the place is looked up for those that are.
#[derive(Clone, Copy, Debug)]
pub struct At<P> {
    place: P,
    prospect: Option<ProspectId>,
    date: Option<Day>,
    kind: Option<Kind>,
    level: Option<Level>,
}

impl<P: FnOnce() -> Place> At<P> {
    /// At the words that `place` looks up.
    #[must_use]
    pub fn new(place: P) -> At<P> {
        At {
            place,
            prospect: None,
            date: None,
            kind: None,
            level: None,
        }
    }

    /// About this prospect.
    #[must_use]
    pub fn of(self, prospect: ProspectId) -> At<P> {
        At {
            prospect: Some(prospect),
            ..self
        }
    }

    /// Of this day: what lies further back than `look_back` is counted, not shown.
    #[must_use]
    pub fn on(self, date: Day) -> At<P> {
        At {
            date: Some(date),
            ..self
        }
    }

    /// Of another kind and level than the rule's own.
    #[must_use]
    pub fn as_kind(self, kind: Kind, level: Level) -> At<P> {
        At {
            kind: Some(kind),
            level: Some(level),
            ..self
        }
    }

    /// Of another level than the rule's own.
    #[must_use]
    pub fn as_level(self, level: Level) -> At<P> {
        At {
            level: Some(level),
            ..self
        }
    }
}

/// What a finding says.
#[derive(Clone, Debug, Default)]
pub struct Words {
    message: String,
    help: Option<String>,
    notes: Vec<Note>,
    fix: Option<Edit>,
}

impl Words {
    /// What is wrong, in a sentence without a full stop.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Words {
        Words {
            message: message.into(),
            ..Words::default()
        }
    }

    /// And what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Words {
        self.help = Some(help.into());
        self
    }

    /// And what stands elsewhere.
    #[must_use]
    pub fn note(mut self, message: impl Into<String>, place: Place) -> Words {
        self.notes.push(Note {
            message: message.into(),
            place: Some(place),
        });
        self
    }

    /// And the edit that mends it.
    #[must_use]
    pub fn fix(mut self, edit: Edit) -> Words {
        self.fix = Some(edit);
        self
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
    ledger: &'l Ledger,
    scope: Scope<'l>,
    levels: FxHashMap<&'static str, Option<Level>>,
    allows: Allows,
    reporter: Reporter,
    findings: Vec<Finding>,
    hidden: usize,
    silenced: usize,
}

/// How far a sink was filled.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
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
    pub fn mark(&self) -> Mark {
        Mark {
            findings: self.findings.len(),
            hidden: self.hidden,
            silenced: self.silenced,
        }
    }

    /// What it was filled with since.
    #[must_use]
    pub fn since(&self, mark: Mark) -> Kept {
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
        let words = words();
        self.findings.push(Finding {
            rule: name,
            level,
            message: words.message,
            place: *place,
            help: words.help,
            prospect: at
                .prospect
                .map(|prospect| self.ledger.journal.name(prospect)),
            notes: words.notes,
            fix: words.fix,
        });
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

    /// Takes what was found wrong while reading.
    pub fn faults(&mut self) {
        let ledger = self.ledger;
        for (number, file) in ledger.journal.files.iter().enumerate() {
            for fault in &file.faults {
                if !self.is_passed_over(number as u32, fault) {
                    self.fault(number as u32, fault, &[]);
                }
            }
        }
        for LedgerFault { file, fault, notes } in &ledger.faults {
            self.fault(*file, fault, notes);
        }
    }

    fn fault(&mut self, file: u32, fault: &Fault, notes: &[Note]) {
        self.begin(self.reporter(fault.rule, Some(fault.level), Kind::Text));
        let at = self.at_fault(file, fault);
        self.at(at, || Words {
            message: fault.message.clone(),
            help: fault.help.clone(),
            notes: notes.to_vec(),
            fix: fault.fix.clone(),
        });
    }

    /// Says whether a fault is none of ours: in the body of a second declaration. Bytes that
    /// should not be there are told all the same.
    fn is_passed_over(&self, file: u32, fault: &Fault) -> bool {
        let place = Place {
            file,
            span: fault.span,
        };
        fault.rule != "encoding"
            && fault.rule != "conflict-marker"
            && self.ledger.journal.is_body_passed_over(place)
    }

    fn at_fault(&self, file: u32, fault: &Fault) -> At<impl FnOnce() -> Place + use<>> {
        let place = Place {
            file,
            span: fault.span,
        };
        At {
            prospect: self.prospect_at(file, fault.span.start),
            ..At::new(move || place)
        }
    }

    /// Counts the errors that were found while reading, as [`Sink::faults`] would take them.
    #[must_use]
    pub fn count_reading_errors(&mut self) -> usize {
        let ledger = self.ledger;
        let files = ledger.journal.files.iter().enumerate();
        let own = files
            .flat_map(|(number, file)| file.faults.iter().map(move |fault| (number as u32, fault)));
        let joined = ledger.faults.iter().map(|fault| (fault.file, &fault.fault));
        let mut errors = 0;
        for (file, fault) in own.chain(joined) {
            let set = self.levels.get(fault.rule).copied();
            if set.unwrap_or(Some(fault.level)) != Some(Level::Error)
                || self.is_passed_over(file, fault)
            {
                continue;
            }
            let is_allowed = !self.allows.is_empty() && {
                let at = self.at_fault(file, fault);
                self.allows.silence(fault.rule, (at.place)(), at.prospect)
            };
            errors += usize::from(!is_allowed);
        }
        errors
    }

    /// The prospect of the entry that an offset lies in, where that entry could be read.
    fn prospect_at(&self, number: u32, offset: u32) -> Option<ProspectId> {
        let journal = &self.ledger.journal;
        let file = &journal.files[number as usize];
        let before = file.touches.partition_point(|touch| touch.offset <= offset);
        let touch = before.checked_sub(1);
        let before = file
            .directives
            .partition_point(|directive| directive.offset <= offset);
        let directive = before.checked_sub(1).map(|at| &file.directives[at]);
        let touch_offset = touch.map(|at| file.touches[at].offset);
        let (entry, prospect) = match directive {
            Some(directive) if Some(directive.offset) > touch_offset => {
                let DirectiveKind::Prospect(entry) = directive.kind else {
                    return None;
                };
                let name = String::from_utf8_lossy(file.names.folded(entry.name)).into_owned();
                (directive.offset, journal.find_prospect(&name)?)
            }
            _ => {
                let touch = &file.touches[touch?];
                (
                    touch.offset,
                    journal.prospect_of_name(number, touch.prospect),
                )
            }
        };
        // A header that could not be read is in neither list: what is wrong in it, or in its
        // body, is not about the entry above.
        let line = file.source.line_at(offset);
        let is_body = crate::syntax::is_indented(file.source.slice(line));
        (is_body || line.start == entry).then_some(prospect)
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
