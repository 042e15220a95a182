//! Completion as an editor sees it: at each place the words that may stand there, the best first,
//! and what they replace.

mod workshop;

use serde_json::{Value, json};
use workshop::{Editor, Workshop};

/// What comes before the line that is asked about: names, words and touches to choose from. Today
/// is Tuesday, 2026-03-24.
const BEFORE: &str = "\
rep dana
rep lee
rep dana

prospect Acmé 𝄞 Corp
    aka: Äcme, The 𝄞 Company
    source: trade fair
    tags: retail, north

prospect Brightleaf
    owner: lee

prospect Zeta Works

2026-03-20 call Acmé 𝄞 Corp #warm -> reached
    n: 2026-03-24 send the outline
2026-03-20 < email Brightleaf #warm #pricing -> replied
2026-01-20 email Zeta Works -> no: they have closed
2026-03-23 call Northwind -> voicemail

";

fn shop() -> Workshop {
    let shop = Workshop::new();
    shop.write(
        "touchline.yaml",
        "journal: main.touch\nreps: [dana, lee, Ruth]\nchannels: {pigeon: post}\n\
         holidays: [2026-03-26]\n\
         cadences: {gentle: {about: One kind word a month., every: 1mo}}\n",
    );
    shop.write("other.touch", "; nothing\n");
    shop.write("reps/é lee.touch", "; nothing\n");
    shop
}

/// What an editor that can do much can do.
fn able() -> Value {
    json!({ "textDocument": { "completion": { "completionItem": {
        "snippetSupport": true,
        "insertReplaceSupport": true,
        "documentationFormat": ["markdown", "plaintext"],
    } } } })
}

/// A text with its cursor, `|`, taken out, and where that stood.
fn cursor(text: &str) -> (String, Value) {
    let (before, after) = text.split_once('|').expect("the text has a cursor");
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or_default();
    let column = column.encode_utf16().count();
    let place = json!({ "line": line, "character": column });
    (format!("{before}{after}"), place)
}

/// What may be chosen at the cursor in the lines that follow [`BEFORE`].
fn complete(editor: &mut Editor<'_>, lines: &str) -> Vec<Value> {
    complete_list(editor, &format!("{BEFORE}{lines}")).1
}

fn complete_list(editor: &mut Editor<'_>, text: &str) -> (bool, Vec<Value>) {
    let (text, place) = cursor(text);
    editor.open_as("main.touch", &text);
    let list = editor.ask_at("textDocument/completion", "main.touch", &place);
    let items = list["items"].as_array().expect("a list comes");
    let mut items = items.clone();
    items.sort_by_key(|item| item["sortText"].to_string());
    (list["isIncomplete"] == true, items)
}

fn labels(items: &[Value]) -> Vec<&str> {
    items
        .iter()
        .filter_map(|item| item["label"].as_str())
        .collect()
}

/// The text that a client without special abilities has when one of the words was chosen.
fn chosen(items: &[Value], label: &str, line: &str) -> String {
    let item = items.iter().find(|item| item["label"] == label);
    let item = item.unwrap_or_else(|| panic!("{label} is none of {:?}", labels(items)));
    let range = &item["textEdit"]["range"];
    let line: Vec<u16> = line.replace('|', "").encode_utf16().collect();
    let at = |end: &str| range[end]["character"].as_u64().expect("a column") as usize;
    let text = item["textEdit"]["newText"].as_str().expect("a text");
    format!(
        "{}{text}{}",
        String::from_utf16_lossy(&line[..at("start")]),
        String::from_utf16_lossy(&line[at("end")..]),
    )
}

/// The first words, in this order.
#[track_caller]
fn begins(editor: &mut Editor<'_>, lines: &str, expected: &[&str]) {
    let items = complete(editor, lines);
    let labels = labels(&items);
    let first = &labels[..expected.len().min(labels.len())];
    assert_eq!(first, expected, "at {lines:?} of {labels:?}");
}

/// All words, in this order.
#[track_caller]
fn is(editor: &mut Editor<'_>, lines: &str, expected: &[&str]) {
    let items = complete(editor, lines);
    assert_eq!(labels(&items), expected, "at {lines:?}");
}

/// That these are among the words.
#[track_caller]
fn holds(editor: &mut Editor<'_>, lines: &str, expected: &[&str]) {
    let items = complete(editor, lines);
    let labels = labels(&items);
    for label in expected {
        assert!(
            labels.contains(label),
            "{label} at {lines:?} is none of {labels:?}"
        );
    }
}

