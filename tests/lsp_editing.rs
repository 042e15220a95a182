//! The language server changes texts, and shows them: actions, formatting, folding, selections,
//! links, colours, hints and lenses; each as the command line has it.

mod workshop;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use touchline::rules::{self, Rule};
use workshop::{Editor, Workshop};

const ENCODINGS: [&str; 3] = ["utf-8", "utf-16", "utf-32"];

/// What a client can do that takes actions, and counts columns in this way.
fn able(encoding: &str) -> Value {
    let kinds = json!({ "codeActionKind": { "valueSet": ["quickfix"] } });
    json!({
        "general": { "positionEncodings": [encoding] },
        "textDocument": { "codeAction": { "codeActionLiteralSupport": kinds } },
    })
}

fn width(character: char, encoding: &str) -> usize {
    match encoding {
        "utf-8" => character.len_utf8(),
        "utf-16" => character.len_utf16(),
        _ => 1,
    }
}

/// The place of a byte.
fn position(text: &str, at: usize, encoding: &str) -> Value {
    let before = &text[..at];
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or_default();
    let column = column.chars().map(|character| width(character, encoding));
    json!({ "line": line, "character": column.sum::<usize>() })
}

/// Where the lines of a text begin: behind LF, CRLF or CR.
fn line_starts(text: &str) -> Vec<usize> {
    let ends = text.char_indices().filter(|(at, character)| {
        *character == '\n' || *character == '\r' && !text[at + 1..].starts_with('\n')
    });
    let starts = ends.map(|(at, _)| at + 1);
    std::iter::once(0).chain(starts).collect()
}

/// The byte of a place.
fn offset(text: &str, position: &Value, encoding: &str) -> usize {
    offset_from(text, &line_starts(text), position, encoding)
}

fn offset_from(text: &str, starts: &[usize], position: &Value, encoding: &str) -> usize {
    let number = |key: &str| position[key].as_u64().expect("a place has numbers") as usize;
    let start = starts.get(number("line")).copied();
    let mut at = start.unwrap_or(text.len());
    let mut left = number("character");
    for character in text[at..].chars() {
        if left == 0 {
            break;
        }
        left -= width(character, encoding);
        at += character.len_utf8();
    }
    at
}

/// The place between two bytes.
fn range(text: &str, start: usize, end: usize, encoding: &str) -> Value {
    json!({
        "start": position(text, start, encoding),
        "end": position(text, end, encoding),
    })
}

/// The words that stand at a place.
fn words<'t>(text: &'t str, range: &Value, encoding: &str) -> &'t str {
    &text[offset(text, &range["start"], encoding)..offset(text, &range["end"], encoding)]
}

/// The text with edits made, as an editor makes them.
fn edited(text: &str, edits: &Value, encoding: &str) -> String {
    let starts = line_starts(text);
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .expect("edits are a list")
        .iter()
        .map(|edit| {
            let at = |key: &str| offset_from(text, &starts, &edit["range"][key], encoding);
            let new = edit["newText"].as_str().expect("an edit has a text");
            (at("start"), at("end"), new)
        })
        .collect();
    edits.sort_by_key(|edit| (edit.0, edit.1));
    let mut after = String::new();
    let mut copied = 0;
    for (start, end, new) in edits {
        after += &text[copied..start];
        after += new;
        copied = end;
    }
    after + &text[copied..]
}

/// The actions at a place, of some kinds where any are named.
fn actions(editor: &mut Editor<'_>, name: &str, range: &Value, only: &[&str]) -> Vec<Value> {
    let mut context = json!({ "diagnostics": [] });
    if !only.is_empty() {
        context["only"] = json!(only);
    }
    let params = json!({
        "textDocument": { "uri": editor.uri(name) },
        "range": range,
        "context": context,
    });
    let answer = editor.ask("textDocument/codeAction", params);
    answer.as_array().cloned().unwrap_or_default()
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions
        .iter()
        .filter_map(|action| action["title"].as_str())
        .collect()
}

fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let mut all = actions.iter();
    all.find(|action| action["title"] == title)
        .unwrap_or_else(|| panic!("`{title}` is not among {:?}", titles(actions)))
}

/// A text after an action.
fn acted(text: &str, action: &Value, editor: &Editor<'_>, name: &str, encoding: &str) -> String {
    edited(text, &action["edit"]["changes"][editor.uri(name)], encoding)
}

