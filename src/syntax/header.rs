//! The header of a touch: `DATE [TIME] [MARK] CHANNEL PROSPECT [#tag …] [-> OUTCOME [#tag …]]`.

use nom::bytes::complete::take;
use nom::{IResult, Parser};

use super::date::{DateWord, date_word, period_word, spelt_day, time_word};
use super::fault::{Fault, near_word, quote};
use super::file::Mark;
use super::word::{arrow_length, next_telling, skip_space, space_length, trim_end, word_length};
use crate::calendar::{Day, Moment, Time};
use crate::settings::{ChannelId, Effect, OutcomeId, Vocabulary};
use crate::text::{Span, fold};

/// The date that stands in an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// `booked DATE [TIME]`.
    Booked(Moment),
    /// `later PERIOD`: its first day, or the touch's own where that is later, and its last.
    Later(Day, Day),
}

/// A touch's outcome, as far as it can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeWords {
    /// Which outcome, where the word is known and may be believed.
    pub id: Option<OutcomeId>,
    /// The word, or the words, that name it.
    pub span: Span,
    /// Its date, and where that stands.
    pub when: Option<(When, Span)>,
    /// The detail after the colon. Never empty.
    pub detail: Option<Span>,
    /// Whether nothing is wrong with it.
    pub sound: bool,
}

/// A header's parts, each with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TouchHeader {
    /// Date and time.
    pub moment: Moment,
    /// Where the date stands.
    pub date: Span,
    /// Where the time stands, if there is one.
    pub time: Option<Span>,
    /// Who made it, or that it is planned.
    pub mark: Mark,
    /// The channel.
    pub channel: ChannelId,
    /// Where the channel's word stands.
    pub channel_span: Span,
    /// Where the prospect's name stands, white space round it aside.
    pub name: Span,
    /// Whether a tag is `#thanks`.
    pub thanks: bool,
    /// Whether a tag is `#reminder`.
    pub reminder: bool,
    /// The outcome, where one is written.
    pub outcome: Option<OutcomeWords>,
}

type Bytes<'a> = &'a [u8];

/// A word, up to white space or an arrow, and the white space before it.
fn word(input: Bytes<'_>) -> IResult<Bytes<'_>, Bytes<'_>> {
    let input = skip_space(input);
    let length = word_length(input, |rest| arrow_length(rest) > 0);
    if length == 0 {
        return Err(nom::Err::Error(nom::error::make_error(
            input,
            nom::error::ErrorKind::Eof,
        )));
    }
    take(length).parse(input)
}

/// A header on its way through the parsers: all of it, to tell where what is left begins.
struct Line<'a> {
    content: Bytes<'a>,
    base: u32,
    vocabulary: &'a Vocabulary,
}

impl Line<'_> {
    /// The offset at which `rest`, the end of the header, begins.
    fn offset(&self, rest: Bytes<'_>) -> u32 {
        self.base + (self.content.len() - rest.len()) as u32
    }

    /// The span of `part`, which ends where `rest` begins.
    fn span(&self, part: Bytes<'_>, rest: Bytes<'_>) -> Span {
        let end = self.offset(rest);
        Span::new(end - part.len() as u32, end)
    }

    /// The place of the word that `rest` begins with, white space aside; at the end of the
    /// header where there is none.
    fn next_word(&self, rest: Bytes<'_>) -> (Span, Bytes<'_>) {
        let rest = &self.content[self.content.len() - skip_space(rest).len()..];
        let length = arrow_length(rest).max(word_length(rest, |rest| arrow_length(rest) > 0));
        let start = self.offset(rest);
        (Span::new(start, start + length as u32), &rest[..length])
    }
}

/// Reads the header of a touch out of `content`, which begins at offset `base` and has neither a
/// comment nor white space at its end. None where a touch cannot be made of it; what is wrong
/// goes to `faults`, up to the first `syntax` one.
pub fn touch_header(
    content: &[u8],
    base: u32,
    vocabulary: &Vocabulary,
    faults: &mut Vec<Fault>,
) -> Option<TouchHeader> {
    let line = Line {
        content,
        base,
        vocabulary,
    };
    let before = faults.len();
    let (rest, date, day) = line.date(faults)?;
    let (rest, time) = line.time(rest, faults);
    let (rest, mark) = mark(rest);
    let (rest, channel_span, channel) = line.channel(rest, faults)?;
    let (rest, name) = line.name(rest, faults)?;
    let mut tags = Tags::default();
    let rest = line.tags(rest, &mut tags, faults)?;
    let header_faults = faults.len() - before;
    let outcome = line.outcome(rest, day, mark, &mut tags, faults);
    if header_faults > 0 {
        return None;
    }
    Some(TouchHeader {
        moment: Moment::new(day?, time.map(|(_, time)| time)),
        date,
        time: time.map(|(span, _)| span),
        mark,
        channel: channel?,
        channel_span,
        name,
        thanks: tags.thanks,
        reminder: tags.reminder,
        outcome,
    })
}

