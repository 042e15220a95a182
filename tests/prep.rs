//! `prep` takes the script that fits, fills in what the journal knows, and leaves the rest blank.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use touchline::scripts;

const REP: &str = "\
rep dana
    name: Dana Okafor
    company: Rota & Reed
    phone: +49 40 555 0134

";

/// A folder of its own with this journal and these settings.
fn folder(name: &str, journal: &str, settings: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("prep")
        .join(name);
    fs::create_dir_all(&folder).expect("a folder can be made");
    fs::write(folder.join("main.touch"), journal).expect("a journal can be written");
    fs::write(folder.join("touchline.yaml"), settings).expect("settings can be written");
    folder
}

fn run(folder: &Path, today: &str, rep: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_touchline"))
        .arg("prep")
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("TOUCHLINE_TODAY", today)
        .env("TOUCHLINE_REP", rep)
        .output()
        .expect("the program can be run")
}

struct Sheet {
    script: String,
    text: String,
    missing: Vec<String>,
}

fn sheet(folder: &Path, today: &str, arguments: &[&str]) -> Sheet {
    sheet_by(folder, today, "", arguments)
}

fn sheet_by(folder: &Path, today: &str, rep: &str, arguments: &[&str]) -> Sheet {
    let arguments = [arguments, &["--format", "json"]].concat();
    let output = run(folder, today, rep, &arguments);
    let remark = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {remark}");
    let data: serde_json::Value =
        serde_json::from_slice(&output.stdout).expect("the answer is JSON");
    let text = |key: &str| data[key].as_str().expect("it is text").to_owned();
    assert_eq!(data["version"], 1);
    assert_eq!(text("today"), today);
    let missing = data["missing"].as_array().expect("it is a list").iter();
    Sheet {
        script: text("script"),
        text: text("text"),
        missing: missing
            .map(|name| name.as_str().expect("it is text").to_owned())
            .collect(),
    }
}

