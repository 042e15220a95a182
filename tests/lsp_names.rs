//! The language server on names, and on the other words of a journal: what it shows of them, where
//! it finds them, and that another name is another name in every file.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod workshop;

use std::collections::BTreeMap;
use std::fmt::Write;

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::disk::{Disk, Files};
use touchline::finding::Place;
use touchline::ledger::{Ledger, Root};
use touchline::settings::Settings;
use touchline::syntax::{DirectiveKind, FieldKey, name_of, read_header};
use touchline::text::{fold, raw_lines};
use touchline::timeline::Today;
use workshop::{Editor, Workshop, place};

const MAIN: &str = "; é 𝄞\n\
include reps/*.touch\n\
# Hot é 𝄞 leads\n\
prospect Acmé 𝄞 Corp\n    \
    owner: dana\n    \
    aka: ACo, Acmé\n    \
    since: 2026-03-01\n\
## Cold\n\
prospect Béta\n    \
    cadence: quarterly\n\
rep lee\n\
2026-03-21 é 𝄞\n\
2026-03-21 fax Béta->demo done: é 𝄞 ; touchline: allow overdue,too-soon\n";

const DANA: &str = "rep dana\n\
2026-03-18 email Acmé 𝄞 Corp->sent\n\
2026-03-19 call ACo -> no answer\n\
2026-03-20 < email acmé  𝄞 corp -> later 2026-Q4: é 𝄞 budget\n    \
    rep: lee\n\
2026-03-23 cal Acmé 𝄞 Corp -> voicemail\n";

const SETTINGS: &str = "journal: main.touch\n\
channels: {fax: text}\n\
outcomes:\n  demo-done: advanced\n\
cadences:\n  quarterly: {about: Mine, every: 3mo}\n";

fn journal() -> Workshop {
    let shop = Workshop::new();
    shop.write("main.touch", MAIN);
    shop.write("reps/dana.touch", DANA);
    shop.write("touchline.yaml", SETTINGS);
    shop
}

fn able() -> Value {
    json!({
        "textDocument": {
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "rename": { "prepareSupport": true },
        },
        "workspace": { "workspaceEdit": { "documentChanges": true } },
    })
}

/// The words of a hover, where there is one.
fn hover(editor: &mut Editor<'_>, name: &str, position: &Value) -> Option<String> {
    let answer = editor.ask_at("textDocument/hover", name, position);
    answer["contents"]["value"].as_str().map(str::to_owned)
}

/// Where the column stands that a client counts so, in a line's text.
fn column(line: &str, encoding: &str) -> usize {
    match encoding {
        "utf-8" => line.len(),
        "utf-16" => line.encode_utf16().count(),
        _ => line.chars().count(),
    }
}

/// The range of a text within another, as the client counts.
fn range(text: &str, needle: &str, encoding: &str) -> Value {
    let at = text.find(needle).unwrap();
    let line = text[..at].matches('\n').count();
    let before = text[..at].rsplit('\n').next().unwrap();
    let start = column(before, encoding);
    let end = start + column(needle, encoding);
    json!({
        "start": { "line": line, "character": start },
        "end": { "line": line, "character": end },
    })
}

/// A range as UTF-16 counts: how most clients do.
fn plain_range(text: &str, needle: &str) -> Value {
    range(text, needle, "utf-16")
}

#[test]
fn a_name_is_found_from_its_first_character_to_just_past_its_last_in_every_encoding() {
    let shop = journal();
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let capabilities = json!({ "general": { "positionEncodings": [encoding] } });
        let mut editor = Editor::start(&shop, &capabilities, &json!({}));
        editor.open("reps/dana.touch");
        let name = range(DANA, "Acmé 𝄞 Corp", encoding);
        let first = range(MAIN, "Acmé 𝄞 Corp", encoding);
        for end in ["start", "end"] {
            let at = |method, editor: &mut Editor<'_>| {
                editor.ask_at(method, "reps/dana.touch", &name[end])
            };
            let told = at("textDocument/hover", &mut editor);
            assert_eq!(told["range"], name, "{encoding} {end}");
            let told = at("textDocument/definition", &mut editor);
            assert_eq!(told["range"], first, "{encoding} {end}");
            let told = at("textDocument/prepareRename", &mut editor);
            assert_eq!(told["range"], name, "{encoding} {end}");
            assert_eq!(told["placeholder"], "Acmé 𝄞 Corp");
            let told = at("textDocument/documentHighlight", &mut editor);
            assert_eq!(told[0]["range"], name, "{encoding} {end}");
            let mut params = editor.at("reps/dana.touch", &name[end]);
            params["newName"] = json!("Zoë");
            let told = editor.ask("textDocument/rename", params.clone());
            let uri = editor.uri("main.touch");
            assert_eq!(told["changes"][uri][0]["range"], first, "{encoding} {end}");
            params["context"] = json!({ "includeDeclaration": true });
            let told = editor.ask("textDocument/references", params);
            assert_eq!(told[0]["range"], first, "{encoding} {end}");
        }
        let text = json!({ "textDocument": { "uri": editor.uri("reps/dana.touch") } });
        let symbols = editor.ask("textDocument/documentSymbol", text);
        let touch = range(DANA, "2026-03-18 email Acmé 𝄞 Corp->sent", encoding);
        assert_eq!(symbols[1]["location"]["range"], touch, "{encoding}");
        let symbols = editor.ask("workspace/symbol", json!({ "query": "acmé 𝄞" }));
        assert_eq!(symbols[0]["location"]["range"], first, "{encoding}");
    }
}

