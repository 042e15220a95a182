//! What `check` writes for CI systems: a journal full of what they obey marks nothing that it should
//! not, and the reports are what the platforms' own validators take.
//!
//! `.ci/validators` installs those validators; where they are not, their tests say so and pass.

mod workshop;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use workshop::{Said, TOUCHLINE, Workshop};

/// Names and notes that a log, a page or a report could take for its own.
const HOSTILE: &[u8] = b"prospect ::error::owned\n    since: ::set-output name=a::b\n\
prospect ##[error]boo %0A::error::x ]]><a&b>\"'`|@dana\n    since: 2026-01-01\n\
2026-01-05 call ##[error]boo %0A::error::x ]]><a&b>\"'`|@dana -> voicemail\n\
2026-01-06 ::set-output ::error::owned\n\
2026-01-06 ##vso[task.setvariable] x\n\
::stop-commands::token\n\
\0\x1b[31m::error::nul\r::error::return\n\
2026-01-07 call x\x1b[2J\xff\xc2\x9b1m -> ]]>%0D%0A::error::y\n\
2026-01-08 call [a](https://example.com) <img src=x> -> voicemail\n    n: ::add-mask::x\n";

/// A name that breaks an annotation, a line and a URI, wherever such a name may be.
#[cfg(unix)]
const FILE: &str = "a,b:c%\n::error::x ##[error]\u{1b}<&>\".touch";
#[cfg(not(unix))]
const FILE: &str = "a,b %##[error]&.touch";

const FORMATS: [&str; 7] = [
    "text", "short", "json", "github", "gitlab", "sarif", "junit",
];

fn hostile() -> Workshop {
    let shop = Workshop::new();
    shop.write(FILE, HOSTILE);
    shop
}

fn check(shop: &Workshop, format: &str) -> Said {
    let said = shop.touchline(&["-f", FILE, "check", "--all", "--format", format]);
    assert_eq!(said.code, 1, "{said:?}");
    said
}

#[test]
fn no_text_of_a_journal_is_a_command_in_any_form() {
    let shop = hostile();
    for format in FORMATS {
        let said = check(&shop, format);
        for text in [&said.out, &said.error] {
            let odd = text
                .chars()
                .find(|&character| character.is_control() && character != '\n');
            assert_eq!(odd, None, "{format}: {text}");
            assert!(
                !text.contains("##[") && !text.contains("##vso["),
                "{format}: {text}"
            );
            for line in text.lines() {
                let may = format == "github" && is_annotation(line);
                assert!(
                    may || !line.trim_start().starts_with("::"),
                    "{format}: {line}"
                );
            }
        }
    }
}

/// Says whether a line is an annotation of ours, in the form that we give all of them.
fn is_annotation(line: &str) -> bool {
    let kinds = ["error", "warning", "notice"];
    let rest = kinds
        .iter()
        .find_map(|kind| line.strip_prefix(&format!("::{kind} file=")));
    let Some((properties, _)) = rest.and_then(|rest| rest.split_once("::")) else {
        return false;
    };
    let keys = properties.split(',').skip(1);
    let keys: Vec<_> = keys
        .filter_map(|property| property.split('=').next())
        .collect();
    let long = ["line", "endLine", "col", "endColumn", "title"];
    keys == long || keys == ["line", "endLine", "title"]
}

/// What GitHub's runner makes of an annotation: its properties, and its message.
fn unescaped(line: &str) -> (Vec<(String, String)>, String) {
    let (head, message) = line[2..].split_once("::").expect("it has a message");
    let (_, properties) = head.split_once(' ').expect("it has properties");
    let data = |text: &str| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n");
        text.replace("%25", "%")
    };
    let property = |text: &str| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n");
        let text = text.replace("%3A", ":").replace("%2C", ",");
        text.replace("%25", "%")
    };
    let properties = properties.split(',').map(|pair| {
        let (key, value) = pair.split_once('=').expect("it has a value");
        (key.to_owned(), property(value))
    });
    (properties.collect(), data(message))
}

