//! What the server waits for, from whichever thread.

use lsp_server::{Message, RequestId};
use serde_json::Value;

use super::judge::Judged;

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

impl Event {
    /// Says whether it calls a request off.
    pub fn is_cancellation(&self) -> bool {
        self.cancellation().is_some()
    }

    /// The request that it calls off.
    pub fn cancelled(&self) -> Option<RequestId> {
        let id = self.cancellation()?.get("id")?;
        serde_json::from_value(id.clone()).ok()
    }

    fn cancellation(&self) -> Option<&Value> {
        match self {
            Event::Message(Message::Notification(notification))
                if notification.method == "$/cancelRequest" =>
            {
                Some(&notification.params)
            }
            _ => None,
        }
    }
}
