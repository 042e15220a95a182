//! `check`: every finding, with the words at fault and what to do.

mod fixing;
mod narrowing;

use std::fmt::Write;

use clap::{Args, ValueEnum};

use super::session::Nature;
use super::session::terms::Terms;
use super::{Answer, Failure, Session};
use crate::disk::{append, in_words};
use crate::finding::{Finding, Level, Places};
use crate::formats::{
    Summary, findings_github, findings_gitlab, findings_json, findings_junit, findings_sarif,
    findings_short, findings_text, github_summary,
};
use crate::inspection::{Checked, Scope};
use crate::ledger::Ledger;
use crate::rules;
use fixing::Fixes;
use narrowing::{Narrowed, Narrowing, published_names};

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
    narrowing: Narrowing,
    #[command(flatten)]
    query: Terms,
    /// Mend what can be mended for sure: a misspelt channel, a missing colon; never a name or a field
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
    /// Annotations in a GitHub workflow, and a summary of the step
    Github,
    /// GitLab's code quality report
    Gitlab,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// JUnit's XML: each finding is a test, failed where it is as bad as --fail-on says
    Junit,
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
        self.narrowing.fits(&self.query)?;
        let mut answer = Answer::default();
        let mut opened = session.open()?;
        let mut asked = self.narrowing.ask(&opened.ledger, session)?;
        let mut checked = self.look(&opened.ledger, session)?;
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
                Format::Text => writeln!(answer.text, "{mended}")?,
                Format::Short => answer.text += &mended,
                _ => answer.remark += &mended,
            }
            if !nothing {
                opened = session.open()?;
                asked = self.narrowing.ask(&opened.ledger, session)?;
                checked = self.look(&opened.ledger, session)?;
            }
        }
        let ledger = &opened.ledger;
        session.memory.keep_findings(ledger, &checked.findings);
        let sources = ledger.sources();
        let places = Places::new(&sources);
        let names = published_names(ledger);
        let published = Places::with_names(&sources, &names);
        let printed = matches!(self.format, Format::Gitlab | Format::Sarif);
        let narrowed =
            self.narrowing
                .narrow(checked.findings, printed, &opened, &published, asked)?;
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
        let summary = summary.counting(&narrowed.findings);
        let (findings, text) = (&narrowed.findings, &mut answer.text);
        match self.format {
            Format::Text => findings_text::write(findings, &places, session.look(), text)
                .and_then(|()| summary.write(text)),
            Format::Short => findings_short::write(findings, &places, session.look(), text)
                .and_then(|()| summary.write(text)),
            Format::Json => {
                findings_json::write(findings, &places, &summary, ledger.today.day, text)
            }
            Format::Github | Format::Gitlab | Format::Sarif | Format::Junit => {
                self.publish(&narrowed, &published, &summary, text)
            }
        }?;
        if self.format == Format::Github
            && let Some(path) = &session.surroundings.step_summary
        {
            answer.remark += &add_step_summary(path, findings, &published, &summary)?;
        }
        self.remark(&narrowed.remarks, &mut answer);
        answer.code = answer.code.max(u8::from(self.fails(findings)));
        Ok(answer)
    }

    /// What it does with the journal, by its flags.
    pub(super) fn nature(&self) -> Nature {
        if self.fix && !self.diff {
            Nature::Writes("`check --fix` writes in the journal")
        } else if self.narrowing.writes_baseline() {
            Nature::Records("`check --write-baseline` writes the baseline")
        } else {
            Nature::Reads
        }
    }

    /// Looks at what is asked about.
    fn look(&self, ledger: &Ledger, session: &Session<'_>) -> Result<Checked, Failure> {
        let only = self.query.read(ledger)?.prospects(&ledger.timeline());
        let scope = Scope {
            all: self.all,
            only: only.as_deref(),
        };
        if session.memory.is_kept() {
            let again = |memory: &mut _| rules::check_again(ledger, scope, memory);
            return Ok(session.memory.with_lives(again));
        }
        Ok(rules::check(ledger, scope))
    }

    fn fails(&self, findings: &[Finding]) -> bool {
        let mut levels = findings.iter().map(|finding| finding.level);
        levels.any(|level| self.fail_on.covers(level))
    }

    /// Writes the findings for a platform, which knows the files by other names.
    fn publish(
        &self,
        narrowed: &Narrowed,
        places: &Places<'_>,
        summary: &Summary,
        text: &mut String,
    ) -> std::fmt::Result {
        let (findings, fingerprints) = (&narrowed.findings, &narrowed.fingerprints);
        match self.format {
            Format::Gitlab => findings_gitlab::write(findings, fingerprints, places, text),
            Format::Sarif => findings_sarif::write(findings, fingerprints, places, text),
            Format::Junit => {
                let fails = |finding: &Finding| self.fail_on.covers(finding.level);
                findings_junit::write(findings, places, fails, text)
            }
            _ => findings_github::write(findings, places, text).and_then(|()| summary.write(text)),
        }
    }

    /// Says what was left out: among the findings where people read, else on standard error.
    fn remark(&self, remarks: &[String], answer: &mut Answer) {
        let said = match self.format {
            Format::Text | Format::Short | Format::Github => &mut answer.text,
            _ => &mut answer.remark,
        };
        for remark in remarks {
            said.push_str(&crate::text::harmless_line(remark));
            said.push('\n');
        }
    }
}

/// Adds the findings to the page of a workflow's run; what stands in the way of that is no reason
/// to say nothing else.
fn add_step_summary(
    path: &std::path::Path,
    findings: &[Finding],
    places: &Places<'_>,
    summary: &Summary,
) -> Result<String, Failure> {
    let mut page = String::new();
    github_summary::write(findings, places, summary, &mut page)?;
    Ok(match append(path, &page) {
        Ok(()) => String::new(),
        Err(error) => {
            let (name, why) = (path.display(), in_words(&error));
            let what = format!("note: no summary is added to {name}: {why}");
            format!("{}\n", crate::text::harmless_line(&what))
        }
    })
}
