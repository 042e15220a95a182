//! What was typed for a prospect or a rep comes in; out comes the one that is meant.

use super::Failure;
use crate::journal::{ProspectId, RepId, Search};
use crate::ledger::Ledger;
use crate::syntax::near_word;
use crate::text::fold;
use crate::timeline::Timeline;
use crate::wording::first_of;

/// The prospect that these words name: all of its name or of an alias, or a part that no other
/// has.
pub fn find_prospect(timeline: &Timeline<'_>, words: &[String]) -> Result<ProspectId, Failure> {
    let wanted = words.join(" ");
    match timeline.journal.search(&wanted, |id| timeline.is_there(id)) {
        Search::Found(found) => Ok(found),
        Search::Several(names) => {
            let quoted = names.iter().map(|name| format!("`{name}`"));
            let help = format!("is one of these meant: {}?", first_of(quoted));
            Err(Failure::new(format!(
                "`{wanted}` may be any of {} prospects",
                names.len()
            ))
            .help(help))
        }
        Search::Unknown(near) => {
            let help = near.map_or_else(
                || "`touchline list` names them all".to_owned(),
                |near| format!("is `{near}` meant?"),
            );
            Err(Failure::new(format!("there is no prospect `{wanted}`")).help(help))
        }
    }
}

/// The rep of this name in `TOUCHLINE_REP`: one of the journal's; none where only the settings
/// know it.
pub fn find_rep(ledger: &Ledger, name: &str) -> Result<Option<RepId>, Failure> {
    if let Some(rep) = ledger.journal.find_rep(name) {
        return Ok(Some(rep));
    }
    let folded = fold(name);
    if ledger.settings.reps.iter().any(|rep| fold(rep) == folded) {
        return Ok(None);
    }
    let known: Vec<String> = (0..ledger.journal.rep_count() as u32)
        .map(|rep| ledger.journal.rep_name(RepId(rep)))
        .chain(ledger.settings.reps.iter().cloned())
        .collect();
    let failure = Failure::new(format!("TOUCHLINE_REP: nobody here is called `{name}`"));
    Err(match near_word(name, known.iter().map(String::as_str)) {
        Some(near) => failure.help(format!("is `{near}` meant?")),
        None if known.is_empty() => {
            failure.help("the journal names no rep: add `rep NAME` above the touches")
        }
        None => failure.help(format!("the reps are {}", known.join(", "))),
    })
}
