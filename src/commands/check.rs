//! `check`: every finding, with the words at fault and what to do.

use std::fmt::Write;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::fixing::Fixes;
use super::terms::Terms;
use super::{Answer, Failure, Session};
use crate::finding::{Finding, Level, Places};
use crate::formats::{Summary, findings_json, findings_short, findings_text};
use crate::inspection::{Checked, Scope};
use crate::ledger::Ledger;
use crate::rules;
use crate::text::Source;

/// Check the journal and the follow-up
///
/// Reports what cannot be read, and where the follow-up is not kept: each finding with the words
/// at fault and what to do. What was once done late is shown for `look_back` (30 days).
#[derive(Debug, Args)]
pub struct Check {
    /// Show the past too, however long ago
    #[arg(long)]
    all: bool,
    /// The form of the findings
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Exit with 1 where a finding is as bad as this, or worse
    #[arg(long, value_name = "LEVEL", value_enum, default_value = "error")]
    fail_on: FailOn,
    #[command(flatten)]
    query: Terms,
    /// Mend what can be mended for sure: misspelt words, a missing colon; never a prospect's name
    #[arg(long)]
    fix: bool,
    /// With --fix: show what would change, and write nothing
    #[arg(long, requires = "fix")]
    diff: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The source line, the words at fault underlined, and what to do
    Text,
    /// A line each: FILE:LINE:COL: LEVEL RULE: MESSAGE
    Short,
    /// For programs
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// An error
    Error,
    /// A warning, or an error
    Warning,
    /// Any finding
    Notice,
    /// Nothing
    Never,
}

impl FailOn {
    fn covers(self, level: Level) -> bool {
        match self {
            FailOn::Error => level >= Level::Error,
            FailOn::Warning => level >= Level::Warning,
            FailOn::Notice => true,
            FailOn::Never => false,
        }
    }
}

impl Check {
    pub(super) fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        let mut answer = Answer::default();
        let mut opened = session.open()?;
        let mut checked = self.look(&opened.ledger)?;
        if self.diff {
            Fixes::new(&opened.ledger, &checked.findings).show(session.look(), &mut answer.text)?;
            answer.code = u8::from(self.fails(&checked.findings));
            return Ok(answer);
        }
        if self.fix {
            let fixes = Fixes::new(&opened.ledger, &checked.findings);
            let nothing = fixes.is_empty();
            let mended = fixes.write(&mut answer)?;
            match self.format {
                Format::Text => writeln!(answer.text, "{mended}").map_err(cannot_write)?,
                Format::Short => answer.text += &mended,
                Format::Json => answer.remark += &mended,
            }
            if !nothing {
                opened = session.open()?;
                checked = self.look(&opened.ledger)?;
            }
        }
        let ledger = &opened.ledger;
        session.memory.keep_findings(ledger, &checked.findings);
        let sources = sources(ledger);
        let places = Places::new(&sources);
        let timeline = ledger.timeline();
        let summary = Summary {
            files: ledger.journal.files.len(),
            prospects: ledger
                .journal
                .prospect_ids()
                .filter(|id| timeline.is_there(*id))
                .count(),
            touches: timeline.touch_count(),
            hidden: checked.hidden,
            ..Summary::default()
        };
        let summary = summary.counting(&checked.findings);
        let (findings, text) = (&checked.findings, &mut answer.text);
        match self.format {
            Format::Text => findings_text::write(findings, &places, session.look(), text)
                .and_then(|()| summary.write(text)),
            Format::Short => findings_short::write(findings, &places, session.look(), text)
                .and_then(|()| summary.write(text)),
            Format::Json => {
                findings_json::write(findings, &places, &summary, ledger.today.day, text)
            }
        }
        .map_err(cannot_write)?;
        answer.code = answer.code.max(u8::from(self.fails(findings)));
        Ok(answer)
    }

    /// Says whether it would write in the journal.
    pub(super) fn writes(&self) -> bool {
        self.fix && !self.diff
    }

    /// Looks at what is asked about.
    fn look(&self, ledger: &Ledger) -> Result<Checked, Failure> {
        let only = self.query.read(ledger)?.prospects(&ledger.timeline());
        let scope = Scope {
            all: self.all,
            only: only.as_deref(),
        };
        Ok(rules::check(ledger, scope))
    }

    fn fails(&self, findings: &[Finding]) -> bool {
        let mut levels = findings.iter().map(|finding| finding.level);
        levels.any(|level| self.fail_on.covers(level))
    }
}

/// The texts of a ledger, in the order of reading.
pub(super) fn sources(ledger: &Ledger) -> Vec<Arc<Source>> {
    ledger
        .journal
        .files
        .iter()
        .map(|file| Arc::clone(&file.source))
        .collect()
}

pub(super) fn cannot_write(_: std::fmt::Error) -> Failure {
    Failure::new("the answer cannot be put into text")
}

/// The line that a report gives about what it passed over.
pub(super) fn passed_over(ledger: &Ledger) -> String {
    let mut line = String::new();
    let errors = rules::count_reading_errors(ledger);
    if errors > 0 {
        let lines = crate::wording::count(errors, "error", "errors");
        let _ = writeln!(
            line,
            "note: the journal has {lines}, passed over here: see `touchline check`"
        );
    }
    line
}
