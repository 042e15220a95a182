//! What is due for one prospect, once its touch is written: in a line.

use super::super::check::sources;
use crate::finding::Places;
use crate::journal::ProspectId;
use crate::ledger::Ledger;
use crate::portrait::Portrait;
use crate::text::harmless;
use crate::timeline::Why;
use crate::wording::near_date;

/// What is due next for the prospect.
pub fn due_after(ledger: &Ledger, prospect: ProspectId) -> String {
    let timeline = ledger.timeline();
    let sources = sources(ledger);
    let life = timeline.life(prospect);
    let portrait = Portrait::new(&timeline, &life, &Places::new(&sources));
    let name = harmless(&portrait.name);
    let (Some(due), Some(why)) = (portrait.due, portrait.why) else {
        return format!("{name}: nothing is due ({})\n", portrait.status.name());
    };
    let day = near_date(due.day, timeline.today.day);
    let time = due.time.map_or_else(String::new, |time| format!(" {time}"));
    let channel = portrait.next_channel.unwrap_or_default();
    let why = match (why, portrait.steps) {
        (Why::Step, Some(steps)) => format!("step {} of {steps}", portrait.step + 1),
        _ => why.name().to_owned(),
    };
    format!(
        "{name}: next is touch {}, {channel}, due {day}{time} ({}): {why}\n",
        portrait.touches + 1,
        due.day
    )
}
