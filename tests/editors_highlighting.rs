//! The files in docs/editors/, in the editors themselves: the colours that they give to
//! `tests/editors/sample.touch`, the folds and the menus. With `EDITORS=overwrite` the colours that are
//! found are written down as those that are wanted.
//!
//! An editor that is not installed is passed over with a word.

#![expect(clippy::print_stderr, reason = "a test that is skipped says so")]

mod workshop;

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use workshop::{Said, Workshop};

/// A stretch of one line: the number of the line, the name of the colour, the text.
type Span = (usize, String, String);

fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn sample() -> String {
    fs::read_to_string(file("tests/editors/sample.touch")).expect("the sample can be read")
}

/// A folder with the sample in it, where the program is installed.
fn desk(program: &str, version: &str, feature: &str) -> Option<Workshop> {
    let shop = Workshop::new();
    shop.write("sample.touch", sample());
    let output = shop.command(program).arg(version).output();
    if output.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains(feature)) {
        return Some(shop);
    }
    eprintln!("skipped: there is no {program} here");
    None
}

/// An editor that reads nothing of anybody's settings.
fn editor(shop: &Workshop, program: &str, arguments: &[&str]) -> Command {
    let mut command = shop.command(program);
    command.env("LC_ALL", "C.UTF-8").args(arguments);
    command
}

fn run(command: &mut Command) -> Said {
    let said = Said::new(command.output());
    assert_eq!(said.code, 0, "{said:?}");
    said
}

/// The spans that an editor has written into a file: line, colour and text with tabs between.
fn written(shop: &Workshop) -> Vec<Span> {
    let text = shop.read("spans.txt");
    let spans = text.lines().map(|line| {
        let mut parts = line.splitn(3, '\t');
        let mut part = || parts.next().expect("a span has three parts").to_owned();
        let line = part().parse().expect("a line is a number");
        (line, part(), part())
    });
    spans.collect()
}

/// Compares the sample and its spans with what is wanted.
fn compare(name: &str, spans: &[Span]) {
    let mut found = String::new();
    for (at, line) in sample().lines().enumerate() {
        let _ = writeln!(found, "{}", format!("| {line}").trim_end());
        for (_, colour, text) in spans.iter().filter(|span| span.0 == at + 1) {
            if !text.trim().is_empty() {
                let _ = writeln!(found, "    {colour}: {}", text.trim_end());
            }
        }
    }
    let path = file("tests/editors").join(name);
    if std::env::var_os("EDITORS").is_some_and(|word| word == "overwrite") {
        fs::write(path, found).expect("the colours can be written");
        return;
    }
    let wanted = fs::read_to_string(path).expect("the colours can be read");
    let differ = wanted.lines().zip(found.lines()).find(|(a, b)| a != b);
    assert_eq!(differ, None, "{name}: what is wanted, and what is found");
    assert_eq!(wanted.len(), found.len(), "{name}: one of them goes on");
}

const VIM: [&str; 6] = ["-es", "-n", "-u", "NONE", "-i", "NONE"];

/// Vim or Neovim, with docs/editors/vim in the place of the user's files.
fn vim(shop: &Workshop, program: &str) -> Command {
    let mut command = editor(shop, program, &VIM);
    let folder = file("docs/editors/vim");
    command.arg("--cmd").arg(format!(
        "let &runtimepath = '{},' . &runtimepath",
        folder.display()
    ));
    command
}

fn vims() -> impl Iterator<Item = (&'static str, Workshop)> {
    let both = [("vim", "+syntax"), ("nvim", "NVIM")];
    both.into_iter()
        .filter_map(|(program, feature)| Some((program, desk(program, "--version", feature)?)))
}

#[test]
fn vim_and_neovim_colour_alike() {
    for (program, shop) in vims() {
        run(vim(&shop, program)
            .arg("-S")
            .arg(file("tests/editors/spans.vim")));
        compare("vim.txt", &written(&shop));
    }
}

