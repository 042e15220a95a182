//! The rules about rhythm, channels and what a talk leaves behind: journals that trip them, and
//! journals that come near without tripping them. The program itself is run.

mod workshop;

use workshop::{Case, DEFAULTS, findings};

/// What a rule finds in a journal in which nothing is an error.
fn find(case: &Case, rule: &str, journal: &str) -> Vec<String> {
    let checked = case.check(journal);
    assert_eq!(checked["summary"]["errors"], 0, "{journal}\n{checked}");
    findings(rule, &checked)
}

/// Touches of one declared prospect, the first of them on line 4.
fn acme(touches: &str) -> String {
    format!("prospect Acme\n    since: 2026-03-02\n\n{touches}")
}

fn holds(case: &Case, rule: &str, table: &[(&str, &str, &[&str])]) {
    for (what, touches, expected) in table {
        assert_eq!(
            find(case, rule, &acme(touches)),
            *expected,
            "{rule}: {what}\n{touches}"
        );
    }
}

#[test]
fn what_the_cadence_wants_is_overdue_once_its_day_is_past() {
    let on = |today| Case { today, ..DEFAULTS };
    let email = "2026-03-03 email Acme\n";
    holds(&on("2026-03-06"), "overdue", &[("its day", email, &[])]);
    holds(
        &on("2026-03-07"),
        "overdue",
        &[
            ("a day late", email, &["4:1 warning"]),
            ("never touched", "", &["1:10 warning"]),
            (
                "a courtesy is no last touch",
                "2026-03-03 email Acme\n2026-03-04 card Acme #thanks\n",
                &["4:1 warning"],
            ),
            (
                "a promise is what is overdue",
                "2026-03-03 email Acme\n    n: 2026-03-05 call\n",
                &[],
            ),
            (
                "a promise is for later",
                "2026-03-03 email Acme\n    n: 2026-03-09 call\n",
                &[],
            ),
            (
                "an answer is owed",
                "2026-03-03 email Acme\n2026-03-03 < email Acme\n",
                &[],
            ),
            (
                "they bought",
                "2026-03-03 email Acme\n2026-03-03 < email Acme -> yes\n",
                &[],
            ),
        ],
    );
    holds(
        &on("2026-04-05"),
        "overdue",
        &[("its grace", email, &["4:1 warning"])],
    );
    holds(&on("2026-04-06"), "overdue", &[("dead", email, &[])]);
}

#[test]
fn a_nurture_touch_lapses_and_is_shown_for_as_long_as_it_came_due_lately() {
    let no = "2026-03-03 call Acme -> no\n";
    for (today, all, expected) in [
        ("2026-06-03", false, &[][..]),
        ("2026-06-04", false, &["4:1 warning"]),
        ("2026-07-03", false, &["4:1 warning"]),
        ("2026-07-04", false, &[]),
        ("2026-07-04", true, &["4:1 warning"]),
    ] {
        let case = Case {
            today,
            all,
            ..DEFAULTS
        };
        assert_eq!(
            find(&case, "nurture-lapsed", &acme(no)),
            expected,
            "{today}"
        );
        assert_eq!(find(&case, "overdue", &acme(no)), [""; 0], "{today}");
    }
    let case = Case {
        today: "2026-06-20",
        ..DEFAULTS
    };
    let promised = format!("{no}    n: 2026-06-02 call\n");
    let asks = format!("{no}2026-04-02 < email Acme\n");
    assert_eq!(find(&case, "nurture-lapsed", &acme(&promised)), [""; 0]);
    assert_eq!(find(&case, "nurture-lapsed", &acme(&asks)), [""; 0]);
    assert_eq!(find(&case, "slow-reply", &acme(&asks)), ["5:1 warning"]);
}