/// Somewhere in the words, of which there are some.
fn at(text: &str, needle: &str, encoding: &str) -> Value {
    let start = text.find(needle).expect("the text holds it");
    range(text, start, start, encoding)
}

const EVERYWHERE: &str = r#"{"start":{"line":0,"character":0},"end":{"line":99999,"character":0}}"#;

fn everywhere() -> Value {
    serde_json::from_str(EVERYWHERE).expect("it is JSON")
}

/// A shop with this text in its main.touch.
fn shop(text: &str) -> Workshop {
    let shop = Workshop::new();
    shop.write("main.touch", text);
    shop
}

const MISSPELT: &str = "prospect Acmé 𝄞 Corp\n\n\
2026-03-20 cal Acmé 𝄞 Corp ; é 𝄞\n\
2026-03-23 call Acmé 𝄞 Corp -> voicmail\n\
2026-03-23 call Acmé 𝄞 Copr -> voicemail\n";

#[test]
fn what_can_be_mended_is_mended_by_a_quick_fix() {
    for encoding in ENCODINGS {
        let shop = shop(MISSPELT);
        let mut editor = Editor::start(&shop, &able(encoding), &json!({}));
        editor.open("main.touch");
        let start = MISSPELT.find("voicmail").expect("it is there");
        // At its first character, and just past its last.
        for at in [start, start + "voicmail".len()] {
            let place = range(MISSPELT, at, at, encoding);
            let found = actions(&mut editor, "main.touch", &place, &["quickfix"]);
            let mend = titled(&found, "Mend: voicmail -> voicemail");
            assert_eq!(mend["isPreferred"], true, "{encoding}");
            let about = &mend["diagnostics"][0];
            assert_eq!(about["code"], "unknown-outcome");
            assert_eq!(words(MISSPELT, &about["range"], encoding), "voicmail");
            assert_eq!(
                acted(MISSPELT, mend, &editor, "main.touch", encoding),
                MISSPELT.replace("voicmail", "voicemail")
            );
        }
    }
}

#[test]
fn fixing_all_is_what_check_fix_writes() {
    for only in ["source.fixAll", "source.fixAll.touchline", "source"] {
        let shop = shop(MISSPELT);
        let mut editor = Editor::start(&shop, &able("utf-16"), &json!({}));
        editor.open("main.touch");
        let found = actions(&mut editor, "main.touch", &everywhere(), &[only]);
        let [all] = found.as_slice() else {
            panic!("{only}: {:?}", titles(&found));
        };
        assert_eq!(all["kind"], "source.fixAll.touchline");
        let after = acted(MISSPELT, all, &editor, "main.touch", "utf-16");
        shop.touchline(&["check", "--fix"]);
        assert_eq!(after, shop.read("main.touch"));
        assert_ne!(after, MISSPELT);
        assert!(
            after.contains("Copr"),
            "whom a touch is for is nothing sure"
        );
    }
}

#[test]
fn a_name_that_nothing_declares_is_mended_or_declared_by_hand_alone() {
    let shop = shop(MISSPELT);
    let mut editor = Editor::start(&shop, &able("utf-16"), &json!({}));
    editor.open("main.touch");
    let place = at(MISSPELT, "Acmé 𝄞 Copr", "utf-16");
    let found = actions(&mut editor, "main.touch", &place, &["quickfix"]);
    let mend = titled(&found, "Mend: Acmé 𝄞 Copr -> Acmé 𝄞 Corp");
    assert_eq!(mend["isPreferred"], Value::Null);
    let declare = titled(&found, "Declare Acmé 𝄞 Copr");
    let after = acted(MISSPELT, declare, &editor, "main.touch", "utf-16");
    assert!(
        after.starts_with("prospect Acmé 𝄞 Corp\n\nprospect Acmé 𝄞 Copr\n"),
        "{after}"
    );
    shop.write("main.touch", &after);
    let still = shop.check(&[]);
    assert!(
        !still
            .iter()
            .any(|found| found.ends_with("unknown-prospect")),
        "{still:?}"
    );
}

