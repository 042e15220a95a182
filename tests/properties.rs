//! Any bytes as a journal and any text as settings give findings or an error message: exit 0, 1
//! or 2, and never a panic nor a hang. The seeds are proptest's own, and repeatable.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "workshop/nearly.rs"]
mod nearly;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use nearly::line;
use proptest::prelude::*;
use touchline::calendar::Day;
use touchline::disk::{Bytes, Files, Unread};
use touchline::finding::Places;
use touchline::formats::{
    Look, Summary, csv, findings_json, findings_short, findings_text, md, text,
};
use touchline::inspection::Scope;
use touchline::ledger::{Ledger, Root};
use touchline::query::Query;
use touchline::reports::groups::By;
use touchline::reports::report::Asked;
use touchline::reports::{self, dead, dead::Dead, due, due::Due, list::List, list::SortKey};
use touchline::rules;
use touchline::settings::{self, Settings, Vocabulary};
use touchline::syntax::parse;
use touchline::text::Source;
use touchline::timeline::Today;

/// A disk with one file on it, by whatever name it is asked for.
struct OneFile(Vec<u8>);

impl Files for OneFile {
    fn read(&self, path: &Path, _: Option<&Path>) -> Result<Bytes, Unread> {
        match path.to_str() {
            Some("other.touch") => Ok(Bytes {
                identity: "other.touch".into(),
                bytes: self.0.clone(),
            }),
            _ => Err(Unread::Missing),
        }
    }

    fn matches(&self, folder: &Path, _: &str) -> Vec<PathBuf> {
        vec![folder.join("other.touch")]
    }
}

/// Runs a journal through everything that reads and shows it.
fn live_through(journal: &[u8], settings: Settings, asked: bool) {
    let root = Root::Text {
        name: "main.touch".into(),
        bytes: journal.to_vec(),
        within: None,
    };
    let today = Today {
        day: Day::new(2026, 3, 25).unwrap(),
        asked,
    };
    let other = OneFile(journal.iter().rev().copied().collect());
    let ledger = Ledger::read(vec![root], &other, settings, today).unwrap();
    let sources = ledger.sources();
    let places = Places::new(&sources);
    let checked = rules::check(
        &ledger,
        Scope {
            all: true,
            ..Scope::default()
        },
    );
    let look = Look {
        pictures: true,
        ..Look::default()
    };
    let mut out = String::new();
    findings_text::write(&checked.findings, &places, look, &mut out).unwrap();
    findings_short::write(&checked.findings, &places, look, &mut out).unwrap();
    let timeline = ledger.timeline();
    let terms = ["not:tag:warm".to_owned(), "not:channel:post".to_owned()];
    let query = Query::read(&terms, &ledger).unwrap();
    let asked = due::Asked {
        days: 400,
        all: true,
        owner: due::Owner::Anybody,
        query: &query,
    };
    let deaths = dead::Asked {
        query: &query,
        most: 2,
        all: true,
    };
    let mut tables = vec![
        Due::new(&timeline, &places, asked).table(true),
        Dead::new(&timeline, &places, deaths).table(),
        List::new(&timeline, &places, &query, SortKey::Next).table(),
    ];
    let by = [None, Some(By::Rep), Some(By::Source), Some(By::Month)][journal.len() % 4];
    let asked = Asked {
        query: &query,
        by,
        brief: false,
    };
    for report in reports::make(&reports::ALL, &timeline, asked) {
        serde_json::to_string(&report).unwrap();
        csv::write(&report.rows, &report.columns, &mut out).unwrap();
        tables.extend(report.tables);
    }
    for table in &tables {
        text::write(table, look, &mut out).unwrap();
    }
    md::write(&tables, &mut out).unwrap();
    let control = out
        .chars()
        .find(|character| character.is_control() && *character != '\n');
    assert_eq!(control, None, "a control character reaches the terminal");
    let mut json = String::new();
    findings_json::write(
        &checked.findings,
        &places,
        &Summary::default(),
        today.day,
        &mut json,
    )
    .unwrap();
    serde_json::from_str::<serde_json::Value>(&json).unwrap();
    for finding in &checked.findings {
        let located = places.locate(finding.place);
        assert!(located.start.line >= 1 && located.start.column >= 1);
    }
}

