//! Journals in git repositories: what is new since a commit, what a commit held, and what changed
//! between two. The program is run, and git with it.

mod workshop;

use serde_json::Value;
use workshop::{Said, TOUCHLINE, Workshop};

const ACME: &str = "prospect Acme\n    since: 2026-03-02\n\n\
    2026-03-03 call Acme -> voicemail\n";
const BIRCH: &str = "prospect Birch\n    since: 2026-03-02\n\n\
    2026-03-03 call Birch -> voicemail\n";

#[test]
fn only_what_stands_on_new_lines_is_reported() {
    let shop = Workshop::with_git();
    shop.write("main.touch", format!("{ACME}{BIRCH}2026-03-04 cal Acme\n"));
    shop.commit("2026-03-04");
    assert_eq!(
        shop.check(&[]),
        [
            "main.touch:4 overdue",
            "main.touch:8 overdue",
            "main.touch:9 unknown-channel"
        ]
    );
    assert!(shop.check(&["--since", "HEAD"]).is_empty());
    // A line that is added in the middle moves the others, and makes none of them new.
    let more = format!("{ACME}{BIRCH}\n; later\n\n2026-03-05 cal Coe\n2026-03-04 cal Acme\n");
    shop.write("main.touch", &more);
    assert_eq!(
        shop.check(&["--since", "HEAD"]),
        ["main.touch:12 unknown-channel"]
    );
    // In the index it is as new as in the folder.
    shop.git(&["add", "--all"]);
    assert_eq!(
        shop.check(&["--since", "HEAD"]),
        ["main.touch:12 unknown-channel"]
    );
}

#[test]
fn a_prospect_with_a_new_line_is_reported_in_full() {
    let shop = Workshop::with_git();
    shop.write("main.touch", format!("{ACME}{BIRCH}"));
    shop.commit("2026-03-04");
    // Its fields are its own, though what is found stands at its touch.
    let valued = ACME.replace("    since", "    value: 100\n    since");
    shop.write("main.touch", format!("{valued}{BIRCH}"));
    assert_eq!(shop.check(&["--since", "HEAD"]), ["main.touch:5 overdue"]);
    // So is a line of it that is gone: of the body, or the touch itself.
    let bare = ACME.replace("    since: 2026-03-02\n", "");
    shop.write("main.touch", format!("{bare}{BIRCH}"));
    assert_eq!(shop.check(&["--since", "HEAD"]), ["main.touch:3 overdue"]);
    let more = format!("{ACME}{BIRCH}2026-03-10 email Birch\n");
    shop.write("main.touch", &more);
    shop.commit("2026-03-10");
    shop.write("main.touch", format!("{ACME}{BIRCH}"));
    assert_eq!(shop.check(&["--since", "HEAD"]), ["main.touch:8 overdue"]);
}

#[test]
fn a_line_is_its_entrys_whatever_stands_between() {
    let shop = Workshop::with_git();
    let noted = format!("{ACME}    n: call\n");
    shop.write("main.touch", &noted);
    shop.commit("2026-03-04");
    let since = |more: &str| {
        shop.write("main.touch", format!("{noted}{more}"));
        shop.check(&["--since", "HEAD"])
    };
    for nothing in ["", "; later\n", "\n\n", "   \n", "\n; later\n\n"] {
        assert!(since(nothing).is_empty(), "{nothing:?}");
    }
    for part in ["    m: Ann\n", "\n    m: Ann\n", "; later\n    m: Ann\n"] {
        assert_eq!(since(part), ["main.touch:4 overdue"], "{part:?}");
    }
}

#[test]
fn what_else_the_repository_holds_is_not_looked_into() {
    let shop = Workshop::with_git();
    shop.write("main.touch", "include reps/*.touch\n");
    shop.write("reps/[dana].touch", ACME);
    shop.commit("2026-03-04");
    shop.write("reps/[dana].touch", format!("{ACME}2026-03-04 cal Acme\n"));
    // Git would say of its text what a rename says.
    shop.write("offer.pdf", "diff --git a/x b/x\n+++ b/reps/[dana].touch\n");
    shop.git(&["add", "--all"]);
    assert_eq!(
        shop.check(&["--since", "HEAD"]),
        ["reps/[dana].touch:5 unknown-channel"]
    );
}

