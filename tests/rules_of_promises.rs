//! Promises, appointments, courtesies, answers and silences: each journal is checked by the
//! program, and what a rule says of it is compared with what it must say.

#![allow(
    clippy::too_many_lines,
    reason = "a table of cases is as long as there are cases"
)]
#![allow(
    clippy::items_after_statements,
    reason = "a text stands where it is used"
)]

mod workshop;

use workshop::{Case, DEFAULTS, findings};

/// What Acme's journal holds, and what one rule must find in it on a day.
struct Row {
    what: &'static str,
    today: &'static str,
    journal: String,
    expected: &'static [&'static str],
}

fn row(
    what: &'static str,
    today: &'static str,
    journal: impl Into<String>,
    expected: &'static [&'static str],
) -> Row {
    Row {
        what,
        today,
        journal: journal.into(),
        expected,
    }
}

fn holds(rule: &str, rows: &[Row]) {
    holds_with("", rule, rows);
}

fn holds_with(settings: &'static str, rule: &str, rows: &[Row]) {
    for row in rows {
        let case = Case {
            settings,
            today: row.today,
            all: true,
        };
        let checked = case.check(&format!("prospect Acme\n{}", row.journal));
        let found = findings(rule, &checked);
        assert_eq!(found, row.expected, "{rule}: {}\n{checked}", row.what);
    }
}

