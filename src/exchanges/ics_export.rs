//! A ledger and a query come in; out comes a calendar (RFC 5545): appointments as events at their
//! hour, local wherever they are read, and what is due as events of a whole day.
//!
//! An event keeps its name from one export to the next, so that a calendar that reads both moves
//! it. The stamp is today's, not the clock's: the same journal on the same day is the same file.

use std::fmt::{self, Write};

use super::digest::digest;

use crate::calendar::{Day, Moment};
use crate::query::Query;
use crate::syntax::FieldKey;
use crate::text::harmless;
use crate::timeline::{Life, Promise, Status, Timeline, Why};

/// An octet more, and a line is folded.
const LONGEST: usize = 75;

/// An event of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Event {
    uid: String,
    start: Moment,
    summary: String,
    description: Vec<String>,
}

/// Writes the calendar.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write(timeline: &Timeline<'_>, query: &Query, out: &mut impl Write) -> fmt::Result {
    let mut events = Vec::new();
    timeline.each_life(|life| {
        if timeline.is_certain(life.prospect) && query.matches(timeline, life) {
            gather(timeline, life, &mut events);
        }
    });
    events.sort_by(|one, other| (one.start, &one.uid).cmp(&(other.start, &other.uid)));
    let today = timeline.today.day;
    let mut line = |text: &str| folded(text, out);
    line("BEGIN:VCALENDAR")?;
    line("VERSION:2.0")?;
    line("PRODID:-//touchline//touchline//EN")?;
    line("CALSCALE:GREGORIAN")?;
    for event in &events {
        write_event(event, today, &mut line)?;
    }
    line("END:VCALENDAR")
}

fn gather(timeline: &Timeline<'_>, life: &Life<'_>, events: &mut Vec<Event>) {
    let journal = timeline.journal;
    let name = journal.name(life.prospect);
    let folded_name = String::from_utf8_lossy(journal.folded_name(life.prospect)).into_owned();
    let contact: Vec<String> = [(FieldKey::Phone, "phone"), (FieldKey::Email, "email")]
        .into_iter()
        .filter_map(|(key, label)| {
            let value = journal.value(life.prospect, key)?;
            Some(format!("{label}: {value}"))
        })
        .collect();
    // Of what was booked and planned for one hour, the booking says more.
    let mut appointments: Vec<&Promise> = life
        .open_promises()
        .filter(|promise| promise.is_appointment())
        .collect();
    appointments.sort_by_key(|promise| (promise.day, promise.time, promise.rank()));
    appointments.dedup_by_key(|promise| (promise.day, promise.time));
    for promise in appointments {
        let start = Moment::new(promise.day, promise.time);
        let about = detail(timeline, life, promise);
        let mut description = vec![format!("Appointment with {name}")];
        description.extend(contact.iter().cloned());
        events.push(Event {
            uid: uid(&[&folded_name, "appointment", &start.to_string()]),
            start,
            summary: match about {
                Some(about) => format!("{name}: {about}"),
                None => format!("{name}: appointment"),
            },
            description,
        });
    }
    let outlook = &life.outlook;
    let (Some(due), Some(why)) = (outlook.due, outlook.why) else {
        return;
    };
    if why == Why::Appointment || outlook.status == Status::Dead || timeline.has_lapsed(life) {
        return;
    }
    let channel = timeline.next_channel(life);
    let channel = channel.map_or("touch", |channel| {
        &timeline.settings.vocabulary.channel_of(channel).word
    });
    let mut description = vec![format!("Touch {}: {}", life.state.touches + 1, why.name())];
    description.extend(contact);
    events.push(Event {
        uid: uid(&[&folded_name, "due"]),
        start: Moment::day(due.day),
        summary: format!("{channel} {name}"),
        description,
    });
}