#[test]
fn a_late_touch_is_a_late_start_or_a_late_answer_or_neither() {
    let table = [
        (
            "late by its step",
            "2026-03-03 email Acme\n2026-03-07 call Acme -> busy\n",
            [&[][..], &["5:1 notice"], &[]],
        ),
        (
            "in time by its step",
            "2026-03-03 email Acme\n2026-03-06 call Acme -> busy\n",
            [&[], &[], &[]],
        ),
        (
            "a day too late for the lead",
            "2026-03-04 email Acme\n",
            [&["4:1 notice"], &[], &[]],
        ),
        (
            "a courtesy starts nothing",
            "2026-03-03 card Acme #thanks\n2026-03-04 email Acme\n",
            [&["5:1 notice"], &[], &[]],
        ),
        (
            "they came first, and the answer was late",
            "2026-03-06 < email Acme\n2026-03-10 email Acme\n",
            [&[], &[], &["5:1 notice"]],
        ),
        (
            "an answer on the next business day",
            "2026-03-06 < email Acme\n2026-03-09 email Acme\n",
            [&[], &[], &[]],
        ),
        (
            "they wrote twice: the wait began with the first",
            "2026-03-03 < email Acme\n2026-03-05 < email Acme\n2026-03-06 email Acme\n",
            [&[], &[], &["6:1 notice"]],
        ),
        (
            "a talk owes no answer",
            "2026-03-03 < call Acme\n2026-03-06 email Acme\n",
            [&[], &["5:1 notice"], &[]],
        ),
        (
            "an automatic answer owes none and moves nothing",
            "2026-03-03 email Acme\n2026-03-04 < email Acme -> auto-reply\n2026-03-06 email Acme\n",
            [&[], &[], &[]],
        ),
        (
            "late, but by a promise",
            "2026-03-03 email Acme\n    n: 2026-03-20 call\n2026-03-25 call Acme -> busy\n",
            [&[], &[], &[]],
        ),
    ];
    for (what, touches, expected) in table {
        for (rule, expected) in ["slow-start", "late-touch", "slow-reply"]
            .iter()
            .zip(expected)
        {
            assert_eq!(
                find(&DEFAULTS, rule, &acme(touches))
                    .iter()
                    .filter(|finding| finding.ends_with("notice"))
                    .collect::<Vec<_>>(),
                expected,
                "{rule}: {what}"
            );
        }
    }
}

#[test]
fn a_first_response_is_counted_from_the_arrival_in_minutes() {
    let case = Case {
        settings: "first_response: {Website: 1h}\n",
        ..DEFAULTS
    };
    let lead = |touches: &str, source: &str| {
        format!("prospect Acme\n    since: 2026-03-02 09:00\n    source: {source}\n\n{touches}")
    };
    let at = |time: &str| format!("2026-03-02 {time} call Acme -> busy\n");
    for (touches, source, expected) in [
        (at("10:00"), "website", &[][..]),
        (at("10:01"), "website", &["5:1 notice"]),
        (at("10:01"), "fair", &[]),
        (
            format!("2026-03-02 09:30 < email Acme\n{}", at("10:01")),
            "website",
            &["6:1 notice"],
        ),
        ("2026-03-02 call Acme -> busy\n".to_owned(), "website", &[]),
    ] {
        assert_eq!(
            find(&case, "slow-start", &lead(&touches, source)),
            expected,
            "{touches}"
        );
        assert_eq!(find(&case, "slow-reply", &lead(&touches, source)), [""; 0]);
    }
}

