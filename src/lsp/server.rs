//! Messages come in, one after another, and answers go out: when a client may say what, and in
//! which order things are done.

use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use gen_lsp_types::{
    CodeLensRefreshRequest, DiagnosticRefreshRequest, DidChangeTextDocumentParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    InitializeResult, InlayHintRefreshRequest, MessageType, ServerInfo, ShowMessageNotification,
    ShowMessageParams,
};
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::answers::{self, Answer};
use super::client::{Client, Options, folders};
use super::journals::Journals;
use super::judge::{self, Judged};
use super::publishing::Published;
use super::wire::{Refusal, Wire, listen};
use super::workspace::{Case, Workspace};

/// How often the disk and the clock are looked at while nobody asks: few clients watch files.
const LOOKS: Duration = Duration::from_secs(2);

/// What the server waits for.
#[derive(Debug)]
pub(super) enum Event {
    /// The client said something.
    Message(Message),
    /// The client said something that cannot be read, and why.
    Nonsense(String),
    /// The client is gone.
    Gone,
    /// A journal was looked at.
    Judged(Judged),
}

/// Serves one client until it says `exit`, or is gone. Out comes the exit code: 0 where it said
/// `shutdown` before, else 1.
///
/// # Errors
///
/// Where nothing can be written to `output` any more.
pub fn serve(
    input: impl Read + Send + 'static,
    output: &mut dyn Write,
    journals: &dyn Journals,
) -> io::Result<u8> {
    let (sender, events) = channel();
    listen(input, sender.clone());
    let server = Server {
        wire: Wire::new(output),
        journals,
        queue: VecDeque::new(),
        judge: judge::begin(sender),
        stage: Stage::Waiting,
    };
    server.run(&events)
}

struct Server<'s> {
    wire: Wire<'s>,
    journals: &'s dyn Journals,
    /// What has come in and is not done yet.
    queue: VecDeque<Event>,
    judge: Sender<Case>,
    stage: Stage<'s>,
}

/// How far the client is.
enum Stage<'s> {
    /// It has not said who it is.
    Waiting,
    /// It has.
    Serving(Box<Service<'s>>),
    /// It wants nothing any more.
    ShutDown,
}

/// What is kept for a client.
struct Service<'s> {
    workspace: Workspace<'s>,
    published: Published,
    /// Requests that need the findings of a state that is being looked at.
    waiting: Vec<Request>,
    /// The states that were sent to be looked at.
    sent: Vec<(super::tree::Key, u64)>,
    /// What the client was last told cannot be read.
    told: Option<String>,
}