#[test]
fn where_nothing_is_declared_a_declaration_goes_above_the_touch() {
    let text = "; é 𝄞\r\n2026-03-23 call Acmé 𝄞 -> voicemail\r\n";
    let shop = shop(text);
    let mut editor = Editor::start(&shop, &able("utf-16"), &json!({}));
    editor.open("main.touch");
    let found = actions(&mut editor, "main.touch", &at(text, "Acm", "utf-16"), &[]);
    let declare = titled(&found, "Declare Acmé 𝄞");
    assert_eq!(
        acted(text, declare, &editor, "main.touch", "utf-16"),
        text.replace("2026", "prospect Acmé 𝄞\r\n\r\n2026")
    );
}

#[test]
fn a_declaration_is_of_whoever_touched() {
    let text = "rep dana\nprospect Acmé 𝄞\nrep kim\n2026-03-23 call Bé 𝄞 -> voicemail\n";
    let shop = shop(text);
    let mut editor = Editor::start(&shop, &able("utf-16"), &json!({}));
    editor.open("main.touch");
    let found = actions(&mut editor, "main.touch", &at(text, "Bé", "utf-16"), &[]);
    let declare = titled(&found, "Declare Bé 𝄞");
    assert_eq!(
        acted(text, declare, &editor, "main.touch", "utf-16"),
        format!("{text}\nprospect Bé 𝄞\n")
    );
}

#[test]
fn what_a_rule_finds_can_be_allowed_where_it_is_found() {
    let mut silenced = Vec::new();
    let mut others = Vec::new();
    for rule in &rules::ALL {
        match allowed(rule) {
            Some(()) => silenced.push(rule.name),
            None => others.push(rule.name),
        }
    }
    // What git leaves stands in no entry.
    assert_eq!(others, ["conflict-marker"]);
    assert_eq!(silenced.len(), rules::ALL.len() - 1);
}

/// Allows what a rule finds in its example: then it is silent, and no allow is without use.
fn allowed(rule: &Rule) -> Option<()> {
    let example = rule.parts().expect("it has a page").example;
    let shop = Workshop::of_example(&example);
    if !example.settings.contains("look_back") {
        let settings = shop.read("touchline.yaml");
        shop.write("touchline.yaml", format!("look_back: 9999d\n{settings}"));
    }
    let mut editor = Editor::start(&shop, &able("utf-16"), &json!({}));
    let title = format!("Allow {} here", rule.name);
    let before = shop.check(&[]);
    let mut is_offered = false;
    for (name, _) in &example.files {
        // One entry may need it, or several.
        for _ in 0..8 {
            let text = shop.read(name);
            editor.open_as(name, &text);
            let found = actions(&mut editor, name, &everywhere(), &["quickfix"]);
            let Some(action) = found
                .iter()
                .find(|action| action["title"] == title.as_str())
            else {
                break;
            };
            is_offered = true;
            shop.write(name, acted(&text, action, &editor, name, "utf-16"));
        }
    }
    if !is_offered {
        assert!(
            before.iter().any(|found| found.ends_with(rule.name)),
            "{}",
            rule.name
        );
        return None;
    }
    let unused = |found: &[String]| {
        let of_rule = found.iter().filter(|found| found.ends_with("unused-allow"));
        of_rule.count()
    };
    let after = shop.check(&[]);
    assert!(
        !after
            .iter()
            .any(|found| found.ends_with(&format!(" {}", rule.name))),
        "{}: {after:?}",
        rule.name
    );
    assert!(
        unused(&after) <= unused(&before),
        "{}: {after:?}",
        rule.name
    );
    Some(())
}

#[test]
fn only_what_is_asked_for_is_offered_and_nothing_to_who_knows_commands_alone() {
    let shop = shop(MISSPELT);
    let mut editor = Editor::start(&shop, &able("utf-16"), &json!({}));
    assert!(editor.capabilities["codeActionProvider"].is_object());
    editor.open("main.touch");
    let place = at(MISSPELT, "voicmail", "utf-16");
    for (only, kinds) in [
        (&["quickfix"][..], &["quickfix"][..]),
        (&["refactor"], &["refactor.rewrite"]),
        (&["refactor.extract"], &[]),
        (&["sour"], &[]),
        (
            &[""],
            &["quickfix", "refactor.rewrite", "source.fixAll.touchline"],
        ),
        (
            &[],
            &["quickfix", "refactor.rewrite", "source.fixAll.touchline"],
        ),
    ] {
        let found = actions(&mut editor, "main.touch", &place, only);
        let mut found: Vec<&str> = found
            .iter()
            .filter_map(|action| action["kind"].as_str())
            .collect();
        found.dedup();
        assert_eq!(found, kinds, "{only:?}");
    }
    let mut editor = Editor::plain(&shop);
    assert_eq!(editor.capabilities["codeActionProvider"], Value::Null);
    editor.open("main.touch");
    assert_eq!(
        actions(&mut editor, "main.touch", &place, &[]),
        Vec::<Value>::new()
    );
}

