//! The shelf of reports: lives come in; out comes what is to be said, as a table for people and
//! as data for programs.

pub mod dead;
pub mod diff;
pub mod due;
pub mod explain;
pub mod list;

mod activity;
mod adherence;
mod claims;
mod conversion;
mod persistence;
mod pipeline;
mod response;

pub mod groups;
pub mod report;

use crate::timeline::Timeline;
use report::{Asked, Entry, Report, Seen};

/// The reports of `report`, in the order in which a page shows them.
pub const ALL: [Entry; 7] = [
    pipeline::REPORT,
    activity::REPORT,
    persistence::REPORT,
    conversion::REPORT,
    adherence::REPORT,
    response::REPORT,
    claims::REPORT,
];

/// Makes these reports, all in one pass.
#[must_use]
pub fn make(entries: &[Entry], timeline: &Timeline<'_>, asked: Asked<'_>) -> Vec<Report> {
    let begin = |entry: &Entry| (entry.begin)(asked.by);
    let mut gathering: Vec<_> = entries.iter().map(begin).collect();
    timeline.each_life(|life| {
        let query = asked.query;
        let counts = timeline.is_certain(life.prospect) && query.matches_prospect(timeline, life);
        if !counts {
            return;
        }
        let seen = Seen {
            timeline,
            life,
            asked,
            matches: query.matches(timeline, life),
        };
        for report in &mut gathering {
            report.see(seen);
        }
    });
    let made = gathering.into_iter();
    made.map(|report| report.finish(timeline, asked)).collect()
}

pub mod prep;
pub mod settings;
pub mod show;

mod errands;
mod said;
mod touches;