/// For each script a journal of Acme and a day on which it fits.
const FITTING: [(&str, &str, &str); 19] = [
    (
        "reply",
        "2026-03-10",
        "2026-03-09 email Acme\n2026-03-10 < email Acme -> replied: what does it cost?\n",
    ),
    (
        "reminder",
        "2026-03-13",
        "2026-03-09 call Acme -> booked 2026-03-16 10:00: the demo\n",
    ),
    (
        "on-time",
        "2026-03-16",
        "2026-03-09 call Acme -> booked 2026-03-16 10:00: the demo\n\
         2026-03-13 email Acme #reminder\n",
    ),
    (
        "second-call",
        "2026-03-16",
        "2026-03-09 call Acme -> booked 2026-03-16 10:00\n2026-03-16 10:00 call Acme -> no-show\n",
    ),
    (
        "third-call",
        "2026-03-16",
        "2026-03-09 call Acme -> booked 2026-03-16 10:00\n2026-03-16 10:00 call Acme -> no-show\n\
         2026-03-16 10:10 call Acme -> voicemail\n",
    ),
    (
        "more-calls",
        "2026-03-16",
        "2026-03-09 call Acme -> booked 2026-03-16 10:00\n2026-03-16 10:00 call Acme -> no-show\n\
         2026-03-16 10:10 call Acme -> voicemail\n2026-03-16 14:00 call Acme -> voicemail\n",
    ),
    (
        "more-calls",
        "2026-04-03",
        "2026-03-09 call Acme -> booked 2026-03-16 10:00\n2026-03-16 10:00 call Acme -> no-show\n\
         2026-03-16 10:10 call Acme -> voicemail\n2026-03-16 14:00 call Acme -> voicemail\n\
         2026-03-19 call Acme -> voicemail\n2026-03-24 call Acme -> voicemail\n\
         2026-03-27 call Acme -> voicemail\n2026-04-01 call Acme -> voicemail\n",
    ),
    (
        "ask-to-stop",
        "2026-04-07",
        "2026-03-09 call Acme -> booked 2026-03-16 10:00\n2026-03-16 10:00 call Acme -> no-show\n\
         2026-03-16 10:10 call Acme -> voicemail\n2026-03-16 14:00 call Acme -> voicemail\n\
         2026-03-19 call Acme -> voicemail\n2026-03-24 call Acme -> voicemail\n\
         2026-03-27 call Acme -> voicemail\n2026-04-01 call Acme -> voicemail\n\
         2026-04-06 call Acme -> voicemail\n",
    ),
    (
        "thank-you",
        "2026-03-11",
        "2026-03-09 visit Acme -> met\n    next: 2026-03-16 call\n",
    ),
    (
        "opening",
        "2026-03-12",
        "2026-03-09 visit Acme -> met\n    next: 2026-03-16 call\n",
    ),
    (
        "truth-call",
        "2026-03-24",
        "2026-03-09 call Acme -> reached\n2026-03-12 email Acme\n2026-03-16 call Acme -> voicemail\n\
         2026-03-20 email Acme\n",
    ),
    (
        "disqualify",
        "2026-03-13",
        "2026-03-02 email Acme\n2026-03-05 call Acme -> voicemail\n2026-03-08 email Acme\n\
         2026-03-11 call Acme -> voicemail\n",
    ),
    ("proposal-check", "2026-03-12", "2026-03-09 proposal Acme\n"),
    (
        "proposal-check",
        "2026-03-14",
        "2026-03-09 proposal Acme\n2026-03-13 call Acme -> voicemail\n",
    ),
    (
        "opening",
        "2026-03-19",
        "2026-03-09 proposal Acme\n2026-03-13 call Acme -> voicemail\n\
         2026-03-17 call Acme -> voicemail\n",
    ),
    (
        "as-agreed",
        "2026-06-01",
        "2026-03-09 < call Acme -> later 2026-06: the budget is frozen\n",
    ),
    ("first", "2026-03-09", ""),
    (
        "two-line",
        "2026-06-09",
        "2026-03-09 < call Acme -> no: they have somebody\n",
    ),
    ("opening", "2026-03-12", "2026-03-09 email Acme\n"),
];

#[test]
fn the_first_script_that_fits_is_taken() {
    for (at, (script, today, touches)) in FITTING.into_iter().enumerate() {
        let cadence = if script == "disqualify" {
            "three-two-four"
        } else {
            "eight-touch"
        };
        let journal = format!(
            "{REP}prospect Acme\n    since: 2026-03-01\n    cadence: {cadence}\n\n{touches}"
        );
        let folder = folder(&format!("fits-{at}"), &journal, "");
        let found = sheet(&folder, today, &["acme"]);
        assert_eq!(found.script, script, "on {today}\n{touches}");
        assert!(!found.text.contains("{{"), "{}", found.text);
        let blanks = found.text.contains("____");
        assert_eq!(blanks, !found.missing.is_empty(), "{}", found.text);
    }
}

#[test]
fn each_script_is_seen_to_fit() {
    for script in &scripts::ALL {
        let seen = FITTING.iter().any(|(name, _, _)| *name == script.name);
        assert!(seen, "no journal has {} fit", script.name);
    }
}

#[test]
fn earlier_scripts_come_before_later_ones() {
    // They wrote, and there is a booking for today: the answer comes first.
    let journal = format!(
        "{REP}prospect Acme\n\n2026-03-09 call Acme -> booked 2026-03-16 10:00\n\
         2026-03-13 < email Acme -> replied: one more question\n"
    );
    let folder = folder("order", &journal, "");
    assert_eq!(sheet(&folder, "2026-03-16", &["acme"]).script, "reply");
}

