//! How files are saved, each way with what it is to lead to.

use std::fs::{self, File, FileTimes, Permissions};
use std::io::{Seek, Write};
use std::os::unix::fs::PermissionsExt;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use super::place::Place;

/// How many results are to come of a save.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Runs {
    /// Exactly one.
    One,
    /// None: the text is the same.
    None,
    /// At the most ten.
    Several,
}

/// A way of saving.
#[derive(Clone, Copy)]
pub struct Pattern {
    pub name: &'static str,
    /// Arguments of `check`, and `--poll` of `watch`.
    pub arguments: &'static [&'static str],
    /// What is done before the watch begins.
    pub before: fn(&Place),
    /// The saves, one after another, each of which leads to as many results.
    pub saves: &'static [fn(&Place)],
    pub runs: Runs,
}

const A: &str = "reps/a.touch";
const TEXT: &str =
    "2026-03-02 call Bolt -> voicemail\n2026-03-03 email Bolt\n2026-03-04 hoot Bolt\n";
const OTHER: &str = "2026-03-02 call Bolt -> voicemail\n2026-03-04 yodel Bolt\n";

const fn one(name: &'static str, save: &'static [fn(&Place)]) -> Pattern {
    Pattern {
        name,
        arguments: &[],
        before: |_| {},
        saves: save,
        runs: Runs::One,
    }
}

const fn none(name: &'static str, save: &'static [fn(&Place)]) -> Pattern {
    Pattern {
        runs: Runs::None,
        ..one(name, save)
    }
}

const fn after(before: fn(&Place), pattern: Pattern) -> Pattern {
    Pattern { before, ..pattern }
}

const fn with(arguments: &'static [&'static str], pattern: Pattern) -> Pattern {
    Pattern {
        arguments,
        ..pattern
    }
}

fn pause() {
    sleep(Duration::from_millis(50));
}

/// As git-sync, `sed -i` and most programs do.
fn rename_over(place: &Place, name: &str, text: &str) {
    place.write(".new~", text);
    place.rename(".new~", name);
}

/// As Vim and Neovim do: a probe, the old file out of the way, a new one, the old one away.
fn vim(place: &Place, text: &str) {
    place.write("reps/.a.touch.swp", "b0VIM");
    place.write("reps/4913", "");
    place.delete("reps/4913");
    place.rename(A, "reps/a.touch~");
    place.write(A, text);
    place.delete("reps/a.touch~");
    place.delete("reps/.a.touch.swp");
}

/// As Emacs does: a lock, which is a link to nowhere, the old file kept, a new one.
fn emacs(place: &Place, text: &str) {
    place.link("dana@desk.4711:1770000000", "reps/.#a.touch");
    place.rename(A, "reps/a.touch~");
    place.write(A, text);
    place.delete("reps/.#a.touch");
}