#[test]
fn a_promise_is_broken_by_a_late_touch_and_open_past_its_date() {
    holds(
        "broken-promise",
        &[
            row(
                "a next that nothing kept",
                "2026-03-10",
                "2026-03-02 call Acme -> reached\n    next: 2026-03-09 call\n",
                &["3:11 warning"],
            ),
            row(
                "on its date it is not past",
                "2026-03-09",
                "2026-03-02 call Acme -> reached\n    next: 2026-03-09 call\n",
                &[],
            ),
            row(
                "a next kept a day late",
                "2026-03-20",
                "2026-03-02 call Acme -> reached\n    next: 2026-03-09 call\n2026-03-10 call Acme -> reached\n",
                &["3:11 notice"],
            ),
            row(
                "a next kept a week early",
                "2026-03-20",
                "2026-03-02 call Acme -> reached\n    next: 2026-03-09 call\n2026-03-02 email Acme\n",
                &[],
            ),
            row(
                "a next planned anew",
                "2026-03-20",
                "2026-03-02 call Acme -> reached\n    next: 2026-03-16 call\n2026-03-03 < email Acme\n    next: 2026-03-27 call\n",
                &[],
            ),
            row(
                "a next with a time is no appointment",
                "2026-03-10",
                "2026-03-02 call Acme -> reached\n    next: 2026-03-09 10:00 call\n",
                &["3:11 warning"],
            ),
            row(
                "two of one touch are two",
                "2026-03-10",
                "2026-03-02 call Acme -> reached\n    next: 2026-03-09 call\n    next: 2026-03-09 write\n",
                &["3:11 warning", "4:11 warning"],
            ),
            row(
                "a booking without a time",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09\n2026-03-11 call Acme -> reached\n",
                &["2:32 notice"],
            ),
            row(
                "a booking that was moved in time",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09\n2026-03-05 < email Acme -> booked 2026-03-16\n",
                &[],
            ),
            row(
                "a planned touch, at its date",
                "2026-03-12",
                "2026-03-02 call Acme -> reached\n2026-03-09 ! call Acme\n",
                &["3:1 warning"],
            ),
            row(
                "a planned touch made by its channel in the week before",
                "2026-03-12",
                "2026-03-02 call Acme -> reached\n2026-03-09 ! call Acme\n2026-03-06 call Acme -> voicemail\n",
                &[],
            ),
            row(
                "a planned card is a promise too",
                "2026-03-12",
                "2026-03-02 call Acme -> reached\n2026-03-03 ! card Acme #thanks\n",
                &["3:1 warning"],
            ),
            row(
                "what is booked and planned for one day is one",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09\n2026-03-09 ! call Acme\n",
                &["2:32 warning"],
            ),
            row(
                "what is booked with a time stands for what is planned without one",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09 10:00\n2026-03-09 ! call Acme\n",
                &[],
            ),
            row(
                "a next of the same day stands by itself",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09\n    next: 2026-03-09 call\n",
                &["2:32 warning", "3:11 warning"],
            ),
            row(
                "an answer ends it",
                "2026-03-12",
                "2026-03-02 call Acme -> reached\n    next: 2026-03-09 call\n2026-03-03 < email Acme -> no\n",
                &[],
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
            row(
                "the third business day is in time",
                "2026-03-18",
                "2026-03-02 call Acme -> later 2026-03-13\n",
                &[],
            ),
            row(
                "the fourth is not",
                "2026-03-19",
                "2026-03-02 call Acme -> later 2026-03-13\n",
                &["2:31 warning"],
            ),
            row(
                "a touch within the grace",
                "2026-04-19",
                "2026-03-02 call Acme -> later 2026-03-13\n2026-03-18 call Acme -> reached\n",
                &[],
            ),
            row(
                "a touch after the grace",
                "2026-04-19",
                "2026-03-02 call Acme -> later 2026-03-13\n2026-03-19 call Acme -> reached\n",
                &["2:31 notice"],
            ),
            row(
                "a month counts from its last day",
                "2026-05-05",
                "2026-03-02 call Acme -> later 2026-04: budget\n",
                &[],
            ),
            row(
                "and then is past",
                "2026-05-06",
                "2026-03-02 call Acme -> later 2026-04: budget\n",
                &["2:31 warning"],
            ),
            row(
                "one without a date stands at its word",
                "2026-06-08",
                "2026-03-02 call Acme -> not now: budget\n",
                &["2:25 warning"],
            ),
            row(
                "a new one takes its place",
                "2026-06-08",
                "2026-03-02 call Acme -> later 2026-04-01\n2026-03-30 < email Acme -> later 2026-07\n",
                &[],
            ),
            row(
                "a touch planned for the day stands for it",
                "2026-03-19",
                "2026-03-02 call Acme -> later 2026-03-13\n2026-03-13 ! call Acme\n",
                &[],
            ),
        ],
    );
    holds(
        "broken-promise",
        &[
            row(
                "a deferral is none of its concern",
                "2026-06-19",
                "2026-03-02 call Acme -> later 2026-03-13\n",
                &[],
            ),
            row(
                "the touch planned for the day is",
                "2026-03-19",
                "2026-03-02 call Acme -> later 2026-03-13\n2026-03-13 ! call Acme\n",
                &["3:1 warning"],
            ),
        ],
    );
}

#[test]
fn an_appointment_is_missed_when_its_day_passes() {
    holds(
        "missed-appointment",
        &[
            row(
                "nothing came",
                "2026-03-10",
                "2026-03-02 call Acme -> booked 2026-03-09 10:00: demo\n",
                &["2:32 warning"],
            ),
            row(
                "its own day is not past",
                "2026-03-09",
                "2026-03-02 call Acme -> booked 2026-03-09 10:00: demo\n",
                &[],
            ),
            row(
                "a touch came a day later",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09 10:00\n2026-03-10 call Acme -> reached\n",
                &["2:32 notice"],
            ),
            row(
                "a call an hour before keeps it",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09 10:00\n2026-03-09 09:00 call Acme -> reached\n",
                &[],
            ),
            row(
                "a call earlier than that does not",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09 10:00\n2026-03-09 08:59 call Acme -> reached\n",
                &["2:32 warning"],
            ),
            row(
                "an email before it does not",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09 10:00\n2026-03-09 09:59 email Acme\n",
                &["2:32 warning"],
            ),
            row(
                "a touch without a time does",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09 10:00\n2026-03-09 email Acme\n",
                &[],
            ),
            row(
                "a planned touch with a time is one",
                "2026-03-12",
                "2026-03-02 call Acme -> reached\n2026-03-09 10:00 ! call Acme\n",
                &["3:1 warning"],
            ),
            row(
                "what was cancelled was not missed",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09 10:00\n2026-03-06 < email Acme -> cancelled\n",
                &[],
            ),
            row(
                "what was called off too late was",
                "2026-03-12",
                "2026-03-02 call Acme -> booked 2026-03-09 10:00\n2026-03-11 < email Acme -> cancelled\n",
                &["2:32 notice"],
            ),
        ],
    );
}

#[test]
fn an_appointment_is_late_by_its_first_touch_within_the_hour() {
    const BOOKED: &str = "2026-03-05 call Acme -> booked 2026-03-09 10:00\n";
    let late = |what, touches: &'static str, expected| {
        let journal = format!("{BOOKED}{touches}");
        row(what, "2026-03-20", journal, expected)
    };
    holds(
        "late-appointment",
        &[
            late(
                "four minutes",
                "2026-03-09 10:04 call Acme -> reached\n",
                &["3:12 notice"],
            ),
            late(
                "on the minute",
                "2026-03-09 10:00 call Acme -> reached\n",
                &[],
            ),
            late(
                "an early try counts",
                "2026-03-09 09:50 call Acme -> busy\n2026-03-09 10:04 call Acme -> reached\n",
                &[],
            ),
            late(
                "an early try an hour and more before does not",
                "2026-03-09 08:59 call Acme -> busy\n2026-03-09 10:04 call Acme -> reached\n",
                &["4:12 notice"],
            ),
            late(
                "an hour late",
                "2026-03-09 11:00 visit Acme\n",
                &["3:12 notice"],
            ),
            late(
                "more than an hour is another touch",
                "2026-03-09 11:01 visit Acme\n",
                &[],
            ),
            late(
                "a courtesy is no touch of it",
                "2026-03-09 10:05 email Acme #reminder\n",
                &[],
            ),
            late(
                "theirs is none either",
                "2026-03-09 10:04 < call Acme -> reached\n",
                &[],
            ),
            late(
                "what was moved has nobody to wait",
                "2026-03-06 < email Acme -> booked 2026-03-11 10:00\n2026-03-09 10:04 call Acme -> voicemail\n",
                &[],
            ),
            late(
                "booked and planned is one appointment",
                "2026-03-09 10:00 ! call Acme\n2026-03-09 10:04 call Acme -> reached\n",
                &["4:12 notice"],
            ),
        ],
    );
    holds(
        "late-appointment",
        &[
            row(
                "the touch that books it does not come late to it",
                "2026-03-20",
                "2026-03-09 10:05 call Acme -> booked 2026-03-09 10:00\n",
                &[],
            ),
            row(
                "a planned touch with a time",
                "2026-03-20",
                "2026-03-05 call Acme -> reached\n2026-03-09 10:00 ! call Acme\n2026-03-09 10:01 call Acme -> reached\n",
                &["4:12 notice"],
            ),
            row(
                "a planned courtesy is none",
                "2026-03-20",
                "2026-03-05 call Acme -> reached\n2026-03-09 10:00 ! call Acme #reminder\n2026-03-09 10:01 call Acme -> reached\n",
                &[],
            ),
        ],
    );
}