#[test]
fn what_the_client_was_told_of_is_mended_wherever_its_cursor_is() {
    let shop = shop(MISSPELT);
    let mut editor = Editor::start(&shop, &able("utf-16"), &json!({}));
    editor.open("main.touch");
    let told = editor.findings_when("main.touch", |found| {
        found.iter().any(|found| found["code"] == "unknown-outcome")
    });
    let params = json!({
        "textDocument": { "uri": editor.uri("main.touch") },
        "range": at(MISSPELT, "2026-03-23 call", "utf-16"),
        "context": { "diagnostics": told, "only": ["quickfix"] },
    });
    let found = editor.ask("textDocument/codeAction", params);
    let found = found.as_array().expect("it is a list");
    titled(found, "Mend: voicmail -> voicemail");
}

#[test]
fn an_edit_is_for_the_version_that_it_was_made_for() {
    let shop = shop(MISSPELT);
    let mut able = able("utf-16");
    able["workspace"] = json!({ "workspaceEdit": { "documentChanges": true } });
    let mut editor = Editor::start(&shop, &able, &json!({}));
    editor.open("main.touch");
    editor.change("main.touch", MISSPELT);
    let place = at(MISSPELT, "voicmail", "utf-16");
    let found = actions(&mut editor, "main.touch", &place, &[]);
    let mend = titled(&found, "Mend: voicmail -> voicemail");
    let change = &mend["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["version"], 2);
    assert_eq!(change["edits"][0]["newText"], "voicemail");
}

const TEAM: &str = "rep dana\nprospect Acmé 𝄞 Corp\nprospect B\n\n\
2026-03-02 9:00 ! call Acmé 𝄞 Corp #é -> booked 2026-03-03 10:00: demo #x ; why\n    [ ] me é 𝄞 send it\n    \
[X] them sign\n2026-03-05 < call B -> reached\n    note\n\nrep kim\n2026-03-06 call B -> sent\n";

#[test]
fn homework_is_ticked_and_a_touch_is_logged_again() {
    for encoding in ENCODINGS {
        let shop = shop(TEAM);
        let mut editor = Editor::start(&shop, &able(encoding), &json!({}));
        editor.open("main.touch");
        let mut act = |needle: &str, title: &str| {
            let place = at(TEAM, needle, encoding);
            let found = actions(&mut editor, "main.touch", &place, &["refactor"]);
            acted(TEAM, titled(&found, title), &editor, "main.touch", encoding)
        };
        assert_eq!(
            act("𝄞 send", "Tick this homework"),
            TEAM.replace("[ ] me", "[x] me")
        );
        assert_eq!(
            act("sign", "Take the tick from this homework"),
            TEAM.replace("[X] them", "[ ] them")
        );
        let again = "Log a touch like this today";
        // Where dana is in force, whose touch it was.
        assert_eq!(
            act("é ->", again),
            TEAM.replace("    note\n", "    note\n2026-03-24 call Acmé 𝄞 Corp #é\n")
        );
        assert_eq!(act("B -> reached", again), {
            TEAM.replace("    note\n", "    note\n2026-03-24 < call B\n")
        });
        assert_eq!(
            act("B -> sent", again),
            format!("{TEAM}2026-03-24 call B\n")
        );
    }
}

/// The folders of journals that come with the project.
fn journals() -> Vec<PathBuf> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut journals = Vec::new();
    for folder in ["samples", "tests/examples"] {
        gather(&project.join(folder), &mut journals);
    }
    journals.sort();
    journals
}

fn gather(folder: &Path, journals: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("it is a folder") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            gather(&path, journals);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "touch")
        {
            journals.push(path);
        }
    }
}

const LAYOUT: &str = r#"{"tabSize":4,"insertSpaces":true}"#;

fn formatting(editor: &mut Editor<'_>, name: &str) -> Value {
    let options: Value = serde_json::from_str(LAYOUT).expect("it is JSON");
    let params = json!({ "textDocument": { "uri": editor.uri(name) }, "options": options });
    editor.ask("textDocument/formatting", params)
}

