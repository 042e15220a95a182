//! The shelf of rules: each file is one, with its page as the text at its top. A life or a
//! ledger comes in, findings go out.

mod ask_to_stop;
mod bad_field;
mod bad_outcome;
mod blunder;
mod broken_promise;
mod channel_rut;
mod conflict_marker;
mod crossed_wires;
mod dead_address;
mod disqualify;
mod dropped_early;
mod dropped_untruthed;
mod dropped_without_reason;
mod duplicate_prospect;
mod duplicate_touch;
mod early_chase;
mod encoding;
mod failed_assertion;
mod future_touch;
mod gave_up;
mod hopeium;
mod include_cycle;
mod invalid_date;
mod invisible_character;
mod late_appointment;
mod late_homework;
mod late_touch;
mod missed_appointment;
mod missed_deferral;
mod missing_include;
mod missing_outcome;
mod missing_win;
mod misspelt_field;
mod no_homework;
mod no_next_step;
mod no_reminder;
mod no_thank_you;
mod nurture_lapsed;
mod out_of_order;
mod overdue;
mod pestering;
mod repeated_field;
mod repeated_include;
mod silent_treatment;
mod similar_prospects;
mod single_medium;
mod slow_reply;
mod slow_start;
mod syntax;
mod too_soon;
mod touch_after_stop;
mod undated_later;
mod unknown_cadence;
mod unknown_channel;
mod unknown_outcome;
mod unknown_prospect;
mod unknown_rep;
mod unused_allow;
mod went_dead;
mod wrong_channel;

use rayon::prelude::*;

use crate::finding::{Finding, Kind, Level};
use crate::inspection::{Checked, Filled, Memory, Reporter, Scope, Sink, Subject};
use crate::journal::ProspectId;
use crate::ledger::Ledger;
use crate::page::{self, Page};
use crate::settings::Settings;
use crate::timeline::{Life, Timeline};

/// A rule: plain data, and the function that looks.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The name that settings and `allow` use.
    pub name: &'static str,
    /// The level of its findings, where the settings say nothing else; none is `off`.
    pub level: Option<Level>,
    /// The kind of its findings.
    pub kind: Kind,
    /// Its own source text, which begins with its page.
    pub page: &'static str,
    /// How it finds.
    pub check: Check,
}

impl Rule {
    /// Its page: the text at the top of its file.
    #[must_use]
    pub fn page_text(&self) -> String {
        page::text_of(self.page)
    }

    /// One sentence: what it checks.
    #[must_use]
    pub fn summary(&self) -> String {
        page::summary_of(&self.page_text())
    }

    /// Its page in its parts.
    ///
    /// # Errors
    ///
    /// Where a part is missing, which a test shows.
    pub fn parts(&self) -> Result<Page, String> {
        Page::read(&self.page_text())
    }

    /// The level that it has by these settings; none is `off`.
    #[must_use]
    pub fn level_in(&self, settings: &Settings) -> Option<Level> {
        let set = settings.levels.iter().find(|(name, _)| *name == self.name);
        set.map_or(self.level, |(_, level)| *level)
    }
}