#[test]
fn who_waits_for_an_answer_is_told_of_until_it_comes() {
    let case = Case {
        today: "2026-03-10",
        ..DEFAULTS
    };
    holds(
        &case,
        "slow-reply",
        &[
            ("unanswered", "2026-03-06 < email Acme\n", &["4:1 warning"]),
            ("due today", "2026-03-09 < email Acme\n", &[]),
            (
                "two wait since the first, and the last says so",
                "2026-03-05 < email Acme\n2026-03-09 < email Acme\n",
                &["5:1 warning"],
            ),
            (
                "a promise before it does not hide it",
                "2026-03-03 email Acme\n    n: 2026-03-20 call\n2026-03-05 < email Acme\n",
                &["6:1 warning"],
            ),
            (
                "what came by itself answers nothing",
                "2026-03-05 < email Acme\n2026-03-06 email Acme #thanks\n",
                &["4:1 warning"],
            ),
            (
                "a date was settled",
                "2026-03-05 < email Acme -> booked 2026-03-20\n",
                &[],
            ),
            ("a no", "2026-03-05 < email Acme -> no\n", &[]),
            ("a later", "2026-03-05 < email Acme -> later\n", &[]),
        ],
    );
    let long_ago = Case {
        today: "2026-05-10",
        ..DEFAULTS
    };
    let dead = [("dead", "2026-03-06 < email Acme\n", &[][..])];
    holds(&long_ago, "slow-reply", &dead);
    let away = Case {
        settings: "absences: {dana: [2026-03-01..2026-03-31]}\n",
        today: "2026-03-10",
        ..DEFAULTS
    };
    let journal = format!("rep dana\n{}", acme("2026-03-05 < email Acme\n"));
    assert_eq!(find(&away, "slow-reply", &journal), ["5:1 warning"]);
}

#[test]
fn a_step_with_a_wait_can_come_too_soon() {
    holds(
        &DEFAULTS,
        "too-soon",
        &[
            (
                "a day early after a proposal",
                "2026-03-03 proposal Acme\n2026-03-05 call Acme -> busy\n2026-03-08 email Acme\n",
                &["6:1 notice"],
            ),
            (
                "on the day",
                "2026-03-03 proposal Acme\n2026-03-05 call Acme -> busy\n2026-03-09 email Acme\n",
                &[],
            ),
            (
                "they wrote: an answer waits for nothing",
                "2026-03-03 proposal Acme\n2026-03-05 call Acme -> busy\n2026-03-06 < email Acme\n2026-03-06 email Acme\n",
                &[],
            ),
            (
                "nine minutes after nobody came",
                "2026-03-03 call Acme -> booked 2026-03-05 10:00\n2026-03-05 10:00 call Acme -> no-show\n2026-03-05 10:09 call Acme -> busy\n",
                &["6:1 notice"],
            ),
            (
                "ten minutes after nobody came",
                "2026-03-03 call Acme -> booked 2026-03-05 10:00\n2026-03-05 10:00 call Acme -> no-show\n2026-03-05 10:10 call Acme -> busy\n",
                &[],
            ),
        ],
    );
}

#[test]
fn a_step_that_asks_for_a_channel_wants_it_or_its_medium() {
    let case = Case {
        settings: "cadences: {calls: {steps: [{within: 3d, by: [phone, visit]}, {within: 3d, by: [email]}]}}\ndefault_cadence: calls\n",
        ..DEFAULTS
    };
    holds(
        &case,
        "wrong-channel",
        &[
            ("a medium", "2026-03-03 phone Acme -> busy\n", &[]),
            ("a channel", "2026-03-03 visit Acme -> no-show\n", &[]),
            (
                "another channel of its medium",
                "2026-03-03 meeting Acme -> no-show\n",
                &["4:12 notice"],
            ),
            (
                "another medium",
                "2026-03-03 10:00 > card Acme\n",
                &["4:20 notice"],
            ),
            (
                "an answer is free",
                "2026-03-02 < card Acme\n2026-03-03 card Acme\n",
                &[],
            ),
            (
                "after a promise it is free",
                "2026-03-02 < call Acme\n    n: 2026-03-05\n2026-03-05 card Acme\n",
                &[],
            ),
            (
                "email alone, which did not bounce",
                "2026-03-03 call Acme -> busy\n2026-03-04 call Acme -> busy\n",
                &["5:12 notice"],
            ),
            (
                "email alone, and the email before it bounced",
                "2026-03-02 email Acme #thanks -> bounced\n2026-03-03 call Acme -> busy\n2026-03-04 call Acme -> busy\n",
                &[],
            ),
        ],
    );
}

