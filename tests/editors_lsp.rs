//! The language server in the hands of clients that are not ours: the library that VS Code's own
//! client is made of, Neovim, and Emacs with eglot. Each lives through the same day with the same
//! journal, as `tests/editors/day.*` tell it in the client's own words: it opens a text, looks at a
//! finding, rests on a name, lists where that is named, mends, renames, completes, formats, saves.
//!
//! A client that is not installed is passed over with a word.

#![expect(clippy::print_stderr, reason = "a test that is skipped says so")]

mod workshop;

use std::path::{Path, PathBuf};
use std::process::Command;

use workshop::{Said, Workshop};

const MAIN: &str = "\
; é 𝄞
include reps/*.touch

prospect Café 𝄞 Étoile
    since: 2026-03-01
    source: webinar

2026-03-02 call  Café 𝄞 Étoile   ->reached: she has read it
    w: leads
    i: she decides
    n: 2026-03-24 call her
2026-03-20 email Café 𝄞 Étoile -> sant
";

/// It is never opened by hand.
const INCLUDED: &str = "rep dana\n\n2026-03-09 email Café 𝄞 Étoile -> sent\n";

/// What every client gets to see.
const SEEN: &str = "\
finding: unknown-outcome: sant
hover: Café 𝄞 Étoile
named: main.touch: 4
named: main.touch: 8
named: main.touch: 12
named: reps/é 𝄞.touch: 3
action: Mend: sant -> sent
action: Allow unknown-outcome here
action: Log a touch like this today
action: Mend all that is sure in this file
";

/// What is on disk in the evening.
const MAIN_AFTER: &str = "\
; é 𝄞
include reps/*.touch

prospect Lumière 𝄞 Étoile
    since: 2026-03-01
    source: webinar

2026-03-02 call Lumière 𝄞 Étoile -> reached: she has read it
    w: leads
    i: she decides
    n: 2026-03-24 call her
2026-03-20 email Lumière 𝄞 Étoile -> sent
2026-03-24 call Lumière 𝄞 Étoile -> voicemail
";

const INCLUDED_AFTER: &str = "rep dana\n\n2026-03-09 email Lumière 𝄞 Étoile -> sent\n";

fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A folder with the journal, where a command says that the client is installed.
fn journal(client: &str, says: &[&str], feature: &str) -> Option<Workshop> {
    let shop = Workshop::new();
    shop.write("main.touch", MAIN);
    shop.write("reps/é 𝄞.touch", INCLUDED);
    let output = shop.command(says[0]).args(&says[1..]).output();
    if output.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains(feature)) {
        return Some(shop);
    }
    eprintln!("skipped: there is no {client} here");
    None
}

/// A program with the characters of the journal, and nobody's settings.
fn program(shop: &Workshop, name: &str) -> Command {
    let mut command = shop.command(name);
    command.env("LC_ALL", "C.UTF-8");
    command
}

fn live(shop: &Workshop, client: &mut Command) {
    let said = Said::new(client.output());
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(shop.read("seen.txt"), SEEN, "{said:?}");
    assert_eq!(shop.read("main.touch"), MAIN_AFTER);
    assert_eq!(shop.read("reps/é 𝄞.touch"), INCLUDED_AFTER);
}

#[test]
fn a_day_with_the_library_of_vs_code() {
    let Some(shop) = journal("node", &["node", "--version"], "v") else {
        return;
    };
    let library = file("target/editors/vscode/node_modules");
    if !library.join("vscode-languageserver-protocol").exists() {
        eprintln!("skipped: the library is not there; .ci/editors-vscode installs it");
        return;
    }
    let mut node = program(&shop, "node");
    node.env("NODE_PATH", library);
    live(&shop, node.arg(file("tests/editors/day.js")));
}

#[test]
fn a_day_with_neovim() {
    let Some(shop) = journal("Neovim", &["nvim", "--version"], "NVIM") else {
        return;
    };
    let folder = file("docs/editors/vim");
    let path = format!("let &runtimepath = '{},' . &runtimepath", folder.display());
    let mut neovim = program(&shop, "nvim");
    neovim
        .args([
            "--headless",
            "-n",
            "-u",
            "NONE",
            "-i",
            "NONE",
            "--cmd",
            &path,
        ])
        .arg("-S")
        .arg(file("tests/editors/day.lua"));
    live(&shop, &mut neovim);
}

#[test]
fn a_day_with_emacs() {
    let eglot = [
        "emacs",
        "--batch",
        "--eval",
        "(princ (require 'eglot nil t))",
    ];
    let Some(shop) = journal("Emacs with eglot", &eglot, "eglot") else {
        return;
    };
    let mut emacs = program(&shop, "emacs");
    emacs
        .args(["--batch", "-l"])
        .arg(file("docs/editors/emacs/touchline-mode.el"))
        .arg("-l")
        .arg(file("tests/editors/day.el"));
    live(&shop, &mut emacs);
}
