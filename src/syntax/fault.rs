//! What is wrong with a text, before anybody knows which file it is or what the settings say.

use crate::finding::Level;
use crate::text::{Edit, Span};

/// A problem in one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The rule's name.
    pub rule: &'static str,
    /// The level, where the settings do not change it.
    pub level: Level,
    /// The words at fault.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The edit that does it, where that is sure.
    pub fix: Option<Edit>,
}

impl Fault {
    /// An error.
    #[must_use]
    pub fn error(rule: &'static str, span: Span, message: String) -> Fault {
        Fault {
            rule,
            level: Level::Error,
            span,
            message,
            help: None,
            fix: None,
        }
    }

    /// A warning.
    #[must_use]
    pub fn warning(rule: &'static str, span: Span, message: String) -> Fault {
        Fault {
            level: Level::Warning,
            ..Fault::error(rule, span, message)
        }
    }

    /// A line that fits no form.
    #[must_use]
    pub fn syntax(span: Span, message: String) -> Fault {
        Fault::error("syntax", span, message)
    }

    /// The same with a word on what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Fault {
        self.help = Some(help.into());
        self
    }

    /// The same with the edit that mends it.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Fault {
        self.fix = Some(Edit {
            span,
            text: text.into(),
        });
        self
    }
}

/// The word that is nearest to `given`: within edit distance 2 (a swap counts as one) and a
/// third of its length.
pub fn near_word<'a>(given: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let given = crate::text::fold(given);
    let length = given.chars().count();
    let near = words.filter_map(|word| {
        let most = 2.min(word.chars().count() / 3);
        // What differs more in length is not worth a closer look.
        if most == 0 || word.chars().count().abs_diff(length) > most {
            return None;
        }
        let distance = strsim::osa_distance(&given, &crate::text::fold(word));
        (distance <= most).then_some((distance, word))
    });
    near.min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// A stretch of the user's text for a message: in one piece, and no longer than fits.
#[must_use]
pub fn quote(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    format!("`{short}`")
}
