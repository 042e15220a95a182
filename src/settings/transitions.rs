//! A cadence's `on`: a mapping comes in, and out come the transitions by outcome, channel,
//! effect and event.

use rustc_hash::FxHashMap;

use super::cadence::{CadenceId, Target, Transitions};
use super::error::Complaints;
use super::node::Node;
use super::shape::entries;
use super::value::text;
use super::vocabulary::{Effect, Vocabulary};
use crate::text::fold;

/// The cadences by name, which may refer to each other in any order.
pub struct Names<'n> {
    by_name: FxHashMap<String, CadenceId>,
    spelt: Vec<&'n str>,
}

impl<'n> Names<'n> {
    /// Numbers the names in their order.
    pub fn new(spelt: Vec<&'n str>) -> Names<'n> {
        let numbered = spelt.iter().enumerate();
        let by_name = numbered
            .map(|(index, name)| (fold(name), CadenceId(index as u16)))
            .collect();
        Names { by_name, spelt }
    }

    /// The cadence that a node names.
    pub fn cadence(&self, node: &Node, complaints: &mut Complaints) -> Option<CadenceId> {
        let word = text(node, "a cadence's name", "eight-touch", complaints)?;
        self.find(node, word, "cadence", complaints)
    }

    fn find(
        &self,
        node: &Node,
        word: &str,
        what: &str,
        complaints: &mut Complaints,
    ) -> Option<CadenceId> {
        let found = self.by_name.get(&fold(word)).copied();
        if found.is_none() {
            complaints.unknown(node, word, what, self.spelt.iter().copied());
        }
        found
    }

    fn target(&self, node: &Node, complaints: &mut Complaints) -> Option<Target> {
        let word = text(
            node,
            "a cadence's name, `own` or `end`",
            "quarterly",
            complaints,
        )?;
        match fold(word).as_str() {
            "own" => Some(Target::Own),
            "end" => Some(Target::End),
            _ => self
                .find(node, word, "cadence, nor `own` or `end`", complaints)
                .map(Target::Cadence),
        }
    }
}

/// Reads `on`. A word that is an outcome and an effect, such as `lost`, is both.
pub fn read(
    node: &Node,
    names: &Names,
    vocabulary: &Vocabulary,
    complaints: &mut Complaints,
) -> Transitions {
    const EXAMPLE: &str = "on: {exhausted: quarterly}";
    let mut on = Transitions::default();
    for entry in entries(node, "a mapping of words to cadences", EXAMPLE, complaints) {
        let target = names.target(entry.value, complaints);
        let word = fold(entry.name);
        let outcome = vocabulary.outcome(word.as_bytes());
        let channel = vocabulary.channel(word.as_bytes());
        let effect = Effect::ALL.into_iter().find(|effect| effect.name() == word);
        let event = matches!(word.as_str(), "exhausted" | "gone-silent");
        if outcome.is_none() && channel.is_none() && effect.is_none() && !event {
            let what = "outcome, channel, effect or event";
            complaints.unknown(entry.key, entry.name, what, keys(vocabulary));
        }
        let Some(target) = target else {
            continue;
        };
        on.outcomes.extend(outcome.map(|outcome| (outcome, target)));
        on.channels.extend(channel.map(|channel| (channel, target)));
        on.effects.extend(effect.map(|effect| (effect, target)));
        match word.as_str() {
            "exhausted" => on.exhausted = Some(target),
            "gone-silent" => on.gone_silent = Some(target),
            _ => {}
        }
    }
    on
}

/// All words that may be a key.
fn keys(vocabulary: &Vocabulary) -> impl Iterator<Item = &str> + Clone {
    let outcomes = vocabulary
        .outcomes
        .iter()
        .map(|outcome| outcome.word.as_str());
    let channels = vocabulary
        .channels
        .iter()
        .map(|channel| channel.word.as_str());
    let events: [&str; 2] = ["exhausted", "gone-silent"];
    events
        .into_iter()
        .chain(outcomes)
        .chain(
            Effect::ALL
                .into_iter()
                .map(|effect| -> &str { effect.name() }),
        )
        .chain(channels)
}