impl Server<'_> {
    fn run(mut self, events: &Receiver<Event>) -> io::Result<u8> {
        loop {
            self.queue.extend(events.try_iter());
            self.drop_what_is_cancelled()?;
            let Some(event) = self.queue.pop_front() else {
                self.be_idle()?;
                match events.recv_timeout(LOOKS) {
                    Ok(event) => self.queue.push_back(event),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return Ok(1),
                }
                continue;
            };
            if let ControlFlow::Break(code) = self.take(event)? {
                return Ok(code);
            }
        }
    }

    /// Answers the requests that the client no longer wants and nobody has begun.
    fn drop_what_is_cancelled(&mut self) -> io::Result<()> {
        let cancelled: Vec<RequestId> = self.queue.iter().filter_map(cancelled).collect();
        if cancelled.is_empty() {
            return Ok(());
        }
        let is_cancelled = |request: &Request| cancelled.contains(&request.id);
        let mut dropped = Vec::new();
        if let Stage::Serving(service) = &mut self.stage {
            dropped.extend(
                service
                    .waiting
                    .extract_if(.., |request| is_cancelled(request)),
            );
        }
        self.queue.retain(|event| match event {
            Event::Message(Message::Request(request)) if is_cancelled(request) => {
                dropped.push(request.clone());
                false
            }
            other => cancelled_by(other).is_none(),
        });
        for request in dropped {
            let refusal = Refusal {
                code: ErrorCode::RequestCanceled,
                message: "no longer wanted".to_owned(),
            };
            self.wire.answer(request.id, Err(refusal))?;
        }
        Ok(())
    }

    /// Nobody asks: what is new is read, and sent to be looked at.
    fn be_idle(&mut self) -> io::Result<()> {
        if let Stage::Serving(service) = &mut self.stage {
            service.refresh(&mut self.wire, &self.judge)?;
        }
        Ok(())
    }

    fn take(&mut self, event: Event) -> io::Result<ControlFlow<u8>> {
        match event {
            Event::Gone => return Ok(ControlFlow::Break(1)),
            Event::Nonsense(why) => self.wire.answer_nonsense(&why)?,
            Event::Message(Message::Notification(notification))
                if notification.method == "exit" =>
            {
                let is_shut_down = matches!(self.stage, Stage::ShutDown);
                return Ok(ControlFlow::Break(u8::from(!is_shut_down)));
            }
            Event::Message(Message::Notification(notification)) => {
                if let Stage::Serving(service) = &mut self.stage {
                    let before = service.workspace.options;
                    service.hear(notification);
                    service.show_as_wanted(before, &mut self.wire)?;
                }
            }
            // Nothing is asked of the client whose answer matters.
            Event::Message(Message::Response(_)) => {}
            Event::Message(Message::Request(request)) => self.request(request)?,
            Event::Judged(judged) => {
                if let Stage::Serving(service) = &mut self.stage {
                    service.judged(judged, &mut self.wire)?;
                }
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn request(&mut self, request: Request) -> io::Result<()> {
        let refusal = match (&mut self.stage, request.method.as_str()) {
            (Stage::Waiting, "initialize") => return self.initialize(request),
            (Stage::Waiting, _) => Refusal {
                code: ErrorCode::ServerNotInitialized,
                message: "say `initialize` first".to_owned(),
            },
            (Stage::Serving(_), "initialize") => Refusal {
                code: ErrorCode::InvalidRequest,
                message: "`initialize` was said before".to_owned(),
            },
            (Stage::Serving(service), "shutdown") => {
                service.leave_undone(&mut self.wire)?;
                self.stage = Stage::ShutDown;
                return self.wire.answer(request.id, Ok(Value::Null));
            }
            (Stage::Serving(service), _) => {
                return service.request(request, &mut self.wire, &self.judge);
            }
            (Stage::ShutDown, _) => Refusal {
                code: ErrorCode::InvalidRequest,
                message: "`shutdown` was said before".to_owned(),
            },
        };
        self.wire.answer(request.id, Err(refusal))
    }

    fn initialize(&mut self, request: Request) -> io::Result<()> {
        let params = &request.params;
        let options = Options::read(&params["initializationOptions"]);
        let client = Client::new(params, options);
        let result = InitializeResult {
            capabilities: answers::capabilities(&client),
            server_info: Some(ServerInfo {
                name: "touchline".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        };
        let workspace = Workspace::new(self.journals, client, options, &folders(params));
        self.stage = Stage::Serving(Box::new(Service {
            workspace,
            published: Published::default(),
            waiting: Vec::new(),
            sent: Vec::new(),
            told: None,
        }));
        self.wire.answer(request.id, answers::value(result))
    }
}

impl Service<'_> {
    /// Takes what the client tells.
    fn hear(&mut self, notification: Notification) {
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
    fn refresh(&mut self, wire: &mut Wire<'_>, judge: &Sender<Case>) -> io::Result<()> {
        if !self.workspace.refresh() {
            return Ok(());
        }
        let mut sent = Vec::new();
        for tree in self.workspace.trees() {
            let mark = (tree.key.clone(), tree.state);
            if tree.findings().is_none() && !self.sent.contains(&mark) {
                let state = Case {
                    key: tree.key.clone(),
                    state: tree.state,
                    ledger: std::sync::Arc::clone(&tree.ledger),
                };
                // Where the judge is gone, nothing is found any more: answers go on.
                let _ = judge.send(state);
            }
            sent.push(mark);
        }
        self.sent = sent;
        self.tell_trouble(wire)?;
        if self.workspace.is_judged() {
            self.published.tell(&self.workspace, wire)?;
        }
        Ok(())
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
        wire.tell::<ShowMessageNotification>(ShowMessageParams {
            kind: MessageType::Error,
            message: format!("touchline: {message}"),
        })
    }

    fn judged(&mut self, judged: Judged, wire: &mut Wire<'_>) -> io::Result<()> {
        let Judged {
            key,
            state,
            findings,
        } = judged;
        if !self.workspace.take_findings(&key, state, findings) {
            return Ok(());
        }
        self.published.tell(&self.workspace, wire)?;
        if self.workspace.client.pulls && self.workspace.client.refreshes_diagnostics {
            wire.request::<DiagnosticRefreshRequest>(())?;
        }
        if self.workspace.is_judged() {
            for request in std::mem::take(&mut self.waiting) {
                self.answer(request, wire)?;
            }
        }
        Ok(())
    }

    fn request(
        &mut self,
        request: Request,
        wire: &mut Wire<'_>,
        judge: &Sender<Case>,
    ) -> io::Result<()> {
        self.refresh(wire, judge)?;
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

    /// Answers what is still waiting when the client wants nothing any more.
    fn leave_undone(&mut self, wire: &mut Wire<'_>) -> io::Result<()> {
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

/// Reads what a message holds.
pub(super) fn read<T: DeserializeOwned>(params: Value) -> Result<T, Refusal> {
    serde_json::from_value(params).map_err(|error| Refusal {
        code: ErrorCode::InvalidParams,
        message: error.to_string(),
    })
}

/// The request that an event calls off.
fn cancelled(event: &Event) -> Option<RequestId> {
    cancelled_by(event).and_then(|params| serde_json::from_value(params.get("id")?.clone()).ok())
}

fn cancelled_by(event: &Event) -> Option<&Value> {
    match event {
        Event::Message(Message::Notification(notification))
            if notification.method == "$/cancelRequest" =>
        {
            Some(&notification.params)
        }
        _ => None,
    }
}
