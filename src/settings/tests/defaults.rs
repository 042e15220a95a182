//! Nothing comes in, and the defaults come out.

use super::super::{CadenceId, Effect, Rhythm, Settings, Target, Way, read};
use super::{accepted, listed};
use crate::cadences;

#[test]
fn a_text_that_says_nothing_leaves_the_defaults() {
    let defaults = format!("{:?}", Settings::default());
    for text in ["", "\u{feff}", "\n\n", "# nothing yet\n", "---\n", "{}"] {
        let mut settings = accepted(text);
        settings.text.clear();
        assert_eq!(format!("{settings:?}"), defaults, "{text:?}");
    }
}

#[test]
fn a_list_that_is_left_empty_is_empty() {
    let settings = accepted("reps:\nrules: # none yet\ncadences: ~\nweekend: []\n");
    assert!(settings.reps.is_empty());
    assert_eq!(settings.cadences.len(), cadences::ALL.len());
    assert_eq!(settings.calendar.weekend, [false; 7]);
}

#[test]
fn the_defaults_are_those_of_the_manual() {
    let settings = Settings::default();
    assert_eq!(settings.journal, None);
    assert_eq!(settings.default_cadence, CadenceId(0));
    assert_eq!(
        settings.calendar.weekend,
        [false, false, false, false, false, true, true]
    );
    let (start, end) = settings.calendar.hours;
    assert_eq!(format!("{start}..{end}"), "08:00..18:00");
    let spans = [
        settings.look_back,
        settings.reply_within,
        settings.dead_after,
        settings.later_default,
    ];
    assert_eq!(
        spans.map(|span| span.to_string()),
        ["30d", "1bd", "30d", "3mo"]
    );
    assert_eq!(
        (
            settings.give_up_touch,
            settings.silent_after,
            settings.rut_after
        ),
        (2, 3, 3)
    );
}

/// Also that they are what a user could write: no complaint, and the same cadence comes out.
#[test]
fn the_built_in_cadences_are_what_a_user_would_write() {
    let defaults = Settings::default();
    assert_eq!(defaults.cadences.len(), cadences::ALL.len());
    for (index, (name, text)) in cadences::ALL.iter().enumerate() {
        let indented: Vec<String> = text.lines().map(|line| format!("  {line}\n")).collect();
        let text = format!("cadences:\n{}", indented.concat());
        let settings =
            read(&text, &[]).unwrap_or_else(|errors| panic!("{name}: {}", listed(&errors)));
        let cadence = &defaults.cadences[index];
        assert_eq!(&settings.cadences[index], cadence);
        assert_eq!(cadence.name, *name);
        let length = cadence.about.chars().count();
        assert!((1..=70).contains(&length), "{name}: {length}");
    }
}

