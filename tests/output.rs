//! What tables become in each form, and in a file: harmless, and whole.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const FORMATS: [&str; 6] = ["text", "json", "jsonl", "csv", "md", "html"];

/// Names, notes and values of somebody who means harm.
const HOSTILE: &str = "\
rep =rep()

prospect =cmd('/C calc')!A1
    source: <script>alert(1)</script>
    value: 12 EUR
    tags: +1+1 @SUM(1)

2026-01-05 call =cmd('/C calc')!A1 -> voicemail

prospect <img src=x onerror=alert(1)>
    source: ::error::owned
    since: 2026-01-05

prospect @everyone [x](javascript:alert(1)) `code` | cell
    source: ##[error]owned

2026-01-05 < email @everyone [x](javascript:alert(1)) `code` | cell -> replied
    ::error::owned
2026-03-02 ! call @everyone [x](javascript:alert(1)) `code` | cell

prospect ::error::owned

2026-03-02 call ::error::owned -> booked 2026-03-12 09:00: <b>\u{202e}demo</b>
";

/// A folder of this test's own, gone when it ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("touchline-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        std::fs::write(path.join("main.touch"), HOSTILE).unwrap();
        Folder(path)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_touchline"))
            .args(arguments)
            .current_dir(&self.0)
            .env_clear()
            .env("TOUCHLINE_TODAY", "2026-03-11")
            .output()
            .unwrap()
    }

    fn entries(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn text(output: &Output) -> String {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout.clone()).unwrap()
}

const COMMANDS: [&[&str]; 12] = [
    &["list"],
    &["due", "--all"],
    &["dead", "--all"],
    &["report", "pipeline", "--by", "source"],
    &["report", "activity", "--by", "rep"],
    &["report", "persistence", "--by", "source"],
    &["report", "conversion", "--by", "rep"],
    &["report", "adherence", "--by", "source"],
    &["report", "response", "--by", "source"],
    &["report", "claims", "--by", "source"],
    &["report", "activity", "<script>,=cmd()"],
    &["report", "pipeline", "::error::x,\u{1b}[2J"],
];

#[cfg(unix)]
#[test]
fn no_answer_is_written_over_the_journal_or_its_settings() {
    let folder = Folder::new("spared");
    let path = |name: &str| folder.0.join(name);
    std::fs::write(path("touchline.yaml"), "journal: main.touch\n").unwrap();
    std::fs::create_dir(path("sub")).unwrap();
    std::os::unix::fs::symlink("../main.touch", path("sub/link")).unwrap();
    text(&folder.run(&["check", "--fail-on", "never", "--write-baseline", "known"]));
    for target in ["main.touch", "sub/link", "sub/../touchline.yaml"] {
        for command in [
            &["list", "-o", target] as &[_],
            &["report", "-o", target],
            &["report", "pipeline", "-o", target],
            &["export", "csv", "-o", target],
            &["check", "--write-baseline", target],
            &["check", "--baseline", "known", "--write-baseline", target],
        ] {
            let output = folder.run(command);
            let error = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(2), "{command:?}");
            assert!(
                error.contains(&format!("{target} is not written: it ")),
                "{error}"
            );
        }
    }
    assert_eq!(
        std::fs::read_to_string(path("main.touch")).unwrap(),
        HOSTILE
    );
    let settings = std::fs::read_to_string(path("touchline.yaml")).unwrap();
    assert_eq!(settings, "journal: main.touch\n");
    text(&folder.run(&["list", "-o", "known"]));
}