/// When a rule looks, and at what.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// While the text is read; by now its findings are there.
    Reading,
    /// At the whole ledger.
    Ledger(fn(&Timeline<'_>, &mut Sink<'_>)),
    /// At one prospect's life after another.
    Life(fn(&Subject<'_, '_>, &mut Sink<'_>)),
    /// When all others have looked.
    After(fn(&mut Sink<'_>)),
}

/// All rules: those of the text in the order of the format, then those of the follow-up.
pub const ALL: [Rule; 60] = [
    syntax::RULE,
    encoding::RULE,
    invisible_character::RULE,
    conflict_marker::RULE,
    invalid_date::RULE,
    unknown_channel::RULE,
    unknown_outcome::RULE,
    bad_outcome::RULE,
    unknown_cadence::RULE,
    bad_field::RULE,
    repeated_field::RULE,
    duplicate_prospect::RULE,
    missing_include::RULE,
    include_cycle::RULE,
    repeated_include::RULE,
    unknown_prospect::RULE,
    unknown_rep::RULE,
    similar_prospects::RULE,
    misspelt_field::RULE,
    duplicate_touch::RULE,
    out_of_order::RULE,
    future_touch::RULE,
    failed_assertion::RULE,
    unused_allow::RULE,
    gave_up::RULE,
    went_dead::RULE,
    overdue::RULE,
    nurture_lapsed::RULE,
    late_touch::RULE,
    slow_start::RULE,
    slow_reply::RULE,
    too_soon::RULE,
    wrong_channel::RULE,
    channel_rut::RULE,
    pestering::RULE,
    crossed_wires::RULE,
    dead_address::RULE,
    single_medium::RULE,
    broken_promise::RULE,
    missed_deferral::RULE,
    missed_appointment::RULE,
    late_appointment::RULE,
    early_chase::RULE,
    no_reminder::RULE,
    no_thank_you::RULE,
    no_next_step::RULE,
    missing_win::RULE,
    no_homework::RULE,
    blunder::RULE,
    hopeium::RULE,
    dropped_early::RULE,
    dropped_without_reason::RULE,
    dropped_untruthed::RULE,
    undated_later::RULE,
    missing_outcome::RULE,
    late_homework::RULE,
    silent_treatment::RULE,
    disqualify::RULE,
    ask_to_stop::RULE,
    touch_after_stop::RULE,
];

/// The names of all rules.
#[must_use]
pub fn names() -> Vec<&'static str> {
    ALL.iter().map(|rule| rule.name).collect()
}

/// The kind of a rule's findings; none where there is no such rule.
#[must_use]
pub fn kind_of(name: &str) -> Option<Kind> {
    ALL.iter()
        .find(|rule| rule.name == name)
        .map(|rule| rule.kind)
}

/// Looks at a ledger with all rules.
#[must_use]
pub fn check(ledger: &Ledger, scope: Scope) -> Checked {
    let timeline = ledger.timeline();
    look(ledger, scope, &timeline, |rules, sink| {
        let prospects: Vec<ProspectId> = timeline.prospects().collect();
        check_lives(&timeline, &prospects, rules, sink, |_, _| ());
    })
}

/// The same; a life is passed over where what `memory` knows of it still holds. It keeps what was
/// found in all lives, whichever are asked for.
#[must_use]
pub fn check_again(ledger: &Ledger, scope: Scope, memory: &mut Memory) -> Checked {
    let timeline = ledger.timeline();
    let mut lives = memory.begin(ledger, scope);
    let checked = look(ledger, scope, &timeline, |rules, sink| {
        let is_new = |prospect: &ProspectId| lives[prospect.0 as usize].is_none();
        let new: Vec<ProspectId> = timeline.prospects().filter(is_new).collect();
        let mut unscoped = sink.unscoped();
        let found = check_lives(&timeline, &new, rules, &mut unscoped, Sink::since);
        sink.recall_allows(&unscoped);
        for (prospect, kept) in new.into_iter().zip(found) {
            lives[prospect.0 as usize] = Some(kept);
        }
        for (prospect, kept) in timeline.journal.prospect_ids().zip(&lives) {
            if let Some(kept) = kept
                && scope.covers(Some(prospect))
            {
                sink.recall(kept);
            }
        }
    });
    memory.keep(lives);
    checked
}

/// Looks at one life with all rules, and at what concerns its prospect in the whole ledger, however
/// long ago.
#[must_use]
pub fn check_life<'j>(
    ledger: &'j Ledger,
    timeline: &Timeline<'j>,
    life: &Life<'j>,
) -> Vec<Finding> {
    let scope = Scope {
        all: true,
        only: None,
    };
    let checked = look(ledger, scope, timeline, |rules, sink| {
        check_one(timeline, life, rules, sink);
    });
    let name = timeline.journal.name(life.prospect);
    let mut findings = checked.findings;
    findings.retain(|finding| finding.prospect.as_deref() == Some(&*name));
    findings
}

/// Looks with all rules; `lives` shows the lives to those that look at lives.
fn look<'j>(
    ledger: &'j Ledger,
    scope: Scope<'j>,
    timeline: &Timeline<'j>,
    lives: impl FnOnce(&[LifeRule], &mut Sink<'j>),
) -> Checked {
    let mut sink = Sink::new(ledger, scope);
    sink.faults();
    for rule in &ALL {
        if let Check::Ledger(check) = rule.check {
            sink.begin(rule.reporter(&sink));
            check(timeline, &mut sink);
        }
    }
    let is_on = |rule: &Rule| rule.kind == Kind::Text || !sink.is_off(rule.name, rule.level);
    let rules: Vec<LifeRule> = ALL
        .iter()
        .filter_map(|rule| match rule.check {
            Check::Life(check) if is_on(rule) => Some((rule.reporter(&sink), rule.kind, check)),
            _ => None,
        })
        .collect();
    lives(&rules, &mut sink);
    for rule in &ALL {
        if let Check::After(check) = rule.check {
            sink.begin(rule.reporter(&sink));
            check(&mut sink);
        }
    }
    sink.finish()
}

impl Rule {
    fn reporter(&self, sink: &Sink<'_>) -> Reporter {
        sink.reporter(self.name, self.level, self.kind)
    }
}

/// A rule that looks at lives, ready to report.
type LifeRule = (Reporter, Kind, fn(&Subject<'_, '_>, &mut Sink<'_>));

/// How many prospects are looked at in one go; a journal of fewer is not worth a second thread.
const IN_ONE_GO: usize = 4096;

/// The lives of some prospects, each seen by all rules before the next is made; of many
/// prospects, some side by side. Out comes, for each, what `note` takes down of what it added.
fn check_lives<'l, T: Send>(
    timeline: &Timeline<'_>,
    prospects: &[ProspectId],
    rules: &[LifeRule],
    sink: &mut Sink<'l>,
    note: impl Fn(&Sink<'l>, Filled) -> T + Sync,
) -> Vec<T> {
    let check_some = |prospects: &[ProspectId], sink: &mut Sink<'l>| {
        let mut notes = Vec::with_capacity(prospects.len());
        timeline.each_life_of(prospects.iter().copied(), |life| {
            let mark = sink.mark();
            check_one(timeline, life, rules, sink);
            notes.push(note(sink, mark));
        });
        notes
    };
    if prospects.len() <= IN_ONE_GO {
        return check_some(prospects, sink);
    }
    let beside = &*sink;
    let filled: Vec<(Vec<T>, Sink<'l>)> = prospects
        .par_chunks(IN_ONE_GO)
        .map(|prospects| {
            let mut sink = beside.beside();
            (check_some(prospects, &mut sink), sink)
        })
        .collect();
    let mut notes = Vec::with_capacity(prospects.len());
    for (some, other) in filled {
        notes.extend(some);
        sink.absorb(other);
    }
    notes
}

fn check_one(timeline: &Timeline<'_>, life: &Life<'_>, rules: &[LifeRule], sink: &mut Sink<'_>) {
    // Until its name is mended, nobody knows whose follow-up this is.
    let certain = timeline.is_certain(life.prospect);
    let subject = Subject { timeline, life };
    for (reporter, kind, check) in rules {
        if *kind == Kind::Text || certain {
            sink.begin(*reporter);
            check(&subject, sink);
        }
    }
}

/// How many errors were found while reading: what other commands pass over.
#[must_use]
pub fn count_reading_errors(ledger: &Ledger) -> usize {
    Sink::new(
        ledger,
        Scope {
            all: true,
            only: None,
        },
    )
    .count_reading_errors()
}
