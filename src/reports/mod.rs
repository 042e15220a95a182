//! The shelf of reports: lives come in; out comes what is to be said, as a table for people and
//! as data for programs.

pub mod dead;
pub mod due;
pub mod explain;
pub mod list;
pub mod prep;
pub mod settings;
pub mod show;

mod touches;
