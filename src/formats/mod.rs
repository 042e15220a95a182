//! Findings or a table come in, and out comes text, of one form a file. Nothing is printed
//! here: each form is written to a [`std::fmt::Write`].

mod bars;
pub mod csv;
pub mod diff;
mod excerpt;
pub mod findings_github;
pub mod findings_gitlab;
pub mod findings_json;
pub mod findings_junit;
pub mod findings_sarif;
pub mod findings_short;
pub mod findings_text;
pub mod github_summary;
pub mod html;
pub mod json;
pub mod jsonl;
pub mod md;
pub mod page;
pub mod sheet;

mod summary;
pub mod text;
mod theme;

pub use summary::Summary;
pub use theme::{Look, Theme};
