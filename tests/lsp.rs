//! The language server as a client sees it: findings come and go with the texts, and whatever a
//! client says, it gets an answer or a clean error.

mod workshop;

use serde_json::{Value, json};
use workshop::{Editor, Workshop};

const DANA: &str = "rep dana\n\
2026-03-20 email Acmé 𝄞 Corp -> sent\n\
2026-03-23 cal Acmé 𝄞 Corp -> voicemail\n";

/// A journal of two files, the second of which has a mistake in it.
fn journal() -> Workshop {
    let shop = Workshop::new();
    shop.write(
        "main.touch",
        "include reps/*.touch\nprospect Acmé 𝄞 Corp\n    owner: dana\n",
    );
    shop.write("reps/dana.touch", DANA);
    shop
}

fn rules(found: &[Value]) -> Vec<&str> {
    found
        .iter()
        .filter_map(|finding| finding["code"].as_str())
        .collect()
}

fn has(rule: &str) -> impl Fn(&[Value]) -> bool {
    move |found| rules(found).contains(&rule)
}

#[test]
fn findings_are_told_of_texts_that_are_not_open_too() {
    let shop = journal();
    let mut editor = Editor::plain(&shop);
    let found = editor.findings_when("reps/dana.touch", has("unknown-channel"));
    let fault = found
        .iter()
        .find(|finding| finding["code"] == "unknown-channel");
    assert_eq!(
        fault.map(|fault| &fault["range"]),
        Some(&json!({
            "start": { "line": 2, "character": 11 },
            "end": { "line": 2, "character": 14 },
        }))
    );
    assert_eq!(editor.stop(), Some(0));
}

#[test]
fn an_open_text_counts_and_when_it_is_closed_the_disk_does() {
    let shop = journal();
    let mut editor = Editor::plain(&shop);
    editor.findings_when("reps/dana.touch", has("unknown-channel"));
    editor.open_as("reps/dana.touch", &DANA.replace("cal ", "call "));
    editor.findings_when("reps/dana.touch", |found| !has("unknown-channel")(found));
    editor.close("reps/dana.touch");
    editor.findings_when("reps/dana.touch", has("unknown-channel"));
    // Nobody tells the server of what others write.
    shop.write("reps/dana.touch", "");
    editor.findings_when("reps/dana.touch", <[Value]>::is_empty);
}

#[test]
fn a_text_that_is_opened_is_told_of_again() {
    let shop = journal();
    let mut editor = Editor::plain(&shop);
    let before = editor.findings_when("reps/dana.touch", has("unknown-channel"));
    editor.open("reps/dana.touch");
    // A mode that is set again in Emacs closes the text and opens it, in its first version.
    for _ in 0..2 {
        editor.forget("reps/dana.touch");
        editor.close("reps/dana.touch");
        editor.open("reps/dana.touch");
        let found = editor.findings_when("reps/dana.touch", has("unknown-channel"));
        assert_eq!(found, before);
    }
}

#[test]
fn findings_go_with_the_include_that_brought_their_file() {
    let shop = journal();
    let mut editor = Editor::plain(&shop);
    editor.open("main.touch");
    editor.findings_when("reps/dana.touch", has("unknown-channel"));
    editor.change("main.touch", "prospect Acmé 𝄞 Corp\n");
    editor.findings_when("reps/dana.touch", <[Value]>::is_empty);
}

#[test]
fn what_the_server_tells_is_what_check_tells() {
    let shop = journal();
    let said = shop.touchline(&["check", "--format", "json"]);
    let mut expected: Vec<String> = said.json()["findings"]
        .as_array()
        .expect("it has findings")
        .iter()
        .filter(|finding| finding["file"] == "reps/dana.touch")
        .map(|finding| {
            format!(
                "{}:{} {} {}",
                finding["line"], finding["column"], finding["rule"], finding["message"]
            )
        })
        .collect();
    let utf32 = json!({ "general": { "positionEncodings": ["utf-32", "utf-16"] } });
    let mut editor = Editor::start(&shop, &utf32, &json!({}));
    let found = editor.findings_when("reps/dana.touch", |found| found.len() == expected.len());
    let mut told: Vec<String> = found
        .iter()
        .map(|finding| {
            let start = &finding["range"]["start"];
            let place = |key: &str| start[key].as_u64().map_or(0, |number| number + 1);
            let message = finding["message"].as_str().unwrap_or_default();
            let message = message.lines().next().unwrap_or_default();
            format!(
                "{}:{} {} {}",
                place("line"),
                place("character"),
                finding["code"],
                Value::from(message)
            )
        })
        .collect();
    expected.sort();
    told.sort();
    assert!(!told.is_empty());
    assert_eq!(told, expected);
}

