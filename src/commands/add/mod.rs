//! `add`: a touch, or a prospect, written down where it belongs.

mod after;
mod ask;
mod date;
mod draft;
mod editor;
mod entry;
mod missing;
mod name;
mod place;
mod shell;
mod write;

use std::path::PathBuf;

use clap::Args;

pub(super) use date::days_ago;

use super::session::prospect::find_rep;
use super::{Answer, Failure, Session};
use crate::journal::ProspectId;
use crate::ledger::Ledger;
use crate::text::{fold, harmless};
use draft::Draft;
use entry::Entry;
use shell::shell_word;
use write::{open, write};

/// Write down a touch: touchline add call acme '->' voicemail
///
/// The words are those of a touch in the journal. The date is today's, unless one is given:
/// `yesterday`, `mon`, `-2d`, 2026-03-09; `fri '!' call acme` plans one for the next Friday. The
/// prospect's name may be shortened. Put quotes round `->`, `<` and `>`, which the shell takes for
/// its own. `add prospect NAME` declares a prospect. On a terminal it asks for what is missing.
#[derive(Debug, Args)]
pub struct Add {
    /// [DATE] [TIME] [< or !] CHANNEL PROSPECT [#tag …] ['->' OUTCOME]
    #[arg(value_name = "TEXT")]
    text: Vec<String>,
    /// A line under it: a note, `n: 2026-03-09 call`, `[ ] me send the outline`; may be repeated
    #[arg(short, long, value_name = "NOTE", allow_hyphen_values = true)]
    message: Vec<String>,
    /// Edit the entry in $VISUAL or $EDITOR before it is written
    #[arg(short, long)]
    edit: bool,
    /// The file of the journal to write to
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

impl Add {
    pub(super) fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        let ledger = open(session)?;
        let rep = rep_at_keyboard(session, &ledger)?;
        let text = self.text.join(" ");
        let mut words = text.split_whitespace();
        let entry = if words.next().is_some_and(|word| fold(word) == "prospect") {
            let name = words.collect::<Vec<_>>().join(" ");
            self.prospect(session, &ledger, &name)?
        } else {
            self.touch(session, &ledger, &text)?
        };
        let (rep, to) = (rep.as_deref(), self.to.as_deref());
        let entry = if self.edit {
            self.edited(session, ledger, &entry, rep)?
        } else {
            Some(write(session, ledger, entry, rep, to)?)
        };
        let Some(entry) = entry else {
            return Ok(Answer {
                text: "nothing was added\n".into(),
                ..Answer::default()
            });
        };
        Ok(said_after(session, &entry))
    }

    /// A touch out of what was typed, and asked for.
    fn touch(&self, session: &Session<'_>, ledger: &Ledger, text: &str) -> Result<Entry, Failure> {
        let vocabulary = &ledger.settings.vocabulary;
        let asks = session.surroundings.interactive();
        let today = ledger.today.day;
        let mut draft = Draft::new(text, today);
        draft.date_outcome(vocabulary, today);
        let mut notes = self.message.clone();
        let is_empty = text.trim().is_empty();
        if is_empty && !asks && !self.edit {
            return Err(Failure::new("say what happened")
                .help("touchline add call acme '->' voicemail; `touchline help add` says more"));
        }
        // The shell has taken `> outcome` of an arrow that stood without quotes.
        if draft.outcome.is_none() && text.split_whitespace().last() == Some("-") {
            return Err(Failure::new(
                "the words end with `-`: the shell took the rest of the arrow for its own, \
                 and made a file of the outcome's name",
            )
            .help("put quotes round it: touchline add call acme '->' voicemail"));
        }
        if let Some(failure) = name::date_behind(&ledger.journal, &draft, today) {
            return Err(failure);
        }
        if asks && !self.edit {
            notes.extend(missing::ask_for(&mut draft, is_empty, ledger)?);
            return Entry::read(&with_body(&draft.header(), &notes), vocabulary);
        }
        let text = with_body(&draft.header(), &notes);
        if self.edit && (draft.name.is_empty() || draft.channel.is_empty()) {
            return Ok(Entry::unread(text));
        }
        completed(session, ledger, Entry::read(&text, vocabulary)?)
    }

