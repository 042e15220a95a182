//! Mistakes as people make them: one finding each, at the words at fault, and a fix that mends it
//! or none.

mod workshop;

use workshop::Workshop;

/// What `check` says of a journal, as `LINE:COLUMN LEVEL RULE: MESSAGE`.
fn told(journal: &str) -> Vec<String> {
    let workshop = Workshop::new().with("main.touch", journal);
    let said = workshop.touchline(&["check", "--format", "short"]).out;
    let lines = said
        .lines()
        .filter_map(|line| line.strip_prefix("main.touch:"));
    lines.map(str::to_owned).collect()
}

/// What `check --fix` makes of a journal.
fn mended(journal: &str) -> String {
    let workshop = Workshop::new().with("main.touch", journal);
    let said = workshop.touchline(&["check", "--fix"]);
    assert_ne!(said.code, 2, "{said:?}");
    workshop.read("main.touch")
}

fn one_fault(line: &str, expected: &str, after: &str) {
    let journal =
        |line: &str| format!("prospect A\n    value: 5\n2026-03-20 call A -> busy\n{line}\n");
    let told = told(&journal(line));
    let faults: Vec<&String> = told
        .iter()
        .filter(|told| told.contains(": error "))
        .collect();
    assert_eq!(faults.len(), 1, "{line}: {told:?}");
    assert!(faults[0].contains(expected), "{line}: {told:?}");
    assert_eq!(mended(&journal(line)), journal(after), "{line}");
}

#[test]
fn a_time_with_a_unit_is_one_mistake() {
    for (line, said, after) in [
        (
            "2026-03-21 2 pm call A -> busy",
            "4:12: error invalid-date: `2 pm` is no time of day",
            "2026-03-21 14:00 call A -> busy",
        ),
        (
            "2026-03-21 10.30 Uhr call A -> busy",
            "`10.30 Uhr` is no time of day",
            "2026-03-21 10:30 call A -> busy",
        ),
        (
            "2026-03-21 10:30 Uhr call A -> busy",
            "`10:30 Uhr` is no time of day",
            "2026-03-21 10:30 call A -> busy",
        ),
        (
            "2026-03-21 < 10:00 call A",
            "4:14: error unknown-channel: `10:00` is no channel",
            "2026-03-21 < 10:00 call A",
        ),
    ] {
        one_fault(line, said, after);
    }
}

#[test]
fn a_date_with_a_mark_behind_it_is_no_promise_lost() {
    for (line, said, after) in [
        (
            "    n: 2026-03-25, send it",
            "4:8: error bad-field: `2026-03-25,` is no date",
            "    n: 2026-03-25 send it",
        ),
        (
            "    n: 2026-03-25T10:00 send it",
            "`2026-03-25T10:00` is no date",
            "    n: 2026-03-25T10:00 send it",
        ),
        (
            "    [ ] me 2026-03-25: send it",
            "4:12: error bad-field: `2026-03-25:` is no date",
            "    [ ] me 2026-03-25 send it",
        ),
        (
            "    [ ]me send it",
            "4:8: error syntax: a space is missing behind the box",
            "    [ ] me send it",
        ),
    ] {
        one_fault(line, said, after);
    }
}

#[test]
fn a_date_that_may_not_stand_there_is_not_offered() {
    for (line, said) in [
        ("    n: 30/1/2026 send it", "`30/1/2026` is no date"),
        (
            "2026-03-21 call A -> booked 30/1/2026",
            "`30/1/2026` is no date",
        ),
        (
            "2026-03-21 call A -> voicemail 30/4/2026",
            "`voicemail` takes no date",
        ),
        (
            "2026-03-21 call A -> later 2026-09-01 2026-10-01",
            "`later` takes one date",
        ),
        (
            "2026-03-21 call A -> sent 2026-03-22: x",
            "`sent` takes no date",
        ),
    ] {
        one_fault(line, said, line);
    }
}

#[test]
fn a_fix_that_does_not_mend_keeps_no_other_from_being_written() {
    let before = "prospect A\n2026-03-20 ! <mail A\n2026-03-21 cal A -> busy\n";
    let after = "prospect A\n2026-03-20 ! <mail A\n2026-03-21 call A -> busy\n";
    assert_eq!(mended(before), after);
}

#[test]
fn a_field_that_may_be_the_users_own_is_left_alone() {
    let journal = "prospect A\n    phone: 030 1\n    phone2: 030 2\n    closed: no\n";
    let found = told(journal);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found
            .iter()
            .all(|told| told.contains("warning misspelt-field"))
    );
    assert_eq!(mended(journal), journal);
}