#[test]
fn a_prospects_hover_is_what_show_says() {
    let shop = journal();
    let shown = shop.touchline(&["show", "ACo", "--format", "json"]).json();
    let reason = shown["prospect"]["reason"].as_str().unwrap();
    let mut editor = Editor::plain(&shop);
    for (name, text, needle) in [
        ("reps/dana.touch", DANA, "ACo"),
        ("reps/dana.touch", DANA, "acmé  𝄞"),
        ("main.touch", MAIN, "Acmé 𝄞 Corp"),
        ("main.touch", MAIN, "Acmé\n"),
    ] {
        let told = hover(&mut editor, name, &place(text, needle, 1)).unwrap();
        assert!(told.starts_with("Acmé 𝄞 Corp\n"), "{told}");
        for words in [reason, "deferred; 2 touches", "owner   dana", "no-answer"] {
            assert!(told.contains(words), "{words}: {told}");
        }
    }
}

#[test]
fn the_last_three_touches_are_told() {
    let shop = Workshop::new();
    let text = "2026-03-01 email Acmé 𝄞\n2026-03-05 call Acmé 𝄞 -> busy\n\
                2026-03-10 call Acmé 𝄞 -> voicemail\n2026-03-16 call Acmé 𝄞 -> no-answer\n\
                2026-03-30 ! call Acmé 𝄞\n";
    shop.write("main.touch", text);
    let mut editor = Editor::plain(&shop);
    let told = hover(&mut editor, "main.touch", &place(text, "Acmé", 0)).unwrap();
    let last = told.split("Last touches\n").nth(1).unwrap();
    let dates: Vec<&str> = last
        .lines()
        .filter_map(|line| line.split("  ").find(|words| words.contains(" Mar")))
        .collect();
    assert_eq!(dates, ["5 Mar", "10 Mar", "16 Mar"], "{told}");
}

#[test]
fn other_words_are_explained() {
    let shop = journal();
    let mut editor = Editor::plain(&shop);
    for (name, text, needle, words) in [
        ("main.touch", MAIN, "dana\n", "Due Tue 2026-03-24: 0 of 1"),
        ("main.touch", MAIN, "lee\n", "Due Tue 2026-03-24: 0 of 1"),
        ("main.touch", MAIN, "overdue", "nobody promised anything"),
        ("main.touch", MAIN, "too-soon", "level: notice"),
        ("main.touch", MAIN, "fax", "medium  text"),
        (
            "main.touch",
            MAIN,
            "demo done",
            "advanced: they took a next step",
        ),
        (
            "main.touch",
            MAIN,
            "quarterly",
            "It repeats for ever, every 3 months.",
        ),
        ("main.touch", MAIN, "reps/", "reps/dana.touch  3 touches"),
        (
            "main.touch",
            MAIN,
            "2026-03-21 fax",
            "Saturday 21 March\n  3 days ago\n  no business day",
        ),
        ("main.touch", MAIN, "2026-03-01", "23 days ago"),
        (
            "reps/dana.touch",
            DANA,
            "2026-Q4",
            "Thursday 1 October\n  to Thursday 31 December",
        ),
        (
            "reps/dana.touch",
            DANA,
            "no answer",
            "silent: nothing came back",
        ),
        ("reps/dana.touch", DANA, "sent", "silent: nothing came back"),
    ] {
        let told = hover(&mut editor, name, &place(text, needle, 0));
        let told = told.unwrap_or_default();
        assert!(told.contains(words), "{needle}: {told}");
    }
    for needle in ["Hot", "aka", "é 𝄞\ninclude"] {
        let told = hover(&mut editor, "main.touch", &place(MAIN, needle, 0));
        assert_eq!(told, None, "{needle}");
    }
}