#[test]
fn who_asked_for_later_is_left_in_peace() {
    const LATER: &str = "2026-03-02 call Acme -> later 2026-06-01\n";
    let chase = |what, touches: &'static str, expected| {
        let journal = format!("{LATER}{touches}");
        row(what, "2026-06-20", journal, expected)
    };
    holds(
        "early-chase",
        &[
            chase(
                "a voicemail",
                "2026-04-02 call Acme -> voicemail\n",
                &["3:1 notice"],
            ),
            chase(
                "each of them",
                "2026-04-02 call Acme -> voicemail\n2026-04-09 email Acme\n",
                &["3:1 notice", "4:1 notice"],
            ),
            chase("on the same day", "2026-03-02 email Acme\n", &[]),
            chase("on the date", "2026-06-01 email Acme\n", &[]),
            chase("a talk", "2026-04-02 call Acme -> reached\n", &[]),
            chase("thanks", "2026-04-02 card Acme #thanks\n", &[]),
            chase(
                "theirs",
                "2026-04-02 < email Acme\n2026-04-03 email Acme\n",
                &[],
            ),
            chase(
                "a no",
                "2026-04-02 call Acme -> no\n2026-04-09 email Acme\n",
                &["3:1 notice"],
            ),
            chase(
                "an even later one",
                "2026-04-02 call Acme -> later 2026-07-01\n2026-06-10 email Acme\n",
                &["3:1 notice", "4:1 notice"],
            ),
            chase(
                "what was planned for an earlier day",
                "2026-04-02 ! email Acme\n2026-04-02 email Acme\n",
                &[],
            ),
            chase(
                "what was planned for the very day, too early",
                "2026-06-01 ! email Acme\n2026-05-29 email Acme\n",
                &["4:1 notice"],
            ),
        ],
    );
    holds(
        "early-chase",
        &[
            row(
                "a month begins with its first day",
                "2026-06-20",
                "2026-03-02 call Acme -> later 2026-04\n2026-04-01 email Acme\n",
                &[],
            ),
            row(
                "one without a date lasts three months",
                "2026-06-20",
                "2026-03-02 call Acme -> later\n2026-06-01 email Acme\n2026-06-02 email Acme\n",
                &["3:1 notice"],
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
            row(
                "none",
                "2026-03-20",
                "2026-03-05 call Acme -> booked 2026-03-09 10:00\n2026-03-09 10:00 call Acme -> reached\n",
                &["2:32 notice"],
            ),
            row(
                "one business day ahead",
                "2026-03-20",
                "2026-03-06 call Acme -> booked 2026-03-09 10:00\n2026-03-09 10:00 call Acme -> reached\n",
                &[],
            ),
            row(
                "an email on the business day before",
                "2026-03-20",
                "2026-03-05 call Acme -> booked 2026-03-09 10:00\n2026-03-06 email Acme\n2026-03-09 10:00 call Acme -> reached\n",
                &[],
            ),
            row(
                "a call that reminds",
                "2026-03-20",
                "2026-03-05 call Acme -> booked 2026-03-09 10:00\n2026-03-08 call Acme #reminder -> voicemail\n2026-03-09 10:00 call Acme -> reached\n",
                &[],
            ),
            row(
                "a call that does not",
                "2026-03-20",
                "2026-03-05 call Acme -> booked 2026-03-09 10:00\n2026-03-08 call Acme -> voicemail\n2026-03-09 10:00 call Acme -> reached\n",
                &["2:32 notice"],
            ),
            row(
                "a text at its own time",
                "2026-03-20",
                "2026-03-05 call Acme -> booked 2026-03-09 10:00\n2026-03-09 10:00 sms Acme\n",
                &[],
            ),
            row(
                "a text after it",
                "2026-03-20",
                "2026-03-05 call Acme -> booked 2026-03-09 10:00\n2026-03-09 10:01 sms Acme\n",
                &["2:32 notice"],
            ),
            row(
                "an email too early",
                "2026-03-20",
                "2026-03-04 call Acme -> booked 2026-03-09 10:00\n2026-03-05 email Acme\n2026-03-09 10:00 call Acme -> reached\n",
                &["2:32 notice"],
            ),
            row(
                "missed, and open",
                "2026-03-09",
                "2026-03-05 call Acme -> booked 2026-03-09 10:00\n",
                &["2:32 notice"],
            ),
            row(
                "not there yet",
                "2026-03-08",
                "2026-03-05 call Acme -> booked 2026-03-09 10:00\n",
                &[],
            ),
            row(
                "moved",
                "2026-03-20",
                "2026-03-04 call Acme -> booked 2026-03-09 10:00\n2026-03-05 < call Acme -> booked 2026-03-06 10:00\n",
                &[],
            ),
            row(
                "without a time",
                "2026-03-20",
                "2026-03-04 call Acme -> booked 2026-03-09\n",
                &[],
            ),
            row(
                "planned",
                "2026-03-20",
                "2026-03-04 call Acme -> reached\n2026-03-09 10:00 ! call Acme\n",
                &[],
            ),
        ],
    );
}