#[test]
fn a_journal_that_means_harm_does_nothing_in_any_form() {
    let folder = Folder::new("harm");
    for command in COMMANDS {
        for format in FORMATS {
            let mut arguments = command.to_vec();
            arguments.extend(["--format", format]);
            let shown = text(&folder.run(&arguments));
            let place = format!("{arguments:?}\n{shown}");
            let control = |one: char| (one.is_control() && one != '\n') || one == '\u{202e}';
            assert!(!shown.contains(control), "{place}");
            for line in shown.lines() {
                assert!(!line.trim_start().starts_with("::"), "{place}");
                assert!(!line.contains("##["), "{place}");
            }
            match format {
                "html" => {
                    for bad in ["<script>alert", "<img", "=cmd("] {
                        assert!(!shown.contains(bad), "{bad}: {place}");
                    }
                }
                "md" => {
                    for bad in ["<script", "<img", "<b>", "[x](", "`code`", "@everyone"] {
                        assert!(!shown.contains(bad), "{bad}: {place}");
                    }
                }
                "csv" => {
                    let mut reader = csv::Reader::from_reader(shown.as_bytes());
                    for cell in reader.records().flat_map(|record| {
                        record
                            .unwrap()
                            .iter()
                            .map(str::to_owned)
                            .collect::<Vec<_>>()
                    }) {
                        let formula = cell.starts_with(['=', '+', '-', '@']);
                        assert!(!formula || cell.parse::<f64>().is_ok(), "{cell}: {place}");
                    }
                }
                "json" => {
                    serde_json::from_str::<serde_json::Value>(&shown).unwrap();
                }
                "jsonl" => {
                    for line in shown.lines() {
                        serde_json::from_str::<serde_json::Value>(line).unwrap();
                    }
                }
                _ => {}
            }
        }
    }
}

#[test]
fn a_sheet_has_the_same_columns_whoever_is_in_it() {
    let folder = Folder::new("columns");
    let heading = |arguments: &[&str]| {
        let shown = text(&folder.run(arguments));
        shown.lines().next().unwrap().to_owned()
    };
    let all = heading(&["list", "--format", "csv"]);
    assert_eq!(all, heading(&["list", "nobody", "--format", "csv"]));
    assert!(all.starts_with("name,owner,status,"), "{all}");
    assert_eq!(
        heading(&["report", "activity", "nobody", "--format", "csv"]),
        "group,outbound,inbound,prospects"
    );
    // Whatever is in the JSON of a row is in the sheet.
    for command in COMMANDS {
        let json = text(&folder.run(&[command, &["--format", "jsonl"][..]].concat()));
        let columns = heading(&[command, &["--format", "csv"][..]].concat());
        let columns: Vec<&str> = columns.split(',').collect();
        for line in json.lines() {
            let row: serde_json::Map<String, serde_json::Value> =
                serde_json::from_str(line).unwrap();
            for key in row.keys() {
                let known = columns
                    .iter()
                    .any(|column| column == key || column.starts_with(&format!("{key}_")));
                // Words that are the same in every journal, and what `list` says of the dead.
                let left_out = ["measure", "source", "died_at", "dead_since"];
                assert!(
                    known || left_out.contains(&key.as_str()),
                    "{command:?}: {key}"
                );
            }
        }
    }
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let folder = Folder::new("file");
    let shown = folder.run(&["list", "--format", "md", "-o", "list.md"]);
    assert_eq!(text(&shown), "");
    let direct = text(&folder.run(&["list", "--format", "md"]));
    let path = folder.0.join("list.md");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), direct);

    let refused = folder.run(&["list", "no:such", "--format", "md", "-o", "list.md"]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), direct);

    let nowhere = folder.run(&["report", "-o", "no/such/folder.txt"]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&nowhere.stderr),
        "error: no/such/folder.txt is not written: there is no folder no/such\n\
         help: make the folder first, or name another one\n"
    );
    assert_eq!(folder.entries(), ["list.md", "main.touch"]);
}

