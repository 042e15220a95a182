//! An editor for tests: it starts the language server in a workshop, and talks to it.

use std::collections::HashMap;
use std::io::{BufReader, ErrorKind};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use lsp_server::{Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

use super::{TOUCHLINE, Workshop};

/// Longer than any answer takes, on a machine that does much else.
const PATIENCE: Duration = Duration::from_mins(1);

/// The editor.
pub struct Editor<'w> {
    shop: &'w Workshop,
    server: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Message>,
    requests: i32,
    /// What the server said of itself.
    pub capabilities: Value,
    /// The findings that it told of last, by address.
    published: HashMap<String, Value>,
    /// What else it told, and asked.
    pub told: Vec<Notification>,
    versions: HashMap<String, i32>,
}

impl<'w> Editor<'w> {
    /// An editor that can do nothing special, in the folder of the workshop.
    pub fn plain(shop: &'w Workshop) -> Editor<'w> {
        Editor::start(shop, &json!({}), &json!({}))
    }

    /// An editor with these capabilities, and these options for the server.
    pub fn start(shop: &'w Workshop, capabilities: &Value, options: &Value) -> Editor<'w> {
        let mut editor = Editor::mute(shop);
        let folder = editor.uri("");
        let answer = editor.ask(
            "initialize",
            json!({
                "processId": null,
                "rootUri": folder,
                "workspaceFolders": [{ "uri": folder, "name": "workshop" }],
                "capabilities": capabilities,
                "initializationOptions": options,
            }),
        );
        editor.capabilities = answer["capabilities"].clone();
        editor.tell("initialized", json!({}));
        editor
    }

    /// An editor that has not said yet who it is.
    pub fn mute(shop: &'w Workshop) -> Editor<'w> {
        let mut server = shop
            .command(TOUCHLINE)
            .args(["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server can be started");
        let input = server.stdin.take();
        let output = server.stdout.take().expect("its output is a pipe");
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            loop {
                match Message::read(&mut output) {
                    Ok(Some(message)) => {
                        if sender.send(message).is_err() {
                            return;
                        }
                    }
                    // An answer to what nobody could read has no number.
                    Err(error) if error.kind() == ErrorKind::InvalidData => {}
                    _ => return,
                }
            }
        });
        Editor {
            shop,
            server,
            input,
            messages,
            requests: 0,
            capabilities: Value::Null,
            published: HashMap::new(),
            told: Vec::new(),
            versions: HashMap::new(),
        }
    }

    /// The address of a file in the workshop.
    pub fn uri(&self, name: &str) -> String {
        let path = self.shop.path();
        let folder = path.to_string_lossy().replace('\\', "/");
        let slash = if folder.starts_with('/') { "" } else { "/" };
        let all = format!("file://{slash}{folder}/{name}");
        all.trim_end_matches('/').replace(' ', "%20")
    }

    fn input(&mut self) -> &mut ChildStdin {
        self.input.as_mut().expect("its input is a pipe")
    }

    /// Goes away without a word: the exit code.
    pub fn leave(mut self) -> Option<i32> {
        self.input = None;
        self.server.wait().expect("the server ends").code()
    }

    /// Sends bytes as they are.
    pub fn send(&mut self, bytes: &[u8]) {
        use std::io::Write;
        self.input().write_all(bytes).expect("the server listens");
        self.input().flush().expect("the server listens");
    }

    /// Tells the server something.
    pub fn tell(&mut self, method: &str, params: Value) {
        let message = Message::from(Notification::new(method.to_owned(), params));
        message.write(self.input()).expect("the server listens");
    }

    /// Asks, and does not wait for the answer; out comes the number of the request.
    pub fn begin(&mut self, method: &str, params: Value) -> i32 {
        self.requests += 1;
        let id = RequestId::from(self.requests);
        let message = Message::from(Request::new(id, method.to_owned(), params));
        message.write(self.input()).expect("the server listens");
        self.requests
    }

    /// Waits for the answer to a request: the result, or the code of the error.
    pub fn end(&mut self, request: i32) -> Result<Value, i32> {
        let wanted = RequestId::from(request);
        loop {
            let message = self.messages.recv_timeout(PATIENCE);
            match message.expect("an answer comes") {
                Message::Response(Response {
                    id,
                    response_result,
                }) if id == wanted => return response_result.map_err(|error| error.code),
                other => self.take(other),
            }
        }
    }

    /// Asks, and waits for the answer.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let request = self.begin(method, params);
        let answer = self.end(request);
        answer.unwrap_or_else(|code| panic!("{method} is refused: {code}"))
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Notification(told) if told.method == "textDocument/publishDiagnostics" => {
                let uri = told.params["uri"].as_str().unwrap_or_default().to_owned();
                self.published
                    .insert(uri, told.params["diagnostics"].clone());
            }
            Message::Notification(told) => self.told.push(told),
            Message::Request(request) => {
                self.told
                    .push(Notification::new(request.method, request.params));
                let answer = Message::from(Response::new_ok(request.id, Value::Null));
                answer.write(self.input()).expect("the server listens");
            }
            Message::Response(_) => {}
        }
    }