#[test]
fn a_first_talk_is_followed_by_thanks() {
    holds(
        "no-thank-you",
        &[
            row(
                "a visit",
                "2026-03-05",
                "2026-03-02 visit Acme\n",
                &["2:12 notice"],
            ),
            row(
                "two days are not past",
                "2026-03-04",
                "2026-03-02 visit Acme\n",
                &[],
            ),
            row(
                "a call that reached",
                "2026-03-20",
                "2026-03-02 call Acme -> reached\n",
                &[],
            ),
            row(
                "a call that showed interest, theirs",
                "2026-03-20",
                "2026-03-02 < call Acme -> interested\n",
                &["2:14 notice"],
            ),
            row(
                "an email is no talk",
                "2026-03-20",
                "2026-03-02 email Acme -> interested\n",
                &[],
            ),
            row(
                "a card",
                "2026-03-20",
                "2026-03-02 visit Acme\n2026-03-04 card Acme\n",
                &[],
            ),
            row(
                "thanks by email",
                "2026-03-20",
                "2026-03-02 visit Acme\n2026-03-02 email Acme #thanks\n",
                &[],
            ),
            row(
                "a card too late",
                "2026-03-20",
                "2026-03-02 visit Acme\n2026-03-05 card Acme\n",
                &["2:12 notice"],
            ),
            row(
                "their own thanks are not ours",
                "2026-03-20",
                "2026-03-02 visit Acme\n2026-03-03 < email Acme #thanks\n",
                &["2:12 notice"],
            ),
            row(
                "the first one only",
                "2026-03-20",
                "2026-03-02 visit Acme\n2026-03-03 card Acme\n2026-03-09 visit Acme\n",
                &[],
            ),
            row(
                "a stop in between",
                "2026-03-20",
                "2026-03-02 visit Acme\n2026-03-03 < email Acme -> stop\n",
                &[],
            ),
            row(
                "a first talk of each pursuit",
                "2026-04-20",
                "2026-03-02 visit Acme\n2026-03-03 card Acme\n2026-03-09 visit Acme -> won\n2026-04-01 visit Acme\n",
                &["5:12 notice"],
            ),
        ],
    );
}

