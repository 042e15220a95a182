//! Texts that users write come in, and are read without complaint.

use super::super::{CadenceId, Effect, Target, Way};
use super::accepted;
use crate::finding::Level;

/// Every key, as the manual shows them.
pub const ALL_KEYS: &str = r#"journal: main.touch            # what is read when no file is named
default_cadence: eight-touch
reps: [dana, lee]
weekend: [sat, sun]
hours: 08:00..18:00
holidays: [2026-12-25]
absences: {dana: [2026-08-03..2026-08-14]}
first_response: {website: 1h, any: 1d}
look_back: 30d
reply_within: 1bd
dead_after: 30d
give_up_touch: 2
silent_after: 3
later_default: 3mo
rut_after: 3
blunders: ["touching base"]
scripts: {two-line: "Hi {{ person }}, how is the season going?"}
channels: {whatsapp: text}
outcomes: {demo-done: advanced}
rules: {missing-win: warning, single-medium: off}
cadences: {monthly: {every: 1mo, on: {lost: end}}}
"#;

/// A team with words, cadences and days of its own.
pub const OWN_WORDS: &str = "\
channels: {whatsapp: text, fax: paper}
outcomes: {demo-done: advanced, signed: won, call-back: engaged, call-back-later: later, Away: silent, paused: later}
cadences:
  Short Chase:
    about: three and out
    steps: [{within: 2h, wait: 5min}, {within: 2bd, wait: 1d, by: [phone, whatsapp]}, {within: 1w, times: 2}]
    restart: [advanced]
    on: {gone-silent: silent-treatment, away: own, lost: end, won: customer, dropped: quarterly, exhausted: end, whatsapp: monthly}
  monthly:
    every: 1mo
    on: {engaged: own, signed: customer, 'no': monthly, canceled: quarterly}
  open-ended:
    steps: [{within: 0bd}, {within: 3d, by: [email]}, {within: 3d, by: [email, visit]}]
weekend: [sun]
hours: 07:00..16:45
holidays: [2025-12-25, 2025-12-26, 2026-01-01, 2026-03-17, 2026-04-06]
absences: {ann marie: [2026-02-16..2026-02-27, 2026-03-26], Øyvind: [2026-03-09..2026-03-16], nobody: [2026-01-02]}
first_response: {website: 30min, any: 2d}
dead_after: 1w
rut_after: 4
rules: {missing-win: warning, no-homework: notice, overdue: off}
";

#[test]
fn every_key_of_the_manual_is_read() {
    let settings = accepted(ALL_KEYS);
    assert_eq!(settings.journal.as_deref(), Some("main.touch"));
    assert_eq!(settings.reps, ["dana", "lee"]);
    assert_eq!(
        format!("{:?}", settings.calendar.holidays),
        "[2026-12-25..=2026-12-25]"
    );
    assert_eq!(
        format!("{:?}", settings.absences),
        r#"[("dana", [2026-08-03..=2026-08-14])]"#
    );
    assert_eq!(settings.first_response[1].0, "any");
    assert_eq!(settings.blunders, ["touching base"]);
    assert!(settings.scripts[0].1.starts_with("Hi {{ person }}"));
    let demo = settings.vocabulary.outcome(b"demo-done").unwrap();
    assert_eq!(
        settings.vocabulary.outcome_of(demo).effect,
        Effect::Advanced
    );
    assert_eq!(
        settings.levels,
        [
            ("missing-win", Some(Level::Warning)),
            ("single-medium", None)
        ]
    );
    assert_eq!(settings.lines().of("hours"), Some(5));
    assert_eq!(settings.lines().of("cadences"), Some(21));
    assert_eq!(accepted("hours: 8:00..24:00").lines().of("reps"), None);
}

