//! The mapping of another program's columns to ours: its text comes in, and out come the columns,
//! values and defaults that it names, or everything that is wrong with it.

use super::error::{Complaints, SettingsError};
use super::node::{Kind, Node};
use super::shape::{Entry, Fields, entries};
use super::unreadable;
use super::value::text;

const EXAMPLE: &str = "columns: {date: Activity date, prospect: [Company, Contact]}";

/// Their words, each with ours; none where it says nothing.
pub type Meanings = Vec<(String, Option<String>)>;

/// What stands where in a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The preset that it adds to.
    pub preset: Option<String>,
    /// Whether the cells are touchline's own: guarded against formulas, notes as lines.
    pub own: bool,
    /// By field, the columns that may hold it, the first that does first.
    pub columns: Vec<(String, Vec<String>)>,
    /// By field, what their words mean in ours; none where they say nothing.
    pub values: Vec<(String, Meanings)>,
    /// By field, what holds where no column says it.
    pub defaults: Vec<(String, String)>,
    /// By column, what holds in a sheet that has it, where no column says it.
    pub with_column: Vec<(String, Vec<(String, String)>)>,
}

/// Reads the text of a mapping. `fields` are the names of the fields there are.
///
/// # Errors
///
/// Everything that is wrong with it, in the order of the text.
pub fn read_mapping(source: &str, fields: &[&str]) -> Result<Mapping, Vec<SettingsError>> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let root = unreadable::parse(source).map_err(|error| vec![error])?;
    let mut complaints = Complaints::default();
    let mapping = build(&root, fields, &mut complaints);
    if complaints.is_empty() {
        Ok(mapping)
    } else {
        Err(complaints.locate(source))
    }
}

fn build(root: &Node, fields: &[&str], complaints: &mut Complaints) -> Mapping {
    const KEYS: [&str; 6] = [
        "preset",
        "own",
        "columns",
        "values",
        "defaults",
        "with_column",
    ];
    let keys = Fields::of(root, "a mapping", &KEYS, EXAMPLE, complaints);
    let mut mapping = Mapping::default();
    if let Some(node) = keys.get("preset") {
        mapping.preset = text(node, "a preset", "hubspot", complaints).map(str::to_owned);
    }
    mapping.own = keys
        .get("own")
        .is_some_and(|node| matches!(node.kind, Kind::Flag));
    if let Some(node) = keys.get("columns") {
        for entry in known(node, fields, complaints) {
            let columns = words(entry.value, complaints);
            mapping.columns.push((entry.name.to_owned(), columns));
        }
    }
    if let Some(node) = keys.get("values") {
        for entry in known(node, fields, complaints) {
            let values = meanings(entry.value, complaints);
            mapping.values.push((entry.name.to_owned(), values));
        }
    }
    if let Some(node) = keys.get("defaults") {
        mapping.defaults = defaults(node, fields, complaints);
    }
    if let Some(node) = keys.get("with_column") {
        for entry in entries(node, "columns with what they mean", EXAMPLE, complaints) {
            let means = defaults(entry.value, fields, complaints);
            mapping.with_column.push((entry.name.to_owned(), means));
        }
    }
    mapping
}

/// The entries of a mapping whose keys are fields.
fn known<'n>(node: &'n Node, fields: &[&str], complaints: &mut Complaints) -> Vec<Entry<'n>> {
    let mut found = entries(node, "fields with their columns", EXAMPLE, complaints);
    found.retain(|entry| {
        let is_known = fields.contains(&entry.name);
        if !is_known {
            complaints.unknown(entry.key, entry.name, "field", fields.iter().copied());
        }
        is_known
    });
    found
}

/// A column, or a list of them.
fn words(node: &Node, complaints: &mut Complaints) -> Vec<String> {
    match &node.kind {
        Kind::List(items) => items
            .iter()
            .filter_map(|item| text(item, "a column's name", "Activity date", complaints))
            .map(str::to_owned)
            .collect(),
        Kind::Empty => Vec::new(),
        _ => text(node, "a column's name", "Activity date", complaints)
            .map(str::to_owned)
            .into_iter()
            .collect(),
    }
}

fn meanings(node: &Node, complaints: &mut Complaints) -> Meanings {
    let found = entries(node, "their words with ours", EXAMPLE, complaints);
    let mut meanings = Vec::new();
    for entry in found {
        let meaning = match entry.value.kind {
            Kind::Empty => None,
            _ => match text(entry.value, "one of our words", "voicemail", complaints) {
                None => continue,
                some => some.map(str::to_owned),
            },
        };
        meanings.push((entry.name.to_owned(), meaning));
    }
    meanings
}

fn defaults(node: &Node, fields: &[&str], complaints: &mut Complaints) -> Vec<(String, String)> {
    let mut defaults = Vec::new();
    for entry in known(node, fields, complaints) {
        if let Some(word) = text(entry.value, "one of our words", "call", complaints) {
            defaults.push((entry.name.to_owned(), word.to_owned()));
        }
    }
    defaults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_read_and_what_is_wrong_with_it_is_said() {
        let fields = ["date", "channel"];
        let text = "preset: hubspot\ncolumns: {date: [When, Day], channel: How}\n\
                    values: {channel: {Anruf: call, Notiz: ~}}\ndefaults: {channel: call}\n\
                    with_column: {Call: {channel: call}}\n";
        let mapping = read_mapping(text, &fields).unwrap();
        assert_eq!(mapping.columns[0].1, ["When", "Day"]);
        assert_eq!(mapping.values[0].1[1], ("Notiz".to_owned(), None));
        let errors = read_mapping("columns: {daet: When}\ncolums: 1\n", &fields).unwrap_err();
        assert_eq!(errors.len(), 2, "{errors:?}");
        assert_eq!((errors[0].line, errors[0].column), (1, 11));
    }
}
