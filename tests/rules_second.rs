//! Promises, appointments, courtesies, answers and silences: each journal is checked by the
//! program, and what a rule says of it is compared with what it must say.

#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(
    clippy::too_many_lines,
    reason = "a table of cases is as long as there are cases"
)]
#![allow(
    clippy::items_after_statements,
    reason = "a text stands where it is used"
)]

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;

/// A journal, and the findings of one rule in it: `LEVEL LINE:COLUMN`, separated by spaces.
struct Case {
    what: &'static str,
    today: &'static str,
    journal: String,
    expected: &'static str,
}

fn case(
    what: &'static str,
    today: &'static str,
    journal: impl Into<String>,
    expected: &'static str,
) -> Case {
    Case {
        what,
        today,
        journal: journal.into(),
        expected,
    }
}

/// What `check` says, in a folder of its own.
fn check(journal: &str, settings: &str, today: &str, options: &[&str]) -> Value {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("rules-second-{number}"));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("main.touch"), journal).unwrap();
    std::fs::write(folder.join("touchline.yaml"), settings).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_touchline"))
        .args(["check", "--format", "json"])
        .args(options)
        .current_dir(&folder)
        .env_clear()
        .env("TOUCHLINE_TODAY", today)
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

/// The findings of one rule, as a case has them.
fn findings(rule: &str, value: &Value) -> String {
    let findings = value["findings"].as_array().unwrap().iter();
    let own = findings.filter(|finding| finding["rule"] == rule);
    let lines = own.map(|finding| {
        format!(
            "{} {}:{}",
            finding["level"].as_str().unwrap(),
            finding["line"],
            finding["column"]
        )
    });
    lines.collect::<Vec<_>>().join(" ")
}

fn holds(rule: &str, cases: &[Case]) {
    holds_with(rule, "", cases);
}

fn holds_with(rule: &str, settings: &str, cases: &[Case]) {
    for case in cases {
        let journal = format!("prospect Acme\n{}", case.journal);
        let value = check(&journal, settings, case.today, &["--all"]);
        let found = findings(rule, &value);
        assert_eq!(found, case.expected, "{rule}: {}\n{value}", case.what);
    }
}

#[test]
fn a_promise_is_broken_by_a_late_touch_and_open_past_its_date() {
    holds(
        "broken-promise",
        &[
            case(
                "a next that nothing kept",
                "2026-03-10",
                "2026-03-02 call Acme -> reached\n    next: 2026-03-09 call\n",
                "warning 3:11",
            ),
            case(
                "on its date it is not past",
                "2026-03-09",
                "2026-03-02 call Acme -> reached\n    next: 2026-03-09 call\n",
                "",
            ),
            case(
                "a next kept a day late",
                "2026-03-20",
                "2026-03-02 call Acme -> reached\n    next: 2026-03-09 call\n2026-03-10 call Acme -> reached\n",
                "notice 3:11",
            ),
            case(
                "a next kept a week early",
                "2026-03-20",
                "2026-03-02 call Acme -> reached\n    next: 2026-03-09 call\n2026-03-02 email Acme\n",
                "",
            ),
            case(
                "a next planned anew",
                "2026-03-20",
                "2026-03-02 call Acme -> reached\n    next: 2026-03-16 call\n2026-03-03 < email Acme\n    next: 2026-03-27 call\n",
                "",
            ),
            case(
                "a next with a time is no appointment",
                "2026-03-10",
                "2026-03-02 call Acme -> reached\n    next: 2026-03-09 10:00 call\n",
                "warning 3:11",
            ),
            case(
                "two of one touch are two",
                "2026-03-10",
                "2026-03-02 call Acme -> reached\n    next: 2026-03-09 call\n    next: 2026-03-09 write\n",
                "warning 3:11 warning 4:11",
            ),
            case(
                "a booking without a time",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09\n2026-03-11 call Acme -> reached\n",
                "notice 2:32",
            ),
            case(
                "a booking that was moved in time",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09\n2026-03-05 < email Acme -> booked 2026-03-16\n",
                "",
            ),
            case(
                "a planned touch, at its date",
                "2026-03-12",
                "2026-03-02 call Acme -> reached\n2026-03-09 ! call Acme\n",
                "warning 3:1",
            ),
            case(
                "a planned touch made by its channel in the week before",
                "2026-03-12",
                "2026-03-02 call Acme -> reached\n2026-03-09 ! call Acme\n2026-03-06 call Acme -> voicemail\n",
                "",
            ),
            case(
                "a planned card is a promise too",
                "2026-03-12",
                "2026-03-02 call Acme -> reached\n2026-03-03 ! card Acme #thanks\n",
                "warning 3:1",
            ),
            case(
                "what is booked and planned for one day is one",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09\n2026-03-09 ! call Acme\n",
                "warning 2:32",
            ),
            case(
                "what is booked with a time stands for what is planned without one",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09 10:00\n2026-03-09 ! call Acme\n",
                "",
            ),
            case(
                "a next of the same day stands by itself",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09\n    next: 2026-03-09 call\n",
                "warning 2:32 warning 3:11",
            ),
            case(
                "an answer ends it",
                "2026-03-12",
                "2026-03-02 call Acme -> reached\n    next: 2026-03-09 call\n2026-03-03 < email Acme -> no\n",
                "",
            ),
        ],
    );
}