#[test]
fn three_in_a_row_by_one_medium_are_a_rut() {
    holds(
        &DEFAULTS,
        "channel-rut",
        &[
            (
                "two channels of one medium, and on it goes",
                "2026-03-03 email Acme\n2026-03-05 article Acme\n2026-03-09 mail Acme\n2026-03-13 email Acme\n",
                &["6:12 notice", "7:12 notice"],
            ),
            (
                "social is no such medium",
                "2026-03-03 linkedin Acme\n2026-03-05 linkedin Acme\n2026-03-09 linkedin Acme\n",
                &[],
            ),
            (
                "another medium between",
                "2026-03-03 email Acme\n2026-03-05 email Acme\n2026-03-06 card Acme\n2026-03-09 email Acme\n",
                &[],
            ),
            (
                "they wrote",
                "2026-03-03 email Acme\n2026-03-05 email Acme\n2026-03-06 < email Acme\n2026-03-09 email Acme\n",
                &[],
            ),
            (
                "a machine wrote, and thanks were said",
                "2026-03-03 email Acme\n2026-03-05 email Acme\n2026-03-06 < email Acme -> auto-reply\n2026-03-07 card Acme #thanks\n2026-03-09 email Acme\n",
                &["8:12 notice"],
            ),
            (
                "as planned",
                "2026-03-03 email Acme\n2026-03-05 email Acme\n2026-03-09 ! email Acme\n2026-03-09 email Acme\n2026-03-13 email Acme\n",
                &["8:12 notice"],
            ),
            (
                "as the next step said",
                "2026-03-03 email Acme\n2026-03-05 email Acme\n    n: 2026-03-09 email, with the figures\n2026-03-09 email Acme\n",
                &[],
            ),
            (
                "the next step named another channel",
                "2026-03-03 email Acme\n2026-03-05 email Acme\n    n: 2026-03-09 call them\n2026-03-09 email Acme\n",
                &["7:12 notice"],
            ),
            (
                "the promise was broken",
                "2026-03-03 email Acme\n2026-03-05 email Acme\n    n: 2026-03-09 email them\n2026-03-10 email Acme\n",
                &["7:12 notice"],
            ),
        ],
    );
    let case = Case {
        settings: "default_cadence: quarterly\n",
        ..DEFAULTS
    };
    let emails = "2026-03-03 email Acme\n2026-03-05 email Acme\n2026-03-09 email Acme\n";
    holds(&case, "channel-rut", &[("nurture", emails, &[])]);
    let case = Case {
        settings: "rut_after: 2\n",
        ..DEFAULTS
    };
    let expected = ["5:12 notice", "6:12 notice"];
    holds(&case, "channel-rut", &[("rut_after", emails, &expected)]);
}

#[test]
fn calls_that_a_cadence_asks_for_are_no_rut_whatever_else_is_promised() {
    let case = Case {
        settings: "default_cadence: persistent\n",
        ..DEFAULTS
    };
    let booked = "2026-03-03 call Acme -> booked 2026-03-31\n";
    let calls = "2026-03-04 call Acme -> busy\n2026-03-09 call Acme -> busy\n2026-03-13 call Acme -> busy\n";
    let journal = acme(&format!("{booked}{calls}"));
    assert_eq!(find(&case, "channel-rut", &journal), [""; 0]);
    assert_eq!(find(&DEFAULTS, "channel-rut", &journal), ["7:12 notice"]);
}

