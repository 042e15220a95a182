//! The shelf of rules: each file is one, with its page as the text at its top. A life or a
//! ledger comes in, findings go out.

mod bad_field;
mod bad_outcome;
mod conflict_marker;
mod duplicate_prospect;
mod duplicate_touch;
mod encoding;
mod failed_assertion;
mod future_touch;
mod gave_up;
mod include_cycle;
mod invalid_date;
mod invisible_character;
mod missing_include;
mod misspelt_field;
mod out_of_order;
mod repeated_field;
mod repeated_include;
mod similar_prospects;
mod syntax;
mod unknown_cadence;
mod unknown_channel;
mod unknown_outcome;
mod unknown_prospect;
mod unknown_rep;
mod unused_allow;
mod went_dead;

use crate::finding::{Kind, Level};
use crate::inspection::{Checked, Scope, Sink, Subject};
use crate::ledger::Ledger;
use crate::timeline::Timeline;

/// A rule: plain data, and the function that looks.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The name that settings and `allow` use.
    pub name: &'static str,
    /// The level of its findings, where the settings say nothing else.
    pub level: Level,
    /// The kind of its findings.
    pub kind: Kind,
    /// Its own source text, which begins with its page.
    pub page: &'static str,
    /// How it finds.
    pub check: Check,
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
pub const ALL: [Rule; 26] = [
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
];

/// The rules whose checks are still to come, with the kind of their findings.
const TO_COME: [(&str, Kind); 32] = [
    ("overdue", Kind::State),
    ("nurture-lapsed", Kind::State),
    ("late-touch", Kind::History),
    ("slow-start", Kind::History),
    ("slow-reply", Kind::History),
    ("too-soon", Kind::History),
    ("wrong-channel", Kind::History),
    ("channel-rut", Kind::History),
    ("pestering", Kind::History),
    ("crossed-wires", Kind::History),
    ("dead-address", Kind::History),
    ("single-medium", Kind::History),
    ("broken-promise", Kind::History),
    ("missed-deferral", Kind::History),
    ("missed-appointment", Kind::History),
    ("late-appointment", Kind::History),
    ("early-chase", Kind::History),
    ("no-reminder", Kind::History),
    ("no-thank-you", Kind::History),
    ("no-next-step", Kind::State),
    ("missing-win", Kind::History),
    ("no-homework", Kind::History),
    ("blunder", Kind::History),
    ("hopeium", Kind::State),
    ("dropped-early", Kind::History),
    ("dropped-without-reason", Kind::History),
    ("dropped-untruthed", Kind::History),
    ("undated-later", Kind::History),
    ("missing-outcome", Kind::History),
    ("late-homework", Kind::State),
    ("silent-treatment", Kind::State),
    ("disqualify", Kind::State),
];

/// The names of all rules.
#[must_use]
pub fn names() -> Vec<&'static str> {
    ALL.iter()
        .map(|rule| rule.name)
        .chain(TO_COME.iter().map(|(name, _)| *name))
        .collect()
}

/// The kind of a rule's findings; none where there is no such rule.
#[must_use]
pub fn kind_of(name: &str) -> Option<Kind> {
    let known = ALL
        .iter()
        .find(|rule| rule.name == name)
        .map(|rule| rule.kind);
    known.or_else(|| {
        TO_COME
            .iter()
            .find(|(other, _)| *other == name)
            .map(|(_, kind)| *kind)
    })
}

/// Looks at a ledger with all rules.
#[must_use]
pub fn check(ledger: &Ledger, scope: Scope<'_>) -> Checked {
    let timeline = ledger.timeline();
    let mut sink = Sink::new(ledger, scope);
    sink.faults();
    for rule in &ALL {
        if let Check::Ledger(check) = rule.check {
            sink.begin(rule.name, rule.level, rule.kind);
            check(&timeline, &mut sink);
        }
    }
    check_lives(&timeline, &mut sink);
    for rule in &ALL {
        if let Check::After(check) = rule.check {
            sink.begin(rule.name, rule.level, rule.kind);
            check(&mut sink);
        }
    }
    sink.finish()
}

/// One life after another, each seen by all rules before the next is made.
fn check_lives(timeline: &Timeline<'_>, sink: &mut Sink<'_>) {
    let rules: Vec<_> = ALL
        .iter()
        .filter_map(|rule| match rule.check {
            Check::Life(check) if rule.kind == Kind::Text || !sink.is_off(rule.name) => {
                Some((rule, check))
            }
            _ => None,
        })
        .collect();
    timeline.each_life(|life| {
        // Until its name is mended, nobody knows whose follow-up this is.
        let certain = timeline.is_certain(life.prospect);
        let subject = Subject { timeline, life };
        for (rule, check) in &rules {
            if rule.kind == Kind::Text || certain {
                sink.begin(rule.name, rule.level, rule.kind);
                check(&subject, sink);
            }
        }
    });
}

/// How many errors were found while reading: what other commands pass over.
#[must_use]
pub fn count_reading_errors(ledger: &Ledger) -> usize {
    let mut sink = Sink::new(
        ledger,
        Scope {
            all: true,
            only: None,
        },
    );
    sink.faults();
    let checked = sink.finish();
    checked
        .findings
        .iter()
        .filter(|finding| finding.level == Level::Error)
        .count()
}