#[test]
fn a_deferral_has_three_business_days_of_grace_after_its_last_day() {
    holds(
        "missed-deferral",
        &[
            // 2026-03-13 is a Friday.
            case(
                "the third business day is in time",
                "2026-03-18",
                "2026-03-02 call Acme -> later 2026-03-13\n",
                "",
            ),
            case(
                "the fourth is not",
                "2026-03-19",
                "2026-03-02 call Acme -> later 2026-03-13\n",
                "warning 2:31",
            ),
            case(
                "a touch within the grace",
                "2026-04-19",
                "2026-03-02 call Acme -> later 2026-03-13\n2026-03-18 call Acme -> reached\n",
                "",
            ),
            case(
                "a touch after the grace",
                "2026-04-19",
                "2026-03-02 call Acme -> later 2026-03-13\n2026-03-19 call Acme -> reached\n",
                "notice 2:31",
            ),
            case(
                "a month counts from its last day",
                "2026-05-05",
                "2026-03-02 call Acme -> later 2026-04: budget\n",
                "",
            ),
            case(
                "and then is past",
                "2026-05-06",
                "2026-03-02 call Acme -> later 2026-04: budget\n",
                "warning 2:31",
            ),
            case(
                "one without a date stands at its word",
                "2026-06-08",
                "2026-03-02 call Acme -> not now: budget\n",
                "warning 2:25",
            ),
            case(
                "a new one takes its place",
                "2026-06-08",
                "2026-03-02 call Acme -> later 2026-04-01\n2026-03-30 < email Acme -> later 2026-07\n",
                "",
            ),
            case(
                "a touch planned for the day stands for it",
                "2026-03-19",
                "2026-03-02 call Acme -> later 2026-03-13\n2026-03-13 ! call Acme\n",
                "",
            ),
        ],
    );
    holds(
        "broken-promise",
        &[
            case(
                "a deferral is none of its concern",
                "2026-06-19",
                "2026-03-02 call Acme -> later 2026-03-13\n",
                "",
            ),
            case(
                "the touch planned for the day is",
                "2026-03-19",
                "2026-03-02 call Acme -> later 2026-03-13\n2026-03-13 ! call Acme\n",
                "warning 3:1",
            ),
        ],
    );
}

#[test]
fn an_appointment_is_missed_when_its_day_passes() {
    holds(
        "missed-appointment",
        &[
            case(
                "nothing came",
                "2026-03-10",
                "2026-03-02 call Acme -> booked 2026-03-09 10:00: demo\n",
                "warning 2:32",
            ),
            case(
                "its own day is not past",
                "2026-03-09",
                "2026-03-02 call Acme -> booked 2026-03-09 10:00: demo\n",
                "",
            ),
            case(
                "a touch came a day later",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09 10:00\n2026-03-10 call Acme -> reached\n",
                "notice 2:32",
            ),
            case(
                "a call an hour before keeps it",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09 10:00\n2026-03-09 09:00 call Acme -> reached\n",
                "",
            ),
            case(
                "a call earlier than that does not",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09 10:00\n2026-03-09 08:59 call Acme -> reached\n",
                "warning 2:32",
            ),
            case(
                "an email before it does not",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09 10:00\n2026-03-09 09:59 email Acme\n",
                "warning 2:32",
            ),
            case(
                "a touch without a time does",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09 10:00\n2026-03-09 email Acme\n",
                "",
            ),
            case(
                "a planned touch with a time is one",
                "2026-03-12",
                "2026-03-02 call Acme -> reached\n2026-03-09 10:00 ! call Acme\n",
                "warning 3:1",
            ),
            case(
                "what was cancelled was not missed",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09 10:00\n2026-03-06 < email Acme -> cancelled\n",
                "",
            ),
            case(
                "what was called off too late was",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09 10:00\n2026-03-11 < email Acme -> cancelled\n",
                "notice 2:32",
            ),
        ],
    );
}