#[test]
fn what_the_journal_knows_is_filled_in() {
    let journal = format!(
        "{REP}prospect Acme\n    pain: leads go cold after the first call.\n\n\
         2026-03-09 call Acme -> booked 2026-03-16 10:00: demo with the owner\n    \
         with: Jim Doe, Ann Roe\n    minutes: 40\n"
    );
    let folder = folder("filled", &journal, "");
    let reminder = sheet(&folder, "2026-03-13", &["acme"]);
    assert_eq!(
        reminder.text,
        "Subject: Call, Monday 16 March, 10:00\n\n\
         Hello Jim Doe, I am looking forward to it. We need 40 minutes.\n\
         1. demo with the owner\n\
         2. and then the next steps, if any\n\
         Dana Okafor, Rota & Reed, +49 40 555 0134"
    );
    assert!(reminder.missing.is_empty());
    let today = sheet(&folder, "2026-03-16", &["acme"]);
    for part in [
        "this is Dana Okafor of Rota & Reed",
        "leads go cold after the first call. Has",
        "Has anything changed?",
        "demo with the owner, and then the next steps, if any. Is that fair?",
        "on the minute",
        "again in ten minutes",
    ] {
        assert!(
            today.text.contains(part),
            "{part:?} is not in\n{}",
            today.text
        );
    }
}

#[test]
fn what_the_journal_does_not_know_is_a_blank_and_is_listed() {
    let folder = folder("blanks", "prospect Acme\n\n2026-03-09 email Acme\n", "");
    let opening = sheet(&folder, "2026-03-12", &["acme"]);
    assert_eq!(
        opening.missing,
        ["person", "rep", "company", "pain", "agenda"]
    );
    assert_eq!(opening.text.matches("____").count(), 5);
    let output = run(&folder, "2026-03-12", "", &["acme"]);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("`company:` under `rep`"), "{text}");
}

