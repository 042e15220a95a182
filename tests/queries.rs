//! Queries: each key, what they say of touches, and what is refused.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "workshop/alone.rs"]
mod alone;

use touchline::calendar::Day;
use touchline::inspection::Scope;
use touchline::ledger::Ledger;
use touchline::query::Query;
use touchline::reports::report::Asked;
use touchline::reports::{ALL, make};
use touchline::rules;
use touchline::settings;

const JOURNAL: &str = "\
rep dana

prospect Acme Corp
    since: 2026-01-05
    value: 12,000 EUR
    potential: high
    source: Webinar
    tags: Key, north
    aka: ACME Holding

2026-01-05 call Acme Corp -> voicemail
2026-02-02 email Acme Corp
2026-03-02 call Acme Corp #pricing -> reached
    n: 2026-03-20 call with the offer

prospect Bright Dental
    since: 2025-11-03
    value: 4,800 USD
    potential: low
    source: referral
    cadence: fifth-contact

2025-11-04 call Bright Dental -> voicemail
2025-11-20 meeting Bright Dental -> met
    They asked about #pricing.

rep lee

prospect Société Générale
    source: webinar

2026-03-03 mail Société Générale
2026-03-05 < email Société Générale -> yes

prospect Carver
    owner: dana
    since: 2026-03-09

2026-03-10 linkedin Carver

prospect Dunn

2026-03-10 ! call Dunn
";

fn ledger(journal: &str) -> Ledger {
    let settings = settings::read("reps: [dana, lee, kim]\n", &rules::names()).unwrap();
    alone::ledger(journal, settings, Day::new(2026, 3, 11).unwrap())
}

fn query(terms: &[&str], ledger: &Ledger) -> Query {
    let terms: Vec<String> = terms.iter().map(|term| (*term).to_owned()).collect();
    Query::read(&terms, ledger).unwrap()
}

/// The first letters of the prospects that match.
fn found(terms: &[&str]) -> String {
    let ledger = ledger(JOURNAL);
    let query = query(terms, &ledger);
    let timeline = ledger.timeline();
    let mut found = String::new();
    timeline.each_life(|life| {
        if query.matches(&timeline, life) {
            found.extend(ledger.journal.name(life.prospect).chars().next());
        }
    });
    found
}

fn refused(term: &str) -> String {
    let error = Query::read(&[term.to_owned()], &ledger(JOURNAL)).unwrap_err();
    format!("{}; {}", error.message, error.help.unwrap_or_default())
}

#[test]
fn without_a_term_all_match() {
    assert_eq!(found(&[]), "ABSCD");
}

#[test]
fn a_bare_word_is_a_part_of_a_name_or_of_another_name() {
    assert_eq!(found(&["acme"]), "A");
    assert_eq!(found(&["holding"]), "A");
    assert_eq!(found(&["name:GE\u{301}NE\u{301}"]), "S");
    assert_eq!(found(&["dental,dunn"]), "BD");
    assert_eq!(found(&["nobody"]), "");
}

#[test]
fn an_owner_owns_and_a_rep_made_a_touch() {
    assert_eq!(found(&["owner:Dana"]), "ABC");
    assert_eq!(found(&["owner:dana,lee"]), "ABSCD");
    assert_eq!(found(&["owner:kim"]), "");
    assert_eq!(found(&["rep:lee"]), "SC");
}

#[test]
fn a_status_and_a_cadence_are_those_in_force() {
    assert_eq!(found(&["status:dead"]), "B");
    assert_eq!(found(&["status:dead,active"]), "ABC");
    assert_eq!(found(&["status:won"]), "S");
    assert_eq!(found(&["status:new"]), "D");
    assert_eq!(found(&["cadence:fifth-contact"]), "B");
    assert_eq!(found(&["cadence:customer"]), "S");
}

#[test]
fn sources_potentials_and_tags_are_compared_as_names_are() {
    assert_eq!(found(&["source:WEBINAR"]), "AS");
    assert_eq!(found(&["potential:high,low"]), "AB");
    assert_eq!(found(&["tag:key"]), "A");
    assert_eq!(found(&["tag:#Pricing"]), "AB");
}

#[test]
fn a_channel_is_a_word_or_a_medium() {
    assert_eq!(found(&["channel:linkedin"]), "C");
    assert_eq!(found(&["channel:in-person"]), "B");
    assert_eq!(found(&["channel:phone"]), "AB");
    assert_eq!(found(&["channel:call"]), "AB");
    assert_eq!(found(&["channel:email"]), "AS");
    assert_eq!(found(&["channel:mail"]), "S");
}

