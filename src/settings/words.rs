//! `channels` and `outcomes`: the words that settings add come in, and out comes the vocabulary.

use unicode_normalization::UnicodeNormalization;

use super::error::{Complaints, quote};
use super::node::Node;
use super::shape::{Entry, entries};
use super::value::{one_of, text};
use super::vocabulary::{Effect, Vocabulary};

/// More words than this are a mistake; and their numbers must fit.
const MOST: usize = 1000;

/// The effects by name, as settings write them.
pub const EFFECTS: [(&str, Effect); 8] = {
    let mut named = [("", Effect::Silent); 8];
    let mut index = 0;
    while index < named.len() {
        named[index] = (Effect::ALL[index].name(), Effect::ALL[index]);
        index += 1;
    }
    named
};

/// Adds `channels: {word: medium}`.
pub fn add_channels(node: &Node, vocabulary: &mut Vocabulary, complaints: &mut Complaints) {
    const EXAMPLE: &str = "channels: {whatsapp: text}";
    for entry in words(node, "a mapping of channels to media", EXAMPLE, complaints) {
        let Some(medium) = text(entry.value, "a medium", "phone", complaints) else {
            continue;
        };
        if !is_word(medium) {
            complain_of_form(entry.value, medium, complaints);
            continue;
        }
        let Some(id) = vocabulary.channel(entry.name.as_bytes()) else {
            vocabulary.add_channel(entry.name, medium);
            continue;
        };
        let known = vocabulary.channel_of(id).medium;
        if vocabulary.medium(medium) != Some(known) {
            let medium = &vocabulary.media[usize::from(known.0)];
            complain_of_change(entry, &format!("goes through `{medium}`"), complaints);
        }
    }
}

/// Adds `outcomes: {word: effect}`.
pub fn add_outcomes(node: &Node, vocabulary: &mut Vocabulary, complaints: &mut Complaints) {
    const EXAMPLE: &str = "outcomes: {demo-done: advanced}";
    for entry in words(
        node,
        "a mapping of outcomes to effects",
        EXAMPLE,
        complaints,
    ) {
        let Some(effect) = one_of(entry.value, "an effect", &EFFECTS, complaints) else {
            continue;
        };
        let Some(id) = vocabulary.outcome(entry.name.as_bytes()) else {
            vocabulary.add_outcome(entry.name, effect);
            continue;
        };
        let known = vocabulary.outcome_of(id).effect;
        if known != effect {
            complain_of_change(entry, &format!("is `{}`", known.name()), complaints);
        }
    }
}

/// The entries whose key is a word.
fn words<'n>(
    node: &'n Node,
    wanted: &str,
    example: &str,
    complaints: &mut Complaints,
) -> Vec<Entry<'n>> {
    let mut words = entries(node, wanted, example, complaints);
    words.retain(|entry| {
        let fits = is_word(entry.name);
        if !fits {
            complain_of_form(entry.key, entry.name, complaints);
        }
        fits
    });
    if let Some(entry) = words.get(MOST) {
        complaints.say(
            entry.key,
            format!("there are more than {MOST} words here"),
            "",
        );
        words.truncate(MOST);
    }
    words
}

/// A letter, then letters, digits, `-` and `_`.
fn is_word(text: &str) -> bool {
    // A letter and its accent may be two characters; composed they are one letter.
    let mut characters = text.nfc();
    characters.next().is_some_and(char::is_alphabetic)
        && characters.all(|next| next.is_alphanumeric() || matches!(next, '-' | '_'))
}

fn complain_of_form(node: &Node, word: &str, complaints: &mut Complaints) {
    let message = format!("`{}` cannot be a word of the journal", quote(word));
    let help = "a word is a letter, then letters, digits, `-` or `_`, as in `demo-done`";
    complaints.say(node, message, help);
}

fn complain_of_change(entry: Entry, meaning: &str, complaints: &mut Complaints) {
    let message = format!("`{}` is a built-in word, and {meaning}", quote(entry.name));
    complaints.say(entry.value, message, "take another word for what you mean");
}
