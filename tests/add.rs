//! `add`, `fmt` and `check --fix` as somebody runs them who cares for their records: two at once,
//! beside an editor, and killed in the middle.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use tempfile::TempDir;

/// A folder with these files in it.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// The program in a folder, on 2026-03-10.
fn touchline(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_touchline"));
    command
        .current_dir(folder)
        .args(arguments)
        .env("TOUCHLINE_TODAY", "2026-03-10")
        .env_remove("TOUCHLINE_REP")
        .env_remove("TOUCHLINE_FILE")
        .env_remove("VISUAL")
        .env_remove("EDITOR")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn started(folder: &Path, arguments: &[&str]) -> Child {
    touchline(folder, arguments).spawn().unwrap()
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    touchline(folder, arguments).output().unwrap()
}

/// Runs it, and expects that it does what it is asked.
fn done(folder: &Path, arguments: &[&str]) -> String {
    succeeded(&run(folder, arguments))
}

fn succeeded(output: &Output) -> String {
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{error}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Runs it, and expects that it refuses: what it says.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn text(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

/// The names of the files in a folder, hidden ones too.
fn names(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Numbers that are spread, and the same in every run.
struct Spread(u64);

impl Spread {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

#[test]
fn two_at_once_a_hundred_times_are_both_there() {
    let folder = folder(&[("main.touch", "prospect Acme Corp\n")]);
    for number in 0..100 {
        let [one, other] = ["a", "b"].map(|who| {
            let note = format!("note {who}{number}");
            started(folder.path(), &["add", "call", "acme", "-m", &note])
        });
        succeeded(&one.wait_with_output().unwrap());
        succeeded(&other.wait_with_output().unwrap());
    }
    let text = text(&folder, "main.touch");
    for number in 0..100 {
        for who in ["a", "b"] {
            assert!(text.contains(&format!("    note {who}{number}\n")));
        }
    }
    assert_eq!(text.matches("2026-03-10 call Acme Corp\n").count(), 200);
    assert_eq!(names(&folder), ["main.touch"]);
}

#[test]
fn what_an_editor_saves_meanwhile_is_never_lost() {
    let folder = folder(&[("main.touch", "prospect Acme Corp\n")]);
    let path = folder.path().join("main.touch");
    let mut spread = Spread(7);
    for number in 0..80 {
        let add = started(folder.path(), &["add", "call", "acme"]);
        sleep(Duration::from_micros(spread.below(25_000)));
        let saved = format!(
            "prospect Acme Corp\n; edited {number}\n{}",
            "; more\n".repeat(50)
        );
        if number % 2 == 0 {
            // As most editors do it.
            let other = folder.path().join("main.touch~");
            fs::write(&other, &saved).unwrap();
            fs::rename(&other, &path).unwrap();
        } else {
            fs::write(&path, &saved).unwrap();
        }
        let output = add.wait_with_output().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let without = text.replace("2026-03-10 call Acme Corp\n", "");
        assert_eq!(without, saved, "round {number}");
        // It may have been written before the editor saved over it; but it never fails.
        succeeded(&output);
    }
}

#[test]
fn a_journal_that_an_editor_has_emptied_to_write_it_anew_is_waited_for() {
    let text_before = "prospect Acme Corp\n    owner: dana\n".repeat(1000);
    let folder = folder(&[("main.touch", &text_before)]);
    let mut editor = fs::File::create(folder.path().join("main.touch")).unwrap();
    let add = started(folder.path(), &["add", "call", "acme"]);
    sleep(Duration::from_millis(260));
    editor.write_all(text_before.as_bytes()).unwrap();
    succeeded(&add.wait_with_output().unwrap());
    assert_eq!(
        text(&folder, "main.touch"),
        text_before + "2026-03-10 call Acme Corp\n"
    );
    assert_eq!(names(&folder), ["main.touch"]);
}

#[test]
fn killed_at_any_moment_the_file_is_the_old_one_or_the_new_one() {
    let folder = folder(&[("main.touch", "prospect Acme Corp\n")]);
    let mut spread = Spread(11);
    let mut killed = 0;
    let mut before = text(&folder, "main.touch");
    for number in 0..150 {
        let line = format!("2026-03-10 call Acme Corp -> replied: {number}\n");
        let words = format!("call acme -> replied: {number}");
        let mut add = started(folder.path(), &["add", &words]);
        sleep(Duration::from_micros(spread.below(20_000)));
        add.kill().unwrap();
        killed += u32::from(!add.wait().unwrap().success());
        let after = text(&folder, "main.touch");
        assert!(
            after == before || after == before.clone() + &line,
            "{after}"
        );
        before = after;
    }
    assert!(killed > 0);
    // The next one sweeps up what was left.
    done(folder.path(), &["add", "call", "acme"]);
    assert_eq!(names(&folder), ["main.touch"]);
}

#[test]
fn a_touch_stands_after_the_last_one_dated_before_it() {
    let folder = folder(&[(
        "main.touch",
        "\u{feff}prospect Acme Corp\r\n2026-03-01  call  Acme Corp\r\n  note\r\n\r\n  more ; c\r\n; c\r\n\r\n2026-04-01 ! call Acme Corp",
    )]);
    done(
        folder.path(),
        &[
            "add",
            "yesterday",
            "9:05",
            "<",
            "email",
            "ac",
            "->",
            "replied:",
            "yes",
            "-m",
            "w: now",
        ],
    );
    done(folder.path(), &["add", "2026-05-01 ! call acme"]);
    assert_eq!(
        text(&folder, "main.touch"),
        "\u{feff}prospect Acme Corp\r\n2026-03-01  call  Acme Corp\r\n  note\r\n\r\n  more ; c\r\n\
         2026-03-09 09:05 < email Acme Corp -> replied: yes\r\n    w: now\r\n\
         ; c\r\n\r\n2026-04-01 ! call Acme Corp\r\n2026-05-01 ! call Acme Corp\r\n"
    );
}

#[test]
fn a_dated_line_with_a_mistake_counts_for_the_place() {
    let before = "prospect Acme Corp\n2026-03-01 call Acme Corp\n\
                  2026-03-05 caal Acme Corp\n    note\n";
    let after = "2026-03-20 caal Acme Corp\n";
    let folder = folder(&[("main.touch", &format!("{before}{after}"))]);
    done(folder.path(), &["add", "call", "acme"]);
    assert_eq!(
        text(&folder, "main.touch"),
        format!("{before}2026-03-10 call Acme Corp\n{after}")
    );
}

#[test]
fn it_ends_with_what_is_due_in_the_words_of_due() {
    for (arguments, line, said) in [
        (
            &["add", "email acme"][..],
            "2026-03-10 email Acme Corp",
            "touch 2, call, due Friday: step 2 of 8; email 10 Mar",
        ),
        (
            &["add", "2026-03-02 email acme"],
            "2026-03-02 email Acme Corp",
            "touch 2, call, due 5 Mar (5 d late): step 2 of 8; email 2 Mar",
        ),
        (
            &["add", "< email acme"],
            "2026-03-10 < email Acme Corp",
            "touch 1, email, due tomorrow: they wrote 10 Mar",
        ),
        (
            &["add", "tomorrow 14:00 ! video acme"],
            "2026-03-11 14:00 ! video Acme Corp",
            "touch 1, video, tomorrow 14:00: appointment",
        ),
        // A day that was asked for is today.
        (
            &["--today", "2026-03-03", "add", "email acme"],
            "2026-03-03 email Acme Corp",
            "touch 2, call, due Friday: step 2 of 8; email 3 Mar",
        ),
    ] {
        let folder = folder(&[("main.touch", "prospect Acme Corp\n")]);
        let shown = done(folder.path(), arguments);
        assert_eq!(
            shown,
            format!("to main.touch:\n{line}\nAcme Corp: next is {said}\n")
        );
        let text = text(&folder, "main.touch");
        assert_eq!(text, format!("prospect Acme Corp\n{line}\n"));
    }
}

#[test]
fn a_touch_goes_to_the_file_of_whoever_made_it() {
    let files = [
        (
            "main.touch",
            "include reps/*.touch\nprospect Acme\n    owner: lee\n",
        ),
        (
            "reps/dana.touch",
            "rep dana\n2026-03-02 call Acme\nrep lee\n",
        ),
        ("reps/lee.touch", "rep lee\n2026-03-03 call Acme\n"),
    ];
    let folder = folder(&files);
    let add = |rep: &str, arguments: &[&str]| {
        let mut command = touchline(folder.path(), arguments);
        succeeded(&command.env("TOUCHLINE_REP", rep).output().unwrap());
    };
    add("dana", &["add", "call", "acme"]);
    assert_eq!(
        text(&folder, "reps/dana.touch"),
        "rep dana\n2026-03-02 call Acme\n2026-03-10 call Acme\nrep lee\n"
    );
    add("Lee", &["add", "call", "acme"]);
    assert_eq!(
        text(&folder, "reps/lee.touch"),
        "rep lee\n2026-03-03 call Acme\n2026-03-10 call Acme\n"
    );
    add(
        "dana",
        &["add", "card", "acme", "--to", "reps/lee.touch", "-m", "x"],
    );
    assert!(
        text(&folder, "reps/lee.touch").ends_with("2026-03-10 card Acme\n    rep: dana\n    x\n")
    );
    // Acme is Lee's, and no rep is in force in the root file: no word is needed there.
    done(folder.path(), &["add", "call", "acme"]);
    assert!(text(&folder, "main.touch").ends_with("    owner: lee\n2026-03-10 call Acme\n"));
    add(
        "dana",
        &["add", "prospect", "Newco", "--to", "reps/lee.touch"],
    );
    assert!(text(&folder, "reps/lee.touch").ends_with("\n\nprospect Newco\n    owner: dana\n"));
    let error = refused(folder.path(), &["add", "call acme", "--to", "other.touch"]);
    assert!(
        error.contains("other.touch is no file of the journal\n")
            && error.contains("main.touch, reps/dana.touch, reps/lee.touch;"),
        "{error}"
    );
}

#[test]
fn a_wrong_word_is_refused_with_the_nearest() {
    let folder = folder(&[(
        "main.touch",
        "prospect Acme Corp\n    aka: Big A\nprospect Dunder Mifflin\nprospect Dunder Two\n",
    )]);
    let before = text(&folder, "main.touch");
    for (words, said) in [
        ("cal acme", "call"),
        ("call acme -> voicmail", "voicemail"),
        ("call Acme Crop", "Acme Corp"),
        ("call dunder", "Dunder Mifflin, Dunder Two"),
        ("30.2.2026 call acme", "30.2.2026"),
        ("25:00 call acme", "25:00"),
        ("call", "name is missing"),
        ("call acme -", "quotes"),
        ("call acme 14:00", "touchline add 14:00 call acme"),
        (
            "call big a yesterday 14:00",
            "add yesterday 14:00 call big a",
        ),
        ("call Dúnder T", "Dunder Two"),
        ("2026-03-11 call acme", "2026-03-11 has not come yet"),
        ("tomorrow call acme", "put a !"),
        ("prospect big  a", "main.touch:1"),
        ("include x", "include"),
        ("", "say what happened"),
    ] {
        let error = refused(folder.path(), &["add", words]);
        assert!(error.contains(said), "{words}: {error}");
    }
    refused(folder.path(), &["add", "call acme", "-m", "[] me do it"]);
    assert_eq!(text(&folder, "main.touch"), before);
    for (words, name) in [
        ("call big a", "Acme Corp"),
        ("call mif", "Dunder Mifflin"),
        ("call DUNDER T", "Dunder Two"),
        ("call Globex", "Globex"),
    ] {
        done(folder.path(), &["add", words]);
        assert!(text(&folder, "main.touch").ends_with(&format!("2026-03-10 call {name}\n")));
    }
}

#[test]
fn words_that_look_like_flags_are_words() {
    let folder = folder(&[("main.touch", "prospect Acme Corp\n")]);
    done(
        folder.path(),
        &["add", "-2d", "call", "acme", "->sent", "-m", "-> no arrow"],
    );
    done(
        folder.path(),
        &[
            "-f",
            "main.touch",
            "add",
            "mon",
            "14:30",
            "call",
            "acme",
            "-m",
            "[x] me done",
        ],
    );
    done(
        folder.path(),
        &["add", "<", "call", "acme", "→", "reached", "--message=x"],
    );
    assert_eq!(
        text(&folder, "main.touch"),
        "prospect Acme Corp\n2026-03-08 call Acme Corp -> sent\n    -> no arrow\n\
         2026-03-09 14:30 call Acme Corp\n    [x] me done\n\
         2026-03-10 < call Acme Corp -> reached\n    x\n"
    );
    // What is due is said, and what is odd.
    let said = run(folder.path(), &["add", "call", "Globex"]);
    let said = String::from_utf8(said.stderr).unwrap();
    assert!(said.contains("nothing declares `Globex`"), "{said}");
    let said = done(folder.path(), &["add", "call", "acme", "->", "stop"]);
    assert!(
        said.ends_with("Acme Corp: nothing is due (stopped)\n"),
        "{said}"
    );
}

#[test]
fn what_comes_out_of_the_editor_is_read_before_it_is_written() {
    let folder = folder(&[("main.touch", "prospect Acme Corp\n")]);
    let add = |editor: &str| {
        let mut command = touchline(folder.path(), &["add", "call", "acme", "-e"]);
        command.env("EDITOR", editor).output().unwrap()
    };
    // A note before the advice, and one after it.
    succeeded(&add(
        "sed -i -e '1s/$/ -> reached/' -e '1a\\  a note' -e '$a\\  another'",
    ));
    let expected =
        "prospect Acme Corp\n2026-03-10 call Acme Corp -> reached\n    a note\n    another\n";
    assert_eq!(text(&folder, "main.touch"), expected);
    assert_eq!(succeeded(&add("truncate -s 0")), "nothing was added\n");
    let error = String::from_utf8(add("sed -i -e 1s/call/cal/").stderr).unwrap();
    let kept = error.split("what you wrote is in ").nth(1).unwrap();
    let kept = kept.lines().next().unwrap();
    assert!(
        fs::read_to_string(kept)
            .unwrap()
            .contains("2026-03-10 cal Acme Corp")
    );
    fs::remove_file(kept).unwrap();
    assert_eq!(text(&folder, "main.touch"), expected);
}

#[cfg(unix)]
#[test]
fn what_was_typed_in_the_editor_is_kept_whatever_goes_wrong() {
    let folder = folder(&[("main.touch", "prospect Acme Corp\n")]);
    let add = |editor: &str| {
        let mut command = touchline(folder.path(), &["add", "call", "acme", "-e"]);
        // What stands in the editor's command is for the shell: the file comes last.
        let output = command.env("EDITOR", editor).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{editor}");
        String::from_utf8(output.stderr).unwrap()
    };
    let types = "sed -i -e '1s/$/ -> reached/' -e '1a\\  a long note'";
    for (why, goes_wrong) in [
        ("write-protected", "chmod 444 main.touch; true"),
        ("git", "echo '<<<<<<< a' >> main.touch; true"),
        ("ended with", "false"),
        ("cannot be read", "printf '\\377' >>"),
    ] {
        let error = add(&format!(
            "edit() {{ {types} \"$1\"; {goes_wrong} \"$@\"; }}; edit"
        ));
        assert!(error.contains(why), "{error}");
        let kept = error.split("what you wrote is in ").nth(1).expect(&error);
        let kept = kept.lines().next().unwrap();
        let text = String::from_utf8_lossy(&fs::read(kept).unwrap()).into_owned();
        assert!(
            text.starts_with("2026-03-10 call Acme Corp -> reached\n  a long note\n"),
            "{text}"
        );
        fs::remove_file(kept).unwrap();
        let path = folder.path().join("main.touch");
        fs::remove_file(&path).unwrap();
        fs::write(&path, "prospect Acme Corp\n").unwrap();
    }
    // Of what nobody touched, nothing is kept.
    let error = add("false");
    assert!(!error.contains("what you wrote"), "{error}");
}

#[test]
fn what_git_could_not_merge_is_left_alone() {
    let folder = folder(&[("main.touch", "<<<<<<< a\n=======\n>>>>>>> b\n")]);
    assert!(refused(folder.path(), &["add", "call", "acme"]).contains("git"));
}

#[test]
fn fmt_writes_the_tree_and_names_what_differs() {
    let files = [
        ("main.touch", "include  a.touch\n"),
        (
            "a.touch",
            "2026-3-1 call  Acme\n  note\n2026-03-02 cal  Acme\n",
        ),
        ("b.touch", "2026-3-1 call  Acme\n"),
    ];
    let folder = folder(&files);
    let checked = run(folder.path(), &["fmt", "--check"]);
    assert_eq!(checked.status.code(), Some(1));
    assert_eq!(
        String::from_utf8_lossy(&checked.stdout),
        "main.touch\na.touch\n"
    );
    let shown = done(folder.path(), &["fmt", "--diff", "a.touch"]);
    assert_eq!(
        shown,
        "--- a.touch\n+++ a.touch\n@@ -1,3 +1,3 @@\n-2026-3-1 call  Acme\n-  note\n\
         +2026-03-01 call Acme\n+    note\n 2026-03-02 cal  Acme\n"
    );
    assert_eq!(text(&folder, "a.touch"), files[1].1);
    done(folder.path(), &["fmt"]);
    assert_eq!(text(&folder, "main.touch"), "include a.touch\n");
    assert_eq!(
        text(&folder, "a.touch"),
        "2026-03-01 call Acme\n    note\n2026-03-02 cal  Acme\n"
    );
    assert_eq!(text(&folder, "b.touch"), files[2].1);
    assert!(run(folder.path(), &["fmt", "--check"]).status.success());
    // Named twice, and read once.
    fs::write(folder.path().join("a.touch"), files[1].1).unwrap();
    done(folder.path(), &["fmt", "a.touch", "./a.touch"]);
    let mut command = touchline(folder.path(), &["fmt", "-"]);
    command.stdin(fs::File::open(folder.path().join("b.touch")).unwrap());
    assert_eq!(
        succeeded(&command.output().unwrap()),
        "2026-03-01 call Acme\n"
    );
}

#[test]
fn check_mends_by_spans_and_never_a_name() {
    let before = "propsect Acme Corp\n2026-03-02  cal  Acme Corp -> reached  Jim ; c\n\
                  2026-03-05 9.30 call Acme Crop\n  insigth: x\n";
    let folder = folder(&[("main.touch", before)]);
    let shown = run(folder.path(), &["check", "--fix", "--diff"]);
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(
        shown.contains("+2026-03-02  call  Acme Corp -> reached:  Jim ; c\n"),
        "{shown}"
    );
    assert_eq!(text(&folder, "main.touch"), before);
    let mended = run(folder.path(), &["check", "--fix", "--format", "short"]);
    let mended = String::from_utf8_lossy(&mended.stdout).into_owned();
    assert!(
        mended.starts_with("mended main.touch:1:1: propsect -> prospect\n"),
        "{mended}"
    );
    assert!(mended.contains("unknown-prospect"));
    run(folder.path(), &["check", "--fix"]);
    assert_eq!(
        text(&folder, "main.touch"),
        "prospect Acme Corp\n2026-03-02  call  Acme Corp -> reached:  Jim ; c\n\
         2026-03-05 09:30 call Acme Crop\n  insigth: x\n"
    );
    let mut command = touchline(folder.path(), &["-f", "-", "check", "--fix"]);
    fs::write(folder.path().join("other.touch"), before).unwrap();
    command.stdin(fs::File::open(folder.path().join("other.touch")).unwrap());
    assert_eq!(command.output().unwrap().status.code(), Some(2));
}
