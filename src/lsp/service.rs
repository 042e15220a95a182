//! Requests and news for one client come in, and out go answers and findings: those that need the
//! findings of the present texts wait until these are there.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Sender;

use gen_lsp_types::{
    CodeLensRefreshRequest, DiagnosticRefreshRequest, DidChangeTextDocumentParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    InlayHintRefreshRequest, MessageType, ShowMessageNotification, ShowMessageParams,
};
use lsp_server::{ErrorCode, Notification, Request};

use super::answers::{self, Answer};
use super::client::Options;
use super::judge::{Case, Judged};
use super::publishing::Published;
use super::wire::{Refusal, Wire, read};
use super::workspace::Workspace;

/// What the client is told when a rule broke down.
const BROKEN_DOWN: &str = "the journal cannot be checked, so no finding is shown: this is a \
                           mistake of touchline's, and `touchline check` tells where";

/// What is kept for a client.
pub(super) struct Service<'s> {
    workspace: Workspace<'s>,
    judge: Sender<Case>,
    published: Published,
    /// Requests that need the findings of a state that is being looked at.
    waiting: Vec<Request>,
    /// The states that were sent to be looked at.
    sent: Vec<u64>,
    /// Whether something was found that the client has not been told of.
    has_news: bool,
    /// What the client was last told cannot be read.
    told: Option<String>,
    /// Whether it was told that a rule broke down: once is enough, whatever is typed after.
    told_of_breakdown: bool,
}

