//! A slot comes in; out come the words that one can choose from for it, the best first. All that
//! fit are there: they are ranked, not hidden.

mod dates;
mod fields;
mod outcomes;
mod paths;
mod prospects;
mod tags;

use gen_lsp_types::CompletionItemKind as Kind;
use serde::{Deserialize, Serialize};

use super::asked::Asked;
use super::slots::{Slot, Wanted};
use crate::rules;
use crate::syntax::{FACTS, POTENTIALS};
use crate::text::fold;
use crate::timeline::{Status, Timeline};

/// A word to choose.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// What is shown.
    pub label: String,
    /// What is written.
    pub text: String,
    /// The same with places to jump to, for clients that can.
    pub snippet: Option<String>,
    /// What is compared with what was typed.
    pub filter: String,
    /// A few words on it.
    pub detail: String,
    /// What it is: one of the kinds that every client knows, up to `Reference`.
    pub kind: Kind,
    /// What more there is to say.
    pub about: Option<About>,
}

/// What there is a page of, which is written when it is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum About {
    /// The prospect of this name.
    Prospect(String),
    /// The rule of this name.
    Rule(String),
    /// The cadence of this name.
    Cadence(String),
}

impl Candidate {
    fn new(word: impl Into<String>, kind: Kind, detail: impl Into<String>) -> Candidate {
        let word = word.into();
        Candidate {
            text: word.clone(),
            filter: word.clone(),
            label: word,
            snippet: None,
            detail: detail.into(),
            kind,
            about: None,
        }
    }
}

/// The words for a slot.
#[derive(Debug)]
pub(super) struct Choice {
    /// The words, the best first.
    pub candidates: Vec<Candidate>,
    /// Whether there are more, which are found when more is typed.
    pub has_more: bool,
}

/// What one can choose from for a slot.
pub(super) fn choice(asked: &Asked<'_>, timeline: &Timeline<'_>, slot: &Slot) -> Choice {
    let mut candidates = match &slot.wants {
        Wanted::Date => dates::of_touch(timeline.today.day, &typed(asked, slot)),
        Wanted::Promise { later } => {
            let workdays = timeline.workdays(asked.rep(slot.cursor));
            dates::of_promise(timeline.today.day, workdays, *later, &typed(asked, slot))
        }
        Wanted::Directive => directives(),
        Wanted::Mark => marks(),
        Wanted::Channel => channels(asked),
        Wanted::Prospect => return prospects::all(asked, timeline, slot),
        Wanted::Undeclared => return prospects::undeclared(asked, timeline, slot),
        Wanted::Arrow => vec![Candidate::new("->", Kind::Keyword, "how it ended")],
        Wanted::Outcome { mark, channel } => {
            outcomes::all(asked, mark.as_deref(), channel, &typed(asked, slot))
        }
        Wanted::Tag { bare } => tags::used(asked, *bare),
        Wanted::Key(entry) => fields::keys(asked, slot, *entry),
        Wanted::Homework => vec![fields::homework(asked, timeline, slot)],
        Wanted::Assertion => vec![Candidate::new(
            "=",
            Kind::Keyword,
            "what holds right after this touch",
        )],
        Wanted::Who => vec![
            Candidate::new("me", Kind::Keyword, "on our side"),
            Candidate::new("them", Kind::Keyword, "on theirs"),
        ],
        Wanted::Fact => {
            let facts = FACTS.iter();
            facts
                .map(|(word, value)| Candidate::new(*word, Kind::Keyword, *value))
                .collect()
        }
        Wanted::Stated(fact) => stated(timeline, fact, &typed(asked, slot)),
        Wanted::Cadence => cadences(timeline),
        Wanted::Rep => reps(asked, slot),
        Wanted::Source => others(asked, slot, asked.ledger.journal.sources_used()),
        Wanted::Potential => POTENTIALS.map(value).to_vec(),
        Wanted::Path => paths::not_included(asked),
        Wanted::Allow => vec![Candidate::new(
            "touchline: allow",
            Kind::Keyword,
            "silences a rule for this entry",
        )],
        Wanted::Rule => rules(),
    };
    if slot.is_prose {
        let typed = fold(&typed(asked, slot));
        candidates.retain(|candidate| fold(&candidate.filter).starts_with(&typed));
    }
    Choice {
        candidates,
        has_more: false,
    }
}

