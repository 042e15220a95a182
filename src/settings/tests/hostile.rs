//! Any text comes in, and settings or complaints come out: no panic, and no wait without
//! an end.

use proptest::prelude::*;

use super::super::read;
use super::RULES;
use super::samples::{ALL_KEYS, OWN_WORDS};

fn numbered(numbers: std::ops::Range<usize>, part: impl Fn(usize) -> String) -> String {
    numbers.map(part).collect::<Vec<String>>().concat()
}

#[test]
fn bombs_are_read_to_their_end_and_complaints_are_limited() {
    let mut bombs = vec![
        "[".repeat(900_000),
        "{a: ".repeat(200_000),
        "- ".repeat(100_000),
        "? ".repeat(100_000),
        "a:\n".repeat(30_000),
        "reps: [".to_owned() + &"a, ".repeat(3_000) + "]",
        "rules: {".to_owned() + &"a, ".repeat(30_000) + "}",
        "cadences:\n".to_owned() + &numbered(0..6_000, |n| format!("  a{n}: 1\n")),
        "reps: [&a [*a, *a]]".to_owned(),
        "x".repeat(2_000_000),
        "\"".to_owned() + &"\\".repeat(900_000),
        "holidays: [".to_owned() + &"1900-01-01..2199-12-31, ".repeat(3_000) + "]",
        "holidays: [".to_owned() + &"2000-01-01..2000-12-31, ".repeat(3_000) + "]",
        "cadences: {a: {steps: [".to_owned() + &"{within: 1d, times: 99}, ".repeat(3_000) + "]}}",
        "channels: {".to_owned() + &numbered(0..5_000, |n| format!("a{n}: b{n}, ")) + "}",
        numbered(0..2_000, |n| " ".repeat(n.min(50)) + "a:\n"),
    ];
    let nest = |level: usize| {
        format!(
            "a{level}: &a{level} [{}]\n",
            format!("*a{}, ", level - 1).repeat(9)
        )
    };
    bombs.push("a0: &a0 [x]\n".to_owned() + &numbered(1..12, nest));
    for bomb in bombs {
        let result = read(&bomb, &RULES);
        let head: String = bomb.chars().take(30).collect();
        if let Err(errors) = result {
            assert!(errors.len() <= 1001, "{head:?}");
        }
    }
}

#[test]
fn more_keys_or_items_than_anybody_has_are_one_complaint() {
    let most = 10_000;
    let reps = |count| format!("reps: [{}]", numbered(0..count, |n| format!("r{n}, ")));
    assert_eq!(read(&reps(most), &RULES).unwrap().reps.len(), most);
    let errors = read(&reps(most + 1), &RULES).unwrap_err();
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0].message, "there are more than 10000 items here");
    let away = numbered(0..most + 1, |n| format!("r{n}: [2026-08-03], "));
    let errors = read(&format!("absences: {{{away}}}"), &RULES).unwrap_err();
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0].message, "there are more than 10000 keys here");
}

#[test]
fn days_that_are_named_twice_are_days_off_once() {
    let text = "holidays: [2199-12-30..2199-12-31, 2199-12-31, 2026-01-05..2026-01-07, \
                2026-01-04..2026-01-05]\n\
                absences: {dana: [2026-01-10, 2026-01-04..2026-01-06, 2026-01-05, 2026-01-06..2026-01-08]}";
    let settings = read(text, &RULES).unwrap();
    assert_eq!(
        format!("{:?}", settings.calendar.holidays),
        "[2026-01-04..=2026-01-07, 2199-12-30..=2199-12-31]"
    );
    assert_eq!(
        format!("{:?}", settings.absences),
        "[(\"dana\", [2026-01-04..=2026-01-08, 2026-01-10..=2026-01-10])]"
    );
}

/// A sample with some of its characters replaced, taken out or doubled.
fn mutated() -> impl Strategy<Value = String> {
    let change = (
        any::<prop::sample::Index>(),
        "[\\[\\]{}:,#&*!|>'\"%@`?a0\\- \n\t~.]{0,3}",
        0..4_usize,
    );
    let sample = prop::sample::select(vec![ALL_KEYS, OWN_WORDS]);
    (sample, prop::collection::vec(change, 1..8)).prop_map(|(sample, changes)| {
        let mut characters: Vec<char> = sample.chars().collect();
        for (index, text, taken) in changes {
            let at = index.index(characters.len());
            let end = (at + taken).min(characters.len());
            characters.splice(at..end, text.chars());
        }
        characters.into_iter().collect()
    })
}

/// Complaints are sorted, and lie within the text.
fn check(text: &str) {
    let Err(errors) = read(text, &RULES) else {
        return;
    };
    assert!(!errors.is_empty());
    assert!(errors.is_sorted());
    let lines = text.matches(['\n', '\r']).count() as u32 + 1;
    for error in errors {
        assert!(1 <= error.line && error.line <= lines, "{error}");
        assert!(
            1 <= error.column && error.column < error.end_column,
            "{error}"
        );
        assert!(!error.message.contains(char::is_control), "{error}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_yaml_like_text_is_read_or_refused(text in "([a-c:*&!\\[\\]{}'\"\n\r ,#|>%@?0~-]|reps|on|cadences: |\\.\\.|steps|\u{85}|\u{2028}|\u{feff}){0,40}") {
        check(&text);
    }

    #[test]
    fn any_mutated_sample_is_read_or_refused(text in mutated()) {
        check(&text);
    }
}
