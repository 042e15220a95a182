//! The bytes of a mailbox (mbox) come in; out come the emails to and from prospects whose address
//! the journal knows. Only date and subject are taken over: what was written stays in the mailbox.

use mail_parser::{Address, Message, MessageParser};

use super::digest::digest;
use super::entry::{Draft, one_line};
use super::import::{Imported, Problem, write};
use super::moments::Clock;
use super::people::People;
use crate::journal::{Journal, ProspectId};
use crate::settings::Vocabulary;
use crate::syntax::Mark;

/// Reads the mailbox.
#[must_use]
pub fn import(
    bytes: &[u8],
    clock: Clock<'_>,
    journal: &Journal,
    vocabulary: &Vocabulary,
) -> Imported {
    let people = People::new(journal);
    let mut imported = Imported::default();
    let mut drafts = Vec::new();
    let mut bounces = Vec::new();
    for (line, message) in messages(bytes) {
        if let Some(bounced) = bounce(message) {
            bounces.push((line, bounced));
            continue;
        }
        match read(message, clock, journal, &people) {
            Ok(found) if found.is_empty() => imported.unconcerned += 1,
            Ok(found) => drafts.extend(found.into_iter().map(|draft| (line, draft))),
            Err(reason) => imported.problems.push(Problem { line, reason }),
        }
    }
    for (line, bounced) in bounces {
        let sent = drafts.iter_mut().find(|(_, draft)| {
            draft
                .id
                .as_deref()
                .is_some_and(|id| bounced.iter().any(|one| one == id))
        });
        if let Some((_, draft)) = sent {
            draft.outcome = Some("bounced".into());
        } else {
            let reason = "an email came back that is not to a prospect, or not here".to_owned();
            imported.passed_over.push(Problem { line, reason });
        }
    }
    write(drafts, journal, vocabulary, imported)
}

/// The ids that emails would have which a report of non-delivery (RFC 3464) is about.
fn bounce(bytes: &[u8]) -> Option<Vec<String>> {
    let text = String::from_utf8_lossy(bytes);
    let (head, body) = text
        .split_once("\n\n")
        .or_else(|| text.split_once("\r\n\r\n"))?;
    if !head.to_ascii_lowercase().contains("multipart/report") {
        return None;
    }
    let (mut ids, mut recipients) = (Vec::new(), Vec::new());
    for line in body.lines() {
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        match name.to_ascii_lowercase().as_str() {
            "message-id" => ids.push(value.trim().trim_matches(['<', '>']).to_owned()),
            "final-recipient" | "original-recipient" => {
                let address = value.rsplit(';').next().unwrap_or_default();
                recipients.push(one_line(address).to_lowercase());
            }
            _ => {}
        }
    }
    // A report of something else, as of having been read, names no recipient.
    if recipients.is_empty() {
        return None;
    }
    let all = ids.iter().flat_map(|id| {
        let recipients = recipients.iter();
        recipients.map(move |address| format!("mail:{id} {address}"))
    });
    Some(all.collect())
}

/// The messages, each with the line after its `From ` line, at which a message begins.
fn messages(bytes: &[u8]) -> Vec<(u64, &[u8])> {
    let mut messages = Vec::new();
    let mut open: Option<(u64, usize)> = None;
    let (mut at, mut number, mut after_blank) = (0, 1, true);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if after_blank && line.starts_with(b"From ") {
            if let Some((first, start)) = open {
                messages.push((first, &bytes[start..at]));
            }
            open = Some((number + 1, at + line.len()));
        }
        after_blank = line.iter().all(|byte| matches!(byte, b'\n' | b'\r'));
        at += line.len();
        number += 1;
    }
    if let Some((first, start)) = open {
        messages.push((first, &bytes[start..]));
    } else if !bytes.is_empty() {
        // One message, saved by itself.
        messages.push((1, bytes));
    }
    messages
}