#[test]
fn nothing_out_of_a_journal_is_alive_in_a_hover() {
    let shop = Workshop::new();
    let name = "é 𝄞 <b>x</b> ![i](http://e.example/i) [l](javascript:1) www.e.example `c` *s*";
    let text = format!(
        "prospect {name}\n2026-03-20 call {name} -> reached: <img src=x> https://e.example @all\n"
    );
    shop.write("main.touch", &text);
    let mut editor = Editor::start(&shop, &able(), &json!({}));
    let told = hover(&mut editor, "main.touch", &place(&text, "é", 0)).unwrap();
    assert!(told.contains("reached"), "{told}");
    // What has a backslash before it is shown as it is.
    let mut characters = told.chars();
    let mut obeyed = String::new();
    while let Some(character) = characters.next() {
        if character == '\\' {
            characters.next();
        } else {
            obeyed.push(character);
        }
    }
    let obeyed = obeyed.replace("**", "");
    for alive in ["<", "[", "]", "!", "`", "*", "://", "www.", "@all"] {
        assert!(!obeyed.contains(alive), "{alive} in {told}");
    }
    assert!(told.starts_with("**é 𝄞 &lt;b&gt;"), "{told}");
}

#[test]
fn a_definition_is_where_it_is_said() {
    let shop = journal();
    let mut editor = Editor::plain(&shop);
    let declared = |needle: &str| Some(("main.touch", plain_range(MAIN, needle)));
    let settings = |line: u32| {
        let at = json!({ "line": line, "character": 0 });
        Some(("touchline.yaml", json!({ "start": at, "end": at })))
    };
    let lee = plain_range(MAIN, "lee");
    let cases = [
        (
            "reps/dana.touch",
            DANA,
            "Acmé 𝄞 Corp",
            declared("Acmé 𝄞 Corp"),
        ),
        ("reps/dana.touch", DANA, "cal Acmé", None),
        ("reps/dana.touch", DANA, "ACo", declared("ACo")),
        ("reps/dana.touch", DANA, "lee", Some(("main.touch", lee))),
        ("main.touch", MAIN, "fax", settings(1)),
        ("main.touch", MAIN, "demo done", settings(3)),
        ("main.touch", MAIN, "quarterly", settings(5)),
        ("main.touch", MAIN, "overdue", None),
        ("reps/dana.touch", DANA, "email", None),
    ];
    for (name, text, needle, expected) in cases {
        let told = editor.ask_at("textDocument/definition", name, &place(text, needle, 0));
        match expected {
            None => assert_eq!(told, Value::Null, "{needle}"),
            Some((file, range)) => {
                assert_eq!(told["uri"], editor.uri(file), "{needle}");
                assert_eq!(told["range"], range, "{needle}");
            }
        }
    }
    let at = place(MAIN, "reps/*", 0);
    let told = editor.ask_at("textDocument/definition", "main.touch", &at);
    assert_eq!(told["uri"], editor.uri("reps/dana.touch"));
}

#[test]
fn a_prospect_that_nothing_declares_is_defined_by_its_first_touch() {
    let shop = Workshop::new();
    let text = "; é 𝄞\n2026-03-01 email Acmé 𝄞\n2026-03-05 call acmé 𝄞\n";
    shop.write("main.touch", text);
    let mut editor = Editor::plain(&shop);
    let at = place(text, "acmé", 0);
    let told = editor.ask_at("textDocument/definition", "main.touch", &at);
    assert_eq!(told["range"], plain_range(text, "Acmé 𝄞"));
}

/// The places of an answer, `FILE:LINE` each, lines from 1.
fn lines(shop: &Workshop, places: &Value) -> Vec<String> {
    let folder = shop.path().to_string_lossy().into_owned();
    let place = |place: &Value| {
        let uri = place["uri"].as_str().unwrap();
        let name = uri.rsplit_once(&format!("{folder}/")).unwrap().1;
        let line = place["range"]["start"]["line"].as_u64().unwrap() + 1;
        format!("{name}:{line}")
    };
    places.as_array().unwrap().iter().map(place).collect()
}