#[test]
fn an_appointment_is_late_by_its_first_touch_within_the_hour() {
    const BOOKED: &str = "2026-03-05 call Acme -> booked 2026-03-09 10:00\n";
    let late = |what, touches: &'static str, expected| {
        let journal = format!("{BOOKED}{touches}");
        case(what, "2026-03-20", journal, expected)
    };
    holds(
        "late-appointment",
        &[
            late(
                "four minutes",
                "2026-03-09 10:04 call Acme -> reached\n",
                "notice 3:12",
            ),
            late(
                "on the minute",
                "2026-03-09 10:00 call Acme -> reached\n",
                "",
            ),
            late(
                "an early try counts",
                "2026-03-09 09:50 call Acme -> busy\n2026-03-09 10:04 call Acme -> reached\n",
                "",
            ),
            late(
                "an early try an hour and more before does not",
                "2026-03-09 08:59 call Acme -> busy\n2026-03-09 10:04 call Acme -> reached\n",
                "notice 4:12",
            ),
            late(
                "an hour late",
                "2026-03-09 11:00 visit Acme\n",
                "notice 3:12",
            ),
            late(
                "more than an hour is another touch",
                "2026-03-09 11:01 visit Acme\n",
                "",
            ),
            late(
                "a courtesy is no touch of it",
                "2026-03-09 10:05 email Acme #reminder\n",
                "",
            ),
            late(
                "theirs is none either",
                "2026-03-09 10:04 < call Acme -> reached\n",
                "",
            ),
            late(
                "what was moved has nobody to wait",
                "2026-03-06 < email Acme -> booked 2026-03-11 10:00\n2026-03-09 10:04 call Acme -> voicemail\n",
                "",
            ),
            late(
                "booked and planned is one appointment",
                "2026-03-09 10:00 ! call Acme\n2026-03-09 10:04 call Acme -> reached\n",
                "notice 4:12",
            ),
        ],
    );
    holds(
        "late-appointment",
        &[
            case(
                "the touch that books it does not come late to it",
                "2026-03-20",
                "2026-03-09 10:05 call Acme -> booked 2026-03-09 10:00\n",
                "",
            ),
            case(
                "a planned touch with a time",
                "2026-03-20",
                "2026-03-05 call Acme -> reached\n2026-03-09 10:00 ! call Acme\n2026-03-09 10:01 call Acme -> reached\n",
                "notice 4:12",
            ),
            case(
                "a planned courtesy is none",
                "2026-03-20",
                "2026-03-05 call Acme -> reached\n2026-03-09 10:00 ! call Acme #reminder\n2026-03-09 10:01 call Acme -> reached\n",
                "",
            ),
        ],
    );
}

