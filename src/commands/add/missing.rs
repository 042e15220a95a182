//! What was not typed is asked for, a line each.

use super::super::Failure;
use super::ask::ask_until;
use super::date::day_in_words;
use super::draft::Draft;
use super::entry::{Entry, Missing};
use super::name::{Named, complete};
use crate::ledger::Ledger;
use crate::syntax::{DateWord, date_word, period_word};

/// Outcomes that are usual, to choose from.
const USUAL: &str = "voicemail, no-answer, reached, booked, later, yes, no";

/// Completes a draft with what it needs, and where nothing was typed with what it may have too: a
/// note comes out where one was given. What was typed and will not do is told before anything is
/// asked.
pub fn ask_for(draft: &mut Draft, all: bool, ledger: &Ledger) -> Result<Option<String>, Failure> {
    let journal = &ledger.journal;
    take_prospect(draft, ledger)?;
    read_part(draft, ledger)?.not_ahead(ledger.today.day)?;
    draft.name = if draft.name.is_empty() {
        prospect(ledger)?
    } else {
        let named = complete(journal, &draft.name)?.asked(journal, &draft.name)?;
        named.ok_or_else(|| Failure::new("nothing was added"))?
    };
    if all {
        let typed = date(ledger)?;
        (draft.when, draft.mark) = (typed.when, typed.mark);
    }
    if draft.channel.is_empty() {
        let typed = channel(draft, ledger)?;
        (draft.mark, draft.channel) = (typed.mark, typed.channel);
    }
    let is_open = draft.outcome.is_none() && !draft.is_planned();
    if is_open && (all || missing(draft, ledger) == Some(Missing::Outcome)) {
        draft.outcome = outcome(draft, ledger)?;
    }
    if let Some(Missing::BookedDate(at) | Missing::LaterDate(at)) = missing(draft, ledger) {
        draft.outcome = outcome_date(draft, at, ledger)?;
    }
    if all { note(draft, ledger) } else { Ok(None) }
}

/// Takes the words for the prospect, where they begin with no channel and name one; words that may
/// name several are refused.
fn take_prospect(draft: &mut Draft, ledger: &Ledger) -> Result<(), Failure> {
    let vocabulary = &ledger.settings.vocabulary;
    let words = format!("{} {}", draft.channel, draft.name);
    let words = words.trim();
    if words.is_empty() || vocabulary.channel(draft.channel.as_bytes()).is_some() {
        return Ok(());
    }
    if let Named::One(_) = complete(&ledger.journal, words)? {
        words.clone_into(&mut draft.name);
        draft.channel.clear();
    }
    Ok(())
}

/// Reads a draft, with something in place of what it does not say yet.
fn read_part(draft: &Draft, ledger: &Ledger) -> Result<Entry, Failure> {
    let or = |part: &str, other: &str| if part.is_empty() { other } else { part }.to_owned();
    let whole = Draft {
        channel: or(&draft.channel, "call"),
        name: or(&draft.name, "x"),
        ..draft.clone()
    };
    Entry::read_answer(&whole.header(), &ledger.settings.vocabulary)
}

fn missing(draft: &Draft, ledger: &Ledger) -> Option<Missing> {
    Missing::of(&draft.header(), &ledger.settings.vocabulary)
}

/// The prospect: one of the journal, or a new one that was meant.
fn prospect(ledger: &Ledger) -> Result<String, Failure> {
    let journal = &ledger.journal;
    loop {
        let (named, given) = ask_until("Prospect", "", |answer| {
            if answer.is_empty() {
                return Err(Failure::new("say whom it was with"));
            }
            let typed = Draft {
                name: answer.split_whitespace().collect::<Vec<_>>().join(" "),
                ..Draft::new("", ledger.today.day)
            };
            if read_part(&typed, ledger)?.name != typed.name {
                return Err(Failure::new(format!("`{answer}` is more than a name"))
                    .help("say the name alone; the rest is asked for next"));
            }
            Ok((complete(journal, &typed.name)?, typed.name))
        })?;
        if let Some(name) = named.asked(journal, &given)? {
            return Ok(name);
        }
    }
}

/// The date, and a time; a mark where one was typed.
fn date(ledger: &Ledger) -> Result<Draft, Failure> {
    let today = ledger.today.day;
    ask_until("Date", "today", |answer| {
        let typed = Draft::new(answer, today);
        let dated = Draft {
            when: typed.when.clone(),
            mark: typed.mark.clone(),
            ..Draft::default()
        };
        let date = typed.when.split(' ').next().unwrap_or_default();
        if typed != dated || date_word(date.as_bytes()) == DateWord::Other {
            return Err(Failure::new(format!("`{answer}` is no date")).help(
                "say a date, and a time if you like: today, yesterday, mon, -2d, 2026-03-09 14:30;\n\
                 with a ! behind it, if it is planned: fri 14:30 !",
            ));
        }
        read_part(&typed, ledger)?.not_ahead(today)?;
        Ok(typed)
    })
}