/// What a line becomes when a word is chosen.
#[track_caller]
fn becomes(editor: &mut Editor<'_>, line: &str, label: &str, expected: &str) {
    let items = complete(editor, line);
    let last = line.rsplit('\n').next().unwrap_or_default();
    assert_eq!(chosen(&items, label, last), expected, "at {line:?}");
}

#[test]
fn every_part_of_a_header_is_offered_at_its_empty_place() {
    let shop = shop();
    let editor = &mut Editor::plain(&shop);
    let line_starts = [
        "today",
        "yesterday",
        "tomorrow",
        "prospect",
        "rep",
        "include",
    ];
    is(editor, "|", &line_starts);
    begins(editor, "2026-03-24 |", &["call", "phone", "text"]);
    holds(editor, "2026-03-24 |", &["pigeon", "<", "!"]);
    holds(editor, "2026-03-24 9:30 |", &["call", "<"]);
    begins(editor, "2026-03-24 < |", &["call"]);
    begins(editor, "2026-03-24 call |", &["Acmé 𝄞 Corp", "Äcme"]);
    begins(editor, "2026-03-24 call Acmé 𝄞 Corp |", &["->", "#warm"]);
    begins(
        editor,
        "2026-03-24 call Acmé 𝄞 Corp #warm |",
        &["->", "#warm"],
    );
    begins(
        editor,
        "2026-03-24 call Acmé 𝄞 Corp #|",
        &["#warm", "#pricing"],
    );
    begins(
        editor,
        "2026-03-24 call Acmé 𝄞 Corp -> |",
        &["reached", "voicemail", "no-answer"],
    );
    begins(editor, "2026-03-24 < mail Acmé 𝄞 Corp -> |", &["replied"]);
    begins(
        editor,
        "2026-03-24 visit Acmé 𝄞 Corp ->|",
        &["met", "no-show"],
    );
    holds(
        editor,
        "2026-03-24 visit Acmé 𝄞 Corp -> |",
        &["unsubscribe"],
    );
    begins(
        editor,
        "2026-03-24 call Acmé 𝄞 Corp -> reached #|",
        &["#warm"],
    );
}

#[test]
fn dates_are_business_days_by_their_names() {
    let shop = shop();
    let editor = &mut Editor::plain(&shop);
    // Thursday is a holiday.
    let days = ["tomorrow", "Friday", "Monday", "Tue 31 Mar"];
    let header = "2026-03-24 call Acmé 𝄞 Corp";
    begins(editor, &format!("{header} -> booked |"), &days);
    begins(editor, &format!("{header} -> later |"), &days);
    holds(
        editor,
        &format!("{header} -> later |"),
        &["2026-04", "2026-Q2", "2027-Q1", "2027"],
    );
    begins(editor, &format!("{header}\n    n: |"), &days);
    begins(editor, &format!("{header}\n    [ ] them |"), &days);
    begins(editor, "prospect New\n    close: |", &days);
    begins(
        editor,
        "prospect New\n    since: |",
        &["today", "yesterday"],
    );
    holds(
        editor,
        &format!("{header}\n    = due |"),
        &["tomorrow", "none"],
    );
    becomes(editor, "tod|", "today", "2026-03-24");
    becomes(editor, "202|", "yesterday", "2026-03-23");
    becomes(
        editor,
        "2026-03-24 call Acmé 𝄞 Corp -> booked 20|: demo",
        "Friday",
        "2026-03-24 call Acmé 𝄞 Corp -> booked 2026-03-27: demo",
    );
    becomes(
        editor,
        "2026-03-24 call Acmé\n    n:|",
        "Friday",
        "    n: 2026-03-27",
    );
}