    /// Forgets what the server told of a file.
    pub fn forget(&mut self, name: &str) {
        let uri = self.uri(name);
        self.published.remove(&uri);
    }

    /// Opens a file as it is on disk.
    pub fn open(&mut self, name: &str) {
        let text = self.shop.read(name);
        // No editor has the byte-order mark of a file in its text.
        self.open_as(name, text.trim_start_matches('\u{feff}'));
    }

    /// Opens a file that holds something else in the editor.
    pub fn open_as(&mut self, name: &str, text: &str) {
        let uri = self.uri(name);
        self.versions.insert(uri.clone(), 1);
        let document = json!({ "uri": uri, "languageId": "touchline", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Gives an open file another text.
    pub fn change(&mut self, name: &str, text: &str) {
        self.change_by(name, &json!([{ "text": text }]));
    }

    /// Makes changes in an open file.
    pub fn change_by(&mut self, name: &str, changes: &Value) {
        let uri = self.uri(name);
        let version = self.versions.entry(uri.clone()).or_default();
        *version += 1;
        let document = json!({ "uri": uri, "version": *version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.tell("textDocument/didChange", params);
    }

    /// Closes an open file.
    pub fn close(&mut self, name: &str) {
        let document = json!({ "uri": self.uri(name) });
        self.tell("textDocument/didClose", json!({ "textDocument": document }));
    }

    /// Asks about a file at a place in it.
    pub fn ask_at(&mut self, method: &str, name: &str, position: &Value) -> Value {
        let params = self.at(name, position);
        self.ask(method, params)
    }

    /// The parameters of a request about a place.
    pub fn at(&self, name: &str, position: &Value) -> Value {
        json!({ "textDocument": { "uri": self.uri(name) }, "position": position })
    }

    /// Waits until the server tells of a file what `is_it` wants to see: the diagnostics.
    pub fn findings_when(&mut self, name: &str, is_it: impl Fn(&[Value]) -> bool) -> Vec<Value> {
        let uri = self.uri(name);
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(Value::Array(found)) = self.published.get(&uri)
                && is_it(found)
            {
                return found.clone();
            }
            let left = end.saturating_duration_since(Instant::now());
            let message = self.messages.recv_timeout(left);
            let message = message.unwrap_or_else(|error| {
                panic!("{error}: {name} has {:?}", self.published.get(&uri))
            });
            self.take(message);
        }
    }

    /// Says `shutdown` and `exit`: the exit code.
    pub fn stop(mut self) -> Option<i32> {
        self.ask("shutdown", Value::Null);
        self.exit()
    }

    /// Says `exit`: the exit code.
    pub fn exit(mut self) -> Option<i32> {
        self.tell("exit", Value::Null);
        self.server.wait().expect("the server ends").code()
    }
}

impl Drop for Editor<'_> {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The place of a text within another, so many characters further on, as UTF-16 counts.
pub fn place(text: &str, needle: &str, further: usize) -> Value {
    let at = text.find(needle).expect("the text holds it");
    let start = &text[..at];
    let inside: String = needle.chars().take(further).collect();
    let before = format!("{start}{inside}");
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or_default();
    json!({ "line": line, "character": column.encode_utf16().count() })
}