const UNTIDY: &str = "\u{feff}1.3.2026  call   Acmé   𝄞  -> sent  \r\n\r\n\r\n  é 𝄞\n\n\
2026-3-2 call Acmé 𝄞->sent\r\n\tn: 2026-3-9 é\r\n2026-03-03 cal  x\r\n\n\n";

#[test]
fn a_text_is_formatted_as_fmt_writes_it() {
    let all = journals();
    assert!(all.len() > 40, "{} journals", all.len());
    let shop = Workshop::new();
    shop.write("touchline.yaml", "");
    let mut names = Vec::new();
    for (number, path) in all.iter().enumerate() {
        let name = format!("{number}/main.touch");
        // One is not UTF-8, which no editor keeps.
        let text = fs::read(path).expect("a journal can be read");
        let text = String::from_utf8_lossy(&text).into_owned();
        // Tidy as they are, each is made untidy at its ends of lines and between its words.
        let text = text
            .replace("\n2026-0", "\t\r\n\n\n2026-")
            .replace(" -> ", "  ->");
        shop.write(&name, text);
        names.push(name);
    }
    shop.write("untidy/main.touch", UNTIDY);
    names.push("untidy/main.touch".to_owned());
    let mut editor = Editor::start(&shop, &able("utf-16"), &json!({}));
    let mut formatted = Vec::new();
    for name in &names {
        let text = shop.read(name);
        editor.open(name);
        let edits = formatting(&mut editor, name);
        let mark = if text.starts_with('\u{feff}') {
            "\u{feff}"
        } else {
            ""
        };
        let plain = text.strip_prefix(mark).unwrap_or(&text);
        let after = format!("{mark}{}", edited(plain, &edits, "utf-16"));
        editor.close(name);
        formatted.push((text, after));
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    shop.touchline(&[&["fmt"], names.as_slice()].concat());
    let mut changed = 0;
    for (name, (before, after)) in names.into_iter().zip(formatted) {
        assert_eq!(after, shop.read(name), "{name}");
        changed += usize::from(after != before);
    }
    assert!(changed > 30, "{changed} changed");
}

#[test]
fn a_range_is_formatted_alone_and_a_line_when_it_is_finished() {
    for encoding in ENCODINGS {
        let text = "2026-3-1  call é\n2026-3-2  call 𝄞  ; é 𝄞  x\n2026-3-3  call 𝄞 ";
        let shop = shop(text);
        let mut editor = Editor::start(&shop, &able(encoding), &json!({}));
        editor.open("main.touch");
        let options: Value = serde_json::from_str(LAYOUT).expect("it is JSON");
        let uri = editor.uri("main.touch");
        let second = text.replace("2026-3-2  call 𝄞", "2026-03-02 call 𝄞");
        let start = text.find("3-2").expect("it is there");
        let next = text.find("2026-3-3").expect("it is there");
        let inside = text.find("; é").expect("it is there");
        for end in [start, inside, next] {
            let params = json!({
                "textDocument": { "uri": uri },
                "range": range(text, start, end, encoding),
                "options": options,
            });
            let edits = editor.ask("textDocument/rangeFormatting", params);
            assert_eq!(edited(text, &edits, encoding), second, "{encoding} {end}");
        }
        let mut finish = |at: usize| {
            let params = json!({
                "textDocument": { "uri": uri },
                "position": position(text, at, encoding),
                "ch": "\n",
                "options": options,
            });
            let edits = editor.ask("textDocument/onTypeFormatting", params);
            match edits {
                Value::Null => text.to_owned(),
                edits => edited(text, &edits, encoding),
            }
        };
        assert_eq!(finish(next), second);
        assert_eq!(finish(0), text);
    }
}

#[test]
fn a_blank_line_is_left_to_whoever_types_it() {
    let text = "2026-3-1 call é\n\n\n    \n    x\n";
    let shop = shop(text);
    let mut editor = Editor::plain(&shop);
    editor.open("main.touch");
    for line in [2, 3, 4] {
        let params = json!({
            "textDocument": { "uri": editor.uri("main.touch") },
            "position": { "line": line, "character": 0 },
            "ch": "\n",
            "options": { "tabSize": 4, "insertSpaces": true },
        });
        let edits = editor.ask("textDocument/onTypeFormatting", params);
        assert_eq!(edits, json!([]), "{line}");
    }
}

#[test]
fn sections_and_entries_can_be_folded() {
    let text = "# é 𝄞\n2026-03-02 call é -> sent\n    a\n    b\n\n# B\n; c\n; d\n";
    let shop = shop(text);
    let mut editor = Editor::plain(&shop);
    editor.open("main.touch");
    let params = json!({ "textDocument": { "uri": editor.uri("main.touch") } });
    assert_eq!(
        editor.ask("textDocument/foldingRange", params),
        json!([
            { "startLine": 0, "endLine": 3, "kind": "region" },
            { "startLine": 1, "endLine": 3 },
            { "startLine": 5, "endLine": 7, "kind": "region" },
            { "startLine": 6, "endLine": 7, "kind": "comment" },
        ])
    );
}

#[test]
fn a_selection_grows_from_the_word_to_the_text() {
    for encoding in ENCODINGS {
        let shop = shop(TEAM);
        let mut editor = Editor::start(&shop, &able(encoding), &json!({}));
        editor.open("main.touch");
        let start = TEAM.find("Corp #é").expect("it is there");
        let places = [start, start + 4].map(|at| position(TEAM, at, encoding));
        let params =
            json!({ "textDocument": { "uri": editor.uri("main.touch") }, "positions": places });
        let answer = editor.ask("textDocument/selectionRange", params);
        let line = TEAM.lines().nth(4).expect("it has lines");
        let entry = &TEAM[TEAM.find("2026-03-02").expect("it is there")
            ..TEAM.find("2026-03-05").expect("it is there")];
        for mut selection in answer.as_array().expect("it is a list") {
            let mut grown = Vec::new();
            while !selection.is_null() {
                grown.push(words(TEAM, &selection["range"], encoding));
                selection = &selection["parent"];
            }
            assert_eq!(
                grown,
                ["Corp", "Acmé 𝄞 Corp", line, entry, TEAM],
                "{encoding}"
            );
        }
    }
}

#[test]
fn an_include_links_to_the_one_file_that_it_names() {
    let text = "; é 𝄞\ninclude é/𝄞.touch ; x\ninclude é/*.touch\ninclude all/*.touch\ninclude gone.touch\n";
    let shop = shop(text);
    for name in ["é/𝄞.touch", "all/a.touch", "all/b.touch"] {
        shop.write(name, "; é\n");
    }
    for encoding in ENCODINGS {
        let mut editor = Editor::start(&shop, &able(encoding), &json!({}));
        editor.open("main.touch");
        let params = json!({ "textDocument": { "uri": editor.uri("main.touch") } });
        let links = editor.ask("textDocument/documentLink", params);
        let links: Vec<(&str, String)> = links
            .as_array()
            .expect("it is a list")
            .iter()
            .map(|link| {
                let target = link["target"].as_str().expect("it has one");
                let target = target.strip_prefix(&editor.uri("")).expect("it is here");
                (words(text, &link["range"], encoding), target.to_owned())
            })
            .collect();
        let file = "/%C3%A9/%F0%9D%84%9E.touch".to_owned();
        assert_eq!(
            links,
            [
                ("é/𝄞.touch", file.clone()),
                ("é/*.touch", file),
                ("gone.touch", "/gone.touch".to_owned()),
            ]
        );
    }
}

/// The tokens of an answer, each as its words and its kind.
fn told<'t>(
    answer: &Value,
    legend: &Value,
    text: &'t str,
    encoding: &str,
) -> Vec<(&'t str, String)> {
    let numbers: Vec<u64> = answer["data"]
        .as_array()
        .expect("it has data")
        .iter()
        .filter_map(Value::as_u64)
        .collect();
    let (mut line, mut column) = (0, 0);
    let tokens = numbers.chunks(5).map(|token| {
        line += token[0];
        column = token[1] + if token[0] == 0 { column } else { 0 };
        let at = |column| {
            let place = json!({ "line": line, "character": column });
            offset(text, &place, encoding)
        };
        let words = &text[at(column)..at(column + token[2])];
        let kind = legend["tokenTypes"][token[3] as usize].as_str();
        (words, kind.expect("it is in the legend").to_owned())
    });
    tokens.collect()
}