#[test]
fn columns_are_counted_as_the_options_say() {
    let shop = journal();
    let mut editor = Editor::start(&shop, &json!({}), &json!({ "positionEncoding": "utf-8" }));
    let header = "2026-03-23 call Acmé 𝄞 Corp -> ";
    editor.open_as("reps/dana.touch", &format!("{header}nobody\n"));
    let found = editor.findings_when("reps/dana.touch", has("unknown-outcome"));
    let fault = found
        .iter()
        .find(|finding| finding["code"] == "unknown-outcome");
    assert_eq!(
        fault.map(|fault| &fault["range"]["start"]),
        Some(&json!({ "line": 0, "character": header.len() }))
    );
}

#[test]
fn a_change_of_a_part_is_made_where_the_client_counts_it() {
    for (encoding, column) in [("utf-8", 27), ("utf-16", 24), ("utf-32", 23)] {
        let shop = journal();
        let capabilities = json!({ "general": { "positionEncodings": [encoding] } });
        let mut editor = Editor::start(&shop, &capabilities, &json!({}));
        assert_eq!(editor.capabilities["positionEncoding"], encoding);
        editor.open_as("reps/dana.touch", "2026-03-20 call Acmé 𝄞 Corp ->  sent\n");
        // Between the arrow's two spaces, behind an é and a 𝄞.
        let start = column + 7;
        let at = json!({ "line": 0, "character": start });
        let change = json!([{ "range": { "start": at, "end": at }, "text": "ab" }]);
        editor.change_by("reps/dana.touch", &change);
        let found = editor.findings_when("reps/dana.touch", has("unknown-outcome"));
        let fault = found
            .iter()
            .find(|finding| finding["code"] == "unknown-outcome");
        let range = fault.map(|fault| fault["range"].clone());
        let range = range.expect("it is found");
        assert_eq!(range["start"]["character"], start, "{encoding}");
    }
}

#[test]
fn a_client_that_pulls_is_answered_and_not_told_twice() {
    let shop = journal();
    let capabilities = json!({ "textDocument": { "diagnostic": {} } });
    let mut editor = Editor::start(&shop, &capabilities, &json!({}));
    assert!(editor.capabilities["diagnosticProvider"].is_object());
    editor.findings_when("reps/dana.touch", has("unknown-channel"));
    editor.open("reps/dana.touch");
    editor.findings_when("reps/dana.touch", <[Value]>::is_empty);
    let text = json!({ "textDocument": { "uri": editor.uri("reps/dana.touch") } });
    let report = editor.ask("textDocument/diagnostic", text);
    assert_eq!(report["kind"], "full");
    let items = report["items"].as_array().expect("it has items");
    assert!(has("unknown-channel")(items));
}

#[test]
fn a_mistake_in_the_settings_is_told_in_their_place_and_the_rest_goes_on() {
    let shop = journal();
    let mut editor = Editor::plain(&shop);
    editor.open("reps/dana.touch");
    editor.findings_when("reps/dana.touch", has("unknown-channel"));
    shop.write("touchline.yaml", "journal: main.touch\nlook_bak: 3d\n");
    let found = editor.findings_when("touchline.yaml", |found| !found.is_empty());
    assert_eq!(
        found[0]["range"]["start"],
        json!({ "line": 1, "character": 0 })
    );
    editor.change("reps/dana.touch", "2026-03-20 call Acmé 𝄞 Corp -> snt\n");
    editor.findings_when("reps/dana.touch", has("unknown-outcome"));
    shop.write("touchline.yaml", "journal: main.touch\n");
    editor.findings_when("touchline.yaml", <[Value]>::is_empty);
    assert!(
        editor
            .told
            .iter()
            .any(|told| told.method == "window/showMessage")
    );
}

#[test]
fn a_text_of_no_journal_is_one_of_its_own() {
    let shop = journal();
    shop.write("elsewhere/loose.touch", "2026-03-20 cal Acme\n");
    let mut editor = Editor::plain(&shop);
    editor.open("elsewhere/loose.touch");
    editor.findings_when("elsewhere/loose.touch", has("unknown-channel"));
    editor.close("elsewhere/loose.touch");
    editor.findings_when("elsewhere/loose.touch", <[Value]>::is_empty);
}

#[test]
fn nonsense_gets_an_error_and_the_server_goes_on() {
    let shop = journal();
    let mut editor = Editor::plain(&shop);
    editor.send(b"Content-Length: 5\r\n\r\n{abc}");
    editor.send(b"Content-Length: 2\r\n\r\n[]");
    editor.send(b"Content-Length: 2\r\n\r\n\xff\xfe");
    editor.send(b"Content-Length: -5\r\n\r\n");
    editor.send(b"nothing of the kind\r\n\r\n");
    let request = editor.begin("textDocument/hower", json!({}));
    assert_eq!(editor.end(request), Err(-32601));
    let request = editor.begin("textDocument/diagnostic", json!({ "textDocument": 7 }));
    assert_eq!(editor.end(request), Err(-32602));
    editor.tell("textDocument/didOpen", json!({ "textDocument": null }));
    editor.tell("textDocument/didChange", json!([1, 2]));
    let far = json!({ "line": 4_000_000_000_u32, "character": 4_000_000_000_u32 });
    editor.open("main.touch");
    let change =
        json!([{ "range": { "start": far, "end": { "line": 0, "character": 0 } }, "text": "" }]);
    editor.change_by("main.touch", &change);
    assert_eq!(editor.stop(), Some(0));
}