#[test]
fn the_built_in_cadences_have_the_steps_of_the_systems_they_teach() {
    let settings = Settings::default();
    let rhythms: Vec<String> = settings
        .cadences
        .iter()
        .map(|cadence| match &cadence.rhythm {
            Rhythm::Every(every) => format!("{}: every {every}", cadence.name),
            Rhythm::Steps(steps) => {
                let steps: Vec<String> = steps
                    .iter()
                    .map(|step| {
                        let wait = step
                            .wait
                            .map_or_else(String::new, |wait| format!("{wait}-"));
                        let by: Vec<&str> = step
                            .by
                            .iter()
                            .map(|way| match way {
                                Way::Medium(medium) => {
                                    settings.vocabulary.media[medium.0 as usize].as_str()
                                }
                                Way::Channel(_) => "a channel",
                            })
                            .collect();
                        format!("{wait}{} {}", step.within, by.join("/"))
                            .trim_end()
                            .to_owned()
                    })
                    .collect();
                format!("{}: {}", cadence.name, steps.join(", "))
            }
        })
        .collect();
    let monthly = ["1mo"; 12].join(", ");
    let calls = ["3bd-4bd phone"; 5].join(", ");
    assert_eq!(
        rhythms,
        [
            "eight-touch: 1d, 3d, 4d, 5d, 7d, 7d, 10d, 14d".to_owned(),
            "seven-times: 0d, 2d, 4d, 7d, 7d, 14d, 14d".to_owned(),
            format!("first-year: {monthly}"),
            "fifth-contact: 1d, 1w, 1w, 1w, 1w, 1w".to_owned(),
            "three-two-four: 3d, 3d, 3d, 3d".to_owned(),
            "disqualify: 1w phone".to_owned(),
            "proposal: 5d, 4d-5d, 5d email, 1w, 1w".to_owned(),
            "silent-treatment: 2bd phone, 3bd phone, 3bd phone, 3bd email".to_owned(),
            format!("persistent: 10min-30min phone, 2h-4h phone, {calls}, 3bd-4bd"),
            "quarterly: every 3mo".to_owned(),
            "customer: every 3mo".to_owned(),
        ]
    );
    let advanced_only = |cadence: &&super::super::Cadence| cadence.restart == [Effect::Advanced];
    let picky: Vec<&str> = settings
        .cadences
        .iter()
        .filter(advanced_only)
        .map(|cadence| cadence.name.as_str())
        .collect();
    assert_eq!(picky, ["three-two-four"]);
}

#[test]
fn the_built_in_cadences_lead_where_the_systems_say() {
    let settings = Settings::default();
    let vocabulary = &settings.vocabulary;
    let name = |target: Target| match target {
        Target::Cadence(id) => settings.cadences[id.0 as usize].name.clone(),
        Target::Own => "own".to_owned(),
        Target::End => "end".to_owned(),
    };
    let ways: Vec<String> = settings
        .cadences
        .iter()
        .map(|cadence| {
            let on = &cadence.on;
            let outcomes = on.outcomes.iter().map(|(word, target)| {
                format!("{}: {}", vocabulary.outcome_of(*word).word, name(*target))
            });
            let effects = on
                .effects
                .iter()
                .map(|(effect, target)| format!("{}: {}", effect.name(), name(*target)));
            let channels = on.channels.iter().map(|(word, target)| {
                format!("{}: {}", vocabulary.channel_of(*word).word, name(*target))
            });
            let events = [("exhausted", on.exhausted), ("gone-silent", on.gone_silent)];
            let events = events
                .into_iter()
                .filter_map(|(event, target)| Some(format!("{event}: {}", name(target?))));
            let mut all: Vec<String> = outcomes
                .chain(effects)
                .chain(channels)
                .chain(events)
                .collect();
            all.sort();
            all.dedup();
            all.join(", ")
        })
        .collect();
    assert_eq!(
        ways,
        [
            "exhausted: quarterly, gone-silent: silent-treatment, lost: quarterly, no-show: persistent, proposal: proposal, won: customer",
            "exhausted: first-year, lost: first-year, no-show: persistent, won: customer",
            "advanced: own, exhausted: quarterly, interested: own, lost: quarterly, no-show: persistent, won: customer",
            "exhausted: quarterly, lost: quarterly, no-show: persistent, won: customer",
            "exhausted: disqualify, interested: own, lost: quarterly, no-show: persistent, won: customer",
            "advanced: own, exhausted: quarterly, interested: own, lost: quarterly, won: customer",
            "exhausted: quarterly, gone-silent: silent-treatment, lost: quarterly, no-show: persistent, won: customer",
            "advanced: own, engaged: own, exhausted: quarterly, lost: quarterly, won: customer",
            "advanced: own, engaged: own, exhausted: quarterly, lost: quarterly, won: customer",
            "advanced: own, interested: own, lost: quarterly, no-show: persistent, won: customer",
            "advanced: own, interested: own, lost: customer, no-show: persistent, won: customer",
        ]
    );
}
