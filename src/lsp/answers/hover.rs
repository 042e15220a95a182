//! `textDocument/hover`: what is known of what stands here, as the commands say it.

use gen_lsp_types::{Hover, HoverRequest, MarkupContent, MarkupKind, Request};

use super::{Answer, answered};
use crate::calendar::{Day, days_between};
use crate::finding::Places;
use crate::formats::{Look, md, page, sheet, text};
use crate::journal::{ProspectId, RepId};
use crate::lsp::asked::Asked;
use crate::lsp::includes::files_at;
use crate::lsp::occurrences::{Kind, Named, named};
use crate::lsp::wire::Refusal;
use crate::query::Query;
use crate::reports::due::{self, Due, Owner};
use crate::reports::explain::{cadence_tables, meaning_of, rule_in_short};
use crate::reports::show::Show;
use crate::rules;
use crate::sheet::{Block, Line, Sheet};
use crate::syntax::{DateWord, Part, Piece, date_word, period_word};
use crate::table::Table;
use crate::text::{Span, fold};
use crate::wording::{count, days, spoken_date};

/// How many of a prospect's touches are told.
const TOUCHES: usize = 3;
/// How many files of an include are told.
const FILES: usize = 10;

pub(super) const ANSWER: Answer = Answer {
    method: HoverRequest::METHOD,
    waits_for_findings: false,
    announce: |_, capabilities| capabilities.hover_provider = Some(true.into()),
    give: |workspace, params| {
        answered::<HoverRequest>(params, |params| {
            let at = params.text_document_position_params;
            let Some(asked) = Asked::find(workspace, &at.text_document.uri) else {
                return Ok(None);
            };
            let Some((span, said)) = said(&asked, asked.offset(at.position)) else {
                return Ok(None);
            };
            let (kind, value) = if workspace.client.markdown {
                (MarkupKind::Markdown, written(&said, true))
            } else {
                (MarkupKind::PlainText, written(&said, false))
            };
            let value = value.map_err(|_| Refusal::failed("this cannot be put into text"))?;
            Ok(Some(Hover {
                contents: MarkupContent::new(kind, value).into(),
                range: Some(asked.range(span)),
            }))
        })
    },
};

/// What is said, one below the other.
enum Said {
    /// A page of ours, which is Markdown.
    Page(String),
    Sheet(Sheet),
    Table(Table),
}

fn written(said: &[Said], markdown: bool) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    let look = Look::default();
    for (at, said) in said.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        match (said, markdown) {
            (Said::Page(page), true) => out.push_str(page),
            (Said::Page(page), false) => page::write(page, look, &mut out)?,
            (Said::Sheet(sheet), true) => md::write_sheet(sheet, &mut out)?,
            (Said::Sheet(sheet), false) => sheet::write(sheet, look, &mut out)?,
            (Said::Table(table), true) => {
                md::write(std::slice::from_ref(table), &mut out)?;
            }
            (Said::Table(table), false) => text::write(table, look, &mut out)?,
        }
    }
    Ok(out)
}

fn said(asked: &Asked<'_>, offset: u32) -> Option<(Span, Vec<Said>)> {
    if let Some(named) = named(asked, offset) {
        return Some((named.span, of_name(asked, &named)?));
    }
    let piece = asked.piece(offset)?;
    Some((piece.span, of_word(asked, piece)?))
}

fn of_name(asked: &Asked<'_>, named: &Named) -> Option<Vec<Said>> {
    let journal = &asked.ledger.journal;
    let sheet = match named.kind {
        Kind::Prospect => of_prospect(asked, journal.find_prospect(&named.spelling)?),
        Kind::Rep => of_rep(asked, journal.find_rep(&named.spelling)?),
    };
    Some(vec![Said::Sheet(sheet)])
}

fn of_prospect(asked: &Asked<'_>, prospect: ProspectId) -> Sheet {
    let timeline = asked.ledger.timeline();
    let life = timeline.life(prospect);
    let sources = asked.ledger.sources();
    let show = Show::new(&timeline, &life, &Places::new(&sources), &[]);
    show.in_short(TOUCHES)
}

