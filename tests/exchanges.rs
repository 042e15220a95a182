//! Exports that other programs read, and imports of what they write: presets, traps, hostile text,
//! and that nothing comes twice or gets lost. The readers of others are used where they are there.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod workshop;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use workshop::{Said, Workshop};

const HOSTILE: &str = "\
rep =rep();x

prospect =cmd('/C calc')!A1
    email: a@b.example

2026-01-05 call =cmd('/C calc')!A1 #+tag -> voicemail: -1+2
    =HYPERLINK(\"http://x\")
    a, \"quoted\"; and \\u{1b} 'x'
    > [ ] no box
2026-01-06 < email =cmd('/C calc')!A1 -> replied
    ::error::owned
    ##[error]owned

prospect (Brackets) [and] : colons | pipes

2026-01-07 09:30 meeting (Brackets) [and] : colons | pipes #a;b #c -> later 2026-Q3: not now
    next: 2026-08-01 call
    [ ] me 2026-02-02 send it
    [x] them count
2026-01-08 call (Brackets) [and] : colons | pipes -> booked 2026-04-02 09:00: demo, \\n; with BEGIN:VEVENT
2026-01-08 call Foo;=1+1 -> voicemail: x;@y
    - one
    -2+3;=4
2026-04-01 ! visit (Brackets) [and] : colons | pipes
2026-05-01 call (Brackets) [and] : colons | pipes
";

fn shop(journal: &str) -> Workshop {
    Workshop::on("2026-03-20").with("main.touch", journal)
}

fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/imports");
    path.join(name).to_string_lossy().into_owned()
}

fn journals() -> Vec<String> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    ["solo/main.touch", "ninety-three/main.touch"]
        .iter()
        .map(|name| std::fs::read_to_string(samples.join(name)).unwrap())
        .chain([HOSTILE.to_owned()])
        .collect()
}

/// Says whether a program is there; a word where it is not.
fn has(program: &str, argument: &str) -> bool {
    let there = Command::new(program)
        .arg(argument)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !there {
        let mut err = std::io::stderr();
        let _ = writeln!(err, "skipped: there is no {program} here");
    }
    there
}

/// The touches of a journal as data, without their places and the ids that an import adds.
fn touches(shop: &Workshop, journal: &str) -> Vec<serde_json::Value> {
    let json = shop.touchline(&["-f", journal, "export", "json"]).done();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let mut touches = json["touches"].as_array().unwrap().clone();
    for touch in &mut touches {
        let fields = touch.as_object_mut().unwrap();
        for key in ["file", "line", "number", "step", "pursuit"] {
            fields.shift_remove(key);
        }
        let mut tags: Vec<String> = serde_json::from_value(fields["tags"].clone()).unwrap();
        tags.sort();
        fields.insert("tags".into(), tags.into());
        let notes = fields["notes"].as_array_mut().unwrap();
        notes.retain(|line| !line.as_str().unwrap().starts_with("import-id:"));
    }
    // Of one day and prospect they stay as they stand.
    touches.sort_by_key(|touch| format!("{} {}", touch["date"], touch["prospect"]));
    touches
}

#[test]
fn the_import_of_an_export_is_the_same_touches() {
    for journal in &journals() {
        let shop = shop(journal);
        shop.touchline(&["export", "csv", "-o", "out.csv"]).done();
        shop.write("new.touch", "");
        shop.touchline(&[
            "-f",
            "new.touch",
            "import",
            "csv",
            "out.csv",
            "--to",
            "new.touch",
        ])
        .done();
        let (old, new) = (touches(&shop, "main.touch"), touches(&shop, "new.touch"));
        for (old, new) in old.iter().zip(&new) {
            assert_eq!(old, new);
        }
        assert_eq!(old.len(), new.len());
        let again = shop.touchline(&["-f", "new.touch", "import", "csv", "out.csv"]);
        assert_eq!(again.out, "");
        // What was imported keeps its ids when it goes out and comes in again.
        shop.touchline(&["-f", "new.touch", "export", "csv", "-o", "second.csv"])
            .done();
        let again = shop.touchline(&["-f", "new.touch", "import", "csv", "second.csv"]);
        assert_eq!(again.out, "");
    }
}