#[derive(Default)]
struct Tags {
    thanks: bool,
    reminder: bool,
}

impl Tags {
    fn add(&mut self, tag: Bytes<'_>) {
        let folded = || fold(&String::from_utf8_lossy(tag));
        match tag {
            b"#thanks" => self.thanks = true,
            b"#reminder" => self.reminder = true,
            [_, b't' | b'T' | b'r' | b'R', ..] => match folded().as_str() {
                "#thanks" => self.thanks = true,
                "#reminder" => self.reminder = true,
                _ => {}
            },
            _ => {}
        }
    }
}

impl<'a> Line<'a> {
    /// The date. None, with a fault, where there is none; no day where no calendar has it.
    fn date(&self, faults: &mut Vec<Fault>) -> Option<(Bytes<'a>, Span, Option<Day>)> {
        let (rest, date) = word(self.content).ok()?;
        let span = self.span(date, rest);
        match date_word(date) {
            DateWord::Day(day) => Some((rest, span, Some(day))),
            DateWord::NoSuchDay => {
                faults.push(no_such_day(date, span));
                Some((rest, span, None))
            }
            DateWord::LooksLike | DateWord::Other => {
                let message = format!("a touch begins with a date, and {} is none", quote(date));
                faults.push(spell_day(Fault::syntax(span, message), date, span));
                None
            }
        }
    }

    /// The time, where the next word starts with a digit.
    fn time(&self, rest: Bytes<'a>, faults: &mut Vec<Fault>) -> (Bytes<'a>, Option<(Span, Time)>) {
        if !skip_space(rest).first().is_some_and(u8::is_ascii_digit) {
            return (rest, None);
        }
        let Ok((after, time)) = word(rest) else {
            return (rest, None);
        };
        let span = self.span(time, after);
        let read = time_word(time);
        if read.is_none() {
            faults.push(no_such_time(time, span));
        }
        (after, read.map(|time| (span, time)))
    }

    /// The channel. None, with a fault, where there is no word; no channel where it is unknown.
    fn channel(
        &self,
        rest: Bytes<'a>,
        faults: &mut Vec<Fault>,
    ) -> Option<(Bytes<'a>, Span, Option<ChannelId>)> {
        let Ok((rest, channel)) = word(rest) else {
            let (span, _) = self.next_word(rest);
            let message = "a channel is missing here".to_owned();
            faults.push(Fault::syntax(span, message).help("say how: call, email, meeting, card …"));
            return None;
        };
        let span = self.span(channel, rest);
        let known = self.vocabulary.channel(channel);
        if known.is_none() {
            faults.push(unknown_channel(channel, span, self.vocabulary));
        }
        Some((rest, span, known))
    }

    /// The prospect's name: the words up to a tag, an arrow or the end.
    fn name(&self, rest: Bytes<'a>, faults: &mut Vec<Fault>) -> Option<(Bytes<'a>, Span)> {
        let start = skip_space(rest);
        let mut length = next_telling(start, 0);
        while length < start.len() && arrow_length(&start[length..]) == 0 {
            if start[length] == b'#' && (length == 0 || after_space(start, length)) {
                break;
            }
            length = next_telling(start, length + 1);
        }
        let name = trim_end(&start[..length]);
        if name.is_empty() {
            let (span, _) = self.next_word(rest);
            let message = "the prospect's name is missing here".to_owned();
            faults.push(Fault::syntax(span, message).help("say whom: 2026-03-09 call Acme Corp"));
            return None;
        }
        let rest = &start[length..];
        let begin = self.offset(start);
        Some((rest, Span::new(begin, begin + name.len() as u32)))
    }