#[test]
fn annotations_name_the_file_and_the_worst_come_first() {
    let shop = hostile();
    let said = check(&shop, "github");
    let annotations: Vec<_> = said
        .out
        .lines()
        .filter(|line| line.starts_with("::"))
        .collect();
    assert!(annotations.len() > 5, "{said:?}");
    // A control character in a name has no way to be written: it is shown.
    let name = FILE
        .replace('\u{1b}', "\\u{1b}")
        .replace("##[", "\\u{23}#[");
    for line in &annotations {
        let (properties, message) = unescaped(line);
        assert_eq!(properties[0], ("file".into(), name.clone()));
        assert!(!message.starts_with("::"), "{message}");
    }
    let levels = annotations.iter().map(|line| &line[..4]);
    let levels: Vec<_> = levels.collect();
    let worst = levels.iter().take_while(|level| **level == "::er").count();
    assert!(
        worst > 0 && !levels[worst..].contains(&"::er"),
        "{levels:?}"
    );
}

#[test]
fn beyond_what_github_shows_of_a_step_there_are_plain_lines() {
    let shop = Workshop::new();
    let touches = "2026-03-20 cal Acme\n".repeat(13);
    shop.write(
        "main.touch",
        format!("prospect Acme\n    since: 2026-03-19\n\n{touches}"),
    );
    let said = shop.touchline(&["check", "--format", "github"]);
    let (shown, plain): (Vec<&str>, Vec<&str>) =
        said.out.lines().partition(|line| line.starts_with("::"));
    let errors = shown.iter().filter(|line| line.starts_with("::error "));
    assert_eq!(errors.count(), 10, "{said:?}");
    let plain_errors = plain
        .iter()
        .filter(|line| line.contains(": error unknown-channel: "));
    assert_eq!(plain_errors.count(), 3, "{said:?}");
    assert!(plain[plain.len() - 1].starts_with("13 errors"), "{said:?}");
}

#[test]
fn a_steps_summary_is_added_to_its_file() {
    let shop = hostile();
    shop.write("summary.md", "before\n");
    let run = |file: &str| {
        let mut command = shop.command(TOUCHLINE);
        command
            .args(["-f", FILE, "check", "--format", "github"])
            .env("GITHUB_STEP_SUMMARY", shop.path().join(file));
        Said::new(command.output())
    };
    assert_eq!(run("summary.md").error, "");
    let page = shop.read("summary.md");
    assert!(page.starts_with("before\n### touchline\n"), "{page}");
    let rows = page.lines().filter(|line| line.starts_with("| error |"));
    assert!(rows.count() > 3, "{page}");
    assert!(
        !page.contains("<a") && !page.contains("<img") && !page.contains("](https:"),
        "{page}"
    );
    assert!(!page.contains('\u{1b}') && !page.contains("]]>"), "{page}");
    for row in page.lines().filter(|line| line.starts_with("| ")) {
        let bars = row.matches('|').count() - row.matches("\\|").count();
        assert_eq!(bars, 5, "{row}");
    }
    let said = run("no/folder/summary.md");
    assert_eq!(said.code, 1);
    assert!(
        said.error.starts_with("note: no summary is added"),
        "{said:?}"
    );
}

#[test]
fn gitlabs_report_holds_what_gitlab_asks_for() {
    // All that GitLab's own schema of a finding demands, which is in no package, and more.
    let said = check(&hostile(), "gitlab");
    let report: Value = serde_json::from_str(&said.out).expect("it is JSON");
    let issues = report.as_array().expect("it is an array");
    let mut seen = HashSet::new();
    for issue in issues {
        for key in ["description", "check_name", "fingerprint", "severity"] {
            assert!(
                issue[key].as_str().is_some_and(|text| !text.is_empty()),
                "{issue}"
            );
        }
        let severity = issue["severity"].as_str().unwrap_or_default();
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity));
        assert_eq!(issue["location"]["path"], FILE);
        assert!(
            issue["location"]["lines"]["begin"].as_u64() > Some(0),
            "{issue}"
        );
        assert!(
            seen.insert(issue["fingerprint"].to_string()),
            "twice: {issue}"
        );
    }
    assert!(issues.len() > 5);
    let sound = Workshop::new();
    sound.write("main.touch", "");
    assert_eq!(
        sound.touchline(&["check", "--format", "gitlab"]).out,
        "[]\n"
    );
}