#[test]
fn journals_of_many_files_and_own_words_come_back_too() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/examples");
    let mut folders: Vec<PathBuf> = Vec::new();
    for place in [examples.clone(), examples.join("generated")] {
        let entries = std::fs::read_dir(place).unwrap();
        folders.extend(entries.map(|entry| entry.unwrap().path()));
    }
    // A line with a mistake comes back as a note, and without control characters.
    folders.retain(|folder| folder.join("main.touch").exists() && !folder.ends_with("mistakes"));
    assert!(folders.len() > 20);
    for example in folders {
        let shop = shop("");
        if example.join("touchline.yaml").exists() {
            std::fs::copy(
                example.join("touchline.yaml"),
                shop.path().join("touchline.yaml"),
            )
            .unwrap();
        }
        let from = example.join("main.touch");
        let from = from.to_str().unwrap();
        shop.touchline(&["-f", from, "export", "csv", "-o", "out.csv"])
            .done();
        let main = ["-f", "main.touch"];
        let import = ["import", "csv", "out.csv", "--to", "main.touch"];
        shop.touchline(&[&main[..], &import[..]].concat()).done();
        let (old, new) = (touches(&shop, from), touches(&shop, "main.touch"));
        // A line with a mistake comes back as a note, and without control characters.
        let plain = |touch: &serde_json::Value| {
            touch
                .to_string()
                .replace("\"> ", "\"")
                .replace("\\u0000", "")
        };
        for (old, new) in old.iter().zip(&new) {
            assert_eq!(plain(old), plain(new), "{from}");
        }
        assert_eq!(old.len(), new.len(), "{from}");
    }
}

#[test]
fn an_import_adds_nothing_that_people_wrote_already() {
    for journal in &journals() {
        let shop = shop(journal);
        shop.touchline(&["export", "csv", "-o", "out.csv"]).done();
        // A line above: the rows of another export have other lines.
        shop.write("main.touch", format!("; moved\n{journal}"));
        let import = ["import", "csv", "out.csv", "--to", "main.touch"];
        let said = shop.touchline(&import).error;
        assert!(said.starts_with("0 touches added"), "{said}");
        assert_eq!(shop.read("main.touch"), format!("; moved\n{journal}"));
    }
}

/// What the journal of Acme holds, what comes in, and what of it is added.
#[test]
fn touches_that_are_alike_are_counted_and_times_told_apart() {
    let header = "date,time,mark,channel,medium,prospect,rep,outcome,effect,when,detail,tags,number,\
                  pursuit,step,notes,file,line";
    let row = |time: &str, name: &str, outcome: &str, line: u32| {
        format!("2026-03-02,{time},outbound,call,phone,{name},,{outcome},,,,,,,,,x.touch,{line}\n")
    };
    let base = "prospect Acme Corp\n    aka: Acme\n\n";
    for (held, given, added) in [
        // Two that are alike stand for two, not for a third.
        (
            "2026-03-02 call Acme\n2026-03-02 call Acme Corp\n",
            row("", "acme corp", "", 1) + &row("", "Acme", "", 2) + &row("", "Acme", "", 3),
            1,
        ),
        // A time that is missing is any; of two that are there, each is its own.
        ("2026-03-02 call Acme\n", row("09:00", "Acme", "", 1), 0),
        ("2026-03-02 09:00 call Acme\n", row("", "Acme", "", 1), 0),
        (
            "2026-03-02 09:00 call Acme\n",
            row("09:30", "Acme", "", 1),
            1,
        ),
        (
            "2026-03-02 09:00 call Acme\n2026-03-02 call Acme\n",
            row("10:00", "Acme", "", 1) + &row("09:00", "Acme", "", 2),
            0,
        ),
        // Another outcome, another touch.
        ("2026-03-02 call Acme\n", row("", "Acme", "reached", 1), 1),
        // What came from elsewhere is known by its id alone.
        (
            "2026-03-02 call Acme\n    import-id: pipedrive:1\n",
            row("", "Acme", "", 1),
            1,
        ),
    ] {
        let shop = shop(&format!("{base}{held}"));
        shop.write("in.csv", format!("{header}\n{given}"));
        let output = shop.touchline(&["import", "csv", "in.csv"]);
        let lines = output.out;
        assert_eq!(
            lines.matches("2026-03-02").count(),
            added,
            "{held}{given}{lines}"
        );
    }
}

