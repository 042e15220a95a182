//! A template and the facts come in; out comes the text, with a blank for each fact that the
//! journal does not know, and which those were. A template reaches nothing but the facts, and
//! cannot run for long or grow large: settings come with the repository.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::sync::{Arc, Mutex};

use minijinja::value::{Object, ObjectRepr, Value};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};

use super::facts::Facts;
use crate::syntax::near_word;

/// What stands for what the journal does not know.
const BLANK: &str = "____";
/// How many steps a template may take.
const FUEL: u64 = 20_000;
/// How long its text may get, in bytes.
const LONGEST: usize = 16 * 1024;
/// The tags that a script may use.
const TAGS: [&str; 6] = ["if", "elif", "else", "endif", "for", "endfor"];

/// A script with the facts filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// The text.
    pub text: String,
    /// The facts that it asks for and the journal does not hold, in the order of the text.
    pub missing: Vec<String>,
}

impl Filled {
    /// Puts another one under it.
    pub(super) fn join(&mut self, other: Filled) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(&other.text);
        for name in other.missing {
            if !self.missing.contains(&name) {
                self.missing.push(name);
            }
        }
    }
}

/// Why a script cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// The script's name.
    pub script: String,
    /// The line of the template, from 1, where that is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// Fills the template of a script.
pub(super) fn fill(name: &str, template: &str, facts: &Facts) -> Result<Filled, TemplateError> {
    let fail = |line, message: String, help: Option<String>| TemplateError {
        script: name.to_owned(),
        line,
        message,
        help,
    };
    if let Some((line, what)) = forbidden(template) {
        let help = "a script has `{{ NAME }}`, `{% if NAME %}`, `{% for … %}` and no more";
        return Err(fail(Some(line), what, Some(help.to_owned())));
    }
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(50);
    let notes = Arc::new(Notes::default());
    let known = Known::new(facts, &notes);
    let mut page = Page::default();
    let rendered = environment
        .template_from_str(template)
        .and_then(|template| {
            template.render_captured_to(Value::from_object(known), &mut page)?;
            Ok(())
        });
    match rendered {
        Ok(()) => Ok(Filled {
            text: String::from_utf8_lossy(&page.0).trim_end().to_owned(),
            missing: notes.take(|notes| &mut notes.missing),
        }),
        Err(error) => {
            let unknown = notes.take(|notes| &mut notes.unknown).pop();
            let (message, help) = explain(&error, unknown, facts);
            Err(fail(error.line(), message, help))
        }
    }
}

/// What is wrong, and what to do.
fn explain(error: &Error, unknown: Option<String>, facts: &Facts) -> (String, Option<String>) {
    match (error.kind(), unknown) {
        (ErrorKind::UndefinedError, Some(unknown)) => {
            let names = || facts.names();
            let help = match near_word(&unknown, names()) {
                Some(near) => format!("is `{near}` meant?"),
                None => format!("a script knows {}", names().collect::<Vec<_>>().join(", ")),
            };
            (format!("there is no `{unknown}`"), Some(help))
        }
        (ErrorKind::OutOfFuel, _) => ("it does not come to an end".to_owned(), None),
        (ErrorKind::WriteFailure, _) => (format!("its text is longer than {LONGEST} bytes"), None),
        (kind, _) => {
            let message = match error.detail() {
                Some(detail) => format!("{kind}: {detail}"),
                None => kind.to_string(),
            };
            (message, None)
        }
    }
}

/// What a template may not use, and its line: tags that keep values, and multiplication, by which
/// a few words could fill the memory.
fn forbidden(template: &str) -> Option<(usize, String)> {
    let mut rest = template;
    loop {
        let at = ["{{", "{%"]
            .iter()
            .filter_map(|start| rest.find(start))
            .min()?;
        let line = template[..template.len() - rest.len() + at]
            .matches('\n')
            .count()
            + 1;
        let is_tag = rest[at..].starts_with("{%");
        let inside = &rest[at + 2..];
        let end = inside.find(if is_tag { "%}" } else { "}}" });
        let inside = &inside[..end.unwrap_or(inside.len())];
        let words = inside.trim_start_matches(['-', '+']).trim_start();
        let tag: String = words.chars().take_while(|c| c.is_alphanumeric()).collect();
        if is_tag && !TAGS.contains(&tag.as_str()) {
            return Some((
                line,
                format!("`{{% {tag} %}}` is nothing that a script can use"),
            ));
        }
        if inside.contains('*') {
            return Some((line, "`*` is nothing that a script can use".to_owned()));
        }
        rest = &rest[at + 2 + inside.len()..];
    }
}

/// What a template asked for in vain.
#[derive(Debug, Default)]
struct Notes(Mutex<Asked>);

#[derive(Debug, Default)]
struct Asked {
    missing: Vec<String>,
    unknown: Vec<String>,
}

impl Notes {
    fn note(&self, name: &str, list: impl Fn(&mut Asked) -> &mut Vec<String>) {
        // Nobody panics while writing a word down, so the lock is never poisoned.
        if let Ok(mut asked) = self.0.lock() {
            let list = list(&mut asked);
            if !list.iter().any(|known| known == name) {
                list.push(name.to_owned());
            }
        }
    }

