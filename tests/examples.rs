//! Journals with the answers that the commands must give: every command of every `expected.json`
//! under `tests/examples/` is run, and what it prints is compared key by key.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod workshop;

use std::path::{Path, PathBuf};

use serde_json::Value;
use workshop::Workshop;

/// The folders that hold an `expected.json`.
fn examples() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/examples");
    let mut folders = Vec::new();
    for folder in [root.clone(), root.join("generated")] {
        let entries = std::fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        folders.extend(entries.filter(|path| path.join("expected.json").is_file()));
    }
    folders.sort();
    assert!(folders.len() > 30, "the examples are gone");
    folders
}

/// Compares what is expected with what is there; keys that are not expected are free.
fn compare(path: &str, expected: &Value, actual: &Value, differences: &mut Vec<String>) {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => {
            for (key, value) in expected {
                match actual.get(key) {
                    Some(other) => compare(&format!("{path}.{key}"), value, other, differences),
                    None => differences.push(format!("{path}.{key} is missing")),
                }
            }
        }
        (Value::Array(expected), Value::Array(actual)) if expected.len() == actual.len() => {
            for (at, (value, other)) in expected.iter().zip(actual).enumerate() {
                compare(&format!("{path}[{at}]"), value, other, differences);
            }
        }
        (Value::Number(one), Value::Number(other)) => {
            let (one, other) = (one.as_f64().unwrap(), other.as_f64().unwrap());
            if (one - other).abs() > 1e-6 {
                differences.push(format!("{path}: expected {one}, is {other}"));
            }
        }
        _ if expected == actual => {}
        (Value::Array(expected), Value::Array(actual)) => {
            let names = |list: &[Value]| -> Vec<String> { list.iter().map(name_of).collect() };
            differences.push(format!(
                "{path}: expected {:?}, is {:?}",
                names(expected),
                names(actual)
            ));
        }
        _ => differences.push(format!("{path}: expected {expected}, is {actual}")),
    }
}

fn name_of(value: &Value) -> String {
    value["name"]
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// What `due` and `dead` print is compared by name.
fn sort_by_name(value: &mut Value) {
    for key in ["prospects", "remind", "thank"] {
        if let Some(list) = value[key].as_array_mut() {
            list.sort_by_key(|one| (name_of(one), one["date"].to_string(), one["by"].to_string()));
        }
    }
}

fn describe_findings(expected: &Value, actual: &Value, differences: &mut Vec<String>) {
    let line = |finding: &Value| {
        format!(
            "{}:{}:{} {} {}",
            finding["file"], finding["line"], finding["column"], finding["level"], finding["rule"]
        )
    };
    let lines = |value: &Value| -> Vec<String> {
        value["findings"]
            .as_array()
            .into_iter()
            .flatten()
            .map(line)
            .collect()
    };
    let (expected, actual) = (lines(expected), lines(actual));
    differences.extend(
        expected
            .iter()
            .filter(|line| !actual.contains(line))
            .map(|line| format!("not found: {line}")),
    );
    differences.extend(
        actual
            .iter()
            .filter(|line| !expected.contains(line))
            .map(|line| format!("not expected: {line}")),
    );
}

#[test]
fn every_command_of_every_example_answers_as_expected() {
    let (mut failures, mut run_count) = (Vec::new(), 0);
    for folder in examples() {
        let text = std::fs::read_to_string(folder.join("expected.json")).unwrap();
        let example: Value = serde_json::from_str(&text).unwrap();
        let shop = Workshop::on(example["today"].as_str().unwrap()).with_copy_of(&folder);
        for (command, expected) in example["commands"].as_object().unwrap() {
            run_count += 1;
            let words: Vec<&str> = command.split_whitespace().collect();
            let said = shop.touchline(&words);
            let mut actual = said.json();
            let mut expected = expected.clone();
            let mut differences = Vec::new();
            if command.contains("check") {
                describe_findings(&expected, &actual, &mut differences);
            } else if !command.contains("list") {
                sort_by_name(&mut expected);
                sort_by_name(&mut actual);
            }
            if differences.is_empty() {
                compare("", &expected, &actual, &mut differences);
            }
            let errors = actual["summary"]["errors"].as_u64().unwrap_or(0);
            let fails = command.contains("check") && errors > 0;
            if said.code != i32::from(fails) {
                differences.push(format!("exit code {}", said.code));
            }
            if !differences.is_empty() {
                let name = folder.file_name().unwrap().to_string_lossy().into_owned();
                failures.push(format!(
                    "{name}: {command}\n    {}",
                    differences.join("\n    ")
                ));
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {run_count} fail\n{}",
        failures.len(),
        failures.join("\n")
    );
}