#[test]
fn the_parts_of_lines_are_coloured_each_by_what_it_is() {
    let text = "; é 𝄞\n2026-03-02 9:00 < call Acmé 𝄞 #é -> booked 2026-03-03: é ; touchline: allow overdue x\n    \
[ ] me é\n    é: 𝄞\nprospect Acmé 𝄞\n    cadence: é\n";
    for encoding in ENCODINGS {
        let shop = shop(text);
        let mut editor = Editor::start(&shop, &able(encoding), &json!({}));
        let legend = editor.capabilities["semanticTokensProvider"]["legend"].clone();
        editor.open("main.touch");
        let document = json!({ "uri": editor.uri("main.touch") });
        let params = json!({ "textDocument": document });
        let answer = editor.ask("textDocument/semanticTokens/full", params);
        let all = told(&answer, &legend, text, encoding);
        let expected = [
            ("; é 𝄞", "comment"),
            ("2026-03-02", "number"),
            ("9:00", "number"),
            ("<", "operator"),
            ("call", "function"),
            ("Acmé 𝄞", "class"),
            ("#é", "decorator"),
            ("->", "operator"),
            ("booked", "enumMember"),
            ("2026-03-03", "number"),
            ("é", "string"),
            ("; touchline: allow ", "comment"),
            ("overdue", "macro"),
            (" ", "comment"),
            ("x", "macro"),
            ("[ ]", "operator"),
            ("me", "variable"),
            ("é", "property"),
            ("𝄞", "string"),
            ("prospect", "keyword"),
            ("Acmé 𝄞", "class"),
            ("cadence", "property"),
            ("é", "type"),
        ]
        .map(|(words, kind)| (words, kind.to_owned()));
        assert_eq!(all, expected, "{encoding}");
        // The homework and the field, and nothing else.
        let start = text.find("me é").expect("it is there");
        let end = text.find("𝄞\nprospect").expect("it is there");
        let params =
            json!({ "textDocument": document, "range": range(text, start, end, encoding) });
        let answer = editor.ask("textDocument/semanticTokens/range", params);
        assert_eq!(told(&answer, &legend, text, encoding), expected[15..19]);
    }
}

