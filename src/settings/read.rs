//! The reader: the text of a touchline.yaml comes in, and out come [`Settings`], or everything
//! that is wrong with it.

use super::cadence::CadenceId;
use super::cadences;
use super::error::{Complaints, SettingsError};
use super::locate::line_of;
use super::node::{Kind, Node};
use super::shape::{Fields, entries, items};
use super::unreadable;
use super::value::{duration, hours, number, one_of, text};
use super::words::{add_channels, add_outcomes};
use super::workdays;
use super::{Settings, Vocabulary};
use crate::calendar::{BusinessCalendar, DayRange, Duration, Time, Unit};
use crate::finding::Level;
use crate::text::fold;

/// The keys of touchline.yaml, in the order in which they are shown.
pub const KEYS: [&str; 21] = [
    "journal",
    "default_cadence",
    "reps",
    "weekend",
    "hours",
    "holidays",
    "absences",
    "first_response",
    "look_back",
    "reply_within",
    "dead_after",
    "give_up_touch",
    "silent_after",
    "later_default",
    "rut_after",
    "blunders",
    "scripts",
    "channels",
    "outcomes",
    "rules",
    "cadences",
];

/// Reads the text of a touchline.yaml. `rules` are the names of the rules there are.
///
/// # Errors
///
/// Everything that is wrong with it, in the order of the text.
pub fn read(text: &str, rules: &[&'static str]) -> Result<Settings, Vec<SettingsError>> {
    // The parser counts a byte-order mark as indentation.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let root = unreadable::parse(text).map_err(|error| vec![error])?;
    let mut complaints = Complaints::default();
    let mut settings = build(&root, rules, &mut complaints);
    if complaints.is_empty() {
        text.clone_into(&mut settings.text);
        Ok(settings)
    } else {
        Err(complaints.locate(text))
    }
}

impl Default for Settings {
    fn default() -> Settings {
        let nothing = Node {
            id: 0,
            kind: Kind::Empty,
        };
        build(&nothing, &[], &mut Complaints::default())
    }
}

impl Settings {
    /// The text again, to look up lines in it.
    #[must_use]
    pub fn lines(&self) -> Lines<'_> {
        Lines {
            text: &self.text,
            root: unreadable::parse(&self.text).ok(),
        }
    }
}

/// The text of settings, in which many keys can be looked up.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    root: Option<Node<'a>>,
}

impl Lines<'_> {
    /// The line, from 1, on which the settings' text says something of this key; none where it
    /// does not, and the default holds.
    #[must_use]
    pub fn of(&self, key: &str) -> Option<u32> {
        self.of_path(&[key])
    }

    /// The same of a name below a key, as of a cadence below `cadences`.
    #[must_use]
    pub fn below(&self, key: &str, name: &str) -> Option<u32> {
        self.of_path(&[key, name])
    }

    fn of_path(&self, path: &[&str]) -> Option<u32> {
        let mut node = self.root.as_ref()?;
        let mut found = None;
        for key in path {
            let Kind::Mapping(pairs) = &node.kind else {
                return None;
            };
            let is_key = |node: &Node| matches!(&node.kind, Kind::Text(text) if text == key);
            let (key, value) = pairs.iter().find(|(key, _)| is_key(key))?;
            found = Some(key);
            node = value;
        }
        line_of(self.text, found?)
    }
}