/// Text that is nearly a journal.
fn nearly_a_journal() -> impl Strategy<Value = Vec<u8>> {
    let ends = prop::sample::select(&["\n", "\n    ", "\r\n", "\r", "\n\n"][..]);
    prop::collection::vec((line(), ends), 0..60).prop_map(|lines| {
        lines
            .into_iter()
            .map(|(line, end)| line + end)
            .collect::<String>()
            .into_bytes()
    })
}

/// A sample with some of its bytes changed.
fn mutated_sample() -> impl Strategy<Value = Vec<u8>> {
    const SAMPLE: &[u8] = include_bytes!("../samples/solo/main.touch");
    let change = (any::<prop::sample::Index>(), any::<u8>(), 0..3_u8);
    prop::collection::vec(change, 0..40).prop_map(|changes| {
        let mut bytes = SAMPLE.to_vec();
        for (at, byte, how) in changes {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => drop(bytes.remove(at)),
                _ => bytes.insert(at, byte),
            }
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..600), asked: bool) {
        live_through(&bytes, Settings::default(), asked);
    }

    #[test]
    fn whatever_is_nearly_a_journal_is_read(bytes in nearly_a_journal(), asked: bool) {
        live_through(&bytes, Settings::default(), asked);
    }

    #[test]
    fn a_mutated_sample_is_read(bytes in mutated_sample()) {
        live_through(&bytes, Settings::default(), false);
    }

    #[test]
    fn a_journal_lives_under_any_settings(
        bytes in nearly_a_journal(),
        weekend in prop::sample::select(&["[]", "[sun]", "[mon, tue, wed, thu, fri, sat]"][..]),
        dead_after in prop::sample::select(&["0d", "30d", "9999mo", "9999bd", "4h"][..]),
        later in prop::sample::select(&["0bd", "3mo", "9999w", "30min"][..]),
        hours in prop::sample::select(&["00:00..24:00", "08:00..18:00", "12:00..12:01"][..]),
        counts in (0_u32..3, 1_u32..4, 1_u32..4),
    ) {
        let (give_up, silent, rut) = counts;
        let yaml = format!(
            "weekend: {weekend}\ndead_after: {dead_after}\nlater_default: {later}\nhours: {hours}\n\
             give_up_touch: {give_up}\nsilent_after: {silent}\nrut_after: {rut}\n\
             absences: {{dana: [1900-01-01..2199-12-31]}}\nfirst_response: {{any: 1h}}\n\
             rules: {{missing-win: error, no-homework: error}}\n\
             cadences: {{loop: {{steps: [{{within: 9999bd, wait: 9999mo, times: 3}}], on: {{exhausted: loop}}}}}}\n\
             default_cadence: loop\n"
        );
        let settings = settings::read(&yaml, &rules::names()).unwrap();
        live_through(&bytes, settings, false);
    }

    #[test]
    fn any_text_as_settings_is_read_or_refused(text in "\\PC{0,200}", lines in prop::collection::vec(line(), 0..6)) {
        let _ = settings::read(&text, &rules::names());
        let _ = settings::read(&lines.join("\n"), &rules::names());
    }

    /// Each line of the text is in one place: what is read says where it stands.
    #[test]
    fn every_touch_is_where_it_says(bytes in nearly_a_journal()) {
        let vocabulary = Vocabulary::default();
        let file = parse(Arc::new(Source::new("a".into(), bytes)), &vocabulary);
        for touch in &file.touches {
            let header = touchline::syntax::read_header(&file.source, touch.offset, &vocabulary);
            let header = header.expect("a touch's header is read again as it was");
            prop_assert_eq!(header.moment, touch.moment());
            prop_assert_eq!(header.channel, touch.channel);
        }
    }
}