#[test]
fn a_row_like_a_touch_of_the_journal_is_listed_and_not_added() {
    let shop = shop("prospect Acme Corp\n\n2026-03-03 call Acme Corp -> reached\n");
    let calls = sample("hubspot-calls.csv");
    let arguments = ["import", "csv", &calls, "--mapping", "hubspot"];
    let output = shop.touchline(&arguments);
    let lines = output.out;
    let said = output.error;
    assert!(!lines.contains("2026-03-03 10:12 call Acme"), "{lines}");
    assert!(lines.contains("2026-03-05 14:30 call Acme"), "{lines}");
    let listed = "passed over: the journal has a touch like it, without the id of this one";
    assert_eq!(said.matches(listed).count(), 1, "{said}");
}

#[test]
fn a_file_of_another_kind_is_not_taken_for_an_empty_one() {
    let shop = shop("");
    shop.write("empty.csv", "\u{feff}\n");
    shop.write("empty.ics", "");
    shop.write("empty.mbox", "");
    shop.write("none.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n");
    let (mailbox, sheet) = (sample("mail.mbox"), sample("pipedrive.csv"));
    for (form, file, code, said) in [
        (
            "ics",
            mailbox.as_str(),
            2,
            ":1: not read: this is no calendar",
        ),
        (
            "ics",
            sheet.as_str(),
            2,
            ":1: not read: this is no calendar",
        ),
        ("ics", "empty.ics", 2, ":1: not read: this is no calendar"),
        ("ics", "none.ics", 0, "0 touches to add"),
        (
            "mbox",
            sheet.as_str(),
            2,
            ":1: not read: this is no message",
        ),
        // Nobody has written.
        ("mbox", "empty.mbox", 0, "0 touches to add"),
        ("csv", "empty.csv", 2, "empty.csv is empty"),
        (
            "csv",
            ".",
            2,
            "cannot read .: it is a directory\nhelp: name a file in it\n",
        ),
    ] {
        let output = shop.touchline(&["import", form, file]);
        let words = output.error;
        assert_eq!(output.code, code, "{form} {file}: {words}");
        assert!(words.contains(said), "{form} {file}: {words}");
    }
}

#[test]
fn no_cell_of_an_export_is_a_formula() {
    let shop = shop(HOSTILE);
    for what in ["touches", "prospects", "due"] {
        let sheet = shop.touchline(&["export", "csv", what]).done();
        // Spreadsheets of some countries part cells at semicolons.
        for delimiter in [b',', b';'] {
            let mut reader = csv::ReaderBuilder::new();
            let reader = reader.delimiter(delimiter).flexible(true);
            for record in reader.from_reader(sheet.as_bytes()).records() {
                for cell in &record.unwrap() {
                    let number = cell.trim_start_matches('-').parse::<f64>().is_ok();
                    assert!(
                        number || !cell.starts_with(['=', '+', '-', '@', '\t']),
                        "{cell}"
                    );
                }
            }
        }
        assert!(!sheet.contains("##[error]"));
        assert!(
            !sheet
                .lines()
                .any(|line| line.trim_start().starts_with("::"))
        );
    }
}

#[test]
fn every_form_goes_to_a_file_or_is_refused_by_name() {
    let shop = shop(HOSTILE);
    for arguments in [
        ["export", "json", "prospects"],
        ["export", "jsonl", "touches"],
        ["export", "jsonl", "due"],
        ["export", "csv", "channel:call"],
        ["export", "hledger", "channel:call"],
        ["export", "ics", "brackets"],
    ] {
        let shown = shop.touchline(&arguments).done();
        let mut to_file = arguments.to_vec();
        to_file.extend(["-o", "out.txt"]);
        assert_eq!(shop.touchline(&to_file).done(), "");
        assert_eq!(shop.read("out.txt"), shown);
    }
    for (form, what) in [("ics", "prospects"), ("hledger", "due")] {
        let said = shop.touchline(&["export", form, what]);
        said.refuses(&format!("not `{what}`"));
    }
}

