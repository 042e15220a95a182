//! What `add` asks at a terminal, and what it makes of the answers; on a pseudo terminal, and so
//! where the system's are known to rustix.

#![cfg(any(target_os = "linux", target_vendor = "apple"))]

mod workshop;

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use rustix::fs::{Mode, OFlags};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use workshop::{TOUCHLINE, Workshop};

/// Longer than any question takes to come, on a machine that does much else.
const PATIENCE: Duration = Duration::from_mins(1);

/// The end of the input, as it is typed: Ctrl-D.
const END: &str = "\u{4}";

const JOURNAL: &str = "prospect Acme Corp\n\nprospect Acorn Ltd\n\n\
                       prospect Bäckerei Süßmann\n\n2026-03-20 email Acme Corp\n";

/// A folder with a journal in it.
fn shop() -> Workshop {
    let shop = Workshop::new();
    shop.write("main.touch", JOURNAL);
    shop
}

/// What was added to the journal of [`shop`], at its end.
fn added(shop: &Workshop) -> String {
    let text = shop.read("main.touch");
    let added = text.strip_prefix(JOURNAL);
    added
        .unwrap_or_else(|| panic!("it is not at the end:\n{text}"))
        .to_owned()
}

/// Runs `add` at a terminal, and answers each question, by its first words, when it comes. Out
/// come all that was shown, and the exit code.
fn talk(shop: &Workshop, arguments: &[&str], dialogue: &[(&str, &str)]) -> (String, i32) {
    let (mut keyboard, terminal) = pseudo_terminal();
    let stdio = || Stdio::from(terminal.try_clone().expect("it can be shared"));
    let mut command: Command = shop.command(TOUCHLINE);
    command.arg("add").args(arguments);
    command.stdin(stdio()).stdout(stdio()).stderr(stdio());
    let mut child = command.spawn().expect("the program can be run");
    drop((command, terminal));

    let mut screen = keyboard.try_clone().expect("it can be shared");
    let (sender, shown) = channel();
    std::thread::spawn(move || {
        let mut bytes = [0; 4096];
        // Once nobody has the terminal any more, reading from it fails.
        while let Ok(count @ 1..) = screen.read(&mut bytes) {
            if sender.send(bytes[..count].to_vec()).is_err() {
                return;
            }
        }
    });
    let mut all = Vec::new();
    let mut seen = 0;
    for (question, answer) in dialogue {
        loop {
            let text = String::from_utf8_lossy(&all[seen..]);
            let asked = text.find(question).map(|at| &text[at..]);
            if asked.is_some_and(|asked| asked.ends_with(": ")) {
                break;
            }
            let more = shown.recv_timeout(PATIENCE);
            let text = String::from_utf8_lossy(&all);
            all.extend(more.unwrap_or_else(|_| panic!("`{question}` never came:\n{text}")));
        }
        seen = all.len();
        let line_end = if *answer == END { "" } else { "\n" };
        write!(keyboard, "{answer}{line_end}").expect("somebody reads it");
    }
    while let Ok(more) = shown.recv_timeout(PATIENCE) {
        all.extend(more);
    }
    let status = child.wait().expect("it ends");
    let text = String::from_utf8_lossy(&all).replace('\r', "");
    (text, status.code().unwrap_or(-1))
}

/// A terminal: what types at it and reads its screen, and what a program gets.
fn pseudo_terminal() -> (File, OwnedFd) {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("there is one");
    grantpt(&master).expect("it is ours");
    unlockpt(&master).expect("it is ours");
    let name = ptsname(&master, Vec::new()).expect("it has a name");
    let flags = OFlags::RDWR | OFlags::NOCTTY;
    let terminal = rustix::fs::open(name, flags, Mode::empty()).expect("it can be opened");
    (File::from(master), terminal)
}

#[test]
fn each_answer_is_judged_where_it_is_given_and_none_is_lost() {
    let shop = shop();
    let (screen, code) = talk(
        &shop,
        &[],
        &[
            ("Prospect", ""),
            ("Prospect", "ac"),
            ("Prospect", "acme -> voicemail"),
            ("Prospect", "acme"),
            ("Date", "email"),
            ("Date", "23.3.2026 9:05 call"),
            ("Date", "24.11."),
            ("Date", "2.12.2026"),
            ("Date", "yesterday 9:05"),
            ("Channel", "call acme"),
            ("Channel", "2027-Q1"),
            ("Channel", "cal"),
            ("Channel", "call"),
            ("Outcome", "voicemial"),
            ("Outcome", "voicemail"),
            ("Note", "n: 2026-02-33 call"),
            ("Note", "[ ] send the outline"),
            ("Note", "n: 2026-03-26 call"),
        ],
    );
    assert_eq!(code, 0, "{screen}");
    assert_eq!(
        added(&shop),
        "2026-03-23 09:05 call Acme Corp -> voicemail\n    n: 2026-03-26 call\n"
    );
    for said in [
        "say whom it was with",
        "`ac` can be Acme Corp, Acorn Ltd",
        "`acme -> voicemail` is more than a name",
        "`email` is no date",
        "`23.3.2026 9:05 call` is no date",
        "`24.11.` is no date",
        "with a ! behind it, if it is planned: fri 14:30 !",
        "2026-12-02 has not come yet",
        "put a ! after the date, if it is planned: 2026-12-02 !",
        "`2027-Q1` is no channel",
        "`call acme` is not one channel",
        "is `call` meant?",
        "is `voicemail` meant?",
        "`2026-02-33` is no date",
        "homework is for `me` or `them`",
    ] {
        assert!(screen.contains(said), "{said}:\n{screen}");
    }
    // The line that stands for the answers, and that nobody typed, is not quoted.
    assert!(!screen.contains(", in\n"), "{screen}");
}