#[test]
fn references_are_those_of_all_names_in_all_files() {
    let shop = journal();
    let mut editor = Editor::plain(&shop);
    let mut ask = |name: &str, position: Value, declared: bool| {
        let mut params = editor.at(name, &position);
        params["context"] = json!({ "includeDeclaration": declared });
        lines(&shop, &editor.ask("textDocument/references", params))
    };
    let touches = [2, 3, 4, 6].map(|line| format!("reps/dana.touch:{line}"));
    let declared = [4, 6, 6].map(|line| format!("main.touch:{line}"));
    for (name, at) in [
        ("main.touch", place(MAIN, "Acmé 𝄞 Corp", 0)),
        ("reps/dana.touch", place(DANA, "ACo", 3)),
    ] {
        assert_eq!(
            ask(name, at.clone(), true),
            [&declared[..], &touches].concat()
        );
        assert_eq!(ask(name, at, false), touches);
    }
    let lee = ["main.touch:11", "reps/dana.touch:5"];
    assert_eq!(ask("main.touch", place(MAIN, "lee", 0), true), lee);
    assert_eq!(ask("main.touch", place(MAIN, "lee", 0), false), lee[1..]);
}

#[test]
fn highlights_are_those_of_the_text() {
    let shop = journal();
    let mut editor = Editor::plain(&shop);
    let at = place(DANA, "ACo", 0);
    let told = editor.ask_at("textDocument/documentHighlight", "reps/dana.touch", &at);
    let found: Vec<&Value> = told.as_array().unwrap().iter().collect();
    let lines: Vec<u64> = found
        .iter()
        .map(|found| found["range"]["start"]["line"].as_u64().unwrap())
        .collect();
    assert_eq!(lines, [1, 2, 3, 5]);
}

/// Asks for another name: the answer, or the code of the refusal.
fn rename(editor: &mut Editor<'_>, name: &str, position: &Value, new: &str) -> Result<Value, i32> {
    let mut params = editor.at(name, position);
    params["newName"] = json!(new);
    let request = editor.begin("textDocument/rename", params);
    editor.end(request)
}

/// The texts of the files after an edit that the server answered.
fn edited(editor: &Editor<'_>, files: &BTreeMap<String, String>, edit: &Value) -> Vec<String> {
    let after = files.iter().map(|(name, text)| {
        let uri = editor.uri(name);
        let by_document = edit["documentChanges"].as_array().into_iter().flatten();
        let mut by_document = by_document.filter(|change| change["textDocument"]["uri"] == uri);
        let edits = by_document
            .next()
            .map_or(&edit["changes"][&uri], |change| &change["edits"]);
        let mut text = text.clone();
        // From the last to the first, so that those before stay where they are.
        for edit in edits.as_array().into_iter().flatten().rev() {
            let offset = |at: &Value| byte(&text, at);
            let range = offset(&edit["range"]["start"])..offset(&edit["range"]["end"]);
            text.replace_range(range, edit["newText"].as_str().unwrap());
        }
        text
    });
    after.collect()
}

/// The byte of a text at a place, as UTF-16 counts.
fn byte(text: &str, at: &Value) -> usize {
    let number = at["line"].as_u64().unwrap() as usize;
    let line = raw_lines(text.as_bytes()).nth(number).unwrap();
    let words = std::str::from_utf8(line.bytes).unwrap();
    let wanted = at["character"].as_u64().unwrap() as usize;
    let mut starts = words.char_indices().map(|(at, _)| at).chain([words.len()]);
    let at = starts.find(|at| words[..*at].encode_utf16().count() == wanted);
    line.start + at.unwrap()
}

fn texts() -> BTreeMap<String, String> {
    let texts = [("main.touch", MAIN), ("reps/dana.touch", DANA)];
    texts
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .into()
}

#[test]
fn a_prospect_is_renamed_in_all_files_and_by_that_name_alone() {
    let shop = journal();
    for capabilities in [able(), json!({})] {
        let mut editor = Editor::start(&shop, &capabilities, &json!({}));
        editor.open("main.touch");
        let at = place(DANA, "acmé  𝄞", 0);
        let edit = rename(&mut editor, "reps/dana.touch", &at, " Zoë  & Co ").unwrap();
        let after = edited(&editor, &texts(), &edit);
        assert_eq!(after[0], MAIN.replace("Acmé 𝄞 Corp", "Zoë & Co"));
        let dana = DANA.replace("Acmé 𝄞 Corp", "Zoë & Co");
        assert_eq!(after[1], dana.replace("acmé  𝄞 corp", "Zoë & Co"));
        let versions = edit["documentChanges"].as_array();
        let versions = versions.map(|changes| {
            let versions = changes.iter();
            let versions = versions.map(|change| change["textDocument"]["version"].clone());
            versions.collect::<Vec<_>>()
        });
        let can = capabilities["workspace"].is_object();
        assert_eq!(versions, can.then(|| vec![json!(1), Value::Null]));
        assert_eq!(edit["changes"].is_object(), !can);
    }
}

