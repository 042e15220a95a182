//! What was not typed is asked for, a line each.

use super::super::Failure;
use super::ask::{ask, ask_until};
use super::draft::Draft;
use super::entry::Entry;
use super::name::{Named, complete, one_of};
use crate::calendar::Day;
use crate::ledger::Ledger;
use crate::settings::Vocabulary;

/// Asks for what a draft needs, and where nothing was typed for what it may have too: a note
/// comes out where one was given.
pub fn ask_for(
    draft: &mut Draft,
    all: bool,
    ledger: &Ledger,
    today: Day,
) -> Result<Option<String>, Failure> {
    let vocabulary = &ledger.settings.vocabulary;
    if draft.name.is_empty() {
        draft.name = prospect(ledger)?;
    }
    if all {
        draft.when = date(vocabulary, today)?;
    }
    if draft.channel.is_empty() {
        draft.channel = channel(ledger, draft)?;
    }
    if !all {
        return Ok(None);
    }
    draft.outcome = outcome(vocabulary, draft)?;
    let note = ask("Note, if any", "")?;
    Ok(Some(note).filter(|note| !note.is_empty()))
}

/// The date, and a time.
fn date(vocabulary: &Vocabulary, today: Day) -> Result<String, Failure> {
    let read = |answer: &str| Draft::new(&format!("{answer} call x"), today);
    let when = ask_until("Date", "today", |answer| {
        Entry::read(&read(answer).header(), vocabulary).map(drop)
    })?;
    Ok(read(&when).when)
}

/// The channel, by default the one that is due.
fn channel(ledger: &Ledger, draft: &Draft) -> Result<String, Failure> {
    let vocabulary = &ledger.settings.vocabulary;
    let due = match complete(&ledger.journal, &draft.name) {
        Named::One(id) => {
            let timeline = ledger.timeline();
            timeline.next_channel(&timeline.life(id))
        }
        _ => None,
    };
    let due = due.map_or("call", |due| vocabulary.channel_of(due).word.as_str());
    ask_until("Channel", due, |answer| {
        let draft = Draft {
            channel: answer.to_owned(),
            ..draft.clone()
        };
        Entry::read(&draft.header(), vocabulary).map(drop)
    })
}

/// The prospect: one of the journal, one that is near, or a new one.
fn prospect(ledger: &Ledger) -> Result<String, Failure> {
    ask_until("Prospect", "", |answer| {
        if answer.is_empty() {
            return Err(Failure::new("say whom it was with"));
        }
        match complete(&ledger.journal, answer) {
            Named::Any(ids) => Err(one_of(&ledger.journal, answer, &ids)),
            _ => Ok(()),
        }
    })
}

/// The outcome, if there is one.
fn outcome(vocabulary: &Vocabulary, draft: &Draft) -> Result<Option<String>, Failure> {
    let given = |answer: &str| Some(answer.to_owned()).filter(|answer| !answer.is_empty());
    let answer = ask_until("Outcome, if any", "", |answer| {
        let draft = Draft {
            outcome: given(answer),
            ..draft.clone()
        };
        Entry::read(&draft.header(), vocabulary).map(drop)
    })?;
    Ok(given(&answer))
}