/// What an appointment is about: the words after `booked`, or the planned touch's channel.
fn detail(timeline: &Timeline<'_>, life: &Life<'_>, promise: &Promise) -> Option<String> {
    let journal = timeline.journal;
    let vocabulary = &timeline.settings.vocabulary;
    if promise.plan.is_some() {
        let channel = promise.channel?;
        return Some(vocabulary.channel_of(channel).word.clone());
    }
    let maker = life.moves.get(promise.made_by? as usize)?;
    let outcome = journal.header(maker.touch, vocabulary)?.outcome?;
    let span = outcome.detail?;
    Some(journal.text(crate::journal::Journal::place(maker.touch, span)))
}

/// A name that is the same tomorrow, and tells nobody whose it is.
fn uid(parts: &[&str]) -> String {
    digest(parts.iter().map(|part| part.as_bytes()), 16) + "@touchline"
}

fn write_event(
    event: &Event,
    today: Day,
    line: &mut impl FnMut(&str) -> fmt::Result,
) -> fmt::Result {
    line("BEGIN:VEVENT")?;
    line(&format!("UID:{}", event.uid))?;
    line(&format!("DTSTAMP:{}T000000Z", compact(today)))?;
    let day = event.start.day;
    let trigger = if let Some(time) = event.start.time {
        let minutes = time.minutes();
        let clock = format!("{:02}{:02}00", minutes / 60, minutes % 60);
        line(&format!("DTSTART:{}T{clock}", compact(day)))?;
        line("DURATION:PT30M")?;
        "-PT15M"
    } else {
        line(&format!("DTSTART;VALUE=DATE:{}", compact(day)))?;
        line("DURATION:P1D")?;
        line("TRANSP:TRANSPARENT")?;
        "PT9H"
    };
    line(&format!("SUMMARY:{}", escaped(&event.summary)))?;
    let description: Vec<String> = event.description.iter().map(|text| escaped(text)).collect();
    line(&format!("DESCRIPTION:{}", description.join("\\n")))?;
    // Nobody wants to be woken for what is past.
    if day >= today {
        line("BEGIN:VALARM")?;
        line("ACTION:DISPLAY")?;
        line(&format!("DESCRIPTION:{}", escaped(&event.summary)))?;
        line(&format!("TRIGGER:{trigger}"))?;
        line("END:VALARM")?;
    }
    line("END:VEVENT")
}

fn compact(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// Text as a value: what would end or part it is escaped, what a terminal would obey is spelt.
fn escaped(text: &str) -> String {
    let mut value = String::new();
    for character in harmless(text).chars() {
        if matches!(character, '\\' | ';' | ',') {
            value.push('\\');
        }
        value.push(character);
    }
    value
}

/// Writes a line of at most 75 octets, and what is over on lines that begin with a space; none of
/// those begins with what a CI log would obey.
fn folded(text: &str, out: &mut impl Write) -> fmt::Result {
    let mut rest = text;
    let mut room = LONGEST;
    while rest.len() > room {
        let mut end = room;
        while end > 1 && (!rest.is_char_boundary(end) || rest[end..].starts_with(':')) {
            end -= 1;
        }
        if !rest.is_char_boundary(end) || end <= 1 {
            end = rest
                .char_indices()
                .map(|(at, _)| at)
                .take_while(|at| *at <= room)
                .last()
                .unwrap_or(room);
        }
        write!(out, "{}\r\n ", &rest[..end])?;
        rest = &rest[end..];
        room = LONGEST - 1;
    }
    write!(out, "{rest}\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_than_75_octets_and_unfolding_gives_the_text_back() {
        for text in [
            "é".repeat(200),
            "a:".repeat(200),
            ":".repeat(300),
            "x".repeat(75),
        ] {
            let mut out = String::new();
            folded(&text, &mut out).unwrap();
            assert!(out.split("\r\n").all(|line| line.len() <= LONGEST), "{out}");
            assert_eq!(out.replace("\r\n ", ""), format!("{text}\r\n"));
        }
    }

    #[test]
    fn what_parts_values_is_escaped() {
        assert_eq!(escaped("a,b;c\\d\u{1b}"), "a\\,b\\;c\\\\d\\\\u{1b}");
    }
}