#[test]
fn numbers_and_dates_are_ranges_with_both_ends_in_them() {
    assert_eq!(found(&["touches:3"]), "A");
    assert_eq!(found(&["touches:..1"]), "SCD");
    assert_eq!(found(&["touches:>1"]), "AB");
    assert_eq!(found(&["value:4800..12000"]), "AB");
    assert_eq!(found(&["value:4801.."]), "A");
    assert_eq!(found(&["since:2026-Q1"]), "AC");
    assert_eq!(found(&["since:..2025"]), "B");
    assert_eq!(found(&["last:2026-03"]), "ASC");
    assert_eq!(found(&["last:..2026-01-31"]), "B");
    assert_eq!(found(&["date:2026-01"]), "A");
    assert_eq!(found(&["date:2026-03-05..2026-03-10"]), "SC");
}

#[test]
fn all_terms_must_hold_and_not_turns_one_round() {
    assert_eq!(found(&["owner:dana", "not:status:dead"]), "AC");
    assert_eq!(found(&["not:acme", "value:.."]), "B");
    assert_eq!(found(&["not:value:.."]), "SCD");
}

#[test]
fn terms_about_touches_are_about_one_touch() {
    assert_eq!(found(&["date:2026-01", "channel:email"]), "");
    assert_eq!(found(&["date:2026-02", "channel:email"]), "A");
    assert_eq!(found(&["tag:key", "date:2026-02"]), "A");
}

#[test]
fn not_of_a_touch_means_that_there_is_none() {
    assert_eq!(found(&["not:channel:phone"]), "SCD");
    assert_eq!(found(&["not:date:2026-03"]), "BD");
    assert_eq!(found(&["not:tag:pricing", "owner:dana"]), "C");
}

#[test]
fn activity_counts_the_touches_that_match_and_no_others() {
    let ledger = ledger(JOURNAL);
    let counts = |terms: &[&str]| {
        let query = query(terms, &ledger);
        let asked = Asked {
            query: &query,
            by: None,
            brief: false,
        };
        let entries: Vec<_> = ALL
            .into_iter()
            .filter(|entry| entry.name == "activity")
            .collect();
        let report = make(&entries, &ledger.timeline(), asked).remove(0);
        let sum =
            |key: &str| -> u64 { report.rows.iter().filter_map(|row| row[key].as_u64()).sum() };
        (sum("outbound"), sum("inbound"))
    };
    assert_eq!(counts(&[]), (7, 1));
    assert_eq!(counts(&["channel:phone"]), (3, 0));
    assert_eq!(counts(&["not:channel:phone"]), (4, 1));
    assert_eq!(counts(&["date:2026-03", "owner:lee"]), (1, 1));
}

#[test]
fn a_finding_that_concerns_no_prospect_is_shown_whatever_the_query() {
    let journal = format!("{JOURNAL}\nnonsense\n");
    let ledger = ledger(&journal);
    let findings = |terms: &[&str]| {
        let only = query(terms, &ledger).prospects(&ledger.timeline());
        let scope = Scope {
            all: true,
            only: only.as_deref(),
        };
        let checked = rules::check(&ledger, scope);
        let rules = checked.findings.iter().map(|finding| {
            (
                finding.rule,
                finding.prospect.as_deref().unwrap_or("-").to_owned(),
            )
        });
        rules.collect::<Vec<_>>()
    };
    let all = findings(&[]);
    assert!(all.contains(&("syntax", "-".into())));
    assert!(
        all.contains(&("gave-up", "Bright Dental".into())),
        "{all:?}"
    );
    let acme = findings(&["acme"]);
    assert!(acme.contains(&("syntax", "-".into())));
    assert!(
        acme.iter()
            .all(|(_, prospect)| ["-", "Acme Corp"].contains(&prospect.as_str()))
    );
    assert!(findings(&["status:dead"]).contains(&("gave-up", "Bright Dental".into())));
}

#[test]
fn what_nobody_knows_is_refused_and_the_nearest_named() {
    for (term, words) in [
        ("ownr:dana", "is `owner:` meant?"),
        ("owner:dnaa", "is `dana` meant?"),
        ("rep:zoe", "the reps are dana, lee"),
        ("status:deda", "is `dead` meant?"),
        ("status:gone", "it can be new, active"),
        ("cadence:quaterly", "is `quarterly` meant?"),
        ("channel:emial", "is `email` meant?"),
        ("potential:hihg", "is `high` meant?"),
        ("potential:vast", "it can be high, medium, low"),
        ("touches:many", "no number"),
        ("date:2026-13", "no date that a calendar has"),
        ("since:yesterday", "no date"),
        ("tag:", "lacks a value"),
    ] {
        assert!(refused(term).contains(words), "{term}: {}", refused(term));
    }
}
