//! Rules, cadences and claims come in, and out come what `explain` shows of them: tables of all,
//! and a page for each.

use crate::cadences;
use crate::claims::{self, Claim};
use crate::finding::{Kind, Level};
use crate::rules::{self, Rule};
use crate::settings::{Cadence, Effect, Outcome, Settings, Step, Target, Way};
use crate::table::{Align, Cell, Class, Column, Note, Table};
use crate::wording::{count, duration};

/// All rules, cadences and claims, a line each.
#[must_use]
pub fn overview(settings: &Settings) -> Vec<Table> {
    let mut tables: Vec<Table> = [
        (Kind::Text, "Rules of the text: is the journal sound?"),
        (Kind::State, "Rules of the state: what a touch can mend"),
        (
            Kind::History,
            "Rules of the history: what was late or badly done",
        ),
    ]
    .into_iter()
    .map(|(kind, title)| rules_of(kind, title, settings))
    .collect();
    tables.push(all_cadences(settings));
    tables.push(all_claims());
    tables
}

fn rules_of(kind: Kind, title: &str, settings: &Settings) -> Table {
    let columns = vec![
        Column::left(""),
        Column::left(""),
        Column::left("").shortened_to(20),
    ];
    let mut table = Table::new(title, columns, "");
    for rule in rules::ALL.iter().filter(|rule| rule.kind == kind) {
        table.rows.push(vec![
            Cell::new(rule.name, Class::Strong),
            Cell::new(level_name(rule.level_in(settings)), Class::Dim),
            Cell::plain(plain(&rule.summary())),
        ]);
    }
    table
}

fn all_cadences(settings: &Settings) -> Table {
    let columns = vec![Column::left(""), Column::left("").shortened_to(20)];
    let mut table = Table::new("Cadences", columns, "");
    for cadence in &settings.cadences {
        table.rows.push(vec![
            Cell::new(cadence.name.clone(), Class::Strong),
            Cell::plain(cadence.about.clone()),
        ]);
    }
    table
}

fn all_claims() -> Table {
    let columns = vec![Column::left("").shortened_to(20)];
    let mut table = Table::new("Claims: what the field likes to say", columns, "");
    let rows = claims::ALL.iter();
    table.rows = rows.map(|claim| vec![Cell::plain(claim.words)]).collect();
    table.notes.push(vec![
        Note::new("`touchline explain NAME` shows one; `touchline explain third` finds a claim")
            .with_class(Class::Dim),
    ]);
    table
}

/// A sentence without the stop at its end.
fn plain(sentence: &str) -> String {
    sentence.trim_end_matches('.').to_owned()
}

fn level_name(level: Option<Level>) -> &'static str {
    level.map_or("off", Level::name)
}

/// The page of a rule, with the level it has and how to silence it.
#[must_use]
pub fn rule_page(rule: &Rule, settings: &Settings) -> String {
    let (name, level) = (rule.name, rule.level_in(settings));
    let usual = if level == rule.level {
        String::new()
    } else {
        let usual = level_name(rule.level);
        format!(", which the settings say; without them, {usual}")
    };
    let shown = match rule.kind {
        Kind::Text => "whether the journal is sound; always shown",
        Kind::State => "what holds today and a touch can mend",
        Kind::History => {
            "what was once done, and cannot be mended now; shown for `look_back`, all with \
             `check --all`"
        }
    };
    let silence = if level.is_some() {
        format!(
            "# Silence it\n\n\
             - for all: `rules: {{{name}: off}}` in touchline.yaml, or another level\n\
             - for one entry: `; touchline: allow {name}` at the end of its header; on a \
             `prospect` line, for that prospect\n"
        )
    } else {
        format!("# Switch it on\n\n- `rules: {{{name}: warning}}` in touchline.yaml\n")
    };
    format!(
        "# {name}\n\n{page}\n# Level and kind\n\n\
         - level: {level}{usual}\n\
         - kind: {kind}, {shown}\n\n{silence}",
        page = rule.page_text(),
        level = level_name(level),
        kind = rule.kind.name(),
    )
}