#[test]
fn a_renamed_file_is_followed_and_a_file_that_git_does_not_know_is_new() {
    let shop = Workshop::with_git();
    shop.write("main.touch", "include reps/*.touch\n");
    shop.write("reps/dana.touch", ACME);
    shop.write("reps/li\"n\".touch", BIRCH);
    shop.commit("2026-03-04");
    shop.git(&["mv", "reps/dana.touch", "reps/d\u{e9}na.touch"]);
    assert!(shop.check(&["--since", "HEAD"]).is_empty());
    shop.write("reps/eve.touch", "2026-03-03 call Coe -> voicemail\n");
    let found = shop.check(&["--since", "HEAD"]);
    assert!(!found.is_empty());
    assert!(
        found
            .iter()
            .all(|line| line.starts_with("reps/eve.touch:1 ")),
        "{found:?}"
    );
    shop.write(
        "reps/li\"n\".touch",
        format!("{BIRCH}    n: 2026-03-09 call\n"),
    );
    let found = shop.check(&["--since", "HEAD"]).join("\n");
    assert!(found.contains("li\"n\".touch:5 broken-promise"), "{found}");
}

#[test]
fn a_folder_of_a_repository_knows_what_is_new_in_it() {
    let shop = Workshop::with_git();
    shop.write("sales/touchline.yaml", "journal: main.touch\n");
    shop.write("sales/main.touch", ACME);
    shop.commit("2026-03-04");
    shop.write("sales/main.touch", format!("{ACME}{BIRCH}"));
    for (folder, arguments) in [
        (".", &["-f", "sales/main.touch"][..]),
        ("sales", &[]),
        ("sales/deep", &[]),
    ] {
        shop.write("sales/deep/x", "");
        let mut command = shop.command(TOUCHLINE);
        command
            .current_dir(shop.path().join(folder))
            .args(arguments)
            .args(["check", "--format", "gitlab", "--since", "HEAD"]);
        let said = Said::new(command.output());
        let found = said.json();
        let found = found.as_array().expect("it is an array");
        assert_eq!(found.len(), 1, "{found:?}");
        // The paths are those of the repository, wherever one stands.
        assert_eq!(found[0]["location"]["path"], "sales/main.touch");
        assert_eq!(found[0]["location"]["lines"]["begin"], 8);
    }
}

#[test]
fn a_commit_is_read_with_its_files_its_settings_and_its_date() {
    let shop = Workshop::with_git();
    shop.write("touchline.yaml", "journal: old.touch\nreps: [Dana]\n");
    shop.write("old.touch", "include reps/*.touch\n");
    shop.write("reps/dana.touch", format!("rep Dana\n\n{ACME}"));
    shop.write("reps/.hidden.touch", BIRCH);
    shop.commit("2026-03-05");
    shop.git(&["rm", "--quiet", "-r", "reps", "old.touch"]);
    shop.write("touchline.yaml", "journal: main.touch\n");
    shop.write("main.touch", BIRCH);
    shop.commit("2026-03-20");

    let list = |arguments: &[&str]| {
        let said = shop.touchline(&[arguments, &["list", "--format", "json"]].concat());
        assert_eq!(said.code, 0, "{said:?}");
        let list = said.json();
        let name = list["prospects"][0]["name"].clone();
        (
            list["today"].clone(),
            name,
            list["prospects"][0]["file"].clone(),
        )
    };
    let row = |day: &str, name: &str, file: &str| (day.into(), name.into(), file.into());
    assert_eq!(list(&[]), row("2026-03-24", "Birch", "main.touch"));
    assert_eq!(
        list(&["--at", "HEAD~1"]),
        row("2026-03-05", "Acme", "reps/dana.touch")
    );
    assert_eq!(
        list(&["--at", "HEAD~1", "--today", "2026-03-06"]),
        row("2026-03-06", "Acme", "reps/dana.touch")
    );
    assert_eq!(list(&["--at", "HEAD", "-f", "main.touch"]).1, "Birch");
    assert_eq!(list(&["--at", "HEAD~1", "-f", "reps/dana.touch"]).1, "Acme");
    let files = shop.touchline(&["--at", "HEAD~1", "files"]);
    assert_eq!(files.out, "touchline.yaml\nold.touch\nreps/dana.touch\n");
    shop.touchline(&["--at", "HEAD", "-f", "old.touch", "list"])
        .refuses("cannot read old.touch: there is no such file");
    shop.touchline(&["--at", "HEAD", "-f", "../elsewhere.touch", "list"])
        .refuses("in no git repository");
    shop.touchline(&["--at", "HEAD", "-f", "-", "list"])
        .refuses("standard input");
    let import = ["import", "csv", "main.touch", "--to", "main.touch"];
    for writes in [
        &["init"][..],
        &["fmt"],
        &["check", "--fix"],
        &["watch"],
        &import,
    ] {
        shop.touchline(&[&["--at", "HEAD"], writes].concat())
            .refuses("only commands that read the journal take --at");
    }
    // What was known then is a baseline of that commit.
    let known = ["--at", "HEAD", "check", "--write-baseline", "known.json"];
    shop.touchline(&known);
    assert!(shop.path().join("known.json").exists());
}