#[test]
fn the_lines_of_a_body_are_those_of_its_entry() {
    let shop = shop();
    let editor = &mut Editor::plain(&shop);
    let touch = "2026-03-24 call Acmé 𝄞 Corp";
    begins(editor, &format!("{touch}\n    |"), &["what", "w"]);
    holds(editor, &format!("{touch}\n    |"), &["[ ]", "=", "subject"]);
    begins(editor, &format!("{touch}\n    w|"), &["what", "w", "with"]);
    is(editor, &format!("{touch}\n    [|"), &["[ ]"]);
    is(editor, &format!("{touch}\n    [ ] |"), &["me", "them"]);
    is(
        editor,
        &format!("{touch}\n    = |"),
        &["touch", "step", "cadence", "due", "status"],
    );
    holds(
        editor,
        &format!("{touch}\n    = status |"),
        &["deferred", "none"],
    );
    holds(
        editor,
        &format!("{touch}\n    = cadence |"),
        &["eight-touch", "gentle"],
    );
    begins(
        editor,
        &format!("{touch}\n    rep: |"),
        &["dana", "lee", "Ruth"],
    );
    begins(
        editor,
        &format!("{touch}\n    n: 2026-03-27 ca|"),
        &["call", "card"],
    );
    let prospect = "prospect New 𝄞";
    let keys = ["owner", "cadence", "since", "value"];
    begins(editor, &format!("{prospect}\n    |"), &keys);
    begins(
        editor,
        &format!("{prospect}\n    owner: lee\n    |"),
        &keys[1..],
    );
    holds(
        editor,
        &format!("{prospect}\n    owner: lee\n    |"),
        &["owner"],
    );
    begins(editor, &format!("{prospect}\n    owner: |"), &["dana"]);
    holds(editor, &format!("{prospect}\n    cadence: |"), &["gentle"]);
    is(
        editor,
        &format!("{prospect}\n    potential: |"),
        &["high", "medium", "low"],
    );
    is(
        editor,
        &format!("{prospect}\n    source: |"),
        &["trade fair"],
    );
    holds(
        editor,
        &format!("{prospect}\n    tags: |"),
        &["retail", "north", "warm"],
    );
    is(
        editor,
        "rep ruth\n    |",
        &["name", "company", "email", "phone"],
    );
}

#[test]
fn directives_have_names_and_paths() {
    let shop = shop();
    let editor = &mut Editor::plain(&shop);
    is(editor, "prospect |", &["Northwind"]);
    begins(editor, "rep |", &["dana", "lee", "Ruth"]);
    is(editor, "include |", &["other.touch", "reps/é lee.touch"]);
    is(
        editor,
        "include other.touch\ninclude |",
        &["reps/é lee.touch"],
    );
    becomes(
        editor,
        "include reps/|x",
        "reps/é lee.touch",
        "include reps/é lee.touch",
    );
}

#[test]
fn rules_can_be_allowed() {
    let shop = shop();
    let editor = &mut Editor::start(&shop, &able(), &json!({}));
    let line = "2026-03-24 call Acmé 𝄞 Corp ; touchline: allow |";
    let items = complete(editor, line);
    let item = items.iter().find(|item| item["label"] == "late-touch");
    let item = item.expect("the rule is there");
    let resolved = editor.ask("completionItem/resolve", item.clone());
    let page = &resolved["documentation"];
    assert_eq!(page["kind"], "markdown");
    let page = page["value"].as_str().unwrap_or_default();
    assert!(
        page.starts_with("# late-touch\n\nA touch came after"),
        "{page}"
    );
    let plain = Editor::plain(&shop).ask("completionItem/resolve", item.clone());
    assert_eq!(plain["documentation"], Value::Null, "nothing is open there");
    holds(editor, &line.replace('|', "overdue, |"), &["late-touch"]);
    holds(editor, &line.replace('|', "overdue,la|"), &["late-touch"]);
    is(editor, "2026-03-24 call Acmé ; tou|", &["touchline: allow"]);
    is(editor, "; they said |", &[]);
}

#[test]
fn nothing_comes_up_while_prose_is_written() {
    let shop = shop();
    let editor = &mut Editor::plain(&shop);
    let touch = "2026-03-24 call Acmé 𝄞 Corp";
    for line in [
        " -> reached: she will |",
        " -> reached: she will|",
        " -> reached: |",
        "\n    They |",
        "\n    They|",
        "\n    They lost: |",
        "\n    w: losing |",
        "\n    subject: |",
        "\n    n: 2026-03-27 send |",
        "\n    n: 2026-03-27 10:|",
        "\n    n: call |",
        "\n    [ ] me 2026-03-27 send |",
        "\n    own-key: |",
        " ; a remark |",
    ] {
        is(editor, &format!("{touch}{line}"), &[]);
    }
    is(editor, "# Leads |", &[]);
    is(editor, "prospect New\n    They are |", &[]);
    is(editor, "prospect New\n    pain: |", &[]);
    holds(editor, &format!("{touch}\n    about #|"), &["#warm"]);
    // Who asks by hand is told what a comment may be; who types a space is left alone.
    let (text, place) = cursor(&format!("{BEFORE}{touch} ; |"));
    editor.open_as("main.touch", &text);
    let mut params = editor.at("main.touch", &place);
    let asked = editor.ask("textDocument/completion", params.clone());
    assert_eq!(asked["items"][0]["label"], "touchline: allow");
    params["context"] = json!({ "triggerKind": 2, "triggerCharacter": " " });
    let typed = editor.ask("textDocument/completion", params);
    assert_eq!(typed["items"], json!([]));
}

