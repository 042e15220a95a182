//! What was typed comes in; out comes a touch's header as far as it goes.

use super::date::day_in_words;
use crate::calendar::Day;
use crate::settings::{Effect, Vocabulary};
use crate::syntax::{split_comment, time_word};

/// The parts of a header, in words that are not judged yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The date, today's where none was given; and the time.
    pub when: String,
    /// `<`, `!`, `>`, or nothing.
    pub mark: String,
    /// The channel; may be empty, as yet.
    pub channel: String,
    /// The prospect's name; may be empty, as yet.
    pub name: String,
    /// The tags before the arrow.
    pub tags: String,
    /// What stands after the arrow, where there is one.
    pub outcome: Option<String>,
    /// What stands after ` ;`, where there is one.
    pub comment: Option<String>,
}

impl Draft {
    /// Takes words apart, as the header of a touch is: the date may be in words, or left out.
    pub fn new(text: &str, today: Day) -> Draft {
        let (said, comment) = split_comment(text.as_bytes());
        let (head, outcome) = split_at_arrow(&text[..said.len()]);
        let mut words = head.split_whitespace().peekable();
        let mut draft = Draft {
            outcome,
            comment: comment.map(|comment| text[text.len() - comment.len()..].to_owned()),
            ..Draft::default()
        };
        let date = words.next_if(|word| {
            // A word, a date, or what the parser will say is none.
            let is_time = time_word(word.as_bytes()).is_some();
            day_in_words(word, today, false).is_some() || starts_with_digit(word) && !is_time
        });
        let time = words.next_if(|word| starts_with_digit(word));
        if let Some(mark) = words.next_if(|word| ["<", ">", "!"].contains(word)) {
            mark.clone_into(&mut draft.mark);
        }
        let day = date.map_or(Some(today), |date| {
            day_in_words(date, today, draft.is_planned())
        });
        draft.when = day.map_or_else(
            || date.unwrap_or_default().to_owned(),
            |day| day.to_string(),
        );
        if let Some(time) = time {
            draft.when += " ";
            draft.when += time;
        }
        if let Some(channel) = words.next_if(|word| !word.starts_with('#')) {
            channel.clone_into(&mut draft.channel);
        }
        let mut name = Vec::new();
        while let Some(word) = words.next_if(|word| !word.starts_with('#')) {
            name.push(word);
        }
        draft.name = name.join(" ");
        draft.tags = words.collect::<Vec<_>>().join(" ");
        draft
    }

    /// Writes out a day in words behind `booked` or `later`, as in `booked fri 09:00`. A weekday
    /// is the next one.
    pub fn date_outcome(&mut self, vocabulary: &Vocabulary, today: Day) {
        let dated = self.outcome.as_deref().and_then(|outcome| {
            let (word, rest) = outcome.split_once(char::is_whitespace)?;
            let id = vocabulary.outcome(word.as_bytes())?;
            let takes_date =
                id == vocabulary.booked() || vocabulary.outcome_of(id).effect == Effect::Later;
            let rest = rest.trim_start();
            let end = rest.find([' ', '\t', ':']).unwrap_or(rest.len());
            let day = day_in_words(&rest[..end], today, true).filter(|_| takes_date)?;
            Some(format!("{word} {day}{}", &rest[end..]))
        });
        self.outcome = dated.or_else(|| self.outcome.take());
    }

    /// Whether it has not happened yet.
    pub fn is_planned(&self) -> bool {
        self.mark == "!"
    }

    /// The header.
    pub fn header(&self) -> String {
        let parts = [
            &self.when,
            &self.mark,
            &self.channel,
            &self.name,
            &self.tags,
        ];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        let mut header = parts.map(String::as_str).collect::<Vec<_>>().join(" ");
        if let Some(outcome) = &self.outcome {
            header += format!(" -> {outcome}").trim_end();
        }
        if let Some(comment) = &self.comment {
            header += " ;";
            header += comment;
        }
        header
    }
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit())
}

fn split_at_arrow(text: &str) -> (&str, Option<String>) {
    let arrows = ["->", "→"];
    let first = arrows
        .iter()
        .filter_map(|arrow| Some((text.find(arrow)?, arrow.len())))
        .min();
    match first {
        Some((at, length)) => (&text[..at], Some(text[at + length..].trim().to_owned())),
        None => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_becomes_a_header() {
        let today = Day::new(2026, 11, 24).unwrap();
        for (typed, header) in [
            ("call acme → voicemail", "2026-11-24 call acme -> voicemail"),
            (
                "yesterday 14:30 < email acme corp",
                "2026-11-23 14:30 < email acme corp",
            ),
            (
                "9:05 call acme #intro ->sent",
                "2026-11-24 9:05 call acme #intro -> sent",
            ),
            ("3.3.2026 call acme", "3.3.2026 call acme"),
            ("3/4/26 call acme", "3/4/26 call acme"),
            ("! call acme", "2026-11-24 ! call acme"),
            ("mon ! call acme", "2026-11-30 ! call acme"),
            ("mon call acme", "2026-11-23 call acme"),
            ("call acme ; a -> b", "2026-11-24 call acme ; a -> b"),
            (
                "call acme -> sent ; he said so",
                "2026-11-24 call acme -> sent ; he said so",
            ),
            (
                "call acme -> replied: a -> b",
                "2026-11-24 call acme -> replied: a -> b",
            ),
        ] {
            assert_eq!(Draft::new(typed, today).header(), header);
        }
        for (typed, outcome) in [
            ("booked fri 9:00: demo", "booked 2026-11-27 9:00: demo"),
            ("LATER  tomorrow", "LATER 2026-11-25"),
            ("later mon: he said", "later 2026-11-30: he said"),
            ("booked: fri", "booked: fri"),
            ("booked 2026-12-01", "booked 2026-12-01"),
            ("reached fri", "reached fri"),
            ("booked", "booked"),
        ] {
            let mut draft = Draft::new(&format!("call acme -> {typed}"), today);
            draft.date_outcome(&Vocabulary::default(), today);
            assert_eq!(draft.outcome.as_deref(), Some(outcome));
        }
        let empty = Draft::new("", today);
        assert!(empty.channel.is_empty() && empty.name.is_empty());
        assert!(Draft::new("call #x", today).name.is_empty());
    }
}