#[test]
#[cfg(unix)]
fn links_of_a_commit_are_followed_within_it() {
    let shop = Workshop::with_git();
    shop.write("a/real.touch", ACME);
    for (target, link) in [
        ("a", "here"),
        ("../a/real.touch", "a/again.touch"),
        ("/etc/passwd", "out.touch"),
        ("round.touch", "round.touch"),
    ] {
        std::os::unix::fs::symlink(target, shop.path().join(link)).expect("a link can be made");
    }
    shop.write(
        "main.touch",
        "include here/again.touch\ninclude a/real.touch\ninclude out.touch\n\
         include round.touch\ninclude a\n",
    );
    shop.commit("2026-03-04");
    let found = shop.check(&["--at", "HEAD"]);
    let wanted = [
        "main.touch:2 repeated-include",
        "main.touch:3 missing-include",
        "main.touch:4 missing-include",
        "main.touch:5 missing-include",
    ];
    assert_eq!(found[..4], wanted, "{found:?}");
}

#[test]
fn what_changed_between_two_states_is_told() {
    let shop = Workshop::with_git();
    let prospects: String = ["Acme", "Birch", "Coe", "Dow", "Elm", "Fay", "Gil"]
        .map(|name| format!("prospect {name}\n    owner: dana\n    since: 2026-01-05\n\n"))
        .concat();
    let before = format!(
        "rep dana\n\n{prospects}2026-01-05 call Acme\n2026-01-05 call Birch -> voicemail\n\
         2026-03-02 call Coe -> voicemail\n2026-03-02 call Dow -> voicemail\n\
         2026-03-06 call Elm -> voicemail\n2026-03-06 call Fay -> voicemail\n"
    );
    shop.write("main.touch", &before);
    shop.commit("2026-03-07");
    let renamed = before.replace("prospect Gil\n", "prospect Gilbert\n    aka: Gil\n");
    let after = format!(
        "{renamed}2026-03-20 call Acme -> reached\n2026-03-20 call Coe -> won\n\
         2026-03-20 call Dow -> lost: price\n2026-03-23 email Elm\n2026-03-23 call Hay\n"
    );
    shop.write("main.touch", &after);
    let said = shop.touchline(&["diff", "HEAD", "--format", "json"]);
    assert_eq!(said.code, 0, "{said:?}");
    let diff = said.json();
    assert_eq!(diff["from"]["date"], "2026-03-07");
    assert_eq!(diff["to"]["date"], "2026-03-24");
    assert_eq!(diff["to"]["commit"], Value::Null);
    let rows = diff["prospects"].as_array().expect("it is an array");
    let rows: Vec<String> = rows
        .iter()
        .map(|row| {
            let text = |key: &str| row[key].as_str().unwrap_or("-").to_owned();
            let made = &row["touches_made"];
            format!("{} {} {made}", text("name"), text("change"))
        })
        .collect();
    assert_eq!(
        rows,
        [
            "Coe won 1",
            "Dow lost 1",
            "Acme revived 1",
            "Fay overdue 0",
            "Hay new 1",
            "Elm touched 1",
        ]
    );
    assert_eq!(diff["summary"]["touches_made"], 5);
    let text = shop.touchline(&["diff", "HEAD"]).out;
    assert!(
        text.starts_with("From Sat 7 Mar (HEAD) to Tue 24 Mar: 1 won, 1 lost, 1 revived,"),
        "{text}"
    );
    shop.commit("2026-03-24");
    let between = shop.touchline(&["diff", "HEAD~1", "HEAD", "--format", "json"]);
    assert_eq!(between.json()["prospects"], diff["prospects"]);
    let nothing = shop.touchline(&["diff", "HEAD", "HEAD"]).out;
    assert!(nothing.contains("Nothing changed"), "{nothing}");
}

