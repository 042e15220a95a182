//! What stands before what: an appointment of today, a planned courtesy, and all else that is due.

mod workshop;

use serde_json::Value;
use workshop::Workshop;

/// `due` as text, without its title, and every prospect as `list` has it in JSON.
fn asked(journal: &str, today: &str) -> (String, Vec<Value>) {
    let workshop = Workshop::on(today).with("main.touch", journal);
    let due = workshop.touchline(&["due"]).out;
    let (_, rows) = due.split_once('\n').expect("there is a title");
    let list = workshop.touchline(&["list", "--format", "json"]).json();
    let prospects = list["prospects"].as_array().expect("it is a list");
    (rows.to_owned(), prospects.clone())
}

#[test]
fn an_appointment_of_today_is_told_whatever_is_older() {
    let journal = "\
prospect Eff
prospect Gee
prospect Hah
2026-03-02 call Eff -> booked 2026-03-09 10:00: demo
    n: 2026-03-05 send the agenda
2026-03-02 call Gee -> booked 2026-03-09 11:00: demo
2026-03-05 < email Gee
2026-02-20 call Hah -> voicemail
";
    let (rows, prospects) = asked(journal, "2026-03-09");
    let rows: Vec<&str> = rows.lines().collect();
    assert!(rows[2].contains("Eff") && rows[2].contains("at 10:00: demo; send the agenda"));
    assert!(rows[1].contains("Gee") && rows[1].contains("at 11:00: demo; they wrote 5 Mar"));
    assert!(rows[3].contains("Hah"), "{rows:?}");
    // To programs it is the earliest, as ever.
    assert_eq!(prospects[0]["due"], "2026-03-05");

    let workshop = Workshop::on("2026-03-09").with("main.touch", journal);
    let prep = workshop.touchline(&["prep", "Eff"]).out;
    assert!(prep.starts_with("Eff: on-time (today: call)"), "{prep}");
}

#[test]
fn a_planned_courtesy_leaves_all_else_as_if_it_were_not_there() {
    let steps = "\
2026-03-02 call Acme -> reached
2026-03-03 email Acme
2026-03-04 email Acme
2026-03-05 call Acme -> voicemail
2026-03-06 email Acme -> sent
2026-03-09 text Acme
";
    let journal = |card: &str| format!("prospect Acme\n    cadence: seven-times\n{steps}{card}");
    let one = |card: &str, today| asked(&journal(card), today).1.remove(0);
    let card = "2026-03-10 ! card Acme #thanks\n";
    let due = |card, today| one(card, today)["due"].clone();
    assert_eq!(due("", "2026-03-12"), "2026-03-23");
    assert_eq!(due(card, "2026-03-09"), "2026-03-10", "on its day");
    assert_eq!(
        due(card, "2026-03-12"),
        "2026-03-10",
        "forgotten, and nothing else to do"
    );
    for today in ["2026-03-23", "2026-04-10", "2026-04-23", "2026-05-20"] {
        let (with, without) = (one(card, today), one("", today));
        for key in [
            "due",
            "overdue",
            "why",
            "next_channel",
            "status",
            "dead_since",
        ] {
            assert_eq!(with[key], without[key], "{key} on {today}");
        }
    }
    let christmas = "2026-12-20 ! card Acme #thanks\n";
    assert_eq!(one(christmas, "2026-06-01")["status"], "dead");
}

#[test]
fn a_planned_courtesy_is_due_where_nothing_else_is() {
    let journal = "\
prospect Acme
2026-03-02 call Acme -> lost: no budget
2026-03-03 ! card Acme #thanks
";
    let (rows, prospects) = asked(journal, "2026-06-01");
    assert!(rows.contains("planned card (a courtesy)"), "{rows}");
    assert_eq!(prospects[0]["status"], "lost");
}