#[test]
fn an_alias_is_renamed_where_it_stands() {
    let shop = journal();
    let mut editor = Editor::plain(&shop);
    for (name, text) in [("main.touch", MAIN), ("reps/dana.touch", DANA)] {
        let at = place(text, "ACo", 3);
        let edit = rename(&mut editor, name, &at, "Ä").unwrap();
        let after = edited(&editor, &texts(), &edit);
        assert_eq!(after, [MAIN.replace("ACo", "Ä"), DANA.replace("ACo", "Ä")]);
    }
}

#[test]
fn what_can_be_no_name_or_is_another_prospects_is_refused() {
    let shop = journal();
    let mut editor = Editor::plain(&shop);
    let name = place(MAIN, "Acmé 𝄞 Corp", 0);
    for new in [
        "",
        " ",
        "A #b",
        "A -> b",
        "A→b",
        "A ;b",
        "A\nb",
        "A\u{200b}b",
        "BÉTA",
    ] {
        let answer = rename(&mut editor, "main.touch", &name, new);
        assert_eq!(answer, Err(-32803), "{new:?}");
    }
    let alias = place(MAIN, "ACo", 0);
    assert_eq!(
        rename(&mut editor, "main.touch", &alias, "A, b"),
        Err(-32803)
    );
    // Its own other name, and its own name otherwise spelt, are no one else's.
    for new in ["aco", "ACMÉ 𝄞 CORP", "A, b"] {
        assert!(
            rename(&mut editor, "main.touch", &name, new).is_ok(),
            "{new}"
        );
    }
    let elsewhere = place(MAIN, "Hot", 0);
    let answer = rename(&mut editor, "main.touch", &elsewhere, "A");
    assert_eq!(answer, Ok(Value::Null));
}

#[test]
fn a_rep_is_renamed_unless_the_settings_name_them() {
    let shop = journal();
    let mut editor = Editor::plain(&shop);
    let at = place(DANA, "lee", 3);
    let edit = rename(&mut editor, "reps/dana.touch", &at, "Léa").unwrap();
    let after = edited(&editor, &texts(), &edit);
    assert_eq!(
        after,
        [MAIN.replace("lee", "Léa"), DANA.replace("lee", "Léa")]
    );
    assert_eq!(
        rename(&mut editor, "reps/dana.touch", &at, "dana"),
        Err(-32803)
    );
    shop.write("touchline.yaml", format!("{SETTINGS}reps: [lee, dana]\n"));
    let mut editor = Editor::plain(&shop);
    assert_eq!(
        rename(&mut editor, "reps/dana.touch", &at, "Léa"),
        Err(-32803)
    );
    let params = editor.at("reps/dana.touch", &at);
    let request = editor.begin("textDocument/prepareRename", params);
    assert_eq!(editor.end(request), Err(-32803));
}

#[test]
fn what_is_no_name_cannot_be_renamed() {
    let shop = journal();
    let mut editor = Editor::start(&shop, &able(), &json!({}));
    assert_eq!(
        editor.capabilities["renameProvider"]["prepareProvider"],
        true
    );
    for needle in [
        "Hot",
        "since",
        "fax",
        "quarterly",
        "é 𝄞 ; touchline",
        "reps/",
    ] {
        let at = place(MAIN, needle, 0);
        let told = editor.ask_at("textDocument/prepareRename", "main.touch", &at);
        assert_eq!(told, Value::Null, "{needle}");
    }
    let plain = Editor::plain(&shop);
    assert_eq!(plain.capabilities["renameProvider"], true);
}

/// An outline as text: two spaces for each level, and the detail in brackets.
fn outline(symbols: &Value, depth: usize, out: &mut String) {
    for symbol in symbols.as_array().into_iter().flatten() {
        let name = symbol["name"].as_str().unwrap();
        let detail = symbol["detail"].as_str();
        let detail = detail.map_or_else(String::new, |detail| format!(" ({detail})"));
        writeln!(out, "{}{name}{detail}", "  ".repeat(depth)).unwrap();
        outline(&symbol["children"], depth + 1, out);
    }
}

