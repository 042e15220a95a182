//! The bytes of a calendar (RFC 5545) come in; out come its meetings with prospects that the
//! journal knows, by an attendee's address or by a name in the summary.
//!
//! Times in a named zone are taken as they are written there: they are those of the calendar's
//! owner.

use super::entry::{Draft, one_line};
use super::import::{Imported, Problem, write};
use super::moments::{Clock, moment};
use super::people::{People, named_in};
use super::sheet::decode;
use crate::calendar::{Day, Moment};
use crate::journal::{Journal, ProspectId};
use crate::settings::Vocabulary;
use crate::syntax::Mark;
use crate::text::fold;

/// An event, as far as it is read.
#[derive(Debug, Default)]
struct Event {
    line: u64,
    uid: String,
    recurrence: String,
    start: String,
    summary: String,
    location: String,
    attendees: Vec<String>,
    is_cancelled: bool,
    repeats: bool,
}

/// Reads the calendar. What is not before today has not happened yet.
///
/// A text in which no calendar begins is a problem, and gives nothing.
#[must_use]
pub fn import(
    bytes: &[u8],
    today: Day,
    clock: Clock<'_>,
    journal: &Journal,
    vocabulary: &Vocabulary,
) -> Imported {
    let people = People::new(journal);
    let mut imported = Imported::default();
    let text = decode(bytes);
    if !is_calendar(&text) {
        let reason = "this is no calendar: no `BEGIN:VCALENDAR` stands in it".to_owned();
        imported.problems.push(Problem { line: 1, reason });
        return imported;
    }
    let mut drafts = Vec::new();
    for event in events(&text) {
        let line = event.line;
        let prospects = concerned(&event, journal, &people);
        if prospects.is_empty() {
            imported.unconcerned += 1;
            continue;
        }
        let mut pass_over = |reason: &str| {
            let reason = reason.to_owned();
            imported.passed_over.push(Problem { line, reason });
        };
        if event.is_cancelled {
            pass_over("it is cancelled");
            continue;
        }
        if event.uid.ends_with("@touchline") {
            pass_over("it came out of a journal");
            continue;
        }
        let Some(start) = start(&event.start, clock) else {
            let reason = format!("`{}` is no date", one_line(&event.start));
            imported.problems.push(Problem { line, reason });
            continue;
        };
        if event.repeats {
            pass_over("it repeats: its first time alone is taken");
        }
        for prospect in prospects {
            drafts.push((
                line,
                draft(&event, start, today, prospect, journal, &people),
            ));
        }
    }
    write(drafts, journal, vocabulary, imported)
}

fn draft(
    event: &Event,
    start: Moment,
    today: Day,
    prospect: ProspectId,
    journal: &Journal,
    people: &People,
) -> Draft {
    let mark = if start.day >= today {
        Mark::Planned
    } else {
        Mark::Outbound
    };
    let name = journal.name(prospect);
    let mut draft = Draft::new(start, mark, channel(event), &name);
    draft.rep = event
        .attendees
        .iter()
        .find_map(|address| people.rep(address))
        .map(str::to_owned);
    draft.notes.clone_from(&event.summary);
    let times = if event.recurrence.is_empty() {
        String::new()
    } else {
        format!(" {}", event.recurrence)
    };
    let uid = if event.uid.is_empty() {
        format!("{} {}", event.start, event.summary)
    } else {
        event.uid.clone()
    };
    draft.id = Some(one_line(&format!("ics:{uid}{times} {name}"))).map(|id| id.replace(" ;", ";"));
    draft
}

/// Whose meeting it is: by address, else by name.
fn concerned(event: &Event, journal: &Journal, people: &People) -> Vec<ProspectId> {
    let mut found: Vec<ProspectId> = Vec::new();
    for address in &event.attendees {
        for id in people.prospects(address) {
            if !found.contains(id) {
                found.push(*id);
            }
        }
    }
    if found.is_empty() {
        found = named_in(journal, &event.summary);
    }
    found
}

/// How people meet: what the place and the summary say.
fn channel(event: &Event) -> &'static str {
    let words = fold(&format!("{} {}", event.location, event.summary));
    let has = |marks: &[&str]| marks.iter().any(|mark| words.contains(mark));
    if has(&["zoom", "teams", "meet.google", "webex", "video", "https://"]) {
        "video"
    } else if has(&["phone", "call", "tel:", "telefon", "anruf"]) {
        "call"
    } else {
        "meeting"
    }
}

