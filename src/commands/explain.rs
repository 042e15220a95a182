//! `explain`: the page of a rule, a cadence or a claim.

use clap::Args;

use super::{Answer, Failure, Session};
use crate::claims;
use crate::formats::{page, text};
use crate::reports::explain;
use crate::rules;
use crate::settings::Settings;
use crate::syntax::near_word;
use crate::table::Table;
use crate::text::fold;

/// Explain a rule, a cadence or a claim; without a name, list them all
///
/// A rule's page says what it checks, why that matters, and shows a journal that trips it, and the
/// same mended. A cadence's page tells the system behind it, its steps, and what switches to
/// another. A claim is named by words that it holds, as in `touchline explain third`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The name of a rule or a cadence, or words of a claim
    #[arg(value_name = "NAME")]
    name: Vec<String>,
}

impl Explain {
    pub(super) fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        let (settings, _) = session.settings()?;
        let name = self.name.join(" ");
        let parts = if name.trim().is_empty() {
            let tables = explain::overview(&settings);
            tables.into_iter().map(Part::Table).collect()
        } else {
            parts_of(&name, &settings)?
        };
        let mut answer = Answer::default();
        let out = &mut answer.text;
        for (at, part) in parts.iter().enumerate() {
            if at > 0 && !out.ends_with("\n\n") {
                out.push('\n');
            }
            match part {
                Part::Page(page) => page::write(page, session.look(), out),
                Part::Table(table) => text::write(table, session.look(), out),
            }?;
        }
        Ok(answer)
    }
}

/// What is shown, with an empty line between.
enum Part {
    Page(String),
    Table(Table),
}

fn parts_of(name: &str, settings: &Settings) -> Result<Vec<Part>, Failure> {
    // A shell makes two words of `silent treatment`.
    let folded = fold(name).replace(' ', "-");
    let mut parts = Vec::new();
    if let Some(rule) = rules::ALL.iter().find(|rule| rule.name == folded) {
        parts.push(Part::Page(explain::rule_page(rule, settings)));
    }
    if let Some(id) = settings.cadence(&folded).or(settings.cadence(name)) {
        let cadence = settings.cadence_of(id);
        parts.push(Part::Page(explain::cadence_page(cadence)));
        let tables = explain::cadence_tables(cadence, settings);
        parts.extend(tables.into_iter().map(Part::Table));
    }
    if parts.is_empty() {
        let claims = claims::with_words(name);
        let pages = claims.iter().map(explain::claim_page).map(Part::Page);
        parts.extend(pages);
        if !parts.is_empty() {
            parts.push(Part::Page(explain::published_page()));
        }
    }
    if parts.is_empty() {
        return Err(unknown(name, &folded, settings));
    }
    Ok(parts)
}

fn unknown(name: &str, folded: &str, settings: &Settings) -> Failure {
    let cadences = settings.cadences.iter();
    let cadences = cadences.map(|cadence| cadence.name.as_str());
    let names = || rules::names().into_iter().chain(cadences.clone());
    let words = claims::ALL
        .iter()
        .flat_map(|claim| claim.words.split(' '))
        .filter(|word| word.len() > 3);
    let holding = || {
        let names: Vec<String> = names()
            .filter(|name| fold(name).contains(folded))
            .take(4)
            .map(|name| format!("`{name}`"))
            .collect();
        names.join(", ")
    };
    let help = match (near_word(folded, names().chain(words)), holding()) {
        (Some(near), _) => format!("is `{near}` meant?"),
        (None, holding) if !holding.is_empty() => format!("is one of these meant: {holding}?"),
        _ => "`touchline explain` lists them all".to_owned(),
    };
    Failure::new(format!("there is no rule, cadence or claim `{name}`")).help(help)
}