#[test]
fn hledger_counts_what_report_activity_counts() {
    if !has("hledger", "--version") {
        return;
    }
    for journal in &journals() {
        let shop = shop(journal);
        shop.touchline(&["export", "hledger", "-o", "out.journal"])
            .done();
        let balance = |arguments: &[&str]| {
            let output = Command::new("hledger")
                .args(["-f", "out.journal", "balance", "-N", "-O", "csv"])
                .args(arguments)
                .current_dir(shop.path())
                .output();
            let sheet = Said::new(output).done();
            let mut reader = csv::Reader::from_reader(sheet.as_bytes());
            let rows = reader.records().map(|row| {
                let row = row.unwrap();
                (row[0].to_owned(), row[1].parse::<i64>().unwrap_or(0))
            });
            rows.collect::<std::collections::BTreeMap<String, i64>>()
        };
        let report = shop
            .touchline(&["report", "activity", "--by", "channel", "--format", "json"])
            .done();
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        let counted = balance(&["touches"]);
        let mut total = 0;
        for row in report["rows"].as_array().unwrap() {
            for mark in ["outbound", "inbound"] {
                let count = row[mark].as_i64().unwrap();
                let account = format!("touches:{mark}:{}", row["group"].as_str().unwrap());
                assert_eq!(
                    counted.get(&account).copied().unwrap_or(0),
                    count,
                    "{account}"
                );
                total += count;
            }
        }
        assert_eq!(counted.values().sum::<i64>(), total);
        assert_eq!(balance(&["prospects"]).values().sum::<i64>(), total);
    }
}

#[test]
fn calendars_are_read_by_others_and_stay_the_same() {
    let shop = shop(HOSTILE);
    let calendar = shop.touchline(&["export", "ics"]).done();
    assert_eq!(calendar, shop.touchline(&["export", "ics"]).done());
    assert_eq!(
        calendar.matches("\nBEGIN:VEVENT\r\n").count(),
        calendar.matches("\nEND:VEVENT\r\n").count()
    );
    assert!(
        calendar
            .split("\r\n")
            .all(|line| line.len() <= 75 && !line.contains('\n'))
    );
    let uids = |calendar: &str| {
        let lines = calendar.lines().filter(|line| line.starts_with("UID:"));
        let mut uids: Vec<String> = lines.map(str::to_owned).collect();
        uids.sort();
        uids
    };
    let later = shop
        .touchline(&["--today", "2026-03-19", "export", "ics"])
        .done();
    assert_eq!(uids(&calendar), uids(&later));
    if has("python3", "--version") && has_icalendar() {
        shop.touchline(&["export", "ics", "-o", "out.ics"]).done();
        let script = "import icalendar, sys\n\
            c = icalendar.Calendar.from_ical(open('out.ics', 'rb').read())\n\
            for e in c.walk('VEVENT'): print(e['SUMMARY'], e['UID'], e['DTSTART'].dt, e['DTSTAMP'].dt)\n";
        let output = Command::new("python3")
            .args(["-c", script])
            .current_dir(shop.path())
            .output();
        let text = Said::new(output).done();
        // What stands for a backslash before an n is read in two ways, by its version.
        assert!(
            text.contains("(Brackets) [and] : colons | pipes: demo, "),
            "{text}"
        );
        assert!(text.contains("; with BEGIN:VEVENT"), "{text}");
        assert!(text.contains("2026-04-02 09:00:00"), "{text}");
    }
}

fn has_icalendar() -> bool {
    let output = Command::new("python3")
        .args(["-c", "import icalendar"])
        .output();
    let there = output.is_ok_and(|output| output.status.success());
    if !there {
        let mut err = std::io::stderr();
        let _ = writeln!(err, "skipped: there is no Python icalendar here");
    }
    there
}

#[test]
fn khal_reads_the_calendar() {
    if !has("khal", "--version") {
        return;
    }
    let shop = shop(HOSTILE);
    shop.touchline(&["export", "ics", "-o", "out.ics"]).done();
    let calendars = shop.path().join("calendars");
    std::fs::create_dir_all(&calendars).unwrap();
    shop.write(
        "khal.conf",
        format!(
            "[calendars]\n[[own]]\npath = {}\n[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\n\
             timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n\
             datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n\
             [sqlite]\npath = {}\n",
            calendars.display(),
            shop.path().join("khal.db").display()
        ),
    );
    let khal = |arguments: &[&str]| {
        let output = Command::new("khal")
            .args(["-c", "khal.conf"])
            .args(arguments)
            .env("HOME", shop.path())
            .current_dir(shop.path())
            .output();
        Said::new(output).done()
    };
    khal(&["import", "--batch", "out.ics"]);
    assert!(khal(&["list", "2026-04-02", "1d"]).contains("09:00"));
}