#[test]
fn four_in_seven_days_are_too_many() {
    let four = "2026-03-03 email Acme\n2026-03-04 card Acme\n2026-03-05 linkedin Acme\n";
    let with = |rest: &str| format!("{four}{rest}");
    for (what, touches, expected) in [
        (
            "the seventh day",
            with("2026-03-09 call Acme -> busy\n"),
            &["7:1 notice"][..],
        ),
        (
            "the eighth day",
            with("2026-03-10 call Acme -> busy\n"),
            &[],
        ),
        (
            "and every later one",
            with("2026-03-06 call Acme -> busy\n2026-03-07 email Acme\n2026-03-20 email Acme\n"),
            &["7:1 notice", "8:1 notice"],
        ),
        (
            "by whomever",
            with("2026-03-09 call Acme -> busy\n    rep: lee\n"),
            &["7:1 notice"],
        ),
        ("thanks", with("2026-03-06 card Acme #thanks\n"), &[]),
        (
            "reached",
            with("2026-03-06 call Acme -> reached\n2026-03-07 email Acme\n"),
            &[],
        ),
        (
            "they wrote",
            with("2026-03-05 < email Acme\n2026-03-06 email Acme\n"),
            &[],
        ),
        (
            "a machine wrote",
            with("2026-03-05 < email Acme -> auto-reply\n2026-03-06 email Acme\n"),
            &["8:1 notice"],
        ),
    ] {
        assert_eq!(
            find(&DEFAULTS, "pestering", &acme(&touches)),
            expected,
            "{what}"
        );
    }
    let case = Case {
        settings: "default_cadence: persistent\n",
        ..DEFAULTS
    };
    let touches = with("2026-03-06 call Acme -> busy\n");
    holds(&case, "pestering", &[("persistent", &touches, &[])]);
}

#[test]
fn two_reps_within_five_days_cross_their_wires() {
    let case = Case {
        settings: "absences: {dana: [2026-03-20]}\n",
        ..DEFAULTS
    };
    let journal = |touches: &str| {
        format!("prospect Acme\n    owner: dana\n    since: 2026-03-02\n\nrep lee\n{touches}")
    };
    for (what, touches, expected) in [
        (
            "five days after the owner's",
            "2026-03-03 email Acme\n    rep: dana\n2026-03-08 10:00 call Acme -> busy\n",
            &["8:23 notice"][..],
        ),
        (
            "six days after",
            "2026-03-03 email Acme\n    rep: dana\n2026-03-09 call Acme -> busy\n",
            &[],
        ),
        (
            "the owner may",
            "2026-03-03 email Acme\n2026-03-05 call Acme -> busy\n    rep: dana\n",
            &[],
        ),
        (
            "the owner is away",
            "2026-03-18 email Acme\n    rep: dana\n2026-03-20 call Acme -> busy\n",
            &[],
        ),
        (
            "they wrote",
            "2026-03-03 email Acme\n    rep: dana\n2026-03-04 < email Acme\n2026-03-05 call Acme -> busy\n",
            &[],
        ),
        (
            "one was reached",
            "2026-03-03 email Acme\n    rep: dana\n2026-03-05 call Acme -> reached\n",
            &[],
        ),
        (
            "the other's is not the one right before",
            "2026-03-03 email Acme\n    rep: dana\n2026-03-04 email Acme\n2026-03-06 call Acme -> busy\n",
            &["8:18 notice", "9:17 notice"],
        ),
    ] {
        assert_eq!(
            find(&case, "crossed-wires", &journal(touches)),
            expected,
            "{what}"
        );
    }
}

#[test]
fn an_address_that_bounces_twice_is_dead() {
    holds(
        &DEFAULTS,
        "dead-address",
        &[
            (
                "twice, a call and an answer between",
                "2026-03-03 email Acme -> bounced\n2026-03-04 call Acme -> reached\n2026-03-05 < email Acme\n2026-03-06 article Acme -> bounced\n",
                &["7:12 notice"],
            ),
            (
                "thanks are emails too",
                "2026-03-03 email Acme -> bounced\n2026-03-04 email Acme #thanks -> bounced\n",
                &["5:12 notice"],
            ),
            (
                "one that arrived between",
                "2026-03-03 email Acme -> bounced\n2026-03-04 email Acme\n2026-03-06 email Acme -> bounced\n",
                &[],
            ),
            (
                "a text is no email",
                "2026-03-03 email Acme -> bounced\n2026-03-04 sms Acme -> bounced\n",
                &[],
            ),
        ],
    );
}

