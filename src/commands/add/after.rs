//! What is due for one prospect, once its touch is written: in a line, and in the words of `due`.

use crate::finding::Places;
use crate::journal::ProspectId;
use crate::ledger::Ledger;
use crate::portrait::Portrait;
use crate::reasons::Reasons;
use crate::text::harmless;
use crate::timeline::Why;
use crate::wording::near_date;

/// What is due next for the prospect.
pub fn due_after(ledger: &Ledger, prospect: ProspectId) -> String {
    let timeline = ledger.timeline();
    let sources = ledger.sources();
    let life = timeline.life(prospect);
    let portrait = Portrait::new(&timeline, &life, &Places::new(&sources));
    let name = harmless(&portrait.name);
    let reasons = Reasons {
        timeline: &timeline,
    };
    let (Some(due), Some(reason)) = (portrait.due, reasons.why(&life)) else {
        return format!("{name}: nothing is due ({})\n", portrait.status.name());
    };
    let reason = harmless(&reason);
    let when = if portrait.why == Some(Why::Appointment) {
        // Its reason says when.
        String::new()
    } else {
        let late = match portrait.overdue {
            0 => String::new(),
            days => format!(" ({days} d late)"),
        };
        format!("due {}{late}: ", near_date(due.day, timeline.today.day))
    };
    format!(
        "{name}: next is touch {}, {}, {when}{reason}\n",
        portrait.touches + 1,
        portrait.next_channel.unwrap_or_default(),
    )
}
