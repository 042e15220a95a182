//! A term comes in with the ledger; out comes what to compare with: the names in it looked up.

use rust_decimal::Decimal;

use crate::calendar::Day;
use crate::journal::RepId;
use crate::ledger::Ledger;
use crate::settings::{CadenceId, Way};
use crate::syntax::{QueryError, QueryKey, QueryTerm, Range, Wanted, near_word};
use crate::text::fold;
use crate::timeline::Status;

/// What one of must hold.
#[derive(Clone, Debug)]
pub(super) enum Condition {
    /// These reps; one that owns and did nothing yet has no number.
    Reps(Vec<RepId>),
    Statuses(Vec<Status>),
    Cadences(Vec<CadenceId>),
    Channels(Vec<Way>),
    /// Words in the form that comparisons use.
    Words(Vec<String>),
    Numbers(Vec<Range<Decimal>>),
    Days(Vec<Range<Day>>),
}

impl Condition {
    pub fn new(term: QueryTerm, ledger: &Ledger) -> Result<Condition, QueryError> {
        let words = match term.wanted {
            Wanted::Numbers(ranges) => return Ok(Condition::Numbers(ranges)),
            Wanted::Days(ranges) => return Ok(Condition::Days(ranges)),
            Wanted::Words(words) => words,
        };
        let settings = &ledger.settings;
        match term.key {
            QueryKey::Owner | QueryKey::Rep => {
                let found = words.iter().map(|word| rep(word, term.key, ledger));
                let found = found.collect::<Result<Vec<_>, _>>()?;
                Ok(Condition::Reps(found.into_iter().flatten().collect()))
            }
            QueryKey::Status => {
                let names = Status::ALL.map(|status| status.name().to_owned());
                let find = |at: usize| Status::ALL[at];
                Ok(Condition::Statuses(look_up(
                    &words, "status", &names, find,
                )?))
            }
            QueryKey::Cadence => {
                let names: Vec<String> = settings
                    .cadences
                    .iter()
                    .map(|cadence| cadence.name.clone())
                    .collect();
                let find = |at: usize| CadenceId(at as u16);
                Ok(Condition::Cadences(look_up(
                    &words, "cadence", &names, find,
                )?))
            }
            QueryKey::Channel => {
                let found = words.iter().map(|word| channel(word, ledger));
                Ok(Condition::Channels(found.collect::<Result<_, _>>()?))
            }
            QueryKey::Potential => {
                let names = ["high", "medium", "low"].map(str::to_owned);
                let find = |at: usize| names[at].clone();
                let found = look_up(&words, "potential", &names, find)?;
                Ok(Condition::Words(found))
            }
            QueryKey::Tag => {
                let plain = words.iter().map(|word| fold(word.trim_start_matches('#')));
                Ok(Condition::Words(plain.collect()))
            }
            _ => Ok(Condition::Words(
                words.iter().map(|word| fold(word)).collect(),
            )),
        }
    }
}

fn look_up<T>(
    words: &[String],
    what: &str,
    names: &[String],
    find: impl Fn(usize) -> T,
) -> Result<Vec<T>, QueryError> {
    let place = |word: &String| {
        let folded = fold(word);
        let at = names.iter().position(|name| fold(name) == folded);
        at.map(&find).ok_or_else(|| unknown(word, what, names))
    };
    words.iter().map(place).collect()
}

fn unknown(word: &str, what: &str, names: &[String]) -> QueryError {
    let help = match near_word(word, names.iter().map(String::as_str)) {
        Some(near) => format!("is `{near}` meant?"),
        None => format!("it can be {}", names.join(", ")),
    };
    QueryError::new(format!("there is no {what} `{word}`"), help)
}

/// The rep of this name; none where only the settings know it.
fn rep(word: &str, key: QueryKey, ledger: &Ledger) -> Result<Option<RepId>, QueryError> {
    let journal = &ledger.journal;
    if let Some(rep) = journal.find_rep(word) {
        return Ok(Some(rep));
    }
    let folded = fold(word);
    if ledger.settings.reps.iter().any(|rep| fold(rep) == folded) {
        return Ok(None);
    }
    let reps = (0..journal.rep_count() as u32).map(|rep| journal.rep_name(RepId(rep)));
    let names: Vec<String> = reps.chain(ledger.settings.reps.iter().cloned()).collect();
    let help = match near_word(word, names.iter().map(String::as_str)) {
        Some(near) => format!("is `{near}` meant?"),
        None if names.is_empty() => {
            "the journal names no rep: add `rep NAME` above the touches".to_owned()
        }
        None => format!("the reps are {}", names.join(", ")),
    };
    Err(QueryError::new(
        format!("`{}:`: nobody here is called `{word}`", key.word()),
        help,
    ))
}

/// A medium, as in the `by` of a step; else a channel.
fn channel(word: &str, ledger: &Ledger) -> Result<Way, QueryError> {
    let vocabulary = &ledger.settings.vocabulary;
    let folded = fold(word);
    if let Some(medium) = vocabulary.medium(&folded) {
        return Ok(Way::Medium(medium));
    }
    if let Some(channel) = vocabulary.channel(folded.as_bytes()) {
        return Ok(Way::Channel(channel));
    }
    let channels = vocabulary
        .channels
        .iter()
        .map(|channel| channel.word.clone());
    let names: Vec<String> = vocabulary.media.iter().cloned().chain(channels).collect();
    Err(unknown(word, "channel", &names))
}
