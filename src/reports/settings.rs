//! `config`: the settings in force, and where each came from.

use serde::Serialize;

use crate::cadences;
use crate::calendar::{DayRange, Duration};
use crate::settings::{KEYS, Settings, Step, Vocabulary};
use crate::table::{Cell, Class, Column, Table};
use crate::text::fold;
use crate::wording::count;

/// The settings in force.
#[derive(Debug, Serialize)]
pub struct Config {
    version: u32,
    /// The settings file, where there is one.
    file: Option<String>,
    settings: Vec<Setting>,
    cadences: Vec<CadenceRow>,
}

/// A setting.
#[derive(Debug, Serialize)]
struct Setting {
    key: &'static str,
    /// Its value, as one would write it in YAML, on one line.
    value: String,
    /// The line that says so; none where it is the default.
    line: Option<u32>,
}

/// A cadence.
#[derive(Debug, Serialize)]
struct CadenceRow {
    name: String,
    /// `built-in`, `overridden` or `own`.
    kind: &'static str,
    rhythm: String,
    line: Option<u32>,
}

impl Config {
    /// Looks them up. `file` is where they were read, where there is a file.
    #[must_use]
    pub fn new(settings: &Settings, file: Option<String>) -> Config {
        let lines = settings.lines();
        let setting = |key| Setting {
            key,
            value: value(settings, key),
            line: lines.of(key),
        };
        // The cadences have a table of their own.
        let keys = KEYS.into_iter().filter(|key| *key != "cadences");
        let cadence = |cadence: &crate::settings::Cadence| {
            let line = lines.below("cadences", &cadence.name);
            let name = fold(&cadence.name);
            let is_built_in = cadences::ALL.iter().any(|(known, _)| *known == name);
            let rhythm = match cadence.every() {
                Some(every) => format!("every {every}"),
                None => steps(cadence.steps()),
            };
            CadenceRow {
                name: cadence.name.clone(),
                kind: match (is_built_in, line) {
                    (true, None) => "built-in",
                    (true, Some(_)) => "overridden",
                    (false, _) => "own",
                },
                rhythm,
                line,
            }
        };
        Config {
            version: 1,
            settings: keys.map(setting).collect(),
            cadences: settings.cadences.iter().map(cadence).collect(),
            file,
        }
    }

    /// The settings, and the cadences, as tables.
    #[must_use]
    pub fn tables(&self) -> [Table; 2] {
        let title = match &self.file {
            Some(file) => format!("Settings of {file}"),
            None => "Settings: all are defaults, since there is no touchline.yaml".to_owned(),
        };
        let columns = || {
            vec![
                Column::left("key"),
                Column::left("value").shortened_to(20),
                Column::left("from").shortened_to(12),
            ]
        };
        let mut settings = Table::new(title, columns(), "");
        for setting in &self.settings {
            settings.rows.push(vec![
                Cell::new(setting.key, Class::Strong),
                Cell::plain(setting.value.clone()),
                self.from(setting.line, "default"),
            ]);
        }
        let columns = vec![
            Column::left("name"),
            Column::left("within").shortened_to(20),
            Column::left("from").shortened_to(12),
        ];
        let mut cadences = Table::new("Cadences", columns, "");
        for cadence in &self.cadences {
            let from = match cadence.line {
                Some(_) => self.from(cadence.line, ""),
                None => Cell::new(cadence.kind, Class::Dim),
            };
            let from = Cell {
                text: match (cadence.kind, cadence.line) {
                    (kind @ ("overridden" | "own"), Some(_)) => {
                        format!("{kind}, {}", from.text).into()
                    }
                    _ => from.text,
                },
                ..from
            };
            cadences.rows.push(vec![
                Cell::new(cadence.name.clone(), Class::Strong),
                Cell::plain(cadence.rhythm.clone()),
                from,
            ]);
        }
        [settings, cadences]
    }

