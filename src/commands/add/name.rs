//! A name that was typed comes in; out comes the prospect of the journal that it is short for.

use super::super::Failure;
use super::ask::confirm;
use super::date::{day_in_words, days_ago};
use super::draft::Draft;
use super::shell::shell_word;
use crate::calendar::Day;
use crate::journal::{Journal, ProspectId};
use crate::syntax::{DateWord, date_word, time_word};
use crate::text::{fold, plain};
use crate::wording::first_of;

/// Whom a name names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// One of the journal.
    One(ProspectId),
    /// Nobody, but this one is near.
    Near(ProspectId),
    /// Nobody.
    Nobody,
}

impl Named {
    /// The name to write. Where nobody is called what was `given`, it is asked whether somebody
    /// near is meant, or somebody new: none where neither is.
    pub fn asked(self, journal: &Journal, given: &str) -> Result<Option<String>, Failure> {
        if let Named::One(id) = self {
            return Ok(Some(journal.name(id)));
        }
        let mut question = format!("Nobody is called `{given}`. ");
        if let Named::Near(id) = self {
            let near = journal.name(id);
            if confirm(&format!("{question}Is `{near}` meant?"), true)? {
                return Ok(Some(near));
            }
            question.clear();
        }
        let is_new = confirm(&format!("{question}Is it a new prospect?"), false)?;
        Ok(is_new.then(|| given.to_owned()))
    }

    /// The name to write where nobody can be asked: one that is near to another is refused.
    pub fn unasked(self, journal: &Journal, given: &str) -> Result<String, Failure> {
        match self {
            Named::One(id) => Ok(journal.name(id)),
            Named::Nobody => Ok(given.to_owned()),
            Named::Near(id) => {
                let near = journal.name(id);
                let failure = Failure::new(format!("nobody is called `{given}`"));
                Err(failure.help(format!(
                    "is `{near}` meant? If not: touchline add prospect {}",
                    shell_word(given)
                )))
            }
        }
    }
}

/// Completes a name: it or an alias whole, then as the beginning of one, then as the beginning of
/// words in one; then what is near. A name that is short for more than one is refused.
pub fn complete(journal: &Journal, given: &str) -> Result<Named, Failure> {
    if let Some(id) = journal.find_prospect(given) {
        return Ok(match journal.prospect(id).meant {
            None => Named::One(id),
            Some(meant) => Named::Near(meant),
        });
    }
    if let Some(id) = short_for(journal, given, fold)? {
        return Ok(Named::One(id));
    }
    Ok(match journal.meant_by(given) {
        Some(near) => Named::Near(near),
        None => short_for(journal, given, plain)?.map_or(Named::Nobody, Named::Near),
    })
}

/// A prospect's name with a date or a time behind it, where that is plain: `acme 14:00`. They
/// would be taken for a part of the name.
pub fn date_behind(journal: &Journal, draft: &Draft, today: Day) -> Option<Failure> {
    let given = &draft.name;
    let is_when = |word: &str| {
        let date = date_word(word.as_bytes());
        matches!(date, DateWord::Day(_) | DateWord::NoSuchDay)
            || time_word(word.as_bytes()).is_some()
            || day_in_words(word, today, false).is_some()
    };
    let words: Vec<&str> = given.split(' ').collect();
    let count = words.iter().rev().take_while(|word| is_when(word)).count();
    if count == 0 || count == words.len() {
        return None;
    }
    let (name, behind) = words.split_at(words.len() - count);
    let name = name.join(" ");
    let is_known = |name: &str| matches!(complete(journal, name), Ok(Named::One(_)));
    (is_known(&name) && !is_known(given)).then(|| {
        let is_time = |word: &str| time_word(word.as_bytes()).is_some();
        // Quoted with the rest, `-2d` would be taken for a flag.
        let plain = |word: &&str| match day_in_words(word, today, false) {
            Some(day) if days_ago(word).is_some() => day.to_string(),
            _ => (*word).to_owned(),
        };
        let mut when: Vec<String> = behind.iter().map(plain).collect();
        when.sort_by_key(|word| is_time(word));
        // A day that stands where it belongs is kept, unless the name has another behind it.
        let day = draft.when.split(' ').next().unwrap_or_default();
        if day != today.to_string() && when.iter().all(|word| is_time(word)) {
            when.insert(0, day.to_owned());
        }
        let meant = Draft {
            when: when.join(" "),
            name,
            ..draft.clone()
        };
        Failure::new(format!("nobody is called `{given}`")).help(format!(
            "date and time stand before the channel: touchline add {}",
            shell_word(&meant.header())
        ))
    })
}

/// The prospect that a name is short for, in a form for comparing: none where it is for nobody.
fn short_for(
    journal: &Journal,
    given: &str,
    form: fn(&str) -> String,
) -> Result<Option<ProspectId>, Failure> {
    let wanted = form(given);
    let begins = |name: &str| form(name).starts_with(&wanted);
    let has_words = |name: &str| has_words(&form(name), &wanted);
    let fits: [&dyn Fn(&str) -> bool; 2] = [&begins, &has_words];
    for fits in fits {
        match *matching(journal, fits).as_slice() {
            [] => {}
            [one] => return Ok(Some(one)),
            ref many => return Err(one_of(journal, given, many)),
        }
    }
    Ok(None)
}

/// The prospects with a name or an alias that fits.
fn matching(journal: &Journal, fits: &dyn Fn(&str) -> bool) -> Vec<ProspectId> {
    let undeclared = journal.prospect_ids().filter(|id| {
        let prospect = journal.prospect(*id);
        prospect.declaration.is_none() && prospect.meant.is_none()
    });
    let undeclared = undeclared.map(|id| (journal.folded_name(id), id));
    let mut matching: Vec<ProspectId> = journal
        .declared_names()
        .chain(undeclared)
        .filter(|(name, _)| fits(&String::from_utf8_lossy(name)))
        .map(|(_, id)| id)
        .collect();
    matching.sort_unstable();
    matching.dedup();
    matching
}

/// Says whether words that follow each other in `name` begin with those of `given`, one by one.
fn has_words(name: &str, given: &str) -> bool {
    let name: Vec<&str> = name.split(' ').collect();
    let given: Vec<&str> = given.split(' ').collect();
    name.windows(given.len()).any(|words| {
        let mut pairs = words.iter().zip(&given);
        pairs.all(|(word, given)| word.starts_with(given))
    })
}

/// A name that is short for more than one.
fn one_of(journal: &Journal, given: &str, ids: &[ProspectId]) -> Failure {
    let names = first_of(ids.iter().map(|id| journal.name(*id)));
    Failure::new(format!("`{given}` can be {names}")).help("write more of the name")
}