#[test]
fn a_pursuit_by_one_medium_is_told_of_once_at_its_fifth_free_touch() {
    let cards = |days: &[u32]| -> String {
        let card = |day: &u32| format!("2026-03-{day:02} card Acme\n");
        days.iter().map(card).collect()
    };
    for (what, touches, expected) in [
        ("four", cards(&[3, 6, 10, 16]), &[][..]),
        ("six", cards(&[3, 6, 10, 16, 23, 24]), &["8:12 notice"]),
        (
            "one other, reached",
            format!(
                "{}2026-03-17 call Acme -> reached\n{}",
                cards(&[3, 6, 10, 16]),
                cards(&[18])
            ),
            &["9:12 notice"],
        ),
        (
            "one other, silent",
            format!(
                "{}2026-03-17 call Acme -> busy\n{}",
                cards(&[3, 6, 10, 16]),
                cards(&[18, 19])
            ),
            &[],
        ),
        (
            "one kept a promise",
            format!(
                "{}    n: 2026-03-17 card\n{}",
                cards(&[3, 6, 10, 16]),
                cards(&[17])
            ),
            &[],
        ),
        (
            "one kept a promise, and then a fifth was free",
            format!(
                "{}    n: 2026-03-17 card\n{}",
                cards(&[3, 6, 10, 16]),
                cards(&[17, 18])
            ),
            &["10:12 notice"],
        ),
        (
            "a thank-you",
            format!("{}2026-03-17 card Acme #thanks\n", cards(&[3, 6, 10, 16])),
            &[],
        ),
        (
            "a new pursuit begins to count anew",
            format!(
                "{}2026-03-17 < call Acme -> yes\n{}",
                cards(&[3, 6, 10, 16]),
                cards(&[18])
            ),
            &[],
        ),
    ] {
        assert_eq!(
            find(&DEFAULTS, "single-medium", &acme(&touches)),
            expected,
            "{what}"
        );
    }
}

#[test]
fn a_talk_wants_a_next_step() {
    holds(
        &DEFAULTS,
        "no-next-step",
        &[
            (
                "at the outcome",
                "2026-03-30 call Acme -> reached: they are busy\n",
                &["4:25 warning"],
            ),
            (
                "at the channel, where none is written",
                "2026-03-30 meeting Acme\n",
                &["4:12 warning"],
            ),
            (
                "agreed",
                "2026-03-30 call Acme -> agreed\n",
                &["4:25 warning"],
            ),
            (
                "a next without a date",
                "2026-03-30 call Acme -> reached\n    n: call again\n",
                &["4:25 warning"],
            ),
            (
                "a next with a date",
                "2026-03-30 call Acme -> reached\n    n: 2026-04-02\n",
                &[],
            ),
            ("booked", "2026-03-30 call Acme -> booked 2026-04-02\n", &[]),
            (
                "booked without a date",
                "2026-03-30 call Acme -> booked\n",
                &["4:25 warning"],
            ),
            (
                "something is planned",
                "2026-03-30 call Acme -> reached\n2026-04-02 ! call Acme\n",
                &[],
            ),
            (
                "homework is open, of an earlier touch",
                "2026-03-29 call Acme -> reached\n    [ ] them count\n2026-03-30 call Acme -> reached\n",
                &[],
            ),
            (
                "homework is done",
                "2026-03-30 call Acme -> reached\n    [x] them count\n",
                &["4:25 warning"],
            ),
            ("theirs", "2026-03-30 < call Acme -> reached\n", &[]),
            (
                "not the last",
                "2026-03-30 call Acme -> reached\n2026-03-31 email Acme\n",
                &[],
            ),
            (
                "a courtesy after it is not the last",
                "2026-03-30 call Acme -> reached\n2026-03-31 card Acme #thanks\n",
                &["4:25 warning"],
            ),
            (
                "in nurture",
                "2026-03-03 call Acme -> no\n2026-03-31 call Acme -> reached\n",
                &[],
            ),
        ],
    );
}