#[test]
fn a_name_that_is_nobodys_is_asked_about_before_it_is_written() {
    let new = "Is it a new prospect? [no]";
    let rest = [
        ("Date", ""),
        ("Channel", "email"),
        ("Outcome", ""),
        ("Note", ""),
    ];
    let with_rest = |first: &[(&'static str, &'static str)]| [first, &rest].concat();
    for (dialogue, line) in [
        (
            with_rest(&[("Prospect", "süss"), ("Is `Bäckerei Süßmann` meant?", "")]),
            "2026-03-24 email Bäckerei Süßmann\n",
        ),
        (
            with_rest(&[
                ("Prospect", "Acne Corp"),
                ("Is `Acme Corp` meant? [yes]", "2026-03-20"),
                ("Is `Acme Corp` meant? [yes]", "n"),
                (new, "suss"),
                (new, "Y"),
            ]),
            "2026-03-24 email Acne Corp\n",
        ),
        (
            with_rest(&[("Prospect", "call acme"), (new, ""), ("Prospect", "acme")]),
            "2026-03-24 email Acme Corp\n",
        ),
    ] {
        let shop = shop();
        let (screen, code) = talk(&shop, &[], &dialogue);
        assert_eq!((code, added(&shop).as_str()), (0, line), "{screen}");
        // They have just said so.
        assert!(!screen.contains("nothing declares"), "{screen}");
    }
    let shop = shop();
    let (screen, code) = talk(&shop, &["email", "Globex"], &[("Nobody is called", "")]);
    assert_eq!((code, added(&shop).as_str()), (2, ""), "{screen}");
}

#[test]
fn what_was_not_typed_is_asked_for_and_nothing_else() {
    for (arguments, dialogue, line) in [
        (
            "acme",
            &[("Channel", "< email")][..],
            "2026-03-24 < email Acme Corp\n",
        ),
        (
            "call acme ; from the car",
            &[("Outcome", "no answer")],
            "2026-03-24 call Acme Corp -> no answer ; from the car\n",
        ),
        (
            "call acme",
            &[("Outcome", "booked: demo"), ("For which", "fri 9:00")],
            "2026-03-24 call Acme Corp -> booked 2026-03-27 09:00: demo\n",
        ),
        (
            "email acme -> later",
            &[
                ("Until when", "soon"),
                ("Until when", "fri 09:00"),
                ("Until when", "2026-Q3"),
            ],
            "2026-03-24 email Acme Corp -> later 2026-Q3\n",
        ),
        (
            "call acme",
            &[("Outcome", "booked fri 9:00")],
            "2026-03-24 call Acme Corp -> booked 2026-03-27 09:00\n",
        ),
        (
            "call",
            &[("Prospect", "acorn"), ("Outcome", "")],
            "2026-03-24 call Acorn Ltd\n",
        ),
        ("email acme", &[], "2026-03-24 email Acme Corp\n"),
        ("fri ! call acme", &[], "2026-03-27 ! call Acme Corp\n"),
    ] {
        let shop = shop();
        let (screen, code) = talk(&shop, &[arguments], dialogue);
        assert_eq!((code, added(&shop).as_str()), (0, line), "{screen}");
    }
}

#[test]
fn what_will_not_do_is_said_before_anything_is_asked() {
    for (arguments, said) in [
        ("cal acme", "is `call` meant?"),
        ("globex", "`globex` is no channel"),
        ("2026-13-01", "`2026-13-01` is no date"),
        ("call acme 14:00", "touchline add '14:00 call acme'"),
        ("ac", "`ac` can be Acme Corp, Acorn Ltd"),
    ] {
        let shop = shop();
        let (screen, code) = talk(&shop, &[arguments], &[]);
        assert!(code == 2 && screen.contains(said), "{screen}");
    }
    let shop = shop();
    let (screen, code) = talk(&shop, &[], &[("Prospect", "acme"), ("Date", END)]);
    assert_eq!(code, 2);
    assert!(
        screen.contains("[today]: \nerror: nothing was added"),
        "{screen}"
    );
    assert_eq!(added(&shop), "");
}