#[test]
fn an_outline_has_headings_and_what_stands_under_them() {
    let shop = journal();
    let mut editor = Editor::start(&shop, &able(), &json!({}));
    let text = json!({ "textDocument": { "uri": editor.uri("main.touch") } });
    let symbols = editor.ask("textDocument/documentSymbol", text.clone());
    let mut told = String::new();
    outline(&symbols, 0, &mut told);
    assert_eq!(
        told,
        "reps/*.touch\nHot é 𝄞 leads\n  Acmé 𝄞 Corp\n  Cold\n    Béta\n    lee\n    \
         2026-03-21 fax Béta (demo done: é 𝄞)\n"
    );
    let hot = &symbols[1];
    assert_eq!(hot["range"]["start"], json!({ "line": 2, "character": 0 }));
    assert_eq!(hot["range"]["end"], json!({ "line": 13, "character": 0 }));
    assert_eq!(hot["selectionRange"], plain_range(MAIN, "Hot é 𝄞 leads"));
    let mut editor = Editor::plain(&shop);
    let flat = editor.ask("textDocument/documentSymbol", text);
    let told: Vec<(&str, Option<&str>)> = flat
        .as_array()
        .unwrap()
        .iter()
        .map(|symbol| {
            let name = symbol["name"].as_str().unwrap();
            (name, symbol["containerName"].as_str())
        })
        .collect();
    let hot = Some("Hot é 𝄞 leads");
    assert_eq!(
        told,
        [
            ("reps/*.touch", None),
            ("Hot é 𝄞 leads", None),
            ("Acmé 𝄞 Corp", hot),
            ("Cold", hot),
            ("Béta", Some("Cold")),
            ("lee", Some("Cold")),
            ("2026-03-21 fax Béta", Some("Cold")),
        ]
    );
}

#[test]
fn prospects_and_reps_of_all_files_are_found_by_a_part_of_a_name() {
    let shop = journal();
    let mut editor = Editor::plain(&shop);
    let mut ask = |query: &str| {
        let symbols = editor.ask("workspace/symbol", json!({ "query": query }));
        let symbols = symbols.as_array().unwrap().iter().map(|symbol| {
            let name = symbol["name"].as_str().unwrap().to_owned();
            let owner = symbol["containerName"].as_str().unwrap_or_default();
            (name, owner.to_owned())
        });
        symbols.collect::<Vec<_>>()
    };
    let pair = |name: &str, owner: &str| (name.to_owned(), owner.to_owned());
    assert_eq!(ask("CORP"), [pair("Acmé 𝄞 Corp", "dana")]);
    assert_eq!(ask("aco"), [pair("Acmé 𝄞 Corp (ACo)", "dana")]);
    assert_eq!(ask("dan"), [pair("dana", "")]);
    assert_eq!(ask("").len(), 4);
    assert_eq!(ask("nobody"), []);
}

#[test]
fn of_very_many_symbols_some_hundreds_are_told_the_nearest_first() {
    let shop = Workshop::new();
    let mut text = String::new();
    for number in 0..1000 {
        writeln!(text, "prospect My é 𝄞 No {number}").unwrap();
    }
    text.push_str("prospect no é 1\n");
    shop.write("main.touch", text);
    let mut editor = Editor::plain(&shop);
    let symbols = editor.ask("workspace/symbol", json!({ "query": "no" }));
    assert_eq!(symbols.as_array().unwrap().len(), 300);
    assert_eq!(symbols[0]["name"], "no é 1");
}

const METHODS: [&str; 8] = [
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/documentHighlight",
    "textDocument/prepareRename",
    "textDocument/rename",
    "textDocument/documentSymbol",
    "workspace/symbol",
];

#[test]
fn whatever_stands_in_a_text_every_place_gets_an_answer() {
    let texts: [&[u8]; 7] = [
        b"",
        b"\xef\xbb\xbf",
        "\u{feff}prospect Acmé 𝄞\r\n    aka: ,, ,A\r\n\r\n2026-03-01 call Acmé 𝄞->\r".as_bytes(),
        b"prospect A\xff\n    aka: \xff,B\n2026-03-01 call A\xff\n2026-03-01 cal B\n\xff\n# \xff",
        b"\xff\xfep\0r\0\n\0",
        b"2026-13-41 99:99 < x\n  owner:\n  rep: \nprospect\nrep\ninclude\n->\n2026-03-01 call ->",
        "include main.touch\ninclude *.touch\nprospect A ; touchline: allow ,\n= x\n  - ->é"
            .as_bytes(),
    ];
    for text in texts {
        let shop = Workshop::new();
        shop.write("main.touch", text);
        let mut editor = Editor::start(&shop, &able(), &json!({}));
        for line in [0, 1, 2, 3, 4, 5, 6, 7, 4_000_000_000_u32] {
            for character in [0, 1, 4, 9, 10, 11, 16, 17, 4_000_000_000_u32] {
                let at = json!({ "line": line, "character": character });
                let mut params = editor.at("main.touch", &at);
                params["context"] = json!({ "includeDeclaration": true });
                params["newName"] = json!("Zoë");
                params["query"] = json!("");
                for method in METHODS {
                    let request = editor.begin(method, params.clone());
                    let answer = editor.end(request);
                    assert!(answer.is_ok(), "{method} {at}: {answer:?}");
                }
            }
        }
    }
}