    fn take(&self, list: impl Fn(&mut Asked) -> &mut Vec<String>) -> Vec<String> {
        let asked = self.0.lock();
        asked.map_or_else(|_| Vec::new(), |mut asked| std::mem::take(list(&mut asked)))
    }
}

/// What a template can reach: the facts by name, and under `own` the prospect's own fields.
#[derive(Debug)]
struct Known {
    values: BTreeMap<String, Value>,
    own: Value,
    notes: Arc<Notes>,
}

impl Known {
    fn new(facts: &Facts, notes: &Arc<Notes>) -> Known {
        let value = |(name, text): (&str, Option<&str>)| {
            let value = match text {
                Some(text) => Value::from(text),
                None => blank(name, notes),
            };
            (name.to_owned(), value)
        };
        let own = facts.own.iter();
        let own = own
            .map(|(name, text)| (name.clone(), text.clone()))
            .collect();
        Known {
            values: facts.values().map(value).collect(),
            own: Value::from_object(Own {
                values: own,
                notes: Arc::clone(notes),
            }),
            notes: Arc::clone(notes),
        }
    }
}

impl Object for Known {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        if name == "own" {
            return Some(self.own.clone());
        }
        let value = self.values.get(name).cloned();
        if value.is_none() {
            self.notes.note(name, |asked| &mut asked.unknown);
        }
        value
    }
}

/// The fields that the user made up: any may be asked for.
#[derive(Debug)]
struct Own {
    values: BTreeMap<String, String>,
    notes: Arc<Notes>,
}

impl Object for Own {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = crate::text::fold(key.as_str()?);
        Some(match self.values.get(&name) {
            Some(text) => Value::from(text.as_str()),
            None => blank(&format!("own.{name}"), &self.notes),
        })
    }
}

/// A fact that the journal does not hold: false where it is asked about, a blank where it is
/// shown, which is noted.
#[derive(Debug)]
struct Blank {
    name: String,
    notes: Arc<Notes>,
}

fn blank(name: &str, notes: &Arc<Notes>) -> Value {
    Value::from_object(Blank {
        name: name.to_owned(),
        notes: Arc::clone(notes),
    })
}

impl Object for Blank {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        false
    }

    fn render(self: &Arc<Self>, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.notes.note(&self.name, |asked| &mut asked.missing);
        formatter.write_str(BLANK)
    }
}

/// What is written, up to a length.
#[derive(Default)]
struct Page(Vec<u8>);

impl io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LONGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> Facts {
        Facts::of(
            &[("person", Some("Ms {{ pain }} & <Söhne>")), ("pain", None)],
            &[("budget", "9")],
        )
    }

    fn filled(template: &str) -> Result<Filled, TemplateError> {
        fill("mine", template, &facts())
    }

    #[test]
    fn what_is_known_is_filled_in_as_it_is_and_what_is_not_is_a_blank() {
        let filled =
            filled("Hi {{ person }}: {{ pain }}, {{ own.Budget }}, {{ own.colour }}").unwrap();
        assert_eq!(filled.text, "Hi Ms {{ pain }} & <Söhne>: ____, 9, ____");
        assert_eq!(filled.missing, ["pain", "own.colour"]);
    }

    #[test]
    fn to_ask_whether_something_is_known_is_not_to_ask_for_it() {
        let filled =
            filled("{% if pain %}{{ pain }}{% elif person %}a{% else %}b{% endif %}").unwrap();
        assert_eq!((filled.text.as_str(), filled.missing.len()), ("a", 0));
    }

    #[test]
    fn an_unknown_name_is_named_with_the_nearest_and_its_line() {
        let error = filled("Hi\n{{ persom }}").unwrap_err();
        assert_eq!(error.line, Some(2));
        assert_eq!(error.message, "there is no `persom`");
        assert_eq!(error.help.unwrap(), "is `person` meant?");
        assert!(filled("{% if persom %}{% endif %}").is_err());
        assert!(filled("{{ person.name }}").is_err());
    }

    #[test]
    fn a_template_cannot_fill_the_memory_or_run_for_ever() {
        let many = "[1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6]";
        let start = |name| format!("{{% for {name} in {many} %}}");
        let loops = ["a", "b", "c", "d"].map(start).concat() + "x" + &"{% endfor %}".repeat(4);
        for hostile in [
            "{{ 'x' * 100000000 }}".to_owned(),
            "{% set a = 'x' %}{% set a = a ~ a %}".to_owned(),
            "{%- with a = 'x' %}{% endwith %}".to_owned(),
            loops,
            "{% include 'main.touch' %}".to_owned(),
            "{{ person".to_owned(),
            "x".repeat(LONGEST + 1),
            format!("{{{{ {}1", "(".repeat(500)),
        ] {
            let error = filled(&hostile).unwrap_err();
            assert_eq!(error.script, "mine");
        }
    }

    #[test]
    fn a_star_in_the_text_is_a_star() {
        assert_eq!(filled("** {{ own.budget }} **").unwrap().text, "** 9 **");
    }
}