const PURSUED: &str = "prospect Acmé 𝄞\nprospect Done é\n\n\
2026-03-02 email Acmé 𝄞 -> sent ; é 𝄞\n\
2026-03-03 call Acmé 𝄞 -> voicemail\n    é 𝄞\n\
2026-03-04 call Done é -> stop\n";

/// What is shown at the ends of lines: each with its line's number.
fn hints(editor: &mut Editor<'_>, range: &Value) -> Value {
    let document = json!({ "uri": editor.uri("main.touch") });
    editor.ask(
        "textDocument/inlayHint",
        json!({ "textDocument": document, "range": range }),
    )
}

#[test]
fn hints_stand_at_the_ends_of_lines_for_those_who_want_them() {
    for encoding in ENCODINGS {
        let shop = shop(PURSUED);
        let wanted = json!({ "inlayHints": true });
        let mut editor = Editor::start(&shop, &able(encoding), &wanted);
        editor.open("main.touch");
        let all = hints(&mut editor, &everywhere());
        let all = all.as_array().expect("it is a list");
        let labels: Vec<&str> = all
            .iter()
            .filter_map(|hint| hint["label"].as_str())
            .collect();
        let why = shop.touchline(&["show", "acm"]).out;
        assert!(why.contains("step 3 of 8; voicemail 3 Mar"), "{why}");
        assert_eq!(
            labels,
            [
                "touch 1; step 1 of 8",
                "touch 2; step 2 of 8; 1 day after the last; \
                 next: call 9 Mar (15 d late): step 3 of 8; voicemail 3 Mar",
                "touch 1; step 1 of 8",
            ],
            "{encoding}"
        );
        let ends: Vec<usize> = all
            .iter()
            .map(|hint| offset(PURSUED, &hint["position"], encoding))
            .collect();
        let lines = ["; é 𝄞\n", "voicemail\n", "stop\n"];
        let expected =
            lines.map(|line| PURSUED.find(line).expect("it is there") + line.trim_end().len());
        assert_eq!(ends, expected);
        let place = at(PURSUED, "2026-03-03", encoding);
        let some = hints(&mut editor, &place);
        assert_eq!(some.as_array().map(Vec::len), Some(1));
    }
}

fn lenses(editor: &mut Editor<'_>) -> Value {
    let params = json!({ "textDocument": { "uri": editor.uri("main.touch") } });
    editor.ask("textDocument/codeLens", params)
}