fn of_rep(asked: &Asked<'_>, rep: RepId) -> Sheet {
    let timeline = asked.ledger.timeline();
    let sources = asked.ledger.sources();
    let asked_for = due::Asked {
        days: 0,
        all: false,
        owner: Owner::Rep(rep),
        query: &Query::default(),
    };
    let due = Due::new(&timeline, &Places::new(&sources), asked_for);
    page_of(asked.ledger.journal.rep_name(rep), [Line::new(due.title())])
}

fn of_word(asked: &Asked<'_>, piece: Piece) -> Option<Vec<Said>> {
    let settings = &asked.ledger.settings;
    let vocabulary = &settings.vocabulary;
    let written = asked.source().text(piece.span);
    let sheet = match piece.part {
        Part::Rule => {
            let name = fold(&written);
            let rule = rules::ALL.iter().find(|rule| rule.name == name)?;
            return Some(vec![Said::Page(rule_in_short(rule, settings))]);
        }
        Part::Cadence => {
            let cadence = settings.cadence_of(settings.cadence(&written)?);
            let about = Some(cadence.about.clone()).filter(|about| !about.is_empty());
            let sheet = page_of(cadence.name.clone(), about.map(Line::new));
            let steps = cadence_tables(cadence, settings).into_iter().take(1);
            let steps = steps.map(Said::Table);
            return Some(std::iter::once(Said::Sheet(sheet)).chain(steps).collect());
        }
        Part::Channel => {
            let channel = vocabulary.channel_of(vocabulary.channel(written.as_bytes())?);
            let medium = vocabulary.media[usize::from(channel.medium.0)].clone();
            page_of(channel.word.clone(), [Line::labelled("medium", medium)])
        }
        Part::Outcome => {
            let outcome = vocabulary.outcome_of(vocabulary.outcome_in_words(&written)?);
            let effect = outcome.effect;
            let effect = format!("{}: {}", effect.name(), meaning_of(effect));
            page_of(outcome.word.clone(), [Line::labelled("effect", effect)])
        }
        Part::Path => of_include(asked, &written, piece.span),
        Part::Date | Part::When => of_days(asked, written.as_bytes())?,
        _ => return None,
    };
    Some(vec![Said::Sheet(sheet)])
}

fn of_include(asked: &Asked<'_>, path: &str, span: Span) -> Sheet {
    let journal = &asked.ledger.journal;
    let files = files_at(asked, span);
    let more = files.len().saturating_sub(FILES);
    let mut lines: Vec<Line> = Vec::new();
    for number in files.iter().take(FILES) {
        let file = &journal.files[*number as usize];
        let touches = count(file.touches.len(), "touch", "touches");
        lines.push(Line::labelled(file.source.name.clone(), touches));
    }
    if more > 0 {
        lines.push(Line::new(format!("and {more} more")));
    }
    if lines.is_empty() {
        lines.push(Line::new("nothing is read"));
    }
    page_of(path.to_owned(), lines)
}

/// What is to be said of a day, or of a stretch of days.
fn of_days(asked: &Asked<'_>, word: &[u8]) -> Option<Sheet> {
    let today = asked.ledger.today.day;
    let day = match (date_word(word), period_word(word)) {
        (DateWord::Day(day), _) => day,
        (_, Some(Ok(period))) if period.first == period.last => period.first,
        (_, Some(Ok(period))) => {
            let last = format!("to {}", spoken_date(period.last, today));
            let lines = [Line::new(last), Line::new(distance(period.first, today))];
            return Some(page_of(spoken_date(period.first, today), lines));
        }
        _ => return None,
    };
    let workdays = asked.ledger.settings.calendar.for_all();
    let business = if workdays.contains(day) {
        "a business day"
    } else {
        "no business day"
    };
    let lines = [Line::new(distance(day, today)), Line::new(business)];
    Some(page_of(spoken_date(day, today), lines))
}

/// How far a day is from today.
fn distance(day: Day, today: Day) -> String {
    match days_between(today, day) {
        0 => "today".to_owned(),
        ahead @ 1.. => format!("in {}", days(ahead)),
        ago => format!("{} ago", days(-ago)),
    }
}

fn page_of(title: String, lines: impl IntoIterator<Item = Line>) -> Sheet {
    let mut block = Block::new(title);
    block.lines.extend(lines);
    Sheet {
        blocks: vec![block],
    }
}