#[test]
fn prospects_are_ranked_and_none_is_hidden() {
    let shop = shop();
    let editor = &mut Editor::plain(&shop);
    let items = complete(editor, "2026-03-24 call |");
    // Her own first, of these the one that is due; then open before closed, and then the others'.
    let expected = [
        "Acmé 𝄞 Corp",
        "Äcme",
        "The 𝄞 Company",
        "Northwind",
        "Zeta Works",
        "Brightleaf",
    ];
    assert_eq!(labels(&items), expected);
    let detail = |label: &str| {
        let item = items.iter().find(|item| item["label"] == label);
        item.map(|item| item["detail"].clone())
    };
    assert_eq!(detail("Acmé 𝄞 Corp"), Some("active; due today".into()));
    assert_eq!(
        detail("Äcme"),
        Some("Acmé 𝄞 Corp: active; due today".into())
    );
    assert_eq!(detail("Zeta Works"), Some("lost; due 20 Apr".into()));
    let under_lee = complete(editor, "rep lee\n2026-03-24 call |");
    assert_eq!(labels(&under_lee)[0], "Brightleaf");
    // What is being written is no name to choose.
    let items = complete(editor, "2026-03-24 call Brig|");
    assert!(!labels(&items).contains(&"Brig"));
    let item = items.iter().find(|item| item["label"] == "Brightleaf");
    let card = editor.ask("completionItem/resolve", item.cloned().unwrap_or_default());
    assert_eq!(card["documentation"]["kind"], "plaintext");
    let card = card["documentation"]["value"].as_str().unwrap_or_default();
    shop.write("main.touch", BEFORE);
    let shown = shop.touchline(&["show", "Brightleaf"]).out;
    let facts = shown.split("\n\nTimeline").next().unwrap_or_default();
    assert_eq!(card.trim_end(), facts);
}

#[test]
fn a_name_with_spaces_is_replaced_whole() {
    let shop = shop();
    let editor = &mut Editor::plain(&shop);
    let whole = "2026-03-24 call Acmé 𝄞 Corp #warm";
    for line in [
        "2026-03-24 call Acmé 𝄞 Co|rpo #warm",
        "2026-03-24 call Acmé 𝄞 Co| #warm",
        "2026-03-24 call |Acmé 𝄞 Corp #warm",
        "2026-03-24 call Acmé 𝄞 Corp| #warm",
        "2026-03-24 call Acmé | #warm",
    ] {
        becomes(editor, line, "Acmé 𝄞 Corp", whole);
    }
    becomes(
        editor,
        "2026-03-24 call Acmé 𝄞 Corp -> no an|",
        "no-answer",
        "2026-03-24 call Acmé 𝄞 Corp -> no-answer",
    );
    becomes(
        editor,
        "2026-03-24 call Acmé 𝄞 Corp ->|",
        "voicemail",
        "2026-03-24 call Acmé 𝄞 Corp -> voicemail",
    );
    // The channel was left out: what follows is no channel.
    becomes(
        editor,
        "2026-03-24 |Acmé 𝄞 Corp",
        "call",
        "2026-03-24 call Acmé 𝄞 Corp",
    );
    becomes(
        editor,
        "2026-03-24 |call Acmé",
        "email",
        "2026-03-24 email Acmé",
    );
    becomes(
        editor,
        "2026-03-24 ca|ll Acmé",
        "email",
        "2026-03-24 email Acmé",
    );
    becomes(
        editor,
        "2026-03-24 call Acmé\n    wi|: Jim",
        "with",
        "    with: Jim",
    );
}

#[test]
fn a_client_that_can_is_given_more() {
    let shop = shop();
    let editor = &mut Editor::start(&shop, &able(), &json!({}));
    let items = complete(editor, "2026-03-24 call Brig|htle #warm");
    let item = items.iter().find(|item| item["label"] == "Brightleaf");
    let edit = item
        .map(|item| item["textEdit"].clone())
        .unwrap_or_default();
    assert_eq!(edit["insert"]["start"], edit["replace"]["start"]);
    assert_eq!(edit["insert"]["end"]["character"], 20);
    assert_eq!(edit["replace"]["end"]["character"], 24);
    let items = complete(editor, "2026-03-24 call Acmé\n    |");
    let item = items.iter().find(|item| item["label"] == "[ ]");
    let item = item.cloned().unwrap_or_default();
    assert_eq!(item["insertTextFormat"], 2);
    assert_eq!(
        item["textEdit"]["newText"],
        "[ ] ${1:me} ${2:2026-03-25} $0"
    );
}

