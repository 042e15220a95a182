//! What tables become in each form, and in a file: harmless, and whole.

mod workshop;

use workshop::Workshop;

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

fn shop(journal: &str) -> Workshop {
    Workshop::on("2026-03-11").with("main.touch", journal)
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
    let shop = shop(HOSTILE);
    let settings = shop.read("touchline.yaml");
    std::fs::create_dir(shop.path().join("sub")).unwrap();
    std::os::unix::fs::symlink("../main.touch", shop.path().join("sub/link")).unwrap();
    shop.touchline(&["check", "--fail-on", "never", "--write-baseline", "known"])
        .done();
    for target in ["main.touch", "sub/link", "sub/../touchline.yaml"] {
        for command in [
            &["list", "-o", target] as &[_],
            &["report", "-o", target],
            &["report", "pipeline", "-o", target],
            &["export", "csv", "-o", target],
            &["check", "--write-baseline", target],
            &["check", "--baseline", "known", "--write-baseline", target],
        ] {
            let said = shop.touchline(command);
            said.refuses(&format!("{target} is not written: it "));
        }
    }
    assert_eq!(shop.read("main.touch"), HOSTILE);
    assert_eq!(shop.read("touchline.yaml"), settings);
    shop.touchline(&["list", "-o", "known"]).done();
}

#[test]
fn a_journal_that_means_harm_does_nothing_in_any_form() {
    let shop = shop(HOSTILE);
    for command in COMMANDS {
        for format in FORMATS {
            let mut arguments = command.to_vec();
            arguments.extend(["--format", format]);
            let shown = shop.touchline(&arguments).done();
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
    let shop = shop(HOSTILE);
    let heading = |arguments: &[&str]| {
        let shown = shop.touchline(arguments).done();
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
        let json = shop
            .touchline(&[command, &["--format", "jsonl"][..]].concat())
            .done();
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
    let shop = shop(HOSTILE);
    let shown = shop.touchline(&["list", "--format", "md", "-o", "list.md"]);
    assert_eq!(shown.done(), "");
    let direct = shop.touchline(&["list", "--format", "md"]).done();
    assert_eq!(shop.read("list.md"), direct);

    let refused = shop.touchline(&["list", "no:such", "--format", "md", "-o", "list.md"]);
    refused.refuses("`no:`");
    assert_eq!(shop.read("list.md"), direct);

    let nowhere = shop.touchline(&["report", "-o", "no/such/folder.txt"]);
    assert_eq!(nowhere.code, 2);
    assert_eq!(
        nowhere.error,
        "error: no/such/folder.txt is not written: there is no folder no/such\n\
         help: make the folder first, or name another one\n"
    );
    assert_eq!(shop.names(), ["list.md", "main.touch", "touchline.yaml"]);
}

#[test]
fn a_file_is_in_the_form_that_its_name_ends_in() {
    let shop = shop(HOSTILE);
    for (name, format) in [
        ("out.csv", "csv"),
        ("out.MD", "md"),
        ("out.html", "html"),
        ("out.json", "json"),
        ("out.jsonl", "jsonl"),
        ("out.txt", "text"),
        ("out", "text"),
    ] {
        let asked = shop.touchline(&["list", "--format", format]).done();
        shop.touchline(&["list", "-o", name]).done();
        let written = shop.read(name);
        assert_eq!(written, asked, "{name}");
    }
    // What is asked for in words holds.
    shop.touchline(&["list", "--format", "json", "-o", "out.csv"])
        .done();
    let written = shop.read("out.csv");
    assert!(written.starts_with('{'), "{written}");
}

#[test]
fn names_are_whole_in_a_pipe_and_cut_to_columns_that_are_asked_for() {
    let name = "Finch, Finch, Finch & Daughters of the Old Harbour, Boatbuilders";
    let journal = format!("prospect {name}\n    owner: dana\n\n2026-03-02 call {name}\n");
    let shop = shop(&journal);
    assert!(shop.touchline(&["list"]).done().contains(name));
    shop.touchline(&["list", "-o", "list.txt"]).done();
    let written = shop.read("list.txt");
    assert!(written.contains(name), "{written}");
    let narrow = shop.touchline_with(&[("COLUMNS", "80")], &["list"]).done();
    assert!(narrow.lines().all(|line| line.chars().count() <= 80) && !narrow.contains(name));
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_what_it_points_to_is_written() {
    let shop = shop(HOSTILE);
    shop.write("real.csv", "old");
    let link = shop.path().join("link.csv");
    std::os::unix::fs::symlink("real.csv", &link).unwrap();
    shop.touchline(&["list", "--format", "csv", "-o", "link.csv"])
        .done();
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(shop.read("real.csv").starts_with("name,"));
}

#[test]
fn bars_are_drawn_where_they_are_asked_for_and_in_ascii_where_nothing_else_is_shown() {
    let shop = shop(HOSTILE);
    let plain = shop.touchline(&["report", "activity"]).done();
    assert!(!plain.contains('█'), "{plain}");
    let coloured = shop
        .touchline(&["report", "activity", "--color", "always"])
        .done();
    assert!(coloured.contains('█'), "{coloured}");
    let arguments = ["report", "activity", "--color", "always"];
    let ascii = shop.touchline_with(&[("LC_ALL", "C")], &arguments).done();
    assert!(ascii.is_ascii() && ascii.contains("####"), "{ascii}");
}

#[test]
fn the_owner_of_a_query_sets_the_rep_at_the_keyboard_aside() {
    let shop = shop("rep dana\nprospect Acme\nrep lee\nprospect Bright\n");
    let due = |terms: &[&str]| {
        let arguments = [&["due", "--format", "json"], terms].concat();
        let said = shop.touchline_with(&[("TOUCHLINE_REP", "dana")], &arguments);
        let value = said.json();
        let prospects = value["prospects"].as_array().unwrap().iter();
        let names = prospects.map(|one| one["name"].as_str().unwrap().to_owned());
        names.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(due(&[]), "Acme");
    assert_eq!(due(&["bright"]), "");
    assert_eq!(due(&["owner:lee"]), "Bright");
    assert_eq!(due(&["--everyone"]), "Acme Bright");
}