fn read(
    bytes: &[u8],
    clock: Clock<'_>,
    journal: &Journal,
    people: &People,
) -> Result<Vec<Draft>, String> {
    let message = MessageParser::default().parse(bytes);
    // Any text is a message to the parser; one that was sent says by whom, to whom or when.
    let is_sent = |message: &Message<'_>| {
        message.from().is_some() || message.to().is_some() || message.date().is_some()
    };
    let message = message.filter(is_sent);
    let message = message.ok_or_else(|| "this is no message".to_owned())?;
    let sender = all(message.from()).into_iter().next().unwrap_or_default();
    let mut others: Vec<String> = Vec::new();
    for list in [message.to(), message.cc(), message.bcc()] {
        others.extend(all(list));
    }
    let mut concerned: Vec<(Mark, ProspectId, &str)> = Vec::new();
    if people.prospects(&sender).is_empty() {
        let is_ours = !people.knows_reps() || people.rep(&sender).is_some();
        for address in others.iter().filter(|_| is_ours) {
            for id in people.prospects(address) {
                if !concerned.iter().any(|(_, known, _)| known == id) {
                    concerned.push((Mark::Outbound, *id, address));
                }
            }
        }
    } else {
        for id in people.prospects(&sender) {
            concerned.push((Mark::Inbound, *id, &sender));
        }
    }
    if concerned.is_empty() {
        return Ok(Vec::new());
    }
    let date = message.date().filter(|date| date.is_valid());
    let date = date.ok_or_else(|| "it has no date".to_owned())?;
    let moment = clock(date.to_timestamp()).ok_or_else(|| "its date is out of reach".to_owned())?;
    let id = identity(&message, bytes);
    let drafts = concerned.into_iter().map(|(mark, prospect, address)| {
        let mut draft = Draft::new(moment, mark, "email", &journal.name(prospect));
        draft.outcome = match mark {
            Mark::Inbound if is_automatic(&message) => Some("auto-reply".into()),
            Mark::Inbound => Some("replied".into()),
            Mark::Outbound | Mark::Planned => None,
        };
        draft.subject = message.subject().map(str::to_owned);
        draft.rep = match mark {
            Mark::Inbound => others.iter().find_map(|address| people.rep(address)),
            Mark::Outbound | Mark::Planned => people.rep(&sender),
        }
        .map(str::to_owned);
        draft.id = Some(format!("mail:{id} {address}"));
        draft
    });
    Ok(drafts.collect())
}

fn all(list: Option<&Address<'_>>) -> Vec<String> {
    let addresses = list.map(Address::iter).into_iter().flatten();
    let addresses = addresses.filter_map(|one| one.address());
    addresses
        .map(|address| one_line(address).to_lowercase())
        .collect()
}

/// What tells a message from all others: its id, else what it holds.
fn identity(message: &Message<'_>, bytes: &[u8]) -> String {
    if let Some(id) = message.message_id() {
        return one_line(id).replace(' ', "");
    }
    digest([bytes].into_iter(), 10)
}

/// Says whether nobody wrote it: RFC 3834, and what was in use before it.
fn is_automatic(message: &Message<'_>) -> bool {
    let header = |name: &str| {
        let value = message.header_raw(name)?;
        Some(one_line(value).to_lowercase())
    };
    header("Auto-Submitted").is_some_and(|value| value != "no")
        || header("X-Autoreply").is_some()
        || header("X-Autorespond").is_some()
        || header("Precedence").is_some_and(|value| value == "auto_reply")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_is_parted_where_messages_begin() {
        let text = b"From a\nSubject: x\n\nFrom here on\n\nFrom b\nSubject: y\n\nz\n";
        let lines: Vec<u64> = messages(text).iter().map(|(line, _)| *line).collect();
        // Text that begins so after a blank line is quoted by whoever wrote the mailbox.
        assert_eq!(lines, [2, 5, 7]);
    }
}