#[test]
fn of_a_file_that_no_journal_knows_nothing_is_told() {
    let shop = journal();
    let mut editor = Editor::plain(&shop);
    let at = json!({ "line": 0, "character": 0 });
    let mut params = editor.at("elsewhere.touch", &at);
    params["context"] = json!({ "includeDeclaration": true });
    params["newName"] = json!("Zoë");
    for method in &METHODS[..7] {
        assert_eq!(editor.ask(method, params.clone()), Value::Null, "{method}");
    }
}

/// What the names of a journal make of it: each touch's prospect and rep, each prospect's owner
/// and cadence, and what is wrong.
fn meaning(ledger: &Ledger) -> String {
    let journal = &ledger.journal;
    let mut out = String::new();
    for (piece, first) in journal.pieces() {
        for at in 0..piece.touches.len() as u32 {
            let touch = journal.touch(touchline::journal::TouchId(first + at));
            let (prospect, rep) = (journal.prospect_of(touch), journal.rep_of(touch));
            let (day, channel) = (touch.touch.day, touch.touch.channel);
            let outcome = touch.touch.outcome;
            let place = (touch.file, touch.index);
            writeln!(
                out,
                "{place:?} {prospect:?} {rep:?} {day} {channel:?} {outcome:?}"
            )
            .unwrap();
        }
    }
    for prospect in &journal.prospects {
        let declared = prospect.declaration;
        let (owner, cadence) = (prospect.owner, prospect.cadence);
        writeln!(out, "{owner:?} {declared:?} {cadence:?}").unwrap();
    }
    for fault in &ledger.faults {
        writeln!(out, "{} {}", fault.file, fault.fault.rule).unwrap();
    }
    for file in &journal.files {
        let rules = file.faults.iter().map(|fault| fault.rule);
        // An odd space in a name goes with the name.
        let rules: Vec<&str> = rules
            .filter(|rule| *rule != "invisible-character")
            .collect();
        writeln!(out, "{rules:?}").unwrap();
    }
    out
}

fn read(shop: &Workshop) -> Ledger {
    let path = shop.path().join("main.touch");
    let root = Root::Path {
        path,
        within: None,
        is_named: true,
    };
    let today = Today {
        day: touchline::calendar::Day::new(2026, 3, 25).unwrap(),
        asked: false,
    };
    let disk: &dyn Files = &Disk;
    Ledger::read(vec![root], disk, Settings::default(), today).unwrap()
}

/// The places at which touches, directives and fields name somebody, and whether that is a rep.
fn names_in(ledger: &Ledger) -> Vec<(bool, Place)> {
    let mut names = Vec::new();
    for (number, file) in (0..).zip(&ledger.journal.files) {
        let mut add = |is_rep, span| names.push((is_rep, Place { file: number, span }));
        for touch in &file.touches {
            let header = read_header(&file.source, touch.offset, &ledger.settings.vocabulary);
            add(false, header.unwrap().name);
        }
        for directive in &file.directives {
            match directive.kind {
                DirectiveKind::Prospect(entry) => add(false, entry.span),
                DirectiveKind::Rep(entry) => add(true, entry.span),
                DirectiveKind::Include { .. } => {}
            }
        }
        for field in file
            .fields
            .iter()
            .filter(|field| field.key == FieldKey::Owner)
        {
            add(true, field.value);
        }
        for (_, span) in &file.touch_reps {
            add(true, *span);
        }
    }
    names
}

const NAMES: [&str; 12] = [
    "Acmé 𝄞 Corp",
    "acmé  𝄞\u{a0}CORP",
    "ACo",
    "aco",
    "Béta",
    "BE\u{301}TA",
    "C#",
    "Ivy; Sons",
    "O'Neil - Co",
    "x",
    "5th Street",
    "İstanbul",
];

fn name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&NAMES[..])
}

fn entry() -> impl Strategy<Value = String> {
    let touch = (1_u32..25, any::<bool>(), name(), 0..6).prop_map(|(day, inbound, name, form)| {
        let mark = if inbound { "< " } else { "" };
        let rest = match form {
            0 => "",
            1 => "->reached: é 𝄞",
            2 => " #warm → voicemail #hot",
            3 => " -> later 2026-Q4 ; é, touchline: allow overdue",
            4 => " -> nonsense",
            _ => "\n    w: Acmé 𝄞 Corp\n    rep: Léa\n    [ ] me x",
        };
        format!("2026-03-{day:02} {mark}call {name}{rest}")
    });
    let misspelt = name().prop_map(|name| format!("2026-03-01 cal {name} -> sent\n    rep: dana"));
    let names = prop::collection::vec(name(), 0..3);
    let prospect = (name(), names, any::<bool>()).prop_map(|(name, names, owned)| {
        let owner = if owned {
            "\n    owner: dana\n    owner: Léa"
        } else {
            ""
        };
        let names: Vec<&str> = names
            .into_iter()
            .filter(|name| !name.contains(';'))
            .collect();
        format!("prospect {name}{owner}\n    aka: {} ; é", names.join(" , "))
    });
    let other = prop::sample::select(
        &[
            "rep dana",
            "rep LÉA",
            "# x",
            "include a.touch",
            "include b.touch",
            "; prospect x",
            "",
        ][..],
    );
    prop_oneof![
        6 => touch,
        1 => misspelt,
        3 => prospect,
        2 => other.prop_map(str::to_owned),
    ]
}