#[test]
fn a_line_inserted_above_changes_no_fingerprint() {
    let shop = Workshop::new();
    let entries = "prospect Acme\n    since: 2026-03-02\n\n2026-03-03 cal Acme\n\
        2026-03-03 cal Acme\n2026-03-04 call Acme -> voicemail\n    n: 2026-03-09 call\n";
    let fingerprints = |text: &str| {
        shop.write("main.touch", text);
        let prints = |format: &str, path: &str, print: &str| -> Vec<String> {
            let said = shop.touchline(&["check", "--format", format]);
            let report: Value = serde_json::from_str(&said.out).expect("it is JSON");
            let all = report.pointer(path).and_then(Value::as_array).cloned();
            let all = all.expect("there are findings").into_iter();
            let all = all.map(|one| one.pointer(print).cloned().unwrap_or_default());
            all.map(|print| print.to_string()).collect()
        };
        let gitlab = prints("gitlab", "", "/fingerprint");
        let sarif = prints(
            "sarif",
            "/runs/0/results",
            "/partialFingerprints/primaryLocationLineHash",
        );
        assert_eq!(gitlab, sarif);
        gitlab
    };
    let before = fingerprints(entries);
    assert!(before.len() > 2, "{before:?}");
    let above = format!("; one more line\n\nprospect Birch\n    since: 2026-03-24\n\n{entries}");
    assert_eq!(fingerprints(&above), before);
    let other = entries.replace("n: 2026-03-09 call", "n: 2026-03-09 email");
    assert_ne!(fingerprints(&other), before);
}

#[test]
fn a_baseline_leaves_out_what_is_known_and_names_what_is_gone() {
    let shop = Workshop::new();
    let touches = |errors: &str| format!("prospect Acme\n    since: 2026-03-20\n\n{errors}");
    let (one, two) = ("2026-03-20 cal Acme\n", "2026-03-20 mial Acme\n");
    shop.write("main.touch", touches(&format!("{one}{one}{two}")));
    let said = shop.touchline(&["check", "--write-baseline", "known.json"]);
    assert_eq!(said.code, 0, "{said:?}");
    let first = shop.read("known.json");
    shop.touchline(&["check", "--write-baseline", "known.json"]);
    assert_eq!(shop.read("known.json"), first);

    let known = ["--baseline", "known.json"];
    assert!(shop.check(&known).is_empty());
    // One more of the same is new, and so is what is written otherwise.
    shop.write("main.touch", touches(&format!("{one}{one}{one}; x\n{two}")));
    assert_eq!(shop.check(&known), ["main.touch:6 unknown-channel"]);
    assert_eq!(
        shop.touchline(&["check", "--baseline", "known.json"]).code,
        1
    );

    shop.write(
        "main.touch",
        touches(&format!("{one}2026-03-20 tex Acme\n")),
    );
    let said = shop.touchline(&["check", "--format", "short", "--baseline", "known.json"]);
    let gone = said.out.lines().filter(|line| line.starts_with("gone"));
    let gone: Vec<_> = gone.collect();
    assert_eq!(gone.len(), 2, "{said:?}");
    assert!(
        gone[0].ends_with(&format!(": {}", one.trim_end())) || gone[1].ends_with(one.trim_end())
    );
    // With both, the file shrinks and takes nothing new.
    let both = [
        "check",
        "--baseline",
        "known.json",
        "--write-baseline",
        "known.json",
    ];
    assert_eq!(shop.touchline(&both).code, 1);
    let shrunk = shop.read("known.json");
    assert!(
        shrunk.len() < first.len() && !shrunk.contains("tex Acme"),
        "{shrunk}"
    );
    // Without, it takes all, and says so.
    let said = shop.touchline(&["check", "--write-baseline", "known.json"]);
    assert!(said.out.contains("1 more, 0 fewer than before"), "{said:?}");
    // Where programs read, the remarks stand aside.
    let said = shop.touchline(&["check", "--format", "gitlab", "--baseline", "known.json"]);
    assert_eq!(said.out, "[]\n");
    assert!(said.error.contains("known in known.json"), "{said:?}");
}

