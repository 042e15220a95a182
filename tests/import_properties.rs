//! Whatever a file holds, an import gives lines that are read without a fault, or says of each row
//! why not; and no row comes out of nothing.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "workshop/alone.rs"]
mod alone;

use std::sync::LazyLock;

use proptest::prelude::*;
use touchline::calendar::{Day, Moment, Time};
use touchline::exchanges::import::Imported;
use touchline::exchanges::moments::DateOrder;
use touchline::exchanges::{csv_import, ics_import, mbox_import, parsed, presets};
use touchline::ledger::Ledger;
use touchline::settings::{Mapping, Settings, Vocabulary, read_mapping};

const KNOWN: &str =
    "rep dana\n    email: d@us.example\n\nprospect Acme Corp\n    email: a@b.example\n";

fn today() -> Day {
    Day::new(2026, 3, 25).unwrap()
}

fn ledger() -> Ledger {
    alone::ledger(KNOWN, Settings::default(), today())
}

/// UTC, as far as tests need it.
fn clock(seconds: i64) -> Option<Moment> {
    let day = Day::new(1970, 1, 1)?.plus_days(seconds.div_euclid(86_400));
    let minutes = (seconds.rem_euclid(86_400) / 60) as u32;
    Some(Moment::new(day, Time::new(minutes / 60, minutes % 60)))
}

static MAPPINGS: LazyLock<Vec<(&str, Mapping)>> = LazyLock::new(|| {
    let own = "columns: {date: a, prospect: b, notes: [c, d], tags: d, detail: d, when: d, \
               channel: e, outcome: c, with: c, email: d, id: e}\ndefaults: {channel: call}\n";
    let all = presets::ALL.into_iter().chain([("own", own)]);
    all.map(|(name, text)| (name, read_mapping(text, &csv_import::FIELDS).unwrap()))
        .collect()
});

/// What is written is read as it was meant, and a second import adds nothing.
fn is_sound(imported: &Imported, vocabulary: &Vocabulary) {
    let file = parsed(&imported.text, vocabulary);
    assert!(
        file.faults.is_empty(),
        "{:?}\n{}",
        file.faults,
        imported.text
    );
    assert_eq!(file.touches.len(), imported.touches, "{}", imported.text);
    assert_eq!(file.directives.len(), imported.prospects.len());
}

fn import(bytes: &[u8]) {
    let ledger = ledger();
    let vocabulary = &ledger.settings.vocabulary;
    for (name, mapping) in MAPPINGS.iter() {
        let asked = csv_import::Asked {
            mappings: std::slice::from_ref(mapping),
            source: name,
            dates: Some(DateOrder::MonthFirst),
            clock: &clock,
            today: today(),
        };
        if let Ok(imported) = csv_import::import(bytes, asked, &ledger.journal, vocabulary) {
            is_sound(&imported, vocabulary);
        }
    }
}

/// What people write into CRMs, and what nobody should.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("2026-03-01".to_owned()),
        Just("3/4/26".to_owned()),
        Just("1772721000000".to_owned()),
        Just("call".to_owned()),
        Just("booked".to_owned()),
        Just("inbound".to_owned()),
        Just("Acme Corp".to_owned()),
        Just("#thanks -> won ; x".to_owned()),
        Just("<p>a<br>&#27;b</p>".to_owned()),
        Just("\"quoted\", and\nmore\n\u{feff}".to_owned()),
        "[ -~]{0,12}",
        "(?s).{0,12}",
        "[#;>\\-<!=\\[\\] x:\u{a0}\u{200b}\u{202e}→\n\t]{0,8}",
    ]
}

fn sheet() -> impl Strategy<Value = String> {
    let headers = [
        "a,b,c,d,e",
        "date,mark,channel,prospect,notes,tags,detail,when,outcome,time",
        "Activity date,Call Title,Associated Company,Call outcome,Call notes",
        "Activity - Due date,Activity - Type,Activity - Organization,Activity - Note,Activity - Done",
        "ActivityDate,Account.Name,Type,Status,Description,Subject",
    ];
    let rows = prop::collection::vec(prop::collection::vec(cell(), 4..11), 0..5);
    (prop::sample::select(headers.to_vec()), rows).prop_map(|(header, rows)| {
        let width = header.split(',').count();
        let mut text = format!("{header}\n");
        for mut row in rows {
            row.resize(width, String::new());
            let quoted = row
                .iter()
                .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
            text += &quoted.collect::<Vec<_>>().join(",");
            text.push('\n');
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_sheet_gives_sound_lines(text in sheet()) {
        import(text.as_bytes());
    }

    #[test]
    fn any_bytes_are_lived_through(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        import(&bytes);
        let ledger = ledger();
        let vocabulary = &ledger.settings.vocabulary;
        is_sound(&mbox_import::import(&bytes, &clock, &ledger.journal, vocabulary), vocabulary);
        is_sound(
            &ics_import::import(&bytes, today(), &clock, &ledger.journal, vocabulary),
            vocabulary,
        );
    }

    #[test]
    fn any_mail_and_any_meeting_give_sound_lines(
        subject in "(?s).{0,20}", id in "[ -~]{0,12}", date in "[ -~]{0,20}", other in cell(),
    ) {
        let ledger = ledger();
        let vocabulary = &ledger.settings.vocabulary;
        let mail = format!(
            "From x\nFrom: a@b.example\nTo: d@us.example\nDate: Tue, 3 Mar 2026 10:00:00 +0100\n\
             Subject: {subject}\nMessage-ID: <{id}>\n\n{other}\n"
        );
        let imported = mbox_import::import(mail.as_bytes(), &clock, &ledger.journal, vocabulary);
        is_sound(&imported, vocabulary);
        let meeting = format!(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:{id}\nDTSTART:20260305T1400{date}\n\
             SUMMARY:{subject}\nLOCATION:{other}\nATTENDEE:mailto:a@b.example\nEND:VEVENT\n"
        );
        let imported =
            ics_import::import(meeting.as_bytes(), today(), &clock, &ledger.journal, vocabulary);
        is_sound(&imported, vocabulary);
    }
}
