//! `explain` is asked as its readers ask it, with a journal, with settings, and without either.

mod workshop;

use touchline::{cadences, claims, rules};
use workshop::{Said, Workshop, position};

fn run(shop: &Workshop, names: &[&str]) -> Said {
    shop.touchline_with(&[("COLUMNS", "80")], &[&["explain"], names].concat())
}

fn explain(shop: &Workshop, names: &[&str]) -> String {
    let text = run(shop, names).done();
    for line in text.lines() {
        assert!(
            line.chars().count() <= 80 || line.starts_with("    "),
            "{line}"
        );
    }
    text
}

#[test]
fn without_a_name_everything_has_a_line() {
    let text = explain(&Workshop::new(), &[]);
    let begins = |name: &str| text.lines().any(|line| line.trim_start().starts_with(name));
    for name in rules::names() {
        assert!(begins(name), "{name}");
    }
    for (name, _) in cadences::ALL {
        assert!(begins(name), "{name}");
    }
    for claim in claims::ALL {
        assert!(begins(claim.words), "{}", claim.words);
    }
}

#[test]
fn a_name_that_is_both_shows_the_rule_first() {
    let shop = Workshop::new();
    for name in ["silent-treatment", "disqualify"] {
        let text = explain(&shop, &[name]);
        assert!(position(&text, "Level and kind") < position(&text, "Steps"));
    }
    assert_eq!(
        explain(&shop, &["silent", "treatment"]),
        explain(&shop, &["Silent-Treatment"])
    );
}

#[test]
fn the_settings_of_the_folder_count() {
    let settings = "rules: {gave-up: error}\ncadences:\n  weekly: {about: Mine, every: 1w}\n";
    let shop = Workshop::new().with("touchline.yaml", settings);
    let text = explain(&shop, &["gave-up"]);
    position(
        &text,
        "level: error, which the settings say; without them, warning",
    );
    let text = explain(&shop, &["weekly"]);
    position(&text, "It repeats for ever, every 1 week.");
}

#[test]
fn a_claim_is_named_by_words_of_it() {
    let shop = Workshop::new();
    let text = explain(&shop, &["third"]);
    position(&text, "80 % stop after the third");
    let text = explain(&shop, &["after", "the", "second"]);
    position(&text, "93 % give up after the second touch");
    position(&text, "What published data show");
}

#[test]
fn an_unknown_name_is_a_usage_error_that_names_the_nearest() {
    run(&Workshop::new(), &["gaveup"]).refuses("is `gave-up` meant?");
}

/// What each system is known by.
#[test]
fn each_system_is_told_where_one_looks_for_it() {
    let shop = Workshop::new();
    for (name, parts) in [
        ("eight-touch", &["8 Touch", "a yes or a no", "eight"][..]),
        (
            "seven-times",
            &[
                "at once",
                "seven",
                "for a year",
                "lighter campaign",
                "bought",
            ],
        ),
        (
            "fifth-contact",
            &["start quickly", "one rhythm", "at least five"],
        ),
        (
            "proposal",
            &[
                "within 5 days",
                "4 to 5 days",
                "email",
                "another medium",
                "every three months",
                "name a date",
            ],
        ),
        (
            "three-two-four",
            &[
                "3 days",
                "2 weeks",
                "4 contacts",
                "disqualifying talk",
                "W.I.N.",
                "homework for both",
            ],
        ),
        ("disqualify", &["by potential"]),
        (
            "silent-treatment",
            &["truth call", "by phone", "Email comes last"],
        ),
        (
            "persistent",
            &[
                "ten minutes",
                "half a day",
                "four to six calls",
                "three business days",
                "should stop",
                "never late",
                "business day before",
                "thank-you card",
            ],
        ),
        ("quarterly", &["every", "three-monthly", "by potential"]),
        ("customer", &["bought"]),
    ] {
        let text = explain(&shop, &[name]);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in parts {
            position(&text, part);
        }
    }
}
