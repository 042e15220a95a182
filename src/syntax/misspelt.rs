//! The faults of words that are none of ours, with what is plainly meant by them.

use super::date::{spelt_day, time_word};
use super::entry::EntryKind;
use super::fault::{Fault, near_word, quote};
use super::keys::known_keys;
use crate::calendar::{Day, Time};
use crate::settings::Vocabulary;
use crate::text::Span;

/// The fault of a word that is no date, with the date that it plainly means, if it does and may
/// stand there: where no day before `earliest` may, that day is not offered.
pub fn spell_day(fault: Fault, word: &[u8], span: Span, earliest: Option<Day>) -> Fault {
    match spelt_day(word).filter(|day| Some(*day) >= earliest) {
        Some(day) => fault
            .help(format!("is {day} meant?"))
            .fix(span, day.to_string()),
        None => fault.help("write it as in 2026-03-09"),
    }
}

/// The fault of a field's word that is no date.
pub(super) fn no_date(word: &[u8], span: Span, earliest: Option<Day>) -> Fault {
    let message = format!("{} is no date", quote(word));
    let fault = Fault::error("bad-field", span, message);
    spell_day(fault, word, span, earliest)
}

/// The fault of a date that no calendar has.
pub fn no_such_day(date: &[u8], span: Span) -> Fault {
    let message = format!(
        "{} is no date that a calendar has, between 1900 and 2199",
        quote(date)
    );
    Fault::error("invalid-date", span, message)
}

/// The fault of a time that no clock shows.
pub fn no_such_time(time: &[u8], span: Span) -> Fault {
    let message = format!("{} is no time of day", quote(time));
    let fault = Fault::error("invalid-date", span, message);
    match spelt_time(time) {
        Some(time) => fault
            .help(format!("is {time} meant?"))
            .fix(span, time.to_string()),
        None => fault.help("write it as in 09:30, up to 23:59"),
    }
}

/// The time that is plainly meant by `9.30`, `14h`, `14h30`, `2:30pm`, `2 p.m.` or `10:30 Uhr`.
fn spelt_time(word: &[u8]) -> Option<Time> {
    let word = std::str::from_utf8(word).ok()?.to_ascii_lowercase();
    let word = match word.split_once(' ') {
        Some((number, "uhr" | "o'clock")) if number.contains([':', '.']) => number.to_owned(),
        Some((number, "uhr" | "o'clock")) => format!("{number}:00"),
        Some((number, unit)) => format!("{number}{}", unit.replace('.', "")),
        None => word,
    };
    let half = word.strip_suffix("pm").map(|word| (word, true));
    let half = half.or_else(|| word.strip_suffix("am").map(|word| (word, false)));
    let plain = half.map_or(word.as_str(), |(word, _)| word);
    let (hour, minute) = match plain.split_once([':', '.', 'h']) {
        // `3h` may be how long it takes.
        Some((hour, "")) if plain.ends_with('h') && hour.len() == 2 => (hour, "00"),
        Some(parts) => parts,
        None if half.is_some() => (plain, "00"),
        None => return None,
    };
    let time = time_word(format!("{hour}:{minute}").as_bytes())?;
    let (hour, minute) = (
        u32::from(time.minutes() / 60),
        u32::from(time.minutes() % 60),
    );
    match half {
        None => Some(time),
        Some((_, afternoon)) if (1..=12).contains(&hour) => {
            Time::new(hour % 12 + if afternoon { 12 } else { 0 }, minute)
        }
        Some(_) => None,
    }
}

/// The fault of a word that is no channel.
pub(super) fn unknown_channel(word: &[u8], span: Span, vocabulary: &Vocabulary) -> Fault {
    let message = format!("{} is no channel", quote(word));
    let fault = Fault::error("unknown-channel", span, message);
    if time_word(word).is_some() {
        return fault
            .help("the time stands behind the date, before the mark: DATE TIME < call NAME");
    }
    let text = String::from_utf8_lossy(word);
    // A mark that sticks to its channel is no misspelling of the channel: the mark would be lost.
    if let Some(channel) = text.strip_prefix(['!', '<', '>'])
        && vocabulary.channel(channel.as_bytes()).is_some()
    {
        let help = format!(
            "put a space between the mark and the channel: {} {channel}",
            &text[..1]
        );
        return fault.help(help).fix(Span::at(span.start + 1), " ");
    }
    let letters = text.trim_end_matches(|character: char| !character.is_alphanumeric());
    if letters.len() < text.len() && vocabulary.channel(letters.as_bytes()).is_some() {
        let help = format!("a mark stands before the channel: < {letters}, or ! {letters}");
        return fault.help(help);
    }
    match near_word(
        &text,
        vocabulary
            .channels
            .iter()
            .map(|channel| channel.word.as_str()),
    ) {
        Some(near) => fault.help(format!("is `{near}` meant?")).fix(span, near),
        None => fault.help(
            "use call, email, text, meeting, card …, or add it to `channels:` in touchline.yaml",
        ),
    }
}

/// The fault of a word that is no outcome.
pub(super) fn unknown_outcome(word: &[u8], span: Span, vocabulary: &Vocabulary) -> Fault {
    let message = format!("{} is no outcome", quote(word));
    let fault = Fault::error("unknown-outcome", span, message);
    let text = String::from_utf8_lossy(word);
    if let Some(open) = text.strip_suffix([',', ';', '-', '.'])
        && let Some(id) = vocabulary.outcome(open.as_bytes())
        && !vocabulary.outcome_of(id).effect.closes()
    {
        let mark = Span::new(span.start + open.len() as u32, span.end);
        return fault
            .help(format!("write `{open}:` before the details"))
            .fix(mark, ":");
    }
    // Never one that closes the pursuit: a slip of the finger must not lose a customer.
    let open = vocabulary
        .outcomes
        .iter()
        .filter(|outcome| !outcome.effect.closes());
    match near_word(&text, open.map(|outcome| outcome.word.as_str())) {
        Some(near) => fault.help(format!("is `{near}` meant?")).fix(span, near),
        None => fault.help("use voicemail, reached, booked, later, no …, or add it to `outcomes:` in touchline.yaml"),
    }
}

/// The fault of a key that nobody knows and that is one slip away from a known one of five letters
/// or more.
pub(super) fn misspelt_key(key: &str, span: Span, entry: EntryKind) -> Option<Fault> {
    let mut known = known_keys(entry).iter().map(|known| known.word);
    if known.clone().any(|word| word == key) {
        return None;
    }
    let near = known.find(|word| word.len() >= 5 && strsim::osa_distance(key, word) == 1)?;
    let message = format!("`{key}` is a field of your own; is `{near}` meant?");
    Some(Fault::warning("misspelt-field", span, message).fix(span, near))
}
