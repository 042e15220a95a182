//! What stands after a touch's arrow: `OUTCOME [DATE [TIME]] [: DETAIL] [#tag …]`.

use super::date::{DateWord, date_word, holds_date, period_word, time_word};
use super::fault::{Fault, quote};
use super::file::Mark;
use super::header::{Bytes, Line, Tags, after_space};
use super::misspelt::{no_such_day, no_such_time, spell_day, unknown_outcome};
use super::word::{arrow_length, skip_space, space_length, trim_end, word_length};
use crate::calendar::{Day, Moment, Time};
use crate::settings::{Effect, OutcomeId, Vocabulary};
use crate::text::Span;

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

impl<'a> Line<'a> {
    /// What stands after the arrow; none where there is no arrow.
    pub(super) fn outcome(
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
            faults.push(self.words_without_colon(rest, &outcome, effect, day));
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
        day: Option<Day>,
    ) -> Fault {
        let (span, first) = self.next_word(rest);
        let is_date = holds_date(first);
        let takes_date = outcome.when.is_none()
            && (effect == Effect::Later || outcome.id == Some(self.vocabulary.booked()));
        if takes_date && first.first().is_some_and(u8::is_ascii_digit) {
            let message = format!("{} is no date", quote(first));
            let fault = Fault::error("bad-outcome", span, message);
            return spell_day(fault, first, span, day);
        }
        let word = quote(
            &self.content[(outcome.span.start - self.base) as usize
                ..(outcome.span.end - self.base) as usize],
        );
        let message = if is_date && outcome.when.is_some() {
            format!("{word} takes one date")
        } else if is_date {
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
        // A day may be meant: `booked Wed 10:00`.
        if takes_date {
            return fault.help(
                "write the day as a date, as in 2026-03-09; or put a colon before it, if it is a detail",
            );
        }
        let head = trim_end(&self.content[..self.content.len() - rest.len()]);
        fault
            .help(format!(
                "put a colon after {word}, if these are its details"
            ))
            .fix(Span::at(self.base + head.len() as u32), ":")
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