/// Each preset, its file, what more is said, and how many touches, errors and passed-over rows.
#[test]
fn presets_read_what_crms_export() {
    let shop = shop("");
    let krayin = sample("krayin.yaml");
    for (file, mapping, more, expected) in [
        ("hubspot-calls.csv", "hubspot", &[][..], (4, 1, 1)),
        ("hubspot-meetings.csv", "hubspot", &[], (3, 0, 1)),
        ("salesforce-tasks.csv", "salesforce-tasks", &[], (3, 1, 1)),
        (
            "salesforce-events.csv",
            "salesforce-events",
            &["--dates", "dmy"],
            (2, 0, 0),
        ),
        ("pipedrive.csv", "pipedrive", &[], (3, 2, 0)),
        ("krayin.csv", krayin.as_str(), &[], (2, 1, 0)),
    ] {
        let name = sample(file);
        let mut arguments = vec!["import", "csv", name.as_str(), "--mapping", mapping];
        arguments.extend(more);
        let output = shop.touchline(&arguments);
        let said = output.error;
        let lines = output.out;
        assert_eq!(output.code, 0, "{file}: {said}");
        let count = (
            lines
                .lines()
                .filter(|line| line.starts_with("2026-"))
                .count(),
            said.matches(": not read: ").count(),
            said.matches(": passed over: ").count(),
        );
        assert_eq!(count, expected, "{file}: {said}\n{lines}");
        // What is written is sound, and is known again.
        let to_file = [&arguments[..], &["--to", "main.touch"]].concat();
        shop.touchline(&to_file).done();
        let again = shop.touchline(&arguments).done();
        assert_eq!(again, "", "{file}");
        let checked = shop.touchline(&["check", "--format", "short"]);
        assert_eq!(checked.code, 0, "{checked:?}");
    }
    let journal = shop.read("main.touch");
    for line in [
        "2026-03-03 10:12 call Acme Corp -> reached",
        "2026-03-05 14:30 call Acme Corp -> voicemail",
        "2026-03-09 16:40 < call Bright Dental -> reached",
        "    Ask for Mary & the budget < 5k",
        "2026-03-17 09:00 meeting Acme Corp -> no-show",
        "2026-04-02 09:00 ! meeting Acme Corp",
        "2026-03-05 call Acme Corp -> reached",
        "2026-04-09 ! proposal Acme Corp",
        "2026-03-05 14:00 meeting Acme Corp",
        "    and a discount; as ever",
        "2026-03-02 09:15 call Müller & Söhne",
        "    Möchte im März starten",
        "    rep: Jörg Weiss",
    ] {
        assert!(
            journal.lines().any(|known| known == line),
            "{line}\n{journal}"
        );
    }
}

#[test]
fn an_ambiguous_date_is_refused_until_it_is_said_which() {
    let shop = shop("");
    shop.write(
        "in.csv",
        "date,channel,prospect\n03/04/2026,call,Acme\n25/04/2026,call,Acme\n",
    );
    shop.write(
        "map.yaml",
        "columns: {date: date, channel: channel, prospect: prospect}\n",
    );
    let base = ["import", "csv", "in.csv", "--mapping", "map.yaml"];
    let refused = shop.touchline(&base);
    refused.refuses("line 2: `03/04/2026`");
    refused.refuses("--dates dmy");
    let day_first = shop
        .touchline(&[&base[..], &["--dates", "dmy"]].concat())
        .done();
    assert!(day_first.contains("2026-04-03 ! call Acme"), "{day_first}");
    let month_first = shop.touchline(&[&base[..], &["--dates", "mdy"]].concat());
    assert!(
        month_first.out.contains("2026-03-04 call Acme"),
        "{month_first:?}"
    );
    let not_read = "in.csv:3: not read: `25/04/2026` is no date";
    assert!(month_first.error.contains(not_read), "{month_first:?}");
}