#[test]
fn a_baseline_that_cannot_be_used_is_an_error() {
    let shop = Workshop::new();
    shop.write("main.touch", "");
    let check = |file: &str| shop.touchline(&["check", "--baseline", file]);
    check("none.json").refuses("cannot read the baseline none.json: there is no such file\n");
    check(".").refuses("cannot read the baseline .: it is a directory\n");
    shop.write("latin.json", b"\xe4");
    check("latin.json").refuses("latin.json is no baseline: it is not UTF-8\n");
    for bad in [
        "",
        "{}",
        "[]",
        "{\"version\": 2, \"findings\": []}",
        "\u{1b}",
    ] {
        shop.write("bad.json", bad);
        check("bad.json").refuses("bad.json is no baseline");
        shop.touchline(&["check", "--write-baseline", "bad.json"])
            .refuses("bad.json is no baseline");
        assert_eq!(shop.read("bad.json"), bad);
    }
    shop.touchline(&["check", "--write-baseline", "x.json", "acme"])
        .refuses("a baseline knows the findings of all prospects");
    shop.touchline(&["check", "--write-baseline", "no/folder.json"])
        .refuses("the baseline no/folder.json is not written: there is no folder no");
}

/// Holds a report against a schema.
const VALIDATE: &str = "import sys; from lxml import etree\n\
    schema = etree.XMLSchema(etree.parse(sys.argv[1]))\n\
    schema.assertValid(etree.parse(sys.argv[2]))";

/// Where `.ci/validators` has put a validator; says so where it has not.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn validator(name: &str) -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/validators");
    let folder = std::env::var_os("TOUCHLINE_VALIDATORS").map_or(own, PathBuf::from);
    let path = folder.join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {name} is not installed; .ci/validators installs it");
    None
}

/// The journals whose reports are validated: a hostile one, one without fault, and a sample.
fn reports(format: &str) -> Vec<(&'static str, Workshop)> {
    let sound = Workshop::new();
    sound.write("main.touch", "");
    let sample = Workshop::new();
    let text = include_str!("../samples/solo/main.touch");
    sample.write("main.touch", text);
    let all = [("hostile", hostile()), ("sound", sound), ("sample", sample)];
    for (name, shop) in &all {
        let file = if *name == "hostile" {
            FILE
        } else {
            "main.touch"
        };
        let said = shop.touchline(&["-f", file, "check", "--all", "--format", format]);
        assert_ne!(said.code, 2, "{said:?}");
        shop.write("report", said.out);
    }
    all.into()
}

#[test]
fn sarif_is_what_its_multitool_and_code_scanning_take() {
    let Some(multitool) =
        validator("node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool")
    else {
        return;
    };
    for (name, shop) in reports("sarif") {
        std::fs::rename(shop.path().join("report"), shop.path().join("report.sarif"))
            .expect("a file can be renamed");
        let output = shop
            .command(&multitool)
            .args(["validate", "report.sarif", "--rule-kind", "Sarif;Ghas"])
            .args(["--level", "Error;Warning", "--output", "verdict.sarif"])
            .env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")
            .output()
            .expect("it can be run");
        let verdict = shop.path().join("verdict.sarif");
        assert!(verdict.exists(), "{name}: {output:?}");
        let verdict = shop.read("verdict.sarif");
        let verdict = verdict.trim_start_matches('\u{feff}');
        let verdict: Value = serde_json::from_str(verdict).expect("it is JSON");
        let results = verdict.pointer("/runs/0/results").and_then(Value::as_array);
        let said: Vec<_> = results
            .into_iter()
            .flatten()
            // The program has no home on the web yet that its reports could name.
            .filter(|result| result["ruleId"] != "SARIF2005")
            .map(|result| format!("{} {}", result["ruleId"], result["message"]))
            .collect();
        assert!(said.is_empty(), "{name}: {said:#?}");
    }
}

#[test]
fn junit_is_what_its_schema_takes() {
    let Some(schema) = validator("junit-10.xsd") else {
        return;
    };
    let Some(python) = validator("python/bin/python") else {
        return;
    };
    for (name, shop) in reports("junit") {
        let output = Command::new(&python)
            .args(["-c", VALIDATE])
            .arg(&schema)
            .arg(shop.path().join("report"))
            .output()
            .expect("it can be run");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success(),
            "{name}: {said}\n{}",
            shop.read("report")
        );
    }
}
