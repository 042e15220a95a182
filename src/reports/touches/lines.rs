//! Touches come in; out comes how they look: a line each, and under it what stands under the touch.

use super::Entry;
use crate::calendar::Day;
use crate::portrait::PromiseRow;
use crate::sheet::{Block, Line};
use crate::syntax::{BodyLine, Mark};
use crate::table::{Align, Cell, Class};
use crate::wording::short_date;

/// How far what stands under a touch is indented.
const UNDER: usize = 5;

/// The touches as lines.
pub fn block(entries: &[Entry], today: Day) -> Block {
    let mut block = Block::new("Timeline");
    block.align = vec![
        Align::Right,
        Align::Right,
        Align::Left,
        Align::Left,
        Align::Left,
        Align::Right,
    ];
    let mut pursuit = 1;
    for entry in entries {
        if let Some(number) = entry.pursuit.filter(|number| *number != pursuit) {
            pursuit = number;
            let line = format!("pursuit {number}");
            block
                .lines
                .push(Line::default().indented(UNDER).and(line, Class::Strong));
        }
        entry.lines(today, &mut block.lines);
    }
    block
}

/// The touches as a line each, without what stands under them.
pub fn heads<'e>(entries: impl Iterator<Item = &'e Entry>, today: Day) -> Block {
    let mut block = Block::new("Last touches");
    block.lines = entries.map(|entry| entry.head(today)).collect();
    block
}

impl Entry {
    fn lines(&self, today: Day, lines: &mut Vec<Line>) {
        lines.push(self.head(today));
        let under = || Line::default().indented(UNDER);
        for line in &self.lines {
            lines.push(match line {
                BodyLine::Field(key, value) => under().and(format!("{key}: {value}"), Class::Dim),
                BodyLine::Homework(item) if item.starts_with("[ ]") => {
                    under().and(item.clone(), Class::Plain)
                }
                BodyLine::Homework(text) | BodyLine::Note(text) => {
                    under().and(text.clone(), Class::Dim)
                }
                // What holds is said by the line itself, what does not by a finding.
                BodyLine::Assertion(_) => continue,
            });
        }
        lines.extend(self.findings.iter().map(|said| said.line().indented(UNDER)));
        if let Some(cadence) = &self.switched_to {
            let line = format!("→ {cadence}");
            lines.push(under().and(line, Class::New));
        }
    }

    /// The touch itself.
    fn head(&self, today: Day) -> Line {
        let number = self
            .number
            .map_or_else(String::new, |number| number.to_string());
        let time = self.time.map_or_else(String::new, |time| time.to_string());
        let mark = match self.mark {
            Mark::Outbound => "",
            Mark::Inbound => "<",
            Mark::Planned => "!",
        };
        let gap = match self.gap {
            None => String::new(),
            Some(gap) => format!("{gap} d"),
        };
        let class = if self.mark == Mark::Planned || self.ahead {
            Class::New
        } else {
            Class::Plain
        };
        let line = Line::led_by(vec![
            Cell::plain(number),
            Cell::new(short_date(self.date, today), class),
            Cell::new(time, class),
            Cell::plain(mark),
            Cell::plain(self.channel.clone()),
            Cell::new(
                gap,
                if self.verdict == Some("late") {
                    Class::Late
                } else {
                    Class::Dim
                },
            ),
        ]);
        let mut outcome = self.outcome.clone().unwrap_or_default();
        if !self.outcome_date.is_empty() {
            outcome = format!("{outcome} {}", self.outcome_date);
        }
        let line = match &self.detail {
            Some(detail) => line
                .and(format!("{outcome}:"), Class::Strong)
                .and(detail.clone(), Class::Plain),
            None if self.implied => line.and(outcome, Class::Dim),
            None => line.and(outcome, Class::Strong),
        };
        let tags: Vec<String> = self.tags.iter().map(|tag| format!("#{tag}")).collect();
        let line = line.and(tags.join(" "), Class::Dim);
        let line = if self.ahead {
            line.and("(not replayed)", Class::Late)
        } else {
            line
        };
        self.fates(line, today)
    }

    /// The line with what was promised and what became of that, in few words.
    fn fates(&self, mut line: Line, today: Day) -> Line {
        let date = |promise: &PromiseRow| short_date(promise.date, today);
        let mut fates: Vec<(String, Class)> = Vec::new();
        for closed in &self.closed {
            let what = date(&closed.promise);
            fates.push(match closed.days_late {
                0 => (format!("keeps {what}"), Class::Good),
                days => (format!("breaks {what} by {days} d"), Class::Late),
            });
        }
        for made in &self.promised {
            let what = date(&made.promise);
            fates.push(match (self.mark, made.fate) {
                (Mark::Planned, "open") => continue,
                (Mark::Planned, fate) => (fate.to_owned(), Class::Dim),
                (_, "open") if made.promise.date < today => {
                    (format!("promises {what}, still open"), Class::Late)
                }
                (_, "open") => (format!("promises {what}"), Class::New),
                (_, "broken") => (format!("promises {what}, kept late"), Class::Dim),
                (_, fate) => (format!("promises {what}, {fate}"), Class::Dim),
            });
        }
        let count = fates.len();
        for (at, (fate, class)) in fates.into_iter().enumerate() {
            let opening = if at == 0 { "(" } else { "" };
            let closing = if at + 1 == count { ")" } else { ";" };
            line = line.and(format!("{opening}{fate}{closing}"), class);
        }
        line
    }
}
