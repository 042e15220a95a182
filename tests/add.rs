//! `add`, `fmt` and `check --fix` as somebody runs them who cares for their records: two at once,
//! beside an editor, and killed in the middle.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod workshop;

use std::fs;
use std::io::Write;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use workshop::{Said, TOUCHLINE, Workshop};

/// A folder with this journal, on 2026-03-10.
fn shop(journal: &str) -> Workshop {
    Workshop::on("2026-03-10").with("main.touch", journal)
}

fn started(shop: &Workshop, arguments: &[&str]) -> Child {
    let mut command = shop.command(TOUCHLINE);
    command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Runs it, and expects that it does what it is asked.
fn done(shop: &Workshop, arguments: &[&str]) -> String {
    shop.touchline(arguments).done()
}

/// Runs it with the text of a file of the folder as what is typed.
fn with_input(shop: &Workshop, name: &str, arguments: &[&str]) -> Said {
    let input = fs::File::open(shop.path().join(name)).unwrap();
    Said::new(
        shop.command(TOUCHLINE)
            .args(arguments)
            .stdin(input)
            .output(),
    )
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
    let shop = shop("prospect Acme Corp\n");
    for number in 0..100 {
        let [one, other] = ["a", "b"].map(|who| {
            let note = format!("note {who}{number}");
            started(&shop, &["add", "call", "acme", "-m", &note])
        });
        Said::new(one.wait_with_output()).done();
        Said::new(other.wait_with_output()).done();
    }
    let text = shop.read("main.touch");
    for number in 0..100 {
        for who in ["a", "b"] {
            assert!(text.contains(&format!("    note {who}{number}\n")));
        }
    }
    assert_eq!(text.matches("2026-03-10 call Acme Corp\n").count(), 200);
    assert_eq!(shop.names(), ["main.touch", "touchline.yaml"]);
}

#[test]
fn what_an_editor_saves_meanwhile_is_never_lost() {
    let shop = shop("prospect Acme Corp\n");
    let path = shop.path().join("main.touch");
    let mut spread = Spread(7);
    for number in 0..80 {
        let add = started(&shop, &["add", "call", "acme"]);
        sleep(Duration::from_micros(spread.below(25_000)));
        let saved = format!(
            "prospect Acme Corp\n; edited {number}\n{}",
            "; more\n".repeat(50)
        );
        if number % 2 == 0 {
            // As most editors do it.
            let other = shop.path().join("main.touch~");
            fs::write(&other, &saved).unwrap();
            fs::rename(&other, &path).unwrap();
        } else {
            fs::write(&path, &saved).unwrap();
        }
        let said = Said::new(add.wait_with_output());
        let text = fs::read_to_string(&path).unwrap();
        let without = text.replace("2026-03-10 call Acme Corp\n", "");
        assert_eq!(without, saved, "round {number}");
        // It may have been written before the editor saved over it; but it never fails.
        said.done();
    }
}

#[test]
fn a_journal_that_an_editor_has_emptied_to_write_it_anew_is_waited_for() {
    let text_before = "prospect Acme Corp\n    owner: dana\n".repeat(1000);
    let shop = shop(&text_before);
    let mut editor = fs::File::create(shop.path().join("main.touch")).unwrap();
    let mut add = started(&shop, &["add", "call", "acme"]);
    for _ in 0..26 {
        // However late it looks, the file has been emptied just now.
        editor.set_modified(SystemTime::now()).unwrap();
        sleep(Duration::from_millis(10));
    }
    assert!(add.try_wait().unwrap().is_none(), "it has not waited");
    editor.write_all(text_before.as_bytes()).unwrap();
    Said::new(add.wait_with_output()).done();
    let text = text_before + "2026-03-10 call Acme Corp\n";
    assert_eq!(shop.read("main.touch"), text);
    assert_eq!(shop.names(), ["main.touch", "touchline.yaml"]);
}

#[test]
fn a_journal_without_a_last_line_end_whose_time_is_to_come_is_not_waited_for_without_end() {
    let shop = shop("prospect Acme Corp");
    let path = shop.path().join("main.touch");
    let file = fs::File::options().write(true).open(path).unwrap();
    let ahead = SystemTime::now() + Duration::from_hours(1);
    file.set_modified(ahead).unwrap();
    done(&shop, &["add", "call", "acme"]);
    let text = "prospect Acme Corp\n2026-03-10 call Acme Corp\n";
    assert_eq!(shop.read("main.touch"), text);
}

#[test]
fn killed_at_any_moment_the_file_is_the_old_one_or_the_new_one() {
    let shop = shop("prospect Acme Corp\n");
    let mut spread = Spread(11);
    let mut killed = 0;
    let mut before = shop.read("main.touch");
    for number in 0..150 {
        let line = format!("2026-03-10 call Acme Corp -> replied: {number}\n");
        let words = format!("call acme -> replied: {number}");
        let mut add = started(&shop, &["add", &words]);
        sleep(Duration::from_micros(spread.below(20_000)));
        add.kill().unwrap();
        killed += u32::from(!add.wait().unwrap().success());
        let after = shop.read("main.touch");
        assert!(
            after == before || after == before.clone() + &line,
            "{after}"
        );
        before = after;
    }
    assert!(killed > 0);
    // The next one sweeps up what was left.
    done(&shop, &["add", "call", "acme"]);
    assert_eq!(shop.names(), ["main.touch", "touchline.yaml"]);
}

#[test]
fn a_touch_stands_after_the_last_one_dated_before_it() {
    let shop = shop(
        "\u{feff}prospect Acme Corp\r\n2026-03-01  call  Acme Corp\r\n  note\r\n\r\n  more ; c\r\n; c\r\n\r\n2026-04-01 ! call Acme Corp",
    );
    done(
        &shop,
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
    done(&shop, &["add", "2026-05-01 ! call acme"]);
    assert_eq!(
        shop.read("main.touch"),
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
    let shop = shop(&format!("{before}{after}"));
    done(&shop, &["add", "call", "acme"]);
    assert_eq!(
        shop.read("main.touch"),
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
        let shop = shop("prospect Acme Corp\n");
        let shown = done(&shop, arguments);
        assert_eq!(
            shown,
            format!("to main.touch:\n{line}\nAcme Corp: next is {said}\n")
        );
        let text = format!("prospect Acme Corp\n{line}\n");
        assert_eq!(shop.read("main.touch"), text);
    }
}

#[test]
fn a_touch_goes_to_the_file_of_whoever_made_it() {
    let shop = shop("include reps/*.touch\nprospect Acme\n    owner: lee\n")
        .with(
            "reps/dana.touch",
            "rep dana\n2026-03-02 call Acme\nrep lee\n",
        )
        .with("reps/lee.touch", "rep lee\n2026-03-03 call Acme\n");
    let add = |rep: &str, arguments: &[&str]| {
        let said = shop.touchline_with(&[("TOUCHLINE_REP", rep)], arguments);
        said.done();
    };
    add("dana", &["add", "call", "acme"]);
    assert_eq!(
        shop.read("reps/dana.touch"),
        "rep dana\n2026-03-02 call Acme\n2026-03-10 call Acme\nrep lee\n"
    );
    add("Lee", &["add", "call", "acme"]);
    assert_eq!(
        shop.read("reps/lee.touch"),
        "rep lee\n2026-03-03 call Acme\n2026-03-10 call Acme\n"
    );
    add(
        "dana",
        &["add", "card", "acme", "--to", "reps/lee.touch", "-m", "x"],
    );
    assert!(
        shop.read("reps/lee.touch")
            .ends_with("2026-03-10 card Acme\n    rep: dana\n    x\n")
    );
    // Acme is Lee's, and no rep is in force in the root file: no word is needed there.
    done(&shop, &["add", "call", "acme"]);
    assert!(
        shop.read("main.touch")
            .ends_with("    owner: lee\n2026-03-10 call Acme\n")
    );
    add(
        "dana",
        &["add", "prospect", "Newco", "--to", "reps/lee.touch"],
    );
    assert!(
        shop.read("reps/lee.touch")
            .ends_with("\n\nprospect Newco\n    owner: dana\n")
    );
    let elsewhere = shop.touchline(&["add", "call acme", "--to", "other.touch"]);
    elsewhere.refuses("other.touch is no file of the journal\n");
    elsewhere.refuses("main.touch, reps/dana.touch, reps/lee.touch;");
}

#[test]
fn a_wrong_word_is_refused_with_the_nearest() {
    let shop = shop(
        "prospect Acme Corp\n    aka: Big A\nprospect Dunder Mifflin\nprospect Dunder Two\nprospect Dunder & Two\n",
    );
    let before = shop.read("main.touch");
    for (words, said) in [
        ("cal acme", "call"),
        ("call acme -> voicmail", "voicemail"),
        ("call Acme Crop", "Acme Corp"),
        ("call dunder", "Dunder Mifflin, Dunder Two, Dunder & Two"),
        ("30.2.2026 call acme", "30.2.2026"),
        ("25:00 call acme", "25:00"),
        ("call", "name is missing"),
        ("call acme -", "quotes"),
        ("call acme 14:00", "touchline add '14:00 call acme'"),
        (
            "< email big a 14:00 yesterday #intro -> replied: yes ; c",
            "add 'yesterday 14:00 < email big a #intro -> replied: yes ; c'",
        ),
        ("call big a -2d", "add '2026-03-08 call big a'"),
        (
            "2026-03-02 call big a 14:00",
            "add '2026-03-02 14:00 call big a'",
        ),
        ("call Dunder & Tow", "touchline add prospect 'Dunder & Tow'"),
        ("call Dúnder T", "Dunder Two"),
        ("2026-03-11 call acme", "2026-03-11 has not come yet"),
        (
            "tomorrow call acme",
            "put a ! after the date, if it is planned: 2026-03-11 !",
        ),
        ("prospect big  a", "main.touch:1"),
        ("include x", "include"),
        ("", "say what happened"),
    ] {
        shop.touchline(&["add", words]).refuses(said);
    }
    let homework = shop.touchline(&["add", "call acme", "-m", "[] me do it"]);
    homework.refuses("[]");
    assert_eq!(shop.read("main.touch"), before);
    for (words, name) in [
        ("call big a", "Acme Corp"),
        ("call mif", "Dunder Mifflin"),
        ("call DUNDER T", "Dunder Two"),
        ("call Globex", "Globex"),
    ] {
        done(&shop, &["add", words]);
        assert!(
            shop.read("main.touch")
                .ends_with(&format!("2026-03-10 call {name}\n"))
        );
    }
}

#[test]
fn words_that_look_like_flags_are_words() {
    let shop = shop("prospect Acme Corp\n");
    done(
        &shop,
        &["add", "-2d", "call", "acme", "->sent", "-m", "-> no arrow"],
    );
    done(
        &shop,
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
        &shop,
        &["add", "<", "call", "acme", "→", "reached", "--message=x"],
    );
    assert_eq!(
        shop.read("main.touch"),
        "prospect Acme Corp\n2026-03-08 call Acme Corp -> sent\n    -> no arrow\n\
         2026-03-09 14:30 call Acme Corp\n    [x] me done\n\
         2026-03-10 < call Acme Corp -> reached\n    x\n"
    );
    let far = shop.touchline(&["add", "-10000d", "call", "acme"]);
    far.refuses("10000d` is no channel");
    // What is due is said, and what is odd.
    let said = shop.touchline(&["add", "call", "Bob & Söhne"]).error;
    assert_eq!(
        said,
        "note: nothing declares `Bob & Söhne`: touchline add prospect 'Bob & Söhne'\n"
    );
    done(
        &shop,
        &["add", "call", "acme", "->", "booked", "fri", "9:00"],
    );
    assert!(
        shop.read("main.touch")
            .contains("call Acme Corp -> booked 2026-03-13 09:00\n")
    );
    let said = done(&shop, &["add", "call", "acme", "->", "stop"]);
    assert!(
        said.ends_with("Acme Corp: nothing is due (stopped)\n"),
        "{said}"
    );
}

#[test]
fn what_comes_out_of_the_editor_is_read_before_it_is_written() {
    let shop = shop("prospect Acme Corp\n");
    let add =
        |editor: &str| shop.touchline_with(&[("EDITOR", editor)], &["add", "call", "acme", "-e"]);
    // A note before the advice, and one after it.
    add("sed -i -e '1s/$/ -> reached/' -e '1a\\  a note' -e '$a\\  another'").done();
    let expected =
        "prospect Acme Corp\n2026-03-10 call Acme Corp -> reached\n    a note\n    another\n";
    assert_eq!(shop.read("main.touch"), expected);
    assert_eq!(add("truncate -s 0").done(), "nothing was added\n");
    let error = add("sed -i -e 1s/call/cal/").error;
    let kept = error.split("what you wrote is in ").nth(1).unwrap();
    let kept = kept.lines().next().unwrap();
    assert!(
        fs::read_to_string(kept)
            .unwrap()
            .contains("2026-03-10 cal Acme Corp")
    );
    fs::remove_file(kept).unwrap();
    assert_eq!(shop.read("main.touch"), expected);
}

#[cfg(unix)]
#[test]
fn what_was_typed_in_the_editor_is_kept_whatever_goes_wrong() {
    let shop = shop("prospect Acme Corp\n");
    let add = |editor: &str| {
        // What stands in the editor's command is for the shell: the file comes last.
        let said = shop.touchline_with(&[("EDITOR", editor)], &["add", "call", "acme", "-e"]);
        assert_eq!(said.code, 2, "{editor}: {said:?}");
        said.error
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
        fs::remove_file(shop.path().join("main.touch")).unwrap();
        shop.write("main.touch", "prospect Acme Corp\n");
    }
    // Of what nobody touched, nothing is kept.
    let error = add("false");
    assert!(!error.contains("what you wrote"), "{error}");
}

#[test]
fn what_git_could_not_merge_is_left_alone() {
    let shop = shop("<<<<<<< a\n=======\n>>>>>>> b\n");
    shop.touchline(&["add", "call", "acme"]).refuses("git");
}

#[test]
fn fmt_writes_the_tree_and_names_what_differs() {
    const A: &str = "2026-3-1 call  Acme\n  note\n2026-03-02 cal  Acme\n";
    const B: &str = "2026-3-1 call  Acme\n";
    let shop = shop("include  a.touch\n")
        .with("a.touch", A)
        .with("b.touch", B);
    let checked = shop.touchline(&["fmt", "--check"]);
    assert_eq!(checked.code, 1);
    assert_eq!(checked.out, "main.touch\na.touch\n");
    let shown = done(&shop, &["fmt", "--diff", "a.touch"]);
    assert_eq!(
        shown,
        "--- a.touch\n+++ a.touch\n@@ -1,3 +1,3 @@\n-2026-3-1 call  Acme\n-  note\n\
         +2026-03-01 call Acme\n+    note\n 2026-03-02 cal  Acme\n"
    );
    assert_eq!(shop.read("a.touch"), A);
    done(&shop, &["fmt"]);
    assert_eq!(shop.read("main.touch"), "include a.touch\n");
    assert_eq!(
        shop.read("a.touch"),
        "2026-03-01 call Acme\n    note\n2026-03-02 cal  Acme\n"
    );
    assert_eq!(shop.read("b.touch"), B);
    done(&shop, &["fmt", "--check"]);
    // Named twice, and read once.
    shop.write("a.touch", A);
    done(&shop, &["fmt", "a.touch", "./a.touch"]);
    let said = with_input(&shop, "b.touch", &["fmt", "-"]);
    assert_eq!(said.done(), "2026-03-01 call Acme\n");
}

#[test]
fn check_mends_by_spans_and_never_a_name() {
    let before = "propsect Acme Corp\n2026-03-02  cal  Acme Corp -> reached  Jim ; c\n\
                  2026-03-05 9.30 call Acme Crop\n  insigth: x\n";
    let shop = shop(before);
    let shown = shop.touchline(&["check", "--fix", "--diff"]).out;
    assert!(
        shown.contains("+2026-03-02  call  Acme Corp -> reached:  Jim ; c\n"),
        "{shown}"
    );
    assert_eq!(shop.read("main.touch"), before);
    let mended = shop.touchline(&["check", "--fix", "--format", "short"]).out;
    assert!(
        mended.starts_with("mended main.touch:1:1: propsect -> prospect\n"),
        "{mended}"
    );
    assert!(mended.contains("unknown-prospect"));
    shop.touchline(&["check", "--fix"]);
    assert_eq!(
        shop.read("main.touch"),
        "prospect Acme Corp\n2026-03-02  call  Acme Corp -> reached:  Jim ; c\n\
         2026-03-05 09:30 call Acme Crop\n  insigth: x\n"
    );
    shop.write("other.touch", before);
    let said = with_input(&shop, "other.touch", &["-f", "-", "check", "--fix"]);
    said.refuses("standard input cannot be mended");
}
