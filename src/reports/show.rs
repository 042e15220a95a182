//! `show`: one prospect: what comes next, its facts, its touches with what came of them.

use serde::{Serialize, Serializer};

use super::said::Said;
use super::touches::{Entry, Gathered, gather};
use crate::calendar::{Day, days_between};
use crate::finding::{Finding, Places};
use crate::journal::field;
use crate::portrait::Portrait;
use crate::reasons::Reasons;
use crate::sheet::{Block, Line, Sheet};
use crate::syntax::{BodyLine, FieldKey};
use crate::table::Class;
use crate::timeline::{Life, Status, Timeline};
use crate::wording::{amount, near_date, short_date};

/// The fields of a prospect that are shown in words of their own.
const KNOWN: [&str; 13] = [
    "owner",
    "cadence",
    "since",
    "value",
    "potential",
    "source",
    "email",
    "phone",
    "aka",
    "pain",
    "gain",
    "close",
    "tags",
];

/// One prospect.
#[derive(Debug, Serialize)]
pub struct Show {
    version: u32,
    today: Day,
    prospect: Shown,
    timeline: Vec<Entry>,
    findings: Vec<Said>,
}

/// A prospect with what only this report says of it.
#[derive(Debug, Serialize)]
struct Shown {
    #[serde(flatten)]
    portrait: Portrait,
    /// Why something is due, in words.
    reason: Option<String>,
    contact: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    aka: Vec<String>,
    pain: Option<String>,
    gain: Option<String>,
    close: Option<String>,
    #[serde(serialize_with = "fields")]
    fields: Vec<(String, String)>,
    notes: Vec<String>,
}