    /// The tags before the arrow.
    fn tags(
        &self,
        mut rest: Bytes<'a>,
        tags: &mut Tags,
        faults: &mut Vec<Fault>,
    ) -> Option<Bytes<'a>> {
        while let Ok((after, tag)) = word(rest) {
            if tag.len() < 2 || tag[0] != b'#' {
                let message = format!("{} stands among the tags and is none", quote(tag));
                let fault = Fault::syntax(self.span(tag, after), message);
                faults.push(
                    fault.help("a tag is # and a word; the prospect's name goes before the tags"),
                );
                return None;
            }
            tags.add(tag);
            rest = after;
        }
        Some(skip_space(rest))
    }

    /// What stands after the arrow; none where there is no arrow.
    fn outcome(
        &self,
        rest: Bytes<'a>,
        day: Option<Day>,
        mark: Mark,
        tags: &mut Tags,
        faults: &mut Vec<Fault>,
    ) -> Option<OutcomeWords> {
        if rest.is_empty() {
            return None;
        }
        let all = skip_space(&rest[arrow_length(rest)..]);
        let (text, first_tag) = split_tags(all, tags);
        if text.is_empty() || text[0] == b':' {
            let at = if text.is_empty() { first_tag } else { all };
            let (span, _) = self.next_word(at);
            let message = "the outcome is missing here".to_owned();
            faults.push(
                Fault::syntax(span, message)
                    .help("say how it ended: -> voicemail; or leave out the arrow"),
            );
            return Some(OutcomeWords {
                id: None,
                span,
                when: None,
                detail: None,
                sound: false,
            });
        }
        // The parts of the outcome are read out of `text`, which ends before the last tags.
        let line = Line {
            content: &self.content[..self.content.len() - (all.len() - text.len())],
            ..*self
        };
        Some(line.outcome_words(text, day, mark, faults))
    }

    fn outcome_words(
        &self,
        text: Bytes<'a>,
        day: Option<Day>,
        mark: Mark,
        faults: &mut Vec<Fault>,
    ) -> OutcomeWords {
        let before = faults.len();
        let (length, id) = outcome_length(text, self.vocabulary);
        let rest = &text[length..];
        let span = self.span(&text[..length], rest);
        let mut outcome = OutcomeWords {
            id,
            span,
            when: None,
            detail: None,
            sound: false,
        };
        if mark == Mark::Planned {
            let message = "a planned touch has no outcome yet".to_owned();
            faults.push(
                Fault::error("bad-outcome", span, message).help(
                    "take the ! out once it has happened, or leave out the outcome until then",
                ),
            );
            return OutcomeWords {
                id: None,
                ..outcome
            };
        }
        let Some(id) = id else {
            faults.push(unknown_outcome(&text[..length], span, self.vocabulary));
            return outcome;
        };
        let effect = self.vocabulary.outcome_of(id).effect;
        let rest = match self.when(rest, id, effect, day, faults) {
            Ok((rest, when)) => {
                outcome.when = when;
                rest
            }
            Err(rest) => rest,
        };
        let rest = skip_space(rest);
        if rest.first() == Some(&b':') {
            let detail = skip_space(&rest[1..]);
            let span = Span::new(self.offset(detail), self.offset(&[]));
            outcome.detail = (!detail.is_empty()).then_some(span);
        } else if !rest.is_empty() && faults.len() == before {
            faults.push(self.words_without_colon(rest, &outcome, effect));
            // With the word alone it stands, and not even with that where it closes the pursuit.
            outcome.when = None;
            if effect.closes() {
                outcome.id = None;
            }
        }
        outcome.sound = faults.len() == before;
        outcome
    }

    /// The date after an outcome's word, where it takes one. What is wrong with it goes to
    /// `faults`; then what is left after the words at fault is the error.
    fn when(
        &self,
        rest: Bytes<'a>,
        id: OutcomeId,
        effect: Effect,
        day: Option<Day>,
        faults: &mut Vec<Fault>,
    ) -> Result<(Bytes<'a>, Option<(When, Span)>), Bytes<'a>> {
        let start = skip_space(rest);
        let length = word_length(start, |rest| rest[0] == b':');
        let (date, after) = start.split_at(length);
        let span = self.span(date, after);
        if id == self.vocabulary.booked() {
            match date_word(date) {
                DateWord::Day(booked) => {
                    let in_time = not_before(booked, day, span, faults);
                    let (rest, time, end) = self.booked_time(after, span, faults)?;
                    let span = Span::new(span.start, end);
                    in_time.map_err(|()| rest)?;
                    Ok((rest, Some((When::Booked(Moment::new(booked, time)), span))))
                }
                DateWord::NoSuchDay => {
                    faults.push(no_such_day(date, span));
                    Err(after)
                }
                DateWord::LooksLike | DateWord::Other => Ok((rest, None)),
            }
        } else if effect == Effect::Later {
            match period_word(date) {
                None => Ok((rest, None)),
                Some(Err(())) => {
                    faults.push(no_such_day(date, span));
                    Err(after)
                }
                Some(Ok(period)) => {
                    not_before(period.last, day, span, faults).map_err(|()| after)?;
                    let first = day.map_or(period.first, |day| period.first.max(day));
                    Ok((after, Some((When::Later(first, period.last), span))))
                }
            }
        } else {
            Ok((rest, None))
        }
    }

    /// The time after a booked date: what is left, the time, and where it or the date ends.
    fn booked_time(
        &self,
        rest: Bytes<'a>,
        date: Span,
        faults: &mut Vec<Fault>,
    ) -> Result<(Bytes<'a>, Option<Time>, u32), Bytes<'a>> {
        let start = skip_space(rest);
        if start.len() == rest.len() || !start.first().is_some_and(u8::is_ascii_digit) {
            return Ok((rest, None, date.end));
        }
        // A time holds a colon, and the detail's colon may follow it at once: `09:00: demo`.
        let times = [5, 4].into_iter().filter(|&length| length <= start.len());
        for (time, after) in times.map(|length| start.split_at(length)) {
            let ends = after.is_empty() || space_length(after) > 0 || after[0] == b':';
            if let (true, Some(time)) = (ends, time_word(time)) {
                return Ok((after, Some(time), self.offset(after)));
            }
        }
        let length = word_length(start, |_| false);
        let word = start[..length]
            .strip_suffix(b":")
            .unwrap_or(&start[..length]);
        let after = &start[word.len()..];
        faults.push(no_such_time(word, self.span(word, after)));
        Err(after)
    }

    fn words_without_colon(
        &self,
        rest: Bytes<'a>,
        outcome: &OutcomeWords,
        effect: Effect,
    ) -> Fault {
        let (span, first) = self.next_word(rest);
        let is_date = matches!(date_word(first), DateWord::Day(_) | DateWord::NoSuchDay);
        let takes_date = outcome.when.is_none()
            && (effect == Effect::Later || outcome.id == Some(self.vocabulary.booked()));
        if date_word(first) == DateWord::LooksLike
            || (takes_date && first.first().is_some_and(u8::is_ascii_digit))
        {
            let message = format!("{} is no date", quote(first));
            return spell_day(Fault::error("bad-outcome", span, message), first, span);
        }
        let word = quote(
            &self.content[(outcome.span.start - self.base) as usize
                ..(outcome.span.end - self.base) as usize],
        );
        let message = if is_date {
            format!("{word} takes no date")
        } else {
            format!("words after {word} without a colon before them")
        };
        let fault = Fault::error("bad-outcome", span, message);
        if effect.closes() {
            let help = format!(
                "is it {word}, which closes the pursuit? Then put a colon after it; else write what happened"
            );
            return fault.help(help);
        }
        if is_date {
            return fault
                .help("put a colon before it, if it is a detail; `booked` and `later` take dates");
        }
        let head = trim_end(&self.content[..self.content.len() - rest.len()]);
        fault
            .help(format!(
                "put a colon after {word}, if these are its details"
            ))
            .fix(Span::at(self.base + head.len() as u32), ":")
    }
}

/// The mark, where the next word is one; outbound where it is none.
fn mark(rest: Bytes<'_>) -> (Bytes<'_>, Mark) {
    // Most touches have none: one look at the first byte is cheaper than reading a word.
    if !matches!(skip_space(rest).first(), Some(b'<' | b'!' | b'>')) {
        return (rest, Mark::Outbound);
    }
    match word(rest) {
        Ok((after, b"<")) => (after, Mark::Inbound),
        Ok((after, b"!")) => (after, Mark::Planned),
        Ok((after, b">")) => (after, Mark::Outbound),
        _ => (rest, Mark::Outbound),
    }
}

/// Says so, and fails, where a date's `last` day lies before the touch's own.
fn not_before(last: Day, day: Option<Day>, span: Span, faults: &mut Vec<Fault>) -> Result<(), ()> {
    if day.is_some_and(|day| last < day) {
        let message = "this date lies before the touch itself".to_owned();
        let fault = Fault::error("bad-outcome", span, message);
        faults.push(fault.help("write a date on or after the touch's own"));
        return Err(());
    }
    Ok(())
}

fn after_space(text: Bytes<'_>, at: usize) -> bool {
    super::word::ends_with_space(&text[..at])
}

/// Parts the tags off that stand last: what is left, and the first of them.
fn split_tags<'a>(mut text: Bytes<'a>, tags: &mut Tags) -> (Bytes<'a>, Bytes<'a>) {
    let all = text;
    while memchr::memchr(b'#', text).is_some() {
        let mut start = text.len();
        while start > 0 && !after_space(text, start) {
            start -= 1;
        }
        let last = &text[start..];
        if last.len() < 2 || last[0] != b'#' {
            break;
        }
        tags.add(last);
        text = trim_end(&text[..start]);
    }
    (text, skip_space(&all[text.len()..]))
}