pub static PATTERNS: &[Pattern] = &[
    one("in place", &[|place| place.write(A, TEXT)]),
    one(
        "over the old bytes",
        &[|place| {
            let mut file = File::options().write(true).open(place.path(A)).unwrap();
            file.write_all(b"2026-03-01 hoot").unwrap();
            file.rewind().unwrap();
            file.write_all(b"2026-03-02").unwrap();
        }],
    ),
    one(
        "truncated, then written",
        &[|place| {
            let mut file = File::create(place.path(A)).unwrap();
            pause();
            file.write_all(TEXT.as_bytes()).unwrap();
        }],
    ),
    one(
        "written in pieces",
        &[|place| {
            let mut file = File::create(place.path(A)).unwrap();
            for piece in TEXT.as_bytes().chunks(20) {
                file.write_all(piece).unwrap();
                sleep(Duration::from_millis(5));
            }
        }],
    ),
    one("renamed over", &[|place| rename_over(place, A, TEXT)]),
    one(
        "renamed over, again and again",
        &[
            |place| rename_over(place, A, TEXT),
            |place| rename_over(place, A, OTHER),
            |place| rename_over(place, A, TEXT),
        ],
    ),
    one(
        "deleted, then created",
        &[|place| {
            place.delete(A);
            pause();
            place.write(A, TEXT);
        }],
    ),
    one(
        "vim",
        &[|place| vim(place, TEXT), |place| vim(place, OTHER)],
    ),
    one(
        "emacs",
        &[
            |place| emacs(place, TEXT),
            |place| {
                place.link("dana@desk.4711:1770000000", "reps/.#a.touch");
                place.write(A, OTHER);
                place.delete("reps/.#a.touch");
            },
        ],
    ),
    one(
        "emacs, the file precious",
        &[|place| {
            place.write("reps/a.touch.tmp123", TEXT);
            place.rename(A, "reps/a.touch~");
            place.rename("reps/a.touch.tmp123", A);
        }],
    ),
    one(
        "kakoune",
        &[|place| {
            place.write("reps/.a.touch.kak.XXXXXX", TEXT);
            place.rename("reps/.a.touch.kak.XXXXXX", A);
        }],
    ),
    one(
        "by a file that the pattern matches too",
        &[|place| {
            place.write("reps/a.new.touch", TEXT);
            place.rename("reps/a.new.touch", A);
        }],
    ),
    one(
        "appended to",
        &[|place| place.append(A, "2026-03-04 hoot Bolt\n")],
    ),
    one(
        "saved with CRLF",
        &[|place| {
            place.write(A, &TEXT.replace('\n', "\r\n"));
        }],
    ),
    one(
        "two files at once",
        &[|place| {
            place.write(A, TEXT);
            rename_over(place, "reps/b.touch", OTHER);
        }],
    ),
    one(
        "the root",
        &[
            |place| rename_over(place, "main.touch", "include reps/a.touch\n"),
            |place| place.write(A, TEXT),
        ],
    ),
    one(
        "the root deleted, then back",
        &[|place| {
            let text = place.read("main.touch");
            place.delete("main.touch");
            pause();
            place.write("main.touch", &format!("{text}2026-03-05 hoot Acme\n"));
        }],
    ),
    one(
        "a new file under a pattern",
        &[|place| place.write("reps/c.touch", TEXT)],
    ),
    one(
        "a new file under a pattern, empty at first",
        &[|place| {
            let mut file = File::create(place.path("reps/c.touch")).unwrap();
            pause();
            file.write_all(TEXT.as_bytes()).unwrap();
        }],
    ),
    one("a file under a pattern removed", &[|place| place.delete(A)]),
    one(
        "a file under a pattern renamed",
        &[|place| place.rename(A, "reps/z.touch")],
    ),
    one(
        "a file renamed out of a pattern",
        &[|place| place.rename(A, "reps/a.old")],
    ),
    one(
        "a folder renamed, and back",
        &[
            |place| place.rename("reps", "old"),
            |place| place.rename("old", "reps"),
            |place| place.write(A, TEXT),
        ],
    ),
    after(
        |place| place.write("new/a.touch", TEXT),
        one(
            "a folder replaced by another",
            &[
                |place| {
                    place.rename("reps", "old");
                    place.rename("new", "reps");
                },
                |place| place.write(A, OTHER),
            ],
        ),
    ),
    after(
        |place| {
            place.append("main.touch", "include more/*.touch\n");
            place.write("coming/c.touch", TEXT);
        },
        one(
            "a folder that a pattern waits for",
            &[
                |place| place.rename("coming", "more"),
                |place| place.write("more/c.touch", OTHER),
            ],
        ),
    ),
    after(
        |place| place.append("main.touch", "include all/**/*.touch\n"),
        one(
            "folders in folders under a pattern",
            &[
                |place| place.write("all/of/them/c.touch", TEXT),
                |place| place.write("all/of/d.touch", OTHER),
                |place| place.rename("all/of", "all/not"),
            ],
        ),
    ),
    after(
        |place| place.append("main.touch", "include one/two.touch\n"),
        one(
            "an include that was missing",
            &[|place| place.write("one/two.touch", TEXT)],
        ),
    ),
    one(
        "an include added",
        &[
            |place| place.append("main.touch", "include store/two.touch\n"),
            |place| place.write("store/two.touch", OTHER),
        ],
    ),
    one(
        "the target of a link",
        &[
            |place| place.write("store/one.touch", TEXT),
            |place| rename_over(place, "store/one.touch", OTHER),
        ],
    ),
    one(
        "the link itself",
        &[
            |place| {
                place.link("store/two.touch", ".link");
                place.rename(".link", "linked.touch");
            },
            |place| place.write("store/two.touch", TEXT),
        ],
    ),
    one(
        "a link made a file",
        &[|place| rename_over(place, "linked.touch", TEXT)],
    ),
    after(
        |place| {
            place.write("first/c.touch", TEXT);
            place.write("second/c.touch", OTHER);
            place.link("first", "current");
            place.append("main.touch", "include current/c.touch\n");
        },
        one(
            "a folder's link, as git-sync has it",
            &[
                |place| {
                    place.link("second", ".current");
                    place.rename(".current", "current");
                },
                |place| place.write("second/c.touch", TEXT),
            ],
        ),
    ),
    one(
        "the settings made",
        &[|place| place.write("touchline.yaml", "dead_after: 1d\n")],
    ),
    one(
        "the settings made above",
        &[|place| {
            place.write("../touchline.yaml", "channels:\n  hoot: {medium: phone}\n");
        }],
    ),
    after(
        |place| place.write("touchline.yaml", "dead_after: 1d\n"),
        one(
            "the settings changed",
            &[|place| {
                rename_over(place, "touchline.yaml", "dead_after: 2d\n");
            }],
        ),
    ),
    after(
        |place| place.write("touchline.yaml", "dead_after: 1d\n"),
        one(
            "the settings removed",
            &[|place| place.delete("touchline.yaml")],
        ),
    ),
    after(
        |place| place.write("other.yaml", "dead_after: 1d\n"),
        with(
            &["--config", "other.yaml"],
            one(
                "the settings that are named",
                &[|place| {
                    place.write("other.yaml", "dead_after: 3d\n");
                }],
            ),
        ),
    ),
    Pattern {
        runs: Runs::Several,
        ..one(
            "fifty saves in a second",
            &[|place| {
                for number in 1..=50 {
                    rename_over(place, A, &TEXT.replace("Bolt", &format!("Bolt {number}")));
                    sleep(Duration::from_millis(20));
                }
            }],
        )
    },
    with(
        &["--poll=50"],
        one(
            "by looking",
            &[
                |place| rename_over(place, A, TEXT),
                |place| place.write("reps/c.touch", OTHER),
                |place| place.delete("reps/c.touch"),
            ],
        ),
    ),
    none(
        "the mode alone",
        &[|place| {
            fs::set_permissions(place.path(A), Permissions::from_mode(0o600)).unwrap();
        }],
    ),
    none(
        "the time alone",
        &[|place| {
            let file = File::options().write(true).open(place.path(A)).unwrap();
            let now = FileTimes::new().set_modified(SystemTime::now());
            file.set_times(now).unwrap();
        }],
    ),
    none(
        "the same text",
        &[|place| rename_over(place, A, &place.read(A))],
    ),
    none(
        "there and back",
        &[|place| {
            place.rename("reps", "old");
            place.rename("old", "reps");
        }],
    ),
    none(
        "a swap file beside",
        &[|place| {
            place.write("reps/.a.touch.swp", "b0VIM");
            place.write("reps/.a.touch.swp", "b0VIM 9");
            place.link("dana@desk.4711:1770000000", "reps/.#b.touch");
            place.write("reps/a.touch~", "hoot");
            place.write("notes.txt", "hoot");
        }],
    ),
    none(
        "a folder beside",
        &[|place| place.write("reps/old/c.touch", TEXT)],
    ),
    with(
        &["--poll=50"],
        none(
            "by looking, the time alone",
            &[|place| {
                place.write(A, &place.read(A));
            }],
        ),
    ),
];