#[test]
fn what_git_cannot_answer_is_a_clear_error() {
    let shop = Workshop::with_git();
    shop.write("main.touch", ACME);
    shop.commit("2026-03-04");
    shop.commit("2026-03-05");
    let commands: [&[&str]; 3] = [&["check", "--since"], &["list", "--at"], &["diff"]];
    for command in commands {
        let ask = |revision: &str| {
            let mut arguments = command.to_vec();
            let joined;
            match command.last() {
                Some(&"diff") | None => arguments.extend(["--", revision]),
                Some(option) => {
                    joined = format!("{option}={revision}");
                    arguments.pop();
                    arguments.push(&joined);
                }
            }
            shop.touchline(&arguments)
        };
        for revision in [
            "nowhere",
            "--output=owned",
            "--help",
            "-x",
            "^HEAD",
            "HEAD..HEAD",
            "HEAD^{tree}",
            "HEAD:main.touch",
            "a\nb",
            "",
        ] {
            ask(revision).refuses("has no commit `");
        }
        assert!(!shop.path().join("owned").exists());
        let mut without = shop.command(TOUCHLINE);
        without.args(command).arg("HEAD").env("PATH", shop.path());
        Said::new(without.output()).refuses("the `git` command is not found");
    }

    let clone = shop.path().join("shallow");
    let source = format!("file://{}", shop.path().display());
    let target = clone.to_str().expect("it is UTF-8");
    shop.git(&["clone", "--quiet", "--depth", "1", &source, target]);
    let mut shallow = shop.command(TOUCHLINE);
    shallow
        .current_dir(&clone)
        .args(["check", "--since", "HEAD~1"]);
    let said = Said::new(shallow.output());
    said.refuses("has no commit `HEAD~1`");
    assert!(said.error.contains("shallow"), "{said:?}");

    let bare = Workshop::new();
    bare.write("main.touch", ACME);
    bare.touchline(&["check", "--since", "HEAD"])
        .refuses("in no git repository");
    bare.touchline(&["list", "--at", "HEAD"])
        .refuses("in no git repository");
}

#[test]
fn neither_hooks_nor_settings_of_git_change_the_answer() {
    let shop = Workshop::with_git();
    shop.write("main.touch", ACME);
    shop.commit("2026-03-04");
    shop.write("main.touch", format!("{BIRCH}\n{ACME}"));
    for (key, value) in [
        ("diff.noprefix", "true"),
        ("diff.external", "touch owned"),
        ("diff.interHunkContext", "9"),
        ("core.fsmonitor", "touch owned"),
        ("color.ui", "always"),
        ("core.pager", "touch owned"),
    ] {
        shop.git(&["config", key, value]);
    }
    let mut command = shop.command(TOUCHLINE);
    command
        .args(["check", "--format", "short", "--since", "HEAD"])
        .env("GIT_DIR", "/nowhere")
        .env("GIT_INDEX_FILE", "/nowhere/index")
        .env("GIT_EXTERNAL_DIFF", "touch owned");
    let said = Said::new(command.output());
    assert!(
        said.out.starts_with("main.touch:4:1: warning overdue"),
        "{said:?}"
    );
    assert_eq!(said.out.matches("overdue").count(), 1, "{said:?}");
    assert!(!shop.path().join("owned").exists());
}