#[test]
fn an_engaged_touch_wants_notes_and_homework_where_the_settings_say_so() {
    let case = Case {
        settings: "rules: {missing-win: warning, no-homework: warning}\n",
        ..DEFAULTS
    };
    let win = "    w: a\n    i: b\n    n: c\n";
    let homework = "    [x] me a\n    [ ] them b\n";
    let count = |rule: &str, header: &str, body: &str| -> usize {
        let journal = acme(&format!("{header}\n{body}"));
        assert_eq!(
            find(&DEFAULTS, rule, &journal),
            [""; 0],
            "it is off by itself"
        );
        find(&case, rule, &journal).len()
    };
    for (header, wants) in [
        ("2026-03-03 call Acme -> reached", 1),
        ("2026-03-03 call Acme -> booked 2026-03-09", 1),
        ("2026-03-03 < email Acme", 1),
        ("2026-03-03 < email Acme #thanks", 1),
        ("2026-03-03 call Acme -> busy", 0),
        ("2026-03-03 call Acme -> later", 0),
        ("2026-03-03 call Acme -> yes", 0),
    ] {
        assert_eq!(count("missing-win", header, ""), wants, "{header}");
        assert_eq!(
            count("missing-win", header, "    w: a\n    n: c\n"),
            wants,
            "{header}"
        );
        assert_eq!(count("missing-win", header, win), 0, "{header}");
        assert_eq!(count("no-homework", header, ""), wants, "{header}");
        assert_eq!(
            count("no-homework", header, "    [ ] me a\n"),
            wants,
            "{header}"
        );
        assert_eq!(count("no-homework", header, homework), 0, "{header}");
    }
    let stopped = "2026-03-03 < email Acme -> stop\n2026-03-05 < call Acme -> reached";
    assert_eq!(count("missing-win", stopped, ""), 0);
}

#[test]
fn homework_is_late_the_day_after_its_date() {
    let case = Case {
        today: "2026-03-10",
        all: false,
        ..DEFAULTS
    };
    holds(
        &case,
        "late-homework",
        &[
            (
                "of both sides",
                "2026-03-03 call Acme -> reached\n    [ ] me 2026-03-09 a\n    [ ] them 2026-03-09 b\n",
                &["5:5 warning", "6:5 notice"],
            ),
            (
                "today, done, or without a date",
                "2026-03-03 call Acme -> reached\n    [ ] me 2026-03-10 a\n    [x] me 2026-03-06 a\n    [ ] me a\n",
                &[],
            ),
            (
                "of a planned touch",
                "2026-03-03 email Acme\n2026-03-12 ! call Acme\n    [ ] me 2026-03-09 prepare\n",
                &["6:5 warning"],
            ),
            (
                "they said no",
                "2026-03-03 call Acme -> reached\n    [ ] me 2026-03-06 a\n2026-03-09 < email Acme -> no\n",
                &[],
            ),
            (
                "they bought, and still it is owed",
                "2026-03-03 call Acme -> reached\n    [ ] me 2026-03-06 a\n2026-03-09 < email Acme -> yes\n",
                &["5:5 warning"],
            ),
        ],
    );
}

#[test]
fn history_is_counted_and_not_shown_once_look_back_is_over() {
    let late = "2026-03-03 email Acme\n2026-03-09 call Acme -> busy\n";
    for (today, expected) in [("2026-04-08", &["5:1 notice"][..]), ("2026-04-09", &[])] {
        let case = Case {
            today,
            all: false,
            ..DEFAULTS
        };
        assert_eq!(find(&case, "late-touch", &acme(late)), expected, "{today}");
    }
}
