//! Messages come in, one after another, and answers go out: when a client may say what, and in
//! which order things are done.

use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use gen_lsp_types::{InitializeResult, ServerInfo};
use lsp_server::{ErrorCode, Message, Request, RequestId};
use serde_json::Value;

use super::answers;
use super::client::{Client, Options, folders};
use super::events::Event;
use super::journals::Journals;
use super::judge::{self, Case};
use super::service::Service;
use super::wire::{Refusal, Wire, listen};
use super::workspace::Workspace;

/// How often the disk and the clock are looked at while nobody asks: few clients watch files.
const LOOKS: Duration = Duration::from_secs(2);

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
        judge: judge::begin(move |judged| sender.send(Event::Judged(judged)).is_ok()),
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
        let cancelled: Vec<RequestId> = self.queue.iter().filter_map(Event::cancelled).collect();
        if cancelled.is_empty() {
            return Ok(());
        }
        let is_cancelled = |request: &Request| cancelled.contains(&request.id);
        let mut dropped = Vec::new();
        if let Stage::Serving(service) = &mut self.stage {
            dropped.extend(service.call_off(is_cancelled));
        }
        self.queue.retain(|event| match event {
            Event::Message(Message::Request(request)) if is_cancelled(request) => {
                dropped.push(request.clone());
                false
            }
            other => !other.is_cancellation(),
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
            service.refresh(&mut self.wire)?;
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
                    service.hear(notification, &mut self.wire)?;
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
                return service.request(request, &mut self.wire);
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
        self.stage = Stage::Serving(Box::new(Service::new(workspace, self.judge.clone())));
        self.wire.answer(request.id, answers::value(result))
    }
}