#[test]
fn a_file_is_in_the_form_that_its_name_ends_in() {
    let folder = Folder::new("ending");
    for (name, format) in [
        ("out.csv", "csv"),
        ("out.MD", "md"),
        ("out.html", "html"),
        ("out.json", "json"),
        ("out.jsonl", "jsonl"),
        ("out.txt", "text"),
        ("out", "text"),
    ] {
        let asked = text(&folder.run(&["list", "--format", format]));
        text(&folder.run(&["list", "-o", name]));
        let written = std::fs::read_to_string(folder.0.join(name)).unwrap();
        assert_eq!(written, asked, "{name}");
    }
    // What is asked for in words holds.
    text(&folder.run(&["list", "--format", "json", "-o", "out.csv"]));
    let written = std::fs::read_to_string(folder.0.join("out.csv")).unwrap();
    assert!(written.starts_with('{'), "{written}");
}

#[test]
fn names_are_whole_in_a_pipe_and_cut_to_columns_that_are_asked_for() {
    let folder = Folder::new("pipe");
    let name = "Finch, Finch, Finch & Daughters of the Old Harbour, Boatbuilders";
    let journal = format!("prospect {name}\n    owner: dana\n\n2026-03-02 call {name}\n");
    std::fs::write(folder.0.join("main.touch"), journal).unwrap();
    assert!(text(&folder.run(&["list"])).contains(name));
    text(&folder.run(&["list", "-o", "list.txt"]));
    let written = std::fs::read_to_string(folder.0.join("list.txt")).unwrap();
    assert!(written.contains(name), "{written}");
    let narrow = Command::new(env!("CARGO_BIN_EXE_touchline"))
        .arg("list")
        .current_dir(&folder.0)
        .env_clear()
        .env("COLUMNS", "80")
        .output()
        .unwrap();
    let narrow = text(&narrow);
    assert!(narrow.lines().all(|line| line.chars().count() <= 80) && !narrow.contains(name));
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_what_it_points_to_is_written() {
    let folder = Folder::new("link");
    let (real, link) = (folder.0.join("real.csv"), folder.0.join("link.csv"));
    std::fs::write(&real, "old").unwrap();
    std::os::unix::fs::symlink(Path::new("real.csv"), &link).unwrap();
    text(&folder.run(&["list", "--format", "csv", "-o", "link.csv"]));
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(std::fs::read_to_string(&real).unwrap().starts_with("name,"));
}

#[test]
fn bars_are_drawn_where_they_are_asked_for_and_in_ascii_where_nothing_else_is_shown() {
    let folder = Folder::new("bars");
    let plain = text(&folder.run(&["report", "activity"]));
    assert!(!plain.contains('█'), "{plain}");
    let coloured = text(&folder.run(&["report", "activity", "--color", "always"]));
    assert!(coloured.contains('█'), "{coloured}");
    let ascii = Command::new(env!("CARGO_BIN_EXE_touchline"))
        .args(["report", "activity", "--color", "always"])
        .current_dir(&folder.0)
        .env_clear()
        .env("LC_ALL", "C")
        .env("TOUCHLINE_TODAY", "2026-03-11")
        .output()
        .unwrap();
    let ascii = text(&ascii);
    assert!(ascii.is_ascii() && ascii.contains("####"), "{ascii}");
}

#[test]
fn the_owner_of_a_query_sets_the_rep_at_the_keyboard_aside() {
    let folder = Folder::new("rep");
    std::fs::write(
        folder.0.join("main.touch"),
        "rep dana\nprospect Acme\nrep lee\nprospect Bright\n",
    )
    .unwrap();
    let due = |terms: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_touchline"))
            .args(["due", "--format", "json"])
            .args(terms)
            .current_dir(&folder.0)
            .env_clear()
            .env("TOUCHLINE_TODAY", "2026-03-11")
            .env("TOUCHLINE_REP", "dana")
            .output()
            .unwrap();
        let value: serde_json::Value = serde_json::from_str(&text(&output)).unwrap();
        let prospects = value["prospects"].as_array().unwrap().iter();
        let names = prospects.map(|one| one["name"].as_str().unwrap().to_owned());
        names.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(due(&[]), "Acme");
    assert_eq!(due(&["bright"]), "");
    assert_eq!(due(&["owner:lee"]), "Bright");
    assert_eq!(due(&["--everyone"]), "Acme Bright");
}
