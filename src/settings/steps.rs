//! A cadence's `steps`: a list comes in, and out come the steps, each as often as `times` says.

use super::cadence::{Step, Way};
use super::error::Complaints;
use super::node::{Kind, Node};
use super::shape::{Fields, items};
use super::value::{duration, number, text};
use super::vocabulary::Vocabulary;

/// More steps than this are a mistake.
const MOST: usize = 999;

/// Reads `steps`; nothing where they are not as they should be, which was then said.
pub fn read(
    node: &Node,
    vocabulary: &Vocabulary,
    complaints: &mut Complaints,
) -> Option<Vec<Step>> {
    const EXAMPLE: &str = "steps: [{within: 1d}, {within: 3d}]";
    let list = items(node, "a list of steps", EXAMPLE, complaints);
    if let Kind::List(_) | Kind::Empty = node.kind
        && list.is_empty()
    {
        let help = format!("write at least one step, as in `{EXAMPLE}`");
        complaints.say(node, "this cadence has no step", help);
        return None;
    }
    let mut steps = Vec::with_capacity(list.len());
    for item in list {
        let Some((step, times)) = read_step(item, vocabulary, complaints) else {
            continue;
        };
        if steps.len() + times > MOST {
            complaints.say(item, format!("a cadence has at most {MOST} steps"), "");
            break;
        }
        steps.extend(std::iter::repeat_n(step, times));
    }
    (!steps.is_empty()).then_some(steps)
}

fn read_step(
    node: &Node,
    vocabulary: &Vocabulary,
    complaints: &mut Complaints,
) -> Option<(Step, usize)> {
    const KEYS: [&str; 4] = ["within", "wait", "by", "times"];
    const EXAMPLE: &str = "{within: 3d, wait: 1d, by: [phone]}";
    if !matches!(node.kind, Kind::Mapping(_)) {
        complaints.wrong_type(node, "a step", EXAMPLE);
        return None;
    }
    let fields = Fields::of(node, "a step", &KEYS, EXAMPLE, complaints);
    let within = fields.get("within");
    if within.is_none() {
        let help = format!("say how soon it is to be made, as in `{EXAMPLE}`");
        complaints.say(node, "this step has no `within`", help);
    }
    let within = within.and_then(|node| duration(node, complaints));
    let wait = fields.get("wait").map(|node| duration(node, complaints));
    let by = fields
        .get("by")
        .map(|node| read_ways(node, vocabulary, complaints));
    let times = fields
        .get("times")
        .map(|node| number(node, 1..=99, complaints));
    let step = Step {
        within: within?,
        wait: wait.flatten(),
        by: by.unwrap_or_default(),
    };
    Some((step, times.flatten().unwrap_or(1) as usize))
}

/// Reads `by`: a word such as `email` that is a medium and a channel is the medium.
fn read_ways(node: &Node, vocabulary: &Vocabulary, complaints: &mut Complaints) -> Vec<Way> {
    const EXAMPLE: &str = "by: [phone]";
    let mut ways = Vec::new();
    for item in items(node, "a list of channels or media", EXAMPLE, complaints) {
        let Some(word) = text(item, "a channel or a medium", "phone", complaints) else {
            continue;
        };
        let medium = vocabulary.medium(word).map(Way::Medium);
        let channel = || vocabulary.channel(word.as_bytes()).map(Way::Channel);
        match medium.or_else(channel) {
            Some(way) if ways.contains(&way) => {}
            Some(way) => ways.push(way),
            None => {
                let media = vocabulary.media.iter().map(String::as_str);
                let channels = vocabulary
                    .channels
                    .iter()
                    .map(|channel| channel.word.as_str());
                complaints.unknown(item, word, "channel or medium", media.chain(channels));
            }
        }
    }
    ways
}