#[test]
fn what_nobody_sees_at_the_start_of_an_entry_is_one_mistake_and_mended() {
    for hidden in ["\u{feff}", "\u{200b}"] {
        let line = format!("{hidden}2026-03-21 call A -> busy");
        one_fault(
            &line,
            "4:1: error syntax: what nobody sees stands before this entry",
            "2026-03-21 call A -> busy",
        );
        let directive = format!("prospect A\n\n{hidden}prospect B\n2026-03-21 call B -> busy\n");
        assert!(mended(&directive).contains("\nprospect B\n"));
    }
}

#[test]
fn a_name_that_is_taken_points_at_where_it_was_given() {
    let workshop = Workshop::new();
    workshop.write(
        "main.touch",
        "prospect Acme Corp\n    aka: ACME, Zed\nprospect Zed\n",
    );
    let said = workshop.touchline(&["check", "--format", "json"]).json();
    let note = &said["findings"][0]["notes"][0];
    assert_eq!((&note["line"], &note["column"]), (&2.into(), &16.into()));
}

#[test]
fn fmt_changes_no_meaning_where_a_space_or_a_date_would() {
    let workshop = Workshop::new();
    let text = "2026-03-21 call A -> reached:;they asked for a price\n    = cadence 2026-6-9\n";
    workshop.write("main.touch", text);
    let said = workshop.touchline(&["fmt"]);
    assert_eq!(
        (said.code, workshop.read("main.touch").as_str()),
        (0, text),
        "{said:?}"
    );
}

#[test]
fn tags_behind_an_outcome_keep_their_order() {
    let workshop = Workshop::new();
    workshop.write("main.touch", "2026-03-21 call A -> reached: x #one #two\n");
    let said = workshop.touchline(&["export", "json"]).out;
    let one = said.find("\"one\"").expect("it is there");
    assert!(one < said.find("\"two\"").expect("it is there"));
}

#[test]
fn a_report_on_nobody_says_so() {
    let workshop = Workshop::new();
    workshop.write("main.touch", "prospect Acme Corp\n");
    let said = workshop.touchline(&["report", "nope"]);
    assert!(said.error.contains("nobody is found so"), "{said:?}");
    let said = workshop.touchline(&["report", "acme"]);
    assert_eq!((said.code, said.error.as_str()), (0, ""));
}

#[test]
fn no_fix_makes_another_fact_of_a_line() {
    for line in [
        "2026-03-21 email< A",
        "2026-03-21 call! A",
        "2026-03-21 call A -> booked Wed 10:00",
        "2026-03-21 call A -> later january",
    ] {
        let journal = format!("prospect A\n{line}\n");
        assert_eq!(mended(&journal), journal);
    }
}

#[test]
fn an_outcome_without_its_arrow_is_not_taken_for_a_name_to_declare() {
    let workshop = Workshop::new();
    let journal = "prospect Brauhaus Löwe\n2026-03-21 call Brauhaus Löwe voicemail\n";
    workshop.write("main.touch", journal);
    let said = workshop.touchline(&["check"]).out;
    assert!(said.contains("`Brauhaus Löwe -> voicemail`"), "{said}");
}

#[test]
fn an_amount_that_can_be_read_in_two_ways_is_told_both() {
    let workshop = Workshop::new();
    workshop.write("main.touch", "prospect A\n    value: 18.500 EUR\n");
    let said = workshop.touchline(&["check"]).out;
    assert!(said.contains("write 18.5 EUR or 18,500 EUR"), "{said}");
}

#[test]
fn a_name_of_any_length_is_shown_in_a_pipe() {
    let workshop = Workshop::new();
    workshop.write("main.touch", format!("prospect {}\n", "A".repeat(66_000)));
    for command in ["list", "due"] {
        assert_eq!(workshop.touchline(&[command]).code, 0, "{command}");
    }
}

#[test]
fn a_version_is_no_date() {
    let journal = "prospect A\n2026-03-21 call A -> reached\n    n: 1.2.3: the update\n";
    assert!(told(journal).iter().all(|told| !told.contains(": error ")));
}

#[test]
fn a_name_is_found_as_a_plain_keyboard_writes_it() {
    let workshop = Workshop::new();
    workshop.write("main.touch", "prospect Bäckerei Süßmann\n");
    for typed in ["suss", "sussmann", "backerei", "SÜSS"] {
        let said = workshop.touchline(&["show", typed]).done();
        assert!(said.contains("Bäckerei Süßmann"), "{typed}: {said}");
    }
}
