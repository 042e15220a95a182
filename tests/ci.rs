//! The samples beside the page about git and CI: the action's script, the job and the hooks are run
//! as their platforms do. The page itself is run by `tests/sessions.rs`.

mod workshop;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use workshop::{Said, Workshop};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).expect("the file can be read")
}

/// A repository with a journal that has a fault in its last commit.
fn team() -> Workshop {
    let shop = Workshop::with_git();
    shop.write("main.touch", "prospect Acme\n    since: 2026-03-23\n");
    shop.commit("2026-03-23");
    shop
}

#[test]
fn the_actions_script_checks_and_takes_no_input_for_code() {
    let action: Value =
        serde_yaml::from_str(&read("samples/ci/github/action.yml")).expect("the action is YAML");
    let steps = action["runs"]["steps"].as_array().expect("it has steps");
    for step in steps {
        let script = step["run"].as_str().expect("each step is a script");
        assert!(!script.contains("${{"), "{script}");
        assert_eq!(step["shell"], "bash");
    }
    let script = steps[1]["run"].as_str().expect("it is a script");
    let shop = team();
    shop.write("more.touch", "2026-03-24 cal Acme\n");
    let run = |inputs: &[(&str, &str)]| {
        let mut command = shop.command("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]);
        for name in ["JOURNAL", "SINCE", "BASELINE", "SARIF"] {
            command.env(name, "");
        }
        command.env("FAIL_ON", "error").envs(inputs.iter().copied());
        Said::new(command.output())
    };
    assert_eq!(run(&[]).code, 0);
    let said = run(&[("JOURNAL", "more.touch"), ("SARIF", "out.sarif")]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(
        said.out.starts_with("::error file=more.touch,line=1,"),
        "{said:?}"
    );
    let report: Value = serde_json::from_str(&shop.read("out.sarif")).expect("it is JSON");
    assert_eq!(report["version"], "2.1.0");
    assert_eq!(
        run(&[("JOURNAL", "more.touch"), ("FAIL_ON", "never")]).code,
        0
    );
    for input in ["$(touch owned)", "; touch owned", "`touch owned`", "--help"] {
        assert_eq!(run(&[("SINCE", input)]).code, 2, "{input}");
        assert!(!shop.path().join("owned").exists(), "{input}");
    }
}

#[test]
fn the_samples_are_yaml_and_name_what_is_there() {
    for name in [
        "samples/ci/github/workflow.yml",
        "samples/ci/gitlab-ci.yml",
        ".pre-commit-hooks.yaml",
    ] {
        let text = read(name);
        let _: Value =
            serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let workflow: Value =
        serde_yaml::from_str(&read("samples/ci/github/workflow.yml")).expect("it is YAML");
    let action: Value =
        serde_yaml::from_str(&read("samples/ci/github/action.yml")).expect("it is YAML");
    let uses = &workflow["jobs"]["check"]["steps"][1];
    assert_eq!(uses["uses"], "./.github/actions/touchline");
    for (input, _) in uses["with"].as_object().expect("it has inputs") {
        assert!(
            !action["inputs"][input].is_null(),
            "the action has no `{input}`"
        );
    }
}

#[test]
fn gitlabs_job_runs_as_it_stands() {
    let job: Value = serde_yaml::from_str(&read("samples/ci/gitlab-ci.yml")).expect("it is YAML");
    let script = job["touchline"]["script"]
        .as_array()
        .expect("it has a script");
    let script: Vec<_> = script.iter().filter_map(Value::as_str).collect();
    let shop = team();
    let run = || {
        let mut command = shop.command("sh");
        command.args(["-e", "-c", &script.join("\n")]);
        Said::new(command.output())
    };
    assert_eq!(run().code, 0);
    assert_eq!(shop.read("gl-code-quality-report.json"), "[]\n");
    shop.write("main.touch", "2026-03-24 cal Acme\n");
    assert_eq!(run().code, 1);
    assert!(
        shop.read("gl-code-quality-report.json")
            .contains("unknown-channel")
    );
    assert!(shop.read("touchline.xml").contains("<failure "));
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn the_hook_runs_before_a_commit() {
    let own = root().join("target/validators");
    let folder = std::env::var_os("TOUCHLINE_VALIDATORS").map_or(own, PathBuf::from);
    let program = folder.join("python/bin/pre-commit");
    if !program.exists() {
        eprintln!("skipped: pre-commit is not installed; .ci/validators installs it");
        return;
    }
    let hooks = Workshop::with_git();
    hooks.write(".pre-commit-hooks.yaml", read(".pre-commit-hooks.yaml"));
    hooks.commit("2026-03-23");
    hooks.git(&["tag", "v1"]);
    let shop = team();
    let source = hooks.path();
    let config = format!(
        "repos:\n  - repo: {}\n    rev: v1\n    hooks:\n      - id: touchline-system\n        \
         args: [--since, HEAD]\n",
        source.display()
    );
    shop.write(".pre-commit-config.yaml", config);
    shop.git(&["add", "--all"]);
    let run = || {
        let mut command = shop.command(&program);
        command
            .arg("run")
            .env("PRE_COMMIT_HOME", shop.path().join(".cache"));
        Said::new(command.output())
    };
    // Nothing of the journal is committed: there is nothing to check.
    let said = run();
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("Skipped"), "{said:?}");
    shop.write("main.touch", "2026-03-24 cal Acme\n2026-03-24 cal Acme\n");
    shop.git(&["add", "--all"]);
    let said = run();
    assert_eq!(said.code, 1, "{said:?}");
    let found = said.out.matches("error[unknown-channel]").count();
    assert_eq!(found, 2, "{said:?}");
}