/// The page of a rule in short: what it checks and why, without examples.
#[must_use]
pub fn rule_in_short(rule: &Rule, settings: &Settings) -> String {
    let page = rule.parts().unwrap_or_default();
    let level = level_name(rule.level_in(settings));
    let parts = [&page.summary, &page.details, &page.why];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    let parts: String = parts.flat_map(|part| [part, "\n\n"]).collect();
    format!("# {}\n\n{parts}- level: {level}\n", rule.name)
}

/// The page of a cadence: what it is about, and the system behind it.
#[must_use]
pub fn cadence_page(cadence: &Cadence) -> String {
    let about = match cadence.about.as_str() {
        "" => String::new(),
        about => format!("{about}\n\n"),
    };
    format!("# {}\n\n{about}{}", cadence.name, system_behind(cadence))
}

/// The comment at the top of a built-in cadence; nothing where the settings put another in its
/// place.
fn system_behind(cadence: &Cadence) -> String {
    let text = cadences::ALL
        .iter()
        .find(|(name, _)| *name == cadence.name)
        .map_or("", |(_, text)| *text);
    let built_in = Settings::default();
    let same = |id| built_in.cadence_of(id) == cadence;
    if !built_in.cadence(&cadence.name).is_some_and(same) {
        return String::new();
    }
    let lines = text.lines().map_while(|line| line.strip_prefix('#'));
    let mut comment: String = lines.flat_map(|line| [line.trim(), "\n"]).collect();
    comment.push('\n');
    comment
}

/// The steps of a cadence, and what switches it to another.
#[must_use]
pub fn cadence_tables(cadence: &Cadence, settings: &Settings) -> Vec<Table> {
    let mut steps = match cadence.every() {
        Some(every) => Table {
            title: "Steps".into(),
            empty: format!("It repeats for ever, every {}.", duration(every)),
            ..Table::default()
        },
        None => steps_of(cadence, settings),
    };
    let restart: Vec<&str> = cadence.restart.iter().map(|effect| effect.name()).collect();
    if cadence.every().is_none() {
        let again = if restart.is_empty() {
            "No touch starts them again.".to_owned()
        } else {
            format!(
                "A touch that is {} starts them again.",
                restart.join(" or ")
            )
        };
        steps.notes.push(vec![Note::new(again)]);
    }
    vec![steps, switches_of(cadence, settings)]
}

fn steps_of(cadence: &Cadence, settings: &Settings) -> Table {
    let waits = cadence.steps().iter().any(|step| step.wait.is_some());
    let ways = cadence.steps().iter().any(|step| !step.by.is_empty());
    let mut columns = vec![Column::left("step"), Column::left("within")];
    if waits {
        columns.push(Column::left("not before"));
    }
    if ways {
        columns.push(Column::left("by"));
    }
    let mut table = Table::new("Steps, each counted from the touch before", columns, "");
    let mut number = 1;
    for run in cadence.steps().chunk_by(|one, other| one == other) {
        let [step, ..] = run else { continue };
        let last = number + run.len() - 1;
        let numbers = match run.len() {
            1 => number.to_string(),
            2 => format!("{number}, {last}"),
            _ => format!("{number} to {last}"),
        };
        number = last + 1;
        let mut row = vec![Cell::plain(numbers), Cell::plain(soon(step))];
        if waits {
            row.push(Cell::plain(step.wait.map_or_else(String::new, duration)));
        }
        if ways {
            row.push(Cell::plain(by(step, settings)));
        }
        table.rows.push(row);
    }
    table
}

fn soon(step: &Step) -> String {
    if step.within.count == 0 {
        "the same day".into()
    } else {
        duration(step.within)
    }
}

fn by(step: &Step, settings: &Settings) -> String {
    let words = step.by.iter().map(|way| match way {
        Way::Medium(medium) => settings.vocabulary.media[medium.0 as usize].as_str(),
        Way::Channel(channel) => &settings.vocabulary.channel_of(*channel).word,
    });
    words.collect::<Vec<_>>().join(", ")
}