/// What was typed in a slot.
fn typed(asked: &Asked<'_>, slot: &Slot) -> String {
    asked.source().text(slot.typed()).into_owned()
}

fn value(word: impl Into<String>) -> Candidate {
    Candidate::new(word, Kind::Value, "")
}

fn directives() -> Vec<Candidate> {
    [
        ("prospect", "declares a prospect"),
        ("rep", "says whose touches and prospects follow"),
        ("include", "reads another file at this place"),
    ]
    .map(|(word, detail)| Candidate::new(word, Kind::Keyword, detail))
    .to_vec()
}

fn marks() -> Vec<Candidate> {
    [
        ("<", "inbound: they contacted you"),
        ("!", "planned: it has not happened yet"),
        (">", "outbound: you contacted them"),
    ]
    .map(|(word, detail)| Candidate::new(word, Kind::Keyword, detail))
    .to_vec()
}

fn channels(asked: &Asked<'_>) -> Vec<Candidate> {
    let vocabulary = &asked.ledger.settings.vocabulary;
    let channels = vocabulary.channels.iter();
    channels
        .map(|channel| {
            let medium = vocabulary.media[usize::from(channel.medium.0)].as_str();
            Candidate::new(channel.word.as_str(), Kind::Enum, medium)
        })
        .collect()
}

fn cadences(timeline: &Timeline<'_>) -> Vec<Candidate> {
    let cadences = timeline.settings.cadences.iter();
    cadences
        .map(|cadence| Candidate {
            about: Some(About::Cadence(cadence.name.clone())),
            ..Candidate::new(cadence.name.as_str(), Kind::Enum, cadence.about.as_str())
        })
        .collect()
}

/// What a fact may be stated to be: of a number, nothing can be told.
fn stated(timeline: &Timeline<'_>, fact: &str, typed: &str) -> Vec<Candidate> {
    let none = value("none");
    let mut values = match fact {
        "status" => Status::ALL.map(|status| value(status.name())).to_vec(),
        "due" => {
            let everybody = timeline.settings.calendar.for_all();
            dates::of_promise(timeline.today.day, everybody, false, typed)
        }
        "touch" | "step" => Vec::new(),
        _ => return Vec::new(),
    };
    values.push(none);
    values
}

/// The reps, the one in force first.
fn reps(asked: &Asked<'_>, slot: &Slot) -> Vec<Candidate> {
    let journal = &asked.ledger.journal;
    let mut names = journal.all_reps(&asked.ledger.settings);
    let in_force = asked.rep(asked.source().line_at(slot.cursor).start.saturating_sub(1));
    let in_force = in_force.map(|rep| journal.rep_name(rep));
    names.sort_by_key(|name| Some(name) != in_force.as_ref());
    others(asked, slot, &names)
}

/// Names that are in use, but for what stands in the slot: that may be half written.
fn others(asked: &Asked<'_>, slot: &Slot, names: &[String]) -> Vec<Candidate> {
    let written = fold(&asked.source().text(slot.span));
    let others = names.iter().filter(|name| fold(name) != written);
    others.map(|name| value(name.as_str())).collect()
}

fn rules() -> Vec<Candidate> {
    let rules = rules::ALL.iter();
    rules
        .map(|rule| Candidate {
            about: Some(About::Rule(rule.name.to_owned())),
            ..Candidate::new(rule.name, Kind::Enum, rule.summary())
        })
        .collect()
}