#[test]
fn the_rep_at_the_keyboard_speaks_and_else_the_owner() {
    let journal = format!("{REP}prospect Acme\n\nrep lee\n    name: Lee Kim\n");
    let folder = folder("speaker", &journal, "reps: [dana, lee, kim]\n");
    assert!(
        sheet(&folder, "2026-03-09", &["acme"])
            .text
            .contains("Dana Okafor")
    );
    let lee = sheet_by(&folder, "2026-03-09", "LEE", &["acme"]);
    assert!(lee.text.contains("Lee Kim of ____"), "{}", lee.text);
    // The settings know the name, the journal knows nothing of the person.
    let kim = sheet_by(&folder, "2026-03-09", "kim", &["acme"]);
    assert!(kim.missing.contains(&"rep".to_owned()));
    let output = run(&folder, "2026-03-09", "dan", &["acme"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("is `dana` meant?"));
}

#[test]
fn settings_replace_scripts_and_add_others() {
    let settings = "\
scripts:
  Opening: 'Hey {{ person }}. {% if own.seats %}{{ own.seats }} seats{% endif %}'
  bike: 'I ride by, {{ prospect }}.'
";
    let journal = format!("{REP}prospect Acme\n    Seats: 12\n\n2026-03-09 email Acme\n");
    let folder = folder("own", &journal, settings);
    let opening = sheet(&folder, "2026-03-12", &["acme"]);
    assert_eq!(
        (opening.script.as_str(), opening.text.as_str()),
        ("opening", "Hey ____. 12 seats")
    );
    let bike = sheet(&folder, "2026-03-12", &["acme", "--script", "BIKE"]);
    assert_eq!(
        (bike.script.as_str(), bike.text.as_str()),
        ("bike", "I ride by, Acme.")
    );
    // What is said before another script is the settings' own too.
    let on_time = sheet(&folder, "2026-03-12", &["acme", "--script", "on-time"]);
    assert!(on_time.text.starts_with("Hey ____."), "{}", on_time.text);
    let output = run(&folder, "2026-03-12", "", &["--script", "list"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    for script in &scripts::ALL {
        assert!(text.contains(script.name), "{text}");
    }
    assert!(text.contains("bike"), "{text}");
    assert!(!text.contains('…'), "{text}");
}

#[test]
fn a_broken_script_is_named_with_its_place_and_what_is_wrong() {
    for (at, (script, wrong)) in [
        ("Hi {{ persn }}", "there is no `persn`"),
        ("Hi {{ person", "syntax error"),
        ("{% include 'main.touch' %}", "`{% include %}`"),
        (
            "{% for a in [1,2,3] %}{{ person.name }}{% endfor %}",
            "undefined",
        ),
        ("{{ range(9) }}", "range"),
        ("{{ person|upper }}", "upper"),
        ("{{ 'x' * 100000000 }}", "`*`"),
    ]
    .into_iter()
    .enumerate()
    {
        let settings = format!("dead_after: 30d\nscripts:\n  opening: \"{script}\"\n");
        let journal = "prospect Acme\n\n2026-03-09 email Acme\n    with: Jim\n";
        let folder = folder(&format!("broken-{at}"), journal, &settings);
        let output = run(&folder, "2026-03-12", "", &["acme"]);
        let remark = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{script}");
        assert!(output.stdout.is_empty());
        assert!(
            remark.starts_with("error: touchline.yaml:3: the script `opening`"),
            "{remark}"
        );
        assert!(remark.contains(wrong), "{remark}");
    }
}

#[test]
fn an_unknown_script_and_an_unknown_prospect_are_refused_with_the_nearest() {
    let folder = folder("unknown", "prospect Acme Corp\n", "");
    for (arguments, near) in [
        (&["acme", "--script", "openning"][..], "`opening`"),
        (&["Acmee Corp"], "`Acme Corp`"),
        (&["--script", "first"], "PROSPECT"),
    ] {
        let output = run(&folder, "2026-03-12", "", arguments);
        let remark = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(remark.contains(near), "{remark}");
    }
}

#[test]
fn nobody_is_helped_to_call_those_who_asked_to_be_left_alone() {
    let folder = folder(
        "stop",
        "prospect Acme\n\n2026-03-09 < email Acme -> stop\n",
        "",
    );
    let output = run(&folder, "2026-03-12", "", &["acme"]);
    assert_eq!(output.status.code(), Some(2));
    let remark = String::from_utf8_lossy(&output.stderr);
    assert!(remark.contains("never to be contacted again"), "{remark}");
}

#[test]
fn the_words_of_a_journal_are_data_whatever_they_hold() {
    let journal = "\
prospect {{ 7 * 7 }} <b>&amp;
    pain: {% for x in y %} {{ rep }} ##[error]x

2026-03-09 email {{ 7 * 7 }} <b>&amp;
    with: ::error::{{ pain }}
";
    let settings = "scripts:\n  html.html: '{{ person }} {{ prospect }}'\n";
    let folder = folder("hostile", journal, settings);
    let opening = sheet(&folder, "2026-03-12", &["{{ 7"]);
    assert!(
        opening
            .text
            .contains("{% for x in y %} {{ rep }} ##[error]x"),
        "{}",
        opening.text
    );
    let html = sheet(&folder, "2026-03-12", &["{{ 7", "--script", "html.html"]);
    assert_eq!(html.text, "::error::{{ pain }} {{ 7 * 7 }} <b>&amp;");
    for script in ["opening", "html.html"] {
        let output = run(&folder, "2026-03-12", "", &["{{ 7", "--script", script]);
        let text = String::from_utf8(output.stdout).expect("it is UTF-8");
        for line in text.lines() {
            assert!(!line.trim_start().starts_with("::"), "{line}");
            assert!(!line.contains("##["), "{line}");
        }
    }
}

#[test]
fn every_sheet_of_the_sample_fits_on_a_screen() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/solo");
    for prospect in [
        "bachmann",
        "lindenhof",
        "kessler",
        "alster",
        "rother",
        "sonnen",
        "weber",
        "marlow",
        "nordlicht",
        "villa",
        "tannenhof",
        "gruber",
        "brunner",
    ] {
        let output = run(&sample, "2026-03-24", "", &[prospect]);
        let text = String::from_utf8(output.stdout).expect("it is UTF-8");
        assert!(output.status.success(), "{prospect}");
        assert!(text.lines().count() <= 24, "{text}");
        for line in text.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }
}