impl<'s> Service<'s> {
    /// Serves a client that has said who it is.
    pub fn new(workspace: Workspace<'s>, judge: Sender<Case>) -> Service<'s> {
        Service {
            workspace,
            judge,
            published: Published::default(),
            waiting: Vec::new(),
            sent: Vec::new(),
            has_news: false,
            told: None,
            told_of_breakdown: false,
        }
    }

    /// Takes what the client tells.
    pub fn hear(&mut self, notification: Notification, wire: &mut Wire<'_>) -> io::Result<()> {
        let before = self.workspace.options;
        let params = notification.params;
        match notification.method.as_str() {
            "textDocument/didOpen" => {
                if let Ok(DidOpenTextDocumentParams { text_document }) = read(params) {
                    self.workspace.open(text_document);
                }
            }
            "textDocument/didChange" => {
                if let Ok(params) = read::<DidChangeTextDocumentParams>(params) {
                    let document = params.text_document;
                    let uri = document.text_document_identifier.uri;
                    self.workspace
                        .change(&uri, document.version, params.content_changes);
                }
            }
            "textDocument/didClose" => {
                if let Ok(DidCloseTextDocumentParams { text_document }) = read(params) {
                    self.workspace.close(&text_document.uri);
                }
            }
            "workspace/didChangeWorkspaceFolders" => {
                if let Ok(DidChangeWorkspaceFoldersParams { event }) = read(params) {
                    let uris = |folders: Vec<gen_lsp_types::WorkspaceFolder>| {
                        folders
                            .into_iter()
                            .map(|folder| folder.uri)
                            .collect::<Vec<_>>()
                    };
                    self.workspace
                        .change_folders(&uris(event.added), &uris(event.removed));
                }
            }
            "workspace/didChangeConfiguration" => {
                if let Some(settings) = params.get("settings").filter(|value| value.is_object()) {
                    self.workspace.options = Options::read(settings);
                }
            }
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => self.workspace.doubt(),
            _ => {}
        }
        self.show_as_wanted(before, wire)
    }

    /// Has the client ask again for what it now wants to see, or wants to see no more.
    fn show_as_wanted(&self, before: Options, wire: &mut Wire<'_>) -> io::Result<()> {
        let Workspace {
            client, options, ..
        } = &self.workspace;
        if client.refreshes_hints && options.inlay_hints != before.inlay_hints {
            wire.request::<InlayHintRefreshRequest>(())?;
        }
        if client.refreshes_lenses && options.code_lens != before.code_lens {
            wire.request::<CodeLensRefreshRequest>(())?;
        }
        Ok(())
    }

    /// Reads what is new, and sends it to be looked at.
    pub fn refresh(&mut self, wire: &mut Wire<'_>) -> io::Result<()> {
        if !self.workspace.refresh() {
            return Ok(());
        }
        let mut sent = Vec::new();
        for tree in self.workspace.trees() {
            if tree.findings.is_none() && !self.sent.contains(&tree.state) {
                // The judge listens for as long as it is listened to.
                let _ = self.judge.send(Case::new(tree));
            }
            sent.push(tree.state);
        }
        self.sent = sent;
        self.tell_trouble(wire)?;
        self.tell_findings(wire)
    }

    /// Tells once why a journal is not read as it is meant to be.
    fn tell_trouble(&mut self, wire: &mut Wire<'_>) -> io::Result<()> {
        let mut troubles = self.workspace.trees().iter();
        let trouble = troubles.find_map(|tree| tree.trouble.as_ref());
        let message = trouble.map(|trouble| trouble.message.clone());
        if message == self.told {
            return Ok(());
        }
        self.told.clone_from(&message);
        let Some(message) = message else {
            return Ok(());
        };
        show_error(&message, wire)
    }

    /// Takes what was found, where that is not past, and tells it.
    pub fn judged(&mut self, judged: Judged, wire: &mut Wire<'_>) -> io::Result<()> {
        let Judged { state, findings } = judged;
        if findings.is_none() && !self.told_of_breakdown {
            self.told_of_breakdown = true;
            show_error(BROKEN_DOWN, wire)?;
        }
        let findings = findings.unwrap_or_default();
        if !self.workspace.take_findings(state, findings) {
            return Ok(());
        }
        self.has_news = true;
        // The client has typed on: what is told now would bear the name of the newer text.
        if self.workspace.is_stale() {
            return Ok(());
        }
        self.tell_findings(wire)
    }

    /// Tells what is found, and answers the requests that waited for it, where all is there.
    fn tell_findings(&mut self, wire: &mut Wire<'_>) -> io::Result<()> {
        if !self.workspace.is_judged() {
            return Ok(());
        }
        self.published.tell(&self.workspace, wire)?;
        let client = &self.workspace.client;
        if std::mem::take(&mut self.has_news) && client.pulls && client.refreshes_diagnostics {
            wire.request::<DiagnosticRefreshRequest>(())?;
        }
        for request in std::mem::take(&mut self.waiting) {
            self.answer(request, wire)?;
        }
        Ok(())
    }

    /// Answers a request, now or when it is known what is to be found.
    pub fn request(&mut self, request: Request, wire: &mut Wire<'_>) -> io::Result<()> {
        self.refresh(wire)?;
        let waits = answers::find(&request.method).is_some_and(|answer| answer.waits_for_findings);
        if waits && !self.workspace.is_judged() {
            self.waiting.push(request);
            return Ok(());
        }
        self.answer(request, wire)
    }

    fn answer(&self, request: Request, wire: &mut Wire<'_>) -> io::Result<()> {
        let Request { id, method, params } = request;
        let answer = match answers::find(&method) {
            Some(Answer { give, .. }) => {
                // A mistake of ours in one answer is no reason to leave an editor alone.
                let answer = AssertUnwindSafe(|| give(&self.workspace, params));
                catch_unwind(answer).unwrap_or_else(|_| {
                    Err(Refusal {
                        code: ErrorCode::InternalError,
                        message: "this is a mistake of touchline's".to_owned(),
                    })
                })
            }
            None => Err(Refusal {
                code: ErrorCode::MethodNotFound,
                message: format!("`{method}` is nothing that touchline does"),
            }),
        };
        wire.answer(id, answer)
    }

    /// Takes out what is still waiting and no longer wanted.
    pub fn call_off(&mut self, is_unwanted: impl Fn(&Request) -> bool) -> Vec<Request> {
        let unwanted = self.waiting.extract_if(.., |request| is_unwanted(request));
        unwanted.collect()
    }

    /// Answers what is still waiting when the client wants nothing any more.
    pub fn leave_undone(&mut self, wire: &mut Wire<'_>) -> io::Result<()> {
        for request in self.waiting.drain(..) {
            let refusal = Refusal {
                code: ErrorCode::ServerCancelled,
                message: "`shutdown` came first".to_owned(),
            };
            wire.answer(request.id, Err(refusal))?;
        }
        Ok(())
    }
}

fn show_error(message: &str, wire: &mut Wire<'_>) -> io::Result<()> {
    wire.tell::<ShowMessageNotification>(ShowMessageParams {
        kind: MessageType::Error,
        message: format!("touchline: {message}"),
    })
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::sync::mpsc::{Receiver, channel};

    use lsp_server::Message;
    use serde_json::{Value, json};

    use super::*;
    use crate::calendar::Day;
    use crate::disk::Files;
    use crate::ledger::{Known, Ledger, Root};
    use crate::lsp::client::Client;
    use crate::lsp::judge::check;
    use crate::lsp::{Found, Journals, Trouble};
    use crate::settings::Settings;
    use crate::timeline::Today;

    const ADDRESS: &str = "file:///nowhere/acme.touch";

    /// Each text is a journal of its own.
    struct Alone;

    impl Journals for Alone {
        fn is_named(&self) -> bool {
            false
        }

        fn home(&self, _: &dyn Files) -> Option<PathBuf> {
            None
        }

        fn find(&self, _: &dyn Files, root: Option<&Path>) -> Result<Found, Trouble> {
            Ok(Found {
                roots: root.into_iter().map(Path::to_owned).collect(),
                within: None,
                settings: Settings::default(),
                settings_path: None,
            })
        }

        fn read(
            &self,
            files: &dyn Files,
            found: Found,
            known: &mut Known,
        ) -> Result<Ledger, Trouble> {
            let root = |path| Root::Path {
                path,
                within: None,
                is_named: true,
            };
            let roots = found.roots.into_iter().map(root).collect();
            let today = Today {
                day: self.today(),
                asked: true,
            };
            let read = Ledger::read_again(roots, files, found.settings, today, known);
            read.map_err(|error| Trouble {
                message: error.to_string(),
                settings: None,
            })
        }

        fn today(&self) -> Day {
            Day::new(2026, 3, 31).unwrap()
        }
    }

    /// A service whose journals are looked at when the test says so.
    struct Bench {
        service: Service<'static>,
        cases: Receiver<Case>,
        output: Vec<u8>,
    }

    impl Bench {
        fn new() -> Bench {
            Bench::of(&Value::Null)
        }

        /// With a client that says this of itself.
        fn of(client: &Value) -> Bench {
            let client = Client::new(client, Options::default());
            let workspace = Workspace::new(&Alone, client, Options::default(), &[]);
            let (judge, cases) = channel();
            Bench {
                service: Service::new(workspace, judge),
                cases,
                output: Vec::new(),
            }
        }

        fn hear(&mut self, method: &str, params: Value) {
            let notification = Notification::new(method.to_owned(), params);
            let mut wire = Wire::new(&mut self.output);
            self.service.hear(notification, &mut wire).unwrap();
            self.service.refresh(&mut wire).unwrap();
        }

        fn open(&mut self, text: &str) {
            let document =
                json!({ "uri": ADDRESS, "languageId": "touchline", "version": 1, "text": text });
            self.hear("textDocument/didOpen", json!({ "textDocument": document }));
        }

        fn close(&mut self) {
            let document = json!({ "uri": ADDRESS });
            self.hear("textDocument/didClose", json!({ "textDocument": document }));
        }

        fn ask_for_findings(&mut self) {
            let request = Request::new(
                1.into(),
                "textDocument/diagnostic".to_owned(),
                json!({ "textDocument": { "uri": ADDRESS } }),
            );
            let mut wire = Wire::new(&mut self.output);
            self.service.request(request, &mut wire).unwrap();
        }

        fn judged(&mut self, judged: Judged) {
            let mut wire = Wire::new(&mut self.output);
            self.service.judged(judged, &mut wire).unwrap();
        }

        /// What the client heard since it was last asked: methods, and `answer`.
        fn heard(&mut self) -> Vec<String> {
            let output = std::mem::take(&mut self.output);
            let mut output = output.as_slice();
            let messages = std::iter::from_fn(|| Message::read(&mut output).unwrap());
            let name = |message| match message {
                Message::Request(request) => request.method,
                Message::Notification(notification) => notification.method,
                Message::Response(_) => "answer".to_owned(),
            };
            messages.map(name).collect()
        }
    }

    #[test]
    fn a_rule_that_breaks_down_keeps_nobody_waiting() {
        let mut bench = Bench::new();
        for heard in [&["window/showMessage", "answer"][..], &["answer"]] {
            bench.open("nonsense\n");
            bench.ask_for_findings();
            assert!(bench.heard().is_empty());
            let case = bench.cases.try_recv().unwrap();
            bench.judged(case.judge(|_, _| panic!("a rule broke down")));
            assert_eq!(bench.heard(), heard);
            bench.close();
        }
        bench.open("nonsense\n");
        let case = bench.cases.try_recv().unwrap();
        bench.judged(case.judge(check));
        assert_eq!(bench.heard(), ["textDocument/publishDiagnostics"]);
    }

    #[test]
    fn what_is_found_too_late_is_not_told_of_a_journal_that_is_opened_again() {
        let mut bench = Bench::new();
        bench.open("nonsense\n");
        let late = bench.cases.try_recv().unwrap();
        bench.close();
        bench.open("");
        bench.judged(late.judge(check));
        assert!(bench.heard().is_empty());
        bench.close();
        assert_eq!(bench.cases.try_iter().count(), 1);
    }

    #[test]
    fn what_was_found_before_the_last_keystroke_is_not_told_of_the_newer_text() {
        let mut bench = Bench::new();
        bench.open("nonsense\n");
        bench.ask_for_findings();
        let before = bench.cases.try_recv().unwrap();
        let change = json!({
            "textDocument": { "uri": ADDRESS, "version": 2 },
            "contentChanges": [{ "text": "\n\nnonsense\n" }],
        });
        let change = Notification::new("textDocument/didChange".to_owned(), change);
        let mut wire = Wire::new(&mut bench.output);
        bench.service.hear(change, &mut wire).unwrap();
        bench.judged(before.judge(check));
        assert!(bench.heard().is_empty());

        let mut wire = Wire::new(&mut bench.output);
        bench.service.refresh(&mut wire).unwrap();
        let now = bench.cases.try_recv().unwrap();
        bench.judged(now.judge(check));
        assert_eq!(bench.heard(), ["textDocument/publishDiagnostics", "answer"]);
    }

    #[test]
    fn a_client_that_asks_itself_hears_of_findings_that_came_while_something_was_saved() {
        let mut bench = Bench::of(&json!({ "capabilities": {
            "textDocument": { "diagnostic": {} },
            "workspace": { "diagnostics": { "refreshSupport": true } },
        } }));
        bench.open("nonsense\n");
        let case = bench.cases.try_recv().unwrap();
        let saved = json!({ "textDocument": { "uri": ADDRESS } });
        let saved = Notification::new("textDocument/didSave".to_owned(), saved);
        let mut wire = Wire::new(&mut bench.output);
        bench.service.hear(saved, &mut wire).unwrap();
        bench.judged(case.judge(check));
        assert!(bench.heard().is_empty());
        let mut wire = Wire::new(&mut bench.output);
        bench.service.refresh(&mut wire).unwrap();
        assert_eq!(bench.heard(), ["workspace/diagnostic/refresh"]);
    }

    #[test]
    fn a_question_about_a_journal_that_is_gone_is_answered() {
        let mut bench = Bench::new();
        bench.open("nonsense\n");
        bench.ask_for_findings();
        assert!(bench.heard().is_empty());
        bench.close();
        assert_eq!(bench.heard(), ["answer"]);
    }
}
