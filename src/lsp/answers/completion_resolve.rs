//! `completionItem/resolve`: what more there is to say of a word that may be chosen, as `show` and
//! `explain` say it.

use gen_lsp_types::{
    CompletionItem, CompletionResolveRequest, Documentation, MarkupContent, MarkupKind, Request,
};
use serde::Deserialize;

use super::completion::Ticket;
use super::{Answer, answered};
use crate::finding::Places;
use crate::formats::{Look, page, sheet, text as table};
use crate::lsp::asked::Asked;
use crate::lsp::candidates::About;
use crate::lsp::workspace::Workspace;
use crate::reports::{explain, show};
use crate::rules;
use crate::sheet::Sheet;

/// The columns of a box beside a list.
const WIDTH: usize = 60;

pub(super) const ANSWER: Answer = Answer {
    method: CompletionResolveRequest::METHOD,
    waits_for_findings: false,
    // It is announced with what it goes with.
    announce: |_, _| {},
    give: |workspace, params| {
        answered::<CompletionResolveRequest>(params, |item| {
            let documentation = documentation(workspace, &item);
            Ok(CompletionItem {
                documentation: documentation.or(item.documentation),
                ..item
            })
        })
    },
};

fn documentation(workspace: &Workspace<'_>, item: &CompletionItem) -> Option<Documentation> {
    let ticket = Ticket::deserialize(item.data.as_ref()?).ok()?;
    let asked = Asked::find(workspace, &ticket.uri)?;
    let settings = &asked.ledger.settings;
    let look = Look {
        width: WIDTH,
        ..Look::default()
    };
    let mut text = String::new();
    match &ticket.about {
        About::Prospect(name) => sheet::write(&card(&asked, name)?, look, &mut text).ok()?,
        About::Rule(name) => {
            let rule = rules::ALL.iter().find(|rule| rule.name == name)?;
            let written = explain::rule_page(rule, settings);
            if workspace.client.completion_markdown {
                return Some(MarkupContent::new(MarkupKind::Markdown, written).into());
            }
            page::write(&written, look, &mut text).ok()?;
        }
        About::Cadence(name) => {
            let cadence = settings.cadence_of(settings.cadence(name)?);
            page::write(&explain::cadence_page(cadence), look, &mut text).ok()?;
            for table in explain::cadence_tables(cadence, settings) {
                text.push('\n');
                table::write(&table, look, &mut text).ok()?;
            }
        }
    }
    Some(MarkupContent::new(MarkupKind::PlainText, text).into())
}

/// What comes next for a prospect, and its facts.
fn card(asked: &Asked<'_>, name: &str) -> Option<Sheet> {
    let timeline = asked.ledger.timeline();
    let life = timeline.life(asked.ledger.journal.find_prospect(name)?);
    let sources = asked.ledger.sources();
    let show = show::Show::new(&timeline, &life, &Places::new(&sources), &[]);
    Some(Sheet {
        blocks: show.sheet().blocks.into_iter().take(2).collect(),
    })
}