#[test]
fn a_lens_says_what_is_due_for_those_who_want_it() {
    for encoding in ENCODINGS {
        let shop = shop(PURSUED);
        let wanted = json!({ "codeLens": true });
        let mut editor = Editor::start(&shop, &able(encoding), &wanted);
        editor.open("main.touch");
        let all = lenses(&mut editor);
        let [lens] = all.as_array().expect("it is a list").as_slice() else {
            panic!("{all}");
        };
        assert_eq!(words(PURSUED, &lens["range"], encoding), "Acmé 𝄞");
        assert_eq!(
            lens["command"]["title"],
            "next: call 9 Mar (15 d late): step 3 of 8; voicemail 3 Mar"
        );
        assert_eq!(lens["command"]["command"], "");
    }
}

#[test]
fn hints_and_lenses_are_off_until_they_are_wanted() {
    let shop = shop(PURSUED);
    let able = json!({ "workspace": {
        "inlayHint": { "refreshSupport": true },
        "codeLens": { "refreshSupport": true },
    }});
    let mut editor = Editor::start(&shop, &able, &json!({}));
    editor.open("main.touch");
    let count = |answer: &Value| answer.as_array().map_or(0, Vec::len);
    assert_eq!(count(&hints(&mut editor, &everywhere())), 0);
    assert_eq!(count(&lenses(&mut editor)), 0);
    let settings = json!({ "touchline": { "inlayHints": true, "codeLens": true } });
    editor.tell(
        "workspace/didChangeConfiguration",
        json!({ "settings": settings }),
    );
    assert_eq!(count(&hints(&mut editor, &everywhere())), 3);
    assert_eq!(count(&lenses(&mut editor)), 1);
    for method in ["workspace/inlayHint/refresh", "workspace/codeLens/refresh"] {
        let mut asked = editor.told.iter();
        assert!(asked.any(|told| told.method == method), "{method}");
    }
}

#[test]
fn whatever_the_text_and_the_place_there_is_an_answer() {
    let shop = Workshop::new();
    let bytes: [&[u8]; 7] = [
        b"",
        b"\xef\xbb\xbf",
        b"\xef\xbb\xbf2026-03-02 call \xc3\xa9 -> snt\r\n    [ ] me x\r\n",
        b"2026-03-02 call \xe9\xff -> sent\n    \xff\n",
        b"\r\r\n\n\r",
        b"    [ ] me\n- ; touchline: allow\ninclude \xff*\ninclude\n2026-03-02",
        b"\xff\xfe2\x000\x00",
    ];
    for (number, bytes) in bytes.iter().enumerate() {
        shop.write(format!("{number}/main.touch"), bytes);
    }
    shop.write("touchline.yaml", "");
    let wanted = json!({ "inlayHints": true, "codeLens": true });
    let mut editor = Editor::start(&shop, &able("utf-16"), &wanted);
    let far = json!({ "line": 4_000_000_000_u32, "character": 4_000_000_000_u32 });
    let near = json!({ "line": 0, "character": 7 });
    let options = json!({ "tabSize": 4, "insertSpaces": true });
    let names = (0..bytes.len()).map(|number| format!("{number}/main.touch"));
    for name in names.chain(["nowhere.touch".to_owned()]) {
        // Of a text that is not UTF-8, an editor makes what it can.
        let text = fs::read(shop.path().join(&name)).unwrap_or_default();
        if name != "nowhere.touch" {
            editor.open_as(&name, &String::from_utf8_lossy(&text));
        }
        for (start, end) in [(&near, &near), (&near, &far), (&far, &far), (&far, &near)] {
            let params = json!({
                "textDocument": { "uri": editor.uri(&name) },
                "range": { "start": start, "end": end },
                "position": end,
                "positions": [start, end],
                "context": { "diagnostics": [] },
                "options": options,
                "ch": "\n",
            });
            for method in [
                "codeAction",
                "codeLens",
                "documentLink",
                "foldingRange",
                "formatting",
                "inlayHint",
                "onTypeFormatting",
                "rangeFormatting",
                "selectionRange",
                "semanticTokens/full",
                "semanticTokens/range",
            ] {
                let answer = editor.ask(&format!("textDocument/{method}"), params.clone());
                assert!(
                    name != "nowhere.touch" || answer.is_null(),
                    "{method}: {answer}"
                );
            }
        }
    }
    assert_eq!(editor.stop(), Some(0));
}
