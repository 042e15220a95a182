//! `show` and `config` are asked as their readers ask them, on the sample and on small journals.

mod workshop;

use serde_json::{Value, json};
use workshop::{Said, Workshop, position};

fn run(shop: &Workshop, arguments: &[&str]) -> Said {
    shop.touchline_with(&[("COLUMNS", "80")], arguments)
}

fn answer(shop: &Workshop, arguments: &[&str]) -> String {
    let text = run(shop, arguments).done();
    for line in bare(&text).lines() {
        assert!(line.chars().count() <= 80, "{line}");
        assert_eq!(line, line.trim_end(), "a line ends in a blank");
    }
    text
}

fn data(shop: &Workshop, arguments: &[&str]) -> Value {
    let said = run(shop, &[arguments, &["--format", "json"]].concat());
    assert_eq!(said.code, 0, "{said:?}");
    said.json()
}

/// A text without its colours.
fn bare(text: &str) -> String {
    let mut bare = String::new();
    for (at, part) in text.split("\u{1b}[").enumerate() {
        let text = if at == 0 {
            part
        } else {
            part.split_once('m').expect("a colour ends in m").1
        };
        bare.push_str(text);
    }
    bare
}

fn solo() -> Workshop {
    Workshop::new().with_copy_of("samples/solo")
}

#[test]
fn what_comes_next_stands_first_then_the_facts_then_the_touches() {
    let text = answer(&solo(), &["show", "Lindenhof Care"]);
    let parts = [
        "Lindenhof Care\n",
        "at 14:00: the works council has questions",
        "call +49 40 555 0171",
        "Facts\n",
        "proposal, step 0 of 5",
        "14,400 EUR",
        "Timeline\n",
        "16 Feb  14:05",
        "(promises 25 Feb, kept)",
        "[x] me 2026-02-25 one page about the trial",
        "→ proposal",
        "[ ] me 2026-03-24 data protection sheet, printed",
        "10  23 Mar  09:30",
    ];
    let places: Vec<usize> = parts.iter().map(|part| position(&text, part)).collect();
    assert!(places.is_sorted(), "{text}");
}

#[test]
fn a_prospect_is_found_by_name_alias_beginning_or_part_whatever_the_case() {
    let solo = solo();
    for words in [
        &["villa mozart"][..],
        &["Villa", "Mozart"],
        &["VILLA MOZART KINDERGARTEN"],
        &["vil"],
        &["ozart"],
    ] {
        let text = answer(&solo, &[&["show"], words].concat());
        assert!(text.starts_with("Villa Mozart\n"), "{words:?}: {text}");
    }
}

#[test]
fn an_ambiguous_name_is_refused_with_the_candidates_and_an_unknown_one_with_the_nearest() {
    let solo = solo();
    for (name, said) in [
        ("b", "`Bachmann Bikes`, `Brunner Garden Centre`"),
        ("Kesler", "there is no prospect `Kesler`"),
        ("Kesler", "is `Kessler Print` meant?"),
        ("Zzyzx", "touchline list"),
    ] {
        run(&solo, &["show", name]).refuses(said);
    }
    // On that day they were not there yet.
    let then = run(&solo, &["--today", "2026-02-17", "show", "nordlicht"]);
    then.refuses("there is no prospect `nordlicht`");
}

#[test]
fn a_whole_name_is_that_prospect_even_where_it_begins_another() {
    let journal = "prospect Acme\n\nprospect Acme Tools\n";
    let shop = Workshop::new().with("main.touch", journal);
    assert!(answer(&shop, &["show", "acme"]).starts_with("Acme\n"));
}

#[test]
fn findings_stand_under_their_touch_and_those_of_the_prospect_with_its_facts() {
    let text = answer(&solo(), &["show", "kessler"]);
    let close = position(&text, "close    2026-03-31");
    let hopeium = position(&text, "warning[hopeium]:");
    let timeline = position(&text, "Timeline");
    let last = position(&text, "19 Mar  08:45");
    let silent = position(&text, "notice[silent-treatment]:");
    assert!(close < hopeium && hopeium < timeline && timeline < last && last < silent);
}

#[test]
fn broken_promises_gaps_and_planned_touches_are_told() {
    let journal = "\
prospect Acme
    since: 2026-03-01
    budget: 20 seats

2026-03-02 call Acme -> reached
    next: 2026-03-05 send the outline
2026-03-09 email Acme
2026-03-12 < email Acme -> stop
2026-03-13 call Acme -> voicemail
2026-03-30 10:00 ! visit Acme
";
    let shop = Workshop::new().with("main.touch", journal);
    let text = answer(&shop, &["show", "acme"]);
    for part in [
        "budget   20 seats",
        "nothing: they asked never to be contacted again",
        "reached (promises 5 Mar, kept late)",
        "(breaks 5 Mar by 4 d)",
        "7 d",
        "→ none",
        "error[touch-after-stop]:",
        "30 Mar  10:00  !  visit",
    ] {
        position(&text, part);
    }
}

