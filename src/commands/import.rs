//! `import`: other programs' files become entries of the journal.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, Subcommand, ValueEnum};

use super::session::opening::file_named;
use super::session::writing::{is_standard_input, not_read, not_written};
use super::{Answer, Failure, Session};
use crate::calendar::local;
use crate::disk::{self, Disk, Files};
use crate::exchanges::import::Imported;
use crate::exchanges::moments::DateOrder;
use crate::exchanges::{csv_import, ics_import, mbox_import, presets};
use crate::ledger::Ledger;
use crate::placing::insertion;
use crate::settings::{Mapping, read_mapping};
use crate::syntax::{near_word, parse};
use crate::text::{Source, apply, harmless_line};
use crate::wording::count;

/// Make entries of the journal out of other programs' files
///
/// The lines are shown, or appended to a file of the journal with --to. What was imported before is
/// told by its `import-id`, and is not added again, nor is what was written by hand. What cannot be
/// read is listed with its line.
#[derive(Debug, Args)]
pub struct Import {
    #[command(subcommand)]
    from: From,
}

#[derive(Debug, Subcommand)]
enum From {
    Csv(Csv),
    Ics(Ics),
    Mbox(Mbox),
}

/// Meetings out of a calendar, with prospects that the journal knows
///
/// By an attendee's address, as in a prospect's `email`, or by a prospect's name in the summary.
/// What is not before today is planned.
#[derive(Debug, Args)]
struct Ics {
    /// The calendar to read; `-` is standard input
    #[arg(value_name = "FILE")]
    input: PathBuf,
    #[command(flatten)]
    target: Target,
}

/// Emails out of a mailbox, to and from prospects whose `email` the journal knows
///
/// The date and the subject are taken over, and who wrote; not the text. What a rep sent is told by
/// the `email` under `rep`; where no rep has one, whoever wrote to a prospect is one of ours.
#[derive(Debug, Args)]
struct Mbox {
    /// The mailbox to read; `-` is standard input
    #[arg(value_name = "FILE")]
    input: PathBuf,
    #[command(flatten)]
    target: Target,
}

/// Touches out of a sheet: a CRM's export of activities, or `touchline export csv`
///
/// The delimiter, the quotes and the encoding are found out.
#[derive(Debug, Args)]
struct Csv {
    /// The file to read; `-` is standard input
    #[arg(value_name = "FILE")]
    input: PathBuf,
    /// Whose columns they are: hubspot, salesforce-tasks, salesforce-events, pipedrive, touchline,
    /// or a YAML file that says it
    #[arg(long, value_name = "FILE|PRESET")]
    mapping: Option<PathBuf>,
    /// Which comes first in a date such as 03/04/2026
    #[arg(long, value_name = "ORDER", value_enum)]
    dates: Option<Order>,
    #[command(flatten)]
    target: Target,
}

/// Where the lines go.
#[derive(Debug, Args)]
struct Target {
    /// Append the lines to this file of the journal
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// Show what would be added, and write nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Order {
    /// The day, then the month
    Dmy,
    /// The month, then the day
    Mdy,
}

impl Import {
    pub(super) fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        match &self.from {
            From::Csv(csv) => csv.run(session),
            From::Ics(ics) => ics.run(session),
            From::Mbox(mbox) => mbox.run(session),
        }
    }
}

impl Ics {
    fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        let bytes = read(&self.input)?;
        let ledger = &session.open()?.ledger;
        let imported = ics_import::import(
            &bytes,
            ledger.today.day,
            &local,
            &ledger.journal,
            &ledger.settings.vocabulary,
        );
        self.target.deliver(&self.input, &imported, ledger)
    }
}

impl Mbox {
    fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        let bytes = read(&self.input)?;
        let ledger = &session.open()?.ledger;
        let vocabulary = &ledger.settings.vocabulary;
        let imported = mbox_import::import(&bytes, &local, &ledger.journal, vocabulary);
        self.target.deliver(&self.input, &imported, ledger)
    }
}

impl Csv {
    fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        let bytes = read(&self.input)?;
        if csv_import::is_empty(&bytes) {
            return Err(Failure::new(format!("{} is empty", self.input.display()))
                .help("its first line has to name the columns: export it again"));
        }
        let (source, mappings) = self.mappings(&bytes)?;
        let ledger = &session.open_or_empty()?.ledger;
        let asked = csv_import::Asked {
            mappings: &mappings,
            source: &source,
            dates: self.dates.map(|order| match order {
                Order::Dmy => DateOrder::DayFirst,
                Order::Mdy => DateOrder::MonthFirst,
            }),
            clock: &local,
            today: ledger.today.day,
        };
        let vocabulary = &ledger.settings.vocabulary;
        let imported =
            csv_import::import(&bytes, asked, &ledger.journal, vocabulary).map_err(|refused| {
                let name = self.input.display();
                Failure::new(format!("{name}: {}", refused.message)).help(refused.help)
            })?;
        self.target.deliver(&self.input, &imported, ledger)
    }

    /// The mappings to use, the user's own first, and what the source is called.
    fn mappings(&self, bytes: &[u8]) -> Result<(String, Vec<Mapping>), Failure> {
        let Some(given) = &self.mapping else {
            if csv_import::is_own_export(bytes) {
                return Ok(("touchline".into(), vec![preset("touchline")?]));
            }
            let name = self.input.display();
            return Err(
                Failure::new(format!("whose columns are those of {name}?")).help(format!(
                    "say it with --mapping: {}, or a YAML file of your own",
                    preset_names().join(", ")
                )),
            );
        };
        let name = given.to_string_lossy();
        if presets::text(&name).is_some() {
            return Ok((name.clone().into_owned(), vec![preset(&name)?]));
        }
        if !given.exists() {
            let failure = Failure::new(format!("there is no preset and no file `{name}`"));
            let names = preset_names();
            return Err(match near_word(&name, names.iter().copied()) {
                Some(near) => failure.help(format!("is `{near}` meant?")),
                None => failure.help(format!("the presets are {}", names.join(", "))),
            });
        }
        let text = String::from_utf8(read(given)?)
            .map_err(|_| Failure::new(format!("{name} is not UTF-8")))?;
        let own = mapping(&text, &name)?;
        let mut source = given.file_stem().map_or_else(
            || "csv".to_owned(),
            |stem| stem.to_string_lossy().into_owned(),
        );
        let mut mappings = Vec::new();
        let base = own.preset.clone();
        mappings.push(own);
        if let Some(base) = base {
            if presets::text(&base).is_none() {
                return Err(Failure::new(format!("{name}: there is no preset `{base}`"))
                    .help(format!("the presets are {}", preset_names().join(", "))));
            }
            mappings.push(preset(&base)?);
            source = base;
        }
        Ok((source, mappings))
    }
}