#[test]
fn words_and_cadences_of_ones_own_join_the_built_in_ones() {
    let settings = accepted(OWN_WORDS);
    let vocabulary = &settings.vocabulary;
    let find = |name: &str| {
        let at = settings
            .cadences
            .iter()
            .position(|cadence| cadence.name == name);
        CadenceId(at.unwrap() as u16)
    };
    let chase = &settings.cadences[find("Short Chase").0 as usize];
    assert_eq!(find("Short Chase"), CadenceId(11));
    assert_eq!(chase.steps().len(), 4);
    let phone = Way::Medium(vocabulary.medium("phone").unwrap());
    let whatsapp = vocabulary.channel(b"whatsapp").unwrap();
    assert_eq!(chase.steps()[1].by, [phone, Way::Channel(whatsapp)]);
    assert_eq!(
        chase.on.by_channel(whatsapp),
        Some(Target::Cadence(find("monthly")))
    );
    let away = vocabulary.outcome(b"away").unwrap();
    assert_eq!(chase.on.by_outcome(away, vocabulary), Some(Target::Own));
    // `lost` is a word and an effect, and is both.
    let lost = vocabulary.outcome(b"lost").unwrap();
    assert_eq!(chase.on.by_outcome(lost, vocabulary), Some(Target::End));
    assert_eq!(chase.on.by_effect(Effect::Lost), Some(Target::End));
    let monthly = &settings.cadences[find("monthly").0 as usize];
    let no = vocabulary.outcome(b"no").unwrap();
    assert_eq!(
        monthly.on.by_outcome(no, vocabulary),
        Some(Target::Cadence(find("monthly")))
    );
    assert!(vocabulary.medium("PAPER").is_some());
}

#[test]
fn a_cadence_replaces_the_built_in_one_of_its_name_as_a_whole() {
    let text = "cadences: {Eight-Touch: {steps: [{within: 2d}]}}\ndefault_cadence: EIGHT-touch\n";
    let settings = accepted(text);
    let cadence = &settings.cadences[0];
    assert_eq!(settings.cadences.len(), 11);
    assert_eq!(
        (cadence.name.as_str(), cadence.about.as_str()),
        ("Eight-Touch", "")
    );
    assert_eq!(cadence.steps().len(), 1);
    assert_eq!(cadence.on.exhausted, None);
    assert_eq!(settings.default_cadence, CadenceId(0));
    let proposal = settings.vocabulary.channel(b"proposal").unwrap();
    assert_eq!(cadence.on.by_channel(proposal), None);
}

#[test]
fn on_off_and_no_are_words_wherever_they_stand() {
    let text = "rules: {overdue: off}\ncadences:\n  a: {every: 1d, on: {'no': end, won: own}}\n  b: {every: 1d, on: {no: end}}\n";
    let settings = accepted(text);
    let no = settings.vocabulary.outcome(b"no").unwrap();
    for cadence in &settings.cadences[11..] {
        assert_eq!(
            cadence.on.by_outcome(no, &settings.vocabulary),
            Some(Target::End)
        );
    }
}

#[test]
fn what_says_the_same_as_a_built_in_word_is_no_complaint() {
    let settings = accepted(
        "channels: {Zoom: VIDEO, Société: in-person}\noutcomes: {YES: won, cafe\u{301}: engaged}\n",
    );
    let zoom = settings.vocabulary.channel(b"zoom").unwrap();
    assert_eq!(settings.vocabulary.channel_of(zoom).word, "zoom");
    assert!(settings.vocabulary.channel("SOCIÉTÉ".as_bytes()).is_some());
}

#[test]
fn a_range_of_holidays_is_each_of_its_days() {
    let settings =
        accepted("holidays:\n  - 2027-01-01\n  - 2026-12-24..2026-12-26\n  - 2026-12-25\n");
    assert_eq!(
        format!("{:?}", settings.calendar.holidays),
        "[2026-12-24..=2026-12-26, 2027-01-01..=2027-01-01]"
    );
}

#[test]
fn an_anchor_may_save_some_typing() {
    let text = "cadences:\n  a: {steps: &four [{within: 1d, times: 4}]}\n  b: {steps: *four}\n";
    let settings = accepted(text);
    assert_eq!(settings.cadences[11].steps(), settings.cadences[12].steps());
}
