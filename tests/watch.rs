//! The real `touchline watch` beside a journal that is saved in all the ways that editors and other
//! programs have: each gives exactly one new result, the one that a fresh run gives, or none where
//! the text is the same.
//!
//! No time is asserted. What a save takes on a busy machine is measured, and where the saver itself
//! was too slow to count as one save, it is tried again.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "watch/patterns.rs"]
mod patterns;
#[path = "watch/place.rs"]
mod place;

use std::fs;
use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use patterns::{PATTERNS, Pattern, Runs};
use place::{Place, Watching, touchline};

/// So many watches run at one time.
const THREADS: usize = 4;

/// So long it is waited for a run that is not to come.
const A_WHILE: Duration = Duration::from_millis(350);

/// A save that takes longer was drawn out by the machine: the watch may take it for two.
const ONE_SAVE: Duration = Duration::from_millis(90);

#[test]
fn each_way_of_saving_gives_one_new_result_and_the_right_one() {
    let next = Mutex::new(PATTERNS.iter());
    let complaints = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                loop {
                    let pattern = next.lock().unwrap().next();
                    let Some(pattern) = pattern else { return };
                    if let Err(complaint) = try_often(pattern) {
                        let complaint = format!("{}: {complaint}", pattern.name);
                        complaints.lock().unwrap().push(complaint);
                    }
                }
            });
        }
    });
    let complaints = complaints.into_inner().unwrap();
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn the_patterns_are_many_and_each_has_a_name_of_its_own() {
    let mut names: Vec<&str> = PATTERNS.iter().map(|pattern| pattern.name).collect();
    assert!(names.len() >= 25);
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), PATTERNS.len());
}

/// Tries a pattern, until the machine lets the saver save as fast as it means to.
fn try_often(pattern: &Pattern) -> Result<(), String> {
    for _ in 0..10 {
        if let Some(outcome) = attempt(pattern) {
            return outcome;
        }
    }
    Err("the machine is too busy to save".to_owned())
}

/// What came of one attempt; nothing where it does not count.
fn attempt(pattern: &Pattern) -> Option<Result<(), String>> {
    let place = Place::new(pattern.name);
    (pattern.before)(&place);
    let mut watching = Watching::start(&place, pattern.arguments);
    for save in pattern.saves {
        watching.mark();
        let began = Instant::now();
        save(&place);
        if pattern.runs != Runs::Several && began.elapsed() > ONE_SAVE {
            return None;
        }
        let right = touchline(&place, pattern.arguments);
        let checked = match pattern.runs {
            Runs::One => watching.expect(1..=1, &right, A_WHILE),
            Runs::Several => watching.expect(1..=10, &right, A_WHILE),
            Runs::None => {
                thread::sleep(A_WHILE);
                // Whether there was a run is seen when there is one for sure.
                place.append("main.touch", "2026-03-05 call Zed -> voicemail\n");
                let right = touchline(&place, pattern.arguments);
                watching.expect(1..=1, &right, A_WHILE)
            }
        };
        if checked.is_err() {
            return Some(checked);
        }
    }
    watching.interrupt();
    place.remove();
    Some(Ok(()))
}

#[test]
fn ctrl_c_ends_it_with_130() {
    let place = Place::new("ctrl-c");
    let watching = Watching::start(&place, &[]);
    assert_eq!(watching.interrupt().code(), Some(130));
    place.remove();
}

#[test]
fn it_ends_quietly_when_nobody_reads_any_more() {
    let place = Place::new("closed");
    let mut child = Command::new(env!("CARGO_BIN_EXE_touchline"))
        .args(["watch", "files"])
        .current_dir(place.folder())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let mut first = [0; 1];
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let began = Instant::now();
    let status = loop {
        place.append("main.touch", "2026-03-05 call Zed -> voicemail\n");
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        assert!(began.elapsed() < Duration::from_secs(20), "it goes on");
        thread::sleep(Duration::from_millis(200));
    };
    let mut said = String::new();
    child.stderr.unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(status.code(), Some(0), "{said}");
    assert!(!said.contains("error"), "{said}");
    place.remove();
}

#[test]
fn what_is_wrong_is_shown_and_the_watch_goes_on() {
    let place = Place::new("goes on");
    let mut watching = Watching::start(&place, &[]);
    let steps: [(&dyn Fn(), &str); 6] = [
        (
            &|| place.write("touchline.yaml", "give_up: 2\n"),
            "the settings have 1 mistake",
        ),
        (
            &|| place.write("touchline.yaml", "give_up_touch: 2\n"),
            "touchline.yaml changed",
        ),
        (
            &|| place.rename("main.touch", "away"),
            "main.touch is gone; there is no result",
        ),
        (&|| place.rename("away", "main.touch"), "main.touch is new"),
        (
            &|| place.append("main.touch", "2026-03-05 hoot Zed\n"),
            "1 finding new; watching",
        ),
        (
            &|| place.write("main.touch", "include reps/*.touch\n"),
            "gone; watching 4 files",
        ),
    ];
    for (step, words) in steps {
        watching.mark();
        step();
        if let Err(complaint) = watching.expect_status(words) {
            panic!("{words}: {complaint}");
        }
    }
    assert_eq!(watching.interrupt().code(), Some(130));
    place.remove();
}

#[test]
fn what_does_not_matter_wakes_nobody() {
    let place = Place::new("idle");
    let watching = Watching::start(&place, &[]);
    thread::sleep(A_WHILE);
    let before = watching.wake_ups();
    fs::read(place.path("main.touch")).unwrap();
    fs::read_dir(place.folder()).unwrap().for_each(drop);
    place.write("notes.txt", "Zed\n");
    thread::sleep(Duration::from_secs(1));
    assert_eq!(watching.wake_ups(), before);
    watching.interrupt();
    place.remove();
}