/// Builds settings from a tree; what is wrong is complained of, and left at its default.
fn build(root: &Node, rules: &[&'static str], complaints: &mut Complaints) -> Settings {
    let keys = Fields::of(root, "touchline.yaml", &KEYS, "look_back: 30d", complaints);

    let mut vocabulary = Vocabulary::default();
    if let Some(node) = keys.get("channels") {
        add_channels(node, &mut vocabulary, complaints);
    }
    if let Some(node) = keys.get("outcomes") {
        add_outcomes(node, &mut vocabulary, complaints);
    }
    let built_in = cadences::built_in();
    let shelf = cadences::read(&built_in, keys.get("cadences"), &vocabulary, complaints);
    let default_cadence = keys.get("default_cadence");
    let default_cadence = default_cadence.and_then(|node| shelf.names.cadence(node, complaints));
    let cadences = shelf.cadences;

    let mut span = |key, count, unit| {
        let given = keys.get(key).and_then(|node| duration(node, complaints));
        given.unwrap_or(Duration::new(count, unit))
    };
    let look_back = span("look_back", 30, Unit::Days);
    let reply_within = span("reply_within", 1, Unit::BusinessDays);
    let dead_after = span("dead_after", 30, Unit::Days);
    let later_default = span("later_default", 3, Unit::Months);

    let mut count = |key, least, default| {
        let given = keys
            .get(key)
            .and_then(|node| number(node, least..=999, complaints));
        given.unwrap_or(default)
    };
    let give_up_touch = count("give_up_touch", 0, 2);
    let silent_after = count("silent_after", 1, 3);
    let rut_after = count("rut_after", 1, 3);

    Settings {
        journal: read_journal(keys.get("journal"), complaints),
        vocabulary,
        cadences,
        default_cadence: default_cadence.unwrap_or(CadenceId(0)),
        reps: read_names(keys.get("reps"), complaints),
        calendar: read_calendar(&keys, complaints),
        absences: read_absences(keys.get("absences"), complaints),
        first_response: read_first_response(keys.get("first_response"), complaints),
        look_back,
        reply_within,
        dead_after,
        give_up_touch,
        silent_after,
        later_default,
        rut_after,
        blunders: read_blunders(keys.get("blunders"), complaints),
        scripts: read_scripts(keys.get("scripts"), complaints),
        levels: read_levels(keys.get("rules"), rules, complaints),
        text: String::new(),
    }
}

fn read_journal(node: Option<&Node>, complaints: &mut Complaints) -> Option<String> {
    let path = text(node?, "a file's name", "journal: main.touch", complaints)?;
    Some(path.to_owned())
}

fn read_calendar(keys: &Fields, complaints: &mut Complaints) -> BusinessCalendar {
    let weekend = keys.get("weekend");
    let weekend = weekend.and_then(|node| workdays::read_weekend(node, complaints));
    let given = keys.get("hours").and_then(|node| hours(node, complaints));
    let holidays = keys.get("holidays");
    BusinessCalendar {
        weekend: weekend.unwrap_or([false, false, false, false, false, true, true]),
        hours: given.unwrap_or_else(office_hours),
        holidays: holidays.map_or_else(Vec::new, |node| workdays::read_holidays(node, complaints)),
    }
}

fn office_hours() -> (Time, Time) {
    let at = |hour: u16| Time::from_minutes(hour * 60);
    at(8)
        .zip(at(18))
        .unwrap_or_else(|| unreachable!("a clock shows them"))
}

/// A list of names, each taken once, in the spelling that comes first.
fn read_names(node: Option<&Node>, complaints: &mut Complaints) -> Vec<String> {
    let Some(node) = node else {
        return Vec::new();
    };
    let mut seen = rustc_hash::FxHashSet::default();
    items(node, "a list of names", "reps: [dana, lee]", complaints)
        .iter()
        .filter_map(|item| text(item, "a rep's name", "dana", complaints))
        .filter(|name| seen.insert(fold(name)))
        .map(str::to_owned)
        .collect()
}

fn read_absences(node: Option<&Node>, complaints: &mut Complaints) -> Vec<(String, Vec<DayRange>)> {
    const EXAMPLE: &str = "absences: {dana: [2026-08-03..2026-08-14]}";
    let Some(node) = node else {
        return Vec::new();
    };
    entries(
        node,
        "a mapping of reps to their days off",
        EXAMPLE,
        complaints,
    )
    .into_iter()
    .map(|entry| {
        let ranges = workdays::read_ranges(entry.value, EXAMPLE, complaints);
        (entry.name.to_owned(), ranges)
    })
    .collect()
}

fn read_first_response(
    node: Option<&Node>,
    complaints: &mut Complaints,
) -> Vec<(String, Duration)> {
    const EXAMPLE: &str = "first_response: {website: 1h, any: 1d}";
    let Some(node) = node else {
        return Vec::new();
    };
    entries(
        node,
        "a mapping of sources to durations",
        EXAMPLE,
        complaints,
    )
    .into_iter()
    .filter_map(|entry| {
        let soon = duration(entry.value, complaints)?;
        Some((entry.name.to_owned(), soon))
    })
    .collect()
}

fn read_blunders(node: Option<&Node>, complaints: &mut Complaints) -> Vec<String> {
    const EXAMPLE: &str = "blunders: [\"touching base\"]";
    let Some(node) = node else {
        return Vec::new();
    };
    items(node, "a list of worn-out phrases", EXAMPLE, complaints)
        .iter()
        .filter_map(|item| text(item, "a worn-out phrase", "touching base", complaints))
        .map(str::to_owned)
        .collect()
}

fn read_scripts(node: Option<&Node>, complaints: &mut Complaints) -> Vec<(String, String)> {
    const EXAMPLE: &str = "scripts: {two-line: \"Hi {{ person }}, how is the season going?\"}";
    let Some(node) = node else {
        return Vec::new();
    };
    entries(node, "a mapping of names to scripts", EXAMPLE, complaints)
        .into_iter()
        .filter_map(|entry| {
            let template = text(entry.value, "a script's text", EXAMPLE, complaints)?;
            Some((entry.name.to_owned(), template.to_owned()))
        })
        .collect()
}

fn read_levels(
    node: Option<&Node>,
    rules: &[&'static str],
    complaints: &mut Complaints,
) -> Vec<(&'static str, Option<Level>)> {
    const EXAMPLE: &str = "rules: {missing-win: warning, single-medium: off}";
    const LEVELS: [(&str, Option<Level>); 4] = [
        ("error", Some(Level::Error)),
        ("warning", Some(Level::Warning)),
        ("notice", Some(Level::Notice)),
        ("off", None),
    ];
    let Some(node) = node else {
        return Vec::new();
    };
    entries(node, "a mapping of rules to levels", EXAMPLE, complaints)
        .into_iter()
        .filter_map(|entry| {
            let level = one_of(entry.value, "a level", &LEVELS, complaints);
            let folded = fold(entry.name);
            let rule = rules.iter().find(|rule| **rule == folded);
            if rule.is_none() {
                complaints.unknown(entry.key, entry.name, "rule", rules.iter().copied());
            }
            Some((*rule?, level?))
        })
        .collect()
}