#[test]
fn vim_folds_headings_and_entries() {
    let lines = [
        (0, "2026-03-01 email Acme Corp"),
        (1, "# Hot"),
        (1, ""),
        (2, "prospect Acme Corp"),
        (2, "    since: 2026-03-01"),
        (1, ""),
        (2, "2026-03-02 call Acme Corp -> reached"),
        (2, "    w: leads"),
        (2, ""),
        (2, "    n: call again"),
        (2, "## Cold"),
        (3, "2026-03-03 call Acme Corp -> reached"),
        (3, "    w: leads"),
        (2, "2026-03-04 call Acme Corp -> busy"),
        (1, "* Done"),
        (1, "; nobody"),
    ];
    for (program, shop) in vims() {
        let text: Vec<_> = lines.iter().map(|(_, line)| *line).collect();
        shop.write("folds.touch", text.join("\n"));
        run(vim(&shop, program)
            .args(["-c", "set nocompatible | filetype plugin on"])
            .args(["-c", "edit folds.touch"])
            .args([
                "-c",
                "call writefile(map(range(1, line('$')), 'foldlevel(v:val)'), 'levels.txt')",
            ])
            .args(["-c", "qall!"]));
        let levels = shop.read("levels.txt");
        let wanted: Vec<_> = lines.iter().map(|(level, _)| level.to_string()).collect();
        let found: Vec<_> = levels.lines().collect();
        assert_eq!(found, wanted, "{program}");
    }
}

#[test]
fn neovim_finds_the_server_in_its_configuration() {
    let Some(shop) = desk("nvim", "--version", "NVIM") else {
        return;
    };
    let path = file("docs/editors/vim/lsp/touchline.lua");
    let program = format!(
        "lua local it = dofile({:?}); \
         io.stdout:write(vim.fn.json_encode({{ cmd = it.cmd, filetypes = it.filetypes }}))",
        path.display().to_string()
    );
    let said = run(editor(&shop, "nvim", &VIM).args(["-c", &program, "-c", "qall!"]));
    let settings: Value = serde_json::from_str(&said.out).expect("it is JSON");
    assert_eq!(settings["cmd"], json!(["touchline", "lsp"]));
    assert_eq!(settings["filetypes"], json!(["touchline"]));
}

/// Emacs with the mode, and without anything of a user or a site.
fn emacs(shop: &Workshop) -> Command {
    let mut command = editor(shop, "emacs", &["-Q", "--batch", "-l"]);
    command.arg(file("docs/editors/emacs/touchline-mode.el"));
    command
}

#[test]
fn emacs_colours() {
    let Some(shop) = desk("emacs", "--version", "GNU Emacs") else {
        return;
    };
    run(emacs(&shop).arg("-l").arg(file("tests/editors/spans.el")));
    compare("emacs.txt", &written(&shop));
}

#[test]
fn the_mode_for_emacs_compiles_without_a_warning() {
    let Some(shop) = desk("emacs", "--version", "GNU Emacs") else {
        return;
    };
    let mode = fs::read(file("docs/editors/emacs/touchline-mode.el"));
    shop.write("touchline-mode.el", mode.expect("the mode can be read"));
    run(editor(&shop, "emacs", &["-Q", "--batch"])
        .args(["--eval", "(setq byte-compile-error-on-warn t)"])
        .args(["-f", "batch-byte-compile", "touchline-mode.el"]));
    assert!(shop.path().join("touchline-mode.elc").exists());
}

/// What Emacs prints when it has opened a journal and evaluated an expression.
fn evaluated(shop: &Workshop, journal: &str, expression: &str) -> String {
    shop.write("some.touch", journal);
    let expression = format!("(progn (find-file \"some.touch\") (princ {expression}))");
    run(emacs(shop).args(["-l", "imenu", "--eval", &expression])).out
}

#[test]
fn emacs_lists_prospects_and_headings() {
    let Some(shop) = desk("emacs", "--version", "GNU Emacs") else {
        return;
    };
    let journal =
        "# Hot\nprospect Café Étoile    ; a comment\n    aka: Étoile\n** Cold\nPROSPECT Acme\n";
    let menu = "(mapcar (lambda (part) (cons (car part) (mapcar #'car (cdr part)))) \
                (funcall imenu-create-index-function))";
    assert_eq!(
        evaluated(&shop, journal, menu),
        "((Headings Hot Cold) (Prospects Café Étoile Acme))"
    );
}

#[test]
fn emacs_never_moves_text_into_another_entry() {
    let Some(shop) = desk("emacs", "--version", "GNU Emacs") else {
        return;
    };
    let journal = "2026-03-01 call Acme -> reached\n2026-03-02 call Acme -> busy\n      a note\n";
    let indented = "(progn (indent-region (point-min) (point-max)) (buffer-string))";
    assert_eq!(evaluated(&shop, journal, indented), journal);
    let opened = "(progn (goto-char (point-max)) (insert \"2026-03-03 call Acme -> busy\\n\") \
                  (indent-for-tab-command) (insert \"w: leads\") (buffer-string))";
    let longer = format!("{journal}2026-03-03 call Acme -> busy\n    w: leads");
    assert_eq!(evaluated(&shop, journal, opened), longer);
}

