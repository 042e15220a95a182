//! The header of a touch: `DATE [TIME] [MARK] CHANNEL PROSPECT [#tag …] [-> OUTCOME [#tag …]]`.

use nom::bytes::complete::take;
use nom::{IResult, Parser};

use super::date::{DateWord, date_word, time_word};
use super::fault::{Fault, quote};
use super::file::Mark;
use super::misspelt::{no_such_day, no_such_time, spell_day, unknown_channel};
use super::outcome::OutcomeWords;
use super::word::{arrow_length, next_telling, skip_space, trim_end, word_length};
use crate::calendar::{Day, Moment, Time};
use crate::settings::{ChannelId, Vocabulary};
use crate::text::{Span, fold};

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

pub(super) type Bytes<'a> = &'a [u8];

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
pub(super) struct Line<'a> {
    pub(super) content: Bytes<'a>,
    pub(super) base: u32,
    pub(super) vocabulary: &'a Vocabulary,
}

impl Line<'_> {
    /// The offset at which `rest`, the end of the header, begins.
    pub(super) fn offset(&self, rest: Bytes<'_>) -> u32 {
        self.base + (self.content.len() - rest.len()) as u32
    }

    /// The span of `part`, which ends where `rest` begins.
    pub(super) fn span(&self, part: Bytes<'_>, rest: Bytes<'_>) -> Span {
        let end = self.offset(rest);
        Span::new(end - part.len() as u32, end)
    }

    /// The place of the word that `rest` begins with, white space aside; at the end of the
    /// header where there is none.
    pub(super) fn next_word(&self, rest: Bytes<'_>) -> (Span, Bytes<'_>) {
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

/// The tags that mean something to the replay.
#[derive(Default)]
pub(super) struct Tags {
    thanks: bool,
    reminder: bool,
}

impl Tags {
    pub(super) fn add(&mut self, tag: Bytes<'_>) {
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
                faults.push(spell_day(Fault::syntax(span, message), date, span, None));
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
        // `2 pm`, `10:30 Uhr`: the next word belongs to it, and is no channel.
        if let Ok((rest, unit)) = word(after)
            && is_clock_word(unit)
        {
            let span = Span::new(span.start, self.offset(rest));
            faults.push(no_such_time(&[time, b" ", unit].concat(), span));
            return (rest, None);
        }
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
}

/// Says whether a word says of the number before it that it is a time of day.
fn is_clock_word(word: Bytes<'_>) -> bool {
    let words = ["am", "pm", "a.m.", "p.m.", "uhr", "h", "o'clock"];
    words
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known.as_bytes()))
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

pub(super) fn after_space(text: Bytes<'_>, at: usize) -> bool {
    super::word::ends_with_space(&text[..at])
}