    fn from(&self, line: Option<u32>, otherwise: &'static str) -> Cell {
        match (line, &self.file) {
            (Some(line), Some(file)) => Cell::plain(format!("{file}:{line}")),
            (Some(line), None) => Cell::plain(format!("line {line}")),
            (None, _) => Cell::new(otherwise, Class::Dim),
        }
    }
}

fn steps(steps: &[Step]) -> String {
    let within: Vec<String> = steps.iter().map(|step| step.within.to_string()).collect();
    format!(
        "{}: {}",
        count(steps.len(), "step", "steps"),
        within.join(" ")
    )
}

/// The value of a key, as one would write it in YAML, on one line.
fn value(settings: &Settings, key: &str) -> String {
    let calendar = &settings.calendar;
    let pairs = |pairs: &[(String, Duration)]| {
        mapping(
            pairs
                .iter()
                .map(|(name, value)| (word(name), value.to_string())),
        )
    };
    match key {
        "journal" => settings
            .journal
            .as_deref()
            .map_or_else(|| "~".to_owned(), word),
        "default_cadence" => word(&settings.cadence_of(settings.default_cadence).name),
        "reps" => list(settings.reps.iter().map(|rep| word(rep))),
        "weekend" => {
            const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
            let days = NAMES.iter().zip(calendar.weekend).filter(|(_, off)| *off);
            list(days.map(|(day, _)| (*day).to_owned()))
        }
        "hours" => {
            let (start, end) = calendar.hours;
            format!("{start}..{end}")
        }
        "holidays" => list(calendar.holidays.iter().map(range)),
        "absences" => mapping(
            settings
                .absences
                .iter()
                .map(|(rep, days)| (word(rep), list(days.iter().map(range)))),
        ),
        "first_response" => pairs(&settings.first_response),
        "look_back" => settings.look_back.to_string(),
        "reply_within" => settings.reply_within.to_string(),
        "dead_after" => settings.dead_after.to_string(),
        "give_up_touch" => settings.give_up_touch.to_string(),
        "silent_after" => settings.silent_after.to_string(),
        "later_default" => settings.later_default.to_string(),
        "rut_after" => settings.rut_after.to_string(),
        "blunders" => list(settings.blunders.iter().map(|line| word(line))),
        "scripts" => mapping(
            settings
                .scripts
                .iter()
                .map(|(name, text)| (word(name), word(text))),
        ),
        "channels" => {
            let built_in = Vocabulary::default().channels.len();
            let added = settings.vocabulary.channels.iter().skip(built_in);
            mapping(added.map(|channel| {
                let medium = &settings.vocabulary.media[usize::from(channel.medium.0)];
                (word(&channel.word), word(medium))
            }))
        }
        "outcomes" => {
            let built_in = Vocabulary::default().outcomes.len();
            let added = settings.vocabulary.outcomes.iter().skip(built_in);
            mapping(added.map(|outcome| (word(&outcome.word), outcome.effect.name().to_owned())))
        }
        "rules" => mapping(settings.levels.iter().map(|(rule, level)| {
            let level = level.map_or("off", crate::finding::Level::name);
            (word(rule), level.to_owned())
        })),
        _ => String::new(),
    }
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

fn mapping(pairs: impl Iterator<Item = (String, String)>) -> String {
    let pairs = pairs.map(|(key, value)| format!("{key}: {value}"));
    format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
}

fn range(days: &DayRange) -> String {
    if days.start() == days.end() {
        days.start().to_string()
    } else {
        format!("{}..{}", days.start(), days.end())
    }
}

/// A text as YAML has it: as it is where it is plain words, else in quotes.
fn word(text: &str) -> String {
    let is_plain = text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || " -_./".contains(c))
        && !["true", "false", "null"].contains(&fold(text).as_str());
    if is_plain {
        return text.to_owned();
    }
    // A string of JSON is one of YAML.
    serde_json::to_string(text).unwrap_or_default()
}
