//! The shelf of exchanges with other programs: a ledger comes in and goes out as their files, or
//! their files come in and go out as entries of a journal.

pub mod csv_export;
pub mod csv_import;
pub mod hledger_export;
pub mod ics_export;
pub mod ics_import;
pub mod mbox_import;
pub mod presets;
pub mod touches;

mod alike;
mod digest;
mod entry;
mod html;
pub mod import;
pub mod moments;
mod people;
mod rows;
mod sheet;

pub use entry::parsed;