#[test]
fn who_asked_for_later_is_left_in_peace() {
    const LATER: &str = "2026-03-02 call Acme -> later 2026-06-01\n";
    let chase = |what, touches: &'static str, expected| {
        let journal = format!("{LATER}{touches}");
        case(what, "2026-06-20", journal, expected)
    };
    holds(
        "early-chase",
        &[
            chase(
                "a voicemail",
                "2026-04-02 call Acme -> voicemail\n",
                "notice 3:1",
            ),
            chase(
                "each of them",
                "2026-04-02 call Acme -> voicemail\n2026-04-09 email Acme\n",
                "notice 3:1 notice 4:1",
            ),
            chase("on the same day", "2026-03-02 email Acme\n", ""),
            chase("on the date", "2026-06-01 email Acme\n", ""),
            chase("a talk", "2026-04-02 call Acme -> reached\n", ""),
            chase("thanks", "2026-04-02 card Acme #thanks\n", ""),
            chase(
                "theirs",
                "2026-04-02 < email Acme\n2026-04-03 email Acme\n",
                "",
            ),
            chase(
                "a no",
                "2026-04-02 call Acme -> no\n2026-04-09 email Acme\n",
                "notice 3:1",
            ),
            chase(
                "an even later one",
                "2026-04-02 call Acme -> later 2026-07-01\n2026-06-10 email Acme\n",
                "notice 3:1 notice 4:1",
            ),
            chase(
                "what was planned for an earlier day",
                "2026-04-02 ! email Acme\n2026-04-02 email Acme\n",
                "",
            ),
            chase(
                "what was planned for the very day, too early",
                "2026-06-01 ! email Acme\n2026-05-29 email Acme\n",
                "notice 4:1",
            ),
        ],
    );
    holds(
        "early-chase",
        &[
            case(
                "a month begins with its first day",
                "2026-06-20",
                "2026-03-02 call Acme -> later 2026-04\n2026-04-01 email Acme\n",
                "",
            ),
            case(
                "one without a date lasts three months",
                "2026-06-20",
                "2026-03-02 call Acme -> later\n2026-06-01 email Acme\n2026-06-02 email Acme\n",
                "notice 3:1",
            ),
        ],
    );
}

#[test]
fn an_appointment_made_ahead_wants_a_reminder() {
    // 2026-03-09 is a Monday.
    holds(
        "no-reminder",
        &[
            case(
                "none",
                "2026-03-20",
                "2026-03-05 call Acme -> booked 2026-03-09 10:00\n2026-03-09 10:00 call Acme -> reached\n",
                "notice 2:32",
            ),
            case(
                "one business day ahead",
                "2026-03-20",
                "2026-03-06 call Acme -> booked 2026-03-09 10:00\n2026-03-09 10:00 call Acme -> reached\n",
                "",
            ),
            case(
                "an email on the business day before",
                "2026-03-20",
                "2026-03-05 call Acme -> booked 2026-03-09 10:00\n2026-03-06 email Acme\n2026-03-09 10:00 call Acme -> reached\n",
                "",
            ),
            case(
                "a call that reminds",
                "2026-03-20",
                "2026-03-05 call Acme -> booked 2026-03-09 10:00\n2026-03-08 call Acme #reminder -> voicemail\n2026-03-09 10:00 call Acme -> reached\n",
                "",
            ),
            case(
                "a call that does not",
                "2026-03-20",
                "2026-03-05 call Acme -> booked 2026-03-09 10:00\n2026-03-08 call Acme -> voicemail\n2026-03-09 10:00 call Acme -> reached\n",
                "notice 2:32",
            ),
            case(
                "a text at its own time",
                "2026-03-20",
                "2026-03-05 call Acme -> booked 2026-03-09 10:00\n2026-03-09 10:00 sms Acme\n",
                "",
            ),
            case(
                "a text after it",
                "2026-03-20",
                "2026-03-05 call Acme -> booked 2026-03-09 10:00\n2026-03-09 10:01 sms Acme\n",
                "notice 2:32",
            ),
            case(
                "an email too early",
                "2026-03-20",
                "2026-03-04 call Acme -> booked 2026-03-09 10:00\n2026-03-05 email Acme\n2026-03-09 10:00 call Acme -> reached\n",
                "notice 2:32",
            ),
            case(
                "missed, and open",
                "2026-03-09",
                "2026-03-05 call Acme -> booked 2026-03-09 10:00\n",
                "notice 2:32",
            ),
            case(
                "not there yet",
                "2026-03-08",
                "2026-03-05 call Acme -> booked 2026-03-09 10:00\n",
                "",
            ),
            case(
                "moved",
                "2026-03-20",
                "2026-03-04 call Acme -> booked 2026-03-09 10:00\n2026-03-05 < call Acme -> booked 2026-03-06 10:00\n",
                "",
            ),
            case(
                "without a time",
                "2026-03-20",
                "2026-03-04 call Acme -> booked 2026-03-09\n",
                "",
            ),
            case(
                "planned",
                "2026-03-20",
                "2026-03-04 call Acme -> reached\n2026-03-09 10:00 ! call Acme\n",
                "",
            ),
        ],
    );
}

