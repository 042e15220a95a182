//! `init`: what it writes is of use as it stands, and nothing that is there is written over.

mod workshop;

use std::fs;

use workshop::{Said, Workshop};

/// A folder in which `init` was run on this day.
fn begun(today: &str) -> Workshop {
    let shop = Workshop::on(today);
    fs::remove_file(shop.path().join("touchline.yaml")).expect("it is there");
    let said = shop.touchline(&["init"]);
    assert_eq!(
        said.out,
        "wrote main.touch\nwrote touchline.yaml\n\
         Next: write your first prospect into main.touch, then run `touchline due` in its folder\n"
    );
    shop
}

/// The text with the mark that makes a comment taken away, and nothing else.
fn without(mark: char, text: &str) -> String {
    let lines = text
        .lines()
        .map(|line| line.strip_prefix(mark).unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_example_is_sound_on_each_day_of_the_week_and_due_that_day() {
    for today in [
        "2026-03-02",
        "2026-03-03",
        "2026-03-04",
        "2026-03-05",
        "2026-03-06",
        "2026-03-07",
        "2026-03-08",
    ] {
        let shop = begun(today);
        shop.write("main.touch", without(';', &shop.read("main.touch")));
        assert_eq!(shop.check(&["--all"]), [""; 0], "{today}");
        let due = shop.touchline(&["due"]).out;
        assert!(due.contains("today  Acme Corp  3  call"), "{today}\n{due}");
    }
}

#[test]
fn before_anything_is_changed_the_journal_is_empty_and_sound() {
    let shop = begun("2026-03-02");
    let said = shop.touchline(&["check"]);
    assert_eq!(said.out, "No findings: 1 file, 0 prospects, 0 touches\n");
}

#[test]
fn each_setting_that_is_offered_can_be_taken() {
    let shop = begun("2026-03-02");
    let settings = shop.read("touchline.yaml");
    let lines = settings.lines().map(|line| match without('#', line) {
        prose if prose.starts_with(' ') => line.to_owned(),
        setting => setting,
    });
    shop.write("touchline.yaml", lines.collect::<Vec<_>>().join("\n"));
    let said = shop.touchline(&["config"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("touchline.yaml:8\n"), "{said:?}");
}

#[test]
fn what_is_there_is_kept_and_said_to_be_kept() {
    let shop = begun("2026-03-02");
    shop.write("main.touch", "prospect Acme\n");
    let said = shop.touchline(&["init"]);
    assert_eq!(
        said.out,
        "kept main.touch, which was there already\n\
         kept touchline.yaml, which was there already\n\
         Next: run `touchline due` in its folder\n"
    );
    assert_eq!(shop.read("main.touch"), "prospect Acme\n");
}

#[test]
fn a_folder_that_is_named_is_made() {
    let shop = Workshop::new();
    let said = shop.touchline(&["init", "sales"]);
    assert!(said.out.starts_with("wrote sales/main.touch\n"), "{said:?}");
    assert!(said.out.contains("into sales/main.touch,"), "{said:?}");
    assert!(
        shop.read("sales/main.touch")
            .contains(";prospect Acme Corp")
    );
}

#[cfg(unix)]
#[test]
fn a_disk_that_is_full_leaves_no_empty_journal_behind() {
    let shop = Workshop::new();
    fs::remove_file(shop.path().join("touchline.yaml")).expect("it is there");
    let init = |before: &str| {
        let mut shell = shop.command("sh");
        shell.args(["-c", &format!("{before} exec touchline init")]);
        Said::new(shell.output())
    };
    // No file may grow: what a full disk says, without one.
    let failed = init("trap '' XFSZ; ulimit -f 0;");
    failed.refuses("error: main.touch is not written: ");
    assert!(shop.names().is_empty());
    let said = init("").done();
    assert!(
        said.starts_with("wrote main.touch\nwrote touchline.yaml\n"),
        "{said}"
    );
}