    /// The entry of a new prospect.
    fn prospect(
        &self,
        session: &Session<'_>,
        ledger: &Ledger,
        name: &str,
    ) -> Result<Entry, Failure> {
        let asks = session.surroundings.interactive();
        let name = if name.is_empty() && asks {
            ask::ask("Name", "")?
        } else {
            name.to_owned()
        };
        let text = with_body(&format!("prospect {name}"), &self.message);
        let entry = Entry::read(&text, &ledger.settings.vocabulary)?;
        not_declared(ledger, &entry.name)?;
        let near = ledger.journal.meant_by(&entry.name);
        if let Some(near) = near.filter(|_| asks) {
            let question = format!(
                "`{}` is there already: is `{}` another one?",
                ledger.journal.name(near),
                entry.name
            );
            if !ask::confirm(&question, false)? {
                return Err(Failure::new("nothing was added"));
            }
        }
        Ok(entry)
    }

    /// The entry as it came out of the editor and was written; none where it is empty.
    fn edited(
        &self,
        session: &Session<'_>,
        ledger: Ledger,
        entry: &Entry,
        rep: Option<&str>,
    ) -> Result<Option<Entry>, Failure> {
        let Some(command) = &session.surroundings.editor else {
            return Err(Failure::new("there is no editor to edit the entry with")
                .help("name one in VISUAL or EDITOR, or write the notes with -m"));
        };
        editor::edit(command, &entry.text, |text| {
            if text.is_empty() {
                return Ok(None);
            }
            let mut entry = Entry::read(text, &ledger.settings.vocabulary)?;
            if entry.day.is_some() {
                entry = completed(session, &ledger, entry)?;
            } else {
                not_declared(&ledger, &entry.name)?;
            }
            write(session, ledger, entry, rep, self.to.as_deref()).map(Some)
        })
    }
}

/// What is due for the prospect now. The entry is written: what goes wrong here is no failure.
fn said_after(session: &Session<'_>, entry: &Entry) -> Answer {
    let mut answer = Answer::default();
    let Ok(opened) = session.open() else {
        return answer;
    };
    let ledger = opened.ledger;
    let journal = &ledger.journal;
    if let Some(id) = journal.find_prospect(&entry.name) {
        answer.text = after::due_after(&ledger, id);
        // At a terminal somebody has said, before its first touch, that it is a new one.
        let is_first = journal.made(id).len() + journal.plans(id).len() == 1;
        let is_known_new = is_first && session.surroundings.interactive();
        if journal.prospect(id).declaration.is_none() && !is_known_new {
            let name = journal.name(id);
            let advice = format!("touchline add prospect {}", shell_word(&name));
            let (name, advice) = (harmless(&name), harmless(&advice));
            answer.remark = format!("note: nothing declares `{name}`: {advice}\n");
        }
    }
    answer
}

/// A touch that is no mistake, under the name that the journal has for its prospect.
fn completed(session: &Session<'_>, ledger: &Ledger, entry: Entry) -> Result<Entry, Failure> {
    entry.not_ahead(ledger.today.day)?;
    let journal = &ledger.journal;
    let named = name::complete(journal, &entry.name)?;
    let name = if session.surroundings.interactive() {
        let name = named.asked(journal, &entry.name)?;
        name.ok_or_else(|| Failure::new("nothing was added"))?
    } else {
        named.unasked(journal, &entry.name)?
    };
    entry.renamed(&name, &ledger.settings.vocabulary)
}

fn with_body(header: &str, notes: &[String]) -> String {
    let lines = notes.iter().flat_map(|note| note.lines());
    let lines = lines.map(|line| format!("    {}", line.trim()));
    let all: Vec<String> = std::iter::once(header.to_owned()).chain(lines).collect();
    all.join("\n")
}

/// Whoever is at the keyboard, where they have said so.
fn rep_at_keyboard(session: &Session<'_>, ledger: &Ledger) -> Result<Option<String>, Failure> {
    let Some(name) = session.surroundings.rep.as_deref() else {
        return Ok(None);
    };
    if let Some(id) = find_rep(ledger, name)? {
        return Ok(Some(ledger.journal.rep_name(id)));
    }
    let mut reps = ledger.settings.reps.iter();
    let spelt = reps.find(|rep| fold(rep) == fold(name));
    Ok(Some(spelt.map_or_else(|| name.to_owned(), Clone::clone)))
}

/// A prospect can be declared once.
fn not_declared(ledger: &Ledger, name: &str) -> Result<(), Failure> {
    let journal = &ledger.journal;
    let known: Option<ProspectId> = journal.find_prospect(name);
    match known.filter(|id| journal.prospect(*id).declaration.is_some()) {
        None => Ok(()),
        Some(id) => {
            let place = journal.prospect(id).name;
            let source = &journal.files[place.file as usize].source;
            let line = crate::text::LineIndex::new(source).line(place.span.start);
            Err(Failure::new(format!(
                "`{name}` is there already, as `{}`, at {}:{line}",
                journal.name(id),
                source.name
            )))
        }
    }
}