#[test]
fn a_first_talk_is_followed_by_thanks() {
    holds(
        "no-thank-you",
        &[
            case(
                "a visit",
                "2026-03-05",
                "2026-03-02 visit Acme\n",
                "notice 2:12",
            ),
            case(
                "two days are not past",
                "2026-03-04",
                "2026-03-02 visit Acme\n",
                "",
            ),
            case(
                "a call that reached",
                "2026-03-20",
                "2026-03-02 call Acme -> reached\n",
                "",
            ),
            case(
                "a call that showed interest, theirs",
                "2026-03-20",
                "2026-03-02 < call Acme -> interested\n",
                "notice 2:14",
            ),
            case(
                "an email is no talk",
                "2026-03-20",
                "2026-03-02 email Acme -> interested\n",
                "",
            ),
            case(
                "a card",
                "2026-03-20",
                "2026-03-02 visit Acme\n2026-03-04 card Acme\n",
                "",
            ),
            case(
                "thanks by email",
                "2026-03-20",
                "2026-03-02 visit Acme\n2026-03-02 email Acme #thanks\n",
                "",
            ),
            case(
                "a card too late",
                "2026-03-20",
                "2026-03-02 visit Acme\n2026-03-05 card Acme\n",
                "notice 2:12",
            ),
            case(
                "their own thanks are not ours",
                "2026-03-20",
                "2026-03-02 visit Acme\n2026-03-03 < email Acme #thanks\n",
                "notice 2:12",
            ),
            case(
                "the first one only",
                "2026-03-20",
                "2026-03-02 visit Acme\n2026-03-03 card Acme\n2026-03-09 visit Acme\n",
                "",
            ),
            case(
                "a stop in between",
                "2026-03-20",
                "2026-03-02 visit Acme\n2026-03-03 < email Acme -> stop\n",
                "",
            ),
            case(
                "a first talk of each pursuit",
                "2026-04-20",
                "2026-03-02 visit Acme\n2026-03-03 card Acme\n2026-03-09 visit Acme -> won\n2026-04-01 visit Acme\n",
                "notice 5:12",
            ),
        ],
    );
}

#[test]
fn a_worn_out_subject_is_a_blunder() {
    holds_with(
        "blunder",
        "blunders: [\"touching base\", \"-\"]\n",
        &[
            case(
                "case and hyphens aside",
                "2026-03-20",
                "2026-03-02 email Acme\n    subject: Just to MAKE SURE you got my email ; again\n",
                "notice 3:14",
            ),
            case(
                "one of the settings",
                "2026-03-20",
                "2026-03-02 email Acme\n    subject: Touching  base\n",
                "notice 3:14",
            ),
            case(
                "in a planned touch",
                "2026-03-20",
                "2026-03-02 email Acme\n2026-03-27 ! email Acme\n    subject: Had you come to a decision, or had come to a decision\n",
                "notice 4:14",
            ),
            case(
                "theirs",
                "2026-03-20",
                "2026-03-02 < email Acme\n    subject: following up on the proposal\n",
                "",
            ),
            case(
                "another line",
                "2026-03-20",
                "2026-03-02 email Acme\n    subject: following up on your proposal\n",
                "",
            ),
            case(
                "a note is no subject",
                "2026-03-20",
                "2026-03-02 email Acme\n    following up on the proposal\n",
                "",
            ),
        ],
    );
}

#[test]
fn hope_without_an_answer_is_a_finding() {
    const SILENT: &str = "    close: 2026-06-30\n2026-03-02 call Acme -> reached\n2026-03-05 email Acme\n2026-03-09 email Acme\n2026-03-13 email Acme\n";
    const ALIVE: &str = "    close: 2026-06-30\n2026-03-02 call Acme -> reached\n2026-03-05 email Acme\n2026-03-09 email Acme\n";
    holds(
        "hopeium",
        &[
            case(
                "in the silent treatment",
                "2026-03-16",
                SILENT,
                "warning 2:12",
            ),
            case("dead", "2026-05-20", ALIVE, "warning 2:12"),
            case("at work", "2026-03-16", ALIVE, ""),
        ],
    );
    holds(
        "silent-treatment",
        &[
            case("nothing overdue", "2026-03-17", SILENT, "notice 6:1"),
            case("overdue speaks", "2026-03-18", SILENT, ""),
            case("at work", "2026-03-16", ALIVE, ""),
        ],
    );
}

