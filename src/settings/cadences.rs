//! `cadences`: what settings declare comes in, and out come all cadences, the built-in ones
//! first, each in the place of the one of its name.

use super::cadence::{Cadence, Rhythm};
use super::error::{Complaints, quote};
use super::node::{self, Kind, Node};
use super::shape::{Fields, entries, items};
use super::steps;
use super::transitions::{self, Names};
use super::value::{duration, one_of, text};
use super::vocabulary::{Effect, Vocabulary};
use super::words::EFFECTS;
use crate::cadences;
use crate::calendar::{Duration, Unit};
use crate::text::fold;

/// More cadences than this are a mistake; and their numbers must fit.
const MOST: usize = 1000;

const EXAMPLE: &str = "cadences: {monthly: {every: 1mo}}";

/// One cadence as it is declared.
struct Declared<'n> {
    name: &'n str,
    body: &'n Node<'n>,
    built_in: bool,
}

/// The cadences that are there, and what is known of them while the rest is read.
pub struct Shelf<'n> {
    /// The cadences, the built-in ones first.
    pub cadences: Vec<Cadence>,
    /// The names by which others refer to them.
    pub names: Names<'n>,
}

/// The texts of the built-in cadences as trees.
pub fn built_in() -> Vec<Node<'static>> {
    let trees = cadences::ALL.iter().map(|(_, text)| node::parse(text));
    // One that could not be read would be missing here, which a test sees.
    trees.filter_map(Result::ok).collect()
}

/// Reads the settings' `cadences` on top of the built-in ones.
pub fn read<'n>(
    built_in: &'n [Node<'n>],
    settings: Option<&'n Node<'n>>,
    vocabulary: &Vocabulary,
    complaints: &mut Complaints,
) -> Shelf<'n> {
    // A test reads the built-in ones as a user's, so there is nothing to be heard.
    let mut unheard = Complaints::default();
    let mut declared = Vec::with_capacity(built_in.len());
    for tree in built_in {
        declared.extend(declarations(tree, true, &mut unheard));
    }
    let mut own = settings.map_or_else(Vec::new, |node| declarations(node, false, complaints));
    own.truncate(MOST);
    for cadence in own {
        let folded = fold(cadence.name);
        // Within the settings a name stands once, so only a built-in one can be replaced.
        match declared
            .iter()
            .take(built_in.len())
            .position(|known| known.name == folded)
        {
            Some(index) => declared[index] = cadence,
            None => declared.push(cadence),
        }
    }
    let names = Names::new(declared.iter().map(|cadence| cadence.name).collect());
    let cadences = declared
        .iter()
        .map(|cadence| {
            let complaints = if cadence.built_in {
                &mut unheard
            } else {
                &mut *complaints
            };
            read_one(cadence, &names, vocabulary, complaints)
        })
        .collect();
    Shelf { cadences, names }
}

fn declarations<'n>(
    node: &'n Node<'n>,
    built_in: bool,
    complaints: &mut Complaints,
) -> Vec<Declared<'n>> {
    let mut declared = Vec::new();
    for entry in entries(node, "a mapping of names to cadences", EXAMPLE, complaints) {
        if matches!(fold(entry.name).as_str(), "own" | "end") {
            let message = format!("no cadence can be called `{}`", quote(entry.name));
            let help = "behind `on`, `own` is the prospect's own cadence, and `end` is none";
            complaints.say(entry.key, message, help);
        }
        if declared.len() == MOST {
            complaints.say(
                entry.key,
                format!("there are more than {MOST} cadences"),
                "",
            );
        }
        declared.push(Declared {
            name: entry.name,
            body: entry.value,
            built_in,
        });
    }
    declared
}

/// Reads one cadence. Where it is not as it should be, that was said, and what is returned only
/// keeps its place.
fn read_one(
    cadence: &Declared,
    names: &Names,
    vocabulary: &Vocabulary,
    complaints: &mut Complaints,
) -> Cadence {
    const KEYS: [&str; 5] = ["about", "steps", "every", "restart", "on"];
    let body = cadence.body;
    let fields = Fields::of(
        body,
        "a cadence",
        &KEYS,
        "monthly: {every: 1mo}",
        complaints,
    );
    let about = fields.get("about");
    let about =
        about.and_then(|node| text(node, "one line of text", "about: three and out", complaints));
    let rhythm = match (fields.entry("steps"), fields.entry("every")) {
        (Some(steps), None) => steps::read(steps.value, vocabulary, complaints).map(Rhythm::Steps),
        (None, Some(every)) => duration(every.value, complaints).map(Rhythm::Every),
        (Some(_), Some(every)) => {
            let message = format!(
                "cadence `{}` has both `steps` and `every`",
                quote(cadence.name)
            );
            let help = "keep `steps` for one that ends, `every` for one that goes on for ever";
            complaints.say(every.key, message, help);
            None
        }
        (None, None) => {
            // A body of another shape was complained of already.
            if let Kind::Mapping(_) | Kind::Empty = body.kind {
                let name = quote(cadence.name);
                let message = format!("cadence `{name}` has neither `steps` nor `every`");
                let help = "write `steps: [{within: 1d}, …]`, or `every: 3mo` for one without end";
                complaints.say(body, message, help);
            }
            None
        }
    };
    let restart = match fields.get("restart") {
        Some(node) => read_restart(node, complaints),
        None => vec![Effect::Engaged, Effect::Advanced],
    };
    let on = fields.get("on");
    Cadence {
        name: cadence.name.to_owned(),
        about: about.unwrap_or_default().to_owned(),
        rhythm: rhythm.unwrap_or(Rhythm::Every(Duration::new(3, Unit::Months))),
        restart,
        on: on.map_or_else(Default::default, |node| {
            transitions::read(node, names, vocabulary, complaints)
        }),
    }
}

fn read_restart(node: &Node, complaints: &mut Complaints) -> Vec<Effect> {
    let mut effects = Vec::new();
    for item in items(
        node,
        "a list of effects",
        "restart: [engaged, advanced]",
        complaints,
    ) {
        if let Some(effect) = one_of(item, "an effect", &EFFECTS, complaints)
            && !effects.contains(&effect)
        {
            effects.push(effect);
        }
    }
    effects
}