fn text() -> impl Strategy<Value = String> {
    let entries = prop::collection::vec(entry(), 0..12);
    (entries, any::<bool>()).prop_map(|(entries, windows)| {
        let text = entries.join("\n");
        if windows {
            text.replace('\n', "\r\n")
        } else {
            text
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn another_name_changes_nothing_but_the_name(
        main in text(),
        a in text(),
        b in text(),
        which in any::<prop::sample::Index>(),
        at_end: bool,
        new in prop_oneof![
            3 => "[A-Zé𝄞#;,>-]{1,3}( [a-zé𝄞#;,>-]{1,3})?",
            1 => name().prop_map(str::to_owned),
            1 => Just("DANA".to_owned()),
        ],
    ) {
        let shop = Workshop::new();
        let main = format!("include a.touch\ninclude b.touch\n{main}");
        let texts: BTreeMap<String, String> =
            [("a.touch", a), ("b.touch", b), ("main.touch", main)]
                .map(|(name, text)| (name.to_owned(), text))
                .into();
        for (name, text) in &texts {
            shop.write(name, text);
        }
        let before = read(&shop);
        let journal = &before.journal;
        let names = names_in(&before);
        prop_assume!(!names.is_empty());
        let (is_rep, Place { file, span }) = names[which.index(names.len())];
        let old = journal.text(Place { file, span });
        let path = &before.paths[file as usize];
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let offset = if at_end { span.end } else { span.start } as usize;
        let text = &texts[&file];
        let line = text[..offset].matches('\n').count();
        let column = text[..offset].rsplit('\n').next().unwrap();
        let at = json!({ "line": line, "character": column.encode_utf16().count() });

        let mut editor = Editor::plain(&shop);
        let answer = rename(&mut editor, &file, &at, &new);
        let is_taken = if is_rep {
            journal.find_rep(&new).is_some_and(|rep| Some(rep) != journal.find_rep(&old))
        } else {
            let other = journal.find_prospect(&new);
            other.is_some() && other != journal.find_prospect(&old)
        };
        let in_aka = texts.values().any(|text| {
            let values = text.lines().filter_map(|line| line.trim().strip_prefix("aka: "));
            let values = values.map(|value| value.split(" ;").next().unwrap());
            values.flat_map(|value| value.split(',')).any(|alias| fold(alias) == fold(&old))
        });
        let is_no_alias = !is_rep && in_aka && new.contains(',');
        let is_refused = name_of(&new).is_err() || is_taken || is_no_alias;
        prop_assert_eq!(answer.is_err(), is_refused, "{} -> {}: {:?}", old, new, answer);
        let Ok(edit) = answer else { return Ok(()) };
        let after = edited(&editor, &texts, &edit);
        for (name, text) in texts.keys().zip(&after) {
            shop.write(name, text);
        }
        let now = read(&shop);
        prop_assert_eq!(meaning(&before), meaning(&now), "{} -> {}", old, new);
        // No line names anybody by the old name any more, with or without a mistake in it.
        if fold(&old) != fold(&new) {
            let now = after.iter().flat_map(|text| text.lines());
            let leads: &[&str] = if is_rep {
                &["rep ", "rep: ", "owner: "]
            } else {
                &["prospect ", "2026-03-01 cal "]
            };
            for line in now {
                let named = leads.iter().find_map(|lead| line.trim().strip_prefix(lead));
                let named = named.map(|named| named.split(" -> ").next().unwrap());
                prop_assert!(named.is_none_or(|named| fold(named) != fold(&old)), "{}", line);
            }
        }
        let (found, left) = if is_rep {
            (now.journal.find_rep(&new).is_some(), now.journal.find_rep(&old).is_some())
        } else {
            let journal = &now.journal;
            (journal.find_prospect(&new).is_some(), journal.find_prospect(&old).is_some())
        };
        prop_assert!(found && (!left || fold(&old) == fold(&new)), "{} -> {}", old, new);
    }
}