fn preset_names() -> Vec<&'static str> {
    presets::ALL.iter().map(|(name, _)| *name).collect()
}

fn preset(name: &str) -> Result<Mapping, Failure> {
    mapping(presets::text(name).unwrap_or_default(), name)
}

fn mapping(text: &str, name: &str) -> Result<Mapping, Failure> {
    read_mapping(text, &csv_import::FIELDS).map_err(|errors| {
        let mut lines = Vec::new();
        for error in &errors {
            lines.push(format!("{name}:{error}"));
            lines.extend(error.help.iter().map(|help| format!("    {help}")));
        }
        let are = count(errors.len(), "mistake", "mistakes");
        Failure::new(format!("the mapping has {are}\n{}", lines.join("\n")))
    })
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let read = if is_standard_input(path) {
        disk::read_standard_input()
    } else {
        Disk.read(path, None).map(|read| read.bytes)
    };
    read.map_err(|problem| not_read(&path.display().to_string(), &problem))
}

impl Target {
    /// Shows the lines, or appends them, and says what was read and what was not.
    fn deliver(
        &self,
        from: &Path,
        imported: &Imported,
        ledger: &Ledger,
    ) -> Result<Answer, Failure> {
        let named = self.to.as_deref();
        let number = named.map(|path| file_named(ledger, path)).transpose()?;
        let mut answer = Answer::default();
        if !imported.text.is_empty() {
            match named.zip(number) {
                Some((path, number)) if !self.dry_run => append(path, number, imported, ledger)?,
                _ => {
                    for line in imported.text.lines() {
                        answer.text += &harmless_line(line);
                        answer.text.push('\n');
                    }
                }
            }
        }
        answer.remark = self.remark(from, imported);
        let nothing = imported.touches == 0 && imported.known == 0;
        if nothing && imported.passed_over.is_empty() && !imported.problems.is_empty() {
            answer.code = 2;
        }
        Ok(answer)
    }

    fn remark(&self, from: &Path, imported: &Imported) -> String {
        let mut remark = String::new();
        let name = from.display().to_string();
        for (given, written) in &imported.renamed {
            let line = format!("{name}: `{given}` cannot be a name: `{written}` is written for it");
            let _ = writeln!(remark, "{}", harmless_line(&line));
        }
        let lists = [
            ("not read", &imported.problems),
            ("passed over", &imported.passed_over),
        ];
        for (what, problems) in lists {
            for problem in problems {
                let line = format!("{name}:{}: {what}: {}", problem.line, problem.reason);
                let _ = writeln!(remark, "{}", harmless_line(&line));
            }
        }
        let mut parts = vec![count(imported.touches, "touch", "touches")];
        if !imported.prospects.is_empty() {
            parts.push(count(
                imported.prospects.len(),
                "new prospect",
                "new prospects",
            ));
        }
        let verb = match &self.to {
            Some(path) if self.dry_run => format!("would be added to {}", path.display()),
            Some(path) => format!("added to {}", path.display()),
            None => "to add".into(),
        };
        let mut line = format!("{} {verb}", parts.join(" and "));
        for (number, what) in [
            (imported.known, "in the journal already"),
            (imported.unconcerned, "with nobody in the journal"),
            (imported.passed_over.len(), "passed over"),
            (imported.problems.len(), "not read"),
        ] {
            if number > 0 {
                let _ = write!(line, "; {number} {what}");
            }
        }
        let _ = writeln!(remark, "{}", harmless_line(&line));
        remark
    }
}

/// Appends the lines to a file of the journal, which then holds what it held, and they.
fn append(path: &Path, number: u32, imported: &Imported, ledger: &Ledger) -> Result<(), Failure> {
    let file = &ledger.journal.files[number as usize];
    let before = file.source.bytes();
    let lines = insertion(before, before.len() as u32, &imported.text, true);
    let after = apply(before, &[lines]);
    let check = |after: &[u8]| {
        let source = Source::new(file.source.name.clone(), after.to_vec());
        let after = parse(Arc::new(source), &ledger.settings.vocabulary);
        let added = after.touches.len().checked_sub(file.touches.len());
        if added == Some(imported.touches) && after.faults.len() == file.faults.len() {
            Ok(())
        } else {
            Err("the rest of the file would not be read as before".into())
        }
    };
    disk::replace(path, before, &after, check)
        .map_err(|problem| not_written(&path.display().to_string(), &problem))
}
