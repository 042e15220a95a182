//! What is wrong with a touchline.yaml: places in a tree and words come in, and out come
//! complaints with line and column, in the order of the text.

use super::locate::Locator;
use super::nearest::nearest;
use super::node::Node;
use crate::text::is_invisible;

/// One complaint about a touchline.yaml. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{line}:{column}: {message}")]
pub struct SettingsError {
    /// The line.
    pub line: u32,
    /// The column at which the key or the value at fault starts.
    pub column: u32,
    /// The column just past it on the same line; always after `column`.
    pub end_column: u32,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// What to write instead, where the message does not say it.
    pub help: Option<String>,
}

/// Nobody reads more than this; what is over is counted.
const MOST: usize = 1000;

/// The complaints so far.
#[derive(Debug, Default)]
pub struct Complaints {
    list: Vec<Complaint>,
    more: usize,
}

#[derive(Debug)]
struct Complaint {
    node: u32,
    message: String,
    help: Option<String>,
}

impl Complaints {
    /// Complains about `node`; an empty `help` is none.
    pub fn say(&mut self, node: &Node, message: impl Into<String>, help: impl Into<String>) {
        if self.is_full() {
            self.more += 1;
            return;
        }
        self.list.push(Complaint {
            node: node.id,
            message: message.into(),
            help: Some(help.into()).filter(|help| !help.is_empty()),
        });
    }

    /// Complains that `node` is not `wanted`, which is written as in `example`.
    pub fn wrong_type(&mut self, node: &Node, wanted: &str, example: &str) {
        let message = format!("{wanted} is wanted here, not {}", node.kind.describe());
        self.say(node, message, format!("write it as in `{example}`"));
    }

    /// Complains that `word` names none of `candidates`, with the nearest, or what there is.
    pub fn unknown<'a>(
        &mut self,
        node: &Node,
        word: &str,
        what: &str,
        candidates: impl Iterator<Item = &'a str> + Clone,
    ) {
        if self.is_full() {
            self.more += 1;
            return;
        }
        let help = match nearest(word, candidates.clone()) {
            Some(near) => format!("did you mean `{}`?", quote(near)),
            None => choices(candidates),
        };
        self.say(node, format!("`{}` is no {what}", quote(word)), help);
    }

    /// Says whether nothing was complained of.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    fn is_full(&self) -> bool {
        self.list.len() >= MOST
    }

    /// Looks up where the complaints' places are in `text`, and sorts them.
    pub fn locate(mut self, text: &str) -> Vec<SettingsError> {
        self.list.sort_by_key(|complaint| complaint.node);
        let mut locator = Locator::new(text);
        let mut more = self.more;
        let mut errors = Vec::with_capacity(self.list.len());
        for complaint in self.list {
            let Some(place) = locator.place(complaint.node) else {
                more += 1;
                continue;
            };
            errors.push(SettingsError {
                line: place.line,
                column: place.column,
                end_column: place.end_column,
                message: complaint.message,
                help: complaint.help,
            });
        }
        errors.sort();
        // What an alias repeats is complained of once.
        errors.dedup();
        if let (Some(last), true) = (errors.last().cloned(), more > 0) {
            errors.push(SettingsError {
                message: format!("there are {more} more complaints like these"),
                help: Some("mend those above first".into()),
                ..last
            });
        }
        errors
    }
}

/// All candidates, where they are few enough to be read.
fn choices<'a>(candidates: impl Iterator<Item = &'a str> + Clone) -> String {
    if candidates.clone().count() > 14 {
        return String::new();
    }
    let names: Vec<String> = candidates.map(quote).collect();
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => format!("the only one is {only}"),
        Some((last, others)) => format!("write one of {} or {last}", others.join(", ")),
    }
}

/// The user's words as a message may show them: at most 40 characters, on one line, and none
/// that a terminal would obey or nobody would see.
pub fn quote(text: &str) -> String {
    let mut quoted = String::new();
    for (index, character) in text.chars().enumerate() {
        if index == 40 {
            quoted.push('…');
            break;
        }
        match character {
            '\n' | '\r' | '\t' => quoted.push(' '),
            hidden if hidden.is_control() || is_invisible(hidden) => quoted.push('\u{fffd}'),
            '\u{2028}' | '\u{2029}' => quoted.push(' '),
            shown => quoted.push(shown),
        }
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_short_and_harmless() {
        assert_eq!(quote("a\u{1b}[31m\nb\u{202e}"), "a\u{fffd}[31m b\u{fffd}");
        assert_eq!(quote(&"x".repeat(50)), format!("{}…", "x".repeat(40)));
    }
}
