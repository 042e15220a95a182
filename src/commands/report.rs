//! `report`: the figures.

use clap::{Args, ValueEnum};
use serde::Serialize;
use serde_json::{Map, Value};

use super::session::opening::passed_over;
use super::session::output::{Output, Showing};
use super::session::terms::{self, NOBODY};
use super::{Answer, Failure, Session};
use crate::calendar::Day;
use crate::reports::groups::By;
use crate::reports::report::{Asked, Entry, Report as Made};
use crate::reports::{ALL, make};
use crate::syntax::near_word;

/// Show the figures: how many are given up at which touch, won, answered, kept in time
///
/// NAME is one of pipeline, activity, persistence, conversion, adherence, response and claims;
/// without one, a page of all. Open pursuits count as far as they have come. From 20 cases on
/// each rate has its 95 % interval; below, the counts stand alone.
#[derive(Debug, Args)]
pub struct Report {
    /// The report's name, and terms of a query, as in `persistence owner:dana since:2026`
    ///
    /// Terms: owner: rep: status: cadence: tag: source: channel: touches: value: potential:
    /// since: date: last: name: (a bare word is name:), not: before any of them. `activity` and
    /// `adherence` count the touches that match, the others all of the prospects that match.
    #[arg(value_name = "NAME|QUERY")]
    words: Vec<String>,
    /// Part the figures by
    #[arg(long, value_enum, value_name = "KEY")]
    by: Option<Key>,
    #[command(flatten)]
    output: Output,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Key {
    /// Who made the touch; of pursuits the owner
    Rep,
    /// The channel of the touch; of pursuits the first one's
    Channel,
    /// Where the lead came from
    Source,
    /// The prospect's own cadence; of windows the one in force
    Cadence,
    /// The week of the touch; of pursuits the first one's
    Week,
    /// The month of the touch; of pursuits the first one's
    Month,
}

impl From<Key> for By {
    fn from(key: Key) -> By {
        match key {
            Key::Rep => By::Rep,
            Key::Channel => By::Channel,
            Key::Source => By::Source,
            Key::Cadence => By::Cadence,
            Key::Week => By::Week,
            Key::Month => By::Month,
        }
    }
}

/// A page of all reports.
#[derive(Debug, Serialize)]
struct Page<'a> {
    version: u32,
    today: Day,
    reports: &'a [Made],
}

impl Report {
    pub(super) fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        let (entry, words) = self.name_and_terms()?;
        let opened = session.open()?;
        let ledger = &opened.ledger;
        let query = terms::read(&words, ledger)?;
        let entries = entry.map_or_else(|| ALL.to_vec(), |entry| vec![entry]);
        let asked = Asked {
            query: &query,
            by: self.by.map(By::from),
            brief: entry.is_none(),
        };
        let made = make(&entries, &ledger.timeline(), asked);
        let mut remark = passed_over(ledger);
        if entry.is_some()
            && let [report] = made.as_slice()
        {
            let showing = Showing {
                tables: &|| report.tables.clone(),
                data: report,
                rows: &report.rows,
                columns: Some(&report.columns),
                remark,
                read: &[&opened],
            };
            return self.output.show(session, showing);
        }
        // The first of all is about the prospects themselves.
        if !words.is_empty() && made.first().is_some_and(|made| made.rows.is_empty()) {
            remark += NOBODY;
        }
        let tables = || {
            let tables = made.iter().flat_map(|report| report.tables.iter().cloned());
            tables.collect()
        };
        let page = Page {
            version: 1,
            today: ledger.today.day,
            reports: &made,
        };
        let showing = Showing {
            tables: &tables,
            data: &page,
            rows: &rows(&made),
            columns: None,
            remark,
            read: &[&opened],
        };
        self.output.show(session, showing)
    }

    /// The report that is named, and the other words.
    fn name_and_terms(&self) -> Result<(Option<Entry>, Vec<String>), Failure> {
        let find = |word: &String| ALL.into_iter().find(|entry| entry.name == *word);
        let place = self.words.iter().position(|word| find(word).is_some());
        let mut words = self.words.clone();
        if let Some(place) = place {
            return Ok((find(&words.remove(place)), words));
        }
        // A slip in the report's name is not to become a search for prospects.
        let names = ALL.map(|entry| entry.name);
        if let Some(first) = words.first()
            && let Some(near) = near_word(first, names.into_iter())
        {
            return Err(
                Failure::new(format!("there is no report `{first}`")).help(format!(
                    "is `{near}` meant? Prospects of that name: `name:{first}`"
                )),
            );
        }
        Ok((None, words))
    }
}

/// The rows of several reports, each of which says which report it is of.
fn rows(made: &[Made]) -> Vec<Value> {
    let mut all = Vec::new();
    for report in made {
        for row in &report.rows {
            let mut named = Map::new();
            named.insert("report".into(), report.name.into());
            if let Value::Object(fields) = row {
                named.extend(fields.clone());
            }
            all.push(Value::Object(named));
        }
    }
    all
}
