//! `prep`: what to say at the touch that is due.

use clap::Args;

use super::session::opening::{Opened, passed_over};
use super::session::output::PageFormat;
use super::session::prospect::{find_prospect, find_rep};
use super::{Answer, Failure, Session};
use crate::formats::{json, sheet, text};
use crate::reports::prep;
use crate::scripts::{self, Facts, Speaker, TemplateError};
use crate::syntax::near_word;
use crate::text::fold;
use crate::timeline::Answer as Stopped;

/// Prepare the touch that is due: what to say, and what to know when saying it
///
/// The script that fits is filled from the journal, with a blank for what the journal does not
/// know. TOUCHLINE_REP speaks, or else the prospect's owner.
#[derive(Debug, Args)]
pub struct Prep {
    /// The prospect: its name or an alias, or a part that no other has
    #[arg(value_name = "PROSPECT", required_unless_present = "script")]
    prospect: Vec<String>,
    /// The script to use; `list` names them all
    #[arg(long, value_name = "NAME")]
    script: Option<String>,
    /// The form of the sheet
    #[arg(long, value_enum, default_value = "text")]
    format: PageFormat,
}

impl Prep {
    pub(super) fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        if self.script.as_deref() == Some("list") {
            let (settings, _) = session.settings()?;
            let mut answer = Answer::default();
            let table = prep::list(&settings);
            text::write(&table, session.look(), &mut answer.text)?;
            return Ok(answer);
        }
        if self.prospect.is_empty() {
            return Err(Failure::new("whom to prepare for is missing")
                .help("name the prospect: `touchline prep PROSPECT --script NAME`"));
        }
        let opened = session.open()?;
        let ledger = &opened.ledger;
        let timeline = ledger.timeline();
        let speaker = match &session.surroundings.rep {
            None => Speaker::Owner,
            Some(name) => find_rep(ledger, name)?.map_or(Speaker::Unknown, Speaker::Rep),
        };
        let life = timeline.life(find_prospect(&timeline, &self.prospect)?);
        let script = match &self.script {
            None if life.state.answer == Some(Stopped::Stop) => {
                let name = timeline.journal.name(life.prospect);
                return Err(
                    Failure::new(format!("{name} asked never to be contacted again")).help(
                        "there is nothing to prepare; --script NAME fills a script all the same",
                    ),
                );
            }
            None => scripts::fitting(&timeline, &life).to_owned(),
            Some(name) => self::script(&opened, name)?,
        };
        let facts = Facts::gather(&timeline, &life, speaker);
        let filled = scripts::fill(&ledger.settings, &script, &facts)
            .map_err(|error| refuse(&opened, error))?;
        let prep = prep::Prep::new(&timeline, &life, &script, filled);
        let mut answer = Answer {
            remark: passed_over(ledger),
            ..Answer::default()
        };
        match self.format {
            PageFormat::Text => sheet::write(&prep.sheet(), session.look(), &mut answer.text),
            PageFormat::Json => json::write(&prep, &mut answer.text),
        }?;
        Ok(answer)
    }
}

/// The script of this name, as it is declared.
fn script(opened: &Opened, name: &str) -> Result<String, Failure> {
    let all = scripts::all(&opened.ledger.settings);
    let folded = fold(name);
    if let Some(script) = all.iter().find(|script| fold(script.name) == folded) {
        return Ok(script.name.to_owned());
    }
    let failure = Failure::new(format!("there is no script `{name}`"));
    Err(
        match near_word(name, all.iter().map(|script| script.name)) {
            Some(near) => failure.help(format!("is `{near}` meant?")),
            None => failure.help("`touchline prep --script list` names them all"),
        },
    )
}

/// Says what is wrong with a script, and where it stands.
fn refuse(opened: &Opened, error: TemplateError) -> Failure {
    let settings = &opened.ledger.settings;
    let lines = settings.lines();
    let line = lines.below("scripts", &error.script);
    let line = line.or_else(|| lines.of("scripts"));
    let place = match (&opened.settings_path, line) {
        (Some(path), Some(line)) => format!("{}:{line}: ", path.display()),
        _ => String::new(),
    };
    let at = error
        .line
        .map_or_else(String::new, |line| format!(", line {line}"));
    let failure = Failure::new(format!(
        "{place}the script `{}`{at}: {}",
        error.script, error.message
    ));
    match error.help {
        Some(help) => failure.help(help),
        None => failure,
    }
}