#[test]
fn places_are_counted_as_the_client_counts() {
    for (encoding, end) in [("utf-8", 29), ("utf-16", 26), ("utf-32", 25)] {
        let shop = shop();
        let capabilities = json!({ "general": { "positionEncodings": [encoding] } });
        let mut editor = Editor::start(&shop, &capabilities, &json!({}));
        editor.open_as("main.touch", &format!("{BEFORE}2026-03-24 call Acmé 𝄞 Co"));
        let line = BEFORE.matches('\n').count();
        let place = json!({ "line": line, "character": end });
        let list = editor.ask_at("textDocument/completion", "main.touch", &place);
        let items = list["items"].as_array().cloned().unwrap_or_default();
        let item = items.iter().find(|item| item["label"] == "Acmé 𝄞 Corp");
        let range = item.map(|item| item["textEdit"]["range"].clone());
        let expected = json!({
            "start": { "line": line, "character": 16 },
            "end": { "line": line, "character": end },
        });
        assert_eq!(range, Some(expected), "{encoding}");
    }
}

#[test]
fn a_long_list_is_cut_and_every_name_can_be_reached() {
    let shop = shop();
    let mut editor = Editor::plain(&shop);
    let lines: Vec<String> = (0..3000)
        .map(|number| format!("prospect Acmé 𝄞 {number:04}\n"))
        .collect();
    let text = lines.concat();
    let (cut, items) = complete_list(&mut editor, &format!("{text}2026-03-24 call |"));
    assert!(cut);
    assert_eq!(items.len(), 1000);
    let (_, items) = complete_list(&mut editor, &format!("{text}2026-03-24 call acmé 𝄞 29|"));
    assert_eq!(items.len(), 100);
    let (_, items) = complete_list(&mut editor, &format!("{text}2026-03-24 call 2999|"));
    assert_eq!(labels(&items), ["Acmé 𝄞 2999"]);
    // One whose name all others hold, and that was never touched.
    let text = format!("{text}2026-03-20 call Acmé 𝄞 0001\nprospect 𝄞\n");
    let (_, items) = complete_list(&mut editor, &format!("{text}2026-03-24 call 𝄞|"));
    assert!(labels(&items).contains(&"𝄞"));
}

#[test]
fn whatever_is_asked_an_answer_comes() {
    let shop = shop();
    let mut editor = Editor::plain(&shop);
    let place = json!({ "line": 0, "character": 0 });
    let elsewhere = editor.ask_at("textDocument/completion", "nowhere.touch", &place);
    assert!(elsewhere.is_null());
    let texts = [
        "",
        "\u{feff}2026-03-24 call Acmé\r\n    n: 2026-03-27 call\r\n",
        "prospect Acmé 𝄞\r\n\r\n    owner: dana\r\n; touchline: allow ,,\r\n",
        "2026-03-24 call é->é->é: #é ; touchline: allow é,é",
        "\t\u{a0}\n    : \n    =\n    [\n    [ ]\n->\n-\n<<<<<<< HEAD\n",
        "2026-03-24 → → #\n    = cadence\n    next:\n    rep: é\n    tags: ,é,\n",
        "include \nrep \nprospect \n    tags: ,é,\n    aka: é\n    cadence: é\n",
    ];
    for text in texts {
        editor.open_as("main.touch", text);
        for (line, said) in text.lines().chain([""]).enumerate() {
            for character in 0..said.chars().count() + 2 {
                let place = json!({ "line": line, "character": character });
                let list = editor.ask_at("textDocument/completion", "main.touch", &place);
                assert!(list["items"].is_array(), "{text:?} at {place}");
            }
        }
    }
    // On disk, a line need not be UTF-8.
    editor.close("main.touch");
    shop.write(
        "main.touch",
        b"2026-03-24 call \xff\xff \xe2 -> \xff\xff\n    n: \xff \xff\n",
    );
    for line in 0..2 {
        for character in 0..40 {
            let place = json!({ "line": line, "character": character });
            let list = editor.ask_at("textDocument/completion", "main.touch", &place);
            assert!(list["items"].is_array());
        }
    }
    let item = json!({ "label": "x", "data": { "uri": "file:///x", "about": { "rule": "x" } } });
    let resolved = editor.ask("completionItem/resolve", item);
    assert_eq!(resolved["label"], "x");
}