#[test]
fn a_worn_out_subject_is_a_blunder() {
    holds_with(
        "blunders: [\"touching base\", \"-\"]\n",
        "blunder",
        &[
            row(
                "case and hyphens aside",
                "2026-03-20",
                "2026-03-02 email Acme\n    subject: Just to MAKE SURE you got my email ; again\n",
                &["3:14 notice"],
            ),
            row(
                "one of the settings",
                "2026-03-20",
                "2026-03-02 email Acme\n    subject: Touching  base\n",
                &["3:14 notice"],
            ),
            row(
                "in a planned touch",
                "2026-03-20",
                "2026-03-02 email Acme\n2026-03-27 ! email Acme\n    subject: Had you come to a decision, or had come to a decision\n",
                &["4:14 notice"],
            ),
            row(
                "theirs",
                "2026-03-20",
                "2026-03-02 < email Acme\n    subject: following up on the proposal\n",
                &[],
            ),
            row(
                "another line",
                "2026-03-20",
                "2026-03-02 email Acme\n    subject: following up on your proposal\n",
                &[],
            ),
            row(
                "a note is no subject",
                "2026-03-20",
                "2026-03-02 email Acme\n    following up on the proposal\n",
                &[],
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
            row(
                "in the silent treatment",
                "2026-03-16",
                SILENT,
                &["2:12 warning"],
            ),
            row("dead", "2026-05-20", ALIVE, &["2:12 warning"]),
            row("at work", "2026-03-16", ALIVE, &[]),
        ],
    );
    holds(
        "silent-treatment",
        &[
            row("nothing overdue", "2026-03-17", SILENT, &["6:1 notice"]),
            row("overdue speaks", "2026-03-18", SILENT, &[]),
            row("at work", "2026-03-16", ALIVE, &[]),
        ],
    );
}

#[test]
fn a_prospect_is_not_dropped_early_nor_without_a_reason_nor_without_a_call() {
    holds(
        "dropped-early",
        &[
            row(
                "at the first touch",
                "2026-03-20",
                "2026-03-02 email Acme -> dropped: x\n",
                &["2:26 notice"],
            ),
            row(
                "at the second",
                "2026-03-20",
                "2026-03-02 email Acme\n2026-03-04 email Acme -> disqualified: x\n",
                &["3:26 notice"],
            ),
            row(
                "at the third",
                "2026-03-20",
                "2026-03-02 email Acme\n2026-03-04 email Acme\n2026-03-06 email Acme -> dropped: x\n",
                &[],
            ),
            row(
                "after a talk",
                "2026-03-20",
                "2026-03-02 < email Acme\n2026-03-04 email Acme -> dropped: x\n",
                &[],
            ),
            row(
                "after a talk in another pursuit",
                "2026-03-20",
                "2026-03-02 call Acme -> reached\n2026-03-04 email Acme -> dropped: x\n2026-03-06 email Acme -> dropped: y\n",
                &["4:26 notice"],
            ),
        ],
    );
    holds(
        "dropped-without-reason",
        &[
            row(
                "no detail",
                "2026-03-20",
                "2026-03-02 email Acme -> dropped #lost\n",
                &["2:26 warning"],
            ),
            row(
                "an empty one",
                "2026-03-20",
                "2026-03-02 email Acme -> dropped:\n",
                &["2:26 warning"],
            ),
            row(
                "a reason",
                "2026-03-20",
                "2026-03-02 email Acme -> dropped: too small\n",
                &[],
            ),
            row(
                "words without a colon",
                "2026-03-20",
                "2026-03-02 email Acme -> dropped too small\n",
                &[],
            ),
        ],
    );
    let silent = |what, touches: &'static str, expected| {
        const TALK: &str = "2026-03-02 call Acme -> reached\n2026-03-05 email Acme\n2026-03-09 email Acme\n2026-03-13 call Acme -> voicemail\n";
        let journal = format!("{TALK}{touches}");
        row(what, "2026-04-01", journal, expected)
    };
    holds(
        "dropped-untruthed",
        &[
            silent(
                "the call that led there came before",
                "2026-03-17 email Acme -> dropped: x\n",
                &["6:26 notice"],
            ),
            silent(
                "a call since",
                "2026-03-16 call Acme -> busy\n2026-03-17 email Acme -> dropped: x\n",
                &[],
            ),
            silent(
                "dropped in a call",
                "2026-03-17 call Acme -> dropped: x\n",
                &[],
            ),
            silent(
                "no longer in the phase",
                "2026-03-16 < email Acme\n2026-03-17 email Acme -> dropped: x\n",
                &[],
            ),
        ],
    );
}