#[test]
fn a_prospect_is_not_dropped_early_nor_without_a_reason_nor_without_a_call() {
    holds(
        "dropped-early",
        &[
            case(
                "at the first touch",
                "2026-03-20",
                "2026-03-02 email Acme -> dropped: x\n",
                "notice 2:26",
            ),
            case(
                "at the second",
                "2026-03-20",
                "2026-03-02 email Acme\n2026-03-04 email Acme -> disqualified: x\n",
                "notice 3:26",
            ),
            case(
                "at the third",
                "2026-03-20",
                "2026-03-02 email Acme\n2026-03-04 email Acme\n2026-03-06 email Acme -> dropped: x\n",
                "",
            ),
            case(
                "after a talk",
                "2026-03-20",
                "2026-03-02 < email Acme\n2026-03-04 email Acme -> dropped: x\n",
                "",
            ),
            case(
                "after a talk in another pursuit",
                "2026-03-20",
                "2026-03-02 call Acme -> reached\n2026-03-04 email Acme -> dropped: x\n2026-03-06 email Acme -> dropped: y\n",
                "notice 4:26",
            ),
        ],
    );
    holds(
        "dropped-without-reason",
        &[
            case(
                "no detail",
                "2026-03-20",
                "2026-03-02 email Acme -> dropped #lost\n",
                "warning 2:26",
            ),
            case(
                "an empty one",
                "2026-03-20",
                "2026-03-02 email Acme -> dropped:\n",
                "warning 2:26",
            ),
            case(
                "a reason",
                "2026-03-20",
                "2026-03-02 email Acme -> dropped: too small\n",
                "",
            ),
            case(
                "words without a colon",
                "2026-03-20",
                "2026-03-02 email Acme -> dropped too small\n",
                "",
            ),
        ],
    );
    let silent = |what, touches: &'static str, expected| {
        const TALK: &str = "2026-03-02 call Acme -> reached\n2026-03-05 email Acme\n2026-03-09 email Acme\n2026-03-13 call Acme -> voicemail\n";
        let journal = format!("{TALK}{touches}");
        case(what, "2026-04-01", journal, expected)
    };
    holds(
        "dropped-untruthed",
        &[
            silent(
                "the call that led there came before",
                "2026-03-17 email Acme -> dropped: x\n",
                "notice 6:26",
            ),
            silent(
                "a call since",
                "2026-03-16 call Acme -> busy\n2026-03-17 email Acme -> dropped: x\n",
                "",
            ),
            silent(
                "dropped in a call",
                "2026-03-17 call Acme -> dropped: x\n",
                "",
            ),
            silent(
                "no longer in the phase",
                "2026-03-16 < email Acme\n2026-03-17 email Acme -> dropped: x\n",
                "",
            ),
        ],
    );
}

#[test]
fn an_outcome_says_what_it_must() {
    holds(
        "undated-later",
        &[
            case(
                "no date",
                "2026-03-20",
                "2026-03-02 call Acme -> not now: budget\n",
                "warning 2:25",
            ),
            case(
                "theirs",
                "2026-03-20",
                "2026-03-02 < email Acme -> later\n",
                "warning 2:28",
            ),
            case(
                "a year",
                "2026-03-20",
                "2026-03-02 call Acme -> later 2027\n",
                "",
            ),
            case(
                "a date that does not exist",
                "2026-03-20",
                "2026-03-02 call Acme -> later 2026-02-30\n",
                "",
            ),
            case(
                "a date in the past",
                "2026-03-20",
                "2026-03-02 call Acme -> later 2026-02-03\n",
                "",
            ),
        ],
    );
    holds(
        "missing-outcome",
        &[
            case(
                "a call",
                "2026-03-20",
                "2026-03-02 10:00 > phone Acme\n",
                "notice 2:20",
            ),
            case(
                "a reminder",
                "2026-03-20",
                "2026-03-02 call Acme #reminder\n",
                "notice 2:12",
            ),
            case("theirs", "2026-03-20", "2026-03-02 < call Acme\n", ""),
            case("an email", "2026-03-20", "2026-03-02 email Acme\n", ""),
            case("planned", "2026-03-20", "2026-03-27 ! call Acme\n", ""),
            case(
                "an unknown one",
                "2026-03-20",
                "2026-03-02 call Acme -> flew\n",
                "",
            ),
            case(
                "no arrow's worth",
                "2026-03-20",
                "2026-03-02 call Acme ->\n",
                "",
            ),
            case(
                "after a stop",
                "2026-03-20",
                "2026-03-02 < email Acme -> stop\n2026-03-03 call Acme\n",
                "",
            ),
        ],
    );
}