fn switches_of(cadence: &Cadence, settings: &Settings) -> Table {
    let columns = vec![
        Column::left("when"),
        Column::left("what has happened").shortened_to(20),
        Column {
            align: Align::Left,
            ..Column::left("then")
        },
    ];
    let mut table = Table::new("What switches to another cadence", columns, "Nothing does.");
    let on = &cadence.on;
    let vocabulary = &settings.vocabulary;
    let mut add = |key: &str, means: &str, target: Target| {
        let target = match target {
            Target::Cadence(id) => settings.cadence_of(id).name.clone(),
            Target::Own => "the prospect's own".into(),
            Target::End => "none: nothing is due".into(),
        };
        table.rows.push(vec![
            Cell::new(key.to_owned(), Class::Strong),
            Cell::plain(means.to_owned()),
            Cell::plain(target),
        ]);
    };
    for (outcome, target) in &on.outcomes {
        let Outcome { word, effect, .. } = vocabulary.outcome_of(*outcome);
        // A word such as `lost` is its effect's name too, and stands below by that.
        if on.by_effect(*effect) != Some(*target) || word != effect.name() {
            add(word, "a touch ended so", *target);
        }
    }
    for (channel, target) in &on.channels {
        let word = &vocabulary.channel_of(*channel).word;
        add(word, "a touch through that channel", *target);
    }
    for (effect, target) in &on.effects {
        add(effect.name(), meaning_of(*effect), *target);
    }
    if let Some(target) = on.gone_silent {
        let silent = settings.silent_after as usize;
        let silent = count(silent, "touch", "touches");
        add(
            "gone-silent",
            &format!("they had spoken, and {silent} got no answer"),
            target,
        );
    }
    if let Some(target) = on.exhausted {
        add("exhausted", "the last step was made", target);
    }
    table
}

/// What an effect means, in few words.
#[must_use]
pub fn meaning_of(effect: Effect) -> &'static str {
    match effect {
        Effect::Silent => "nothing came back",
        Effect::Engaged => "the two of you spoke",
        Effect::Advanced => "they took a next step",
        Effect::Won => "they said yes",
        Effect::Lost => "they said no",
        Effect::Later => "they said: not before a date",
        Effect::Dropped => "you decided to stop",
        Effect::Stop => "they want no more contact",
    }
}

/// The page of a claim.
#[must_use]
pub fn claim_page(claim: &Claim) -> String {
    format!(
        "# {}\n\n- measured here as: {}\n- source: {}\n",
        claim.words, claim.measure, claim.source
    )
}

/// What published data show, to stand below claims.
#[must_use]
pub fn published_page() -> String {
    let published = claims::PUBLISHED;
    let figures = published.figures.join("\n- ");
    format!(
        "# What published data show\n\n{}:\n\n- {figures}\n\n\
         `touchline report claims` sets the claims beside what your journal shows.\n",
        published.source
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_behind_each_built_in_cadence_is_told() {
        let settings = Settings::default();
        for cadence in &settings.cadences {
            let behind = system_behind(cadence);
            assert!(behind.len() > 150, "{}: {behind}", cadence.name);
        }
    }

    #[test]
    fn a_cadence_that_the_settings_replaced_is_not_told_of_as_if_it_were_built_in() {
        let text = "cadences: {quarterly: {about: Mine, every: 1mo}}";
        let settings = crate::settings::read(text, &[]).unwrap();
        let id = settings.cadence("quarterly").unwrap();
        let page = cadence_page(settings.cadence_of(id));
        assert_eq!(page, "# quarterly\n\nMine\n\n");
    }

    #[test]
    fn like_steps_stand_in_one_row() {
        let settings = Settings::default();
        let id = settings.cadence("persistent").unwrap();
        let tables = cadence_tables(settings.cadence_of(id), &settings);
        let rows: Vec<String> = tables[0]
            .rows
            .iter()
            .map(|row| {
                let cells: Vec<&str> = row.iter().map(|cell| &*cell.text).collect();
                cells.join(" | ")
            })
            .collect();
        assert_eq!(
            rows,
            [
                "1 | 30 minutes | 10 minutes | phone",
                "2 | 4 hours | 2 hours | phone",
                "3 to 7 | 4 business days | 3 business days | phone",
                "8 | 4 business days | 3 business days | ",
            ]
        );
    }

    #[test]
    fn a_rules_page_says_what_the_settings_make_of_it() {
        let settings = crate::settings::read("rules: {syntax: off}", &["syntax"]).unwrap();
        let page = rule_page(&rules::ALL[0], &settings);
        assert!(page.contains("level: off, which the settings say; without them, error"));
        assert!(page.contains("# Switch it on"));
    }
}