#[test]
fn a_dry_run_writes_nothing_and_only_files_of_the_journal_are_written_to() {
    let shop = shop("prospect Acme Corp\r\n\r\n2026-03-01 call Acme Corp");
    let name = sample("hubspot-calls.csv");
    let base = [
        "import",
        "csv",
        name.as_str(),
        "--mapping",
        "hubspot",
        "--to",
    ];
    let before = shop.read("main.touch");
    let shown = shop
        .touchline(&[&base[..], &["main.touch", "--dry-run"]].concat())
        .done();
    assert!(shown.contains("call Acme Corp -> reached") && !shown.contains("prospect Acme"));
    assert_eq!(shop.read("main.touch"), before);
    shop.write("other.touch", "");
    let elsewhere = shop.touchline(&[&base[..], &["other.touch"]].concat());
    elsewhere.refuses("other.touch is no file of the journal");
    assert_eq!(shop.read("other.touch"), "");
    // Nothing would be added, and it is told all the same; and what would not be written.
    shop.write("empty.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n");
    shop.touchline(&["import", "ics", "empty.ics", "--to", "nosuch.touch"])
        .refuses("nosuch.touch is no file of the journal\nhelp: it is read from main.touch;");
    shop.touchline(&[&base[..], &["nosuch.touch", "--dry-run"]].concat())
        .refuses("nosuch.touch is no file of the journal");
    shop.touchline(&[&base[..], &["main.touch"]].concat())
        .done();
    let after = shop.read("main.touch");
    assert!(
        after.starts_with(&format!("{before}\r\n\r\nprospect Bright Dental\r\n")),
        "{after}"
    );
    assert!(!after.replace("\r\n", "").contains('\n'));
}