#[test]
fn the_data_holds_the_prospect_and_its_touches() {
    let data = data(&solo(), &["show", "lindenhof"]);
    assert_eq!(data["version"], 1);
    assert_eq!(data["today"], "2026-03-24");
    assert_eq!(data["prospect"]["name"], "Lindenhof Care");
    assert_eq!(data["prospect"]["next_channel"], "call");
    assert_eq!(data["prospect"]["phone"], "+49 40 555 0171");
    let touches = data["timeline"].as_array().expect("it is a list");
    assert_eq!(touches.len(), 12);
    let reached = &touches[2];
    assert_eq!(reached["number"], 3);
    assert_eq!(reached["gap"], 2);
    assert_eq!(reached["outcome"], "reached");
    assert_eq!(reached["promised"][0]["fate"], "kept");
    assert_eq!(
        reached["homework"],
        json!([
            {
                "who": "me",
                "done": true,
                "date": "2026-02-25",
                "text": "one page about the trial",
            },
            {
                "who": "them",
                "done": true,
                "date": "2026-03-06",
                "text": "ask both ward managers for a free afternoon",
            },
        ])
    );
    assert_eq!(touches[5]["mark"], "inbound");
    assert_eq!(touches[5]["number"], Value::Null);
    assert_eq!(touches[9]["switched_to"], "proposal");
}

#[test]
fn the_data_holds_homework_that_can_be_read() {
    let journal = "\
2026-03-20 call Acme -> reached
    [ ]   me  2026-03-22   send   it ; soon
    [X] THEM answer me
    [ ] me 3/4/26 of no such day
";
    let shop = Workshop::new().with("main.touch", journal);
    let data = data(&shop, &["show", "acme"]);
    assert_eq!(
        data["timeline"][0]["homework"],
        json!([
            { "who": "me", "done": false, "date": "2026-03-22", "text": "send it" },
            { "who": "them", "done": true, "date": null, "text": "answer me" },
        ])
    );
}

#[test]
fn a_hostile_journal_does_nothing() {
    let journal = "\
prospect {{ x }} <script> ##[error]
    pain: ::error::pain

2026-03-20 call {{ x }} <script> ##[error] -> reached: ::error::detail
    ::error::note
    =cmd()|' /C calc'!A0
    a very long word: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
";
    let shop = Workshop::new().with("main.touch", journal);
    let plain = answer(&shop, &["show", "{{"]);
    for line in plain.lines() {
        assert!(!line.trim_start().starts_with("::"), "{line}");
        assert!(!line.contains("##["), "{line}");
    }
    let coloured = answer(&shop, &["--color", "always", "show", "{{"]);
    assert_eq!(bare(&coloured), plain);
}

#[test]
fn settings_are_shown_with_the_line_that_says_so() {
    let settings = "\
# of ours
dead_after: 45d
reps: [dana, \"lee: k\"]
holidays: [2026-12-24..2026-12-26, 2027-01-01]
absences: {dana: [2026-08-03..2026-08-14]}
scripts:
  two-line: \"Hi {{ person }}\"
channels: {fax: paper}
rules: {single-medium: off}
cadences:
  quarterly: {every: 2mo}
  Monthly: {every: 1mo}
";
    let shop = Workshop::new().with("touchline.yaml", settings);
    let text = answer(&shop, &["config"]);
    let row = |key: &str| {
        let mut lines = text.lines().map(str::trim_start);
        let line = lines.find(|line| line.split(' ').next() == Some(key));
        let line = line.unwrap_or_else(|| panic!("{key} is not in\n{text}"));
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(row("dead_after"), "dead_after 45d touchline.yaml:2");
    assert_eq!(row("reps"), "reps [dana, \"lee: k\"] touchline.yaml:3");
    assert!(row("holidays").ends_with("touchline.yaml:4"));
    assert_eq!(
        row("absences"),
        "absences {dana: [2026-08-03..2026-08-14]} touchline.yaml:5"
    );
    assert_eq!(
        row("scripts"),
        "scripts {two-line: \"Hi {{ person }}\"} touchline.yaml:6"
    );
    assert_eq!(row("channels"), "channels {fax: paper} touchline.yaml:8");
    assert_eq!(row("rules"), "rules {single-medium: off} touchline.yaml:9");
    assert_eq!(row("look_back"), "look_back 30d default");
    assert_eq!(
        row("quarterly"),
        "quarterly every 2mo overridden, touchline.yaml:11"
    );
    assert_eq!(row("Monthly"), "Monthly every 1mo own, touchline.yaml:12");
    assert!(row("eight-touch").ends_with("built-in"));
}

#[test]
fn every_key_of_the_settings_is_shown_and_can_be_read_again() {
    let shop = Workshop::new().with("touchline.yaml", "");
    let data = data(&shop, &["config"]);
    let rows = data["settings"].as_array().expect("it is a list");
    let mut yaml = String::new();
    for row in rows {
        let (key, value) = (&row["key"], &row["value"]);
        let key = key.as_str().expect("a key is text");
        let value = value.as_str().expect("a value is text");
        if value != "~" {
            yaml = format!("{yaml}{key}: {value}\n");
        }
    }
    assert_eq!(rows.len(), touchline::settings::KEYS.len() - 1);
    touchline::settings::read(&yaml, &touchline::rules::names()).expect("the settings are sound");
}