fn fields<S: Serializer>(fields: &[(String, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(fields.iter().map(|(key, value)| (key, value)))
}

impl Show {
    /// Gathers what there is to show of a life. `findings` are those about its prospect.
    #[must_use]
    pub fn new(
        timeline: &Timeline<'_>,
        life: &Life<'_>,
        places: &Places<'_>,
        findings: &[Finding],
    ) -> Show {
        let (journal, id) = (timeline.journal, life.prospect);
        let reasons = Reasons { timeline };
        let body = journal.prospect_body(id);
        let value = |key| journal.value(id, key);
        let aka = journal.values(id, FieldKey::Aka).flat_map(|place| {
            let text = journal.text(place);
            let names = text.split(',').map(|name| name.trim().to_owned());
            names.filter(|name| !name.is_empty()).collect::<Vec<_>>()
        });
        let own = body.iter().filter_map(|line| match line {
            BodyLine::Field(key, value) if !KNOWN.contains(&key.as_str()) => {
                Some((key.clone(), value.clone()))
            }
            _ => None,
        });
        let notes = body.iter().filter_map(|line| match line {
            BodyLine::Note(text) | BodyLine::Homework(text) | BodyLine::Assertion(text) => {
                Some(text.clone())
            }
            BodyLine::Field(..) => None,
        });
        let contact = Some(reasons.contact(life));
        let Gathered { entries, others } = gather(timeline, life, places, findings);
        Show {
            version: 1,
            today: timeline.today.day,
            prospect: Shown {
                portrait: Portrait::new(timeline, life, places),
                reason: reasons.why(life),
                contact: contact.filter(|contact| !contact.is_empty()),
                email: value(FieldKey::Email),
                phone: value(FieldKey::Phone),
                aka: aka.collect(),
                pain: field(&body, &["pain"]),
                gain: field(&body, &["gain"]),
                close: value(FieldKey::Close),
                fields: own.collect(),
                notes: notes.collect(),
            },
            timeline: entries,
            findings: others,
        }
    }

    /// The same as a sheet.
    #[must_use]
    pub fn sheet(&self) -> Sheet {
        Sheet {
            blocks: vec![self.next(), self.facts(), self.touches()],
        }
    }

    /// The same in short: what comes next, how it stands and whose it is, the last `most` touches.
    #[must_use]
    pub fn in_short(&self, most: usize) -> Sheet {
        let mut facts = self.facts();
        let is_told = |line: &Line| {
            let label = line.lead.first().map(|label| &*label.text);
            matches!(label, Some("status" | "owner"))
        };
        facts.lines.retain(is_told);
        let mut block = self.next();
        block.lines.append(&mut facts.lines);
        let made = self.timeline.iter().filter(|entry| entry.is_made());
        let last = made.clone().count().saturating_sub(most);
        let touches = super::touches::heads(made.skip(last), self.today);
        Sheet {
            blocks: vec![block, touches],
        }
    }

    /// What comes next.
    fn next(&self) -> Block {
        let portrait = &self.prospect.portrait;
        let mut block = Block::new(portrait.name.clone());
        let Some(due) = portrait.due else {
            let nothing = match portrait.status {
                Status::Stopped => "nothing: they asked never to be contacted again",
                _ => "nothing is due",
            };
            block.lines.push(Line::labelled("next", nothing));
            return block;
        };
        let when = near_date(due.day, self.today);
        let time = due.time.map_or_else(String::new, |time| format!(" {time}"));
        let line = Line::labelled("next", format!("{when}{time}"));
        let line = if portrait.overdue > 0 {
            let class = if portrait.status == Status::Dead {
                Class::Dead
            } else {
                Class::Late
            };
            line.and(format!("({} d late)", portrait.overdue), class)
        } else {
            line
        };
        block.lines.push(line);
        let reason = self.prospect.reason.clone().unwrap_or_default();
        block.lines.push(Line::labelled("why", reason));
        if let Some(channel) = &portrait.next_channel {
            let how = Line::labelled("how", channel.clone());
            let contact = self.prospect.contact.clone().unwrap_or_default();
            block.lines.push(how.and(contact, Class::Strong));
        }
        block
    }

    fn facts(&self) -> Block {
        let Shown { portrait, .. } = &self.prospect;
        let mut block = Block::new("Facts");
        let mut add = |label: &str, text: Option<String>| {
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                block.lines.push(Line::labelled(label, text));
            }
        };
        let touches = crate::wording::count(portrait.touches as usize, "touch", "touches");
        let pursuit = match portrait.pursuit {
            1 => String::new(),
            number => format!(" in pursuit {number}"),
        };
        let died = portrait.death.map_or_else(String::new, |death| {
            format!(", since {}", short_date(death.dead_since, self.today))
        });
        let status = portrait.status.name();
        add(
            "status",
            Some(format!("{status}{died}; {touches}{pursuit}")),
        );
        let own = &portrait.own_cadence;
        add(
            "cadence",
            Some(match &portrait.cadence {
                None => format!("none (its own is {own})"),
                Some(name) => {
                    let step = portrait
                        .steps
                        .map(|steps| format!(", step {} of {steps}", portrait.step));
                    let own = if name == own {
                        String::new()
                    } else {
                        format!(" (its own is {own})")
                    };
                    format!("{name}{}{own}", step.unwrap_or_default())
                }
            }),
        );
        add("owner", portrait.owner.clone());
        add(
            "since",
            portrait.since.map(|since| {
                let time = since
                    .time
                    .map_or_else(String::new, |time| format!(" {time}"));
                let ago = crate::wording::days(days_between(since.day, self.today));
                format!("{}{time}, {ago} ago", short_date(since.day, self.today))
            }),
        );
        add("source", portrait.source.clone());
        add("value", portrait.money.as_ref().map(amount));
        add("potential", portrait.potential.clone());
        add("email", self.prospect.email.clone());
        add("phone", self.prospect.phone.clone());
        add("aka", Some(self.prospect.aka.join(", ")));
        add("pain", self.prospect.pain.clone());
        add("gain", self.prospect.gain.clone());
        add("close", self.prospect.close.clone());
        add("tags", Some(portrait.tags.join(", ")));
        for (key, value) in &self.prospect.fields {
            add(key, Some(value.clone()));
        }
        for note in &self.prospect.notes {
            block
                .lines
                .push(Line::default().and(note.clone(), Class::Dim));
        }
        block.lines.extend(self.findings.iter().map(Said::line));
        block
    }

    fn touches(&self) -> Block {
        let mut block = super::touches::block(&self.timeline, self.today);
        if block.lines.is_empty() {
            block.lines.push(Line::new("No touch yet."));
        }
        block
    }
}