/// How much white space stands at `at`.
fn skip_from(text: Bytes<'_>, at: usize) -> usize {
    text.len() - at - skip_space(&text[at..]).len()
}

/// The outcome that `text` begins with, a space for its hyphen allowed: how long its words are,
/// and which it is. Of more than one that fit, the longest; where none fits, the first word.
pub fn outcome_length(text: Bytes<'_>, vocabulary: &Vocabulary) -> (usize, Option<OutcomeId>) {
    let stop = |rest: Bytes<'_>| rest[0] == b':';
    let first = word_length(text, stop);
    let mut best = (first, vocabulary.outcome(&text[..first]));
    // Most outcomes are one word, which needs no joining.
    if skip_from(text, first) == 0 {
        return best;
    }
    let mut joined = text[..first].to_vec();
    let mut end = first;
    while let space @ 1.. = skip_from(text, end) {
        let length = word_length(&text[end + space..], stop);
        if length == 0 || joined.len() + length > 60 {
            break;
        }
        joined.push(b'-');
        joined.extend_from_slice(&text[end + space..end + space + length]);
        end += space + length;
        if let Some(id) = vocabulary.outcome(&joined) {
            best = (end, Some(id));
        }
    }
    best
}

/// The fault of a word that is no date, with the date that it plainly means, if it does.
pub fn spell_day(fault: Fault, word: Bytes<'_>, span: Span) -> Fault {
    match spelt_day(word) {
        Some(day) => fault
            .help(format!("is {day} meant?"))
            .fix(span, day.to_string()),
        None => fault.help("write it as in 2026-03-09"),
    }
}