/// The channel, by default the one that is due; before it a mark, if there is one.
fn channel(draft: &Draft, ledger: &Ledger) -> Result<Draft, Failure> {
    let vocabulary = &ledger.settings.vocabulary;
    let due = ledger.journal.find_prospect(&draft.name).and_then(|id| {
        let timeline = ledger.timeline();
        timeline.next_channel(&timeline.life(id))
    });
    let due = due.map_or("call", |due| vocabulary.channel_of(due).word.as_str());
    ask_until("Channel", due, |answer| {
        let mut words = answer.split_whitespace().peekable();
        let mark = words.next_if(|word| ["<", ">", "!"].contains(word));
        let [word] = words.collect::<Vec<_>>()[..] else {
            return Err(Failure::new(format!("`{answer}` is not one channel"))
                .help("say it alone, such as call or email; `< email` if they wrote"));
        };
        if word.starts_with(|first: char| first.is_ascii_digit())
            && vocabulary.channel(word.as_bytes()).is_none()
        {
            // The date has been asked for: what is said of one would not fit.
            return Err(Failure::new(format!("`{word}` is no channel"))
                .help("say one such as call or email"));
        }
        let typed = Draft {
            mark: mark.unwrap_or(&draft.mark).to_owned(),
            channel: word.to_owned(),
            ..draft.clone()
        };
        read_part(&typed, ledger)?.not_ahead(ledger.today.day)?;
        Ok(typed)
    })
}

/// The outcome, if there is one.
fn outcome(draft: &Draft, ledger: &Ledger) -> Result<Option<String>, Failure> {
    ask_until(&format!("Outcome, if any ({USUAL})"), "", |answer| {
        let mut typed = Draft {
            outcome: Some(answer.to_owned()).filter(|answer| !answer.is_empty()),
            ..draft.clone()
        };
        typed.date_outcome(&ledger.settings.vocabulary, ledger.today.day);
        read_part(&typed, ledger)?;
        Ok(typed.outcome)
    })
}

/// The outcome with its date, if there is one: it goes to `at` in the header.
fn outcome_date(draft: &Draft, at: usize, ledger: &Ledger) -> Result<Option<String>, Failure> {
    let is_booked = matches!(missing(draft, ledger), Some(Missing::BookedDate(_)));
    let (question, example) = if is_booked {
        (
            "For which date and time, if they are fixed",
            "2026-03-16 09:00, or fri 09:00",
        )
    } else {
        (
            "Until when, if they said so",
            "2026-09-01, 2026-09, 2026-Q4 or 2027",
        )
    };
    ask_until(question, "", |answer| {
        let mut words = answer.split_whitespace();
        let Some(first) = words.next() else {
            return Ok(draft.outcome.clone());
        };
        let day = day_in_words(first, ledger.today.day, true);
        let is_date = period_word(first.as_bytes()).is_some()
            || date_word(first.as_bytes()) != DateWord::Other;
        let help = format!("say it as in {example}");
        if day.is_none() && !is_date {
            return Err(Failure::new(format!("`{answer}` is no date")).help(help));
        }
        let more = words.clone().next();
        if !is_booked && let Some(more) = more.filter(|more| !more.starts_with(':')) {
            let more = Failure::new(format!("`{more}` is more than a date"));
            return Err(more.help(help));
        }
        let date = day.map_or_else(|| first.to_owned(), |day| day.to_string());
        let date = std::iter::once(date.as_str()).chain(words);
        let date = date.collect::<Vec<_>>().join(" ");
        let mut header = draft.header();
        header.insert_str(at, &format!(" {date}"));
        let typed = Draft::new(&header, ledger.today.day);
        read_part(&typed, ledger)?;
        Ok(typed.outcome)
    })
}

/// A line under the touch, if there is one.
fn note(draft: &Draft, ledger: &Ledger) -> Result<Option<String>, Failure> {
    ask_until("Note, if any", "", |answer| {
        let note = Some(answer.to_owned()).filter(|answer| !answer.is_empty());
        let text = super::with_body(&draft.header(), note.as_slice());
        Entry::read_answer(&text, &ledger.settings.vocabulary)?;
        Ok(note)
    })
}