#[test]
fn an_outcome_says_what_it_must() {
    holds(
        "undated-later",
        &[
            row(
                "no date",
                "2026-03-20",
                "2026-03-02 call Acme -> not now: budget\n",
                &["2:25 warning"],
            ),
            row(
                "theirs",
                "2026-03-20",
                "2026-03-02 < email Acme -> later\n",
                &["2:28 warning"],
            ),
            row(
                "a year",
                "2026-03-20",
                "2026-03-02 call Acme -> later 2027\n",
                &[],
            ),
            row(
                "a date that does not exist",
                "2026-03-20",
                "2026-03-02 call Acme -> later 2026-02-30\n",
                &[],
            ),
            row(
                "a date in the past",
                "2026-03-20",
                "2026-03-02 call Acme -> later 2026-02-03\n",
                &[],
            ),
        ],
    );
    holds(
        "missing-outcome",
        &[
            row(
                "a call",
                "2026-03-20",
                "2026-03-02 10:00 > phone Acme\n",
                &["2:20 notice"],
            ),
            row(
                "a reminder",
                "2026-03-20",
                "2026-03-02 call Acme #reminder\n",
                &["2:12 notice"],
            ),
            row("theirs", "2026-03-20", "2026-03-02 < call Acme\n", &[]),
            row("an email", "2026-03-20", "2026-03-02 email Acme\n", &[]),
            row("planned", "2026-03-20", "2026-03-27 ! call Acme\n", &[]),
            row(
                "an unknown one",
                "2026-03-20",
                "2026-03-02 call Acme -> flew\n",
                &[],
            ),
            row(
                "no arrow's worth",
                "2026-03-20",
                "2026-03-02 call Acme ->\n",
                &[],
            ),
            row(
                "after a stop",
                "2026-03-20",
                "2026-03-02 < email Acme -> stop\n2026-03-03 call Acme\n",
                &[],
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
            row("after four", "2026-03-10", FOUR, &["6:1 notice"]),
            row("then it is overdue", "2026-03-17", FOUR, &[]),
        ],
    );
    const CALLS: &str = "    cadence: persistent\n2026-03-02 call Acme -> busy\n2026-03-02 call Acme -> busy\n2026-03-05 call Acme -> busy\n2026-03-10 call Acme -> busy\n2026-03-13 call Acme -> busy\n2026-03-18 call Acme -> busy\n";
    let last = format!("{CALLS}2026-03-23 call Acme -> busy\n2026-03-24 email Acme #thanks\n");
    holds(
        "ask-to-stop",
        &[
            row("six calls", "2026-03-19", CALLS, &[]),
            row("all seven", "2026-03-24", last.clone(), &["9:1 notice"]),
            row("then it is overdue", "2026-03-30", last, &[]),
        ],
    );
}

#[test]
fn nobody_is_touched_after_a_stop() {
    holds(
        "touch-after-stop",
        &[
            row(
                "each touch, courtesies too",
                "2026-03-20",
                "2026-03-02 < email Acme -> opt out\n2026-03-03 email Acme\n2026-03-04 card Acme #thanks\n",
                &["3:1 error", "4:1 error"],
            ),
            row(
                "theirs is none",
                "2026-03-20",
                "2026-03-02 < email Acme -> stop\n2026-03-03 < email Acme\n",
                &[],
            ),
            row(
                "their interest begins it anew",
                "2026-03-20",
                "2026-03-02 < email Acme -> stop\n2026-03-03 < email Acme -> interested\n2026-03-04 email Acme\n",
                &[],
            ),
            row(
                "a planned one has not happened",
                "2026-03-20",
                "2026-03-02 < email Acme -> stop\n2026-03-27 ! email Acme\n",
                &[],
            ),
            row(
                "the touch that was told so came before",
                "2026-03-20",
                "2026-03-02 call Acme -> stop\n",
                &[],
            ),
        ],
    );
}

#[test]
fn a_name_that_is_likely_misspelt_is_told_nothing_of_a_stop() {
    let journal = "prospect Globex\n2026-03-02 email Globex\n2026-03-03 < email Globx -> stop\n2026-03-04 email Globx\n";
    let case = Case {
        today: "2026-03-20",
        ..DEFAULTS
    };
    let checked = case.check(journal);
    assert_eq!(findings("unknown-prospect", &checked), ["3:20 warning"]);
    assert_eq!(findings("touch-after-stop", &checked), [""; 0]);
}

#[test]
fn history_is_judged_by_the_touch_that_came_late() {
    let journal = "prospect Acme\n2026-01-05 call Acme -> reached\n    next: 2026-01-09 call\n2026-03-10 call Acme -> reached\n2026-01-02 call Acme\n";
    let on = |today| Case {
        today,
        all: false,
        ..DEFAULTS
    };
    let checked = on("2026-04-09").check(journal);
    assert_eq!(findings("broken-promise", &checked), ["3:11 notice"]);
    assert_eq!(findings("missing-outcome", &checked), [""; 0]);
    let checked = on("2026-04-10").check(journal);
    assert_eq!(findings("broken-promise", &checked), [""; 0]);
    // What is open is always said.
    let journal = "prospect Acme\n2026-01-05 call Acme -> reached\n    next: 2026-01-09 call\n";
    let checked = on("2026-04-10").check(journal);
    assert_eq!(findings("broken-promise", &checked), ["3:11 warning"]);
}
