//! Texts with faults come in, and every fault comes out at its place, in one run.

use super::super::read;
use super::{RULES, complaints};

#[test]
fn every_fault_is_told_at_its_place_in_one_run() {
    let text = "\
journal: [a, b]
default_cadence: eighttouch
reps: dana
reps: [lee]
weekend: [mon, tue, wed, thu, fri, sat, sun]
hours: 18:00..08:00
holidays: [2026-02-30, 25.12.2026, 2026-05-02..2026-05-01]
absences: {dana: 2026-08-03, Dana: [2026-08-03]}
first_response: {website: 1 hour, any: 1}
look_back: 10000d
reply_within: true
give_up_touch: 1.5
silent_after: 0
rut_after: many
blunders: [\"\"]
scripts: {two-line: [x]}
channels: {email: phone, 9to5: text, Fax: paper, fax: paper}
outcomes: {yes: lost, done: finished}
rules: {no-homewrk: notice, overdue: warn}
holiday: [2026-12-25]
7: x
cadences:
  both: {steps: [{within: 1d}], every: 3mo}
  neither: {about: none}
  none: {steps: []}
  step:
    steps:
      - {within: 3 d, times: 100}
      - {wait: 1d, by: [phon, 'courier'], when: now}
      - call
      - {within: 1d, times: 0}
    restart: [angaged]
    on: {exhausted: quarterley, n0-show: persistent, lost: nowhere at all, LOST: own}
  end: {every: 1mo}
";
    let expected = "\
1:10-11 a file's name is wanted here, not a list
2:18-28 `eighttouch` is no cadence
3:7-11 a list of names is wanted here, not a word or text
4:1-5 `reps` stands here a second time
5:10-11 a weekend of seven days leaves no day to do business on
6:8-20 these hours do not run forward within a day
7:12-22 `2026-02-30` is a day that no calendar has
7:24-34 `25.12.2026` is no date
7:36-58 this range ends before it starts
8:18-28 a list of dates or ranges of them is wanted here, not a word or text
8:30-34 `Dana` stands here a second time
9:27-33 `1 hour` is no duration
9:40-41 1 of what? a duration needs its unit
10:12-18 `10000d` is too long
11:15-19 a duration is wanted here, not true or false
12:16-19 a whole number from 0 to 999 is wanted here
13:15-16 a whole number from 1 to 999 is wanted here
14:12-16 a whole number from 1 to 999 is wanted here, not a word or text
15:12-14 a worn-out phrase is wanted here, and it is blank
16:21-22 a script's text is wanted here, not a list
17:19-24 `email` is a built-in word, and goes through `email`
17:26-30 `9to5` cannot be a word of the journal
17:50-53 `fax` stands here a second time
18:17-21 `yes` is a built-in word, and is `won`
18:29-37 `finished` is no effect
19:9-19 `no-homewrk` is no rule
19:38-42 `warn` is no level
20:1-8 `holiday` is no key of touchline.yaml
21:1-2 a word is wanted before the colon, not a number
23:33-38 cadence `both` has both `steps` and `every`
24:12-13 cadence `neither` has neither `steps` nor `every`
25:17-18 this cadence has no step
28:18-21 `3 d` is no duration
28:30-33 a whole number from 1 to 99 is wanted here
29:9-10 this step has no `within`
29:25-29 `phon` is no channel or medium
29:31-40 `courier` is no channel or medium
29:43-47 `when` is no key of a step
30:9-13 a step is wanted here, not a word or text
31:29-30 a whole number from 1 to 99 is wanted here
32:15-22 `angaged` is no effect
33:21-31 `quarterley` is no cadence, nor `own` or `end`
33:33-40 `n0-show` is no outcome, channel, effect or event
33:60-74 `nowhere at all` is no cadence, nor `own` or `end`
33:76-80 `LOST` stands here a second time
34:3-6 no cadence can be called `end`";
    assert_eq!(complaints(text), expected);
}

#[test]
fn help_names_what_was_most_likely_meant() {
    let help = |text: &str| read(text, &RULES).unwrap_err()[0].help.clone().unwrap();
    assert_eq!(help("holiday: []"), "did you mean `holidays`?");
    assert_eq!(
        help("default_cadence: quartely"),
        "did you mean `quarterly`?"
    );
    assert_eq!(help("rules: {over-due: off}"), "did you mean `overdue`?");
    assert_eq!(
        help("rules: {overdue: loud}"),
        "write one of error, warning, notice or off"
    );
    assert!(help("dead_after: 30").starts_with("write 30d for days"));
    assert_eq!(
        help("holidays: [2026-05-02..2026-05-01]"),
        "write 2026-05-01..2026-05-02"
    );
}

#[test]
fn what_is_no_yaml_is_one_complaint_where_reading_ends() {
    let cases = [
        (
            "reps: [dana\nhours: 08:00",
            "2:6-7 a list or mapping in brackets",
        ),
        ("a: b: c", "1:5-6 a colon cannot stand here"),
        ("reps:\n\t- dana", "2:1-2 a word cannot start"),
        ("reps: *dana", "1:7-12 a word that starts with `*`"),
        ("reps: []\n---\nreps: []", "3:1-5 a second document"),
        ("reps: [\"dana]", "1:14-15 a quote is opened"),
        (
            "# ok\nx: \u{7}",
            "2:4-5 a character that nobody sees (U+0007)",
        ),
        (
            "just words",
            "1:1-11 touchline.yaml with its keys is wanted here",
        ),
        (
            "- reps",
            "1:1-7 touchline.yaml with its keys is wanted here",
        ),
        (
            "reps: !names [dana]",
            "1:7-19 a list of names is wanted here, not something with a",
        ),
    ];
    for (text, start) in cases {
        let found = complaints(text);
        assert!(found.starts_with(start), "{text:?}: {found}");
        assert_eq!(found.lines().count(), 1, "{text:?}: {found}");
    }
}

#[test]
fn places_are_the_same_after_a_byte_order_mark_and_with_any_line_end() {
    assert_eq!(
        complaints("\u{feff}reps: []\r\nøre: 1\rhour: 1"),
        "2:1-4 `øre` is no key of touchline.yaml\n3:1-5 `hour` is no key of touchline.yaml"
    );
}

#[test]
fn what_is_quoted_is_short_and_harmless() {
    let text = format!("default_cadence: \"\\e[31m{}\"", "x".repeat(100));
    let found = complaints(&text);
    assert!(!found.contains('\u{1b}'), "{found:?}");
    assert!(found.len() < 100, "{found:?}");
}

#[test]
fn what_an_alias_repeats_is_told_once() {
    let text = "cadences:\n  a: &a {every: 1x}\n  b: *a\n";
    assert_eq!(complaints(text), "2:17-19 `1x` is no duration");
}
