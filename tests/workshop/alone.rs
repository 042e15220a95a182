//! A journal that is all there is: no disk, and no program that is run.

use std::path::{Path, PathBuf};

use touchline::calendar::Day;
use touchline::disk::{Bytes, Files, Unread};
use touchline::ledger::{Ledger, Root};
use touchline::settings::Settings;
use touchline::timeline::Today;

/// A disk on which nothing is.
struct Nothing;

impl Files for Nothing {
    fn read(&self, _: &Path, _: Option<&Path>) -> Result<Bytes, Unread> {
        Err(Unread::Missing)
    }

    fn matches(&self, _: &Path, _: &str) -> Vec<PathBuf> {
        Vec::new()
    }
}

/// The ledger of one text, on a day that the clock says.
pub fn ledger(text: impl Into<Vec<u8>>, settings: Settings, day: Day) -> Ledger {
    let root = Root::Text {
        name: "main.touch".into(),
        bytes: text.into(),
        within: None,
    };
    let today = Today { day, asked: false };
    Ledger::read(vec![root], &Nothing, settings, today).expect("a text is there")
}