/// The faces of Kakoune that the colours are made of.
const FACES: [&str; 14] = [
    "Error",
    "attribute",
    "bullet",
    "comment",
    "documentation",
    "function",
    "keyword",
    "meta",
    "operator",
    "string",
    "title",
    "type",
    "value",
    "variable",
];

/// The lines that Kakoune draws: it speaks JSON, and each face is given a colour by which it is
/// known again.
fn drawn(shop: &Workshop) -> Option<Value> {
    let mut script = "set-face global PrimaryCursor default; \
                      set-face global PrimarySelection default; "
        .to_owned();
    for (number, face) in FACES.iter().enumerate() {
        let _ = write!(script, "set-face global {face} rgb:{number:06x}; ");
    }
    let path = file("docs/editors/kakoune/touchline.kak");
    let _ = write!(script, "source '{}'; edit sample.touch", path.display());
    let mut kakoune = editor(shop, "kak", &["-ui", "json", "-e", &script])
        .env("XDG_RUNTIME_DIR", shop.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("kak can be run");
    let mut input = kakoune.stdin.take().expect("it is piped");
    let mut send = |method: &str, parameters: Value| {
        let call = json!({"jsonrpc": "2.0", "method": method, "params": parameters});
        // It wants a call in one piece.
        let text = format!("{call}\n");
        input.write_all(text.as_bytes()).expect("kak listens");
    };
    let output = BufReader::new(kakoune.stdout.take().expect("it is piped"));
    let mut lines = None;
    for line in output.lines() {
        let line = line.expect("kak speaks UTF-8");
        let mut call: Value = serde_json::from_str(&line).expect("kak speaks JSON");
        if call["method"] != "draw" {
            continue;
        }
        // The first window is that of a small terminal.
        let all = call["params"][0].take();
        if all.as_array().map_or(0, Vec::len) < sample().lines().count() {
            send("resize", json!([500, 500]));
        } else {
            send("keys", json!([":", "q", "u", "i", "t", "!", "<ret>"]));
            lines = Some(all);
            break;
        }
    }
    kakoune.wait().expect("kak ends");
    lines
}

#[test]
fn kakoune_colours() {
    let Some(shop) = desk("kak", "-version", "Kakoune") else {
        return;
    };
    let lines = drawn(&shop).expect("kak draws");
    let mut spans = Vec::new();
    for (at, line) in lines.as_array().expect("lines").iter().enumerate() {
        for atom in line.as_array().expect("atoms") {
            let face = &atom["face"];
            let colour = face["fg"].as_str().expect("a colour");
            let text = atom["contents"].as_str().expect("a text");
            let Some(number) = colour.strip_prefix("rgb:") else {
                continue;
            };
            let number = usize::from_str_radix(number, 16).expect("a number");
            let bold = face["attributes"] == json!(["bold"]);
            let name = format!("{}{}", FACES[number], if bold { " in bold" } else { "" });
            spans.push((at + 1, name, text.to_owned()));
        }
    }
    compare("kakoune.txt", &spans);
}

#[test]
fn helix_can_read_its_languages() {
    let shop = Workshop::new();
    let program =
        "import json, sys, tomllib; print(json.dumps(tomllib.load(open(sys.argv[1], 'rb'))))";
    let path = file("docs/editors/helix/languages.toml");
    let output = shop
        .command("python3")
        .args(["-c", program])
        .arg(path)
        .output();
    let Ok(output) = output else {
        eprintln!("skipped: there is no python3 here");
        return;
    };
    let said = Said::new(Ok(output));
    if said.error.contains("No module named 'tomllib'") {
        eprintln!("skipped: this python3 reads no TOML");
        return;
    }
    let languages: Value = serde_json::from_str(&said.out).expect("it is TOML");
    let language = &languages["language"][0];
    assert_eq!(language["file-types"], json!(["touch"]));
    let server = language["language-servers"][0].as_str().expect("a server");
    assert_eq!(languages["language-server"][server]["command"], "touchline");
    assert_eq!(languages["language-server"][server]["args"], json!(["lsp"]));
}
