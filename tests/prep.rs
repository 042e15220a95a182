//! `prep` takes the script that fits, fills in what the journal knows, and leaves the rest blank.

mod workshop;

use touchline::scripts;
use workshop::{Said, Workshop};

const REP: &str = "\
rep dana
    name: Dana Okafor
    company: Rota & Reed
    phone: +49 40 555 0134

";

/// A folder with this journal, on this day.
fn shop(today: &str, journal: &str) -> Workshop {
    Workshop::on(today).with("main.touch", journal)
}

fn prep(shop: &Workshop, arguments: &[&str]) -> Said {
    shop.touchline(&[&["prep"], arguments].concat())
}

struct Sheet {
    script: String,
    text: String,
    missing: Vec<String>,
}

fn sheet(shop: &Workshop, arguments: &[&str]) -> Sheet {
    sheet_by("", shop, arguments)
}

fn sheet_by(rep: &str, shop: &Workshop, arguments: &[&str]) -> Sheet {
    let arguments = [&["prep", "--format", "json"], arguments].concat();
    let said = shop.touchline_with(&[("TOUCHLINE_REP", rep)], &arguments);
    assert_eq!(said.code, 0, "{said:?}");
    let data = said.json();
    let text = |key: &str| data[key].as_str().expect("it is text").to_owned();
    assert_eq!(data["version"], 1);
    assert_eq!(text("today"), shop.today);
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
    for (script, today, touches) in FITTING {
        let cadence = if script == "disqualify" {
            "three-two-four"
        } else {
            "eight-touch"
        };
        let journal = format!(
            "{REP}prospect Acme\n    since: 2026-03-01\n    cadence: {cadence}\n\n{touches}"
        );
        let found = sheet(&shop(today, &journal), &["acme"]);
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
    let shop = shop("2026-03-16", &journal);
    assert_eq!(sheet(&shop, &["acme"]).script, "reply");
}

#[test]
fn what_the_journal_knows_is_filled_in() {
    let journal = format!(
        "{REP}prospect Acme\n    pain: leads go cold after the first call.\n\n\
         2026-03-09 call Acme -> booked 2026-03-16 10:00: demo with the owner\n    \
         with: Jim Doe, Ann Roe\n    minutes: 40\n"
    );
    let reminder = sheet(&shop("2026-03-13", &journal), &["acme"]);
    assert_eq!(
        reminder.text,
        "Subject: Call, Monday 16 March, 10:00\n\n\
         Hello Jim Doe, I am looking forward to it. We need 40 minutes.\n\
         1. demo with the owner\n\
         2. and then the next steps, if any\n\
         Dana Okafor, Rota & Reed, +49 40 555 0134"
    );
    assert!(reminder.missing.is_empty());
    let today = sheet(&shop("2026-03-16", &journal), &["acme"]);
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
    let shop = shop("2026-03-12", "prospect Acme\n\n2026-03-09 email Acme\n");
    let opening = sheet(&shop, &["acme"]);
    assert_eq!(
        opening.missing,
        ["person", "rep", "company", "pain", "agenda"]
    );
    assert_eq!(opening.text.matches("____").count(), 5);
    let text = prep(&shop, &["acme"]).done();
    assert!(text.contains("`company:` under `rep`"), "{text}");
}

#[test]
fn the_rep_at_the_keyboard_speaks_and_else_the_owner() {
    let journal = format!("{REP}prospect Acme\n\nrep lee\n    name: Lee Kim\n");
    let shop = shop("2026-03-09", &journal).with("touchline.yaml", "reps: [dana, lee, kim]\n");
    let owner = sheet(&shop, &["acme"]);
    assert!(owner.text.contains("Dana Okafor"), "{}", owner.text);
    let lee = sheet_by("LEE", &shop, &["acme"]);
    assert!(lee.text.contains("Lee Kim of ____"), "{}", lee.text);
    // The settings know the name, the journal knows nothing of the person.
    let kim = sheet_by("kim", &shop, &["acme"]);
    assert!(kim.missing.contains(&"rep".to_owned()));
    let nobody = shop.touchline_with(&[("TOUCHLINE_REP", "dan")], &["prep", "acme"]);
    nobody.refuses("is `dana` meant?");
}

#[test]
fn settings_replace_scripts_and_add_others() {
    let settings = "\
scripts:
  Opening: 'Hey {{ person }}. {% if own.seats %}{{ own.seats }} seats{% endif %}'
  bike: 'I ride by, {{ prospect }}.'
";
    let journal = format!("{REP}prospect Acme\n    Seats: 12\n\n2026-03-09 email Acme\n");
    let shop = shop("2026-03-12", &journal).with("touchline.yaml", settings);
    let opening = sheet(&shop, &["acme"]);
    assert_eq!(
        (opening.script.as_str(), opening.text.as_str()),
        ("opening", "Hey ____. 12 seats")
    );
    let bike = sheet(&shop, &["acme", "--script", "BIKE"]);
    assert_eq!(
        (bike.script.as_str(), bike.text.as_str()),
        ("bike", "I ride by, Acme.")
    );
    // What is said before another script is the settings' own too.
    let on_time = sheet(&shop, &["acme", "--script", "on-time"]);
    assert!(on_time.text.starts_with("Hey ____."), "{}", on_time.text);
    let text = prep(&shop, &["--script", "list"]).done();
    for script in &scripts::ALL {
        assert!(text.contains(script.name), "{text}");
    }
    assert!(text.contains("bike"), "{text}");
    assert!(!text.contains('…'), "{text}");
}

#[test]
fn a_broken_script_is_named_with_its_place_and_what_is_wrong() {
    for (script, wrong) in [
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
    ] {
        let settings = format!("dead_after: 30d\nscripts:\n  opening: \"{script}\"\n");
        let journal = "prospect Acme\n\n2026-03-09 email Acme\n    with: Jim\n";
        let shop = shop("2026-03-12", journal).with("touchline.yaml", settings);
        let said = prep(&shop, &["acme"]);
        said.refuses(wrong);
        let place = "error: touchline.yaml:3: the script `opening`";
        assert!(said.error.starts_with(place), "{said:?}");
    }
}

#[test]
fn an_unknown_script_and_an_unknown_prospect_are_refused_with_the_nearest() {
    let shop = shop("2026-03-12", "prospect Acme Corp\n");
    for (arguments, near) in [
        (&["acme", "--script", "openning"][..], "`opening`"),
        (&["Acmee Corp"], "`Acme Corp`"),
        (&["--script", "first"], "PROSPECT"),
    ] {
        prep(&shop, arguments).refuses(near);
    }
}

#[test]
fn nobody_is_helped_to_call_those_who_asked_to_be_left_alone() {
    let journal = "prospect Acme\n\n2026-03-09 < email Acme -> stop\n";
    prep(&shop("2026-03-12", journal), &["acme"]).refuses("never to be contacted again");
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
    let shop = shop("2026-03-12", journal).with("touchline.yaml", settings);
    let opening = sheet(&shop, &["{{ 7"]);
    assert!(
        opening
            .text
            .contains("{% for x in y %} {{ rep }} ##[error]x"),
        "{}",
        opening.text
    );
    let html = sheet(&shop, &["{{ 7", "--script", "html.html"]);
    assert_eq!(html.text, "::error::{{ pain }} {{ 7 * 7 }} <b>&amp;");
    for script in ["opening", "html.html"] {
        let text = prep(&shop, &["{{ 7", "--script", script]).done();
        for line in text.lines() {
            assert!(!line.trim_start().starts_with("::"), "{line}");
            assert!(!line.contains("##["), "{line}");
        }
    }
}

#[test]
fn every_sheet_of_the_sample_fits_on_a_screen() {
    let sample = Workshop::new().with_copy_of("samples/solo");
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
        let text = prep(&sample, &[prospect]).done();
        assert!(text.lines().count() <= 24, "{text}");
        for line in text.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }
}
