//! The wire: bytes come in, and out come messages, each in its frame; and the other way round.

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::sync::mpsc::Sender;

use lsp_server::{ErrorCode, Message, RequestId, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::events::Event;

/// Reads messages to the end of the input, on a thread of their own: while an answer is worked
/// out, it is seen that it is wanted no more.
pub(super) fn listen(input: impl Read + Send + 'static, events: Sender<Event>) {
    std::thread::spawn(move || {
        let mut input = BufReader::new(input);
        loop {
            let event = match body(&mut input) {
                Ok(body) => serde_json::from_slice(&body)
                    .map_or_else(|error| Event::Nonsense(error.to_string()), Event::Message),
                // What comes after it may make sense again.
                Err(error) if error.kind() == ErrorKind::InvalidData => {
                    Event::Nonsense(error.to_string())
                }
                Err(_) => Event::Gone,
            };
            let is_last = matches!(event, Event::Gone);
            if events.send(event).is_err() || is_last {
                return;
            }
        }
    });
}

/// Reads what stands in the next frame. It takes memory for what comes, not for what is announced.
fn body(input: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut length: Option<u64> = None;
    let mut line = String::new();
    loop {
        line.clear();
        if input.read_line(&mut line)? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        let header = line.trim_end();
        if header.is_empty() {
            break;
        }
        if let Some((name, value)) = header.split_once(':')
            && name.eq_ignore_ascii_case("Content-Length")
        {
            length = value.trim().parse().ok();
        }
    }
    let Some(length) = length else {
        let message = "a message begins with `Content-Length: ` and a number";
        return Err(io::Error::new(ErrorKind::InvalidData, message));
    };
    let mut body = Vec::new();
    input.take(length).read_to_end(&mut body)?;
    if (body.len() as u64) < length {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(body)
}

/// Where messages go.
pub(super) struct Wire<'a> {
    output: &'a mut dyn Write,
    requests: u32,
}

impl<'a> Wire<'a> {
    /// A wire to whoever reads `output`.
    pub fn new(output: &'a mut dyn Write) -> Wire<'a> {
        Wire {
            output,
            requests: 0,
        }
    }

    /// Sends an answer.
    pub fn answer(&mut self, id: RequestId, answer: Result<Value, Refusal>) -> io::Result<()> {
        let response = match answer {
            Ok(result) => Response::new_ok(id, result),
            Err(refusal) => Response::new_err(id, refusal.code as i32, refusal.message),
        };
        Message::from(response).write(&mut self.output)
    }

    /// Answers what cannot be read, so that nobody knows what it was.
    pub fn answer_nonsense(&mut self, why: &str) -> io::Result<()> {
        let error = json!({ "code": ErrorCode::ParseError as i32, "message": why });
        let text = json!({ "jsonrpc": "2.0", "id": null, "error": error }).to_string();
        write!(self.output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
        self.output.flush()
    }

    /// Tells something.
    pub fn tell<N: gen_lsp_types::Notification>(&mut self, params: N::Params) -> io::Result<()> {
        let method = String::from(N::METHOD);
        Message::from(lsp_server::Notification::new(method, params)).write(&mut self.output)
    }

    /// Asks the client; its answer is of no interest.
    pub fn request<R: gen_lsp_types::Request>(&mut self, params: R::Params) -> io::Result<()> {
        self.requests += 1;
        let id = RequestId::from(format!("touchline-{}", self.requests));
        let method = String::from(R::METHOD);
        Message::from(lsp_server::Request::new(id, method, params)).write(&mut self.output)
    }
}

/// Why a request has no answer.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    pub code: ErrorCode,
    pub message: String,
}

impl Refusal {
    /// What was asked for cannot be done, and why.
    pub fn failed(message: impl Into<String>) -> Refusal {
        Refusal {
            code: ErrorCode::RequestFailed,
            message: message.into(),
        }
    }
}

/// Reads what a message holds.
pub(super) fn read<T: DeserializeOwned>(params: Value) -> Result<T, Refusal> {
    serde_json::from_value(params).map_err(|error| Refusal {
        code: ErrorCode::InvalidParams,
        message: error.to_string(),
    })
}