fn start(value: &str, clock: Clock<'_>) -> Option<Moment> {
    let bytes = value.as_bytes();
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let day = value.get(..8).filter(|day| digits(day))?;
    let date = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]);
    if bytes.len() == 8 {
        return moment(&date, None, clock).ok();
    }
    let time = value.get(9..13).filter(|time| digits(time))?;
    let zone = if value.ends_with('Z') { "Z" } else { "" };
    let clocked = format!("{date} {}:{}{zone}", &time[..2], &time[2..]);
    let read = moment(&clocked, None, clock).ok()?;
    if read.time.is_some() {
        return Some(read);
    }
    // Midnight is a time for a meeting, if an odd one.
    Some(Moment::new(read.day, crate::calendar::Time::new(0, 0)))
}

fn is_calendar(text: &str) -> bool {
    let mut lines = text.lines();
    lines.any(|line| line.trim().eq_ignore_ascii_case("BEGIN:VCALENDAR"))
}

/// The events of a calendar, its lines unfolded.
fn events(text: &str) -> Vec<Event> {
    let mut events = Vec::new();
    let mut open: Option<Event> = None;
    // How deep in a part of an event one is, as an alarm.
    let mut inner = 0;
    for (number, line) in unfolded(text) {
        let Some((name, parameters, value)) = property(&line) else {
            continue;
        };
        match (name.as_str(), &mut open) {
            ("BEGIN", None) if value.eq_ignore_ascii_case("VEVENT") => {
                open = Some(Event {
                    line: number,
                    ..Event::default()
                });
            }
            ("BEGIN", Some(_)) => inner += 1,
            ("END", Some(_)) if inner > 0 => inner -= 1,
            ("END", Some(_)) => events.extend(open.take()),
            (_, Some(event)) if inner == 0 => take(event, &name, &parameters, value),
            _ => {}
        }
    }
    events
}

fn take(event: &mut Event, name: &str, parameters: &str, value: &str) {
    match name {
        "UID" => value.clone_into(&mut event.uid),
        "RECURRENCE-ID" => value.clone_into(&mut event.recurrence),
        "DTSTART" => value.trim().clone_into(&mut event.start),
        "SUMMARY" => event.summary = text(value),
        "LOCATION" => event.location = text(value),
        "STATUS" => event.is_cancelled = value.trim().eq_ignore_ascii_case("CANCELLED"),
        "RRULE" | "RDATE" => event.repeats = true,
        "ATTENDEE" | "ORGANIZER" => {
            let address = value.trim();
            let bare = address.get(7..).filter(|_| {
                address
                    .get(..7)
                    .is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"))
            });
            if let Some(bare) = bare {
                event.attendees.push(bare.to_owned());
            } else if let Some((_, rest)) = parameters.to_ascii_uppercase().split_once("EMAIL=") {
                let address = rest.split([';', '"']).find(|part| !part.is_empty());
                event.attendees.extend(address.map(str::to_lowercase));
            }
        }
        _ => {}
    }
}

/// A line's name, parameters and value.
fn property(line: &str) -> Option<(String, String, &str)> {
    let mut is_quoted = false;
    let colon = line.char_indices().find(|(_, character)| {
        is_quoted ^= *character == '"';
        *character == ':' && !is_quoted
    });
    let (head, value) = line.split_at(colon?.0);
    let (name, parameters) = head.split_once(';').unwrap_or((head, ""));
    Some((
        name.trim().to_ascii_uppercase(),
        parameters.to_owned(),
        &value[1..],
    ))
}

/// A value as text.
fn text(value: &str) -> String {
    let mut plain = String::new();
    let mut escaped = false;
    for character in value.chars() {
        match (escaped, character) {
            (false, '\\') => {
                escaped = true;
                continue;
            }
            (true, 'n' | 'N') => plain.push('\n'),
            (_, other) => plain.push(other),
        }
        escaped = false;
    }
    plain
}

/// The lines of a text, those that begin with white space put to the one before; each with its
/// number.
fn unfolded(text: &str) -> Vec<(u64, String)> {
    let mut lines: Vec<(u64, String)> = Vec::new();
    for (number, line) in (1_u64..).zip(text.lines()) {
        let line = line.trim_end_matches('\r');
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, last))) => last.push_str(rest),
            _ => lines.push((number, line.to_owned())),
        }
    }
    lines
}
