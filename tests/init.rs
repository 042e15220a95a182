//! `init`: what it writes is of use as it stands, and nothing that is there is written over.

mod workshop;

use std::fs;

use workshop::Workshop;

/// A folder in which `init` was run on this day.
fn begun(today: &'static str) -> Workshop {
    let mut shop = Workshop::new();
    fs::remove_file(shop.path().join("touchline.yaml")).expect("it is there");
    shop.today = today;
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
    let folder = tempfile::tempdir().expect("a folder can be made");
    let touchline = env!("CARGO_BIN_EXE_touchline");
    let init = |before: &str| {
        let mut shell = std::process::Command::new("sh");
        shell
            .arg("-c")
            .arg(format!("{before} exec '{touchline}' init"));
        shell.current_dir(folder.path()).output().expect("it runs")
    };
    // No file may grow: what a full disk says, without one.
    let failed = init("trap '' XFSZ; ulimit -f 0;");
    let error = String::from_utf8_lossy(&failed.stderr);
    assert_eq!(failed.status.code(), Some(2));
    assert!(
        error.starts_with("error: main.touch is not written: "),
        "{error}"
    );
    assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 0);
    let said = String::from_utf8_lossy(&init("").stdout).into_owned();
    assert!(
        said.starts_with("wrote main.touch\nwrote touchline.yaml\n"),
        "{said}"
    );
}