#[test]
fn a_length_that_nobody_can_send_takes_no_memory() {
    let shop = journal();
    let mut editor = Editor::plain(&shop);
    editor.send(b"Content-Length: 99999999999999\r\n\r\n{}");
    // It waits for the rest, and when the client is gone, so is the server.
    assert_eq!(editor.leave(), Some(1));
}

#[test]
fn a_client_has_to_say_who_it_is_and_may_go_at_any_time() {
    let shop = journal();
    let mut editor = Editor::mute(&shop);
    let request = editor.begin("textDocument/diagnostic", json!({}));
    assert_eq!(editor.end(request), Err(-32002));
    assert_eq!(editor.exit(), Some(1));
    let mut editor = Editor::plain(&shop);
    let request = editor.begin("initialize", json!({ "capabilities": {} }));
    assert_eq!(editor.end(request), Err(-32600));
    editor.ask("shutdown", Value::Null);
    let request = editor.begin("textDocument/diagnostic", json!({}));
    assert_eq!(editor.end(request), Err(-32600));
    assert_eq!(editor.exit(), Some(0));
}

#[test]
fn a_client_may_leave_out_what_it_has_to_say_of_itself() {
    let shop = journal();
    let odd = json!({
        "general": { "positionEncodings": "utf-8" },
        "textDocument": { "codeAction": { "codeActionLiteralSupport": {} }, "hover": 7 },
        "workspace": [],
    });
    let mut editor = Editor::start(&shop, &odd, &json!("nothing"));
    assert_eq!(editor.capabilities["positionEncoding"], "utf-16");
    editor.findings_when("reps/dana.touch", has("unknown-channel"));
}

#[test]
fn a_client_that_counts_backwards_or_asks_about_the_past_is_answered() {
    let shop = journal();
    let mut editor = Editor::plain(&shop);
    editor.open("reps/dana.touch");
    editor.findings_when("reps/dana.touch", has("unknown-channel"));
    let uri = editor.uri("reps/dana.touch");
    let older = json!({ "uri": uri, "version": -7 });
    let text = json!([{ "text": "rep dana\n" }]);
    let params = json!({ "textDocument": older, "contentChanges": text });
    editor.tell("textDocument/didChange", params);
    // There were three lines when the client thought of this.
    let past = json!({ "line": 2, "character": 16 });
    let answer = editor.ask_at("textDocument/hover", "reps/dana.touch", &past);
    assert_eq!(answer, Value::Null);
    editor.findings_when("reps/dana.touch", <[Value]>::is_empty);
    editor.close("main.touch");
    editor.change("main.touch", "prospect Nobody Opened This\n");
    assert_eq!(editor.stop(), Some(0));
}

#[test]
fn of_many_changes_at_once_the_last_one_is_told() {
    let shop = journal();
    let mut editor = Editor::plain(&shop);
    editor.open("reps/dana.touch");
    let end = json!({ "line": 99, "character": 0 });
    for number in 0..60 {
        let line = format!("2026-03-{:02} call Acmé 𝄞 Corp -> snt\n", 1 + number % 20);
        let change = json!([{ "range": { "start": end, "end": end }, "text": line }]);
        editor.change_by("reps/dana.touch", &change);
    }
    let count = |found: &[Value]| {
        let rules = rules(found).into_iter();
        rules.filter(|rule| *rule == "unknown-outcome").count()
    };
    editor.findings_when("reps/dana.touch", |found| count(found) == 60);
}

#[test]
fn a_request_that_is_called_off_is_answered_once() {
    let shop = journal();
    let capabilities = json!({ "textDocument": { "diagnostic": {} } });
    let mut editor = Editor::start(&shop, &capabilities, &json!({}));
    editor.open("reps/dana.touch");
    let text = json!({ "textDocument": { "uri": editor.uri("reps/dana.touch") } });
    let request = editor.begin("textDocument/diagnostic", text.clone());
    editor.tell("$/cancelRequest", json!({ "id": request }));
    // It was done already, or it is called off: both are answers.
    assert!(matches!(editor.end(request), Ok(_) | Err(-32800)));
    editor.ask("textDocument/diagnostic", text);
    assert_eq!(editor.stop(), Some(0));
}