#[test]
fn the_two_questions_are_asked_in_their_time() {
    const FOUR: &str = "    cadence: three-two-four\n2026-03-02 email Acme\n2026-03-04 email Acme\n2026-03-06 email Acme\n2026-03-09 email Acme\n";
    holds(
        "disqualify",
        &[
            case("after four", "2026-03-10", FOUR, "notice 6:1"),
            case("then it is overdue", "2026-03-17", FOUR, ""),
        ],
    );
    const CALLS: &str = "    cadence: persistent\n2026-03-02 call Acme -> busy\n2026-03-02 call Acme -> busy\n2026-03-05 call Acme -> busy\n2026-03-10 call Acme -> busy\n2026-03-13 call Acme -> busy\n2026-03-18 call Acme -> busy\n";
    let last = format!("{CALLS}2026-03-23 call Acme -> busy\n2026-03-24 email Acme #thanks\n");
    holds(
        "ask-to-stop",
        &[
            case("six calls", "2026-03-19", CALLS, ""),
            case("all seven", "2026-03-24", last.clone(), "notice 9:1"),
            case("then it is overdue", "2026-03-30", last, ""),
        ],
    );
}

#[test]
fn nobody_is_touched_after_a_stop() {
    holds(
        "touch-after-stop",
        &[
            case(
                "each touch, courtesies too",
                "2026-03-20",
                "2026-03-02 < email Acme -> opt out\n2026-03-03 email Acme\n2026-03-04 card Acme #thanks\n",
                "error 3:1 error 4:1",
            ),
            case(
                "theirs is none",
                "2026-03-20",
                "2026-03-02 < email Acme -> stop\n2026-03-03 < email Acme\n",
                "",
            ),
            case(
                "their interest begins it anew",
                "2026-03-20",
                "2026-03-02 < email Acme -> stop\n2026-03-03 < email Acme -> interested\n2026-03-04 email Acme\n",
                "",
            ),
            case(
                "a planned one has not happened",
                "2026-03-20",
                "2026-03-02 < email Acme -> stop\n2026-03-27 ! email Acme\n",
                "",
            ),
            case(
                "the touch that was told so came before",
                "2026-03-20",
                "2026-03-02 call Acme -> stop\n",
                "",
            ),
        ],
    );
}

#[test]
fn a_name_that_is_likely_misspelt_is_told_nothing_of_a_stop() {
    let journal = "prospect Globex\n2026-03-02 email Globex\n2026-03-03 < email Globx -> stop\n2026-03-04 email Globx\n";
    let value = check(journal, "", "2026-03-20", &["--all"]);
    assert_eq!(findings("unknown-prospect", &value), "warning 3:20");
    assert_eq!(findings("touch-after-stop", &value), "");
}

#[test]
fn history_is_judged_by_the_touch_that_came_late() {
    let journal = "prospect Acme\n2026-01-05 call Acme -> reached\n    next: 2026-01-09 call\n2026-03-10 call Acme -> reached\n2026-01-02 call Acme\n";
    let value = check(journal, "", "2026-04-09", &[]);
    assert_eq!(findings("broken-promise", &value), "notice 3:11");
    assert_eq!(findings("missing-outcome", &value), "");
    let value = check(journal, "", "2026-04-10", &[]);
    assert_eq!(findings("broken-promise", &value), "");
    // What is open is always said.
    let journal = "prospect Acme\n2026-01-05 call Acme -> reached\n    next: 2026-01-09 call\n";
    let value = check(journal, "", "2026-04-10", &[]);
    assert_eq!(findings("broken-promise", &value), "warning 3:11");
}