#[test]
fn notes_of_others_are_notes_and_nothing_else() {
    let shop = shop("");
    shop.write(
        "map.yaml",
        "columns: {date: d, prospect: p, notes: n, tags: t, id: i}\ndefaults: {channel: call}\n",
    );
    shop.write(
        "in.csv",
        "d,p,n,t,i\n\
         2026-03-01,\"A -> #b ;c\u{200b}\",\"rep: eve\n= touch 9\n[ ] me x\nnext: 3/4/26\n\
         prospect X\n2026-03-01 call Y\n ; gone?\n#thanks for all\n<<<<<<< x\n\u{202e}back\u{1b}[2J\n\
         ::error::x ##[error]y\",\"a b, c;#d\",1\n\
         2026-03-01,,n,,2\n2026-03-01,P,n,,3,4,5\n",
    );
    let output = shop.touchline(&["import", "csv", "in.csv", "--mapping", "map.yaml"]);
    let lines = output.out;
    let expected = "\
prospect A - b c

2026-03-01 call A - b c #a-b #c #d
    > rep: eve
    > = touch 9
    > [ ] me x
    > next: 3/4/26
    prospect X
    2026-03-01 call Y
    gone?
    (#thanks) for all
    <<<<<<< x
    back [2J
    \\u{3a}:error::x \\u{23}#[error]y
    import-id: map:1
";
    assert_eq!(lines, expected);
    let said = output.error;
    assert!(
        said.contains(
            "in.csv: `A -> #b ;c\\u{200b}` cannot be a name: `A - b c` is written for it"
        ),
        "{said}"
    );
    assert!(
        said.contains("in.csv:13: not read: it names no prospect"),
        "{said}"
    );
    assert!(
        said.contains("in.csv:14: not read: it has 7 cells, and the header has 5"),
        "{said}"
    );
}

#[test]
fn rows_that_are_alike_are_not_one_row() {
    let shop = shop("");
    shop.write(
        "map.yaml",
        "columns: {date: d, prospect: p}\ndefaults: {channel: call}\n",
    );
    shop.write("in.csv", "d;p\n2026-03-01;A\n2026-03-01;A\n2026-03-02;A\n");
    let base = [
        "import",
        "csv",
        "in.csv",
        "--mapping",
        "map.yaml",
        "--to",
        "main.touch",
    ];
    shop.touchline(&base).done();
    assert_eq!(shop.read("main.touch").matches("call A").count(), 3);
    let once = shop.read("main.touch");
    shop.touchline(&base).done();
    assert_eq!(shop.read("main.touch"), once);
}

#[test]
fn mailboxes_and_calendars_give_touches_of_known_prospects() {
    let known = std::fs::read_to_string(sample("known.touch")).unwrap();
    let shop = shop(&known);
    let mailbox = sample("mail.mbox");
    let output = shop.touchline(&["import", "mbox", &mailbox, "--to", "main.touch"]);
    let said = output.error;
    assert!(said.contains("not read: it has no date"), "{said}");
    assert!(said.contains("1 with nobody in the journal"), "{said}");
    let calendar = sample("calendar.ics");
    shop.touchline(&["import", "ics", &calendar, "--to", "main.touch"])
        .done();
    let journal = shop.read("main.touch");
    let added = journal.strip_prefix(&known).unwrap();
    assert_eq!(
        added,
        "
2026-03-03 09:00 email Acme Corp
    rep: dana
    subject: Two numbers for März
    import-id: mail:one@us.example jim@acme.example
2026-03-03 09:00 email Bright Dental
    rep: dana
    subject: Two numbers for März
    import-id: mail:one@us.example ana@bright.example
2026-03-03 09:01 < email Acme Corp -> auto-reply
    rep: dana
    subject: Out of office
    import-id: mail:two@acme.example jim@acme.example
2026-03-04 09:01 < email Acme Corp -> replied
    rep: dana
    subject: Re: next: call; me
    import-id: mail:three@acme.example jim@acme.example
2026-03-05 09:00 email Bright Dental -> bounced
    rep: dana
    subject: Seats
    import-id: mail:five@us.example ana@bright.example

2026-03-05 14:00 video Acme Corp
    rep: dana
    Second look, with the owner
    import-id: ics:a1@calendar.example Acme Corp
2026-04-02 08:30 ! call Bright Dental
    Call with Bright Dental
    import-id: ics:a2@calendar.example Bright Dental
"
    );
    assert_eq!(shop.touchline(&["import", "ics", &calendar]).done(), "");
    assert_eq!(shop.touchline(&["import", "mbox", &mailbox]).out, "");
}

#[test]
fn shells_load_the_completions_and_are_told_names() {
    let shop = shop(HOSTILE);
    for shell in ["bash", "zsh", "fish"] {
        let script = shop.touchline(&["completions", shell]).done();
        shop.write("script", &script);
        if has(shell, "--version") {
            let status = Command::new(shell)
                .args(["-n", "script"])
                .current_dir(shop.path())
                .status()
                .unwrap();
            assert!(status.success(), "{shell}");
        }
    }
    let told = |words: &[&str]| {
        let asked = words.len().to_string();
        let variables = [
            ("TOUCHLINE_COMPLETE", "bash"),
            ("_CLAP_IFS", "\n"),
            ("_CLAP_COMPLETE_INDEX", &asked),
        ];
        let arguments = [&["--", "touchline"], words].concat();
        shop.touchline_with(&variables, &arguments).out
    };
    assert!(told(&["exp"]).lines().any(|word| word == "export"));
    assert!(told(&["list", "--so"]).contains("--sort"));
    // Typed in a shell, a name is a name.
    assert_eq!(told(&["list", "=c"]), "\\=cmd\\(\\'/C\\ calc\\'\\)\\!A1");
    assert_eq!(told(&["due", "owner:"]), "owner:\\=rep\\(\\)\\;x");
    assert_eq!(told(&["explain", "no-t"]), "no-thank-you");
    assert!(told(&["list", "status:d"]).contains("status:deferred"));
}

#[test]
fn the_manual_page_names_every_command() {
    let shop = shop("");
    let page = shop.touchline(&["man"]).done();
    for command in [
        "check",
        "due",
        "import csv",
        "import mbox",
        "export",
        "completions",
    ] {
        assert!(
            page.contains(&format!(".SS \"touchline {command}\"")),
            "{command}"
        );
    }
    let is_there = Command::new("mandoc").stdin(Stdio::null()).output().is_ok();
    if is_there {
        shop.write("touchline.1", &page);
        let output = Command::new("mandoc")
            .args(["-Tlint", "-Wwarning", "touchline.1"])
            .current_dir(shop.path())
            .output();
        let said = Said::new(output).out;
        let bad = said
            .lines()
            .filter(|line| line.contains("ERROR") || line.contains("WARNING"));
        let bad: Vec<&str> = bad
            .filter(|line| !line.contains("skipping paragraph macro"))
            .collect();
        assert!(bad.is_empty(), "{bad:?}");
    }
}