/// The fault of a date that no calendar has.
pub fn no_such_day(date: Bytes<'_>, span: Span) -> Fault {
    let message = format!(
        "{} is no date that a calendar has, between 1900 and 2199",
        quote(date)
    );
    Fault::error("invalid-date", span, message)
}

/// The fault of a time that no clock shows.
pub fn no_such_time(time: Bytes<'_>, span: Span) -> Fault {
    let message = format!("{} is no time of day", quote(time));
    let fault = Fault::error("invalid-date", span, message);
    match spelt_time(time) {
        Some(time) => fault
            .help(format!("is {time} meant?"))
            .fix(span, time.to_string()),
        None => fault.help("write it as in 09:30, up to 23:59"),
    }
}

/// The time that is plainly meant by `9.30`, `14h`, `14h30` or `2:30pm`.
fn spelt_time(word: Bytes<'_>) -> Option<Time> {
    let word = std::str::from_utf8(word).ok()?.to_ascii_lowercase();
    let half = word.strip_suffix("pm").map(|word| (word, true));
    let half = half.or_else(|| word.strip_suffix("am").map(|word| (word, false)));
    let plain = half.map_or(word.as_str(), |(word, _)| word);
    let (hour, minute) = match plain.split_once([':', '.', 'h']) {
        Some((hour, "")) if plain.ends_with('h') => (hour, "00"),
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

fn unknown_channel(word: Bytes<'_>, span: Span, vocabulary: &Vocabulary) -> Fault {
    let message = format!("{} is no channel", quote(word));
    let fault = Fault::error("unknown-channel", span, message);
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

fn unknown_outcome(word: Bytes<'_>, span: Span, vocabulary: &Vocabulary) -> Fault {
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
